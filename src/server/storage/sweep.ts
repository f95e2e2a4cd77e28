import { sql } from 'kysely'
import { dayIn } from '#domain/clocks/calendar.ts'
import { KEPT_DAYS } from '#domain/evidence/words.ts'
import { now, secondsAfter } from '../clock.ts'
import { inScope, wholeCounty } from '../db/scope.ts'
import type { World } from '../world.ts'
import { changeUpload } from './rows.ts'
import { originalKey, previewKey } from './store.ts'
import { removePieces } from './uploads.ts'

/** So many at a time: other work of the worker waits behind it. */
const AT_ONCE = 100
type Over = { id: string; sha256: string | null; previews: number }

/**
 * Takes away what was sent and never made evidence of (KEPT_DAYS after it last moved): the bytes go, the line stays as a line that it
 * was dropped. Bytes another upload needs stay; that is looked at under a lock on the fingerprint, which whoever keeps the same
 * bytes again takes as well.
 */
export async function sweepUploads(world: World): Promise<void> {
  const today = wholeCounty(dayIn(now()))
  const before = secondsAfter(now(), -KEPT_DAYS * 86_400)
  const over = await inScope(world.pool, today, async (trx) => {
    const { rows } = await sql<Over>`select u.id, u.sha256, u.previews from uploads u
      where u.state in ('receiving', 'checking', 'sound', 'refused') and u.changed_at < ${before}::timestamptz
        and not exists (select from evidence e where e.facts #>> '{file,upload_id}' = u.id::text)
      order by u.changed_at limit ${AT_ONCE}`.execute(trx)
    return rows
  })
  for (const { id, sha256, previews } of over) {
    await inScope(world.pool, today, async (trx) => {
      if (sha256 !== null) await sql`select pg_advisory_xact_lock(hashtextextended(${sha256}, 0))`.execute(trx)
      await changeUpload(trx, id, now(), { state: 'dropped', refused_as: null })
      if (sha256 === null) return
      const { rows } =
        await sql`select from uploads where sha256 = ${sha256} and id <> ${id}::uuid and state <> 'dropped' limit 1`.execute(
          trx,
        )
      if (rows.length > 0) return
      await world.files.store.remove(originalKey(sha256))
      for (let nth = 1; nth <= previews; nth += 1) await world.files.store.remove(previewKey(sha256, nth))
    })
    await removePieces(world, id)
  }
}
