import { CompiledQuery, sql } from 'kysely'
import type { z } from 'zod'
import type { FileLine } from '#contract/lists.ts'
import { addDays, dayIn } from '#domain/clocks/calendar.ts'
import { CLOCK_RULES } from '#domain/clocks/rules.ts'
import type { Level } from '#domain/clocks/warnings.ts'
import type { CutDown } from '#domain/disputes/cut-down.ts'
import type { Clock } from '#domain/disputes/parts.ts'
import { STAGES, type Stage } from '#domain/disputes/stage.ts'
import { ADVISING_ROLES, DIRECTING_ROLES, HANDLING_ROLES } from '#domain/organisations/words.ts'
import { now } from '../clock.ts'
import { clockCard } from '../clocks/card.ts'
import { timingOf } from '../clocks/timing.ts'
import { ask, type Trx } from '../db/connection.ts'
import type { Asker } from '../http/caller.ts'
import { maskName, maskNamesIn } from '../identity/masks.ts'
import { conflictedIn } from '../mediation/conflicted.ts'
import { stillCarries } from '../organisations/find-handlers.ts'
import type { World } from '../world.ts'

export type Staff = Extract<Asker, { kind: 'staff' }>
export type Line = z.input<typeof FileLine>

type ClockRow = Pick<
  Clock,
  'id' | 'rule' | 'rule_version' | 'act' | 'started_on' | 'due_on' | 'due_at' | 'state' | 'paused_days' | 'part'
> & {
  told: Level[]
  owes_kind: 'unit' | 'person' | 'party'
  owes_unit: number | null
  owes_says: string | null
}

/** An instant inside JSON carries the database's offset: in UTC, as all others are. */
const inUtc = (clock: ClockRow): ClockRow => ({
  ...clock,
  due_at: clock.due_at && new Date(clock.due_at).toISOString(),
})

/** Who owes a clock, in words: the unit or person by name, a party as such. */
const owner = ({ owes_kind: kind, owes_says }: ClockRow) => ({ kind, says: owes_says ?? '当事人' })

/** What the parties promised each other; every other clock of theirs is a limit of their own to use, and nobody's duty. */
const PROMISED = `{${Object.entries(CLOCK_RULES).flatMap(([id, { nature }]) => (nature === 'agreed' ? [id] : []))}}`
const HANDLING = `{${HANDLING_ROLES}}`

/** Who advises carries nothing of her unit's: what her unit owes or hears is not hers. */
export const advises = (actor: Staff['actor']): boolean => ADVISING_ROLES.includes(actor.role)

/** What I owe myself, for the unit I act for. */
export const ofMine = (clock: string, { person_id, unit_id }: Staff['actor']) =>
  sql<boolean>`(${sql.ref(`${clock}.owes_unit`)} = ${unit_id} and ${sql.ref(`${clock}.owes_person`)} = ${person_id}::uuid)`

/** What my unit owes as such: nobody took it on, or whoever did works there no more. */
export const ofTheUnit = (clock: string, { unit_id }: Staff['actor']) =>
  sql<boolean>`(${sql.ref(`${clock}.owes_unit`)} = ${unit_id} and (${sql.ref(`${clock}.owes_person`)} is null
    or not ${stillCarries(`${clock}.owes_person`, `${clock}.owes_unit`)}))`

/** When I last looked at the file. */
export const lastLook = (personId: string) =>
  sql`coalesce((select max(l.at) from looks l where l.file_id = files.id and l.person_id = ${personId}::uuid), '-infinity')`

/** A file nobody of us ever opened is new to her for so long; afterwards it is one of those she does not work on. */
const NEW_DAYS = 3

const newSince = (): string => new Date(`${addDays(dayIn(now()), -NEW_DAYS)}T00:00:00+08:00`).toISOString()

/** A matter of an enterprise (涉企): one of its people is a firm, or it came by the green lane. As find_files has it. */
export const ofEnterprise = sql<boolean>`(
  exists (select from disputes d where d.file_id = files.id and d.channel = 'CH15')
  or exists (select from parties p where p.file_id = files.id and p.facts ->> 'is_enterprise' = 'true'))`

/** What a line is made of. `names`: of the people of the file; `beside`: of whoever stands beside each of them. */
type LineRow = {
  file_id: string
  short_code: string
  received_at: string
  responsible_unit: number
  unit_name: string
  other_side: string
  stage: Stage
  excerpt: string
  applicant: string | null
  by_organisation: boolean | null
  names: string[] | null
  beside: (string | null)[][] | null
  my_own: boolean
  my_task: boolean
  cut_down: CutDown
  appointment: { at: string; place: string } | null
  clock: ClockRow | null
  mine: boolean
  place: string[] | null
  danger: Line['danger']
  new: boolean
  enterprise: boolean
}

/**
 * The rows lines are made of: everything a list shows of these files, of those the asker may see, in one query (migration 0060).
 * `mine`: the clock shown is one my unit or I owe.
 */
async function lineRows(trx: Trx, { actor }: Staff, ids: readonly string[], mine: boolean): Promise<LineRow[]> {
  const asked = [`{${ids.join(',')}}`, actor.unit_id, mine, advises(actor), DIRECTING_ROLES.includes(actor.role)]
  return ask<LineRow>(trx, CompiledQuery.raw(LINES, [...asked, HANDLING, PROMISED, newSince()]))
}
const LINES = `select * from lines_of($1::uuid[], $2::bigint, $3::boolean, $4::boolean, $5::boolean, $6::text[], $7::text[], $8::timestamptz)`

/** Whether people stand there by name: to whoever handles the file, but not to who mediates it and stands too near to a party. */
const standsPlain = (row: LineRow, actor: Staff['actor'], near: ReadonlySet<string>): boolean =>
  !near.has(row.file_id) &&
  row.cut_down === null &&
  (row.responsible_unit === actor.unit_id || row.my_task || row.my_own)

/** What everybody reads of a file in a list who reads any of it. */
const bareLine = (row: LineRow) => ({
  file_id: row.file_id,
  short_code: row.short_code,
  applicant: '',
  other_side: '',
  place: row.place ?? [],
  stage: row.stage,
  stage_says: STAGES[row.stage],
  received_at: row.received_at,
  unit_name: row.unit_name,
  clock: null,
  mine: row.mine,
  appointment: null,
  danger: null,
  new: row.new,
  enterprise: false,
  asked: false,
})

/** A row as the line people read: people's names plainly to those who handle the file, masked to all others. */
function toLine(row: LineRow, actor: Staff['actor'], plain: boolean, today: string, world: World): Line {
  const clock =
    row.clock && clockCard(inUtc(row.clock), owner(row.clock), today, timingOf(world), { told: row.clock.told })
  // The unit somebody was sent to reads that there is a slip, and what it owes itself.
  if (row.cut_down === 'slip')
    return {
      ...bareLine(row),
      excerpt: '转介到本单位的，打开看转介单',
      clock: row.clock?.owes_unit === actor.unit_id ? clock : null,
    }
  // Asked for her opinion alone: she reads whom it is about nowhere, not in a list either.
  if (row.cut_down === 'opinion')
    return { ...bareLine(row), place: [], asked: true, excerpt: '打开看问题；只看得到问题，看不到当事人是谁。' }
  const name = row.applicant ?? ''
  const people = [...(row.names ?? []), ...(row.beside ?? []).flat().filter((it) => it !== null)]
  return {
    ...bareLine(row),
    // A clue has nobody yet: nothing is masked where nothing stands.
    applicant: plain || row.by_organisation || name === '' ? name : maskName(name),
    // Where an office wrote it down, it is the other side's names.
    other_side: plain ? row.other_side : maskNamesIn(row.other_side, people),
    excerpt: plain ? row.excerpt : maskNamesIn(row.excerpt, people),
    clock,
    appointment: row.appointment,
    danger: row.danger,
    enterprise: row.enterprise,
  }
}

/**
 * Which files a list holds is planned with the values it is asked with: whether a place holds ten files or a hundred thousand
 * decides which way is short, and a plan made for no value in particular chooses the long one. Sent before what it is for.
 */
export const plannedAnew = (trx: Trx) => ask(trx, ANEW)
const ANEW = CompiledQuery.raw(`select set_config('plan_cache_mode', 'force_custom_plan', true)`)

/**
 * What is asked after it in this transaction, of files that are known, is found in one way, and planning that takes as long as doing it.
 * What stands in `lines_of` is planned once by a setting of its own (migration 0060).
 */
export const plannedOnce = (trx: Trx) => ask(trx, ONCE)
const ONCE = CompiledQuery.raw(`select set_config('plan_cache_mode', 'force_generic_plan', true)`)

/** A line, whether people stand in it by name, and to what it comes down. */
export type NamedLine = { line: Line; plain: boolean; cut_down: CutDown }

/**
 * Lines of files that are known by their identifiers, in that order. Those the asker may not see are left out.
 * `mine`: the clock shown is one my unit or I owe.
 */
export async function linesByIds(
  trx: Trx,
  asker: Staff,
  world: World,
  ids: readonly string[],
  mine = false,
): Promise<Line[]> {
  return (await namedLines(trx, asker, world, ids, mine)).map(({ line }) => line)
}

/** The same, each with whether its people stand there by name. */
export async function namedLines(
  trx: Trx,
  asker: Staff,
  world: World,
  ids: readonly string[],
  mine = false,
): Promise<NamedLine[]> {
  if (ids.length === 0) return []
  const [, rows, near] = await Promise.all([
    plannedOnce(trx),
    lineRows(trx, asker, ids, mine),
    conflictedIn(trx, asker.actor.person_id, ids),
  ])
  const today = dayIn(now())
  const lines = new Map(
    rows.map((row) => {
      const plain = standsPlain(row, asker.actor, near)
      return [row.file_id, { line: toLine(row, asker.actor, plain, today, world), plain, cut_down: row.cut_down }]
    }),
  )
  return ids.map((id) => lines.get(id)).filter((line) => line !== undefined)
}
