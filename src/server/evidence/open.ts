import type { Readable } from 'node:stream'
import { cutDownFor } from '#domain/disputes/cut-down.ts'
import { type Part, partsOf } from '#domain/disputes/parts.ts'
import type { EvidenceFile } from '#domain/evidence/facts.ts'
import { partySeesEvidence, staffOpensEvidence } from '#domain/evidence/who-sees.ts'
import type { Trx } from '../db/connection.ts'
import { inScope } from '../db/scope.ts'
import { loadFile } from '../disputes/load.ts'
import { writeLook, writeLookOfDay } from '../disputes/looks.ts'
import { conflicted, handles, hereFor } from '../disputes/page.ts'
import type { Asker } from '../http/caller.ts'
import { Problem } from '../http/problem.ts'
import { agentOf } from '../identity/agent-page.ts'
import { originalKey, previewKey } from '../storage/store.ts'
import type { World } from '../world.ts'

type Which = { file_id: string; part_id: string }
type Opened = { part: Part<'evidence'>; file: EvidenceFile }

/** The item and its file, where who asks may open it now. @throws Problem not_found · not_yours */
async function opened(world: World, trx: Trx, asker: Asker, { file_id, part_id }: Which): Promise<Opened> {
  if ((asker.kind === 'party' || asker.kind === 'agent') && asker.file_id !== file_id) throw new Problem('not_found')
  const loaded = await loadFile(trx, file_id, false)
  const part = loaded ? partsOf(loaded.parts, 'evidence').find((it) => it.id === part_id) : undefined
  if (!loaded || !part) throw new Problem('not_found')
  const { file } = part.facts
  if (asker.kind === 'staff') {
    const here = hereFor(world, loaded, asker.actor)
    // To whom the file comes down to a slip or a question, there is no evidence in it.
    if (cutDownFor(asker.actor, asker.scope.units, here) !== null) throw new Problem('not_found')
    const open = handles(asker.actor, loaded) && !conflicted(asker.actor, loaded)
    if (!staffOpensEvidence(here, part, open)) throw new Problem('not_yours')
  } else {
    if (asker.kind === 'anyone') throw new Problem('not_signed_in')
    const { there, opens } = partySeesEvidence(part, asker.actor.party_id)
    if (!there) throw new Problem('not_found')
    const party = partsOf(loaded.parts, 'party').find((it) => it.id === asker.actor.party_id)
    const agent = party && agentOf(party, asker.actor.agent_id)
    if (asker.kind === 'agent' && !agent?.powers.includes('give_evidence')) throw new Problem('not_found')
    if (!opens) throw new Problem('not_yours')
  }
  if (file === null) throw new Problem('not_found')
  return { part, file }
}

const bytesUnder = async (world: World, key: string): Promise<Readable> => {
  const bytes = await world.files.store.read(key).catch(() => {
    throw new Problem('storage_full', { retryAfter: 60 })
  })
  if (!bytes) throw new Problem('not_found')
  return bytes
}

/** One picture of it: our own, made anew of its pixels; 0 is a small one of the first. @throws Problem no_preview */
export async function previewOf(world: World, asker: Asker, which: Which & { nth: number }): Promise<Readable> {
  const { file } = await inScope(world.pool, asker.scope, async (trx) => {
    const found = await opened(world, trx, asker, which)
    const { number, provider } = found.part.facts
    // The small one of a list is none; of all pages of one day one look is kept.
    if (asker.kind === 'staff' && which.nth > 0)
      await writeLookOfDay(trx, which.file_id, asker, { party: provider, reason: `看第 ${number} 号证据的图片` })
    return found
  })
  if (file.previews === 0 || which.nth > file.previews) throw new Problem('no_preview')
  return bytesUnder(world, previewKey(file.sha256, which.nth))
}

/** The original, byte for byte. That somebody of an office took it is kept, for whoever handed it in to read. */
export async function originalOf(
  world: World,
  asker: Asker,
  which: Which,
): Promise<{ file: EvidenceFile; bytes: Readable }> {
  const { file } = await inScope(world.pool, asker.scope, async (trx) => {
    const found = await opened(world, trx, asker, which)
    const { number, provider } = found.part.facts
    if (asker.kind === 'staff')
      await writeLook(trx, which.file_id, asker, 'evidence', { party: provider, reason: `下载第 ${number} 号证据` })
    return found
  })
  return { file, bytes: await bytesUnder(world, originalKey(file.sha256)) }
}
