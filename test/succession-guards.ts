import type { GuardName } from '#domain/guards.ts'
import { NOTHING_NAMED } from '#domain/step.ts'
import type { Case } from './guard-parts.ts'
import * as one from './parts.ts'
import { uuid } from './world-of-rules.ts'

const LEAVES = { ...one.CLERK, successor: null, mediates_no_more: false }
const SUCCESSOR = { person_id: uuid(801), name: '尚新禾', unit_id: 1, unit_name: '', role: 'village_mediator' } as const
const AT_HER_UNIT = { named: { ...NOTHING_NAMED, handlers: [SUCCESSOR] } }
const GOES = { from_unit: 1, from_name: '', unit_id: 2 }

export const SUCCESSION_CASES = {
  person_has_work: [
    ['she mediates', [one.mediation('in_session')], null, { input: LEAVES }],
    ['she holds a task', [one.task('in_handling', { held_by: one.CLERK })], null, { input: LEAVES }],
    [
      'she held it to its end',
      [one.task('resolved', { held_by: one.CLERK })],
      'nothing_to_hand_over',
      { input: LEAVES },
    ],
    [
      'of another unit, which she does not leave',
      [one.mediation('in_session', { unit_id: 2 }), one.task('in_handling', { held_by: one.CLERK, unit_id: 2 })],
      'nothing_to_hand_over',
      { input: LEAVES },
    ],
    [
      'of another unit, and she mediates no more',
      [one.mediation('in_session', { unit_id: 2 })],
      null,
      { input: { ...LEAVES, mediates_no_more: true } },
    ],
    ['it is over', [one.mediation('failed')], 'nothing_to_hand_over', { input: LEAVES }],
  ],
  successor_known: [
    ['nobody: back to the unit', [], null, { input: LEAVES }],
    ['somebody of the unit', [], null, { input: { ...LEAVES, successor: SUCCESSOR.person_id }, here: AT_HER_UNIT }],
    ['somebody of another', [], 'successor_unknown', { input: { ...LEAVES, successor: uuid(9) }, here: AT_HER_UNIT }],
    [
      'herself',
      [],
      'successor_unknown',
      { input: { ...LEAVES, person_id: SUCCESSOR.person_id, successor: SUCCESSOR.person_id }, here: AT_HER_UNIT },
    ],
  ],
  unit_has_work: [
    ['it answers for the file', [], null, { input: GOES }],
    ['to itself', [], 'nothing_to_hand_over', { input: { ...GOES, unit_id: 1 } }],
    ['another answers', [], 'nothing_to_hand_over', { input: GOES, here: { file: one.file(3) } }],
    ['it handles', [one.task('in_handling')], null, { input: GOES, here: { file: one.file(3) } }],
    [
      'it owes a day',
      [one.dispute('open')],
      null,
      { input: GOES, here: { file: one.file(3), clocks: [one.clock('T-02', one.dispute('open'))] } },
    ],
    [
      'it was asked to decide',
      [one.task('objected', { unit_id: 3, decider: { unit_id: 1, name: '', involvement: uuid(9) } })],
      null,
      { input: GOES, here: { file: one.file(3) } },
    ],
  ],
  lies_in_place: [
    ['in the village', [], null, { input: { from_place: 990326001001000, to_place: 990326001009000 } }],
    [
      'in the next one',
      [],
      'nothing_to_hand_over',
      { input: { from_place: 990326001002000, to_place: 990326001009000 } },
    ],
    ['to itself', [], 'nothing_to_hand_over', { input: { from_place: 990326001001000, to_place: 990326001001000 } }],
  ],
} as const satisfies Partial<Record<GuardName, readonly Case[]>>
