import type { FastifyInstance } from 'fastify'
import { adviserChoices, mediatorChoices, meetingChoices } from '#contract/mediation.ts'
import { onTheSpot } from '#contract/on-the-spot.ts'
import { colleagues, unitsToSendTo } from '#contract/triage.ts'
import { dayIn } from '#domain/clocks/calendar.ts'
import { settleOnTheSpot } from '../agreements/on-the-spot.ts'
import { now } from '../clock.ts'
import { inScope, nobody } from '../db/scope.ts'
import { serve, staff } from '../http/serve.ts'
import { colleaguesOf } from '../organisations/colleagues.ts'
import { findUnits } from '../organisations/find-units.ts'
import type { World } from '../world.ts'
import { advisersFor } from './advisers.ts'
import { choicesFor } from './choices.ts'
import { meetingsFor } from './meeting-choices.ts'

/** The questions a handler asks on the way, and the page for a matter settled in hand. */
export function mediationRoutes(app: FastifyInstance, world: World): void {
  serve(app, world, mediatorChoices, ({ asker, params }) =>
    choicesFor(world, staff(asker), params.file_id, params.part_id),
  )
  serve(app, world, meetingChoices, ({ asker, params, query }) => meetingsFor(world, staff(asker), params, query))
  serve(app, world, adviserChoices, ({ asker, params }) =>
    advisersFor(world, staff(asker), params.file_id, params.part_id),
  )
  serve(app, world, unitsToSendTo, ({ query }) =>
    inScope(world.pool, nobody(dayIn(now())), (trx) => findUnits(trx, query)),
  )
  serve(app, world, colleagues, ({ asker }) => {
    const { actor, scope } = staff(asker)
    return inScope(world.pool, scope, async (trx) => ({ colleagues: await colleaguesOf(trx, actor) }))
  })
  serve(app, world, onTheSpot, ({ asker, body, key }) => settleOnTheSpot(world, staff(asker), body, key))
}
