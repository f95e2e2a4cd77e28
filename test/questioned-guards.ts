import type { Part } from '#domain/disputes/parts.ts'
import type { GuardName } from '#domain/guards.ts'
import type { RefusalCode } from '#domain/refusals.ts'
import type { Here } from '#domain/step.ts'
import * as one from './parts.ts'
import { STRANGER, staffAt, uuid } from './world-of-rules.ts'

type Case = [
  what: string,
  parts: readonly Part[],
  says: RefusalCode | null,
  of?: { input?: unknown; part?: Part; here?: Partial<Here> },
]
type Questioned =
  | 'mediates_here'
  | 'not_requested_yet'
  | 'request_open'
  | 'request_hers'
  | 'not_questioned_herself'
  | 'taken_out_stay_out'
  | 'asked_one_goes'
  | 'free_change_respected'
  | 'no_request_open'

const ID = uuid(950)
const ANSWER = { because: '', court: '', by: '', at: '2026-03-01T02:00:00.000Z' }
const GRANTED = one.request({ id: uuid(951), answered: { result: 'granted', ...ANSWER } })
const KEPT = one.request({ id: uuid(952), answered: { result: 'kept', ...ANSWER } })
const with_ = (...other_mediator: Parameters<typeof one.request>[0][]) =>
  one.mediation('in_session', { other_mediator: other_mediator.map((it) => one.request(it)) })
const RECUSED = { ...GRANTED, kind: 'recusal' as const, ground: 'interest' as const }
const ALL_WISH = { wished_back_by: [one.APPLICANT, one.RESPONDENT], waived_by: [] }
const ALL_WAIVE = { waived_by: [one.APPLICANT, one.RESPONDENT] }
const LET_BACK = [
  {
    ...{ person_id: one.CLERK.person_id, name: '', wished_by: [one.APPLICANT, one.RESPONDENT] },
    ...{ at: '2026-03-01T03:00:00.000Z', requests: [GRANTED.id] },
  },
]
const BACK = one.mediation('in_session', { other_mediator: [GRANTED], let_back: LET_BACK })
const OUT_AGAIN = one.mediation('in_session', {
  other_mediator: [
    GRANTED,
    // Answered later, though it is said to have been before.
    one.request({ id: uuid(954), answered: { result: 'granted', ...ANSWER } }),
  ],
  let_back: LET_BACK,
})
const office = { here: { actor: staffAt(0, 'full_time_mediator') } }
const me = { here: { actor: one.asParty(one.APPLICANT) } }
const said = (more: object) => ({ input: { said_by: one.APPLICANT, ...more } })

/** For each guard about asking for another mediator: what it refuses and what it lets through. */
export const QUESTIONED_CASES: Partial<Record<GuardName, readonly Case[]>> & Record<Questioned, readonly Case[]> = {
  mediates_here: [
    ['who mediates it', [with_()], null, said({ person_id: one.CLERK.person_id })],
    ['somebody else', [with_()], 'not_mediating_here', said({ person_id: STRANGER })],
  ],
  not_requested_yet: [
    ['nobody asked', [with_()], null, said({ person_id: one.CLERK.person_id })],
    ['she asked', [with_({})], 'other_asked_already', said({ person_id: one.CLERK.person_id })],
    ['she asked, and looks at her page', [with_({})], 'other_asked_already', me],
    ['she was answered', [with_(KEPT)], null, said({ person_id: one.CLERK.person_id })],
    ['the other side asked', [with_({ party_id: one.RESPONDENT })], null, me],
    ['she asked about another', [with_({ person_id: STRANGER })], null, said({ person_id: one.CLERK.person_id })],
  ],
  request_open: [
    ['nobody asked', [with_()], 'no_such_mediator_request'],
    ['somebody did', [with_({})], null],
    ['this one', [with_({})], null, said({ request_id: ID })],
    ['another one', [with_({})], 'no_such_mediator_request', said({ request_id: STRANGER })],
    ['answered already', [with_(KEPT)], 'no_such_mediator_request', said({ request_id: KEPT.id })],
  ],
  request_hers: [
    ['her own', [with_({})], null, me],
    ['her own, through the office', [with_({})], null, { ...said({ request_id: ID }), ...office }],
    ['through the mediator it is about', [with_({})], 'questioned_herself', said({ request_id: ID })],
    ['another’s, through her', [with_({ person_id: STRANGER })], null, said({ request_id: ID })],
    [
      'hers and another’s: which one is not said yet',
      [with_({}, { id: uuid(953), person_id: STRANGER })],
      null,
      { here: { actor: one.CLERK } },
    ],
    ['the other side’s', [with_({ party_id: one.RESPONDENT })], 'no_such_mediator_request', me],
    [
      'the other side’s, through the office',
      [with_({ party_id: one.RESPONDENT })],
      'no_such_mediator_request',
      said({ request_id: ID }),
    ],
    ['answered already', [with_(KEPT)], 'no_such_mediator_request', said({ request_id: KEPT.id })],
  ],
  not_questioned_herself: [
    ['nobody asked', [with_()], null],
    ['who acts is asked about', [with_({})], 'questioned_herself'],
    ['somebody else is', [with_({ person_id: STRANGER })], null],
    ['another in the office acts', [with_({})], null, office],
    ['it is answered', [with_(KEPT)], null],
  ],
  taken_out_stay_out: [
    ['nobody was', [with_()], null, said({ mediators: [one.CLERK.person_id] })],
    ['another one comes', [with_(GRANTED)], null, said({ mediators: [STRANGER] })],
    [
      'she comes back',
      [with_(GRANTED)],
      'was_taken_out',
      { ...said({ mediators: [STRANGER, one.CLERK.person_id] }), ...office },
    ],
    ['it was not granted', [with_(KEPT)], null, said({ mediators: [one.CLERK.person_id] })],
    [
      'all parties want her back in writing',
      [with_(GRANTED)],
      null,
      { input: { ...ALL_WISH, mediators: [one.CLERK.person_id] }, ...office },
    ],
    [
      'only one of them does',
      [with_(GRANTED)],
      'was_taken_out',
      { ...said({ mediators: [one.CLERK.person_id], wished_back_by: [one.APPLICANT] }), ...office },
    ],
    [
      'she registers her own return',
      [with_(GRANTED)],
      'questioned_herself',
      { input: { ...ALL_WISH, mediators: [one.CLERK.person_id] }, here: { actor: one.CLERK } },
    ],
    [
      'she had to stand back for a relation, and nobody waives it',
      [with_(RECUSED)],
      'relation_not_waived',
      { input: { ...ALL_WISH, mediators: [one.CLERK.person_id] }, ...office },
    ],
    [
      'all wish her back and waive it',
      [with_(RECUSED)],
      null,
      { input: { ...ALL_WISH, ...ALL_WAIVE, mediators: [one.CLERK.person_id] }, ...office },
    ],
    [
      'one wish for two who went',
      [with_(GRANTED, { ...GRANTED, id: uuid(955), person_id: STRANGER })],
      'was_taken_out',
      { input: { ...ALL_WISH, mediators: [one.CLERK.person_id, STRANGER] }, ...office },
    ],
    ['she was let back, and is there still', [BACK], null, said({ mediators: [one.CLERK.person_id, STRANGER] })],
    [
      'she was let back, and taken out again since',
      [OUT_AGAIN],
      'was_taken_out',
      { ...said({ mediators: [one.CLERK.person_id] }), ...office },
    ],
  ],
  asked_one_goes: [
    ['another one comes', [with_({})], null, said({ request_id: ID, mediators: [STRANGER] })],
    [
      'the same one stays',
      [with_({})],
      'same_mediator_again',
      said({ request_id: ID, mediators: [STRANGER, one.CLERK.person_id] }),
    ],
  ],
  free_change_respected: [
    ['her first change', [with_({})], 'first_change_is_hers', said({ request_id: ID, why: 'no_ground' })],
    ['her first, and there is nobody else', [with_({})], null, said({ request_id: ID, why: 'nobody_else' })],
    ['her second', [with_(GRANTED, {})], null, said({ request_id: ID, why: 'no_ground' })],
    [
      'her first was refused her',
      [with_(KEPT, {})],
      'first_change_is_hers',
      said({ request_id: ID, why: 'no_ground' }),
    ],
    [
      'the other side had one',
      [with_({ ...GRANTED, party_id: one.RESPONDENT }, {})],
      'first_change_is_hers',
      said({ request_id: ID, why: 'no_ground' }),
    ],
    [
      'who has gone cannot stay',
      [with_({ person_id: STRANGER, kind: 'recusal' })],
      'not_mediating_here',
      said({ request_id: ID, why: 'no_ground' }),
    ],
    ['a recusal', [with_({ kind: 'recusal', ground: 'relative' })], null, said({ request_id: ID, why: 'no_ground' })],
  ],
  no_request_open: [
    ['nobody asked', [with_()], null],
    ['somebody waits for an answer', [with_({})], 'mediator_questioned'],
    ['it is answered', [with_(KEPT)], null],
    ['what is written down was before it', [with_({})], null, { here: { occurred_at: '2026-02-28T01:00:00.000Z' } }],
    ['an agreement of that mediation', [with_({}), one.agreement('signing')], 'mediator_questioned'],
  ],
}
