import { sql } from 'kysely'
import { dayIn } from '#domain/clocks/calendar.ts'
import { now } from '../clock.ts'
import type { Trx } from '../db/connection.ts'
import { inScope, wholeCounty } from '../db/scope.ts'
import { standbyHasIt } from '../db/standby.ts'
import type { World } from '../world.ts'
import { removePieces } from './pieces.ts'
import { changeUpload } from './rows.ts'
import { originalKey, previewKey } from './store.ts'

/** Held by whoever writes this fingerprint to a row and by whoever removes its bytes: neither does so while the other looks. */
export const holdBytes = (trx: Trx, sha256: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${sha256}, 0))`.execute(trx)

/** Whether evidence was made of this upload, or it is kept as a scan: asked under the row's lock, which the step that makes it takes as well. */
export async function isEvidence(trx: Trx, id: string): Promise<boolean> {
  const { rows } = await sql`select from evidence where facts #>> '{file,upload_id}' = ${id}
    union all select from uploads where id = ${id}::uuid and kept_at is not null limit 1`.execute(trx)
  return rows.length > 0
}

/** The line stays as a line: that it was dropped. Called under the row's lock; its bytes go afterwards, by `removeBytes`. */
export const markDropped = (trx: Trx, id: string) =>
  changeUpload(trx, id, now(), { state: 'dropped', refused_as: null, claim: null })

/** Whether an upload is dropped for good: not on this machine alone, with which the dropping would go while the bytes are gone already. */
const isDropped = (world: World, id: string): Promise<boolean> =>
  inScope(world.pool, wholeCounty(dayIn(now())), async (trx, last) => {
    last([standbyHasIt])
    const { rows } = await sql`select from uploads where id = ${id}::uuid and state = 'dropped'`.execute(trx)
    return rows.length > 0
  })

/**
 * The one way bytes leave: after the transaction that dropped the upload, once a standby has it. What another upload or any
 * evidence has by the same fingerprint stays. The fingerprint goes from the row last: cut off before, the sweep does it again.
 */
export async function removeBytes(world: World, id: string): Promise<void> {
  if (!(await isDropped(world, id))) return
  await removePieces(world, id)
  await inScope(world.pool, wholeCounty(dayIn(now())), async (trx) => {
    const { rows } = await sql<{ sha256: string; previews: number }>`select sha256, previews from uploads
      where id = ${id}::uuid and state = 'dropped' and sha256 is not null for update`.execute(trx)
    const [row] = rows
    if (!row) return
    const { sha256, previews } = row
    await holdBytes(trx, sha256)
    const wanted = await sql`select from uploads where sha256 = ${sha256} and id <> ${id}::uuid and state <> 'dropped'
      union all select from evidence where facts #>> '{file,sha256}' = ${sha256} limit 1`.execute(trx)
    if (wanted.rows.length === 0) {
      await world.files.store.remove(originalKey(sha256))
      for (let nth = 0; nth <= previews; nth += 1) await world.files.store.remove(previewKey(sha256, nth))
    }
    await changeUpload(trx, id, now(), { sha256: null, previews: 0 })
  })
}
