import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { sql } from 'kysely'
import { kindOfName } from '#domain/evidence/words.ts'
import { now, secondsAfter } from '../clock.ts'
import { crashPoint } from '../crash.ts'
import { inScope } from '../db/scope.ts'
import type { Asker } from '../http/caller.ts'
import { Problem } from '../http/problem.ts'
import { SideFailure } from '../side-process.ts'
import type { World } from '../world.ts'
import type { Checked } from './checks/check-file.ts'
import type { FileProblem } from './file-problems.ts'
import { changeUpload, myUpload, type UploadRow } from './rows.ts'
import { isClean } from './scan.ts'
import { originalKey, previewKey } from './store.ts'
import { pictureFolder, pieceOf, removePieces, viewOf } from './uploads.ts'

type Sender = Exclude<Asker, { kind: 'anyone' }>
type Which = { file_id: string; upload_id: string }

/** A check that long ago began and never ended was cut off with its server. */
const CUT_OFF_SECONDS = 150

/** Takes the upload for checking, so that of two requests one does it. The row as it is where it is done already. */
const take = (world: World, asker: Sender, { file_id, upload_id }: Which) =>
  inScope(world.pool, asker.scope, async (trx): Promise<{ row: UploadRow; take: boolean }> => {
    if (asker.kind !== 'staff' && asker.file_id !== file_id) throw new Problem('not_found')
    const row = await myUpload(trx, asker.actor, file_id, upload_id, true)
    if (!row) throw new Problem('upload_gone')
    if (row.state === 'sound' || row.state === 'refused') return { row, take: false }
    if (row.received < row.size) throw new Problem('upload_incomplete')
    const at = now()
    const cutOff = secondsAfter(row.changed_at, CUT_OFF_SECONDS) < at
    if (row.state === 'checking' && !cutOff) throw new Problem('file_not_checked', { retryAfter: 5 })
    await changeUpload(trx, row.id, at, { state: 'checking' })
    return { row, take: true }
  })

type Changed = Parameters<typeof changeUpload>[3]
const settle = (world: World, asker: Sender, { file_id, upload_id }: Which, facts: Changed): Promise<UploadRow> =>
  inScope(world.pool, asker.scope, async (trx) => {
    const known = await myUpload(trx, asker.actor, file_id, upload_id, true)
    // The fingerprint is held while it is written down, so that a sweep of the same bytes sees that they are wanted again.
    if (facts.sha256) await sql`select pg_advisory_xact_lock(hashtextextended(${facts.sha256}, 0))`.execute(trx)
    if (known?.state === 'checking') await changeUpload(trx, upload_id, now(), facts)
    const row = await myUpload(trx, asker.actor, file_id, upload_id)
    if (!row) throw new Problem('upload_gone')
    return row
  })

async function check(world: World, row: UploadRow): Promise<Checked> {
  const path = pieceOf(world, row.id)
  const kind = kindOfName(row.name)
  if (kind === null) return { ok: false, sha256: '', code: 'file_kind_unknown' }
  const { size } = await stat(path).catch(() => ({ size: -1 }))
  if (size < 0) throw new Problem('upload_gone')
  // Beyond the last acknowledged byte nothing was promised: what a cut left there is not the file's.
  if (size !== row.size) return { ok: false, sha256: '', code: 'file_damaged' }
  if (world.files.scanner !== null && !(await isClean(world.files.scanner, path)))
    return { ok: false, sha256: '', code: 'file_virus' }
  return world.files.checker.ask('check', { path, kind, folder: await pictureFolder(world, row.id) })
}

/** Keeps the original and its pictures for good: durable before anybody hears that the file is sound. */
async function keep(world: World, row: UploadRow, sha256: string, previews: number): Promise<void> {
  await world.files.store.put(originalKey(sha256), pieceOf(world, row.id), { size: row.size, sha256 })
  for (let nth = 1; nth <= previews; nth += 1) {
    const path = `${pieceOf(world, row.id).replace(/part$/, 'pictures')}/${nth}.jpg`
    const bytes = await readFile(path)
    const hash = createHash('sha256').update(bytes).digest('hex')
    await world.files.store.put(previewKey(sha256, nth), path, { size: bytes.length, sha256: hash })
  }
}

/**
 * All of it has come: count its fingerprint, look for what is known as harmful, let the checks read it, keep it. Told again, the
 * same answer. Until this ends well nobody but the sender knows of it (threats I39).
 * @throws Problem with the reason it is not taken; file_not_checked · scanner_away · storage_full where it is to be asked again
 */
export async function finish(world: World, asker: Sender, which: Which, said: { sha256?: string | undefined }) {
  const taken = await take(world, asker, which)
  const { row } = taken
  if (!taken.take) {
    if (row.refused_as !== null) throw new Problem(row.refused_as)
    return viewOf(row)
  }
  const refuse = async (code: FileProblem): Promise<never> => {
    await settle(world, asker, which, { state: 'refused', refused_as: code })
    await removePieces(world, row.id)
    throw new Problem(code)
  }
  try {
    const found = await check(world, row)
    if (!found.ok) return await refuse(found.code)
    if (said.sha256 !== undefined && said.sha256 !== found.sha256) return await refuse('file_damaged')
    const { sha256, pages, previews, no_preview } = found
    crashPoint('upload_checked')
    await settle(world, asker, which, { sha256 })
    await keep(world, row, sha256, previews).catch((error: unknown) => {
      throw new Problem('storage_full', { retryAfter: 60, next: nextOf(error) })
    })
    const kind = kindOfName(row.name)
    const done = await settle(world, asker, which, { state: 'sound', kind, sha256, pages, previews, no_preview })
    await removePieces(world, row.id)
    return viewOf(done)
  } catch (error) {
    // It can be asked for again at once: whatever failed was not the file.
    if (!(error instanceof Problem) || error.code !== 'upload_gone')
      await inScope(world.pool, asker.scope, async (trx) => {
        const known = await myUpload(trx, asker.actor, which.file_id, which.upload_id, true)
        if (known?.state === 'checking') await changeUpload(trx, row.id, now(), { state: 'receiving' })
      }).catch(() => {})
    if (error instanceof SideFailure) throw new Problem('file_not_checked', { retryAfter: 30 })
    throw error
  }
}

const nextOf = (error: unknown): string => {
  const { code } = error as NodeJS.ErrnoException
  return code === 'ENOSPC'
    ? '存放文件的磁盘满了。文件已经收到，不用重传；请告诉系统管理员，腾出地方以后点“再检查一次”。'
    : '文件已经收到，不用重传，请过几分钟点“再检查一次”；一直这样，请告诉系统管理员。'
}
