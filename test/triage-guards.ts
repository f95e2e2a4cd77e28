import type { Part } from '#domain/disputes/parts.ts'
import type { GuardName } from '#domain/guards.ts'
import type { RefusalCode } from '#domain/refusals.ts'
import type { Receiver } from '#domain/step.ts'
import { APPLICANT, CARD, type Case, comer, named, RESPONDENT, triaged } from './guard-parts.ts'
import * as one from './parts.ts'
import { STRANGER, UNITS, uuid } from './world-of-rules.ts'

const ASKED = { unit_id: 3, name: '枫溪县综治中心', involvement: uuid(42) }
const handling = one.task('in_handling')
const laid = (task_id: string, by = '2026-03-09') => ({ duties: [{ task_id, what: '', by }] })
function typed(dispute_type: string | null): Part {
  return one.dispute('registered', { dispute_type })
}
function trade(words: string): Receiver {
  return { ...UNITS[4], kind: 'trade_committee', name: `枫溪县${words}纠纷人民调解委员会` }
}
function late(rule: string, today: string, says: RefusalCode | null): Case {
  const task = one.task('dispatched')
  return [`${rule} on ${today}`, [task], says, { here: { today, clocks: [one.clock(rule, task)] } }]
}

export const TRIAGE_CASES = {
  duty_left: [
    ['nothing runs under it', [one.task('resolved')], 'nothing_left_to_do'],
    [
      'what ran is settled',
      [one.task('in_handling')],
      'nothing_left_to_do',
      { here: { clocks: [one.clock('T-85', one.task('in_handling'), { state: 'met' })] } },
    ],
    [
      'what runs is the file’s own',
      [one.task('in_handling')],
      'nothing_left_to_do',
      { here: { clocks: [one.clock('R-31', one.dispute('open'))] } },
    ],
    [
      'the task’s own duty',
      [one.task('in_handling')],
      null,
      { here: { clocks: [one.clock('T-85', one.task('in_handling'))] } },
    ],
    [
      'a return visit that came of it',
      [one.agreement('in_effect'), one.visit('due'), one.task('resolved')],
      null,
      { here: { clocks: [one.clock('T-60', one.visit('due'))] } },
    ],
  ],
  not_mine_yet: [
    ['mine already', [one.task('in_handling', { held_by: one.CLERK })], 'held_already'],
    ['a colleague’s', [one.task('in_handling', { held_by: { person_id: STRANGER, name: '' } })], null],
    ['nobody’s', [one.task('in_handling')], null],
  ],
  is_held: [
    ['nobody has it', [one.task('in_handling', { held_by: null })], 'held_by_nobody'],
    ['somebody has', [one.task('in_handling', { held_by: one.CLERK })], null],
  ],
  colleague_known: [
    ['nobody under this id', [one.task('in_handling')], 'not_a_colleague', { input: {} }],
    [
      'somebody of another unit',
      [one.task('in_handling')],
      'not_a_colleague',
      { input: {}, here: { named: named({ colleague: { ...CARD, unit_id: 9 } }) } },
    ],
    [
      'who has it already',
      [one.task('in_handling', { held_by: CARD })],
      'given_already',
      { input: {}, here: { named: named({ colleague: { ...CARD, unit_id: 1 } }) } },
    ],
    [
      'a colleague',
      [one.task('in_handling', { held_by: one.CLERK })],
      null,
      { input: {}, here: { named: named({ colleague: { ...CARD, unit_id: 1, person_id: STRANGER } }) } },
    ],
  ],
  of_its_kind: [
    ['neighbours at the doctors’ committee', [typed('M02')], 'not_of_its_kind', { here: { own_unit: trade('医疗') } }],
    ['a family at the tourism committee', [typed('M01')], 'not_of_its_kind', { here: { own_unit: trade('旅游') } }],
    ['what its rows serve', [typed('M14')], null, { here: { own_unit: trade('医疗') } }],
    ['the type is not known yet', [typed(null)], null, { here: { own_unit: trade('医疗') } }],
    ['a trade the matrix does not know', [typed('M02')], null, { here: { own_unit: trade('渔业') } }],
    ['a village’s committee takes every kind', [typed('M14')], null, { here: { own_unit: UNITS[4] } }],
    ['so does the station', [typed('M16')], null],
  ],
  unit_known: [
    ['no such unit', [], 'no_such_unit', { input: {} }],
    ['a unit', [], null, { input: {}, here: { named: named({ unit: UNITS[1] }) } }],
  ],
  unit_is_other: [
    ['my own', [one.dispute('open')], 'unit_is_own', { input: {}, here: { named: named({ unit: UNITS[0] }) } }],
    [
      'one that holds a task',
      [one.task('dispatched', { unit_id: 2 }), one.dispute('open')],
      'unit_holds_task',
      { input: {}, here: { named: named({ unit: UNITS[1] }) } },
    ],
    [
      'one that held a task',
      [one.task('unresolved', { unit_id: 2 }), one.dispute('open')],
      null,
      { input: {}, here: { named: named({ unit: UNITS[1] }) } },
    ],
    [
      'its own again',
      [one.task('objected', { unit_id: 2 })],
      null,
      { input: {}, here: { named: named({ unit: UNITS[1] }) } },
    ],
  ],
  change_explained: [
    ['the first time', [one.dispute('registered')], null, { input: { dispute_type: 'M02', because: '' } }],
    [
      'another answer without a word',
      [one.dispute('triaging', { triage: { ...triaged(true), facts: { violence: false } } })],
      'change_not_explained',
      { input: { violence: true, because: '' } },
    ],
    [
      'another answer and why',
      [one.dispute('triaging', { triage: { ...triaged(true), facts: { violence: false } } })],
      null,
      { input: { violence: true, because: '她后来说被推过。' } },
    ],
    [
      'what was not known is known now',
      [one.dispute('triaging', { triage: { ...triaged(true), facts: { violence: null } } })],
      null,
      { input: { violence: true, because: '' } },
    ],
  ],
  triaged: [
    ['not yet', [one.dispute('registered')], 'not_triaged'],
    ['done', [one.dispute('triaging', { triage: triaged(true) })], null],
  ],
  one_lead: [
    ['a second lead', [one.task('in_handling')], 'lead_exists', { input: { assists: false } }],
    ['help for nobody', [], 'lead_missing', { input: { assists: true } }],
    ['help for a lead', [one.task('in_handling')], null, { input: { assists: true } }],
    ['help for what helps', [one.task('in_handling', { assists: true })], 'lead_missing', { input: { assists: true } }],
    ['a lead after one that ended', [one.task('unresolved')], null, { input: { assists: false } }],
  ],
  objection_in_time: [
    late('T-04', '2026-03-06', 'objection_too_late'),
    late('T-04p', '2026-03-06', 'objection_too_late'),
    late('T-04', '2026-03-05', null),
    late('T-03', '2026-03-06', null),
  ],
  sender_decides: [
    ['returned twice', [one.task('objected', { decider: ASKED })], 'superior_decides'],
    ['returned once', [one.task('objected')], null],
    ['decided since', [one.task('objected', { decider: null })], null],
  ],
  not_decided: [
    [
      'a superior decided',
      [one.task('dispatched', { decided: { by: '枫溪县综治中心', on: '2026-03-01' } })],
      'handler_decided',
    ],
    ['nobody did', [one.task('dispatched')], null],
  ],
  task_leads: [
    ['it helps', [one.task('in_handling', { assists: true })], 'not_lead'],
    ['it leads', [one.task('in_handling')], null],
  ],
  units_known: [
    [
      'one is not in use',
      [],
      'no_such_unit',
      { input: { unit_ids: [2, 9] }, here: { named: named({ units: [UNITS[1]] }) } },
    ],
    ['both are', [], null, { input: { unit_ids: [2, 3] }, here: { named: named({ units: [UNITS[1], UNITS[2]] }) } }],
  ],
  unit_above: [
    ['two levels up', [], 'not_one_level_up', { input: {}, here: { named: named({ unit: UNITS[2] }) } }],
    ['the same level', [], 'not_one_level_up', { input: {}, here: { named: named({ unit: UNITS[4] }) } }],
    ['another town', [], 'not_one_level_up', { input: {}, here: { named: named({ unit: UNITS[3] }) } }],
    ['the town of the village', [], null, { input: {}, here: { named: named({ unit: UNITS[1] }) } }],
  ],
  unit_below: [
    ['upwards', [], 'not_one_level_down', { input: {}, here: { named: named({ unit: UNITS[1] }) } }],
    [
      'a village of another town',
      [],
      'not_one_level_down',
      { input: {}, here: { own_unit: UNITS[3], named: named({ unit: UNITS[0] }) } },
    ],
    [
      'two levels down',
      [],
      'not_one_level_down',
      { input: {}, here: { own_unit: UNITS[2], named: named({ unit: UNITS[0] }) } },
    ],
    ['a village of the town', [], null, { input: {}, here: { own_unit: UNITS[1], named: named({ unit: UNITS[0] }) } }],
  ],
  duties_on_tasks: [
    [
      'a unit that has not signed',
      [one.task('dispatched', {}, uuid(99)), one.task('coordinating')],
      'duty_without_task',
      { input: laid(uuid(99)) },
    ],
    ['what is no task', [one.task('coordinating')], 'duty_without_task', { input: laid(STRANGER) }],
    ['a day that is over', [one.task('coordinating')], 'duty_day_past', { input: laid(one.TASK, '2026-03-01') }],
    ['today', [one.task('coordinating')], null, { input: laid(one.TASK, '2026-03-02') }],
    [
      'one that helps',
      [one.task('in_handling', {}, uuid(99)), one.task('coordinating')],
      null,
      { input: laid(uuid(99)) },
    ],
  ],
  duty_open: [
    ['none was laid', [one.task('in_handling')], 'no_such_duty'],
    ['done already', [handling], 'no_such_duty', { here: { clocks: [one.clock('R-24', handling, { state: 'met' })] } }],
    [
      'another one',
      [handling],
      'no_such_duty',
      { input: { duty: STRANGER }, here: { clocks: [one.clock('R-24', handling)] } },
    ],
    ['this one', [handling], null, { input: { duty: uuid(40) }, here: { clocks: [one.clock('R-24', handling)] } }],
  ],
  chosen_by_applicants: [
    ['the other side chose', [], 'not_every_applicant_chose', { input: { chosen_by: [RESPONDENT] } }],
    ['one of two', [...one.PARTIES, comer], 'not_every_applicant_chose', { input: { chosen_by: [APPLICANT] } }],
    ['a stranger', [], 'speaker_not_in_file', { input: { chosen_by: [APPLICANT, STRANGER] } }],
    ['she', [], null, { input: { chosen_by: [APPLICANT] } }],
    [
      'the other one has left',
      [...one.PARTIES, { ...comer, status: 'left' }],
      null,
      { input: { chosen_by: [APPLICANT] } },
    ],
  ],
  no_mediation_on_task: [
    ['one is going on', [one.mediation('in_session'), one.task('in_handling')], 'mediation_running'],
    ['one has ended', [one.mediation('failed'), one.task('in_handling')], null],
    ['one on another task', [one.mediation('in_session', { task_id: uuid(99) }), one.task('in_handling')], null],
  ],
} as const satisfies Partial<Record<GuardName, readonly Case[]>>
