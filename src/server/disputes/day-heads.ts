import { createHash, sign } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { addDays, type Day, dayIn } from '#domain/clocks/calendar.ts'
import { now, secondsAfter } from '../clock.ts'
import type { Trx } from '../db/connection.ts'
import { inScope, wholeCounty } from '../db/scope.ts'
import type { World } from '../world.ts'

/** A day is signed only when no transaction begun on it can still be at its work (requests end after 30 s). */
const SETTLED_AFTER_SECONDS = 600
/** How long those that were writing may take to end before the days are left to the next time. Milliseconds. */
const ENDING = { tries: 20, between: 150 }

/** The instants between which a day lies in Asia/Shanghai. */
const bounds = (day: Day): [string, string] => [`${day}T00:00:00+08:00`, `${addDays(day, 1)}T00:00:00+08:00`]

/** The last event of every file that moved on a day, and every look of it, as lines in a fixed order. */
async function linesOf(trx: Trx, day: Day): Promise<{ files: string[]; looks: string[] }> {
  const [from, to] = bounds(day)
  const [files, looks] = await Promise.all([
    sql<{ line: string }>`
      select distinct on (file_id) file_id || ' ' || seq || ' ' || encode(hash, 'hex') as line
      from events where recorded_at >= ${from}::timestamptz and recorded_at < ${to}::timestamptz
      order by file_id, seq desc`.execute(trx),
    sql<{ line: string }>`
      select jsonb_build_array(id, file_id, person_id, post_id, party_id, what, of_party, reason, extract(epoch from at)::text)::text as line
      from looks where at >= ${from}::timestamptz and at < ${to}::timestamptz order by id`.execute(trx),
  ])
  return { files: files.rows.map((row) => row.line), looks: looks.rows.map((row) => row.line) }
}

/** The hash a day is known by. */
export const rootOf = (algorithm: 'sha256' | 'sm3', day: Day, lines: { files: string[]; looks: string[] }): Buffer =>
  createHash(algorithm)
    .update(JSON.stringify([day, lines.files, lines.looks]), 'utf8')
    .digest()

/** The transactions that have written events or looks and have not ended; whoever waits for a standby at COMMIT is among them. */
async function writersNow(trx: Trx): Promise<string[]> {
  const { rows } = await sql<{ writer: string }>`
    select distinct virtualtransaction as writer from pg_locks
    where locktype = 'relation' and relation in ('events'::regclass, 'looks'::regclass) and mode = 'RowExclusiveLock' and granted
      and database = (select oid from pg_database where datname = current_database())`.execute(trx)
  return rows.map(({ writer }) => writer)
}

/**
 * Whether all who were writing have ended: what they wrote is visible from now on. A COMMIT that waits for its standby is
 * visible to nobody, for hours where none is there, and its rows are of the day on which it was sent.
 */
async function writersEnded(trx: Trx): Promise<boolean> {
  const before = await writersNow(trx)
  for (let nth = 0; nth < ENDING.tries; nth += 1) {
    const still = new Set(nth === 0 ? before : await writersNow(trx))
    if (!before.some((writer) => still.has(writer))) return true
    await sleep(ENDING.between)
  }
  return false
}

/**
 * The one writer of `day_heads`: signs every past day with events or looks that has no head yet. Returns how many: none while
 * somebody's writing does not end, for a day once signed is never signed again.
 */
export const signPastDays = (world: World): Promise<number> =>
  inScope(world.pool, wholeCounty(dayIn(now())), async (trx) => {
    if (!(await writersEnded(trx))) return 0
    const today = dayIn(now())
    const [end] = bounds(dayIn(secondsAfter(now(), -SETTLED_AFTER_SECONDS)))
    const { rows } = await sql<{ day: Day }>`
      with since as (
        select coalesce((select max(day) + 1 from day_heads where day < ${today}::date), '-infinity'::date)::timestamp at time zone 'Asia/Shanghai' as at)
      select (recorded_at at time zone 'Asia/Shanghai')::date as day from events, since
        where recorded_at < ${end}::timestamptz and recorded_at >= since.at
      union
      select (looks.at at time zone 'Asia/Shanghai')::date from looks, since
        where looks.at < ${end}::timestamptz and looks.at >= since.at
      order by 1 limit 31`.execute(trx)
    for (const { day } of rows) {
      const lines = await linesOf(trx, day)
      const root = rootOf(world.algorithm, day, lines)
      await trx
        .insertInto('day_heads')
        .values({
          day,
          algorithm: world.algorithm,
          files: lines.files.length,
          looks: lines.looks.length,
          root,
          signature: sign(null, Buffer.concat([Buffer.from(`fengqiao day ${day} `), root]), world.keys.head),
          made_at: now(),
        })
        .onConflict((on) => on.doNothing())
        .execute()
    }
    return rows.length
  })
