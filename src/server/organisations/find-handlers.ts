import { sql } from 'kysely'
import { HANDLING_ROLES, MEDIATING_ROLES, ROLES, type Role } from '#domain/organisations/words.ts'
import type { PersonCard } from '#domain/step.ts'
import type { Trx } from '../db/connection.ts'

/** Posts in which somebody may carry a task of their unit, or do what else these roles may, today (as the transaction's scope has the day). */
const live = (trx: Trx, unitId: number, roles: readonly Role[] = HANDLING_ROLES) =>
  trx
    .selectFrom('people')
    .innerJoin('posts', 'posts.person_id', 'people.id')
    .innerJoin('units', 'units.id', 'posts.unit_id')
    .select(['people.id as person_id', 'people.name', 'units.id as unit_id', 'units.name as unit_name', 'posts.role'])
    .where('posts.unit_id', '=', unitId)
    .where('people.left_on', 'is', null)
    .where('posts.role', 'in', roles)
    .where(
      sql<boolean>`posts.from_on <= (select setting('app.today'))::date and (posts.until is null or posts.until >= (select setting('app.today'))::date)`,
    )
    .orderBy('people.name')
    .orderBy('people.id')
    .orderBy('posts.from_on')

const card = (row: {
  person_id: string
  name: string
  unit_id: number
  unit_name: string
  role: string
}): PersonCard => ({
  ...row,
  role: row.role as Role,
})

/** Whoever may carry this unit's tasks, under this id; null where nobody does. */
export async function handlerAt(trx: Trx, unitId: number, personId: string): Promise<PersonCard | null> {
  const row = await live(trx, unitId).where('people.id', '=', personId).executeTakeFirst()
  return row ? card(row) : null
}

/** Everybody who may carry this unit's tasks or mediate, a card for each of their posts there. */
export async function workersOf(trx: Trx, unitId: number): Promise<PersonCard[]> {
  if (!Number.isSafeInteger(unitId)) return []
  return (await live(trx, unitId, [...new Set([...HANDLING_ROLES, ...MEDIATING_ROLES])]).execute()).map(card)
}

/** Everybody who may carry this unit's tasks, each once, by name. */
export async function handlersOf(trx: Trx, unitId: number): Promise<(PersonCard & { role_says: string })[]> {
  const rows = await live(trx, unitId).execute()
  const seen = new Set<string>()
  return rows
    .filter((row) => !seen.has(row.person_id) && seen.add(row.person_id))
    .map((row) => ({ ...card(row), role_says: ROLES[row.role as Role] }))
}

/**
 * Whether a person still carries tasks of a unit: in SQL, for lists. What she owed for it is otherwise the unit's again, so that
 * nothing is lost with whoever leaves.
 */
export const stillCarries = (person: string, unit: string) => sql<boolean>`exists (
  select from posts o join people p on p.id = o.person_id
  where o.person_id = ${sql.ref(person)} and o.unit_id = ${sql.ref(unit)} and p.left_on is null
    and o.role = any (${`{${HANDLING_ROLES.join(',')}}`}::text[])
    and o.from_on <= (select setting('app.today'))::date
    and (o.until is null or o.until >= (select setting('app.today'))::date))`
