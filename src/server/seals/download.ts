import { PDF } from '#contract/papers.ts'
import { partsOf } from '#domain/disputes/parts.ts'
import { sealsIn } from '#domain/seals/seal.ts'
import type { Trx } from '../db/connection.ts'
import { inScope } from '../db/scope.ts'
import { type Loaded, loadFile } from '../disputes/load.ts'
import { takingOf, writeLook } from '../disputes/looks.ts'
import { conflicted, handles } from '../disputes/page.ts'
import type { Asker } from '../http/caller.ts'
import { Problem } from '../http/problem.ts'
import type { World } from '../world.ts'
import { readBytes } from './kept-bytes.ts'

type Known = { paper_id: string; sha256: Buffer; title: string; number: string; for_parties: string[] | null }

/** The copy of a seal of this file. @throws Problem not_found where there is none, copy_not_made while it is being made */
async function copyIn(trx: Trx, loaded: Loaded | null, sealId: string): Promise<Known> {
  const seal = loaded && sealsIn(loaded.parts).find((it) => it.id === sealId)
  if (!loaded || !seal) throw new Problem('not_found')
  const row = await trx
    .selectFrom('issued_papers')
    .innerJoin('papers', 'papers.id', 'issued_papers.paper_id')
    .select(['issued_papers.sha256', 'issued_papers.number', 'issued_papers.paper_id', 'papers.for_parties'])
    .where('issued_papers.file_id', '=', loaded.file.id)
    .where('issued_papers.id', '=', sealId)
    .executeTakeFirst()
  if (!row) throw new Problem('copy_not_made')
  return { ...row, title: seal.title }
}

/** @throws Problem copy_damaged where the bytes are not those that were signed: nothing else is ever handed out */
async function opened(world: World, { sha256, title, number }: Known): Promise<File> {
  const bytes = await readBytes(world.dataDir, sha256)
  if (!bytes) throw new Problem('copy_damaged')
  // What a file system refuses in a name stays out of it.
  const name = `${title}${number ? `-${number}` : ''}-盖章件.pdf`.replaceAll(/[\\/:*?"<>|\s]/g, '')
  return new File([new Uint8Array(bytes)], name, { type: PDF })
}

/** For whoever handles the file; taking it away is a look its parties can read. */
export async function copyForStaff(
  world: World,
  asker: Extract<Asker, { kind: 'staff' }>,
  of: { file_id: string; seal_id: string },
): Promise<File> {
  const known = await inScope(world.pool, asker.scope, async (trx) => {
    const loaded = await loadFile(trx, of.file_id, false)
    if (loaded && (!handles(asker.actor, loaded) || conflicted(asker.actor, loaded))) throw new Problem('not_yours')
    const copy = await copyIn(trx, loaded, of.seal_id)
    await writeLook(trx, of.file_id, asker, 'page', { party: null, reason: takingOf(copy.paper_id) })
    return copy
  })
  return opened(world, known)
}

/** For a party: of her own papers alone. */
export async function copyForParty(
  world: World,
  asker: Extract<Asker, { kind: 'party' }>,
  sealId: string,
): Promise<File> {
  const known = await inScope(world.pool, asker.scope, async (trx) => {
    const loaded = await loadFile(trx, asker.file_id, false)
    const copy = await copyIn(trx, loaded, sealId)
    const me = loaded && partsOf(loaded.parts, 'party').find((it) => it.id === asker.actor.party_id)
    const hers = copy.for_parties?.includes(asker.actor.party_id) ?? me?.facts.side === 'applicant'
    if (!hers) throw new Problem('not_found')
    return copy
  })
  return opened(world, known)
}
