import type { FactsOf, Part } from '#domain/disputes/parts.ts'
import type { RefusalCode } from '#domain/refusals.ts'
import { type Here, NOTHING_NAMED } from '#domain/step.ts'
import * as one from './parts.ts'
import { MEDIATORS, STRANGER, staffAt, uuid } from './world-of-rules.ts'

/** One question to a guard: what is asked, of which parts, and what it says. */
export type Case = [
  what: string,
  parts: readonly Part[],
  says: RefusalCode | null,
  of?: {
    input?: unknown
    part?: Part
    here?: Partial<Here>
  },
]

/** What the cases of more than one room share. */
export const { APPLICANT, RESPONDENT, THIRD, asParty, hereWith } = one
export const [applicant, respondent] = one.PARTIES
export const CARD = MEDIATORS[0] as (typeof MEDIATORS)[number]
export const named = (more: Partial<Here['named']>): Here['named'] => ({ ...NOTHING_NAMED, ...more })
export const at = (...days: string[]): FactsOf['mediation']['attempts'] =>
  days.map((day) => ({
    party_id: RESPONDENT,
    at: `${day}T02:00:00.000Z`,
    how: '',
    by: '',
    result: 'no_answer',
    note: '',
  }))
export const sides = (...parties: string[]) => ({ parties })
export const comer = one.party(STRANGER, 'applicant', { came_from: { file_id: uuid(500), party_id: uuid(501) } })
export const two = [one.signedBy({ party: APPLICANT }), one.signedBy({ party: RESPONDENT })]
export const mediates = one.signedBy({ person: one.CLERK.person_id })
export const ANSWERED = { received_by: '', how: '', by: '', at: '' }
export const threatened = (more: Partial<NonNullable<FactsOf['dispute']['dangers']>[number]> = {}) =>
  one.dispute('open', {
    dangers: [
      {
        id: uuid(60),
        kind: 'violence',
        what: '',
        seen_at: '',
        at: '2026-03-02T01:00:00.000Z',
        by: '',
        endangered: [RESPONDENT],
        who: '',
        told: null,
        declined: null,
        ...more,
      },
    ],
  })
export const HERSELF = staffAt(1, 'full_time_mediator')
export function triaged(may_be_mediated: boolean): FactsOf['dispute']['triage'] & object {
  return {
    facts: {},
    units: [],
    matrix_version: 1,
    asked_on: '2026-03-02',
    route: 'court',
    unit_id: null,
    urgent: false,
    may_be_mediated,
  }
}
