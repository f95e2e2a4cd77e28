import type { GuardName } from '#domain/guards.ts'
import { ANSWERED, type Case, threatened } from './guard-parts.ts'
import * as one from './parts.ts'

export const DANGER_CASES = {
  seen_before: [
    ['tomorrow', [], 'occurred_in_future', { input: { seen_at: '2026-03-03T00:00:00.000Z' } }],
    ['this minute', [], null, { input: { seen_at: '2026-03-02T04:00:59.000Z' } }],
  ],
  danger_open: [
    ['none', [one.dispute('open')], 'no_danger_open'],
    ['told already', [threatened({ told: ANSWERED })], 'no_danger_open'],
    ['one', [threatened()], null],
  ],
  report_may_be_declined: [
    ['a child', [threatened({ kind: 'minor_abuse' })], 'report_mandatory'],
    ['who cannot speak for herself', [threatened({ kind: 'dependent_abuse' })], 'report_mandatory'],
    ['a child, told already', [threatened({ kind: 'minor_abuse', told: ANSWERED })], null],
    ['a threat', [threatened()], null],
  ],
  danger_answered: [
    ['neither told nor declined', [threatened()], 'danger_not_reported'],
    ['told', [threatened({ told: ANSWERED })], null],
    ['declined', [threatened({ declined: { because: '', by: '', at: '' } })], null],
    ['none', [one.dispute('open')], null],
  ],
} as const satisfies Partial<Record<GuardName, readonly Case[]>>
