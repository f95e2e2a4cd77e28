import type { AgreementFacts } from '../disputes/parts.ts'

/** What stood on the paper that was laid before the parties beside the terms themselves: frozen when it was laid out. */
export type LaidOut = {
  /** The paper (D-08 as yet unsigned) that shows this edition. */
  paper_id: string
  number: string
  committee: string
  parties: { id: string; name: string }[]
}

/** The terms of one edition, as their hash is taken: canonical JSON (RFC 8785) of exactly this, SHA-256. */
export type SignedTerms = Pick<AgreementFacts, 'dispute_facts' | 'clauses' | 'undertakings' | 'outside_facts'> & {
  kind: 'fengqiao.terms.1'
  agreement_id: string
  edition: number
  number: string
  committee: string
  /** In the order of their ids: who comes first on a paper is no term. */
  parties: { id: string; name: string }[]
}

/**
 * The terms that are signed, from what an agreement froze when it was laid out; null where nothing was frozen: it was laid out
 * before there were hashes, or is not laid out.
 */
export function termsOf(agreementId: string, facts: AgreementFacts): SignedTerms | null {
  const { laid_out, edition, dispute_facts, clauses, undertakings, outside_facts } = facts
  if (!laid_out) return null
  const { number, committee, parties } = laid_out
  return {
    kind: 'fengqiao.terms.1',
    agreement_id: agreementId,
    ...{ edition, number, committee },
    parties: parties.map(({ id, name }) => ({ id, name })).sort((one, other) => (one.id < other.id ? -1 : 1)),
    ...{ dispute_facts, clauses, undertakings, outside_facts },
  }
}
