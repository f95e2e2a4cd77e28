/** A side process for tests: jobs that answer, wait, never come back, fall over, and say what they must not. */
import { setTimeout as sleep } from 'node:timers/promises'
import { serveJobs } from '#server/side-jobs.ts'

let asked = 0
const jobs = {
  double: ({ bytes }: { bytes: Uint8Array }) => ({ bytes: Buffer.concat([bytes, bytes]) }),
  count: () => {
    asked += 1
    return asked
  },
  wait: async ({ milliseconds, name }: { milliseconds: number; name: string }) => {
    const from = performance.timeOrigin + performance.now()
    await sleep(milliseconds)
    return { name, from, until: performance.timeOrigin + performance.now() }
  },
  spin: () => {
    for (;;) asked += 0
  },
  fall: () => process.exit(3),
  complain: ({ secret }: { secret: string }) => {
    console.error(secret)
    console.log(secret)
    throw new RangeError(secret)
  },
  environment: () => Object.keys(process.env),
}
export type TestJobs = typeof jobs
serveJobs(jobs)
