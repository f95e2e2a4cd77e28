import { setTimeout as sleep } from 'node:timers/promises'
import { isThere } from '../storage/scan.ts'
import { originalKey, type Store } from '../storage/store.ts'

/** What does not answer within this is away: a person would not wait longer either. Milliseconds. */
const PATIENCE = 5_000

const inTime = async (work: Promise<boolean>): Promise<boolean> => {
  const waiting = new AbortController()
  const late = sleep(PATIENCE, false, { signal: waiting.signal }).catch(() => false)
  try {
    return await Promise.race([work.catch(() => false), late])
  } finally {
    waiting.abort()
  }
}

/** 1 where no clamd answers at the socket; null where none is set. */
export const scannerAway = async (socket: string | null): Promise<number | null> =>
  socket === null ? null : (await inTime(isThere(socket))) ? 0 : 1

/** 1 where the store does not answer. It is asked for a file nobody has: that there is none is an answer too. */
export async function storeAway(store: Store): Promise<number> {
  const answers = async (): Promise<boolean> => {
    const bytes = await store.read(originalKey('0'.repeat(64)))
    bytes?.destroy()
    return true
  }
  return (await inTime(answers())) ? 0 : 1
}
