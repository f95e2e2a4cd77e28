import { type SqlBool, sql } from 'kysely'
import type { Part } from '#domain/disputes/parts.ts'
import { comesAs } from '#domain/mediation/officials.ts'
import { relationsOf } from '#domain/mediation/relations.ts'
import type { Role, UnitKind } from '#domain/organisations/words.ts'
import type { Here, OfficialCard } from '#domain/step.ts'
import type { Trx } from '../db/connection.ts'
import { upwards } from '../organisations/find.ts'

const MOST = 60

/** People with a post now, with the kind of unit it is at. */
const withPosts = (trx: Trx) =>
  trx
    .selectFrom('people')
    .innerJoin('posts', 'posts.person_id', 'people.id')
    .innerJoin('units', 'units.id', 'posts.unit_id')
    .select(['people.id as person_id', 'people.name', 'units.id as unit_id', 'units.name as unit_name', 'posts.role'])
    .select('units.kind as unit_kind')
    .where('people.left_on', 'is', null)
    .where(
      sql<SqlBool>`posts.from_on <= (select setting('app.today'))::date and (posts.until is null or posts.until >= (select setting('app.today'))::date)`,
    )

type Row = Omit<OfficialCard, 'role' | 'unit_kind'> & { role: string; unit_kind: string }
const cards = (rows: readonly Row[]): OfficialCard[] => {
  const able = rows
    .map((row) => ({ ...row, role: row.role as Role, unit_kind: row.unit_kind as UnitKind }))
    .filter((row) => comesAs(row) !== null)
  return able.filter((row, at) => able.findIndex((it) => it.person_id === row.person_id) === at)
}

/** Those of these people who may be booked now, each under one post; whoever may not is not among them. */
export async function officialsOf(trx: Trx, ids: readonly string[]): Promise<OfficialCard[]> {
  if (ids.length === 0) return []
  return cards(
    await withPosts(trx).where('people.id', 'in', ids).orderBy('posts.from_on').orderBy('posts.id').execute(),
  )
}

/**
 * Who may be booked for a meeting of this mediation: the court's people, the county's experts, and the offices of the places above the
 * matter. Nobody who mediates it or bears a relation to a party. In no order of merit.
 */
export async function officialsFor(
  trx: Trx,
  here: Pick<Here, 'parts'>,
  mediation: Part<'mediation'>,
  placeCode: number,
): Promise<OfficialCard[]> {
  const rows = await withPosts(trx)
    .where((eb) =>
      eb.or([
        eb('posts.role', 'in', ['court_liaison', 'expert']),
        eb.and([
          eb('posts.role', 'in', ['police_officer', 'petition_officer', 'department_officer', 'justice_officer']),
          eb('units.place_code', 'in', upwards(placeCode)),
        ]),
      ]),
    )
    .orderBy(sql`posts.role = 'court_liaison'`, 'desc')
    .orderBy('units.place_code', 'desc')
    .orderBy('units.id')
    .orderBy('people.name')
    .orderBy('posts.id')
    .limit(MOST)
    .execute()
  return cards(rows).filter(
    (it) =>
      !mediation.facts.mediators.some(({ person_id }) => person_id === it.person_id) &&
      !relationsOf(it, here, mediation).some(({ level }) => level !== 'ask'),
  )
}
