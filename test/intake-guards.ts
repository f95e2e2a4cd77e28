import type { Part } from '#domain/disputes/parts.ts'
import type { GuardName } from '#domain/guards.ts'
import { applicant, type Case, comer, RESPONDENT, sides } from './guard-parts.ts'
import * as one from './parts.ts'
import { STRANGER, UNITS, uuid } from './world-of-rules.ts'

const letGo = { input: { file_id: uuid(500) } }
function withComer(part: Part): Part[] {
  return [...one.PARTIES, comer, part]
}

export const INTAKE_CASES = {
  not_asked_before: [
    ['asked once', [], 'already_asked', { here: { clocks: [one.clock('T-05', applicant, { state: 'met' })] } }],
    ['never asked', [], null, { here: { clocks: [one.clock('T-06', applicant)] } }],
  ],
  supplement_overdue: [
    ['before its day', [], 'not_due_yet', { here: { today: '2026-03-04', clocks: [one.clock('T-05', applicant)] } }],
    ['on its last day', [], 'not_due_yet', { here: { today: '2026-03-05', clocks: [one.clock('T-05', applicant)] } }],
    ['after it', [], null, { here: { today: '2026-03-06', clocks: [one.clock('T-05', applicant)] } }],
    [
      'supplied',
      [],
      'not_due_yet',
      { here: { today: '2026-03-06', clocks: [one.clock('T-05', applicant, { state: 'met' })] } },
    ],
    ['another clock', [], 'not_due_yet', { here: { today: '2026-03-06', clocks: [one.clock('T-06', applicant)] } }],
  ],
  has_receiver: [
    ['no unit there', [], 'no_receiver', { here: { receiver: null } }],
    ['a unit', [], null, { here: { receiver: UNITS[0] } }],
  ],
  hand_over_named: [
    ['from a court without its paper', [], 'channel_needs_paper', { input: { channel: 'CH09' } }],
    ['from a court with it', [], null, { input: { channel: 'CH09', hand_over: {} } }],
    ['at the window', [], null, { input: { channel: 'CH03' } }],
  ],
  not_itself: [
    ['itself', [], 'file_self', { input: { file_id: one.file().id } }],
    ['another', [], null, { input: { file_id: uuid(500) } }],
  ],
  merged_here: [
    ['not here', [one.dispute('open')], 'not_merged_here', { input: { file_id: uuid(500) } }],
    [
      'here',
      [one.dispute('open', { merged_here: [{ file_id: uuid(500), short_code: '' }] })],
      null,
      { input: { file_id: uuid(500) } },
    ],
  ],
  holds_none_merged: [
    [
      'one was put in',
      [one.dispute('open', { merged_here: [{ file_id: uuid(500), short_code: '' }] })],
      'holds_merged',
    ],
    ['none', [one.dispute('open', { merged_here: [] })], null],
  ],
  comers_free: [
    ['she mediates here', withComer(one.mediation('in_session', sides(STRANGER, RESPONDENT))), 'comers_bound', letGo],
    [
      'an agreement binds her',
      withComer(one.agreement('in_effect', sides(STRANGER, RESPONDENT))),
      'comers_bound',
      letGo,
    ],
    ['her mediation failed', withComer(one.mediation('failed', sides(STRANGER, RESPONDENT))), null, letGo],
    ['others mediate', withComer(one.mediation('in_session')), null, letGo],
    ['nobody else asks here any more', [{ ...applicant, status: 'left' }, comer], 'last_applicant', letGo],
  ],
} as const satisfies Partial<Record<GuardName, readonly Case[]>>
