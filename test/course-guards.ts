import type { FactsOf } from '#domain/disputes/parts.ts'
import type { GuardName } from '#domain/guards.ts'
import type { Here } from '#domain/step.ts'
import { ANSWERED, APPLICANT, type Case, RESPONDENT, THIRD, threatened } from './guard-parts.ts'
import * as one from './parts.ts'
import { uuid } from './world-of-rules.ts'

const consentsAt = (at: string): FactsOf['mediation']['consents'] => ({
  [RESPONDENT]: { answer: 'agreed', how: 'spoken', at, note: '' },
})
const limited = (due_on: string, more: Partial<Here['clocks'][number]> = {}) => ({
  here: { clocks: [one.clock('T-11', one.mediation('in_session'), { due_on, ...more })] },
})
const longer = (...parties: string[]) => ({ agreed: parties.map((party_id) => ({ party_id, how: 'spoken' })) })
const wishes = (party: string, more: object = {}) => ({
  joint_wishes: { [party]: { wish: true, how: 'spoken' as const, at: '2026-03-02T02:00:00.000Z', ...more } },
})
const meeting = (mode: string) => ({ at: '', place: '', mode })

export const COURSE_CASES = {
  limit_near: [
    ['none runs', [one.mediation('in_session')], 'no_limit_running'],
    ['it stands still', [one.mediation('in_session')], 'no_limit_running', limited('2026-03-05', { state: 'paused' })],
    ['eleven days before', [one.mediation('in_session')], 'too_early_to_extend', limited('2026-03-13')],
    ['ten days before', [one.mediation('in_session')], null, limited('2026-03-12')],
    ['on its last day', [one.mediation('in_session')], null, limited('2026-03-02')],
    ['put off once already', [one.mediation('in_session')], null, limited('2026-03-05', { rule: 'T-11e' })],
    ['after it', [one.mediation('in_session')], 'limit_is_over', limited('2026-03-01')],
  ],
  everybody_extends: [
    ['one of two', [one.mediation('in_session')], 'not_everybody_extends', { input: longer(APPLICANT) }],
    ['somebody who is no party of it', [one.mediation('in_session')], 'party_not_in_file', { input: longer(THIRD) }],
    ['all', [one.mediation('in_session')], null, { input: longer(APPLICANT, RESPONDENT) }],
  ],
  limit_passed: [
    ['none runs', [one.mediation('in_session')], 'limit_not_passed'],
    ['on its last day', [one.mediation('in_session')], 'limit_not_passed', limited('2026-03-02')],
    ['the day after', [one.mediation('in_session')], null, limited('2026-03-01')],
  ],
  joint_wished: [
    ['nothing reported', [one.dispute('open'), one.mediation('assigned')], null, { input: { mode: 'joint' } }],
    ['violence', [threatened(), one.mediation('assigned')], 'joint_not_wished', { input: { mode: 'joint' } }],
    ['on the spot', [threatened(), one.mediation('assigned')], 'joint_not_wished', { input: { mode: 'on_site' } }],
    ['on a screen', [threatened(), one.mediation('assigned')], 'joint_not_wished', { input: { mode: 'online' } }],
    ['apart', [threatened(), one.mediation('assigned')], null, { input: { mode: 'back_to_back' } }],
    [
      'she wishes it',
      [threatened(), one.mediation('assigned', wishes(RESPONDENT))],
      null,
      { input: { mode: 'joint' } },
    ],
    [
      'she said so before the danger was known',
      [threatened(), one.mediation('assigned', wishes(RESPONDENT, { at: '2026-03-01T00:00:00.000Z' }))],
      'joint_not_wished',
      { input: { mode: 'joint' } },
    ],
    [
      'she said she would not',
      [threatened(), one.mediation('assigned', wishes(RESPONDENT, { wish: false }))],
      'joint_not_wished',
      { input: { mode: 'joint' } },
    ],
    [
      'the other side wishes it',
      [threatened(), one.mediation('assigned', wishes(APPLICANT))],
      'joint_not_wished',
      { input: { mode: 'joint' } },
    ],
    [
      'a child is in danger: only one of them wishes it',
      [threatened({ kind: 'minor_abuse', endangered: [] }), one.mediation('assigned', wishes(APPLICANT))],
      'joint_not_wished',
      { input: { mode: 'joint' } },
    ],
    [
      'a crime that threatens nobody here',
      [threatened({ kind: 'crime' }), one.mediation('assigned')],
      null,
      { input: { mode: 'joint' } },
    ],
    [
      'the police were told: she is no safer at one table',
      [threatened({ told: ANSWERED }), one.mediation('assigned')],
      'joint_not_wished',
      { input: { mode: 'joint' } },
    ],
  ],
  meeting_wished: [
    ['they were to meet', [threatened(), one.mediation('notified', { meeting: meeting('joint') })], 'joint_not_wished'],
    ['they were to meet apart', [threatened(), one.mediation('notified', { meeting: meeting('back_to_back') })], null],
    [
      'she wishes it',
      [threatened(), one.mediation('notified', { meeting: meeting('joint'), ...wishes(RESPONDENT) })],
      null,
    ],
  ],
  sham_looked_into: [
    ['at once', [one.mediation('in_session')], 'sham_suspend_first', { input: { reason: 'sham_suspected' } }],
    [
      'suspended for another reason',
      [one.mediation('suspended', { suspended_for: { reason: 'illness', resumes: null } })],
      'sham_suspend_first',
      { input: { reason: 'sham_suspected' } },
    ],
    [
      'suspended for it',
      [one.mediation('suspended', { suspended_for: { reason: 'sham_suspected', resumes: null } })],
      null,
      { input: { reason: 'sham_suspected' } },
    ],
    ['for another reason', [one.mediation('in_session')], null, { input: { reason: 'too_far_apart' } }],
  ],
  time_offered: [
    ['never offered', [one.mediation('accepted')], 'no_such_time', { input: { slots: [uuid(9)] } }],
    [
      'offered',
      [one.mediation('accepted', { slots: [{ id: uuid(9), at: '', place: '', ticked: [] }] })],
      null,
      { input: { slots: [uuid(9)] } },
    ],
    ['none ticked', [one.mediation('accepted')], null, { input: { slots: [] } }],
  ],
  times_ahead: [
    ['past', [], 'too_early', { input: { at: '2026-03-02T03:59:00.000Z' } }],
    [
      'one of two is past',
      [],
      'too_early',
      { input: { times: [{ at: '2026-03-03T01:00:00.000Z' }, { at: '2026-03-01T01:00:00.000Z' }] } },
    ],
    ['this very minute', [], null, { input: { at: '2026-03-02T04:00:59.000Z' } }],
    [
      'past now, ahead when it was said',
      [],
      null,
      { input: { at: '2026-03-01T02:00:00.000Z' }, here: { occurred_at: '2026-03-01T01:00:00.000Z' } },
    ],
  ],
  after_consents: [
    [
      'before the other side had agreed',
      [one.mediation('accepted', { consents: consentsAt('2026-03-02T03:00:00.000Z') })],
      'before_consent',
      { here: { occurred_at: '2026-03-02T02:00:00.000Z' } },
    ],
    [
      'in the same minute',
      [one.mediation('accepted', { consents: consentsAt('2026-03-02T03:00:30.000Z') })],
      null,
      { here: { occurred_at: '2026-03-02T03:00:00.000Z' } },
    ],
  ],
  mediation_goes_on: [
    ['suspended', [one.mediation('suspended'), one.agreement('signing')], 'mediation_suspended'],
    ['going on', [one.mediation('in_session'), one.agreement('signing')], null],
  ],
} as const satisfies Partial<Record<GuardName, readonly Case[]>>
