import type { Complained } from '#domain/complaints/examiner.ts'
import type { Part } from '#domain/disputes/parts.ts'
import type { GuardName } from '#domain/guards.ts'
import type { RefusalCode } from '#domain/refusals.ts'
import { type Here, NOTHING_NAMED } from '#domain/step.ts'
import * as one from './parts.ts'
import { APPLICANT, asParty } from './parts.ts'
import { PLACE, STRANGER, UNITS, uuid } from './world-of-rules.ts'

type Case = [
  what: string,
  parts: readonly Part[],
  says: RefusalCode | null,
  of?: { input?: unknown; part?: Part; here?: Partial<Here> },
]

/** The dispute complained of: over, handled by the village, with two centres above it. */
export const complained = (more: Partial<Complained> = {}): Complained => ({
  file_id: uuid(901),
  short_code: 'WXYZ-2345',
  place_code: PLACE,
  over: true,
  unit: { id: UNITS[0].id, name: UNITS[0].name },
  parties: [{ id: APPLICANT, name: '苗秀禾' }],
  unit_ids: [UNITS[0].id],
  mediators: [],
  candidates: [UNITS[1], UNITS[2]],
  ...more,
})
const of = (input: object | undefined, more: Partial<Complained> = {}, here: Partial<Here> = {}) => ({
  ...(input ? { input } : {}),
  here: { named: { ...NOTHING_NAMED, complained: complained(more) }, ...here },
})
const unsolved = one.complaint('examining', { kind: 'not_solved' })
const conduct = one.complaint('examining')
const answer = (finding: string, measures: string[], again = '') => ({ input: { finding, measures, again } })

/** One unit gives way to another. */
const goes = (from_unit: number, unit_id: number, more: Partial<Complained> = {}) => ({
  input: { from_unit, from_name: '', unit_id },
  here: { named: { ...NOTHING_NAMED, complained: complained(more), unit: UNITS[unit_id - 1] ?? null } },
})

export const COMPLAINT_CASES = {
  written_by_another: [
    ['a colleague writes it down', [], null, of(undefined)],
    ['she mediated it herself', [], 'complaint_own', of(undefined, { mediators: [one.CLERK.person_id] })],
    ['a party says it herself', [], null, of(undefined, { mediators: [APPLICANT] }, { actor: asParty(APPLICANT) })],
  ],
  complaint_speaker: [
    ['a clerk says whose words they are', [], null, of({ kind: 'service', said_by: APPLICANT })],
    ['a clerk names nobody', [], 'speaker_not_named', of({ kind: 'service' })],
    ['a stranger', [], 'speaker_not_in_file', of({ kind: 'service', said_by: STRANGER })],
    ['she herself', [], null, of({ kind: 'service' }, {}, { actor: asParty(APPLICANT) })],
    ['a party of another file', [], 'speaker_not_in_file', of({ kind: 'service' }, {}, { actor: asParty(STRANGER) })],
  ],
  over_if_unsolved: [
    ['it is over', [], null, of({ kind: 'not_solved' })],
    ['it goes on', [], 'complaint_too_early', of({ kind: 'not_solved' }, { over: false })],
    ['of conduct one complains at any time', [], null, of({ kind: 'mediator_conduct' }, { over: false })],
  ],
  examiner_there: [
    ['the centre above', [], null, of({ kind: 'service' })],
    ['nobody but who is complained of', [], 'no_examiner', of({ kind: 'service' }, { candidates: [UNITS[0]] })],
    ['every unit handles it', [], 'no_examiner', of({ kind: 'mediator_conduct' }, { unit_ids: [1, 2, 3] })],
  ],
  complaint_goes: [
    ['who examines it gives way', [conduct], null, goes(2, 4)],
    ['to itself', [conduct], 'nothing_to_hand_over', goes(2, 2)],
    ['others', [conduct], 'nothing_to_hand_over', goes(4, 3)],
    ['who examines it comes after another', [conduct], 'nothing_to_hand_over', goes(4, 2)],
    ['who examines it comes after the unit complained of', [conduct], null, goes(1, 2)],
    [
      'answered by who comes after the unit complained of',
      [one.complaint('answered')],
      'nothing_to_hand_over',
      goes(1, 2),
    ],
    ['who examines it gives way when it is answered', [one.complaint('answered')], null, goes(2, 4)],
  ],
  another_examines: [
    ['the successor', [conduct], null, goes(2, 4, { candidates: [] })],
    ['the successor is complained of, and there is another', [conduct], null, goes(2, 1)],
    ['there is none but who gives way', [conduct], 'no_examiner', goes(2, 1, { candidates: [UNITS[1]] })],
    [
      'there is none but who is complained of',
      [conduct],
      'no_examiner',
      goes(1, 2, { candidates: [UNITS[0], UNITS[1]] }),
    ],
  ],
  measure_said: [
    ['found true, and something follows', [conduct], null, answer('upheld', ['criticised'])],
    ['found true, and nothing follows', [conduct], 'measure_missing', answer('upheld', [])],
    ['found true in part, and nothing follows', [conduct], 'measure_missing', answer('partly', [])],
    ['not found true', [conduct], null, answer('not_upheld', [])],
  ],
  again_said: [
    ['it goes on, and with what', [unsolved], null, answer('upheld', ['goes_on'], '田埂还没修。')],
    ['it goes on, and nobody knows with what', [unsolved], 'again_not_fit', answer('upheld', ['goes_on'])],
    ['of conduct nothing goes on', [conduct], 'again_not_fit', answer('upheld', ['goes_on'], '再调。')],
    ['nothing goes on', [conduct], null, answer('upheld', ['criticised'])],
  ],
} as const satisfies Partial<Record<GuardName, readonly Case[]>>
