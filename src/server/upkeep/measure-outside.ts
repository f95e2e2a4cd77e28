import { setTimeout as sleep } from 'node:timers/promises'
import { isThere } from '../storage/scan.ts'
import { originalKey, type Store } from '../storage/store.ts'

/** How long a measure of what is outside this process may take. */
export type Waiting = {
  /** Milliseconds. */
  patience: number
  /** A process that is told to stop waits for no measure. */
  stop: AbortSignal
  /** The measures that did not come back yet, by name. */
  hanging: Set<string>
}

/** What does not answer within this is away: a person would not wait longer either. Milliseconds. */
export const PATIENCE = 5_000

/** What the work answers; `late` where it does not in time. */
async function inTime<T>(work: Promise<T>, late: T, { patience, stop }: Waiting): Promise<T> {
  const waiting = new AbortController()
  const signal = AbortSignal.any([stop, waiting.signal])
  try {
    return await Promise.race([work, sleep(patience, late, { signal }).catch(() => late)])
  } finally {
    waiting.abort()
  }
}

/**
 * Looks at something of the machine, where a share that is away lets one wait for ever. Each look that hangs keeps a thread of
 * this process: while one does, there is no second. @param name of what is looked at
 */
export function lookedAt<T>(name: string, look: () => Promise<T>, late: T, waiting: Waiting): Promise<T> {
  const { hanging } = waiting
  if (hanging.has(name)) return Promise.resolve(late)
  hanging.add(name)
  const looking = look().finally(() => hanging.delete(name))
  return inTime(looking, late, waiting)
}

/** 1 where no clamd answers at the socket; null where none is set. */
export const scannerAway = async (socket: string | null, waiting: Waiting): Promise<number | null> =>
  socket === null ? null : (await inTime(isThere(socket), false, waiting)) ? 0 : 1

/** 1 where the store does not answer. It is asked for a file nobody has: that there is none is an answer too. */
export async function storeAway(store: Store, waiting: Waiting): Promise<number> {
  const answers = async (): Promise<boolean> => {
    const bytes = await store.read(originalKey('0'.repeat(64)))
    bytes?.destroy()
    return true
  }
  const answered = answers().catch(() => false)
  return (await inTime(answered, false, waiting)) ? 0 : 1
}
