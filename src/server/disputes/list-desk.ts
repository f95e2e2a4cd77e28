import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { addDays, dayIn } from '#domain/clocks/calendar.ts'
import { DIRECTING_ROLES } from '#domain/organisations/words.ts'
import { now } from '../clock.ts'
import type { Trx } from '../db/connection.ts'
import { inScope } from '../db/scope.ts'
import { type Booked, bookedFor } from '../mediation/booked.ts'
import { stillCarries } from '../organisations/find-handlers.ts'
import type { World } from '../world.ts'
import { advises, type Line, lastLook, linesByIds, ofMine, ofTheUnit, plannedOnce, type Staff } from './list-line.ts'

/** More lines than anybody works off in a day: where there are more, the desk says so and shows the most urgent. */
export const DESK = 50
/** News older than this has become a duty of somebody, or history. */
const NEWS_DAYS = 30

/** How far ahead a meeting stands on the desk. */
const APPOINTMENT_DAYS = 7

type Duty = { file_id: string; due_on: string; id: string }

/** Sorted by a text each has. */
const by =
  <T>(key: (it: T) => string) =>
  (one: T, other: T): number =>
    Number(key(one) > key(other)) - Number(key(one) < key(other))

/** Files on which something is owed now, the most urgent first; of two duties the earlier. `owed` says which clocks count. */
async function owing(trx: Trx, owed: (clock: string) => RawBuilder<SqlBool>): Promise<Duty[]> {
  const { rows } = await sql<Duty>`
    select c.file_id, c.due_on, c.id from clocks c
    where ${owed('c')} and c.state = 'running' and c.part <> 'complaint' and not exists (
      -- The clocks of that file first: else all that the unit owes would be read for each.
      select from (select * from clocks s where s.file_id = c.file_id offset 0) sooner
      where ${owed('sooner')} and sooner.state = 'running' and (sooner.due_on, sooner.id) < (c.due_on, c.id))
    order by c.due_on, c.id limit ${DESK + 1}`.execute(trx)
  return rows
}

/** What nobody of my unit took on. */
const ofNobody = (clock: string, { unit_id }: Staff['actor']) =>
  sql<SqlBool>`(${sql.ref(`${clock}.owes_unit`)} = ${unit_id} and ${sql.ref(`${clock}.owes_person`)} is null)`

/** What these people owe for my unit. */
const ofPeople = (clock: string, { unit_id }: Staff['actor'], people: readonly string[]) =>
  sql<SqlBool>`(${sql.ref(`${clock}.owes_unit`)} = ${unit_id}
    and ${sql.ref(`${clock}.owes_person`)} = any ((select ${`{${people.join(',')}}`}::uuid[])::uuid[]))`

/** People who owe something for my unit and carry its tasks no more. Looked for from one to the next: what all of them owe is most of the unit's. */
async function goneOwing(trx: Trx, { actor }: Staff): Promise<string[]> {
  const next = (after: RawBuilder<unknown>) => sql`(select c.owes_person, c.owes_unit from clocks c
    where c.owes_unit = ${actor.unit_id} and c.state = 'running' and c.owes_person is not null ${after} order by c.owes_person limit 1)`
  const { rows } = await sql<{ owes_person: string }>`
    with recursive owing as (
      ${next(sql``)}
      union all select n.* from owing cross join lateral ${next(sql`and c.owes_person > owing.owes_person`)} n
    )
    select owing.owes_person from owing where not ${stillCarries('owing.owes_person', 'owing.owes_unit')}`.execute(trx)
  return rows.map((row) => row.owes_person)
}

/** What my unit owes as such: nobody took it on, or whoever did works there no more. */
async function owingOfUnit(trx: Trx, asker: Staff): Promise<Duty[]> {
  const [people, untaken] = await Promise.all([
    goneOwing(trx, asker),
    owing(trx, (clock) => ofNobody(clock, asker.actor)),
  ])
  if (people.length === 0) return untaken
  const left = await owing(trx, (clock) => ofPeople(clock, asker.actor, people))
  return [...untaken, ...left].sort(by((it) => `${it.due_on} ${it.id}`))
}

/**
 * Files on which something is owed that is counted in minutes or hours: the police, what is urgent. They stand before everything
 * else on the desk, whatever else is late: a shorter day that was promised to an enterprise never comes first (domain 2.1 CH15).
 */
async function urgent(trx: Trx, { actor }: Staff): Promise<string[]> {
  const { rows } = await sql<{ file_id: string }>`
    select c.file_id from clocks c
    where c.owes_unit = ${actor.unit_id} and c.state = 'running' and c.due_at is not null
      and (${ofTheUnit('c', actor)} or ${ofMine('c', actor)})
    order by c.due_at, c.id limit ${DESK + 1}`.execute(trx)
  return rows.map((row) => row.file_id)
}

/** Files with a running clock that I was told of as a head, or as the centre above: the one that is over longest first. */
async function toldOf(trx: Trx, { actor }: Staff): Promise<string[]> {
  if (!DIRECTING_ROLES.includes(actor.role)) return []
  const told = (column: RawBuilder<unknown>) => sql`(select c.file_id, c.due_on, c.id from clocks c
    where ${column} = ${actor.unit_id} and c.state = 'running' and c.part <> 'complaint' order by c.due_on, c.id limit ${2 * DESK})`
  const { rows } = await sql<{ file_id: string }>`
    select t.file_id from (${told(sql`c.told_head`)} union all ${told(sql`c.told_centre`)}) t
    group by t.file_id order by min(t.due_on), t.file_id limit ${DESK + 1}`.execute(trx)
  return rows.map((row) => row.file_id)
}

/** The days a desk looks over, as instants: news since, meetings from and to. */
type Span = { since: string; from: string; to: string }

/** Files of my unit on which a party or the system did something I have not looked at, the newest first. */
async function newsOfUnit(trx: Trx, { actor }: Staff, { since }: Span): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select files.id from files
    where files.kind = 'dispute' and files.responsible_unit = ${actor.unit_id} and files.moved_by <> 'staff'
      and files.moved_at > ${since}::timestamptz and files.moved_at > ${lastLook(actor.person_id)}
    order by files.moved_at desc limit ${DESK + 1}`.execute(trx)
  return rows.map((row) => row.id)
}

/** A file that meets before `to`; the meeting it knows of may have passed without anybody saying what became of it. */
type Meets = { id: string; meets_at: string }

/** Files of my unit whose people were told of a meeting in the coming days, and those where one passed. */
async function meetingsOfUnit(trx: Trx, { actor }: Staff, { from, to }: Span): Promise<Meets[]> {
  const ofUnit = sql`select files.id, files.meets_at from files where files.responsible_unit = ${actor.unit_id}`
  const { rows } = await sql<Meets>`
    (${ofUnit} and files.meets_at >= ${from}::timestamptz and files.meets_at < ${to}::timestamptz
      order by files.meets_at, files.id limit ${DESK + 1})
    union all ${ofUnit} and files.meets_at < ${from}::timestamptz`.execute(trx)
  return rows
}

/** Until when an involvement lasts, as its index has it (migration 0064): `coalesce` would be judged after the policies, of all I ever was in. */
const lasts = sql`case when i.until is null then 'infinity' else i.until end`

type OfMine = { why: 'asked' | 'meets' | 'news'; id: string; meets_at: string }

/**
 * Of the files I am in myself, read once, and each once, as whatever I am in it: those on which somebody asks for my opinion and waits for it;
 * those that meet, as of my unit; and those on which a party or the system did something I have not looked at.
 */
async function mineOf(trx: Trx, { actor, scope }: Staff, { since, from, to }: Span): Promise<OfMine[]> {
  const { rows } = await sql<OfMine>`
    with mine as materialized (
      select i.id as nth, i.as_what = 'consulted' as asked, ${lasts} as until, files.id, files.meets_at, files.moved_at,
        files.moved_by <> 'staff' and files.moved_at > ${since}::timestamptz as moved
      from involvements i join files on files.id = i.file_id
      where i.person_id = ${actor.person_id}::uuid and ${lasts} >= ${scope.today}::date
        and (i.as_what = 'consulted' or files.meets_at < ${to}::timestamptz or files.moved_by <> 'staff' and files.moved_at > ${since}::timestamptz)
    )
    (select 'asked' as why, id, meets_at from mine where asked and until > ${scope.today}::date
      group by id, meets_at order by min(nth::text) limit ${DESK + 1})
    union all
    (select 'meets', id, meets_at from mine where not asked and meets_at >= ${from}::timestamptz and meets_at < ${to}::timestamptz
      group by id, meets_at order by meets_at, id limit ${DESK + 1})
    union all
    select 'meets', id, meets_at from mine where not asked and meets_at < ${from}::timestamptz group by id, meets_at
    union all
    (select 'news', id, meets_at from mine files where not asked and moved and moved_at > ${lastLook(actor.person_id)}
      group by id, meets_at, moved_at order by moved_at desc, id limit ${DESK + 1})`.execute(trx)
  return rows
}

/** Of files whose meeting passed those that meet again in the coming days. */
async function meetingsAfter(trx: Trx, passed: readonly string[], { from, to }: Span): Promise<Meets[]> {
  if (passed.length === 0) return []
  const at = sql`m.facts #>> '{meeting,at}'`
  const { rows } = await sql<Meets>`
    select m.file_id as id, min(${at})::timestamptz as meets_at from mediations m
    where m.file_id = any ((select ${`{${passed.join(',')}}`}::uuid[])::uuid[]) and m.status = 'notified' and ${at} >= ${from} and ${at} < ${to}
    group by m.file_id`.execute(trx)
  return rows
}

/** Files with a meeting in the coming days, the soonest first. */
async function soonest(trx: Trx, meets: readonly Meets[], span: Span): Promise<string[]> {
  const passed = meets.filter((it) => it.meets_at < span.from).map((it) => it.id)
  const again = await meetingsAfter(trx, passed, span)
  return [...meets.filter((it) => it.meets_at >= span.from), ...again]
    .sort(by((it) => `${it.meets_at} ${it.id}`))
    .map((it) => it.id)
}

/** Files on which something is to be done, by me or by my unit: the most pressing first, and more than a desk shows where there are more. */
async function dutiesOf(trx: Trx, asker: Staff): Promise<string[]> {
  const alone = advises(asker.actor)
  const [first, mine, units] = await Promise.all([
    alone ? [] : urgent(trx, asker),
    owing(trx, (clock) => ofMine(clock, asker.actor)),
    alone ? [] : owingOfUnit(trx, asker),
  ])
  return [...first, ...[...mine, ...units].map((duty) => duty.file_id)]
}

const begins = (days: number): string => new Date(`${addDays(dayIn(now()), days)}T00:00:00+08:00`).toISOString()

/** What stands on a desk after what is to be done: `ids` in this order, `news` those of them that are news. */
async function besideDuties(trx: Trx, asker: Staff): Promise<{ ids: string[]; news: string[] }> {
  const span = { since: begins(-NEWS_DAYS), from: begins(0), to: begins(APPOINTMENT_DAYS) }
  const alone = advises(asker.actor)
  const [told, mine, meets, newsOfOthers] = await Promise.all([
    toldOf(trx, asker),
    mineOf(trx, asker, span),
    alone ? [] : meetingsOfUnit(trx, asker, span),
    alone ? [] : newsOfUnit(trx, asker, span),
  ])
  const because = (why: OfMine['why']): OfMine[] => mine.filter((it) => it.why === why)
  const meetings = await soonest(trx, [...meets, ...because('meets')], span)
  const news = [...newsOfOthers, ...because('news').map((it) => it.id)]
  return { ids: [...told, ...because('asked').map((it) => it.id), ...meetings, ...news], news }
}

type Desk = { lines: Line[]; more: boolean; booked: Booked[] }

/**
 * My desk, one line a file: what is urgent before all; then those on which I owe something myself, then those on which my unit does, each led by the
 * most urgent of these duties; then those of my unit, or that I am in, with something new. Owing belongs to a unit until someone takes
 * it: what one person owes is on her desk and on nobody else's, and is the unit's again once she works there no more. Between
 * duties and news stand what I was asked for, and the meetings of the coming days. Where duties fill it nothing else is asked for.
 */
export const deskOf = (world: World, asker: Staff): Promise<Desk> =>
  inScope(world.pool, asker.scope, async (trx) => {
    const [, duties, booked] = await Promise.all([plannedOnce(trx), dutiesOf(trx, asker), bookedFor(trx)])
    const owed = new Set(duties)
    const beside = owed.size > DESK ? { ids: [], news: [] } : await besideDuties(trx, asker)
    const ids = [...new Set([...owed, ...beside.ids])]
    const lines = await linesByIds(trx, asker, world, ids.slice(0, DESK), true)
    // News of a party is marked here however long ago it came, also where something is to be done there.
    const isNews = new Set(beside.news)
    return {
      lines: lines.map((line) => ({ ...line, new: line.new || isNews.has(line.file_id) })),
      more: ids.length > DESK,
      booked,
    }
  })
