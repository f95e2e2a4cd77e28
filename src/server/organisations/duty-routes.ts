import type { FastifyInstance } from 'fastify'
import * as contract from '#contract/duty.ts'
import { dayIn } from '#domain/clocks/calendar.ts'
import { GUARDIANS } from '#domain/organisations/words.ts'
import { now } from '../clock.ts'
import type { Trx } from '../db/connection.ts'
import { inScope, nobody } from '../db/scope.ts'
import type { Asker } from '../http/caller.ts'
import { Problem } from '../http/problem.ts'
import { serve, staff } from '../http/serve.ts'
import type { World } from '../world.ts'
import { makeWeek, onDutyToday, weekOf } from './duty.ts'

/** Rosters: read by all but the guardians, kept by the head of each unit. */
export function dutyRoutes(app: FastifyInstance, world: World): void {
  /** The guardians keep accounts, not the work: no roster is theirs. */
  const worker = (asker: Asker) => {
    const found = staff(asker)
    if (GUARDIANS.includes(found.actor.role)) throw new Problem('not_yours')
    return found
  }
  const read = <T>(work: (trx: Trx) => Promise<T>): Promise<T> => inScope(world.pool, nobody(dayIn(now())), work)

  serve(app, world, contract.dutyWeek, ({ asker, params, query }) => {
    const by = worker(asker)
    return read((trx) => weekOf(trx, by, params.unit_id, query.day))
  })
  serve(app, world, contract.setDutyWeek, ({ asker, params, body, key }) =>
    makeWeek(world, worker(asker), { ...params, ...body, key }),
  )
  serve(app, world, contract.dutyToday, ({ asker }) => {
    const by = worker(asker)
    return read((trx) => onDutyToday(trx, by))
  })
}
