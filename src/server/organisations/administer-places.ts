import { sql } from 'kysely'
import { addPlace, changePlace, endPlace } from '#contract/administration-changes.ts'
import { faultsOfEndingPlace, faultsOfNewPlace, faultsOfPlace } from '#domain/organisations/administration.ts'
import {
  isPlaceCode,
  levelOf,
  officialText,
  type PlaceCode,
  parentOf,
  placeFromText,
} from '#domain/organisations/places.ts'
import type { Trx } from '../db/connection.ts'
import { Problem } from '../http/problem.ts'
import type { Asked } from '../http/serve.ts'
import type { World } from '../world.ts'
import { administer, refuseFaults } from './administer.ts'

const SOURCE = '系统管理员录入'

const placeOf = (trx: Trx, code: PlaceCode) =>
  trx.selectFrom('places').select(['code', 'name', 'kind', 'until']).where('code', '=', code).executeTakeFirst()

/** A place in use. @throws Problem not_found */
async function placeInUse(trx: Trx, code: number) {
  const place = isPlaceCode(code) ? await placeOf(trx, code) : undefined
  if (!place || place.until !== null) throw new Problem('not_found')
  return place
}

const siblingsOf = (trx: Trx, code: PlaceCode) =>
  trx
    .selectFrom('places')
    .select(['code', 'name'])
    .where('parent_code', '=', parentOf(code))
    .where('until', 'is', null)
    .execute()

const called = (code: PlaceCode, name: string): string => `${name}（${officialText(code)}）`

/** Adds a place, or brings an ended one back into use under its old code. */
export const placeAdded = (world: World, { asker, key, body }: Asked<typeof addPlace>) =>
  administer(world, { endpoint: addPlace, asker, key, of: null, body }, async ({ trx, log }) => {
    const { name, kind } = body
    const code = placeFromText(body.code)
    const parent = code && parentOf(code)
    const [county, known, above, siblings] = await Promise.all([
      trx.selectFrom('county').select('place_code').executeTakeFirstOrThrow(),
      code && placeOf(trx, code),
      parent && placeOf(trx, parent),
      code && parent ? siblingsOf(trx, code) : [],
    ])
    const around = {
      county: county.place_code,
      known: known ? { name: known.name, in_use: known.until === null } : null,
      parent_in_use: above ? above.until === null : false,
      siblings,
    }
    refuseFaults(faultsOfNewPlace(code, { name, kind }, around))
    if (!code) throw new Error('a place without a code passed the rules')
    if (known) {
      await trx
        .updateTable('places')
        .set({ name, kind, source: SOURCE, until: null, became: null })
        .where('code', '=', code)
        .execute()
    } else {
      const row = { code, level: levelOf(code), kind, name, parent_code: parent, source: SOURCE }
      await trx.insertInto('places').values(row).execute()
    }
    const before = known ? { name: known.name, kind: known.kind, until: known.until } : null
    const after = { code: officialText(code), name, kind }
    await log({ change: 'add_place', about: called(code, name), of: { place_code: code }, before, after })
    return { id: String(code), notes: known ? [`这个代码以前用过，叫“${known.name}”：已重新启用。`] : [] }
  })

export const placeChanged = (world: World, { asker, key, params, body }: Asked<typeof changePlace>) =>
  administer(world, { endpoint: changePlace, asker, key, of: params, body }, async ({ trx, log }) => {
    const { name, kind } = body
    const place = await placeInUse(trx, params.place_code)
    const { code } = place
    refuseFaults(faultsOfPlace(code, { name, kind }, await siblingsOf(trx, code)))
    await trx.updateTable('places').set({ name, kind }).where('code', '=', code).execute()
    const county = await trx.selectFrom('county').select('place_code').executeTakeFirstOrThrow()
    // The county is called in two rows: every page shows the one, the tree the other.
    if (code === county.place_code) await trx.updateTable('county').set({ name }).execute()
    const before = { name: place.name, kind: place.kind }
    await log({
      change: 'change_place',
      about: called(code, name),
      of: { place_code: code },
      before,
      after: { name, kind },
    })
    return { id: String(code), notes: [] }
  })

export const placeEnded = (world: World, { asker, key, params, body }: Asked<typeof endPlace>) =>
  administer(world, { endpoint: endPlace, asker, key, of: params, body }, async ({ trx, today, log }) => {
    const { code, name } = await placeInUse(trx, params.place_code)
    const count = sql<number>`count(*)`.as('n')
    const [places, units] = await Promise.all([
      trx
        .selectFrom('places')
        .select(count)
        .where('parent_code', '=', code)
        .where('until', 'is', null)
        .executeTakeFirstOrThrow(),
      trx
        .selectFrom('units')
        .select(count)
        .where('place_code', '=', code)
        .where('until', 'is', null)
        .executeTakeFirstOrThrow(),
    ])
    refuseFaults(faultsOfEndingPlace(code, { places: Number(places.n), units: Number(units.n) }))
    await trx.updateTable('places').set({ until: today }).where('code', '=', code).execute()
    const about = called(code, name)
    await log({
      change: 'end_place',
      about,
      of: { place_code: code },
      before: { until: null },
      after: { until: today },
    })
    return { id: String(code), notes: [] }
  })
