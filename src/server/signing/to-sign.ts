import type { z } from 'zod'
import type { ToSign } from '#contract/signing.ts'
import { clauseInWords } from '#domain/agreements/words.ts'
import { canTake } from '#domain/decide.ts'
import { type Part, partsOf } from '#domain/disputes/parts.ts'
import { refusalOf } from '#domain/guards.ts'
import { consentOf } from '#domain/signing/guards.ts'
import { questionOf } from '#domain/signing/question.ts'
import type { Here } from '#domain/step.ts'
import { OFFERED } from '#domain/table.ts'
import type { Trx } from '../db/connection.ts'
import { inScope } from '../db/scope.ts'
import { loadFile } from '../disputes/load.ts'
import { hereFor } from '../disputes/page.ts'
import { drawnPaper } from '../documents/stored-wordings.ts'
import { inTurn } from '../documents/turns.ts'
import type { Asker } from '../http/caller.ts'
import { Problem } from '../http/problem.ts'
import { SideFailure } from '../side-process.ts'
import type { World } from '../world.ts'
import { signingCopyOf } from './copies.ts'

type Asked = { file_id: string; part_id: string; party_id: string | undefined }
type Agreement = Part<'agreement'>
const HOW = { party: 'ask_code', staff: 'sign_on_our_device' } as const

/** Why nobody signs this on a screen now, in the order in which it helps to hear it. @throws Problem */
function refuse(here: Here, agreement: Agreement, signer: string): void {
  const { status, facts } = agreement
  if (status !== 'signing') throw new Problem('wrong_state')
  if (!facts.parties.includes(signer)) throw new Problem('signer_not_in_agreement')
  for (const guard of ['screen_allowed', 'phone_is_hers'] as const) {
    const why = refusalOf(guard, here, undefined, agreement)
    if (why) throw new Problem(why)
  }
  const step = here.actor.kind === 'staff' ? HOW.staff : HOW.party
  if (!canTake(OFFERED, here, agreement).includes(step))
    throw new Problem(here.actor.kind === 'staff' ? 'not_yours' : 'already_signed')
}

/** The consent as it reads at the version of this agreement. */
async function consentShown(trx: Trx, version: number): Promise<z.input<typeof ToSign>['consent']> {
  const { blocks } = await drawnPaper(trx, {
    ...{ title: '', to: '' },
    blocks: [{ kind: 'wording', piece: 'signing_on_screen', version }],
  })
  const [block] = blocks
  if (block?.kind === 'list') return { version, label: block.label, items: block.items }
  return { version, label: '同意在屏幕上签', items: block?.kind === 'paragraph' ? [block.text] : [] }
}

/**
 * What somebody reads before she signs on a screen. A party (or her agent) for herself; the mediator for the one beside her.
 * @throws Problem not_found · not_yours · wrong_state · already_signed · paper_only · phone_from_other_side · signing_not_drawn
 */
export async function toSignFor(
  world: World,
  asker: Asker,
  { file_id, part_id, party_id }: Asked,
  left: AbortSignal,
): Promise<z.input<typeof ToSign>> {
  if (asker.kind === 'anyone') throw new Problem('not_signed_in')
  // Under her link's own scope no other file is there.
  const { here, agreement, consent } = await inScope(world.pool, asker.scope, async (trx) => {
    const loaded = await loadFile(trx, file_id, false)
    const found = loaded && partsOf(loaded.parts, 'agreement').find((it) => it.id === part_id)
    if (!loaded || !found) throw new Problem('not_found')
    const version = consentOf(found.facts.wordings)
    return { here: hereFor(world, loaded, asker.actor), agreement: found, consent: await consentShown(trx, version) }
  })
  const signer = asker.kind === 'staff' ? (party_id ?? '') : asker.actor.party_id
  refuse(here, agreement, signer)
  const copy = await inTurn(asker, () => signingCopyOf(world, asker.scope, file_id, agreement, left)).catch(
    (error: unknown) => {
      if (!(error instanceof SideFailure)) throw error
      throw Object.assign(new Problem('signing_not_drawn', { retryAfter: 5 }), { cause: error })
    },
  )
  const { facts } = agreement
  const known = new Map((facts.laid_out?.parties ?? []).map((it) => [it.id, it.name]))
  const names = (ids: readonly string[]) => ids.map((id) => known.get(id) ?? '').join('、')
  return {
    ...{ agreement_id: agreement.id, edition: facts.edition, party_id: signer, signer: known.get(signer) ?? '' },
    ...{ paper_id: facts.laid_out?.paper_id ?? '', number: facts.laid_out?.number ?? '' },
    ...copy,
    clauses_say: facts.clauses.map((clause) => clauseInWords(clause, names)),
    question: questionOf(facts, signer, copy.terms_hash),
    consent,
  }
}
