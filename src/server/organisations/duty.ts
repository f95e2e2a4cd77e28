import { sql } from 'kysely'
import type { z } from 'zod'
import type { dutyToday, dutyWeek } from '#contract/duty.ts'
import { addDays, type Day, dayIn } from '#domain/clocks/calendar.ts'
import {
  type DutyOf,
  dutyOf,
  faultsOfWeek,
  keepsDuty,
  mondayOf,
  ROTATING_KINDS,
  type Shift,
} from '#domain/organisations/duty.ts'
import { areaOf } from '#domain/organisations/places.ts'
import { now } from '../clock.ts'
import type { Trx } from '../db/connection.ts'
import { inScope, nobody } from '../db/scope.ts'
import { answerBefore, bodyHash, keepAnswer } from '../disputes/answers.ts'
import type { Asker } from '../http/caller.ts'
import { Problem } from '../http/problem.ts'
import type { World } from '../world.ts'
import { refuseFaults } from './administer.ts'
import { upwards } from './find.ts'
import { couldStandAt, type Place, standingAt } from './stand.ts'

type Staff = Extract<Asker, { kind: 'staff' }>
type Unit = { id: number; name: string; place_code: number }

/** @throws Problem not_found */
async function unitIn(trx: Trx, id: number): Promise<Unit> {
  const unit = await trx
    .selectFrom('units')
    .select(['id', 'name', 'place_code'])
    .where('id', '=', id)
    .where('until', 'is', null)
    .executeTakeFirst()
  if (!unit) throw new Problem('not_found')
  return unit
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
  const may_change = keepsDuty(actor.role) && actor.unit_id === unit.id && monday >= mondayOf(today)
  const [week] = await weeksOf(trx, [unit.id], monday)
  const shifts = week?.shifts ?? []
  const names = await namesOf(trx, shifts)
  return {
    unit_id: unit.id,
    unit_name: unit.name,
    today,
    monday,
    version: week?.version ?? 0,
    made: week ? { by: week.by, at: week.made_at } : null,
    may_change,
    // Whom else one could put there is for whoever puts them there.
    ...(may_change ? await toChoose(trx, unit, { monday, today }) : { people: [], as_last_week: [] }),
    shifts: shifts.map((it) => ({ ...it, name: names.get(it.person_id) ?? '' })),
  }
}

/** Whom a week can be made of: who may stand there now, and what they stood on the week before. */
async function toChoose(trx: Trx, unit: Unit, { monday, today }: { monday: Day; today: Day }) {
  const people = await couldStandAt(trx, unit, today)
  const [before] = await weeksOf(trx, [unit.id], addDays(monday, -7))
  const here = await standingAt(trx, before ? placesOf(before) : [], today)
  const as_last_week = (before?.shifts ?? [])
    .filter(({ person_id }) => here({ unit_id: unit.id, person_id }))
    .map((it) => ({ ...it, on: addDays(it.on, 7) }))
  return { people, as_last_week }
}

const placesOf = ({ unit_id, shifts }: Pick<Week, 'unit_id' | 'shifts'>): Place[] =>
  shifts.map(({ person_id }) => ({ unit_id, person_id }))

async function namesOf(trx: Trx, shifts: readonly Shift[]): Promise<Map<string, string>> {
  if (shifts.length === 0) return new Map()
  const rows = await trx
    .selectFrom('people')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(shifts.map(({ person_id }) => person_id))])
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
    // One at a time a week: sent twice at once under one key, the second finds the answer of the first and not its change.
    await sql`select pg_advisory_xact_lock(990332, hashtext(${`${unit_id} ${monday}`}))`.execute(trx)
    const before = await answerBefore(trx, last, asking)
    if (before) return before.reply as { version: number }
    await unitIn(trx, unit_id)
    const [held] = await weeksOf(trx, [unit_id], monday)
    const here = await standingAt(trx, placesOf({ unit_id, shifts }), today)
    const known = new Set(shifts.map((it) => it.person_id).filter((person_id) => here({ unit_id, person_id })))
    const names = await namesOf(trx, held?.shifts ?? [])
    refuseFaults(faultsOfWeek({ monday, shifts }, { known, today, held: held?.shifts ?? [], names }))
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
    .select(sql<number>`(count(*) over ())::int`.as('found'))
    .where('until', 'is', null)
    .where((eb) =>
      eb.or([
        eb.and([eb('place_code', '>=', lo), eb('place_code', '<=', hi)]),
        eb('place_code', 'in', upwards(own.place_code)),
      ]),
    )
    // A week that was emptied is none.
    .where(
      sql<boolean>`(select jsonb_array_length(w.shifts) > 0 from duty_weeks w
        where w.unit_id = units.id and w.monday = ${mondayOf(today)}::date order by w.version desc limit 1)`,
    )
    .orderBy(sql`units.id = ${own.id}`, 'desc')
    .orderBy('place_code')
    .orderBy('id')
    .limit(MOST_UNITS)
    .execute()
  const ids = units.map(({ id }) => id)
  const shifts = (await weeksOf(trx, ids, mondayOf(today))).flatMap(({ unit_id, shifts }) =>
    shifts.filter(({ on }) => on === today).map((it) => ({ ...it, unit_id })),
  )
  const here = await standingAt(trx, shifts, today)
  return {
    today,
    own_unit: { id: own.id, name: own.name },
    units: units.map(({ id, name, phone }) => ({
      unit_id: id,
      unit_name: name,
      phone,
      mine: id === own.id,
      people: shifts.flatMap(({ unit_id, person_id, half }) => {
        const person = unit_id === id ? here({ unit_id, person_id }) : undefined
        if (!person) return []
        const { name, role_says, languages_says } = person
        return [{ person_id, half, name, role_says, languages_says }]
      }),
    })),
    more: Math.max(0, (units[0]?.found ?? 0) - MOST_UNITS),
  }
}

/** Who of these is on duty today, by the rosters of their own units and of the centres of these places (轮驻). */
export async function dutiesOf(
  trx: Trx,
  people: readonly Place[],
  near: readonly number[],
  today: Day,
): Promise<(who: Place) => DutyOf> {
  const centres = await trx
    .selectFrom('units')
    .select('id')
    .where('kind', 'in', [...ROTATING_KINDS])
    .where('place_code', 'in', [...near])
    .where('until', 'is', null)
    .execute()
  const ids = [...new Set([...people.map((it) => it.unit_id), ...centres.map((it) => it.id)])]
  const asked = new Set(people.map((it) => it.person_id))
  const weeks = await weeksOf(trx, ids, mondayOf(today))
  const places = weeks.flatMap(placesOf).filter((it) => asked.has(it.person_id))
  const here = await standingAt(trx, places, today)
  const standing = weeks.map(({ unit_id, shifts }) => ({
    unit_id,
    shifts: shifts.filter(({ person_id }) => !asked.has(person_id) || here({ unit_id, person_id })),
  }))
  return (who) => dutyOf(standing, who, today)
}
