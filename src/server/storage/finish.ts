import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { kindOfName } from '#domain/evidence/words.ts'
import { now, secondsAfter } from '../clock.ts'
import { crashPoint } from '../crash.ts'
import { inScope } from '../db/scope.ts'
import { standbyHasIt } from '../db/standby.ts'
import type { Asker } from '../http/caller.ts'
import { Problem } from '../http/problem.ts'
import { newId } from '../ids.ts'
import { SideFailure } from '../side-process.ts'
import type { World } from '../world.ts'
import type { Checked } from './checks/check-file.ts'
import type { FileProblem } from './file-problems.ts'
import { holdBytes } from './let-go.ts'
import { folderOf, pictureFolder, pieceOf, removePieces } from './pieces.ts'
import { anotherChecked, changeUpload, holdSender, myUpload, type UploadRow } from './rows.ts'
import { scan } from './scan.ts'
import { originalKey, previewKey } from './store.ts'
import { viewOf } from './uploads.ts'

type Sender = Exclude<Asker, { kind: 'anyone' }>
type Which = { file_id: string; upload_id: string }

/** A check that said nothing for so long was cut off with its server: one that goes on says so much more often. */
const CUT_OFF_SECONDS = 150
const STILL_HERE_MS = 40_000
/** A file whose check was ended so often is refused: it would be ended again, and others wait behind it. */
const MOST_TRIES = 2

type Claimed = Which & { claim: string }

/** Takes the upload for checking, so that of two requests one does it. The row as it is where it is done already. */
const take = (world: World, asker: Sender, { file_id, upload_id }: Which) =>
  inScope(world.pool, asker.scope, async (trx, last): Promise<{ row: UploadRow; claim: string | null }> => {
    if (asker.kind !== 'staff' && asker.file_id !== file_id) throw new Problem('not_found')
    await holdSender(trx, asker.actor, 'check')
    const row = await myUpload(trx, asker.actor, file_id, upload_id, 'write')
    if (!row) throw new Problem('upload_gone')
    if (row.state === 'sound' || row.state === 'refused') {
      // Told again: the time before may have been cut off before a standby had it.
      last([standbyHasIt])
      return { row, claim: null }
    }
    if (row.received < row.size) throw new Problem('upload_incomplete')
    const at = now()
    const alive = secondsAfter(at, -CUT_OFF_SECONDS)
    if (row.state === 'checking' && row.changed_at >= alive) throw new Problem('file_not_checked', { retryAfter: 5 })
    // One at a time for each sender: whoever sends twenty heavy ones waits for herself, not everybody for her.
    if (await anotherChecked(trx, asker.actor, row.id, alive)) throw new Problem('file_not_checked', { retryAfter: 5 })
    const claim = newId(at)
    await changeUpload(trx, row.id, at, { state: 'checking', claim })
    return { row, claim }
  })

type Changed = Parameters<typeof changeUpload>[3]
/** Writes down what this check found; `written` is false where another took its place meanwhile, and then nothing of it counts. */
const settle = (
  world: World,
  asker: Sender,
  { file_id, upload_id, claim }: Claimed,
  facts: Changed,
): Promise<{ row: UploadRow; written: boolean }> =>
  inScope(world.pool, asker.scope, async (trx) => {
    const known = await myUpload(trx, asker.actor, file_id, upload_id, 'write')
    if (!known) throw new Problem('upload_gone')
    if (known.state !== 'checking' || known.claim !== claim) return { row: known, written: false }
    if (facts.sha256) await holdBytes(trx, facts.sha256)
    await changeUpload(trx, upload_id, now(), facts)
    return { row: { ...known, ...facts }, written: true }
  })

/** While it waits its turn and while it is looked at the row says that somebody is at it. */
function sayStillHere(world: World, asker: Sender, which: Claimed): () => void {
  const timer = setInterval(() => void settle(world, asker, which, {}).catch(() => {}), STILL_HERE_MS)
  timer.unref()
  return () => clearInterval(timer)
}

async function check(world: World, row: UploadRow): Promise<Checked> {
  const path = pieceOf(world, row.id)
  const kind = kindOfName(row.name)
  if (kind === null) return { ok: false, sha256: '', code: 'file_kind_unknown' }
  const { size } = await stat(path).catch(() => ({ size: -1 }))
  if (size < 0) throw new Problem('upload_gone')
  // Beyond the last acknowledged byte nothing was promised: what a cut left there is not the file's.
  if (size !== row.size) return { ok: false, sha256: '', code: 'file_damaged' }
  const scanned = world.files.scanner === null ? 'clean' : await scan(world.files.scanner, path)
  if (scanned !== 'clean')
    return { ok: false, sha256: '', code: scanned === 'virus' ? 'file_virus' : 'file_too_large_to_scan' }
  return world.files.checker.ask('check', { path, kind, folder: await pictureFolder(world, row.id) })
}

/** Keeps the original and its pictures for good: durable before anybody hears that the file is sound. */
async function keep(world: World, row: UploadRow, sha256: string, previews: number): Promise<void> {
  await world.files.store.put(originalKey(sha256), pieceOf(world, row.id), { size: row.size, sha256 })
  for (let nth = previews > 0 ? 0 : 1; nth <= previews; nth += 1) {
    const path = join(folderOf(world, row.id), `${nth}.jpg`)
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
  const { row, claim } = await take(world, asker, which)
  if (claim === null) {
    if (row.refused_as !== null) throw new Problem(row.refused_as)
    if (said.sha256 !== undefined && said.sha256 !== row.sha256) throw new Problem('file_damaged')
    return viewOf(row)
  }
  const mine = { ...which, claim }
  /** The pieces go only with what was written down: another check may be reading them. */
  const end = async (facts: Changed): Promise<UploadRow> => {
    const done = await settle(world, asker, mine, { ...facts, claim: null })
    if (!done.written) throw new Problem('file_not_checked', { retryAfter: 5 })
    await removePieces(world, row.id)
    return done.row
  }
  const refuse = async (code: FileProblem): Promise<never> => {
    await end({ state: 'refused', refused_as: code })
    throw new Problem(code)
  }
  const stop = sayStillHere(world, asker, mine)
  try {
    const found = await check(world, row)
    if (!found.ok) return await refuse(found.code)
    if (said.sha256 !== undefined && said.sha256 !== found.sha256) return await refuse('file_damaged')
    const { sha256, pages, previews, no_preview } = found
    crashPoint('upload_checked')
    // How many pictures there will be as well: whoever lets go of it later knows what to take away, wherever this was cut off.
    const told = await settle(world, asker, mine, { sha256, previews })
    if (!told.written) throw new Problem('file_not_checked', { retryAfter: 5 })
    await keep(world, row, sha256, previews).catch((error: unknown) => {
      throw new Problem('storage_full', { retryAfter: 60, next: nextOf(error) })
    })
    const kind = kindOfName(row.name)
    return viewOf(await end({ state: 'sound', kind, sha256, pages, previews, no_preview }))
  } catch (error) {
    if (isHeavy(error) && row.tries + 1 >= MOST_TRIES) return await refuse('file_too_heavy')
    // It can be asked for again at once: whatever failed was not the file.
    const again = { state: 'receiving', claim: null, ...(isHeavy(error) ? { tries: row.tries + 1 } : {}) } as const
    await settle(world, asker, mine, again).catch(() => {})
    if (error instanceof SideFailure) throw new Problem('file_not_checked', { retryAfter: 30 })
    throw error
  } finally {
    stop()
  }
}

/** The check was ended in the midst of it: it took too long, or its process fell over it. */
const isHeavy = (error: unknown): boolean =>
  error instanceof SideFailure && (error.reason === 'too_long' || error.reason === 'ended')

const nextOf = (error: unknown): string => {
  const { code } = error as NodeJS.ErrnoException
  return code === 'ENOSPC'
    ? '存放文件的磁盘满了。文件已经收到，不用重传；请告诉系统管理员，腾出地方以后点“再检查一次”。'
    : '文件已经收到，不用重传，请过几分钟点“再检查一次”；一直这样，请告诉系统管理员。'
}
