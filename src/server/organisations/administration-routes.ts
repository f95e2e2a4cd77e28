import type { FastifyInstance } from 'fastify'
import * as contract from '#contract/administration.ts'
import * as changes from '#contract/administration-changes.ts'
import { dayIn } from '#domain/clocks/calendar.ts'
import { now } from '../clock.ts'
import type { Trx } from '../db/connection.ts'
import { inScope, nobody } from '../db/scope.ts'
import { dayHeadsOf } from '../disputes/show-day-heads.ts'
import type { Asker } from '../http/caller.ts'
import { serve } from '../http/serve.ts'
import type { World } from '../world.ts'
import { type Guardian, guardian } from './administer.ts'
import { codeGiven, personAdded, personChanged, personEnded, postAdded, postEnded } from './administer-people.ts'
import { placeAdded, placeChanged, placeEnded } from './administer-places.ts'
import { unitAdded, unitChanged, unitEnded } from './administer-units.ts'
import { listLog } from './list-log.ts'
import { countPeople, listPeople } from './list-people.ts'
import { listPlaces } from './list-places.ts'
import { countUnstaffed, listUnits } from './list-units.ts'

/** Administration after the set-up: the three guardians read, the system administrator changes; nobody sees a case. */
export function administrationRoutes(app: FastifyInstance, world: World): void {
  const read = <T>(asker: Asker, work: (trx: Trx, by: Guardian, today: string) => Promise<T>): Promise<T> => {
    const by = guardian(asker)
    const today = dayIn(now())
    return inScope(world.pool, nobody(today), (trx) => work(trx, by, today))
  }

  serve(app, world, contract.administrationOverview, ({ asker }) =>
    read(asker, async (trx, _, today) => {
      const count = async (table: 'places' | 'units') => {
        const row = await trx
          .selectFrom(table)
          .select((eb) => eb.fn.countAll<number>().as('n'))
          .where('until', 'is', null)
          .executeTakeFirstOrThrow()
        return Number(row.n)
      }
      const [places, units, people, unstaffed, latest] = await Promise.all([
        count('places'),
        count('units'),
        countPeople(trx),
        countUnstaffed(trx, today),
        trx
          .selectFrom('administration_log')
          .select('at')
          .where('change', '<>', 'export_ledger')
          .orderBy('id', 'desc')
          .limit(1)
          .executeTakeFirst(),
      ])
      return { places, units, ...people, unstaffed, last_change_at: latest?.at ?? null }
    }),
  )
  serve(app, world, contract.administeredPlaces, ({ asker, query }) => read(asker, (trx) => listPlaces(trx, query)))
  serve(app, world, contract.administeredUnits, ({ asker, query }) =>
    read(asker, (trx, _, today) => listUnits(trx, query, today)),
  )
  serve(app, world, contract.administeredPeople, ({ asker, query }) =>
    read(asker, (trx, by, today) => listPeople(trx, query, { today, me: by.actor.person_id })),
  )
  serve(app, world, contract.administrationLog, ({ asker, query }) => read(asker, (trx) => listLog(trx, query)))

  serve(app, world, contract.dayHeads, ({ asker, query }) => read(asker, (trx) => dayHeadsOf(world, trx, query.day)))

  serve(app, world, changes.addPlace, (asked) => placeAdded(world, asked))
  serve(app, world, changes.changePlace, (asked) => placeChanged(world, asked))
  serve(app, world, changes.endPlace, (asked) => placeEnded(world, asked))
  serve(app, world, changes.addUnit, (asked) => unitAdded(world, asked))
  serve(app, world, changes.changeUnit, (asked) => unitChanged(world, asked))
  serve(app, world, changes.endUnit, (asked) => unitEnded(world, asked))
  serve(app, world, changes.addPerson, (asked) => personAdded(world, asked))
  serve(app, world, changes.changePerson, (asked) => personChanged(world, asked))
  serve(app, world, changes.giveCode, (asked) => codeGiven(world, asked))
  serve(app, world, changes.endPerson, (asked) => personEnded(world, asked))
  serve(app, world, changes.addPost, (asked) => postAdded(world, asked))
  serve(app, world, changes.endPost, (asked) => postEnded(world, asked))
}
