import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { dayIn } from '#domain/clocks/calendar.ts'
import { inScope } from '../db/scope.ts'
import { takingWhole, writeLook } from '../disputes/looks.ts'
import { inTurn } from '../documents/turns.ts'
import type { Asker } from '../http/caller.ts'
import { Problem } from '../http/problem.ts'
import { nameForDisc } from '../http/send-file.ts'
import { SideFailure } from '../side-process.ts'
import type { World } from '../world.ts'
import { bindVolume } from './bind.ts'
import { type Gathered, gatherDossier } from './gather.ts'
import { workFolder } from './work-folder.ts'

type Staff = Extract<Asker, { kind: 'staff' }>
/** A file on its way out: never whole in memory. `size`: bytes, where they are known before. */
export type Leaving = { name: string; bytes: Readable; size: number | null }

/** By its number alone: names of files are read by whoever passes the screen, and are kept where nobody asks who may see. */
export const nameOf = ({ number, moved_at }: Gathered, what: string): string =>
  nameForDisc(`${number} ${what} ${dayIn(moved_at)}`)

export const orNotBound = (error: unknown): never => {
  if (!(error instanceof SideFailure)) throw error
  throw Object.assign(new Problem('not_bound', { retryAfter: 30 }), { cause: error })
}

/** It is handed over: a look its parties can read. */
export const writeTaking = (world: World, asker: Staff, fileId: string, what: 'volume' | 'archive'): Promise<void> =>
  inScope(world.pool, asker.scope, async (trx) => {
    await gatherDossier(world, trx, asker, fileId)
    await writeLook(trx, fileId, asker, 'page', { party: null, reason: takingWhole(what) })
  })

/**
 * The whole dossier of a file as one PDF/A. @param left tells that nobody waits for it any more
 * @throws Problem not_found · not_yours · relation_found · drawing_already · not_bound
 */
export const volumeOfFile = (world: World, asker: Staff, fileId: string, left: AbortSignal): Promise<Leaving> =>
  inTurn(asker, async () => {
    const gathered = await inScope(world.pool, asker.scope, (trx) => gatherDossier(world, trx, asker, fileId))
    const folder = await workFolder(world.dataDir)
    try {
      const to = join(folder.path, 'volume.pdf')
      await bindVolume(world, gathered, { folder: folder.path, to }, left).catch(orNotBound)
      await writeTaking(world, asker, fileId, 'volume')
      const bytes = createReadStream(to)
      bytes.once('close', () => void folder.remove())
      left.addEventListener('abort', () => bytes.destroy(), { once: true })
      return { name: `${nameOf(gathered, '卷宗')}.pdf`, bytes, size: (await stat(to)).size }
    } catch (error) {
      await folder.remove()
      throw error
    }
  })
