import { type ChildProcess, fork } from 'node:child_process'
import cluster from 'node:cluster'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'

/** What a server tells its parent over IPC once it answers requests. */
const readyMessage = z.object({ ready: z.literal(true), url: z.string() })
/** What servers and workers tell it every fifteen seconds. */
const movingMessage = z.object({ moving: z.literal(true) })
/** Who said nothing for so long hangs, or cannot reach the database. Milliseconds. */
const SILENT = 45_000

const maxDeathsPerMinute = 5

/** Requests live for milliseconds: a nursery kept small holds a server under load near 200 MB instead of 290. */
const SERVER_FLAGS = ['--max-semi-space-size=16']

/** The processes that do the work, kept alive by `npm start`. */
export type Crew = {
  /** The address, once every server answers. */
  ready: Promise<string>
  /** Lets them drain (SIGTERM), and ends who is not done in time. */
  stop(): Promise<void>
}

/** A place in the crew: whoever stands in it is replaced when it dies. */
type Post = {
  name: string
  isServer: boolean
  /** @param fell how the one before it ended; empty for the first */
  start: (fell: string) => ChildProcess
  child?: ChildProcess
  wasReady: boolean
  /** When it last said that it moves; null until it first did, and once its silence was told. */
  movedAt: number | null
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

/**
 * Starts the servers and workers. One server listens by itself; several share the port through this process.
 * @param options.failed told once when they cannot be kept running: a server that never came up, or six deaths in a minute
 */
export function startCrew(options: {
  serverFile: string
  workerFile: string
  servers: number
  workers: number
  serverEnv: NodeJS.ProcessEnv
  workerEnv: NodeJS.ProcessEnv
  drainMilliseconds: number
  say: (line: string) => void
  failed: (reason: Error) => void
  /** Whether what is silent waits for a standby: then to start again would make it worse. */
  waitsForStandby?: () => Promise<boolean>
  /** Milliseconds of silence after which it is told. */
  silentAfter?: number
}): Crew {
  const { servers, workers, serverEnv, workerEnv, say } = options
  const ready = Promise.withResolvers<string>()
  const deaths: number[] = []
  let stopping = false

  const placed = (env: NodeJS.ProcessEnv, seat: number, fell: string): NodeJS.ProcessEnv => ({
    ...env,
    FENGQIAO_SEAT: String(seat + 1),
    FENGQIAO_FELL: fell,
  })

  function startServer(seat: number, fell: string): ChildProcess {
    const env = placed(serverEnv, seat, fell)
    if (servers === 1) return fork(options.serverFile, [], { env, execArgv: SERVER_FLAGS })
    // Not round robin: there this process takes each connection and hands it over, and one handed to a server that has
    // just been killed hangs for ever (6 of 8 times when tried). So the servers accept by themselves.
    cluster.schedulingPolicy = cluster.SCHED_NONE
    cluster.setupPrimary({ exec: options.serverFile, args: [], execArgv: SERVER_FLAGS })
    return cluster.fork(env).process
  }
  const posts: Post[] = [
    ...Array.from({ length: servers }, (_, seat) => ({
      name: '网页服务',
      isServer: true,
      start: (fell: string) => startServer(seat, fell),
      wasReady: false,
      movedAt: null,
    })),
    ...Array.from({ length: workers }, (_, seat) => ({
      name: '后台作业',
      isServer: false,
      start: (fell: string) => fork(options.workerFile, [], { env: placed(workerEnv, seat, fell), execArgv: [] }),
      wasReady: false,
      movedAt: null,
    })),
  ]

  function fail(reason: Error): void {
    if (!stopping) options.failed(reason)
    stopping = true
  }

  async function tellOfSilence(what: string): Promise<void> {
    const waits = await options.waitsForStandby?.().catch(() => false)
    say(
      waits
        ? `${what}：正在等备机。不要重新启动，请先把备机修好，修好以后自己恢复。`
        : `${what}，可能卡住了。一分钟内没有自己恢复的，请重新启动本系统。`,
    )
  }

  /** Nobody else can tell that a server hangs: whoever would look at a page cannot. */
  const listening = setInterval(
    () => {
      const now = performance.now()
      for (const post of posts) {
        if (post.movedAt === null || now - post.movedAt < (options.silentAfter ?? SILENT)) continue
        const seconds = Math.round((now - post.movedAt) / 1000)
        post.movedAt = null
        void tellOfSilence(`告警（出错）：${post.name} ${seconds} 秒没有动静`)
      }
    },
    (options.silentAfter ?? SILENT) / 3,
  )
  listening.unref()

  function man(post: Post, fell = ''): void {
    if (stopping) return
    const child = post.start(fell)
    post.child = child
    post.movedAt = null
    child.on('message', (message) => {
      if (movingMessage.safeParse(message).success) post.movedAt = performance.now()
      const read = readyMessage.safeParse(message)
      if (!read.success || !post.isServer) return
      post.wasReady = true
      if (posts.every((each) => each.wasReady || !each.isServer)) ready.resolve(read.data.url)
    })
    child.on('error', (error) => fail(error))
    child.on('exit', (code, signal) => replace(post, signal ?? String(code)))
  }

  function replace(post: Post, how: string): void {
    if (stopping) return
    // One that never came up will not come up the next time either: its own words stand above.
    if (post.isServer && !post.wasReady) {
      fail(new Error(`${post.name}没有启动成功（${how}），原因见上面几行。`))
      return
    }
    const now = performance.now()
    deaths.push(now)
    const recent = deaths.filter((at) => at > now - 60_000).length
    if (recent > maxDeathsPerMinute) {
      fail(new Error(`${post.name}一分钟内第 ${recent} 次意外退出（${how}），不再重启：原因见上面几行。`))
      return
    }
    const delay = 100 * 2 ** (recent - 1)
    say(`${post.name}意外退出（${how}），正在重新启动……`)
    setTimeout(() => man(post, how), delay)
  }

  for (const post of posts) man(post)

  return {
    ready: ready.promise,
    async stop() {
      stopping = true
      clearInterval(listening)
      const living = () => posts.flatMap(({ child }) => (child?.pid && !hasEnded(child) ? [child] : []))
      for (const child of living()) child.kill('SIGTERM')
      for (const end = performance.now() + options.drainMilliseconds; living().length > 0; await sleep(20)) {
        if (performance.now() > end) for (const child of living()) child.kill('SIGKILL')
      }
    },
  }
}
