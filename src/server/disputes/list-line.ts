import { sql } from 'kysely'
import type { z } from 'zod'
import type { FileLine } from '#contract/lists.ts'
import { addDays, dayIn } from '#domain/clocks/calendar.ts'
import { CLOCK_RULES } from '#domain/clocks/rules.ts'
import type { Level } from '#domain/clocks/warnings.ts'
import type { CutDown } from '#domain/disputes/cut-down.ts'
import type { Clock } from '#domain/disputes/parts.ts'
import { STAGES, type Stage } from '#domain/disputes/stage.ts'
import { ADVISING_ROLES, DIRECTING_ROLES } from '#domain/organisations/words.ts'
import { now } from '../clock.ts'
import { clockCard } from '../clocks/card.ts'
import { timingOf } from '../clocks/timing.ts'
import type { Trx } from '../db/connection.ts'
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
const PROMISED = Object.entries(CLOCK_RULES).flatMap(([id, { nature }]) => (nature === 'agreed' ? [id] : []))

/** Who advises carries nothing of her unit's: what her unit owes or hears is not hers. */
export const advises = (actor: Staff['actor']): boolean => ADVISING_ROLES.includes(actor.role)

/** What I owe myself, for the unit I act for. */
export const ofMine = (clock: string, { person_id, unit_id }: Staff['actor']) =>
  sql<boolean>`(${sql.ref(`${clock}.owes_unit`)} = ${unit_id} and ${sql.ref(`${clock}.owes_person`)} = ${person_id}::uuid)`

/** What my unit owes as such: nobody took it on, or whoever did works there no more. */
export const ofTheUnit = (clock: string, { unit_id }: Staff['actor']) =>
  sql<boolean>`(${sql.ref(`${clock}.owes_unit`)} = ${unit_id} and (${sql.ref(`${clock}.owes_person`)} is null
    or not ${stillCarries(`${clock}.owes_person`, `${clock}.owes_unit`)}))`

/** What I was told of as the head of my unit, or of the centre above who owes it. */
export const toldToMe = (clock: string, { unit_id, role }: Staff['actor']) =>
  DIRECTING_ROLES.includes(role)
    ? sql<boolean>`exists (select from clock_warnings w where w.clock_id = ${sql.ref(`${clock}.id`)}
        and w.to_unit = ${unit_id} and w.to_whom <> 'owes')`
    : sql<boolean>`false`

/** A running clock of the file (where somebody was sent, only to who asks after it or owes it): the most urgent of all, or of those my unit or I owe. A limit that is the parties' own comes last. */
const urgentClock = (actor: Staff['actor'], mine: boolean) => sql<ClockRow | null>`(
  select to_jsonb(c) || case
    when c.owes_person is not null and ${stillCarries('c.owes_person', 'c.owes_unit')}
      then jsonb_build_object('owes_says', (select p.name from people p where p.id = c.owes_person))
    when c.owes_unit is not null
      then jsonb_build_object('owes_kind', 'unit', 'owes_says', (select u.name from units u where u.id = c.owes_unit))
    else jsonb_build_object('owes_says', null) end
    || jsonb_build_object('told', coalesce((select jsonb_agg(w.level) from clock_warnings w where w.clock_id = c.id), '[]'))
  from clocks c where c.file_id = files.id and c.state = 'running'
  ${mine ? sql`and (${ofTheUnit('c', actor)} or ${ofMine('c', actor)} or ${toldToMe('c', actor)})` : sql``}
  and (c.part <> 'referral' or files.responsible_unit = ${actor.unit_id} or c.owes_unit = ${actor.unit_id})
  order by c.owes_kind = 'party' and c.rule <> all (${PROMISED}::text[]), c.due_on, c.due_at, c.id limit 1)`

/** When I last looked at the file. */
export const lastLook = (personId: string) =>
  sql`coalesce((select max(l.at) from looks l where l.file_id = files.id and l.person_id = ${personId}::uuid), '-infinity')`

/** A file nobody of us ever opened is new to her for so long; afterwards it is one of those she does not work on. */
const NEW_DAYS = 3

/**
 * Whether the file moved since I last looked, by another's hand. What moved long before I ever opened it is not marked: else
 * to whoever comes to a post every file would be new, and the mark would say nothing.
 */
const movedUnseen = (personId: string, at: string) => sql<boolean>`(
  coalesce(files.moved_at, files.received_at) > coalesce(
    (select max(l.at) from looks l where l.file_id = files.id and l.person_id = ${personId}::uuid), ${at}::timestamptz)
  and (select e.actor ->> 'person_id' from events e where e.file_id = files.id order by e.seq desc limit 1)
    is distinct from ${personId}::text)`

const newSince = (): string => new Date(`${addDays(dayIn(now()), -NEW_DAYS)}T00:00:00+08:00`).toISOString()

/** A matter of an enterprise (涉企): one of its people is a firm, or it came by the green lane. As find_files has it. */
export const ofEnterprise = sql<boolean>`(
  exists (select from disputes d where d.file_id = files.id and d.channel = 'CH15')
  or exists (select from parties p where p.file_id = files.id and p.facts ->> 'is_enterprise' = 'true'))`

/**
 * The rows a line is made of: everything a list shows of a file, in one query.
 * `mine`: the clock shown is one my unit or I owe.
 */
const lineRows = (trx: Trx, { actor, scope }: Staff, mine = false) =>
  trx
    .selectFrom('files')
    .innerJoin('disputes', 'disputes.file_id', 'files.id')
    .innerJoin('units', 'units.id', 'files.responsible_unit')
    .select([
      'files.id as file_id',
      'files.short_code',
      'files.received_at',
      'files.responsible_unit',
      'units.name as unit_name',
      'disputes.other_side',
      sql<Stage>`files.stage`.as('stage'),
      sql<string>`left(disputes.what_happened, 60)`.as('excerpt'),
      // Whose it is, and everybody who may stand by name in what was told: the people of the file and whoever stands beside them.
      // An organisation's name tells nothing of a person.
      sql<{
        applicant: string | null
        by_organisation: boolean | null
        all: string[] | null
      }>`(select jsonb_build_object(
          'applicant', (array_agg(p.name order by p.id) filter (where p.side = 'applicant'))[1],
          'by_organisation', (array_agg(coalesce(p.facts ->> 'kind' = 'organisation', false) order by p.id) filter (where p.side = 'applicant'))[1],
          'all', array_agg(n.name) filter (where n.name is not null))
        from parties p, lateral (
          select p.name where p.facts ->> 'kind' is distinct from 'organisation'
          union all select p.facts ->> 'speaks'
          union all select p.facts -> 'guardian' ->> 'name'
          union all select x ->> 'name' from jsonb_array_elements(coalesce(p.facts -> 'agents', '[]')
            || coalesce(p.facts -> 'helpers', '[]') || coalesce(p.facts -> 'representatives', '[]')) x) n (name)
        where p.file_id = files.id)`.as('people'),
      sql<
        true | null
      >`(select true from involvements i where i.file_id = files.id and i.person_id = ${actor.person_id}::uuid
        and i.as_what <> 'consulted' and (i.until is null or i.until >= ${scope.today}::date) limit 1)`.as('my_own'),
      // A limit keeps the database from reading all my unit's tasks first, to look each file up among them.
      sql<
        true | null
      >`(select true from tasks t where t.file_id = files.id and t.unit_id = ${actor.unit_id} limit 1)`.as('my_task'),
      // Here for a slip or an opinion alone: the same rule as of the page (domain/disputes/cut-down.ts).
      sql<CutDown>`case when not files.place_code between ${scope.lo} and ${scope.hi} then (
        select case when bool_and(i.as_what = 'referred_to') then 'slip'
          when coalesce(bool_and(i.as_what = 'referred_to' or (i.as_what = 'consulted' and i.person_id is not null)
            or (${advises(actor)} and i.as_what <> 'mediating')), ${advises(actor)}) then 'opinion' end
        from involvements i where i.file_id = files.id
          and (i.unit_id = any (${`{${scope.units.join(',')}}`}::bigint[]) or i.person_id = ${actor.person_id}::uuid)
          and (i.until is null or i.until >= ${scope.today}::date)) end`.as('cut_down'),
      sql<{ at: string; place: string } | null>`(select jsonb_build_object(
          'at', m.facts #>> '{meeting,at}', 'place', m.facts #>> '{meeting,place}')
        from mediations m where m.file_id = files.id and m.status = 'notified'
        order by m.facts #>> '{meeting,at}' limit 1)`.as('appointment'),
      urgentClock(actor, mine).as('clock'),
      sql<boolean>`exists (select from clocks c where c.file_id = files.id and c.state = 'running'
        and ${ofMine('c', actor)})`.as('mine'),
      sql<string[]>`(select array_agg(p.name order by p.code) from places p where p.code in (
        files.place_code - files.place_code % 1000000, files.place_code - files.place_code % 1000, files.place_code)
        and p.level <> 'county')`.as('place'),
      // To whoever may open the file: its page says the same. A party’s own page knows nothing of it.
      sql<Line['danger']>`case
        when disputes.facts @? '$.dangers[*] ? (@.told == null && @.declined == null)' then 'open'
        when disputes.facts ? 'dangers' then 'answered' end`.as('danger'),
      movedUnseen(actor.person_id, newSince()).as('new'),
      ofEnterprise.as('enterprise'),
    ])

type LineRow = Awaited<ReturnType<ReturnType<typeof lineRows>['execute']>>[number]

/** Whether people stand there by name: to whoever handles the file, but not to who mediates it and stands too near to a party. */
const standsPlain = (row: LineRow, actor: Staff['actor'], near: ReadonlySet<string>): boolean =>
  !near.has(row.file_id) &&
  row.cut_down === null &&
  (row.responsible_unit === actor.unit_id || row.my_task === true || row.my_own === true)

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
  const name = row.people.applicant ?? ''
  const people = row.people.all ?? []
  return {
    ...bareLine(row),
    // A clue has nobody yet: nothing is masked where nothing stands.
    applicant: plain || row.people.by_organisation || name === '' ? name : maskName(name),
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
export const plannedAnew = (trx: Trx) =>
  sql`select set_config('plan_cache_mode', 'force_custom_plan', true)`.execute(trx)

/** What a line says of files that are known is found in one way, and planning that takes as long as doing it. */
export const plannedOnce = (trx: Trx) =>
  sql`select set_config('plan_cache_mode', 'force_generic_plan', true)`.execute(trx)

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
    lineRows(trx, asker, mine)
      .where(sql<boolean>`files.id = any (${`{${ids.join(',')}}`}::uuid[])`)
      .execute(),
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
