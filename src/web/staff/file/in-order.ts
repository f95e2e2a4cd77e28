import type { StaffDispute } from '#contract/disputes.ts'

/** What has no day comes after what has one. */
const NO_DAY = '9999'
const SIDES = ['applicant', 'respondent', 'third'] as const

/** The file as people read it: who asks before who answers, and what is owed in the order of the clauses. */
export function inOrder(dispute: StaffDispute): StaffDispute {
  const place = (id: string): number => {
    const side = dispute.parties.find((party) => party.id === id)?.side
    return side ? SIDES.indexOf(side) : SIDES.length
  }
  return {
    ...dispute,
    parties: [...dispute.parties].sort((one, other) => place(one.id) - place(other.id)),
    mediations: dispute.mediations.map((mediation) => ({
      ...mediation,
      parties: [...mediation.parties].sort((one, other) => place(one.party_id) - place(other.party_id)),
    })),
    obligations: [...dispute.obligations].sort(
      (one, other) => one.clause - other.clause || (one.due_on ?? NO_DAY).localeCompare(other.due_on ?? NO_DAY),
    ),
    visits: [...dispute.visits].sort((one, other) => one.round - other.round),
  }
}
