import { startCrew } from './crew.ts'
import { type Embedded, startEmbedded } from './db/embedded.ts'
import { waitsForStandby } from './db/waits.ts'
import { type FileLock, holdDataDir } from './file-lock.ts'

/** What the parent process needs; the parts it puts together come from outside, so that each can be tried alone. */
export type Launch = {
  dataDir: string
  /** An outside PostgreSQL (owner's address); null starts the embedded one. */
  databaseUrl: string | null
  servers: number
  workers: number
  serverFile: string
  workerFile: string
  env: NodeJS.ProcessEnv
  /** How long servers and workers may take to finish what they began. */
  drainMilliseconds: number
  say: (line: string) => void
  buildWeb: (signal: AbortSignal) => Promise<void>
  prepareDatabase: (options: {
    ownerUrl: string
    dataDir: string
    say: (line: string) => void
  }) => Promise<{ serverUrl: string; workerUrl: string }>
  /** Begins what is done beside the servers as the owner, once they answer. @returns what ends it */
  keepBackups: (ownerUrl: string) => () => Promise<void>
  /** Aborted to stop the product, at any moment. */
  signal: AbortSignal
}

/** A start that takes so long says what it waits for, again and again. Milliseconds. */
const LONG_MS = 30_000

/** Runs both and waits for both, so that nothing of a failed start is still at work when it is cleaned up. */
async function both(one: Promise<unknown>, other: Promise<unknown>): Promise<void> {
  for (const result of await Promise.allSettled([one, other])) {
    if (result.status === 'rejected') throw result.reason
  }
}

/**
 * Starts PostgreSQL, prepares the database, builds the pages, starts servers and workers, and keeps them all running
 * until it is told to stop.
 * @returns the exit code: 0 when told to stop, 1 when it could not start or could not go on
 */
export async function launch(options: Launch): Promise<number> {
  const { dataDir, say, signal } = options
  const broken = Promise.withResolvers<never>()
  const toldToStop = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  // Either may settle while nobody is waiting for it.
  broken.promise.catch(() => undefined)
  toldToStop.catch(() => undefined)
  let database: Embedded | undefined
  let held: FileLock | undefined
  let logins = { serverUrl: '', workerUrl: '' }
  let crew: ReturnType<typeof startCrew> | undefined
  let endBackups: (() => Promise<void>) | undefined
  let ownerUrl = ''

  async function openDatabase(): Promise<void> {
    if (options.databaseUrl) held = await holdDataDir(dataDir)
    else database = await startEmbedded({ dataDir, say, failed: broken.reject })
    signal.throwIfAborted()
    ownerUrl = options.databaseUrl ?? database?.ownerUrl ?? ''
    const looking = setInterval(async () => {
      if (await waitsForStandby(ownerUrl))
        say('正在等备机：数据库要有一台备机写好才算数。请先把备机修好，修好以后自己接着启动。')
    }, LONG_MS)
    looking.unref()
    logins = await options.prepareDatabase({ ownerUrl, dataDir, say }).finally(() => clearInterval(looking))
  }

  let code = 0
  try {
    signal.throwIfAborted()
    await both(openDatabase(), options.buildWeb(signal))
    signal.throwIfAborted()
    const ownless = { ...options.env, DATA_DIR: dataDir, DATABASE_URL: '' }
    crew = startCrew({
      ...options,
      // The owner's address stays with the parent, and a server never learns the worker's: each signs in as itself.
      serverEnv: { ...ownless, FENGQIAO_SERVER_URL: logins.serverUrl, FENGQIAO_WORKER_URL: '' },
      workerEnv: { ...ownless, FENGQIAO_SERVER_URL: logins.serverUrl, FENGQIAO_WORKER_URL: logins.workerUrl },
      failed: broken.reject,
      waitsForStandby: async () =>
        (await Promise.all([logins.serverUrl, logins.workerUrl].map(waitsForStandby))).includes(true),
    })
    const url = await Promise.race([crew.ready, broken.promise, toldToStop])
    say(`枫桥已就绪：${url}`)
    say(`停止：按 Ctrl-C，或运行 kill ${process.pid}`)
    endBackups = options.keepBackups(ownerUrl)
    await Promise.race([broken.promise, toldToStop])
  } catch (error) {
    if (!signal.aborted) {
      code = 1
      const sentence = error instanceof Error ? error.message : String(error)
      say(crew ? `枫桥停止运行：${sentence}` : `枫桥没有启动：${sentence}`)
      // A failure nobody wrote a sentence for is a fault of the program: show where it happened.
      if (!/\p{Script=Han}/u.test(sentence)) console.error(error)
    }
  }
  if (signal.aborted) say('正在停止枫桥……')
  await Promise.all([crew?.stop(), endBackups?.()])
  await database?.stop()
  held?.release()
  if (signal.aborted) say('枫桥已停止。')
  return code
}
