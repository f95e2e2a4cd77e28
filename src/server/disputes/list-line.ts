import { sql } from 'kysely'
import type { z } from 'zod'
import type { FileLine } from '#contract/lists.ts'
import { dayIn } from '#domain/clocks/calendar.ts'
import type { Clock } from '#domain/disputes/parts.ts'
import { STAGES, type Stage } from '#domain/disputes/stage.ts'
import { now } from '../clock.ts'
import { clockCard } from '../clocks/card.ts'
import type { Trx } from '../db/connection.ts'
import type { Asker } from '../http/caller.ts'
import { maskName, maskNamesIn } from '../identity/masks.ts'
import type { World } from '../world.ts'

export type Staff = Extract<Asker, { kind: 'staff' }>
export type Line = z.input<typeof FileLine>

type ClockRow = Pick<Clock, 'id' | 'rule' | 'act' | 'started_on' | 'due_on' | 'due_at' | 'state'> & {
  owes_kind: 'unit' | 'person' | 'party'
  owes_says: string | null
}

/** An instant inside JSON carries the database's offset: in UTC, as all others are. */
const inUtc = (clock: ClockRow): ClockRow => ({
  ...clock,
  due_at: clock.due_at && new Date(clock.due_at).toISOString(),
})

/** Who owes a clock, in words: the unit or person by name, a party as such. */
const owner = ({ owes_kind: kind, owes_says }: ClockRow) => ({ kind, says: owes_says ?? '当事人' })

/** A running clock of the file: the most urgent of all, or of those my unit or I owe. */
const urgentClock = (mine: Staff['actor'] | null) => sql<ClockRow | null>`(
  select to_jsonb(c) || jsonb_build_object('owes_says', coalesce(
    (select u.name from units u where u.id = c.owes_unit), (select p.name from people p where p.id = c.owes_person)))
  from clocks c where c.file_id = files.id and c.state = 'running'
  ${mine ? sql`and (c.owes_unit = ${mine.unit_id} or c.owes_person = ${mine.person_id}::uuid)` : sql``}
  order by c.due_on, c.due_at, c.id limit 1)`

/** When I last looked at the file. */
export const lastLook = (personId: string) =>
  sql`coalesce((select max(l.at) from looks l where l.file_id = files.id and l.person_id = ${personId}::uuid), '-infinity')`

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
      sql<
        string | null
      >`(select p.name from parties p where p.file_id = files.id and p.side = 'applicant' order by p.id limit 1)`.as(
        'applicant',
      ),
      sql<
        string[] | null
      >`(select array_agg(p.name) from parties p where p.file_id = files.id and p.side <> 'applicant')`.as('others'),
      sql<
        true | null
      >`(select true from involvements i where i.file_id = files.id and i.person_id = ${actor.person_id}::uuid
        and (i.until is null or i.until >= ${scope.today}::date) limit 1)`.as('my_own'),
      // A limit keeps the database from reading all my unit's tasks first, to look each file up among them.
      sql<
        true | null
      >`(select true from tasks t where t.file_id = files.id and t.unit_id = ${actor.unit_id} limit 1)`.as('my_task'),
      sql<{ at: string; place: string } | null>`(select jsonb_build_object(
          'at', m.facts #>> '{meeting,at}', 'place', m.facts #>> '{meeting,place}')
        from mediations m where m.file_id = files.id and m.status = 'notified'
        order by m.facts #>> '{meeting,at}' limit 1)`.as('appointment'),
      urgentClock(mine ? actor : null).as('clock'),
      sql<string[]>`(select array_agg(p.name order by p.code) from places p where p.code in (
        files.place_code - files.place_code % 1000000, files.place_code - files.place_code % 1000, files.place_code)
        and p.level <> 'county')`.as('place'),
      sql<boolean>`coalesce(files.moved_at, files.received_at) > ${lastLook(actor.person_id)}`.as('new'),
    ])

type LineRow = Awaited<ReturnType<ReturnType<typeof lineRows>['execute']>>[number]

/** A row as the line people read: names plainly to those who handle the file, masked to all others. */
function toLine(row: LineRow, actor: Staff['actor'], today: string, world: World): Line {
  const plain = row.responsible_unit === actor.unit_id || row.my_task === true || row.my_own === true
  const name = row.applicant ?? ''
  return {
    file_id: row.file_id,
    short_code: row.short_code,
    // A clue has nobody yet: nothing is masked where nothing stands.
    applicant: plain || name === '' ? name : maskName(name),
    // Where an office wrote it down, it is the other side's names.
    other_side: plain ? row.other_side : maskNamesIn(row.other_side, row.others ?? []),
    place: row.place ?? [],
    stage: row.stage,
    stage_says: STAGES[row.stage],
    received_at: row.received_at,
    unit_name: row.unit_name,
    excerpt: row.excerpt,
    clock: row.clock && clockCard(inUtc(row.clock), owner(row.clock), today, world.calendar),
    appointment: row.appointment,
    new: row.new,
  }
}

/**
 * Which files a list holds is planned with the values it is asked with: whether a place holds ten files or a hundred thousand
 * decides which way is short, and a plan made for no value in particular chooses the long one. Sent before what it is for.
 */
export const plannedAnew = (trx: Trx) =>
  sql`select set_config('plan_cache_mode', 'force_custom_plan', true)`.execute(trx)

/** What a line says of files that are known is found in one way, and planning that takes as long as doing it. */
export const plannedOnce = (trx: Trx) => sql`select set_config('plan_cache_mode', 'auto', true)`.execute(trx)

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
  if (ids.length === 0) return []
  const [, rows] = await Promise.all([
    plannedOnce(trx),
    lineRows(trx, asker, mine)
      .where(sql<boolean>`files.id = any (${`{${ids.join(',')}}`}::uuid[])`)
      .execute(),
  ])
  const today = dayIn(now())
  const lines = new Map(rows.map((row) => [row.file_id, toLine(row, asker.actor, today, world)]))
  return ids.map((id) => lines.get(id)).filter((line) => line !== undefined)
}
