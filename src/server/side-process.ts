import { type ChildProcess, fork } from 'node:child_process'
import { setPriority } from 'node:os'
import type { Jobs, SideAnswer } from './side-jobs.ts'

/**
 * Why heavy work was not done. `busy`: too much of it is waiting; `too_long`: it was ended at its limit; `ended`: its process
 * fell over; `failed`: the work itself gave up (`places` says where, without a word of what it worked on); `draining`: the
 * server stops, asking again is of no use; `dropped`: nobody waited for it any more before it was begun.
 */
export class SideFailure extends Error {
  readonly reason: 'busy' | 'too_long' | 'ended' | 'failed' | 'draining' | 'dropped'
  readonly places: readonly string[]
  constructor(reason: SideFailure['reason'], places: readonly string[] = []) {
    super(SAYS[reason])
    this.name = 'SideFailure'
    this.reason = reason
    this.places = places
  }
}
const SAYS = {
  busy: '排队的太多了，请过一分钟再试。',
  too_long: '做得太久，已经停下。请再试一次；还是这样，请减少内容或者换一个文件。',
  ended: '处理的程序中途停了。请再试一次；还是这样，请告诉系统管理员。',
  failed: '没有做成。请再试一次；还是这样，请告诉系统管理员。',
  dropped: '已经没有人等这一件，没有做。需要的话请再点一次。',
  draining: '系统正在重新启动，这一件没有做。请过一分钟再试。',
} as const

/** Heavy work in a process of its own, so that neither its memory nor its fall is the server's. */
export type SideProcess<J extends Jobs> = {
  /** Does one job, when those before it are done; one that still waits when `unwanted` tells so is left out. @throws SideFailure */
  ask<N extends keyof J & string>(
    job: N,
    input: Parameters<J[N]>[0],
    limitMilliseconds?: number,
    unwanted?: AbortSignal,
  ): Promise<Awaited<ReturnType<J[N]>>>
  /** Refuses what waits and whoever comes meanwhile, gives the job at work so long, and ends the process. A later `ask` starts another. */
  end(graceMilliseconds?: number): Promise<void>
  /** The process now at work or waiting for work; null when there is none. For tests. */
  readonly pid: number | null
}
export type SideOptions = {
  /** The file that calls `serveJobs`. */
  entry: string
  /** A job may take so long unless its `ask` says otherwise. */
  limitMilliseconds?: number
  /** Reading the libraries may take so long. */
  startMilliseconds?: number
  /** Without a job for so long the process ends, and its memory is free again. */
  idleMilliseconds?: number
  /** So many may wait; who comes after is told to come again. */
  mostWaiting?: number
  /** Of the environment it gets only what is named here (beside PATH, LANG, TZ and the compile cache): no keys, no addresses. */
  environment?: readonly string[]
  /** With more memory than this after a job, the process ends and the next job gets a new one: libraries leak. */
  mostMegabytes?: number
  /** Largest heap of JavaScript; what libraries take outside it is not counted. */
  heapMegabytes?: number
}

const GIVEN = ['PATH', 'LANG', 'TZ', 'NODE_COMPILE_CACHE']
type Waiting = {
  job: string
  input: unknown
  limit: number
  resolve: (answer: never) => void
  reject: (error: SideFailure) => void
}
const all = new Set<SideProcess<Jobs>>()

/** Ends every side process of this one: when the server drains. */
export const endSideProcesses = async (graceMilliseconds: number): Promise<void> => {
  await Promise.all([...all].map((side) => side.end(graceMilliseconds)))
}

/**
 * A side process, not started yet: that is done by the first `ask`. One job at a time, in the order asked; a job over its
 * limit is killed with its process, and the next one gets a new one. The child ends when this process is gone, however.
 */
export function sideProcess<J extends Jobs>(options: SideOptions): SideProcess<J> {
  const {
    limitMilliseconds = 20_000,
    startMilliseconds = 30_000,
    idleMilliseconds = 20_000,
    mostWaiting = 60,
    mostMegabytes = 450,
  } = options
  const waiting: Waiting[] = []
  let child: ChildProcess | null = null
  let isReady = false
  let atWork: Waiting | null = null
  let nth = 0
  let timer: NodeJS.Timeout | undefined
  let rested: (() => void) | null = null
  let closing: Promise<void> | null = null

  function start(): ChildProcess {
    const env = Object.fromEntries(
      [...GIVEN, ...(options.environment ?? [])].flatMap((name) => {
        const value = process.env[name]
        return value === undefined ? [] : [[name, value]]
      }),
    )
    // Nothing it prints is kept: a library's complaint may quote what it was given.
    const started = fork(options.entry, [String(process.pid)], {
      env,
      execArgv: [`--max-old-space-size=${options.heapMegabytes ?? 512}`],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    started.on('message', (message: SideAnswer) => hear(started, message))
    started.on('error', () => gone(started, 'ended'))
    started.on('exit', () => gone(started, 'ended'))
    try {
      // Whoever waits for a page comes before whoever waits for a paper.
      if (started.pid) setPriority(started.pid, 5)
    } catch {
      // Only politer with it.
    }
    return started
  }

  function hear(from: ChildProcess, message: SideAnswer): void {
    if (from !== child) return
    if ('ready' in message) {
      isReady = true
      give()
      return
    }
    const done = atWork
    if (!done || message.id !== nth) return
    atWork = null
    if ('failed' in message) done.reject(new SideFailure('failed', message.failed))
    else done.resolve(message.answer as never)
    if (message.megabytes > mostMegabytes) leave()
    next()
  }

  /** Takes the first of the queue to the process, starting one where there is none. */
  function next(): void {
    // While a job is at work the timer is its limit.
    if (atWork) return
    clearTimeout(timer)
    const first = waiting.shift()
    if (!first) {
      rest()
      return
    }
    atWork = first
    child ??= start()
    child.ref()
    child.channel?.ref()
    if (isReady) give()
    else timer = setTimeout(() => giveUp(), startMilliseconds)
  }

  /** What is at work is finished: to end it would cost the next one a new process. */
  function drop(unwanted: Waiting): void {
    const at = waiting.indexOf(unwanted)
    if (at < 0) return
    waiting.splice(at, 1)
    unwanted.reject(new SideFailure('dropped'))
  }

  function give(): void {
    if (!child || !atWork) return
    clearTimeout(timer)
    nth += 1
    timer = setTimeout(() => giveUp(), atWork.limit)
    child.send({ id: nth, job: atWork.job, input: atWork.input }, () => undefined)
  }

  function giveUp(): void {
    if (child) gone(child, 'too_long')
  }

  function gone(which: ChildProcess, reason: 'ended' | 'too_long' | 'draining'): void {
    which.kill('SIGKILL')
    if (which !== child) return
    child = null
    isReady = false
    const lost = atWork
    atWork = null
    lost?.reject(new SideFailure(reason))
    next()
  }

  function rest(): void {
    rested?.()
    if (!child) return
    // Neither the waiting process nor its timer keeps this one alive.
    child.unref()
    child.channel?.unref()
    timer = setTimeout(() => leave(), idleMilliseconds)
    timer.unref()
  }

  function leave(): void {
    const leaving = child
    clearTimeout(timer)
    child = null
    isReady = false
    // Its channel closed, it ends by itself; the watch inside it and this see to one that does not.
    if (leaving?.connected) leaving.disconnect()
    if (leaving) setTimeout(() => leaving.kill('SIGKILL'), 2_000).unref()
  }

  async function finish(graceMilliseconds: number): Promise<void> {
    for (const it of waiting.splice(0)) it.reject(new SideFailure('draining'))
    if (atWork && graceMilliseconds > 0) {
      const over = Promise.withResolvers<void>()
      rested = over.resolve
      const enough = setTimeout(over.resolve, graceMilliseconds)
      await over.promise
      clearTimeout(enough)
      rested = null
    }
    if (atWork && child) gone(child, 'draining')
    leave()
  }

  const side: SideProcess<J> = {
    ask: (job, input, limit = limitMilliseconds, unwanted) =>
      new Promise((resolve, reject) => {
        // Who is turned away at the end and asks again must not start another process that nobody ends.
        if (closing) return reject(new SideFailure('draining'))
        if (waiting.length >= mostWaiting) return reject(new SideFailure('busy'))
        if (unwanted?.aborted) return reject(new SideFailure('dropped'))
        const mine = { job, input, limit, resolve, reject }
        waiting.push(mine)
        unwanted?.addEventListener('abort', () => drop(mine), { once: true })
        next()
      }),
    end(graceMilliseconds = 0) {
      closing ??= finish(graceMilliseconds).finally(() => {
        closing = null
      })
      return closing
    },
    get pid() {
      return child?.pid ?? null
    },
  }
  all.add(side as unknown as SideProcess<Jobs>)
  return side
}
