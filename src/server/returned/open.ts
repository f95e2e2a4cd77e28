import type { Readable } from 'node:stream'
import { cutDownFor } from '#domain/disputes/cut-down.ts'
import type { ReturnedPage, ReturnedPaper } from '#domain/returned/facts.ts'
import { returnsIn } from '#domain/returned/pages.ts'
import type { Trx } from '../db/connection.ts'
import { inScope } from '../db/scope.ts'
import { loadFile } from '../disputes/load.ts'
import { seeingOf, takingOf, writeLook, writeLookOfDay } from '../disputes/looks.ts'
import { conflicted, handles, hereFor } from '../disputes/page.ts'
import type { Asker } from '../http/caller.ts'
import { Problem } from '../http/problem.ts'
import { originalKey, previewKey } from '../storage/store.ts'
import type { World } from '../world.ts'

type Staff = Extract<Asker, { kind: 'staff' }>
type Which = { file_id: string; return_id: string; page: number }

/** The page and its paper, for whoever of an office reads that paper. @throws Problem not_found · not_yours */
async function opened(
  world: World,
  trx: Trx,
  asker: Staff,
  { file_id, return_id, page }: Which,
): Promise<{ came: ReturnedPaper; it: ReturnedPage }> {
  const loaded = await loadFile(trx, file_id, false)
  if (!loaded) throw new Problem('not_found')
  const here = hereFor(world, loaded, asker.actor)
  if (cutDownFor(asker.actor, asker.scope.units, here) !== null) throw new Problem('not_found')
  const came = returnsIn(here).find(({ id }) => id === return_id)
  const it = came?.pages.find((one) => one.page === page)
  if (!came || !it) throw new Problem('not_found')
  if (!handles(asker.actor, loaded) || conflicted(asker.actor, loaded)) throw new Problem('not_yours')
  return { came, it }
}

const bytesUnder = async (world: World, key: string): Promise<Readable> => {
  const bytes = await world.files.store.read(key).catch(() => {
    throw new Problem('storage_full', { retryAfter: 60 })
  })
  if (!bytes) throw new Problem('not_found')
  return bytes
}

/** Our own picture of a page; of all pages of a paper one look a day is kept. */
export async function pictureOf(world: World, asker: Staff, which: Which): Promise<Readable> {
  const { it } = await inScope(world.pool, asker.scope, async (trx) => {
    const found = await opened(world, trx, asker, which)
    await writeLookOfDay(trx, which.file_id, asker, { party: null, reason: seeingOf(found.came.paper_id) }, 'page')
    return found
  })
  return bytesUnder(world, previewKey(it.file.sha256, it.nth))
}

/** The file the page stands on, byte for byte. That somebody took it is kept as a look, like taking the paper itself. */
export async function originalOf(
  world: World,
  asker: Staff,
  which: Which,
): Promise<{ file: ReturnedPage['file']; bytes: Readable }> {
  const { it } = await inScope(world.pool, asker.scope, async (trx) => {
    const found = await opened(world, trx, asker, which)
    await writeLook(trx, which.file_id, asker, 'page', { party: null, reason: takingOf(found.came.paper_id) })
    return found
  })
  return { file: it.file, bytes: await bytesUnder(world, originalKey(it.file.sha256)) }
}
