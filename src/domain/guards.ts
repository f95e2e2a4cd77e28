import { partsOf } from './disputes/parts.ts'
import type { RefusalCode } from './refusals.ts'
import type { Here } from './step.ts'

/**
 * The closed set of legal conditions. A guard gives the code it refuses with, or null. Asked without input (what may I
 * do?), a guard about the input has nothing to refuse.
 */
export const GUARDS = {
  /** 结案前每个办理事项都有结果 (threats I7). */
  every_task_ended: ({ parts }: Here): RefusalCode | null => {
    const tasks = partsOf(parts, 'task')
    if (tasks.length === 0) return 'nothing_handled'
    return tasks.every((task) => ['resolved', 'unresolved', 'diverted'].includes(task.status))
      ? null
      : 'task_still_open'
  },
  /** 补正一次性告知：不能一次一次地要，把期限拖下去。 */
  not_asked_before: ({ clocks }: Here): RefusalCode | null =>
    clocks.some((clock) => clock.rule === 'T-05') ? 'already_asked' : null,
  /** 补充材料的期限确已届满：系统不得提前催告。 */
  supplement_overdue: ({ clocks, today }: Here): RefusalCode | null =>
    clocks.some((clock) => clock.rule === 'T-05' && clock.state === 'running' && clock.due_on < today)
      ? null
      : 'not_due_yet',
  /** 工作人员替当事人登记她的话，必须写明是谁说的：没有人能替别人撤回。 */
  speaker_named: ({ actor, parts }: Here, input: unknown): RefusalCode | null => {
    if (input === undefined || actor.kind !== 'staff') return null
    const { said_by } = input as { said_by?: string }
    if (said_by === undefined) return 'speaker_not_named'
    return partsOf(parts, 'party').some((party) => party.id === said_by) ? null : 'speaker_not_in_file'
  },
  /** 证件登记在本件的当事人名下。 */
  party_in_file: ({ parts }: Here, input: unknown): RefusalCode | null => {
    if (input === undefined) return null
    const { party_id } = input as { party_id?: string }
    return partsOf(parts, 'party').some((party) => party.id === party_id) ? null : 'party_not_in_file'
  },
  /** 所选的地方有受理单位。 */
  has_receiver: ({ receiver }: Here): RefusalCode | null => (receiver ? null : 'no_receiver'),
} as const satisfies Record<string, (here: Here, input: unknown) => RefusalCode | null>
export type GuardName = keyof typeof GUARDS
