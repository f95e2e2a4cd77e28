import { type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import type { dutyToday, dutyWeek } from '#contract/duty.ts'
import { addDays, type Day, dayIn } from '#domain/clocks/calendar.ts'
import {
  faultsOfWeek,
  keepsDuty,
  mondayOf,
  ON_DUTY_ROLES,
  ROTATING_KINDS,
  type Shift,
} from '#domain/organisations/duty.ts'
import { type Language, saysLanguages } from '#domain/organisations/languages.ts'
import { areaOf } from '#domain/organisations/places.ts'
import { MEDIATING_ROLES, ROLES, type Role, type UnitKind } from '#domain/organisations/words.ts'
import { now } from '../clock.ts'
import type { Trx } from '../db/connection.ts'
import { inScope, nobody } from '../db/scope.ts'
import { answerBefore, bodyHash, keepAnswer } from '../disputes/answers.ts'
import type { Asker } from '../http/caller.ts'
import { Problem } from '../http/problem.ts'
import type { World } from '../world.ts'
import { refuseFaults } from './administer.ts'
import { upwards } from './find.ts'

type Staff = Extract<Asker, { kind: 'staff' }>
type Unit = { id: number; name: string; kind: UnitKind; place_code: number }

/** @throws Problem not_found */
async function unitIn(trx: Trx, id: number): Promise<Unit> {
  const unit = await trx
    .selectFrom('units')
    .select(['id', 'name', 'place_code'])
    .select((eb) => eb.ref('kind').$castTo<UnitKind>().as('kind'))
    .where('id', '=', id)
    .where('until', 'is', null)
    .executeTakeFirst()
  if (!unit) throw new Problem('not_found')
  return unit
}

const MOST_PEOPLE = 200
const heldOn = (today: Day) =>
  sql<SqlBool>`posts.from_on <= ${today}::date and (posts.until is null or posts.until >= ${today}::date)`

/**
 * Who may stand on a unit's roster: its own people; at a centre or station also mediators of the committees and offices of its
 * place and of the places directly below (轮驻). Each once, her own unit's first, then by name.
 */
async function couldStandAt(trx: Trx, unit: Unit, today: Day) {
  const rotating = ROTATING_KINDS.includes(unit.kind)
  const rows = await trx
    .selectFrom('people')
    .innerJoin('posts', 'posts.person_id', 'people.id')
    .innerJoin('units', 'units.id', 'posts.unit_id')
    .innerJoin('places', 'places.code', 'units.place_code')
    .select(['people.id as person_id', 'people.name', 'people.languages', 'posts.role'])
    .select(['units.id as unit_id', 'units.name as unit_name'])
    .where('people.left_on', 'is', null)
    .where(heldOn(today))
    .where((eb) =>
      eb.or([
        eb.and([eb('units.id', '=', unit.id), eb('posts.role', 'in', [...ON_DUTY_ROLES])]),
        ...(rotating
          ? [
              eb.and([
                eb('posts.role', 'in', [...MEDIATING_ROLES]),
                eb.or([
                  eb('units.place_code', '=', unit.place_code),
                  eb.and([eb('places.parent_code', '=', unit.place_code), eb('units.kind', 'like', '%_committee')]),
                ]),
              ]),
            ]
          : []),
      ]),
    )
    .orderBy(sql`units.id = ${unit.id}`, 'desc')
    .orderBy('people.name')
    .orderBy('people.id')
    .limit(MOST_PEOPLE)
    .execute()
  const seen = new Set<string>()
  return rows.filter((row) => !seen.has(row.person_id) && seen.add(row.person_id))
}

type Week = { unit_id: number; version: number; shifts: Shift[]; made_at: string; by: string }

/** The roster that holds in a week, of each of these units that keeps one. */
export async function weeksOf(trx: Trx, unitIds: readonly number[], monday: Day): Promise<Week[]> {
  if (unitIds.length === 0) return []
  const rows = await trx
    .selectFrom('duty_weeks as w')
    .innerJoin('people as p', 'p.id', 'w.by_person')
    .distinctOn('w.unit_id')
    .select(['w.unit_id', 'w.version', 'w.shifts', 'w.made_at', 'p.name as by'])
    .where('w.monday', '=', monday)
    .where('w.unit_id', 'in', [...unitIds])
    .orderBy('w.unit_id')
    .orderBy('w.version', 'desc')
    .execute()
  return rows.map((row) => ({ ...row, shifts: row.shifts as Shift[] }))
}

/** A unit's week as it is read and kept. @throws Problem not_found */
export async function weekOf(
  trx: Trx,
  { actor }: Staff,
  unitId: number,
  day: Day | undefined,
): Promise<z.input<typeof dutyWeek.reply>> {
  const today = dayIn(now())
  const monday = mondayOf(day ?? today)
  const unit = await unitIn(trx, unitId)
  const [rows, [week], [before]] = await Promise.all([
    couldStandAt(trx, unit, today),
    weeksOf(trx, [unit.id], monday),
    weeksOf(trx, [unit.id], addDays(monday, -7)),
  ])
  const people = rows.map((row) => ({
    person_id: row.person_id,
    name: row.name,
    role_says: ROLES[row.role as Role],
    unit_name: row.unit_id === unit.id ? null : row.unit_name,
    languages_says: saysLanguages(row.languages as Language[]),
  }))
  const names = await namesOf(
    trx,
    (week?.shifts ?? []).map((it) => it.person_id),
  )
  const here = new Set(people.map((it) => it.person_id))
  return {
    unit_id: unit.id,
    unit_name: unit.name,
    today,
    monday,
    version: week?.version ?? 0,
    made: week ? { by: week.by, at: week.made_at } : null,
    may_change: keepsDuty(actor.role) && actor.unit_id === unit.id && monday >= mondayOf(today),
    people,
    shifts: (week?.shifts ?? []).map((it) => ({ ...it, name: names.get(it.person_id) ?? '' })),
    as_last_week: (before?.shifts ?? [])
      .filter((it) => here.has(it.person_id))
      .map((it) => ({ ...it, on: addDays(it.on, 7) })),
  }
}

async function namesOf(trx: Trx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await trx
    .selectFrom('people')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}

type NewWeek = { unit_id: number; monday: Day; base_version: number; shifts: Shift[]; key: string }

/**
 * The one writer of `duty_weeks`: a whole week of one's own unit, on top of the version it was made from.
 * @throws Problem not_found · not_yours · bad_input · roster_changed where a newer one stands already · key_reused
 */
export function makeWeek(world: World, asker: Staff, of: NewWeek): Promise<{ version: number }> {
  const { unit_id, monday, base_version, shifts, key } = of
  const { actor } = asker
  if (!keepsDuty(actor.role) || actor.unit_id !== unit_id) throw new Problem('not_yours')
  const body = { unit_id, monday, base_version, shifts }
  const asking = { actor: actor.person_id, key, bodyHash: bodyHash(world, { kind: 'duty_week', ...body }) }
  const at = now()
  const today = dayIn(at)
  return inScope(world.pool, nobody(today), async (trx, last) => {
    const before = await answerBefore(trx, asking)
    if (before) return before.reply as { version: number }
    const unit = await unitIn(trx, unit_id)
    const people = await couldStandAt(trx, unit, today)
    refuseFaults(faultsOfWeek({ monday, shifts }, { known: new Set(people.map((it) => it.person_id)), today }))
    const [held] = await weeksOf(trx, [unit_id], monday)
    if ((held?.version ?? 0) !== base_version) throw new Problem('roster_changed')
    const row = await trx
      .insertInto('duty_weeks')
      .values({
        ...{ unit_id, monday, version: base_version + 1, shifts: JSON.stringify(shifts), made_at: at },
        ...{ by_person: actor.person_id, by_post: actor.post_id },
      })
      // Two at once: whoever comes second is told so, as if she had come a minute later.
      .onConflict((on) => on.columns(['unit_id', 'monday', 'version']).doNothing())
      .returning('version')
      .executeTakeFirst()
    if (!row) throw new Problem('roster_changed')
    last([keepAnswer(asking, { status: 200, reply: row }, at)])
    return row
  })
}

const MOST_UNITS = 60

/** Who is on duty today: in my own unit first, then in the units of my area and of the places above it that keep a roster. */
export async function onDutyToday(trx: Trx, { actor }: Staff): Promise<z.input<typeof dutyToday.reply>> {
  const today = dayIn(now())
  const own = await unitIn(trx, actor.unit_id)
  const { lo, hi } = areaOf(own.place_code)
  const units = await trx
    .selectFrom('units')
    .select(['id', 'name', 'phone'])
    .where('until', 'is', null)
    .where((eb) =>
      eb.or([
        eb.and([eb('place_code', '>=', lo), eb('place_code', '<=', hi)]),
        eb('place_code', 'in', upwards(own.place_code)),
      ]),
    )
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('duty_weeks')
          .select('duty_weeks.id')
          .whereRef('duty_weeks.unit_id', '=', 'units.id')
          .where('duty_weeks.monday', '=', mondayOf(today)),
      ),
    )
    .orderBy(sql`units.id = ${own.id}`, 'desc')
    .orderBy('place_code')
    .orderBy('id')
    .limit(MOST_UNITS)
    .execute()
  const weeks = await weeksOf(
    trx,
    units.map(({ id }) => id),
    mondayOf(today),
  )
  const shifts = weeks.flatMap((week) =>
    week.shifts.filter(({ on }) => on === today).map((it) => ({ ...it, unit_id: week.unit_id })),
  )
  const people = await stillHere(
    trx,
    shifts.map((it) => it.person_id),
    today,
  )
  return {
    today,
    own_unit: { id: own.id, name: own.name },
    units: units.map(({ id, name, phone }) => ({
      unit_id: id,
      unit_name: name,
      phone,
      mine: id === own.id,
      people: shifts.flatMap(({ unit_id, person_id, half }) => {
        const person = people.get(person_id)
        return unit_id === id && person ? [{ person_id, half, ...person }] : []
      }),
    })),
  }
}

/** Those of these people who still work in this county, with one of their posts: whoever left is on duty no more. */
export async function stillHere(trx: Trx, ids: readonly string[], today: Day) {
  const rows =
    ids.length === 0
      ? []
      : await trx
          .selectFrom('people')
          .innerJoin('posts', 'posts.person_id', 'people.id')
          .select(['people.id', 'people.name', 'people.languages', 'posts.role'])
          .where('people.id', 'in', [...new Set(ids)])
          .where('people.left_on', 'is', null)
          .where('posts.role', 'in', [...ON_DUTY_ROLES])
          .where(heldOn(today))
          .orderBy('posts.from_on', 'desc')
          .execute()
  return new Map(
    rows.map(({ id, name, role, languages }) => [
      id,
      { name, role_says: ROLES[role as Role], languages_says: saysLanguages(languages as Language[]) },
    ]),
  )
}
