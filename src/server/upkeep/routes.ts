import type { FastifyInstance } from 'fastify'
import * as contract from '#contract/upkeep.ts'
import { dayIn } from '#domain/clocks/calendar.ts'
import { now } from '../clock.ts'
import type { Trx } from '../db/connection.ts'
import { inScope, nobody } from '../db/scope.ts'
import type { Asker } from '../http/caller.ts'
import { Problem } from '../http/problem.ts'
import { serve } from '../http/serve.ts'
import { type Guardian, guardian } from '../organisations/administer.ts'
import type { World } from '../world.ts'
import { auditPage } from './audit.ts'
import { alarmAcknowledged, listAlarms, standingOnDesk, upkeepPage } from './show.ts'

/** How the installation fares, for the three guardians; what was looked at and refused, for the two who watch. Nobody sees a case. */
export function upkeepRoutes(app: FastifyInstance, world: World): void {
  const ask = <T>(asker: Asker, work: (trx: Trx, by: Guardian) => Promise<T>): Promise<T> => {
    const by = guardian(asker)
    return inScope(world.pool, nobody(dayIn(now())), (trx) => work(trx, by))
  }
  serve(app, world, contract.upkeep, ({ asker }) => ask(asker, upkeepPage))
  serve(app, world, contract.standingAlarms, ({ asker }) => ask(asker, standingOnDesk))
  serve(app, world, contract.alarmHistory, ({ asker, query }) => ask(asker, (trx, by) => listAlarms(trx, by, query)))
  serve(app, world, contract.acknowledgeAlarm, ({ asker, params }) =>
    ask(asker, (trx, by) => alarmAcknowledged(trx, by, params.alarm_id)),
  )
  serve(app, world, contract.audit, ({ asker, query }) =>
    ask(asker, (trx, { actor }) => {
      // Who administers is among those who are audited.
      if (actor.role === 'system_administrator') throw new Problem('not_yours')
      return auditPage(world, trx, query.day)
    }),
  )
}
