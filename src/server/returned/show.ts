import type { z } from 'zod'
import type { SignedByHandView } from '#contract/returned.ts'
import { canTake } from '#domain/decide.ts'
import { type Part, partsOf } from '#domain/disputes/parts.ts'
import { SIDES_ON_PAPER } from '#domain/documents/pieces.ts'
import { isOvertaken, returnsOf, scanOfAgreement, standingPages } from '#domain/returned/pages.ts'
import type { Here } from '#domain/step.ts'
import { OFFERED } from '#domain/table.ts'
import type { Trx } from '../db/connection.ts'
import { type PaperWithHands, papersWithHands } from './find.ts'

type View = z.input<typeof SignedByHandView>
type Counts = View['lines'][number]['counts']

/** Whose signature a hand on this line of an agreement is: her own, her guardian's for her, or her agent's (民法典 20, 21, 165). */
function countsFor(parties: readonly Part<'party'>[], role: string, name: string): Counts {
  for (const { id, facts } of parties) {
    const counts = { party_id: id, beside: false }
    if (role === SIDES_ON_PAPER[facts.side] && name === facts.name) return counts
    if (role === `${facts.name}的监护人`) return { ...counts, with_guardian: true }
    if (role === '监护人' && name === facts.guardian?.name) return { ...counts, with_guardian: true, beside: true }
    const agent = (facts.agents ?? []).find((it) => name === `${it.name}（代${facts.name}）`)
    if (role === '委托代理人' && agent) return { ...counts, by_agent: agent.id }
  }
  return null
}

/** The agreement a hand on this paper counts for now, where the reader may write it down. */
function signedNow(here: Here, paper: PaperWithHands): Part<'agreement'> | null {
  if (paper.step !== 'lay_out_agreement' || isOvertaken(here, paper)) return null
  const agreement = partsOf(here.parts, 'agreement').find(({ id }) => id === paper.part_id)
  return agreement?.status === 'signing' && canTake(OFFERED, here, agreement).includes('record_signature')
    ? agreement
    : null
}

function viewOf(here: Here, paper: PaperWithHands): View {
  const agreement = signedNow(here, paper)
  const of_agreement = partsOf(here.parts, 'agreement').find(
    ({ id }) => paper.step === 'lay_out_agreement' && id === paper.part_id,
  )
  const waiting = (agreement?.facts.parties ?? []).filter(
    (id) => !agreement?.facts.signatures.some(({ who }) => 'party' in who && who.party === id),
  )
  const parties = partsOf(here.parts, 'party').filter(({ id }) => waiting.includes(id))
  const returns = returnsOf(here, paper.id)
  const last = returns.at(-1)
  const { of, pages, missing } = standingPages(returns)
  return {
    paper_id: paper.id,
    edition: paper.edition,
    overtaken: isOvertaken(here, paper),
    lines: paper.lines.flatMap(({ role, names, how }) =>
      (names.length > 0 ? names : ['']).map((name) => ({
        ...{ role, name, how },
        counts: countsFor(parties, role, name),
      })),
    ),
    agreement_id: of_agreement?.id ?? null,
    wanted: of_agreement !== undefined && scanOfAgreement(here, of_agreement) !== null,
    signs: agreement !== null,
    of,
    pages: pages.map(({ page, return_id, how, file, at, by }) => ({
      ...{ page, return_id, at, by, by_hand: how === 'by_hand', name: file.name, size: file.size, sha256: file.sha256 },
      how_says: how === 'by_hand' ? '人工认定' : '二维码认定',
    })),
    missing,
    hands: last?.hands ?? [],
    note: last?.note ?? '',
    times: returns.length,
  }
}

/** The papers of a file that have places for hands, and what came back of each; to whoever reads them there. */
export async function signedByHandView(trx: Trx, here: Here, open: boolean): Promise<View[]> {
  if (!open || here.actor.kind !== 'staff' || !here.file) return []
  const papers = await papersWithHands(trx, here.file.id)
  return papers.map((paper) => viewOf(here, paper))
}
