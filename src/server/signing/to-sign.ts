import type { z } from 'zod'
import type { ToSign } from '#contract/signing.ts'
import { ask_code, sign_on_our_device } from '#domain/agreements/steps.ts'
import { clauseInWords } from '#domain/agreements/words.ts'
import { canTake, hatFor } from '#domain/decide.ts'
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

type Asked = { file_id: string; part_id: string; party_id?: string | undefined; by_agent?: string | undefined }
/** Whose signature it is to be, and by which agent of hers. */
type Signer = { party_id: string; by_agent?: string | undefined }
type Agreement = Part<'agreement'>
const HOW = { party: 'ask_code', staff: 'sign_on_our_device' } as const
const SIGNING = { ask_code, sign_on_our_device }
/** The conditions of signing that are known before anything is read, in the order in which it helps to hear them. */
const BEFORE = [
  'screen_allowed',
  'phone_is_hers',
  'laid_out_for_screen',
  'signs_once',
  'not_by_agent_where_personal',
  'agent_may_settle',
  'agent_has_phone',
  'guardian_with_her',
] as const

/** Why nobody signs this on a screen now: each condition with its own words. @throws Problem */
function refuse(here: Here, agreement: Agreement, signer: Signer): void {
  if (agreement.status !== 'signing') throw new Problem('wrong_state')
  const staff = here.actor.kind === 'staff'
  const step = staff ? HOW.staff : HOW.party
  if (staff && !hatFor(SIGNING[step], here, agreement)) throw new Problem('not_yours')
  for (const guard of BEFORE) {
    const why = refusalOf(guard, here, staff ? signer : undefined, agreement)
    if (why) throw new Problem(why)
  }
  if (!canTake(OFFERED, here, agreement).includes(step)) throw new Problem('not_yours')
}

const agentNamed = ({ parts }: Here, { party_id, by_agent }: Signer) =>
  partsOf(parts, 'party')
    .find((it) => it.id === party_id)
    ?.facts.agents?.find((it) => it.id === by_agent)

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
 * @throws Problem not_found · not_yours · wrong_state · signing_not_drawn · whichever condition of signing does not hold
 */
export async function toSignFor(
  world: World,
  asker: Asker,
  { file_id, part_id, party_id, by_agent }: Asked,
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
  const signer: Signer =
    asker.kind === 'staff'
      ? { party_id: party_id ?? '', ...(by_agent ? { by_agent } : {}) }
      : { party_id: asker.actor.party_id, by_agent: asker.actor.agent_id }
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
  const name = known.get(signer.party_id) ?? ''
  const agent = agentNamed(here, signer)
  return {
    ...{ agreement_id: agreement.id, edition: facts.edition, party_id: signer.party_id, by_agent: agent?.id ?? null },
    ...{ signer: agent?.name ?? name, for_name: agent ? name : null },
    ...{ paper_id: facts.laid_out?.paper_id ?? '', number: facts.laid_out?.number ?? '' },
    ...copy,
    clauses_say: facts.clauses.map((clause) => clauseInWords(clause, names)),
    question: questionOf(facts, signer.party_id, copy.terms_hash, agent ? name : undefined),
    consent,
  }
}
