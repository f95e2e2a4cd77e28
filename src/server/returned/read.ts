import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { z } from 'zod'
import type { ScanView } from '#contract/returned.ts'
import type { PaperToSign, Read } from '#domain/returned/facts.ts'
import { hasForeign, sayVerdict, verdictOn } from '#domain/returned/pages.ts'
import { now } from '../clock.ts'
import type { Trx } from '../db/connection.ts'
import { inScope } from '../db/scope.ts'
import { paperFor } from '../documents/download.ts'
import type { Asker } from '../http/caller.ts'
import { Problem } from '../http/problem.ts'
import { newId } from '../ids.ts'
import { readCheckCode } from '../seals/check-code.ts'
import { SideFailure } from '../side-process.ts'
import { ofDisc } from '../storage/pieces.ts'
import { changeUpload, myUpload, type UploadRow } from '../storage/rows.ts'
import { originalKey, previewKey, privateFolder } from '../storage/store.ts'
import type { World } from '../world.ts'
import { type PagesRead, papersToSign } from './find.ts'
import { readPageCode } from './page-code.ts'
import { pagesInPrint } from './print.ts'

type Staff = Extract<Asker, { kind: 'staff' }>
type Which = { file_id: string; upload_id: string }

/** Forty pages of which none can be read take two minutes on an idle machine. */
const READING_LIMIT = 300_000
const MIXED = '这个文件里夹着别的案子的一页，整个文件不能登记：请把那一页拿出来，重新扫描这份文书的各页。'
/** What is looked for on a picture: an address of the page where papers are checked. */
const MARK = '/check/'

/** What a text found on a picture is to us. */
export function readOf(world: Pick<World, 'keys'>, text: string | null): Read {
  const at = text?.lastIndexOf(MARK) ?? -1
  if (text === null || at < 0) return { kind: 'nothing' }
  const payload = text.slice(at + MARK.length)
  const code = readPageCode(world.keys.check, payload)
  if (code) return { kind: 'page', code }
  return readCheckCode(world.keys.check, payload) ? { kind: 'sealed' } : { kind: 'forged' }
}

/** An upload of who asks that was sent for a paper, and found sound. @throws Problem upload_gone · no_such_scan */
async function scanOf(trx: Trx, asker: Staff, { file_id, upload_id }: Which) {
  const row = await myUpload(trx, asker.actor, file_id, upload_id)
  if (!row) throw new Problem('upload_gone')
  if (row.for_paper === null || row.state !== 'sound' || row.kind === null || row.sha256 === null)
    throw new Problem('no_such_scan')
  return { row, paper_id: row.for_paper, kind: row.kind, sha256: row.sha256 }
}

/** The bytes of an original on this machine's disc for as long as they are read. */
async function withOriginal<T>(
  world: World,
  id: string,
  sha256: string,
  work: (path: string) => Promise<T>,
): Promise<T> {
  const bytes = await world.files.store.read(originalKey(sha256)).catch(() => null)
  if (!bytes) throw new Problem('storage_full', { retryAfter: 60 })
  await privateFolder(world.files.waiting)
  // Begins with the upload's id: what a server that was killed leaves behind the sweep finds by it.
  const path = join(world.files.waiting, `${id}.${newId(now())}.reading`)
  try {
    await pipeline(bytes, createWriteStream(path, { flags: 'wx', mode: 0o600 })).catch(ofDisc)
    return await work(path)
  } finally {
    await rm(path, { force: true })
  }
}

/** Two clicks wait for one reading. */
const underWay = new Map<string, Promise<PagesRead>>()

/** Who has a file being read: whoever sends ten heavy ones waits for herself, not every check of the county for her. */
const readers = new Set<string>()
/** A file over which reading was ended so often is read no more: its pages are said by hand. */
const MOST_TRIES = 2

/** What is read of a file over which the side process was ended: nothing, the second time. @throws the failure, the first time */
async function codesAfter(world: World, asker: Staff, row: UploadRow, error: unknown): Promise<null[]> {
  if (!(error instanceof SideFailure) || (error.reason !== 'too_long' && error.reason !== 'ended')) throw error
  if (row.tries + 1 >= MOST_TRIES) return []
  await inScope(world.pool, asker.scope, async (trx) => {
    const again = await myUpload(trx, asker.actor, row.file_id, row.id, 'write')
    if (again) await changeUpload(trx, row.id, again.changed_at, { tries: row.tries + 1 })
  })
  throw error
}

async function readPages(world: World, asker: Staff, row: UploadRow, file: { paper_id: string; sha256: string }) {
  const kind = row.kind
  if (kind === null) throw new Problem('no_such_scan')
  const codes = await withOriginal(world, row.id, file.sha256, (path) =>
    world.files.checker.ask('codes', { path, kind, most: row.previews, mark: MARK }, READING_LIMIT),
  ).catch((error: unknown) => codesAfter(world, asker, row, error))
  // What has no code, or whose code could not be read, is nothing all the same; every picture has its line.
  const read = Array.from({ length: row.previews }, (_, nth) => readOf(world, codes[nth] ?? null))
  const known = read.find((it) => it.kind === 'page' && it.code.paper_id === file.paper_id)
  const of = known?.kind === 'page' ? known.code.of : await pagesNow(world, asker, row.file_id, file.paper_id)
  const found: PagesRead = { of, read }
  await inScope(world.pool, asker.scope, async (trx) => {
    const again = await myUpload(trx, asker.actor, row.file_id, row.id, 'write')
    if (again?.state === 'sound' && again.kept_at === null)
      await changeUpload(trx, row.id, again.changed_at, { pages_read: JSON.stringify(found) })
  })
  return found
}

const pagesNow = async (world: World, asker: Staff, file_id: string, paper_id: string): Promise<number> => {
  const { paper } = await paperFor(world, asker, { file_id, paper_id })
  const of = (await inScope(world.pool, asker.scope, (trx) => papersToSign(trx, file_id))).find(
    ({ id }) => id === paper_id,
  )
  if (!of) throw new Problem('not_found')
  return pagesInPrint(paper, of)
}

function viewOf(row: UploadRow, { of, read }: PagesRead, papers: readonly PaperToSign[]): z.input<typeof ScanView> {
  const paper = papers.find(({ id }) => id === row.for_paper)
  if (!paper) throw new Problem('not_found')
  const mixed = hasForeign(read, papers)
  return {
    upload_id: row.id,
    name: row.name,
    of,
    no_preview: row.no_preview,
    pictures: read.map((it, nth) => {
      const verdict = verdictOn(it, paper, papers)
      // Nothing of a file with another family's page in it can be registered; which page that is stands beside it.
      if (mixed && (verdict.is === 'page' || verdict.is === 'unreadable'))
        return { nth: nth + 1, is: 'wrong', page: null, of: null, says: sayVerdict(verdict).says, next: MIXED }
      const isPage = verdict.is === 'page'
      return {
        nth: nth + 1,
        is: isPage ? 'page' : verdict.is === 'unreadable' ? 'unreadable' : 'wrong',
        page: isPage ? verdict.page : null,
        of: isPage ? verdict.of : null,
        ...sayVerdict(verdict),
      }
    }),
  }
}

/**
 * Which page of which paper each picture of an upload is, by the code on it. Read once; what was read is kept with the upload, so that the
 * step that registers it asks nobody. @throws Problem upload_gone · no_such_scan · file_not_checked where it is to be asked again
 */
export async function readScanOf(world: World, asker: Staff, which: Which): Promise<z.input<typeof ScanView>> {
  const { row, paper_id, sha256, papers } = await inScope(world.pool, asker.scope, async (trx) => ({
    ...(await scanOf(trx, asker, which)),
    papers: await papersToSign(trx, which.file_id),
  }))
  if (row.pages_read) return viewOf(row, row.pages_read as PagesRead, papers)
  const mine = underWay.get(row.id)
  const { person_id } = asker.actor
  if (!mine && readers.has(person_id)) throw new Problem('file_not_checked', { retryAfter: 5 })
  const reading =
    mine ??
    readPages(world, asker, row, { paper_id, sha256 }).finally(() => {
      underWay.delete(row.id)
      readers.delete(person_id)
    })
  if (!mine) readers.add(person_id)
  underWay.set(row.id, reading)
  try {
    return viewOf(row, await reading, papers)
  } catch (error) {
    if (error instanceof SideFailure) throw new Problem('file_not_checked', { retryAfter: 10 })
    throw error
  }
}

/** Our own picture of what she has just sent: 0 is a small one of the first. @throws Problem upload_gone · no_such_scan · no_preview */
export async function scanPictureOf(world: World, asker: Staff, which: Which & { nth: number }): Promise<Readable> {
  const { row, sha256 } = await inScope(world.pool, asker.scope, (trx) => scanOf(trx, asker, which))
  if (row.previews === 0 || which.nth > row.previews) throw new Problem('no_preview')
  const bytes = await world.files.store.read(previewKey(sha256, which.nth)).catch(() => null)
  if (!bytes) throw new Problem('no_preview')
  return bytes
}
