import type { GuardName } from '#domain/guards.ts'
import type { Here } from '#domain/step.ts'
import {
  APPLICANT,
  applicant,
  asParty,
  CARD,
  type Case,
  comer,
  HERSELF,
  RESPONDENT,
  respondent,
  THIRD,
} from './guard-parts.ts'
import * as one from './parts.ts'
import { STRANGER, uuid } from './world-of-rules.ts'

const linkOf = (party_id: string): Here['links'][number] => ({ id: uuid(80), party_id, purpose: 'own', until: null })

export const SPEAKER_CASES = {
  speaker_named: [
    ['nobody is named', [], 'speaker_not_named', { input: {} }],
    ['somebody who is not in the file', [], 'speaker_not_in_file', { input: { said_by: STRANGER } }],
    [
      'somebody who is not in this mediation',
      [one.mediation('accepted')],
      'speaker_not_in_file',
      { input: { said_by: THIRD } },
    ],
    ['one of its parties', [one.mediation('accepted')], null, { input: { said_by: RESPONDENT } }],
    [
      'a party in another’s name',
      [],
      'speaker_not_in_file',
      { input: { said_by: RESPONDENT }, here: { actor: asParty(APPLICANT) } },
    ],
    ['she says it herself', [], null, { input: {}, here: { actor: asParty(APPLICANT) } }],
  ],
  sole_applicant: [
    ['two asked', [...one.PARTIES, comer], 'other_applicants', { here: { actor: asParty(APPLICANT) } }],
    ['the other side said it', [], 'speaker_not_applicant', { input: { said_by: RESPONDENT } }],
    ['she said it', [], null, { input: { said_by: APPLICANT } }],
    ['the other one has left', [...one.PARTIES, { ...comer, status: 'left' }], null, { input: { said_by: APPLICANT } }],
  ],
  another_applicant: [
    ['the only one', [...one.PARTIES], 'last_applicant', { part: applicant }],
    ['one of two', [...one.PARTIES, comer], null, { part: applicant }],
    ['the other one has left', [...one.PARTIES, { ...comer, status: 'left' }], 'last_applicant', { part: applicant }],
    ['the other side', [...one.PARTIES], null, { part: respondent }],
  ],
  party_in_file: [
    ['a stranger', [], 'party_not_in_file', { input: { party_id: STRANGER } }],
    ['what is no party', [one.task('in_handling')], 'party_not_in_file', { input: { party_id: one.TASK } }],
    ['a party', [], null, { input: { party_id: THIRD } }],
    ['a stranger who is said to have agreed', [], 'party_not_in_file', { input: { agreed_by: [THIRD, STRANGER] } }],
    ['a stranger’s guardian', [], 'party_not_in_file', { input: { guardians: [STRANGER] } }],
  ],
  has_own_link: [
    ['a party who was only invited', [], 'no_own_link', { input: { party_id: RESPONDENT } }],
    [
      'a party who has left',
      [{ ...one.party(STRANGER, 'applicant'), status: 'left' }],
      'no_own_link',
      { input: { party_id: STRANGER }, here: { links: [linkOf(STRANGER)] } },
    ],
    ['a party with her own', [], null, { input: { party_id: APPLICANT }, here: { links: [linkOf(APPLICANT)] } }],
  ],
  name_not_being_signed: [
    [
      'while it lies before her to sign',
      [...one.PARTIES, one.agreement('signing')],
      'name_being_signed',
      { input: { party_id: RESPONDENT, name: '邢小山' } },
    ],
    ['her phone, meanwhile', [...one.PARTIES, one.agreement('signing')], null, { input: { party_id: RESPONDENT } }],
    [
      'when it was taken back',
      [...one.PARTIES, one.agreement('drafting')],
      null,
      { input: { party_id: RESPONDENT, name: '邢小山' } },
    ],
  ],
  name_is_no_mediator: [
    [
      'the name of who mediates',
      [one.mediation('in_session', { mediators: [{ person_id: CARD.person_id, name: CARD.name }] })],
      'mediator_is_party',
      { input: { party_id: RESPONDENT, name: CARD.name } },
    ],
    [
      'another name',
      [one.mediation('in_session', { mediators: [{ person_id: CARD.person_id, name: CARD.name }] })],
      null,
      { input: { party_id: RESPONDENT, name: '邢小山' } },
    ],
    [
      'a mediation that is over',
      [one.mediation('failed', { mediators: [{ person_id: CARD.person_id, name: CARD.name }] })],
      null,
      { input: { party_id: RESPONDENT, name: CARD.name } },
    ],
  ],
  party_in_mediation: [
    ['not one of its parties', [one.mediation('accepted')], 'party_not_in_file', { input: { party_id: THIRD } }],
    ['one of them', [one.mediation('accepted')], null, { input: { party_id: RESPONDENT } }],
  ],
  speaker_if_named: [
    ['a stranger', [], 'speaker_not_in_file', { input: { said_by: STRANGER } }],
    [
      'a party in another’s name',
      [],
      'speaker_not_in_file',
      { input: { said_by: RESPONDENT }, here: { actor: asParty(APPLICANT) } },
    ],
    ['nobody', [], null, { input: {} }],
    ['one of them', [], null, { input: { said_by: RESPONDENT } }],
  ],
  how_known: [
    [
      'an office cannot have clicked for her',
      [],
      'how_not_said',
      { input: { how: 'signed_in' }, here: { actor: HERSELF } },
    ],
    ['face to face', [], null, { input: { how: 'in_person' }, here: { actor: HERSELF } }],
  ],
} as const satisfies Partial<Record<GuardName, readonly Case[]>>
