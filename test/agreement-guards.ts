import type { GuardName } from '#domain/guards.ts'
import { questionOf } from '#domain/signing/question.ts'
import { APPLICANT, asParty, type Case, mediates, named, RESPONDENT, sides, THIRD, two } from './guard-parts.ts'
import * as one from './parts.ts'
import { pay, TOO_MANY, terms, UNLAWFUL_SENTENCES } from './terms.ts'
import { LAID, NAME_WRITTEN } from './walk-glass.ts'
import { STRANGER, uuid } from './world-of-rules.ts'

const onGlass = (over: object = {}) => ({
  ...{ edition: 2, understood: true, ...LAID, answer: 0, tries: 1, consent: 1, strokes: NAME_WRITTEN },
  ...over,
})
const RIGHT = questionOf(one.agreement('signing').facts, APPLICANT, LAID.terms_hash).right
const oral = { a_party_asks_for_writing: false }

export const AGREEMENT_CASES = {
  no_agreement_open: [
    ['a draft', [one.agreement('drafting'), one.mediation('in_session')], 'agreement_open'],
    ['one being signed', [one.agreement('signing'), one.mediation('in_session')], 'agreement_open'],
    ['a void one', [one.agreement('void'), one.mediation('in_session')], null],
    [
      'a draft of another mediation',
      [one.agreement('drafting', { mediation_id: uuid(99) }), one.mediation('in_session')],
      null,
    ],
  ],
  clauses_sound: [
    [
      'a party of no mediation',
      [one.mediation('in_session')],
      'clause_party_unknown',
      { input: terms(pay(THIRD, APPLICANT)) },
    ],
    [
      'too many duties',
      [one.mediation('in_session', sides(APPLICANT, RESPONDENT, THIRD, STRANGER))],
      'obligations_too_many',
      {
        input: terms(...TOO_MANY({ a: '', b: '', today: '2026-03-02', all: [APPLICANT, RESPONDENT, THIRD, STRANGER] })),
      },
    ],
    [
      'a surety who is no party of it',
      [one.mediation('in_session')],
      'clause_guarantor_unknown',
      { input: terms(pay(RESPONDENT, APPLICANT, { guarantors: [THIRD] })) },
    ],
    ['sound', [one.mediation('in_session')], null, { input: terms(pay(RESPONDENT, APPLICANT)) }],
  ],
  clauses_lawful: [
    [
      'a right signed away',
      [],
      'gives_up_suit',
      { input: terms(pay(RESPONDENT, APPLICANT, { what: UNLAWFUL_SENTENCES.gives_up_suit })) },
    ],
    ['lawful', [], null, { input: terms(pay(RESPONDENT, APPLICANT)) }],
  ],
  oral_allowed: [
    [
      'somebody wants it written',
      [],
      'writing_a_party_asks_for_writing',
      { input: { ...terms(pay(RESPONDENT, APPLICANT)), a_party_asks_for_writing: true } },
    ],
    [
      'later',
      [],
      'writing_not_on_the_spot',
      {
        input: { ...terms(pay(RESPONDENT, APPLICANT, { due: { kind: 'within', days: 3, working: false } })), ...oral },
      },
    ],
    ['done there and then', [], null, { input: { ...terms(pay(RESPONDENT, APPLICANT)), ...oral } }],
  ],
  after_last_signature: [
    [
      'before the last signature',
      [one.agreement('signing', { signatures: [one.signedBy({ party: APPLICANT })] })],
      'before_signature',
      { here: { occurred_at: '2000-01-01T00:00:00.000Z' } },
    ],
    [
      'after it',
      [one.agreement('signing', { signatures: [one.signedBy({ party: APPLICANT })] })],
      null,
      { here: { occurred_at: '2099-01-01T00:00:00.000Z' } },
    ],
  ],
  every_party_signed: [
    ['one has not', [one.agreement('signing', { signatures: two.slice(0, 1) })], 'not_everybody_signed'],
    ['both', [one.agreement('signing', { signatures: two })], null],
  ],
  mediator_signed: [
    [
      'only the parties',
      [one.mediation('in_session'), one.agreement('signing', { signatures: two })],
      'mediator_not_signed',
    ],
    [
      'one who was replaced since',
      [one.mediation('in_session', { mediators: [] }), one.agreement('signing', { signatures: [mediates] })],
      'mediator_not_signed',
    ],
    ['the mediator', [one.mediation('in_session'), one.agreement('signing', { signatures: [mediates] })], null],
  ],
  signs_once: [
    [
      'twice',
      [one.agreement('signing', { signatures: two })],
      'already_signed',
      { input: {}, here: { actor: asParty(APPLICANT) } },
    ],
    [
      'twice, written down',
      [one.agreement('signing', { signatures: two })],
      'already_signed',
      { input: { party_id: APPLICANT } },
    ],
    ['not hers', [one.agreement('signing')], 'signer_not_in_agreement', { input: { party_id: THIRD } }],
    ['the first time', [one.agreement('signing')], null, { input: { party_id: APPLICANT } }],
  ],
  mediator_signs_once: [
    ['twice', [one.agreement('signing', { signatures: [mediates] })], 'already_signed'],
    ['after another mediator', [one.agreement('signing', { signatures: [one.signedBy({ person: STRANGER })] })], null],
  ],
  edition_read: [
    ['the one before', [one.agreement('signing')], 'terms_changed', { input: { edition: 1 } }],
    ['this one', [one.agreement('signing')], null, { input: { edition: 2 } }],
  ],
  phone_is_hers: [
    [
      'the other side gave it',
      [one.party(APPLICANT, 'applicant', { reach_from: 'other_side' })],
      'phone_from_other_side',
      { here: { actor: asParty(APPLICANT) } },
    ],
    [
      'she gave it',
      [one.party(APPLICANT, 'applicant', { reach_from: 'self' })],
      null,
      { here: { actor: asParty(APPLICANT) } },
    ],
  ],
  known_by_code: [
    ['no code given back', [], 'code_not_proved', { input: {} }],
    ['the right one', [], null, { input: {}, here: { named: named({ proved_by_code: true }) } }],
  ],
  laid_out_for_screen: [
    ['laid out before there were screens to sign on', [one.agreement('signing')], 'laid_out_before_screens'],
    [
      'laid out with its hashes',
      [one.agreement('signing', { laid_out: { paper_id: uuid(70), number: '', committee: '', parties: [] } })],
      null,
    ],
    ['not laid out', [one.agreement('drafting')], null],
  ],
  signed_now: [
    [
      'said to have been signed the day before',
      [one.agreement('signing')],
      'signed_another_time',
      { input: onGlass(), here: { now: '2026-03-02T01:00:00.000Z', occurred_at: '2026-03-01T01:00:00.000Z' } },
    ],
    [
      'two minutes before',
      [one.agreement('signing')],
      'signed_another_time',
      { input: onGlass(), here: { now: '2026-03-02T01:02:00.000Z', occurred_at: '2026-03-02T01:00:00.000Z' } },
    ],
    [
      'now, written to the minute',
      [one.agreement('signing')],
      null,
      { input: onGlass(), here: { now: '2026-03-02T01:00:40.000Z', occurred_at: '2026-03-02T01:00:00.000Z' } },
    ],
  ],
  text_laid_before: [
    ['nobody opened it to sign', [one.agreement('signing')], 'signing_copy_missing', { input: onGlass() }],
    [
      'other terms',
      [one.agreement('signing')],
      'terms_changed',
      { input: onGlass({ terms_hash: 'c3'.repeat(32) }), here: { named: named({ signing_copy: LAID }) } },
    ],
    [
      'another paper',
      [one.agreement('signing')],
      'terms_changed',
      { input: onGlass({ pdf_hash: 'c3'.repeat(32) }), here: { named: named({ signing_copy: LAID }) } },
    ],
    [
      'what lay before her',
      [one.agreement('signing')],
      null,
      { input: onGlass(), here: { named: named({ signing_copy: LAID }) } },
    ],
  ],
  own_terms_known: [
    ...([0, 1, 2] as const).map(
      (answer): Case => [
        `answer ${answer + 1}`,
        [one.agreement('signing')],
        answer === RIGHT ? null : 'answer_not_as_agreed',
        {
          input: onGlass({ answer }),
          here: { actor: asParty(APPLICANT), named: named({ signing_copy: LAID }) },
        },
      ],
    ),
  ],
  screen_agreed: [
    ['a consent of another version', [one.agreement('signing')], 'consent_changed', { input: onGlass({ consent: 9 }) }],
    ['the one shown', [one.agreement('signing')], null, { input: onGlass() }],
  ],
  name_written: [
    ['a dot', [one.agreement('signing')], 'signature_too_slight', { input: onGlass({ strokes: [[5, 5]] }) }],
    [
      'many points on one spot',
      [one.agreement('signing')],
      'signature_too_slight',
      { input: onGlass({ strokes: [Array.from({ length: 40 }, () => 5)] }) },
    ],
    ['a name', [one.agreement('signing')], null, { input: onGlass() }],
  ],
  finger_witnessed: [
    ['nobody saw it', [one.agreement('signing')], 'witness_missing', { input: { by_finger: true, witness: ' ' } }],
    [
      'the mediator saw it',
      [one.mediation('in_session'), one.agreement('signing')],
      'witness_takes_part',
      { input: { by_finger: true, witness: one.mediation('in_session').facts.mediators[0]?.name } },
    ],
    [
      'the other side saw it',
      [one.party(RESPONDENT, 'respondent', { name: '邢大山' }), one.agreement('signing')],
      'witness_takes_part',
      { input: { by_finger: true, witness: '邢 大山' } },
    ],
    ['a neighbour saw it', [one.agreement('signing')], null, { input: { by_finger: true, witness: '看瓜老人' } }],
    ['she wrote her name', [one.agreement('signing')], null, { input: { by_finger: false, witness: '' } }],
  ],
  screen_allowed: [
    ['a family matter', [one.dispute('open', { dispute_type: 'M01' })], 'paper_only'],
    ['neighbours', [one.dispute('open', { dispute_type: 'M02' })], null],
  ],
} as const satisfies Partial<Record<GuardName, readonly Case[]>>
