import { Worker } from 'node:worker_threads'
import { z } from 'zod'

/** What a side process can do, by name. Inputs and answers travel between processes: plain values and bytes. */
export type Jobs = Record<string, (input: never) => unknown>

const question = z.object({ id: z.int(), job: z.string(), input: z.unknown() })

/** What a side process tells its parent. */
export type SideAnswer = { ready: true } | { id: number; answer: unknown } | { id: number; failed: string[] }

/**
 * A job that never comes back keeps this process from hearing that its parent is gone. A thread of its own looks for the
 * parent twice a second, and ends the process the hard way: nothing is orphaned, whatever is being computed.
 */
const WATCH = `const { workerData } = require('node:worker_threads')
setInterval(() => { if (process.ppid !== workerData) process.kill(process.pid, 'SIGKILL') }, 500)`

/** Kind and places of an error, never its message: that may quote what a person wrote. */
const placesOf = (error: unknown): string[] =>
  error instanceof Error
    ? [error.name, ...(error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))].slice(0, 9)
    : ['thrown']

/** The other end of `sideProcess`: called once, by a file that is nothing but heavy work. Ends with its channel. */
export function serveJobs(jobs: Jobs): void {
  if (!process.send) throw new Error('a side process is started by sideProcess()')
  const say = (message: SideAnswer) => process.send?.(message, undefined, undefined, () => undefined)
  process.on('disconnect', () => process.exit(0))
  // Ctrl-C and the SIGTERM of a whole group are the parent's to answer: it lets a job finish, and closes the channel.
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => undefined)
  // The parent's number comes from itself: it may be gone already.
  new Worker(WATCH, { eval: true, workerData: Number(process.argv[2]), stdout: true, stderr: true }).unref()
  process.on('message', (message) => {
    const { id, job, input } = question.parse(message)
    Promise.resolve()
      .then(() => {
        const work = Object.hasOwn(jobs, job) ? jobs[job] : undefined
        if (!work) throw new Error('there is no such job')
        return work(input as never)
      })
      .then(
        (answer) => say({ id, answer }),
        (error: unknown) => say({ id, failed: placesOf(error) }),
      )
  })
  say({ ready: true })
}
