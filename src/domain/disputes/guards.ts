import { leadTask } from '../guard-reading.ts'
import type { Guard } from '../guards.ts'
import { heldOpenBy } from './held-open.ts'
import { reboundUntil } from './look-back.ts'
import { ENDED_TASK, partsOf } from './parts.ts'
import { liveMediations } from './people.ts'

/** Legal conditions of the dispute itself: when it may end, and what ends it as unfounded. */
export const DISPUTE_GUARDS = {
  /** 结案前每个办理事项都有结果 (threats I7). */
  every_task_ended: ({ parts }) => {
    const tasks = partsOf(parts, 'task')
    if (tasks.length === 0) return 'nothing_handled'
    return tasks.every((task) => ENDED_TASK.includes(task.status)) ? null : 'task_still_open'
  },
  /** 协议没有履行完不结案：每一项义务都有结果，持续性的按回访所见在履行。 */
  every_obligation_ended: ({ parts }) => (heldOpenBy(parts).length > 0 ? 'obligations_open' : null),
  every_visit_made: ({ parts }) =>
    partsOf(parts, 'visit').some((visit) => visit.status === 'due') ? 'visit_open' : null,
  /** 办出过结果、调解过的，就不是“没有这件纠纷”。 */
  never_handled: ({ parts }) =>
    partsOf(parts, 'task').some((it) => it.status === 'resolved') ||
    partsOf(parts, 'mediation').some((it) => it.facts.sessions.length > 0)
      ? 'was_handled'
      : null,
  dispute_open: ({ parts }) => (partsOf(parts, 'dispute')[0]?.status === 'open' ? null : 'file_not_open'),
  no_other_lead: (here) => (leadTask(here) ? 'other_lead' : null),
  not_proposed_false: ({ parts }) =>
    partsOf(parts, 'dispute')[0]?.facts.false_proposed ? 'false_already_proposed' : null,
  false_proposed: ({ parts }) => (partsOf(parts, 'dispute')[0]?.facts.false_proposed ? null : 'nothing_proposed'),
  /** 核实无此纠纷要两个人：提出或者上报的人不能自己批准 (domain 2.2, FALSE_REPORT)。 */
  another_person: ({ actor, parts, involvements }) => {
    const { person_id } = actor.kind === 'staff' ? actor : { person_id: '' }
    const reported = involvements.some(
      (it) => it.as_what === 'reporting' && 'person' in it.who && it.who.person === person_id,
    )
    const proposed = partsOf(parts, 'dispute')[0]?.facts.false_proposed?.person_id === person_id
    return reported || proposed ? 'same_person' : null
  },
  no_mediation_live: (here) => (liveMediations(here).length > 0 ? 'mediation_running' : null),
  /** 结案后 180 日内又起来的，在原来的编号下办 (domain 2.4 row 32；本县约定)。 */
  within_look_back: (here) => {
    const until = reboundUntil(here)
    return until === null || here.today <= until ? null : 'look_back_over'
  },
  no_agreement_in_effect: ({ parts }) =>
    partsOf(parts, 'agreement').some((it) => it.status === 'in_effect') ? 'agreement_in_effect' : null,
} as const satisfies Record<string, Guard>
