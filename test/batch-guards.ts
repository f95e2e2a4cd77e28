import type { GuardName } from '#domain/guards.ts'
import { applicant, type Case, named } from './guard-parts.ts'
import * as one from './parts.ts'
import { SHEET, STRANGER } from './world-of-rules.ts'

const filedAt = (at: string) =>
  one.dispute('registered', { batch: { id: SHEET.id, number: SHEET.number, line: 2, by: one.CLERK.person_id, at } })
const AT_ONE = { here: { now: '2026-03-02T01:00:00.000Z' } }

export const BATCH_CASES = {
  lane_for_enterprise: [
    ['another door', [], null, { input: { channel: 'CH03', parties: [] } }],
    [
      'a person',
      [],
      'lane_needs_enterprise',
      { input: { channel: 'CH15', parties: [{ side: 'applicant', kind: 'person' }] } },
    ],
    [
      'the firm is on the other side',
      [],
      'lane_needs_enterprise',
      { input: { channel: 'CH15', parties: [{ side: 'respondent', kind: 'organisation', is_enterprise: true }] } },
    ],
    [
      'an organisation that is no firm',
      [],
      'lane_needs_enterprise',
      { input: { channel: 'CH15', parties: [{ side: 'applicant', kind: 'organisation' }] } },
    ],
    [
      'a firm asks',
      [],
      null,
      { input: { channel: 'CH15', parties: [{ side: 'applicant', kind: 'organisation', is_enterprise: true }] } },
    ],
  ],
  batch_is_mine: [
    ['no sheet', [], null, { input: {} }],
    ['one that is not hers or was taken back', [], 'no_such_batch', { input: { batch_id: SHEET.id, batch_line: 2 } }],
    [
      'another than was looked up',
      [],
      'no_such_batch',
      { input: { batch_id: STRANGER, batch_line: 2 }, here: { named: named({ batch: SHEET }) } },
    ],
    ['no line of it', [], 'no_such_batch', { input: { batch_id: SHEET.id }, here: { named: named({ batch: SHEET }) } }],
    ['hers', [], null, { input: { batch_id: SHEET.id, batch_line: 2 }, here: { named: named({ batch: SHEET }) } }],
  ],
  filed_within_a_day: [
    ['after 24 hours to the second', [filedAt('2026-03-01T01:00:00.000Z')], null, AT_ONE],
    ['a second later', [filedAt('2026-03-01T00:59:59.000Z')], 'batch_day_over', AT_ONE],
    ['one that came with no sheet', [one.dispute('registered')], null, AT_ONE],
  ],
  nothing_since: [
    ['as it was written down', [one.dispute('registered')], null],
    ['a step was taken on it', [{ ...one.dispute('registered'), version: 2 }], 'batch_file_moved_on'],
    [
      'a step was taken on one of its people',
      [one.dispute('registered'), { ...applicant, version: 2 }],
      'batch_file_moved_on',
    ],
    ['somebody handles it', [one.dispute('registered'), one.task('in_handling')], 'batch_file_moved_on'],
  ],
} as const satisfies Partial<Record<GuardName, readonly Case[]>>
