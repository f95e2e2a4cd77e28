import { open } from 'node:fs/promises'
import type { z } from 'zod'
import type { UploadView } from '#contract/evidence.ts'
import { canTake } from '#domain/decide.ts'
import { type Part, partsOf } from '#domain/disputes/parts.ts'
import { FILE_KINDS, type FileKind, KEPT_DAYS, kindOfName, LARGEST_FILE } from '#domain/evidence/words.ts'
import { OFFERED, TABLE } from '#domain/table.ts'
import { now, secondsAfter } from '../clock.ts'
import { crashPoint } from '../crash.ts'
import type { Trx } from '../db/connection.ts'
import { inScope } from '../db/scope.ts'
import { type Loaded, loadFile } from '../disputes/load.ts'
import { conflicted, hereFor } from '../disputes/page.ts'
import type { Asker } from '../http/caller.ts'
import { Problem, wording } from '../http/problem.ts'
import { newId } from '../ids.ts'
import type { World } from '../world.ts'
import { isEvidence, markDropped, removeBytes } from './let-go.ts'
import { isLong, MOST_DOCUMENT } from './limits.ts'
import { ofDisc, pieceOf } from './pieces.ts'
import { changeUpload, holdSender, myUpload, myUploads, openUpload, type UploadRow } from './rows.ts'
import { privateFolder, sync } from './store.ts'

type Sender = Exclude<Asker, { kind: 'anyone' }>
type View = z.input<typeof UploadView>

const MOST_WAITING = 20
const MOST_WAITING_BYTES = 1024 * 1024 * 1024
const DAY_SECONDS = 86_400

/** An upload as its sender sees it. */
export const viewOf = (row: UploadRow): View => {
  const { id, name, size, last_modified, received, state, sha256, kind, no_preview, refused_as, made_at, changed_at } =
    row
  const why = refused_as === null ? null : wording(refused_as)
  return {
    id,
    name,
    size,
    last_modified,
    received,
    state: state === 'dropped' ? 'refused' : state,
    sha256,
    kind_says: kind === null ? null : FILE_KINDS[kind].says,
    no_preview,
    refused: refused_as !== null && why ? { code: refused_as, says: why.says, next: why.next } : null,
    made_at,
    kept_until: secondsAfter(changed_at, KEPT_DAYS * DAY_SECONDS),
  }
}

/**
 * That who asks could hand evidence in here now: what is uploaded is for nothing else.
 * @throws Problem not_found · wrong_state · not_yours · the refusal that stands before an agent
 */
async function mayProvide(
  world: World,
  trx: Trx,
  asker: Sender,
  fileId: string,
  forPaper: string | null,
): Promise<void> {
  if (asker.kind !== 'staff' && asker.file_id !== fileId) throw new Problem('not_found')
  const loaded = await loadFile(trx, fileId, false)
  const [dispute] = loaded ? partsOf(loaded.parts, 'dispute') : []
  if (!loaded || !dispute) throw new Problem('not_found')
  if (forPaper !== null) return mayReturn(world, trx, asker, loaded, dispute, forPaper)
  if (!(TABLE.provide_evidence.from as readonly string[]).includes(dispute.status)) throw new Problem('wrong_state')
  if (conflicted(asker.actor, loaded)) throw new Problem('relation_found')
  if (!canTake(OFFERED, hereFor(world, loaded, asker.actor), dispute).includes('provide_evidence'))
    throw new Problem(asker.kind === 'agent' ? 'agent_lacks_give_evidence' : 'not_yours')
}

/** That who asks could bring scans of this paper back. @throws Problem not_found · wrong_state · not_yours */
async function mayReturn(
  world: World,
  trx: Trx,
  asker: Sender,
  loaded: Loaded,
  dispute: Part<'dispute'>,
  paper: string,
): Promise<void> {
  if (asker.kind !== 'staff') throw new Problem('not_yours')
  const there = await trx
    .selectFrom('papers')
    .select('id')
    .where('id', '=', paper)
    .where('file_id', '=', loaded.file.id)
    .executeTakeFirst()
  if (!there) throw new Problem('not_found')
  if (!(TABLE.return_signed_paper.from as readonly string[]).includes(dispute.status)) throw new Problem('wrong_state')
  if (conflicted(asker.actor, loaded)) throw new Problem('relation_found')
  if (!canTake(OFFERED, hereFor(world, loaded, asker.actor), dispute).includes('return_signed_paper'))
    throw new Problem('not_yours')
}

// Marks that turn the rest of a line around, and what no name on any disc may hold.
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what it looks for
const ODD_NAME = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff/\\:*?"<>|]/u

/** What pages of paper come as. */
const SCANNED: readonly FileKind[] = ['jpeg', 'png', 'heic', 'pdf']

/** What can be told of a file before any of it has come. @throws Problem */
function refuseAtOnce(name: string, size: number, forPaper: string | null): void {
  if (ODD_NAME.test(name)) throw new Problem('file_name_odd')
  const kind = kindOfName(name)
  if (kind === null) throw new Problem('file_kind_unknown')
  if (forPaper !== null && !SCANNED.includes(kind)) throw new Problem('file_no_scan')
  if (size === 0) throw new Problem('file_empty')
  if (size > (isLong(kind) ? LARGEST_FILE : MOST_DOCUMENT)) throw new Problem('file_too_large')
}

/** Begins an upload: a row, and an empty file that is there after a power cut. @throws Problem */
export const begin = (
  world: World,
  asker: Sender,
  fileId: string,
  {
    name,
    size,
    last_modified = null,
    for_paper = null,
  }: { name: string; size: number; last_modified?: number | null; for_paper?: string | null },
): Promise<View> =>
  inScope(world.pool, asker.scope, async (trx) => {
    await mayProvide(world, trx, asker, fileId, for_paper)
    refuseAtOnce(name.normalize('NFC'), size, for_paper)
    // Of two begun at once the second counts the first.
    await holdSender(trx, asker.actor, fileId)
    const waiting = (await myUploads(trx, asker.actor, fileId)).filter((it) => it.state !== 'refused')
    if (waiting.length >= MOST_WAITING || waiting.reduce((sum, it) => sum + it.size, size) > MOST_WAITING_BYTES)
      throw new Problem('uploads_too_many')
    const at = now()
    const id = newId(at)
    await privateFolder(world.files.waiting)
    const file = await open(pieceOf(world, id), 'wx', 0o600).catch(ofDisc)
    await file.sync().finally(() => file.close())
    await sync(world.files.waiting)
    const of = { id, file_id: fileId, name: name.normalize('NFC'), size, last_modified, for_paper, at }
    await openUpload(trx, asker.actor, of)
    const row = await myUpload(trx, asker.actor, fileId, id)
    if (!row) throw new Problem('upload_gone')
    return viewOf(row)
  })

/** All of who asks that wait for being made evidence of, or for being kept as scans of a paper. */
export const listMine = (
  world: World,
  asker: Sender,
  fileId: string,
  forPaper: string | null = null,
): Promise<View[]> =>
  inScope(world.pool, asker.scope, async (trx) => {
    await mayProvide(world, trx, asker, fileId, forPaper)
    return (await myUploads(trx, asker.actor, fileId)).filter((it) => it.for_paper === forPaper).map(viewOf)
  })

export const showMine = (world: World, asker: Sender, fileId: string, id: string): Promise<View> =>
  inScope(world.pool, asker.scope, async (trx) => viewOf(await mine(trx, asker, fileId, id)))

async function mine(
  trx: Trx,
  asker: Sender,
  fileId: string,
  id: string,
  lock: 'write' | null = null,
): Promise<UploadRow> {
  if (asker.kind !== 'staff' && asker.file_id !== fileId) throw new Problem('not_found')
  const row = await myUpload(trx, asker.actor, fileId, id, lock)
  if (!row) throw new Problem('upload_gone')
  return row
}

/**
 * Keeps one piece, whole or not at all: written where the last safe byte ended, on disc before the row says so and before it is
 * acknowledged. A piece that begins elsewhere (its answer was lost) writes nothing and hears where to go on. The row's lock keeps two
 * servers from writing to one file at once.
 */
export const keepPiece = (
  world: World,
  asker: Sender,
  { file_id, upload_id, offset }: { file_id: string; upload_id: string; offset: number },
  piece: Buffer,
): Promise<{ received: number }> =>
  inScope(world.pool, asker.scope, async (trx) => {
    const row = await mine(trx, asker, file_id, upload_id, 'write')
    if (row.state !== 'receiving') throw new Problem('upload_over')
    if (offset !== row.received || piece.length === 0) return { received: row.received }
    if (offset + piece.length > row.size) throw new Problem('file_damaged')
    const file = await open(pieceOf(world, row.id), 'r+').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') throw new Problem('upload_gone')
      throw error
    })
    try {
      for (let done = 0; done < piece.length; ) {
        const { bytesWritten } = await file.write(piece, done, piece.length - done, offset + done)
        done += bytesWritten
      }
      await file.datasync()
    } catch (error) {
      ofDisc(error)
    } finally {
      await file.close()
    }
    crashPoint('piece_written')
    const received = offset + piece.length
    await changeUpload(trx, row.id, now(), { received })
    return { received }
  })

/** The sender wants it no more: its bytes go at once, its line stays as a line. */
export const drop = async (world: World, asker: Sender, fileId: string, id: string): Promise<{ dropped: true }> => {
  await inScope(world.pool, asker.scope, async (trx) => {
    const row = await mine(trx, asker, fileId, id, 'write')
    if (row.state === 'checking') throw new Problem('file_not_checked')
    if (await isEvidence(trx, id)) throw new Problem('upload_used')
    await markDropped(trx, id)
  })
  await removeBytes(world, id)
  return { dropped: true }
}
