import { onTheSpot, said, terms, visit, type Who } from '../ways.ts'
import type { Cases } from './case.ts'

const ONLOOKERS = ['town', 'county', 'justice', 'leader'] as const
const PARTIES_TOO = ['applicant', 'respondent', ...ONLOOKERS] as const
const MEDIATORS_ONLY = [...PARTIES_TOO, 'second'] as const
const OFFICE = ['director', 'second', 'peer', ...ONLOOKERS] as const
const signer = (by: Who): 'applicant' | 'respondent' => (by === 'applicant' ? by : 'respondent')

/** Rows of agreements: drafted, signed, in effect. */
export const AGREEMENTS: Cases = {
  draft_agreement: {
    from: 'in_session',
    by: 'peer',
    hat: 'mediator',
    body: terms,
    second: 'agreement_open',
    wrong: 'notified',
    closed: MEDIATORS_ONLY,
  },
  revise_agreement: {
    from: 'drafting',
    by: 'peer',
    hat: 'mediator',
    body: terms,
    second: null,
    wrong: 'signing',
    closed: MEDIATORS_ONLY,
  },
  lay_out_agreement: { from: 'drafting', by: 'peer', hat: 'mediator', body: () => ({}), closed: MEDIATORS_ONLY },
  take_back_agreement: {
    from: 'signing',
    by: 'peer',
    hat: 'mediator',
    body: () => ({ because: '日期写错了。' }),
    closed: MEDIATORS_ONLY,
  },
  ask_code: {
    from: 'signing',
    by: 'respondent',
    hat: 'party',
    body: () => ({ edition: 1 }),
    second: null,
    wrong: 'drafting',
    closed: OFFICE,
  },
  sign_agreement: {
    from: 'signing',
    by: 'respondent',
    hat: 'party',
    body: async (on, { codeFor }, by) => ({ edition: 1, understood: true, code: await codeFor(signer(by), on) }),
    second: 'already_signed',
    wrong: 'in_effect',
    late: (on) => ({ edition: 1, understood: true, code: on.kept.code ?? '' }),
    closed: OFFICE,
  },
  record_signature: {
    from: 'signing',
    by: 'director',
    hat: 'mediator',
    body: (on) => ({ party_id: on.respondent, edition: 1, known_by: 'known_in_person' }),
    second: 'already_signed',
    wrong: 'drafting',
    closed: MEDIATORS_ONLY,
  },
  sign_as_mediator: {
    from: 'signing',
    by: 'peer',
    hat: 'mediator',
    body: () => ({ edition: 1 }),
    second: 'already_signed',
    wrong: 'drafting',
    closed: MEDIATORS_ONLY,
  },
  put_in_effect: {
    from: 'all_signed',
    by: 'peer',
    hat: 'mediator',
    body: () => ({ sealed: true }),
    closed: PARTIES_TOO,
  },
  agree_orally: { from: 'in_session', by: 'peer', hat: 'mediator', body: onTheSpot, closed: MEDIATORS_ONLY },
}

const HANDLER_ONLY = [...PARTIES_TOO, 'peer'] as const

/** Rows of what is owed, and of return visits. */
export const OBLIGATIONS: Cases = {
  meet_condition: {
    from: 'in_effect',
    clause: 2,
    by: 'director',
    hat: 'handler',
    body: () => ({ note: '雨季过了。' }),
    closed: HANDLER_ONLY,
  },
  fix_amount: {
    from: 'in_effect',
    clause: 3,
    by: 'director',
    hat: 'handler',
    body: () => ({ amount: '612.50', basis: '县医院的票据' }),
    second: 'amount_agreed',
    wrong: 'performed',
    closed: HANDLER_ONLY,
  },
  claim_performed: {
    from: 'in_effect',
    clause: 1,
    by: 'respondent',
    hat: 'debtor',
    body: (on) => said(on, 'respondent'),
    closed: ['applicant', 'peer', ...ONLOOKERS],
  },
  confirm_share: {
    from: 'owed_to_two',
    clause: 1,
    by: 'applicant',
    hat: 'creditor',
    body: (on) => said(on),
    second: 'confirmed_already',
    wrong: 'performed',
    closed: ['respondent', 'peer', ...ONLOOKERS],
  },
  confirm_performed: {
    from: 'claimed',
    clause: 1,
    by: 'applicant',
    hat: 'creditor',
    body: (on) => said(on),
    closed: ['respondent', 'peer', ...ONLOOKERS],
  },
  deny_performed: {
    from: 'claimed',
    clause: 1,
    by: 'applicant',
    hat: 'creditor',
    body: (on) => ({ ...said(on), note: '还差五百。' }),
    closed: ['respondent', 'peer', ...ONLOOKERS],
  },
  waive: {
    from: 'in_effect',
    clause: 2,
    by: 'applicant',
    hat: 'creditor',
    body: (on) => said(on),
    closed: ['respondent', 'peer', ...ONLOOKERS],
  },
  remind: {
    from: 'in_effect',
    clause: 1,
    days: 7,
    by: 'system',
    hat: 'system',
    body: () => ({ days: -3 }),
    second: 'reminded_already',
    wrong: 'claimed',
    closed: [],
  },
  breach: {
    from: 'in_effect',
    clause: 1,
    days: 60,
    by: 'system',
    hat: 'system',
    body: () => ({}),
    closed: [],
  },
  send_to_enforcement: {
    from: 'breached',
    clause: 1,
    by: 'director',
    hat: 'handler',
    body: () => ({ note: '告诉她可以去法院。' }),
    // By then her invitation is over; her own link is the same hat.
    closed: HANDLER_ONLY.filter((who) => who !== 'respondent'),
  },
  record_visit: { from: 'in_effect', by: 'director', hat: 'handler', body: visit, closed: HANDLER_ONLY },
  visit_not_reached: { from: 'in_effect', by: 'director', hat: 'handler', body: () => ({}), closed: HANDLER_ONLY },
}
