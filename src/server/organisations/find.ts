import { CompiledQuery, type SqlBool, sql } from 'kysely'
import { type PlaceCode, parentOf } from '#domain/organisations/places.ts'
import type { UnitKind } from '#domain/organisations/words.ts'
import type { Receiver } from '#domain/step.ts'
import { ask, question, type Trx } from '../db/connection.ts'

const columns = ['id', 'number', 'kind', 'name', 'phone', 'address', 'hours', 'place_code'] as const

export type ReceiverRow = {
  id: number
  number: number
  kind: string
  name: string
  phone: string
  address: string
  hours: string
  place_code: number
}

/** A unit as those see it who turn to it, from its row. */
export const receiver = (row: ReceiverRow): Receiver => ({
  ...row,
  kind: row.kind as UnitKind,
})

const unitRows = question((trx, id: number) => trx.selectFrom('units').select(columns).where('id', '=', id))

/** @throws Error where there is no such unit */
export async function unitById(trx: Trx, id: number): Promise<Receiver> {
  const [row] = await unitRows(trx, id)
  if (!row) throw new Error(`no unit ${id}`)
  return receiver(row)
}

/** The place and the places above it, smallest first. */
export function upwards(code: PlaceCode): PlaceCode[] {
  const above = parentOf(code)
  return above === null ? [code] : [code, ...upwards(above)]
}

/** The code a place has now, found by any it ever had; the same where it has none newer, or there is no such place. */
export async function placeNow(trx: Trx, code: PlaceCode): Promise<PlaceCode> {
  const [row] = await ask<{ code: PlaceCode }>(trx, CompiledQuery.raw(PLACE_NOW, [code]))
  return row ? Number(row.code) : code
}
const PLACE_NOW = `with recursive known(code, became) as (
    select code, became from places where code = $1
    union all select p.code, p.became from places p join known on p.code = known.became)
  select code from known where became is null limit 1`

const RECEIVER = `select ${columns.join(', ')} from units
  where place_code = any ($2::bigint[]) and takes_requests and until is null and exists (select from places where code = $1 and became is null)
  order by place_code desc limit 1`

/** The unit that takes requests from a place: its own, or else the nearest above. Null where none does, or no such place is. */
export async function receiverFor(trx: Trx, code: PlaceCode): Promise<Receiver | null> {
  const [row] = await ask<ReceiverRow>(trx, CompiledQuery.raw(RECEIVER, [code, `{${upwards(code).join(',')}}`]))
  return row ? receiver(row) : null
}

/** The places directly under a place (or the county itself when none is given), in the order of their codes. */
export const placesUnder = (trx: Trx, parent: PlaceCode | null) =>
  trx
    .selectFrom('places')
    .select(['code', 'name', 'level', 'kind'])
    .where('until', 'is', null)
    .where('parent_code', parent === null ? 'is' : '=', parent)
    .orderBy('code')
    .execute()

/** Names of the places on the way down to a place: 枫溪县 · 柳河镇 · 石桥村. */
export async function placeNames(trx: Trx, code: PlaceCode): Promise<string[]> {
  const rows = await namesOfPlaces(trx, `{${upwards(code).join(',')}}`)
  return rows.map((row) => row.name)
}

const namesOfPlaces = question((trx, codes: string) =>
  trx
    .selectFrom('places')
    .select('name')
    .where(sql<SqlBool>`code = any ((select ${codes}::bigint[])::bigint[])`)
    .orderBy('code'),
)

/** A unit that is still in use; null where there is none. */
export async function unitInUse(trx: Trx, id: number): Promise<Receiver | null> {
  if (!Number.isSafeInteger(id)) return null
  const row = await trx
    .selectFrom('units')
    .select(columns)
    .where('id', '=', id)
    .where('until', 'is', null)
    .executeTakeFirst()
  return row ? receiver(row) : null
}

/** Those of these units that are still in use. */
export async function unitsInUse(trx: Trx, ids: readonly number[]): Promise<Receiver[]> {
  if (ids.length === 0) return []
  const rows = await trx
    .selectFrom('units')
    .select(columns)
    .where('id', 'in', [...new Set(ids)])
    .where('until', 'is', null)
    .orderBy('id')
    .execute()
  return rows.map(receiver)
}

/** The units whose area a file's place lies in, nearest first: what the triage rules choose from. */
export async function candidatesOf(trx: Trx, fileId: string): Promise<Receiver[]> {
  return (await candidateRows(trx, fileId)).map(receiver)
}
const candidateRows = question((trx, fileId: string) =>
  trx
    .selectFrom('units')
    .innerJoin('files', (on) => on.on('files.id', '=', fileId))
    .select(columns.map((name) => `units.${name}` as const))
    .where('units.until', 'is', null)
    .where(
      sql<boolean>`units.place_code in (files.place_code, files.place_code - files.place_code % 1000,
        files.place_code - files.place_code % 1000000, files.place_code - files.place_code % 1000000000)`,
    )
    .orderBy('units.place_code', 'desc')
    .orderBy('units.id'),
)

/** In whose name a unit mediates: itself where it is a committee, else the committee of its place; null where there is none. */
export async function committeeOf(
  trx: Trx,
  unitId: number,
  kinds: readonly UnitKind[],
): Promise<{ id: number; name: string } | null> {
  const row = await trx
    .selectFrom('units as own')
    .innerJoin('units as committee', 'committee.place_code', 'own.place_code')
    .select(['committee.id', 'committee.name'])
    .where('own.id', '=', unitId)
    .where('own.kind', 'in', [...kinds, 'village_centre', 'town_centre', 'county_centre'])
    .where('committee.kind', 'in', [...kinds])
    .where('committee.until', 'is', null)
    .orderBy(sql`committee.id = own.id`, 'desc')
    .orderBy('committee.id')
    .executeTakeFirst()
  return row ? { id: Number(row.id), name: row.name } : null
}

/** The names of units, by their ids: one question for all of them. */
export async function unitNames(trx: Trx, ids: readonly number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map()
  const rows = await namesOfUnits(trx, `{${[...new Set(ids)].join(',')}}`)
  return new Map(rows.map((row) => [row.id, row.name]))
}
const namesOfUnits = question((trx, ids: string) =>
  trx.selectFrom('units').select(['id', 'name']).where(sql<SqlBool>`id = any ((select ${ids}::bigint[])::bigint[])`),
)
