import { createHash, sign } from 'node:crypto'
import { sql } from 'kysely'
import { addDays, type Day, dayIn } from '#domain/clocks/calendar.ts'
import { now, secondsAfter } from '../clock.ts'
import type { Trx } from '../db/connection.ts'
import { inScope, wholeCounty } from '../db/scope.ts'
import type { World } from '../world.ts'

/** A day is signed only when no transaction begun on it can still be under way (requests end after 30 s). */
const SETTLED_AFTER_SECONDS = 600

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

/** The one writer of `day_heads`: signs every past day with events or looks that has no head yet. Returns how many. */
export const signPastDays = (world: World): Promise<number> =>
  inScope(world.pool, wholeCounty(dayIn(now())), async (trx) => {
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
