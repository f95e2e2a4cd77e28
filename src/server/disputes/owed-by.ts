import { sql } from 'kysely'
import { type Owing, partsOf } from '#domain/disputes/parts.ts'
import type { Trx } from '../db/connection.ts'
import { unitNames } from '../organisations/find.ts'
import { stillCarries } from '../organisations/find-handlers.ts'
import type { Loaded } from './load.ts'

type Carrier = { person: string; unit: number; name: string }

/** Those who took something on in this file and still work in the unit they took it on for. */
async function carriersOf(trx: Trx, { parts, clocks }: Loaded): Promise<Carrier[]> {
  const pairs = [
    ...clocks.flatMap(({ owes }) => ('person' in owes ? [{ person: owes.person, unit: owes.for_unit }] : [])),
    ...partsOf(parts, 'task').flatMap(({ facts }) =>
      facts.held_by ? [{ person: facts.held_by.person_id, unit: facts.unit_id }] : [],
    ),
  ]
  if (pairs.length === 0) return []
  const { rows } = await sql<Carrier>`
    select distinct held.person, held.unit, people.name
    from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as held (person uuid, unit bigint)
    join people on people.id = held.person
    where ${stillCarries('held.person', 'held.unit')}`.execute(trx)
  return rows
}

export type OwedBy = {
  /** Who owes a clock, in words. */
  of: (owes: Owing) => { kind: 'unit' | 'person' | 'party'; says: string }
  /** Whether this person still carries tasks of this unit. */
  carries: (person: string, unit: number) => boolean
}

/**
 * Who owes the clocks of a file. `people`: by the name of who took it on, while she works there; `units`: as the parties are told,
 * whom the unit answers to whoever of it does the work.
 */
export async function owedBy(trx: Trx, loaded: Loaded, told: 'people' | 'units'): Promise<OwedBy> {
  const [units, carriers] = await Promise.all([
    unitNames(
      trx,
      loaded.clocks.flatMap(({ owes }) => ('unit' in owes ? [owes.unit] : 'for_unit' in owes ? [owes.for_unit] : [])),
    ),
    told === 'people' ? carriersOf(trx, loaded) : [],
  ])
  const carrier = (person: string, unit: number) => carriers.find((it) => it.person === person && it.unit === unit)
  return {
    carries: (person, unit) => carrier(person, unit) !== undefined,
    of: (owes) => {
      if ('party' in owes) return { kind: 'party', says: '当事人' }
      const person = 'person' in owes ? carrier(owes.person, owes.for_unit) : undefined
      if (person) return { kind: 'person', says: person.name }
      return { kind: 'unit', says: units.get('unit' in owes ? owes.unit : owes.for_unit) ?? '' }
    },
  }
}
