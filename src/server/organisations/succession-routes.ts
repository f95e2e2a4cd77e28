import type { FastifyInstance } from 'fastify'
import * as contract from '#contract/successions.ts'
import { type Day, dayIn } from '#domain/clocks/calendar.ts'
import { now } from '../clock.ts'
import type { Trx } from '../db/connection.ts'
import { inScope, nobody } from '../db/scope.ts'
import type { Asker } from '../http/caller.ts'
import { serve, staff } from '../http/serve.ts'
import type { World } from '../world.ts'
import { guardian } from './administer.ts'
import { personHandedOver, placeRecoded, unitHandedOver } from './hand-over.ts'
import { leftBehindHere } from './left-behind.ts'
import { listSuccessions, showSuccession } from './list-successions.ts'
import { personsWork, placesWork, unitsWork } from './show-succession.ts'

/** Handing over: the three guardians read numbers, the system administrator hands over; nobody of them sees a case. */
export function successionRoutes(app: FastifyInstance, world: World): void {
  const read = <T>(asker: Asker, work: (trx: Trx, today: Day) => Promise<T>): Promise<T> => {
    guardian(asker)
    const today = dayIn(now())
    return inScope(world.pool, nobody(today), (trx) => work(trx, today))
  }
  serve(app, world, contract.workOfPerson, ({ asker, params, query }) =>
    read(asker, (trx, today) =>
      personsWork(world, trx, { ...params, unit_id: query.unit_id ?? null, successor: query.successor ?? null }, today),
    ),
  )
  serve(app, world, contract.workOfUnit, ({ asker, params, query }) =>
    read(asker, (trx, today) => unitsWork(world, trx, { ...params, to_unit: query.to_unit ?? null }, today)),
  )
  serve(app, world, contract.workOfPlace, ({ asker, params, query }) =>
    read(asker, (trx, today) => placesWork(world, trx, { ...params, code: query.code }, today)),
  )
  serve(app, world, contract.successions, ({ asker, query }) =>
    read(asker, (trx, today) => listSuccessions(world, trx, query.page, today)),
  )
  serve(app, world, contract.succession, ({ asker, params }) =>
    read(asker, (trx) => showSuccession(world, trx, params.succession_id)),
  )
  serve(app, world, contract.leftBehindHere, ({ asker }) => leftBehindHere(world, staff(asker)))
  serve(app, world, contract.handOverPerson, (asked) => personHandedOver(world, asked))
  serve(app, world, contract.handOverUnit, (asked) => unitHandedOver(world, asked))
  serve(app, world, contract.recodePlace, (asked) => placeRecoded(world, asked))
}
