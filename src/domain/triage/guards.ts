import { isUnderTask } from '../disputes/held.ts'
import { ENDED_TASK, partsOf } from '../disputes/parts.ts'
import { liveMediations } from '../disputes/people.ts'
import { leadTask, present, reading } from '../guard-reading.ts'
import type { Guard } from '../guards.ts'
import { type PlaceCode, parentOf } from '../organisations/places.ts'
import { changedAnswers } from './changed.ts'
import { servesTypeOf } from './choose-unit.ts'
import { withLanguagesKept } from './kept.ts'
import { MATRICES, MATRIX_VERSION } from './matrix.ts'
import type { TriageFacts } from './types.ts'

/** Whether the one is the place right above the other: a village's town, a town's county. */
const isOneLevelUp = (place: PlaceCode | undefined, above: PlaceCode | undefined): boolean =>
  place !== undefined && above !== undefined && parentOf(place) === above

/** Legal conditions of who handles a dispute and who decides on that. */
export const TRIAGE_GUARDS = {
  unit_known: ({ named }, input) => (input === undefined || named.unit ? null : 'no_such_unit'),
  unit_is_other: ({ actor, named, parts }, input, part) => {
    if (input === undefined || !named.unit) return null
    if (actor.kind === 'staff' && named.unit.id === actor.unit_id && part?.part !== 'task') return 'unit_is_own'
    const holding = partsOf(parts, 'task').some(
      (task) => task.id !== part?.id && task.facts.unit_id === named.unit?.id && !ENDED_TASK.includes(task.status),
    )
    return holding ? 'unit_holds_task' : null
  },
  /** 先研判后交办：建议和理由留痕 (domain 2.4 row 5). */
  triaged: ({ parts }) => (partsOf(parts, 'dispute')[0]?.facts.triage ? null : 'not_triaged'),
  /** 改了以前的回答，写明为什么改 (改了什么、为什么改，都留着)。 */
  change_explained: (here, input) => {
    if (input === undefined) return null
    const before = partsOf(here.parts, 'dispute')[0]?.facts.triage
    if (!before) return null
    const { because, ...facts } = reading<TriageFacts & { because: string }>(input)
    return because === '' && changedAnswers(before.facts, withLanguagesKept(here, facts)).length > 0
      ? 'change_not_explained'
      : null
  },
  /** 主办只有一个，协办跟着主办 (threats I8). */
  one_lead: (here, input) => {
    if (input === undefined) return null
    const { assists } = reading<{ assists: boolean }>(input)
    const lead = leadTask(here) !== undefined
    if (assists) return lead ? null : 'lead_missing'
    return lead ? 'lead_exists' : null
  },
  objection_in_time: ({ clocks, today }, _, part) =>
    clocks.some(
      (clock) =>
        clock.part_id === part?.id &&
        (clock.rule === 'T-04' || clock.rule === 'T-04p') &&
        clock.state === 'running' &&
        clock.due_on < today,
    )
      ? 'objection_too_late'
      : null,
  /** 退回两次的，交办单位和接收单位都不再自己定，由共同的上级定 (domain 2.4 row 8)。 */
  sender_decides: (_, __, part) => (part?.part === 'task' && part.facts.decider ? 'superior_decides' : null),
  /** 上级指定了的，不再退、不再转 (domain 2.4 row 8)。 */
  not_decided: (_, __, part) => (part?.part === 'task' && part.facts.decided ? 'handler_decided' : null),
  /** 会商、上交下交、导入其他途径都是主办的事；协办的只办自己那一份。 */
  task_leads: (_, __, part) => (part?.part === 'task' && part.facts.assists ? 'not_lead' : null),
  units_known: ({ named }, input) => {
    if (input === undefined) return null
    const { unit_ids } = reading<{ unit_ids: number[] }>(input)
    return unit_ids.every((id) => named.units.some((it) => it.id === id)) ? null : 'no_such_unit'
  },
  /** 逐级：只交给正上一级的单位。 */
  unit_above: ({ named, own_unit }, input) =>
    input === undefined || !named.unit || isOneLevelUp(own_unit?.place_code, named.unit.place_code)
      ? null
      : 'not_one_level_up',
  unit_below: ({ named, own_unit }, input) =>
    input === undefined || !named.unit || isOneLevelUp(named.unit.place_code, own_unit?.place_code)
      ? null
      : 'not_one_level_down',
  /** 会商只能给签收了的单位定事：没签收的由交办单位负责，定了也没有人办。 */
  duties_on_tasks: ({ parts, today }, input, part) => {
    if (input === undefined) return null
    const { duties } = reading<{ duties: { task_id: string; by: string }[] }>(input)
    const held = partsOf(parts, 'task').filter((task) => task.status === 'in_handling' || task.id === part?.id)
    if (!duties.every((duty) => held.some((task) => task.id === duty.task_id))) return 'duty_without_task'
    return duties.every((duty) => duty.by >= today) ? null : 'duty_day_past'
  },
  duty_open: ({ clocks }, input, part) => {
    const open = clocks.filter((it) => it.rule === 'R-24' && it.part_id === part?.id && it.state === 'running')
    const duty = reading<{ duty: string } | undefined>(input)?.duty
    return open.some((it) => duty === undefined || it.id === duty) ? null : 'no_such_duty'
  },
  /** 换一条途径是提出的人自己选的，几个人提出的要每一位都选了 (人民调解法 3)。 */
  chosen_by_applicants: (here, input) => {
    if (input === undefined) return null
    const { chosen_by } = reading<{ chosen_by: string[] }>(input)
    const known = present(here)
    if (!chosen_by.every((id) => known.some((it) => it.id === id))) return 'speaker_not_in_file'
    const applicants = known.filter((it) => it.facts.side === 'applicant')
    return applicants.every((it) => chosen_by.includes(it.id)) ? null : 'not_every_applicant_chose'
  },
  /** 没有要办的了，就不用再说归谁办。 */
  duty_left: (here, _, part) =>
    part?.part === 'task' &&
    !here.clocks.some(
      (clock) => (clock.state === 'running' || clock.state === 'paused') && isUnderTask(here, clock, part),
    )
      ? 'nothing_left_to_do'
      : null,
  not_mine_yet: ({ actor }, _, part) =>
    part?.part === 'task' && actor.kind === 'staff' && part.facts.held_by?.person_id === actor.person_id
      ? 'held_already'
      : null,
  is_held: (_, __, part) => (part?.part === 'task' && part.facts.held_by ? null : 'held_by_nobody'),
  /** 交给的是本单位现在在岗、能办事的人；已经归她办的不用再交。 */
  colleague_known: ({ named }, input, part) => {
    if (input === undefined || part?.part !== 'task') return null
    if (named.colleague?.unit_id !== part.facts.unit_id) return 'not_a_colleague'
    return part.facts.held_by?.person_id === named.colleague.person_id ? 'given_already' : null
  },
  no_mediation_on_task: (here, _, part) =>
    liveMediations(here).some((it) => it.facts.task_id === part?.id) ? 'mediation_running' : null,
  /** 行业性、专业性调委会只办本行业的纠纷 (人民调解法 34)；类型还不知道的，先收下。 */
  of_its_kind: ({ parts, own_unit }) => {
    const type = partsOf(parts, 'dispute')[0]?.facts.dispute_type
    if (!own_unit || !type) return null
    return servesTypeOf(own_unit, type, MATRICES[MATRIX_VERSION]) ? null : 'not_of_its_kind'
  },
} as const satisfies Record<string, Guard>
