import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { FastifyInstance } from 'fastify'
import type pg from 'pg'
import type { Urgency } from '#contract/urgency.ts'
import { Problem } from './problem.ts'

/** How much is waiting: requests for a connection to the database, and this process for its own turn (milliseconds). */
export type Pressure = { waiting: number; lag: number }

/**
 * From how much on whom is asked to come again. With ten connections forty waiting are some two hundred milliseconds of
 * work, and as many are what a page of each of forty people asks for: below that nobody is turned away.
 */
const TOO_MUCH: Record<Exclude<Urgency, 'always'>, Pressure> = {
  later: { waiting: 40, lag: 200 },
  work: { waiting: 120, lag: 600 },
}

/** Seconds after which to come again: by then what had piled up is done. */
const COME_AGAIN = 2

/** Whether a request of this urgency is to come again. What is urgent is answered however long the queue. */
export const isTooMuch = (urgency: Urgency, { waiting, lag }: Pressure): boolean =>
  urgency !== 'always' && (waiting > TOO_MUCH[urgency].waiting || lag > TOO_MUCH[urgency].lag)

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Of an endpoint of the contract: whether it can wait. */
    urgency?: Urgency
  }
}

/** What to do next: who only looked has typed nothing, and who is signed in is at the office one would be told to phone. */
const nextOf = (looking: boolean, signedIn: boolean): string =>
  [
    looking ? '请过几秒再打开一次。' : '请过几秒再点一次；您填的内容还在本页，不会重复登记。',
    signedIn ? '' : '急事请拨打受理单位电话。',
  ].join('')

/** Turns away what can wait, before anything is read of it: neither its body nor who asks. Beside the contract nothing is. */
export function shedRequests(app: FastifyInstance, pressure: () => Pressure): void {
  app.addHook('onRequest', async ({ method, headers, routeOptions: { config } }) => {
    if (config.urgency && isTooMuch(config.urgency, pressure()))
      throw new Problem('busy', {
        retryAfter: COME_AGAIN,
        next: nextOf(method === 'GET', headers.cookie !== undefined),
      })
  })
}

const LOOK_EVERY = 250
const RESOLUTION = 20

/**
 * Measures this process as it runs: the queue is of this moment, the lag the mean of the last quarter of a second, so that
 * both are calm again as soon as the work is done. It ends with the application.
 */
export function gauge(app: FastifyInstance, pool: pg.Pool): () => Pressure {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION })
  delay.enable()
  let lag = 0
  let seen = { count: 0, sum: 0 }
  // Never set back to nothing: the first delay after that is not recorded, and a process that comes to its turn less often than it is looked
  // at would seem to have none.
  const look = setInterval(() => {
    const { count } = delay
    if (count === seen.count) return
    const sum = delay.mean * count
    lag = Math.max(0, (sum - seen.sum) / (count - seen.count) / 1e6 - RESOLUTION)
    seen = { count, sum }
  }, LOOK_EVERY).unref()
  app.addHook('onClose', async () => {
    clearInterval(look)
    delay.disable()
  })
  return () => ({ waiting: pool.waitingCount, lag })
}
