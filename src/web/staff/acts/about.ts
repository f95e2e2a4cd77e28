import type { ObligationView, StaffAgreement, VisitView } from '#contract/agreements.ts'
import type { StaffDispute } from '#contract/disputes.ts'
import type { StaffMediation } from '#contract/mediation.ts'
import type { About } from './act-form.ts'

export type Person = { id: string; name: string }

const found = <T>(it: T | undefined, what: string): T => {
  if (!it) throw new Error(`the form is not about a ${what}`)
  return it
}

/** The mediation a form is about: itself, or the one its agreement came from. */
export const mediationOf = ({ dispute, part_id }: About): StaffMediation =>
  found(
    dispute.mediations.find((it) => it.id === part_id) ??
      dispute.mediations.find(
        (it) => it.id === dispute.agreements.find((agreement) => agreement.id === part_id)?.mediation_id,
      ),
    'mediation',
  )
export const agreementOf = ({ dispute, part_id }: About): StaffAgreement =>
  found(
    dispute.agreements.find((it) => it.id === part_id),
    'agreement',
  )
export const obligationOf = ({ dispute, part_id }: About): ObligationView =>
  found(
    dispute.obligations.find((it) => it.id === part_id),
    'obligation',
  )
export const visitOf = ({ dispute, part_id }: About): VisitView =>
  found(
    dispute.visits.find((it) => it.id === part_id),
    'visit',
  )

/** Those a mediation is between, as a form offers them. */
export const partiesIn = (mediation: StaffMediation): Person[] =>
  mediation.parties.map(({ party_id, name }) => ({ id: party_id, name }))

/** Everybody still in the file. */
export const presentIn = (dispute: StaffDispute): StaffDispute['parties'] =>
  dispute.parties.filter(({ status }) => status === 'present')

export const nameOf = (people: readonly Person[], id: unknown): string =>
  people.find((person) => person.id === id)?.name ?? ''

/**
 * Where they met last or are to meet, so that nobody types it again; the unit's own address before that. Never where
 * somebody talked with one side alone: what both can read must not tell that she did.
 */
export const lastPlace = (
  mediation: Pick<StaffMediation, 'sessions' | 'meeting'>,
  dispute: Pick<StaffDispute, 'file'>,
): string =>
  mediation.sessions.filter(({ mode }) => mode !== 'back_to_back').at(-1)?.place ||
  mediation.meeting?.place ||
  dispute.file.responsible.address

/** Whether she can still be asked: an invitation is for those who have answered neither yes nor no. */
export const canBeAsked = ({ answer }: Pick<StaffMediation['parties'][number], 'answer'>): boolean =>
  answer === 'asked' || answer === 'another_time'
