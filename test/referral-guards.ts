import type { Part } from '#domain/disputes/parts.ts'
import type { RefusalCode } from '#domain/refusals.ts'
import { type Here, NOTHING_NAMED } from '#domain/step.ts'
import * as one from './parts.ts'
import { STRANGER, UNITS } from './world-of-rules.ts'

const { APPLICANT, RESPONDENT } = one
type Case = [
  what: string,
  parts: readonly Part[],
  says: RefusalCode | null,
  of?: { input?: unknown; part?: Part; here?: Partial<Here> },
]
const asked = (more: object = {}) => ({
  input: { kind: 'legal_aid', unit_id: null, to: '县法律援助中心', said_by: APPLICANT, also_agreed: [], ...more },
})
const known = { here: { named: { ...NOTHING_NAMED, unit: UNITS[1] } } }
const left = { ...one.PARTIES[0], status: 'left' as const }

/** For each guard about referrals at least one case it refuses and one it lets through. */
export const REFERRAL_CASES = {
  referral_has_target: [
    ['a place outside the county’s list is named', [], null, asked()],
    ['a unit of the county is chosen', [], null, { ...asked({ unit_id: 2, to: '' }), ...known }],
    ['neither is', [], 'referral_nowhere', asked({ to: '' })],
    ['the unit chosen is there no more, whatever name stands beside it', [], 'no_such_unit', asked({ unit_id: 2 })],
  ],
  referral_agreed: [
    ['she says it herself', [], null, asked()],
    ['somebody of another file says it', [], 'party_not_in_file', asked({ said_by: STRANGER })],
    ['somebody of another file agrees as well', [], 'party_not_in_file', asked({ also_agreed: [STRANGER] })],
    ['she has left', [left, one.PARTIES[1]], 'party_not_in_file', asked()],
    [
      'an expert, and one of those in the mediation was not asked',
      [one.mediation('in_session')],
      'referral_not_agreed_by_all',
      asked({ kind: 'expert_opinion' }),
    ],
    [
      'an expert, and both of them agree',
      [one.mediation('in_session')],
      null,
      asked({ kind: 'expert_opinion', also_agreed: [RESPONDENT] }),
    ],
    [
      'an appraisal before anybody agreed to mediate',
      [one.mediation('seeking_consent')],
      null,
      asked({ kind: 'appraisal' }),
    ],
    ['an appraisal after they gave it up', [one.mediation('failed')], null, asked({ kind: 'appraisal' })],
    ['legal aid is hers alone', [one.mediation('in_session')], null, asked()],
  ],
  not_referred_yet: [
    ['one of the same kind is out', [one.referral('taken')], 'referred_already', asked()],
    ['it was the other side’s', [one.referral('taken', { for_party: RESPONDENT })], null, asked()],
    ['it was of another kind', [one.referral('sent', { kind: 'notary' })], null, asked()],
    ['it came back', [one.referral('came_back')], null, asked()],
  ],
  decision_awaited: [
    ['legal aid is granted first', [one.referral('taken')], null],
    ['a notary only does it', [one.referral('taken', { kind: 'notary' })], 'no_decision_awaited'],
  ],
  decided_first: [
    ['nobody granted legal aid yet', [one.referral('taken')], 'decision_first'],
    ['it was granted', [one.referral('decided')], null],
    ['a notary needs no decision', [one.referral('taken', { kind: 'notary' })], null],
  ],
  paper_by_now: [
    ['a paper of today', [one.referral('decided')], null, { input: { paper_on: '2026-03-02' } }],
    ['no paper', [one.referral('decided')], null, { input: { paper_on: null } }],
    ['a paper of tomorrow', [one.referral('decided')], 'paper_in_future', { input: { paper_on: '2026-03-03' } }],
  ],
  every_referral_ended: [
    ['one is out', [one.referral('came_back'), one.referral('sent')], 'referral_open'],
    ['one was granted and not carried out', [one.referral('decided')], 'referral_open'],
    ['all came back, or nothing came of them', [one.referral('came_back'), one.referral('without_result')], null],
  ],
} as const satisfies Record<string, readonly Case[]>
