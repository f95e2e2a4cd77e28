import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { addDays, dayIn } from '#domain/clocks/calendar.ts'
import { DIRECTING_ROLES } from '#domain/organisations/words.ts'
import { now } from '../clock.ts'
import type { Trx } from '../db/connection.ts'
import { inScope } from '../db/scope.ts'
import { type Booked, bookedFor } from '../mediation/booked.ts'
import type { World } from '../world.ts'
import { advises, type Line, lastLook, linesByIds, ofMine, ofTheUnit, type Staff } from './list-line.ts'

/** More lines than anybody works off in a day: where there are more, the desk says so and shows the most urgent. */
export const DESK = 50
/** News older than this has become a duty of somebody, or history. */
const NEWS_DAYS = 30

/** How far ahead a meeting stands on the desk. */
const APPOINTMENT_DAYS = 7

type Duty = { file_id: string; due_on: string; id: string }

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

/** Files of my unit on which a party or the system did something I have not looked at, the newest first. */
async function newsOfUnit(trx: Trx, { actor }: Staff, since: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select files.id from files
    where files.kind = 'dispute' and files.responsible_unit = ${actor.unit_id} and files.moved_by <> 'staff' and files.moved_at > ${since}::timestamptz
      and files.moved_at > ${lastLook(actor.person_id)}
    order by files.moved_at desc limit ${DESK + 1}`.execute(trx)
  return rows.map((row) => row.id)
}

/** The same, of files I am in myself. */
async function newsOfMine(trx: Trx, { actor, scope }: Staff, since: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select files.id from involvements i join files on files.id = i.file_id
    where i.person_id = ${actor.person_id}::uuid and i.as_what <> 'consulted'
      and (i.until is null or i.until >= ${scope.today}::date) and files.moved_by <> 'staff' and files.moved_at > ${since}::timestamptz
      and files.moved_at > ${lastLook(actor.person_id)}
    order by files.moved_at desc limit ${DESK + 1}`.execute(trx)
  return rows.map((row) => row.id)
}

/** Files on which somebody asks for my own opinion and waits for it, the oldest first. */
async function askingMe(trx: Trx, { actor, scope }: Staff): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select files.id from involvements i join files on files.id = i.file_id
    where i.person_id = ${actor.person_id}::uuid and i.as_what = 'consulted' and (i.until is null or i.until > ${scope.today}::date)
    order by i.id limit ${DESK + 1}`.execute(trx)
  return rows.map((row) => row.id)
}

/** Meetings arranged for the coming days on files of my unit, or that I am in myself; the soonest first. */
async function appointments(trx: Trx, { actor, scope }: Staff, from: string, to: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select files.id from my_meetings(${from}, ${to}) m join files on files.id = m.file_id
    where ((files.responsible_unit = ${actor.unit_id} and not ${advises(actor)}) or exists (
        select from involvements i where i.file_id = files.id and i.person_id = ${actor.person_id}::uuid
          and i.as_what <> 'consulted'
          and (i.until is null or i.until >= ${scope.today}::date)))
    order by m.at limit ${DESK + 1}`.execute(trx)
  return rows.map((row) => row.id)
}

type Desk = { lines: Line[]; more: boolean; booked: Booked[] }

/**
 * My desk, one line a file: what is urgent before all; then those on which I owe something myself, then those on which my unit does, each led by the most
 * urgent of these duties; then those of my unit, or that I am in, with something new. Owing belongs to a unit until someone takes
 * it: what one person owes is on her desk and on nobody else's, and is the unit's again once she works there no more. Between
 * duties and news stand what I was asked for, and the meetings of the coming days.
 */
export const deskOf = (world: World, asker: Staff): Promise<Desk> =>
  inScope(world.pool, asker.scope, async (trx) => {
    const since = new Date(`${addDays(dayIn(now()), -NEWS_DAYS)}T00:00:00+08:00`).toISOString()
    const today = new Date(`${dayIn(now())}T00:00:00+08:00`).toISOString()
    const ahead = new Date(`${addDays(dayIn(now()), APPOINTMENT_DAYS)}T00:00:00+08:00`).toISOString()
    const [first, units, mine, told, asked, meetings, booked, ...news] = await Promise.all([
      advises(asker.actor) ? [] : urgent(trx, asker),
      advises(asker.actor) ? [] : owing(trx, (clock) => ofTheUnit(clock, asker.actor)),
      owing(trx, (clock) => ofMine(clock, asker.actor)),
      toldOf(trx, asker),
      askingMe(trx, asker),
      appointments(trx, asker, today, ahead),
      bookedFor(trx),
      advises(asker.actor) ? [] : newsOfUnit(trx, asker, since),
      newsOfMine(trx, asker, since),
    ])
    const duties = [...mine, ...units].map((duty) => duty.file_id)
    const ids = [...new Set([...first, ...duties, ...told, ...asked, ...meetings, ...news.flat()])]
    const lines = await linesByIds(trx, asker, world, ids.slice(0, DESK), true)
    // What stands here for its news alone is marked as such, however long ago it came.
    const isNews = new Set(news.flat())
    return {
      lines: lines.map((line) => ({ ...line, new: line.new || isNews.has(line.file_id) })),
      more: ids.length > DESK,
      booked,
    }
  })
