import type { Part } from '#domain/disputes/parts.ts'
import type { RefusalCode } from '#domain/refusals.ts'
import { type Here, NOTHING_NAMED } from '#domain/step.ts'
import * as one from './parts.ts'
import { STRANGER, uuid } from './world-of-rules.ts'

const { APPLICANT, RESPONDENT, asParty, evidence, evidenceFile } = one
type Case = [
  what: string,
  parts: readonly Part[],
  says: RefusalCode | null,
  of?: { input?: unknown; part?: Part; here?: Partial<Here> },
]
const left = { ...one.PARTIES[0], status: 'left' as const }
const mine = { here: { named: { ...NOTHING_NAMED, upload: evidenceFile() } } }
const given = (more: object = {}) => ({ input: { form: 'copy', ...more } })
const hers = { here: { actor: asParty(APPLICANT) } }
const provided = (more: object = {}) => [evidence('kept', { provider: APPLICANT, ...more })]
const shown = (to: string[], more: object = {}) => ({
  input: { to, how: 'in_session', ...more },
})

/** For each guard about evidence at least one case it refuses and one it lets through. */
export const EVIDENCE_CASES = {
  provider_present: [
    ['the office names a party', [], null, given({ said_by: APPLICANT })],
    ['the office collected it itself', [], null, given()],
    ['the office names somebody of another file', [], 'provider_not_present', given({ said_by: STRANGER })],
    [
      'the office names one who has left',
      [left, one.PARTIES[1]],
      'provider_not_present',
      given({ said_by: APPLICANT }),
    ],
    ['a party hands in her own', [], null, { ...given(), ...hers }],
    ['a party hands in for another', [], 'speaker_not_in_file', { ...given({ said_by: RESPONDENT }), ...hers }],
  ],
  upload_sound: [
    ['it is hers, and sound', [], null, { ...given({ upload_id: uuid(80) }), ...mine }],
    ['nothing was uploaded', [], null, given()],
    ['it is another’s, or was not checked', [], 'no_such_upload', given({ upload_id: uuid(80) })],
    [
      'evidence was made of it already',
      [evidence('kept', { file: evidenceFile() })],
      'upload_used',
      { ...given({ upload_id: uuid(80) }), ...mine },
    ],
  ],
  something_handed_in: [
    ['paper handed over at the window', [], null, given()],
    ['a recording of which there is none', [], 'nothing_handed_in', given({ form: 'electronic' })],
    ['a party sends words alone', [], 'nothing_handed_in', { ...given(), ...hers }],
    ['a party sends a file', [], null, { ...given({ upload_id: uuid(80) }), ...hers }],
  ],
  room_for_evidence: [
    ['there is little of it', [evidence('kept')], null],
    ['there are three hundred', Array.from({ length: 300 }, () => evidence('kept')), 'evidence_full'],
    ['three hundred that were taken back or are void', Array.from({ length: 300 }, () => evidence('void')), null],
    [
      'the last places are the office’s, not hers',
      Array.from({ length: 250 }, () => evidence('kept')),
      'evidence_full_by_link',
      hers,
    ],
    ['and the office has them', Array.from({ length: 250 }, () => evidence('kept')), null],
    [
      'she sent a hundred herself, whatever became of them',
      Array.from({ length: 100 }, () => evidence('withdrawn', { by_party: true })),
      'evidence_full_by_link',
      hers,
    ],
    [
      'a hundred of the other side’s',
      Array.from({ length: 100 }, () => evidence('kept', { by_party: true, provider: RESPONDENT })),
      null,
      hers,
    ],
  ],
  opens_evidence: [
    ['it was not given in confidence', provided(), null],
    ['it was, to others than who acts', provided({ in_confidence: true }), 'evidence_closed'],
    ['she wrote it down herself', provided({ in_confidence: true, by_person: one.CLERK.person_id }), null],
    [
      'she mediates, and stands too near',
      [
        ...one.PARTIES,
        one.mediation('in_session', {
          mediators: [{ person_id: one.CLERK.person_id, name: one.CLERK.name }],
          declared: [{ person_id: one.CLERK.person_id, party_id: APPLICANT, says: '是表亲', by: '', at: '' }],
        }),
        ...provided(),
      ],
      'evidence_closed',
    ],
  ],
  shown_to_others: [
    ['the other side', provided(), null, shown([RESPONDENT])],
    ['herself', provided(), 'shown_to_nobody', shown([APPLICANT])],
    ['somebody of another file', provided(), 'shown_to_nobody', shown([STRANGER])],
  ],
  confidence_kept: [
    ['it was not given in confidence', provided(), null, shown([RESPONDENT])],
    ['it was', provided({ in_confidence: true }), 'given_in_confidence', shown([RESPONDENT])],
    [
      'it was, and she agrees now',
      provided({ in_confidence: true }),
      null,
      shown([RESPONDENT], { said_by: APPLICANT, agreed_how: 'in_person' }),
    ],
    [
      'it was, and nobody says how her leave was known',
      provided({ in_confidence: true }),
      'given_in_confidence',
      shown([RESPONDENT], { said_by: APPLICANT }),
    ],
    [
      'it was, and somebody else gives leave',
      provided({ in_confidence: true }),
      'speaker_not_in_file',
      shown([RESPONDENT], { said_by: RESPONDENT, agreed_how: 'in_person' }),
    ],
  ],
  original_here: [
    ['a paper is here', [evidence('kept', { form: 'original' })], null],
    ['it was a copy', [evidence('kept', { form: 'copy' })], 'no_original_here'],
    [
      'it went back already',
      [evidence('kept', { form: 'object', returned: { at: '', by: '', to: '', note: '' } })],
      'no_original_here',
    ],
  ],
  provider_withdraws: [
    ['she says so at the window', provided(), null, { input: { said_by: APPLICANT } }],
    ['the other side says so', provided(), 'not_the_provider', { input: { said_by: RESPONDENT } }],
    ['the office collected it', [evidence('kept', { provider: null })], 'not_the_provider'],
    ['by her own page', provided(), null, hers],
  ],
  entered_by_office: [
    ['a clerk wrote it down', provided(), null],
    ['she sent it herself', provided({ by_party: true }), 'evidence_is_hers'],
  ],
} as const satisfies Record<string, readonly Case[]>
