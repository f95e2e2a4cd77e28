import type { Part } from '#domain/disputes/parts.ts'
import type { GuardName } from '#domain/guards.ts'
import { APPLICANT, asParty, type Case, RESPONDENT, THIRD } from './guard-parts.ts'
import * as one from './parts.ts'
import { act, after, pay } from './terms.ts'
import { uuid } from './world-of-rules.ts'

const open = pay(RESPONDENT, APPLICANT, { amount: null, amount_later: '鉴定以后' })
/** Owed to two, of whom one has said that she has hers. */
function shared(received_by: Record<string, string> = { [APPLICANT]: '2026-03-01T01:00:00.000Z' }): Part {
  return one.obligation('due', pay(RESPONDENT, APPLICANT, { creditors: [APPLICANT, THIRD] }), {
    received_by,
  })
}
/** Owed to two, of whom one has said that she wants hers no more. */
function givenUp(): Part {
  return one.obligation('due', pay(RESPONDENT, APPLICANT, { creditors: [APPLICANT, THIRD] }), {
    given_up: { [APPLICANT]: '2026-03-01T01:00:00.000Z' },
  })
}
function waiting(): Part {
  return one.obligation('waiting', act(APPLICANT, RESPONDENT, { due: after(1, '验收合格') }), { clause: 2 }, uuid(99))
}

export const OBLIGATION_CASES = {
  creditor_speaks: [
    [
      'a party in another’s name',
      [one.obligation('due')],
      'speaker_not_in_file',
      { input: { said_by: RESPONDENT }, here: { actor: asParty(APPLICANT) } },
    ],
    ['nobody is named', [one.obligation('due')], 'speaker_not_named', { input: {} }],
    ['the debtor says he paid', [one.obligation('due')], 'speaker_not_in_file', { input: { said_by: RESPONDENT } }],
    ['who was to be paid', [one.obligation('due')], null, { input: { said_by: APPLICANT } }],
  ],
  not_confirmed_yet: [
    ['said twice by herself', [shared()], 'confirmed_already', { here: { actor: asParty(APPLICANT) } }],
    ['written down twice', [shared()], 'confirmed_already', { input: { said_by: APPLICANT } }],
    ['the other one of them', [shared()], null, { input: { said_by: THIRD } }],
    ['she wanted hers no more', [givenUp()], 'confirmed_already', { input: { said_by: APPLICANT } }],
    ['the first word', [one.obligation('due')], null, { input: { said_by: APPLICANT } }],
  ],
  others_confirmed: [
    ['nobody of two has', [shared({})], 'others_not_confirmed'],
    ['one of two has', [shared()], null],
    ['one of two wants hers no more', [givenUp()], null],
    ['it is owed to one', [one.obligation('due')], null],
  ],
  others_unconfirmed: [
    ['it is owed to one', [one.obligation('due')], 'last_to_confirm'],
    ['the other one has', [shared()], 'last_to_confirm'],
    ['nobody of two has', [shared({})], null],
  ],
  debtor_speaks: [
    [
      'a party in another’s name',
      [one.obligation('due')],
      'speaker_not_in_file',
      { input: { said_by: APPLICANT }, here: { actor: asParty(RESPONDENT) } },
    ],
    ['nobody is named', [one.obligation('due')], 'speaker_not_named', { input: {} }],
    ['the creditor', [one.obligation('due')], 'speaker_not_in_file', { input: { said_by: APPLICANT } }],
    ['who has to pay', [one.obligation('due')], null, { input: { said_by: RESPONDENT } }],
  ],
  condition_free: [
    ['the first clause is owed', [one.obligation('due'), waiting()], 'condition_waits_for_clause', { input: {} }],
    ['it is said to be paid', [one.obligation('claimed'), waiting()], 'condition_waits_for_clause', { input: {} }],
    ['it was paid', [one.obligation('performed'), waiting()], null, { input: {} }],
    ['it was waived', [one.obligation('waived'), waiting()], null, { input: {} }],
    [
      'the first clause of another agreement',
      [one.obligation('due', undefined, { agreement_id: uuid(98) }), waiting()],
      null,
      { input: {} },
    ],
  ],
  amount_known: [
    ['nobody knows how much', [one.obligation('due', open)], 'amount_not_known', { input: { amount: null } }],
    ['told now', [one.obligation('due', open)], null, { input: { amount: '10' } }],
    ['agreed', [one.obligation('due')], null, { input: { amount: null } }],
    ['no money', [one.obligation('due', act(RESPONDENT, APPLICANT))], null, { input: { amount: null } }],
  ],
  amount_open: [
    ['agreed', [one.obligation('due')], 'amount_agreed'],
    ['no money', [one.obligation('due', act(RESPONDENT, APPLICANT))], 'amount_agreed'],
    ['left open', [one.obligation('due', open)], null],
    ['found once, and found again', [one.obligation('due', open, { amount: '10' })], null],
  ],
  amount_as_agreed: [
    ['another amount', [one.obligation('due')], 'amount_agreed', { input: { amount: '99' } }],
    [
      'money for what is no payment',
      [one.obligation('due', act(RESPONDENT, APPLICANT))],
      'amount_agreed',
      { input: { amount: '99' } },
    ],
    ['the same', [one.obligation('due')], null, { input: { amount: '3000' } }],
    ['none said', [one.obligation('due')], null, { input: { amount: null } }],
    ['left open', [one.obligation('due', open)], null, { input: { amount: '99' } }],
  ],
  obligation_overdue: [
    ['due today', [one.obligation('due')], 'not_overdue'],
    ['no day', [one.obligation('due', pay(RESPONDENT, APPLICANT, { due: { kind: 'not_said' } }))], 'not_overdue'],
    ['late', [one.obligation('due', undefined, { due_on: '2026-03-01' })], null],
  ],
  claimable: [
    ['it has a day that is still to come', [one.obligation('due')], 'not_overdue'],
    ['no day was agreed', [one.obligation('due', act(RESPONDENT, APPLICANT, { due: { kind: 'not_said' } }))], null],
    ['it is late', [one.obligation('breached')], null],
  ],
  not_reminded_yet: [
    ['again', [one.obligation('due', undefined, { reminded: [-3, 0] })], 'reminded_already', { input: { days: 0 } }],
    ['the next one', [one.obligation('due', undefined, { reminded: [-3, 0] })], null, { input: { days: 3 } }],
  ],
} as const satisfies Partial<Record<GuardName, readonly Case[]>>
