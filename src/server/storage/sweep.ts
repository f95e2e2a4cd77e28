import { sql } from 'kysely'
import { dayIn } from '#domain/clocks/calendar.ts'
import { KEPT_DAYS } from '#domain/evidence/words.ts'
import { now, secondsAfter } from '../clock.ts'
import { inScope, type Scope, wholeCounty } from '../db/scope.ts'
import { standbyHasIt } from '../db/standby.ts'
import type { World } from '../world.ts'
import { isEvidence, markDropped, removeBytes } from './let-go.ts'
import { instantOf, removePieces, removeReadings, waitingIds } from './pieces.ts'

/** So many at a time: other work of the worker waits behind it. */
const AT_ONCE = 100
const DAY_SECONDS = 86_400

/** Those that may be over; looked at again one by one, under their locks. */
const overBy = (world: World, scope: Scope, before: string): Promise<{ id: string }[]> =>
  inScope(world.pool, scope, async (trx) => {
    const { rows } = await sql<{ id: string }>`select u.id from uploads u
      where u.changed_at < ${before}::timestamptz and u.state <> 'dropped' and u.kept_at is null
        and not exists (select from evidence e where e.facts #>> '{file,upload_id}' = u.id::text)
      order by u.changed_at limit ${AT_ONCE}`.execute(trx)
    return rows
  })

/**
 * Drops one if it still is what it was when it was found: a step that makes evidence of it holds it meanwhile, and a piece that comes
 * moves it on. Two statements: what the second sees was written by whoever the first waited for.
 */
const dropIfOver = (world: World, scope: Scope, id: string, before: string): Promise<boolean> =>
  inScope(world.pool, scope, async (trx) => {
    const { rows } = await sql`select from uploads
      where id = ${id}::uuid and state <> 'dropped' and changed_at < ${before}::timestamptz for update`.execute(trx)
    if (rows.length === 0 || (await isEvidence(trx, id))) return false
    await markDropped(trx, id)
    return true
  })

/** Pieces on disc that no upload on its way in is waiting for: a server was killed between two of its doings. */
async function sweepPieces(world: World, scope: Scope, yesterday: string): Promise<void> {
  const ids = await waitingIds(world)
  if (ids.length === 0) return
  const { rows } = await inScope(world.pool, scope, (trx, last) => {
    last([standbyHasIt])
    return sql<{ id: string; state: string }>`select id, state from uploads where id = any (${ids}::uuid[])`.execute(
      trx,
    )
  })
  const states = new Map(rows.map(({ id, state }) => [id, state]))
  for (const id of ids) {
    const state = states.get(id)
    // Its row comes after its file: one that was just begun has none yet. The id says when that was (UUID v7).
    const fresh = state === undefined && instantOf(id) > Date.parse(yesterday)
    await removeReadings(world, id, yesterday)
    if (state !== 'receiving' && state !== 'checking' && !fresh) await removePieces(world, id)
  }
}

/** Takes away what was sent and never made evidence of, KEPT_DAYS after it last moved, and what was left lying about. */
export async function sweepUploads(world: World): Promise<void> {
  const scope = wholeCounty(dayIn(now()))
  const before = secondsAfter(now(), -KEPT_DAYS * DAY_SECONDS)
  for (const { id } of await overBy(world, scope, before))
    if (await dropIfOver(world, scope, id, before)) await removeBytes(world, id)
  const left = await inScope(world.pool, scope, async (trx) => {
    const { rows } = await sql<{ id: string }>`select id from uploads
      where state = 'dropped' and sha256 is not null order by changed_at limit ${AT_ONCE}`.execute(trx)
    return rows
  })
  for (const { id } of left) await removeBytes(world, id)
  await sweepPieces(world, scope, secondsAfter(now(), -DAY_SECONDS))
}
