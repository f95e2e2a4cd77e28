import type { GuardName } from '#domain/guards.ts'
import { APPLICANT, applicant, type Case, RESPONDENT } from './guard-parts.ts'
import * as one from './parts.ts'
import { act, after } from './terms.ts'
import { staffAt, uuid } from './world-of-rules.ts'

const lasting = act(RESPONDENT, APPLICANT, {
  nature: 'continue',
  due: { kind: 'ongoing', from: null, until: null, rhythm: '每月' },
})
const PROPOSED = { person_id: one.CLERK.person_id, name: one.CLERK.name, checked: '', because: '', on: '2026-03-01' }

export const DISPUTE_CASES = {
  every_task_ended: [
    ['nothing was handled', [], 'nothing_handled'],
    ['one is open', [one.task('in_handling')], 'task_still_open'],
    ['one of two is open', [one.task('resolved'), one.task('objected', {}, uuid(99))], 'task_still_open'],
    ['all have a result', [one.task('resolved'), one.task('unresolved', {}, uuid(99))], null],
  ],
  every_obligation_ended: [
    ['something is due', [one.obligation('due')], 'obligations_open'],
    ['somebody says it was paid', [one.obligation('claimed')], 'obligations_open'],
    ['it is late', [one.obligation('breached')], 'obligations_open'],
    ['it was paid', [one.obligation('performed')], null],
    ['a lasting duty is kept', [one.obligation('due', lasting)], null],
    ['a lasting duty is said to be over', [one.obligation('claimed', lasting)], 'obligations_open'],
    [
      'it waits for what is still owed',
      [one.obligation('waiting', act(APPLICANT, RESPONDENT, { due: after(1) }), { clause: 2 })],
      'obligations_open',
    ],
    [
      'it waits for what went to court',
      [
        one.obligation('sent_to_enforcement'),
        one.obligation('waiting', act(APPLICANT, RESPONDENT, { due: after(1) }), { clause: 2 }, uuid(99)),
      ],
      null,
    ],
  ],
  every_visit_made: [
    ['one is due', [one.visit('due')], 'visit_open'],
    ['all were made or tried', [one.visit('done'), one.visit('not_reached')], null],
  ],
  dispute_open: [
    ['closed', [one.dispute('closed')], 'file_not_open'],
    ['open', [one.dispute('open')], null],
  ],
  no_other_lead: [
    ['another leads', [one.task('in_handling')], 'other_lead'],
    ['another helps', [one.task('in_handling', { assists: true })], null],
    ['none', [one.task('diverted')], null],
  ],
  not_proposed_false: [
    ['proposed', [one.dispute('open', { false_proposed: PROPOSED })], 'false_already_proposed'],
    ['rejected', [one.dispute('open', { false_proposed: null })], null],
  ],
  false_proposed: [
    ['nobody did', [one.dispute('open')], 'nothing_proposed'],
    ['proposed', [one.dispute('open', { false_proposed: PROPOSED })], null],
  ],
  another_person: [
    ['who proposed it', [one.dispute('open', { false_proposed: PROPOSED })], 'same_person'],
    [
      'who reported it',
      [one.dispute('clue')],
      'same_person',
      {
        here: {
          involvements: [{ id: uuid(41), who: { person: one.CLERK.person_id }, as_what: 'reporting', until: null }],
        },
      },
    ],
    [
      'somebody else',
      [one.dispute('open', { false_proposed: PROPOSED })],
      null,
      { here: { actor: staffAt(1, 'town_director') } },
    ],
  ],
  no_mediation_live: [
    ['one is going on', [one.mediation('in_session'), one.dispute('open')], 'mediation_running'],
    ['one is over', [one.mediation('failed'), one.dispute('open')], null],
  ],
  within_look_back: [
    ['on the 181st day', [one.dispute('closed', { closed_on: '2025-09-02' })], 'look_back_over'],
    ['on the 180th', [one.dispute('closed', { closed_on: '2025-09-03' })], null],
    [
      'closed by an older release, long ago',
      [one.dispute('closed')],
      'look_back_over',
      { here: { clocks: [one.clock('R-31', applicant, { due_on: '2025-03-05', state: 'met' })] } },
    ],
    ['closed when nobody kept it', [one.dispute('closed')], null],
  ],
  no_agreement_in_effect: [
    ['one is in effect', [one.agreement('in_effect')], 'agreement_in_effect'],
    ['one is being signed', [one.agreement('signing')], null],
  ],
  never_handled: [
    ['resolved', [one.task('resolved')], 'was_handled'],
    ['only looked at', [one.task('in_handling')], null],
  ],
} as const satisfies Partial<Record<GuardName, readonly Case[]>>
