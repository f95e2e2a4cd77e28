import { type SqlBool, sql } from 'kysely'
import type { Part } from '#domain/disputes/parts.ts'
import { comesAs } from '#domain/mediation/officials.ts'
import { relationsOf } from '#domain/mediation/relations.ts'
import type { Role, UnitKind } from '#domain/organisations/words.ts'
import type { Here, OfficialCard } from '#domain/step.ts'
import type { Trx } from '../db/connection.ts'
import { upwards } from '../organisations/find.ts'

const MOST = 60
/** Roles of people an office of a place may send; those of the court and of the county's list come from anywhere in it. */
const OF_ANYWHERE: readonly Role[] = ['court_liaison', 'expert']
const OF_A_PLACE: readonly Role[] = ['police_officer', 'petition_officer', 'department_officer', 'justice_officer']

/**
 * Whoever may be booked for a matter of this place: people with a post now, at a unit in use, of the court, of the county's list of experts,
 * or of an office of the places above the matter. One rule for the list and for the door.
 */
const bookable = (trx: Trx, placeCode: number) =>
  trx
    .selectFrom('people')
    .innerJoin('posts', 'posts.person_id', 'people.id')
    .innerJoin('units', 'units.id', 'posts.unit_id')
    .select(['people.id as person_id', 'people.name', 'units.id as unit_id', 'units.name as unit_name', 'posts.role'])
    .select('units.kind as unit_kind')
    .where('people.left_on', 'is', null)
    .where('units.until', 'is', null)
    .where(
      sql<SqlBool>`posts.from_on <= (select setting('app.today'))::date and (posts.until is null or posts.until >= (select setting('app.today'))::date)`,
    )
    .where((eb) =>
      eb.or([
        eb('posts.role', 'in', OF_ANYWHERE),
        eb.and([eb('posts.role', 'in', OF_A_PLACE), eb('units.place_code', 'in', upwards(placeCode))]),
      ]),
    )
    // The court's, then the offices of the place, the nearest first, then the county's experts.
    .orderBy(sql`case posts.role when 'court_liaison' then 0 when 'expert' then 2 else 1 end`)
    .orderBy('units.place_code', 'desc')
    .orderBy('units.id')
    .orderBy('people.name')
    .orderBy('posts.id')

type Row = Omit<OfficialCard, 'role' | 'unit_kind'> & { role: string; unit_kind: string }
/** A card for each thing somebody may come as: who has a post of the court and stands in the list of experts may be asked as either. */
const cards = (rows: readonly Row[]): OfficialCard[] => {
  const able = rows
    .map((row) => ({ ...row, role: row.role as Role, unit_kind: row.unit_kind as UnitKind }))
    .filter((row) => comesAs(row) !== null)
  const same = (one: OfficialCard, other: OfficialCard): boolean =>
    one.person_id === other.person_id && comesAs(one) === comesAs(other)
  return able.filter((row, at) => able.findIndex((it) => same(it, row)) === at)
}

/** Those of these people who may be booked for this file now, a card for each thing they may come as; whoever may not is not among them. */
export async function officialsOf(trx: Trx, fileId: string, ids: readonly string[]): Promise<OfficialCard[]> {
  if (ids.length === 0) return []
  const file = await trx.selectFrom('files').select('place_code').where('id', '=', fileId).executeTakeFirst()
  if (!file || file.place_code === null) return []
  return cards(await bookable(trx, file.place_code).where('people.id', 'in', ids).execute())
}

/** Who may be booked for a meeting of this mediation. Nobody who mediates it or bears a relation to a party. In no order of merit. */
export async function officialsFor(
  trx: Trx,
  here: Pick<Here, 'parts'>,
  mediation: Part<'mediation'>,
  placeCode: number,
): Promise<OfficialCard[]> {
  return cards(await bookable(trx, placeCode).execute())
    .filter(
      (it) =>
        !mediation.facts.mediators.some(({ person_id }) => person_id === it.person_id) &&
        !relationsOf(it, here, mediation).some(({ level }) => level !== 'ask'),
    )
    .slice(0, MOST)
}

export type Gone = { mediation_id: string; person_id: string; as_what: string }

/** Of whom a meeting ahead has booked, those who are not in that office any more: the mediator asks another, or calls. */
export async function goneOf(
  trx: Trx,
  fileId: string,
  mediations: readonly Part<'mediation'>[],
  now: string,
): Promise<Gone[]> {
  const booked = mediations
    .filter(({ status, facts: { meeting } }) => status === 'notified' && (meeting?.at ?? '') > now)
    .flatMap(({ id, facts: { meeting } }) =>
      (meeting?.guests ?? []).flatMap(({ person_id, as_what }) =>
        person_id === undefined ? [] : [{ mediation_id: id, person_id, as_what }],
      ),
    )
  const found = await officialsOf(
    trx,
    fileId,
    booked.map(({ person_id }) => person_id),
  )
  return booked.filter(
    ({ person_id, as_what }) => !found.some((it) => it.person_id === person_id && comesAs(it) === as_what),
  )
}
