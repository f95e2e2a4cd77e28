import type { FactsOf, Part, Payment } from '#domain/disputes/parts.ts'
import type { GuardName } from '#domain/guards.ts'
import type { RefusalCode } from '#domain/refusals.ts'
import type { Here } from '#domain/step.ts'
import * as one from './parts.ts'
import { APPLICANT, asParty, RESPONDENT, THIRD } from './parts.ts'
import { act, pay } from './terms.ts'
import { STRANGER, uuid } from './world-of-rules.ts'

type Case = [
  what: string,
  parts: readonly Part[],
  says: RefusalCode | null,
  of?: { input?: unknown; part?: Part; here?: Partial<Here> },
]
export const payment = (amount: string, state: Payment['state'], more: Partial<Payment> = {}): Payment => ({
  id: uuid(300),
  amount,
  on: '2026-03-01',
  how: 'cash',
  what: '',
  proof: '',
  by: '邢大山',
  at: '2026-03-01T04:00:00.000Z',
  state,
  ...more,
})
const owed = (...payments: Payment[]) => one.obligation('due', pay(RESPONDENT, APPLICANT), { payments })
const asks = { input: { payment_id: uuid(300), accepts_in_kind: false } }
const proposal = (more: Partial<NonNullable<FactsOf['obligation']['proposal']>> = {}) => ({
  id: uuid(310),
  party_id: RESPONDENT,
  by: '邢大山',
  at: '2026-03-01T04:00:00.000Z',
  why: '',
  due_on: '2026-04-01',
  amount: null,
  instalments: [],
  ...more,
})
const proposed = (more = {}, of = one.obligation('due')) => ({
  ...of,
  facts: { ...of.facts, proposal: proposal(more) },
})
const toTwo = (more: Partial<FactsOf['obligation']> = {}, ...payments: Payment[]) =>
  one.obligation('due', pay(RESPONDENT, APPLICANT, { creditors: [APPLICANT, THIRD] }), { payments, ...more })
const byTwo = () =>
  one.obligation(
    'due',
    pay('', APPLICANT, { joint: true, debtors: [RESPONDENT, THIRD].map((party_id) => ({ party_id, amount: null })) }),
  )
const consent = { by: '', at: '2026-03-01T05:00:00.000Z', how: 'in_person' }
/** The debtor proposed it to two, of whom these have agreed. */
const proposedToTwo = (...agreed: string[]) =>
  proposed({ agreed: Object.fromEntries(agreed.map((id) => [id, consent])) }, toTwo())
const young = { capacity: { born: '2015-01-01', finding: 'by_age' as const, lives_by_own_work: false, basis: '' } }
const orphan = one.party(APPLICANT, 'applicant', { name: '苗秀禾', ...young })
const child = one.party(APPLICANT, 'applicant', {
  name: '苗秀禾',
  ...young,
  guardian: { name: '苗母', relation: '母亲', paper: '户口簿', reach_id: null },
})
const inRice = () => owed(payment('1', 'claimed', { how: 'in_kind' }))
const terms = (more: object) => ({ input: { due_on: null, amount: null, instalments: [], ...more } })
const part1000 = owed(payment('1000', 'confirmed'))
const lateNow = (more: Partial<FactsOf['obligation']> = {}) =>
  one.obligation('breached', undefined, { late_on: ['2026-02-20'], ...more })
const seen = one.visit('done', {
  found: {
    at: '2026-02-25T04:00:00.000Z',
    how: 'visit',
    visited: [RESPONDENT],
    performance: 'not',
    satisfaction: 'not_said',
    trouble: false,
    account: '没钱。',
  },
})
const told = (more: object) => ({
  input: {
    satisfaction: 'satisfied',
    satisfaction_by: APPLICANT,
    satisfaction_words: '水通了，满意。',
    visited: [APPLICANT],
    ...more,
  },
})
const straight = { skipped_because: '' }

/** What each condition of performance refuses and lets through; a case is about the last part. */
export const PERFORMANCE_CASES = {
  either_side_speaks: [
    ['nobody is named', [owed()], 'speaker_not_named', { input: {} }],
    ['a third', [owed()], 'speaker_not_in_file', { input: { said_by: THIRD } }],
    [
      'a party in another’s name',
      [owed()],
      'speaker_not_in_file',
      { input: { said_by: APPLICANT }, here: { actor: asParty(RESPONDENT) } },
    ],
    ['who owes', [owed()], null, { input: { said_by: RESPONDENT } }],
    ['who is owed', [owed()], null, { input: { said_by: APPLICANT } }],
    ['she herself', [owed()], null, { input: {}, here: { actor: asParty(RESPONDENT) } }],
  ],
  sum_owed: [
    ['something to be done', [one.obligation('due', act(RESPONDENT, APPLICANT))], 'not_a_sum'],
    [
      'a sum nobody knows',
      [one.obligation('due', pay(RESPONDENT, APPLICANT, { amount: null, amount_later: '鉴定以后' }))],
      'amount_not_known',
    ],
    ['a sum', [owed()], null],
    ['a sum owed to two', [toTwo()], null],
  ],
  payment_between: [
    ['to two, and not to whom', [toTwo()], 'payment_to_whom', { input: { said_by: RESPONDENT } }],
    ['to a third', [owed()], 'payment_to_whom', { input: { said_by: RESPONDENT, paid_to: THIRD } }],
    ['by one of two, and not by whom', [byTwo()], 'payment_by_whom', { input: { said_by: APPLICANT } }],
    ['by a third', [owed()], 'payment_by_whom', { input: { said_by: RESPONDENT, paid_by: THIRD } }],
    ['to one of two', [toTwo()], null, { input: { said_by: RESPONDENT, paid_to: THIRD } }],
    ['by her who says so', [byTwo()], null, { input: {}, here: { actor: asParty(THIRD) } }],
    ['by whom the creditor names', [byTwo()], null, { input: { said_by: APPLICANT, paid_by: THIRD } }],
    ['one to one', [owed()], null, { input: { said_by: RESPONDENT } }],
  ],
  payment_is_hers: [
    [
      'the other one’s',
      [toTwo({}, payment('1', 'claimed', { to: THIRD }), payment('1', 'claimed', { id: uuid(301), to: APPLICANT }))],
      'payment_to_other',
      { ...asks, here: { actor: asParty(APPLICANT) } },
    ],
    [
      'offered to the other one',
      [toTwo({}, payment('1', 'claimed', { to: THIRD }))],
      'payment_to_other',
      { here: { actor: asParty(APPLICANT) } },
    ],
    [
      'the office, for the other one',
      [toTwo({}, payment('1', 'claimed', { to: THIRD }))],
      'payment_to_other',
      { input: { ...asks.input, said_by: APPLICANT } },
    ],
    [
      'her own',
      [toTwo({}, payment('1', 'claimed', { to: THIRD }))],
      null,
      { ...asks, here: { actor: asParty(THIRD) } },
    ],
    ['the only one’s', [owed(payment('1', 'claimed'))], null, { ...asks, here: { actor: asParty(APPLICANT) } }],
    [
      'said before anybody said to whom',
      [toTwo({}, payment('1', 'claimed'))],
      null,
      { ...asks, here: { actor: asParty(THIRD) } },
    ],
  ],
  payment_fits: [
    ['more than is owed', [owed()], 'payment_too_much', { input: { amount: '3000.01' } }],
    ['more than the rest', [part1000], 'payment_too_much', { input: { amount: '2000.01' } }],
    [
      'more than the rest, with what waits for an answer',
      [owed(payment('1000', 'confirmed'), payment('1500', 'claimed'))],
      'payment_too_much',
      { input: { amount: '500.01' } },
    ],
    ['all of it waits for an answer', [owed(payment('3000', 'claimed'))], 'payment_too_much'],
    ['the rest', [part1000], null, { input: { amount: '2000' } }],
    ['what was denied does not count', [owed(payment('3000', 'denied'))], null, { input: { amount: '3000.00' } }],
  ],
  paid_by_now: [
    ['tomorrow', [owed()], 'payment_ahead', { input: { on: '2026-03-03' } }],
    ['today', [owed()], null, { input: { on: '2026-03-02' } }],
    ['early', [owed()], null, { input: { on: '2026-02-02' } }],
  ],
  payment_named: [
    ['nothing was said to be paid', [owed()], 'no_such_payment'],
    ['it was answered', [owed(payment('1', 'denied'))], 'no_such_payment'],
    ['another one', [owed(payment('1', 'claimed'))], 'no_such_payment', { input: { payment_id: STRANGER } }],
    ['it waits', [owed(payment('1', 'claimed'))], null, asks],
  ],
  in_kind_accepted: [
    [
      'rice, and she did not say yes',
      [owed(payment('1', 'claimed', { how: 'in_kind' }))],
      'in_kind_not_accepted',
      asks,
    ],
    [
      'rice, and she said yes',
      [owed(payment('1', 'claimed', { how: 'in_kind' }))],
      null,
      { input: { ...asks.input, accepts_in_kind: true } },
    ],
    ['money', [owed(payment('1', 'claimed'))], null, asks],
  ],
  in_kind_with_guardian: [
    [
      'rice for a child, by herself',
      [child, owed(payment('1', 'claimed', { how: 'in_kind' }), payment('1', 'claimed', { id: uuid(301) }))],
      'guardian_needed',
      { ...asks, here: { actor: asParty(APPLICANT) } },
    ],
    [
      'rice for a child: not offered to her',
      [child, inRice()],
      'guardian_needed',
      { here: { actor: asParty(APPLICANT) } },
    ],
    [
      'rice for a child, and nobody of hers there',
      [child, inRice()],
      'guardian_needed',
      { input: { ...asks.input, said_by: APPLICANT } },
    ],
    [
      'rice for a child without a guardian',
      [orphan, inRice()],
      'guardian_missing',
      { input: { ...asks.input, said_by: APPLICANT, with_guardian: true } },
    ],
    [
      'rice for a child, her guardian says yes',
      [child, inRice()],
      null,
      { input: { ...asks.input, said_by: APPLICANT, with_guardian: true } },
    ],
    [
      'money for a child',
      [child, owed(payment('1', 'claimed'))],
      null,
      { ...asks, here: { actor: asParty(APPLICANT) } },
    ],
    ['rice for a grown woman', [one.PARTIES[0], inRice()], null, { ...asks, here: { actor: asParty(APPLICANT) } }],
  ],
  no_kind_waiting: [
    [
      'rice for a child: all of it is not said past it',
      [child, inRice()],
      'in_kind_waits',
      { here: { actor: asParty(APPLICANT) } },
    ],
    [
      'rice, written down by the office',
      [owed(payment('1', 'claimed', { how: 'in_kind' }))],
      'in_kind_waits',
      { input: { said_by: APPLICANT } },
    ],
    [
      'rice for the other creditor',
      [toTwo({}, payment('1', 'claimed', { how: 'in_kind', to: THIRD }))],
      null,
      { here: { actor: asParty(APPLICANT) } },
    ],
    [
      'rice that was answered',
      [owed(payment('1', 'denied', { how: 'in_kind' }))],
      null,
      { here: { actor: asParty(APPLICANT) } },
    ],
    ['money', [owed(payment('1', 'claimed'))], null, { here: { actor: asParty(APPLICANT) } }],
  ],
  payment_leaves_rest: [
    ['it is the last', [owed(payment('3000', 'claimed'))], 'payment_is_last'],
    [
      'the last of two',
      [owed(payment('1', 'claimed', { id: uuid(301) }), payment('2999', 'confirmed', { id: uuid(302) }))],
      'payment_is_last',
    ],
    [
      'the one named would be the last',
      [
        owed(
          payment('2000', 'claimed'),
          payment('999', 'claimed', { id: uuid(301) }),
          payment('1000', 'confirmed', { id: uuid(302) }),
        ),
      ],
      'payment_is_last',
      asks,
    ],
    ['a part', [owed(payment('2999.99', 'claimed'))], null, asks],
    [
      'all of it, and the other one has not said so',
      [toTwo({}, payment('3000', 'claimed', { to: THIRD }))],
      null,
      asks,
    ],
  ],
  payment_settles: [
    ['a part', [owed(payment('2999.99', 'claimed'))], 'payment_not_last'],
    ['all of it', [owed(payment('3000', 'claimed'))], null, asks],
    [
      'all of it, and the other one has not said so',
      [toTwo({}, payment('3000', 'claimed', { to: THIRD }))],
      'payment_not_last',
    ],
    [
      'all of it, and the other one has hers',
      [toTwo({ received_by: { [APPLICANT]: '' } }, payment('3000', 'claimed', { to: THIRD }))],
      null,
      asks,
    ],
    [
      'all of it, and the other one wants none',
      [toTwo({ given_up: { [APPLICANT]: '' } }, payment('3000', 'claimed', { to: THIRD }))],
      null,
      asks,
    ],
    ['what was left', [owed(payment('2000', 'claimed'), payment('1000', 'confirmed', { id: uuid(301) }))], null, asks],
  ],
  payment_disputed: [
    ['denied once', [one.obligation('due', undefined, { denials: 1 })], 'payment_not_disputed'],
    ['never', [one.obligation('due')], 'payment_not_disputed'],
    ['denied twice', [one.obligation('due', undefined, { denials: 2 })], null],
  ],
  change_possible: [
    [
      'it lasts',
      [
        one.obligation(
          'due',
          act(RESPONDENT, APPLICANT, {
            nature: 'continue',
            due: { kind: 'ongoing', from: null, until: null, rhythm: '每月' },
          }),
        ),
      ],
      'change_of_lasting',
    ],
    ['two owe it', [byTwo()], null],
    ['it is owed to two', [toTwo()], null],
    ['one owes it to one', [owed()], null],
  ],
  no_change_open: [
    ['one waits for an answer', [proposed()], 'change_open'],
    ['none', [owed()], null],
  ],
  change_proposed: [
    ['none', [owed()], 'no_change_proposed'],
    ['it was refused', [one.obligation('due', undefined, { proposal: null })], 'no_change_proposed'],
    ['one', [proposed()], null],
  ],
  other_side_agrees: [
    ['who proposed it', [proposed()], 'own_proposal', { here: { actor: asParty(RESPONDENT) } }],
    [
      'the creditor, who proposed it',
      [proposed({ party_id: APPLICANT })],
      'own_proposal',
      { here: { actor: asParty(APPLICANT) } },
    ],
    ['the office in the name of who proposed it', [proposed()], 'own_proposal', { input: { said_by: RESPONDENT } }],
    ['the office in nobody’s name', [proposed()], 'speaker_not_named', { input: {} }],
    ['a third', [proposed()], 'speaker_not_in_file', { input: { said_by: THIRD } }],
    ['who agreed already', [proposedToTwo(THIRD)], 'agreed_already', { here: { actor: asParty(THIRD) } }],
    [
      'one who owes it too, and did not propose it',
      [proposed(undefined, byTwo())],
      null,
      { here: { actor: asParty(THIRD) } },
    ],
    ['the other side', [proposed()], null, { here: { actor: asParty(APPLICANT) } }],
    ['the office in the name of the other side', [proposed()], null, { input: { said_by: APPLICANT } }],
  ],
  others_agreed: [
    ['a third has not', [proposedToTwo()], 'others_not_agreed', { here: { actor: asParty(APPLICANT) } }],
    ['a third has not, and the office asks', [proposedToTwo()], 'others_not_agreed'],
    ['a third has', [proposedToTwo(THIRD)], null, { here: { actor: asParty(APPLICANT) } }],
    ['the only other one', [proposed()], null, { here: { actor: asParty(APPLICANT) } }],
  ],
  others_to_agree: [
    ['the only other one', [proposed()], 'last_to_agree', { here: { actor: asParty(APPLICANT) } }],
    ['the last of them, and the office asks', [proposedToTwo(THIRD)], 'last_to_agree'],
    ['the first of two', [proposedToTwo()], null, { here: { actor: asParty(THIRD) } }],
  ],
  same_proposal: [
    ['another one', [proposed()], 'other_proposal', { input: { proposal_id: STRANGER } }],
    ['the one she read', [proposed()], null, { input: { proposal_id: uuid(310) } }],
  ],
  change_sound: [
    ['nothing', [owed()], 'change_says_nothing', terms({})],
    [
      'an amount of work',
      [one.obligation('due', act(RESPONDENT, APPLICANT))],
      'change_not_a_sum',
      terms({ amount: '10' }),
    ],
    ['yesterday', [owed()], 'change_day_past', terms({ due_on: '2026-03-01' })],
    [
      'late as it is, and no new day',
      [lateNow({ due_on: '2026-02-19' })],
      'change_day_past',
      terms({ amount: '2000' }),
    ],
    [
      'a second instalment before the first',
      [owed()],
      'change_day_past',
      terms({
        instalments: [
          { due_on: '2026-05-01', amount: '1000' },
          { due_on: '2026-04-01', amount: '2000' },
        ],
      }),
    ],
    ['less than was paid', [part1000], 'change_below_paid', terms({ amount: '1000' })],
    [
      'instalments that are not the rest',
      [part1000],
      'instalments_not_sum',
      terms({ instalments: [{ due_on: '2026-05-01', amount: '3000' }] }),
    ],
    [
      'while a payment waits for its answer',
      [owed(payment('10', 'claimed'))],
      'payment_unanswered',
      terms({ due_on: '2026-05-01' }),
    ],
    ['proposed long ago', [proposed({ due_on: '2026-03-01' })], 'change_day_past'],
    ['a later day', [owed()], null, terms({ due_on: '2026-05-01' })],
    [
      'the rest in instalments',
      [part1000],
      null,
      terms({
        instalments: [
          { due_on: '2026-04-01', amount: '999.50' },
          { due_on: '2026-05-01', amount: '1000.50' },
        ],
      }),
    ],
  ],
  ladder_kept: [
    ['nobody urged', [lateNow()], 'ladder_skipped', { input: straight }],
    [
      'nobody visited since',
      [lateNow({ urged: [{ on: '2026-02-21', how: 'phone', by: '', answer: '' }], change_offered_on: '2026-02-26' })],
      'ladder_skipped',
      { input: straight },
    ],
    [
      'what was done before it was late does not count',
      [seen, lateNow({ late_on: ['2026-02-28'], urged: [{ on: '2026-02-21', how: '', by: '', answer: '' }] })],
      'ladder_skipped',
      { input: straight },
    ],
    ['skipped with a reason', [lateNow()], null, { input: { skipped_because: '她要去法院' } }],
    [
      'all of it done',
      [
        seen,
        lateNow({
          urged: [{ on: '2026-02-21', how: 'phone', by: '', answer: '' }],
          change_offered_on: '2026-02-26',
        }),
      ],
      null,
      { input: straight },
    ],
    ['it is not late', [owed()], null, { input: straight }],
  ],
  satisfaction_told: [
    ['nobody said it', [], 'satisfaction_not_told', told({ satisfaction_by: null })],
    ['in no words', [], 'satisfaction_not_told', told({ satisfaction_words: '' })],
    ['by somebody who was not visited', [], 'satisfaction_not_told', told({ visited: [RESPONDENT] })],
    ['by a stranger', [], 'satisfaction_not_told', told({ satisfaction_by: STRANGER, visited: [STRANGER] })],
    ['not said', [], null, told({ satisfaction: 'not_said', satisfaction_by: null, satisfaction_words: '' })],
    ['in her own words', [], null, told({})],
  ],
} as const satisfies Partial<Record<GuardName, readonly Case[]>>
