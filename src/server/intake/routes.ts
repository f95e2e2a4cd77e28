import type { FastifyInstance } from 'fastify'
import { countyInfo, myDispute, mySheet, partySheet, placesUnder, whoLooked } from '#contract/intake.ts'
import { dayIn } from '#domain/clocks/calendar.ts'
import { isPlaceCode } from '#domain/organisations/places.ts'
import { LAWFUL_ROUTES } from '#domain/triage/routes.ts'
import { isTestTime, now } from '../clock.ts'
import { inScope, nobody } from '../db/scope.ts'
import { Problem } from '../http/problem.ts'
import { serve, staff } from '../http/serve.ts'
import { demoOpenTo } from '../identity/demo.ts'
import { placesUnder as listPlaces, placeNow, receiverFor } from '../organisations/find.ts'
import type { World } from '../world.ts'
import { looksAtMine, myPage } from './my-dispute.ts'
import { ownSheet, partySheet as sheetOfParty } from './sheet.ts'

/** The citizen's questions. */
export function intakeRoutes(app: FastifyInstance, world: World): void {
  serve(app, world, countyInfo, ({ request }) =>
    inScope(world.pool, nobody(dayIn(now())), async (trx) => {
      const [county, demo] = await Promise.all([
        trx.selectFrom('county').selectAll().executeTakeFirst(),
        demoOpenTo(world, trx, request),
      ])
      return {
        name: county?.name ?? '本县',
        place_code: county?.place_code ?? 0,
        hotline: county?.hotline ?? '',
        demo,
        set_up: county !== undefined,
        test_time: isTestTime() ? now() : null,
        routes: [...LAWFUL_ROUTES],
      }
    }),
  )
  serve(app, world, placesUnder, ({ query }) =>
    inScope(world.pool, nobody(dayIn(now())), async (trx) => {
      const asked = query.parent ?? null
      if (asked !== null && !isPlaceCode(asked)) throw new Problem('not_found')
      const parent = asked === null ? null : await placeNow(trx, asked)
      const [places, receiver] = await Promise.all([
        listPlaces(trx, parent),
        parent === null ? null : receiverFor(trx, parent),
      ])
      return { places, receiver }
    }),
  )
  serve(app, world, myDispute, ({ asker }) => {
    if (asker.kind !== 'party' && asker.kind !== 'agent') throw new Problem('link_not_valid')
    return myPage(world, asker)
  })
  serve(app, world, mySheet, ({ asker }) => {
    if (asker.kind !== 'party') throw new Problem('link_not_valid')
    return ownSheet(world, asker)
  })
  serve(app, world, partySheet, ({ asker, params }) =>
    sheetOfParty(world, staff(asker), { file_id: params.file_id, party_id: params.part_id }),
  )
  serve(app, world, whoLooked, ({ asker }) => {
    if (asker.kind !== 'party') throw new Problem('link_not_valid')
    return looksAtMine(world, asker)
  })
}
