import { type Kysely, sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { CountyImport } from '#domain/organisations/county-import.ts'
import type { PersonRow, PlaceRow, UnitRow } from '#domain/organisations/county-rows.ts'
import { parentOf } from '#domain/organisations/places.ts'
import type { DB } from '../db/types.ts'
import { type Activation, writePeople } from '../identity/people.ts'
import { setRooms } from './rooms.ts'

/** The only writer of county, places, units and posts. */

/**
 * Writes places, in any order: new codes are added, known ones get the new name, kind and source and are in use again.
 * Nothing is removed: an old village keeps its files. One statement for the whole list.
 * @returns how many places were new and how many were there before
 * @throws when a parent is neither in the list nor in the database
 */
export async function writePlaces(
  db: Kysely<DB>,
  places: readonly PlaceRow[],
): Promise<{ added: number; updated: number }> {
  const rows = places.map((place) => ({ ...place, parent_code: parentOf(place.code) }))
  const { rows: written } = await sql<{ is_new: boolean }>`
    insert into places (code, level, kind, name, parent_code, source)
    select code, level, kind, name, parent_code, source
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as row (code bigint, level text, kind text, name text, parent_code bigint, source text)
    on conflict (code) do update
      set kind = excluded.kind, name = excluded.name, parent_code = excluded.parent_code, source = excluded.source, until = null, became = null
    returning xmax = 0 as is_new`.execute(db)
  const added = written.filter((row) => row.is_new).length
  return { added, updated: written.length - added }
}

type WriteOptions = {
  isDemo: boolean
  /** An ISO instant of the product's clock. */
  now: string
  /** The day of `now`, from which the posts are held. */
  today: string
  /** How this person sets her password, or null when she is given one otherwise. */
  activation: (person: PersonRow) => Activation | null
}

export type WrittenCounty = {
  /** Unit ids by key. */
  units: Map<string, number>
  /** Person ids by sign-in name. */
  people: Map<string, string>
}

/**
 * Writes a whole county into a database that has none, in the caller's transaction.
 * The import must have passed `checkCounty`: here what is wrong only fails, with the database's words.
 */
export async function writeCounty(db: Kysely<DB>, county: CountyImport, options: WriteOptions): Promise<WrittenCounty> {
  await writePlaces(db, county.places)
  const { name, place_code, hotline } = county.county
  await db.insertInto('county').values({ name, place_code, hotline, is_demo: options.isDemo }).execute()
  const units = await writeUnits(db, county.units)
  for (const { key, rooms } of county.units) if (rooms) await setRooms(db, found(units, key), rooms, options.today)
  const people = await writePeople(db, county.people, options)
  await writePosts(db, county.people, { units, people, ...options })
  return { units, people }
}

/** Parents before children, one statement a generation: a unit's parent may never be changed later. */
async function writeUnits(db: Kysely<DB>, units: readonly UnitRow[]): Promise<Map<string, number>> {
  const ids = new Map<string, number>()
  let waiting = units
  while (waiting.length > 0) {
    const ready = waiting.filter((unit) => unit.parent_key === null || ids.has(unit.parent_key))
    if (ready.length === 0) throw new Error(`These units have no parent above them: ${waiting.map((unit) => unit.key)}`)
    const rows = ready.map(({ parent_key, ...unit }) => ({
      ...unit,
      parent_id: parent_key === null ? null : ids.get(parent_key),
    }))
    const { rows: written } = await sql<{ id: number; number: number }>`
      insert into units (number, kind, name, place_code, parent_id, phone, address, hours, takes_requests)
      select number, kind, name, place_code, parent_id, phone, address, hours, takes_requests
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as row (number integer, kind text, name text, place_code bigint, parent_id bigint, phone text, address text,
          hours text, takes_requests boolean)
      order by number
      returning id, number`.execute(db)
    const idOf = new Map(written.map((row) => [row.number, Number(row.id)]))
    for (const unit of ready) ids.set(unit.key, found(idOf, unit.number))
    waiting = waiting.filter((unit) => !ids.has(unit.key))
  }
  return ids
}

async function writePosts(
  db: Kysely<DB>,
  people: readonly PersonRow[],
  { units, people: ids, now, today }: WrittenCounty & Pick<WriteOptions, 'now' | 'today'>,
) {
  const msecs = Date.parse(now)
  const rows = people.flatMap((person) =>
    person.posts.map((post) => ({
      id: uuidv7({ msecs }),
      person_id: found(ids, person.sign_in_name),
      unit_id: found(units, post.unit_key),
      role: post.role,
      from_on: today,
    })),
  )
  await sql`
    insert into posts (id, person_id, unit_id, role, from_on)
    select id, person_id, unit_id, role, from_on
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as row (id uuid, person_id uuid, unit_id bigint, role text, from_on date)`.execute(db)
}

function found<Key, Value>(map: ReadonlyMap<Key, Value>, key: Key): Value {
  const value = map.get(key)
  if (value === undefined) throw new Error(`There is nothing under ${key} in this import.`)
  return value
}
