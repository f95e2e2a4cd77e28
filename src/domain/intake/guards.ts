import { partsOf } from '../disputes/parts.ts'
import { liveMediations } from '../disputes/people.ts'
import { present, reading } from '../guard-reading.ts'
import type { Guard } from '../guards.ts'
import { PAPER_CHANNELS } from './channels.ts'

/** Legal conditions of taking a dispute in: what may be asked for, and which files become one. */
export const INTAKE_GUARDS = {
  /** 补正一次性告知：不能一次一次地要，把期限拖下去。 */
  not_asked_before: ({ clocks }) => (clocks.some((clock) => clock.rule === 'T-05') ? 'already_asked' : null),
  /** 补充材料的期限确已届满：系统不得提前催告。 */
  supplement_overdue: ({ clocks, today }) =>
    clocks.some((clock) => clock.rule === 'T-05' && clock.state === 'running' && clock.due_on < today)
      ? null
      : 'not_due_yet',
  /** 所选的地方有受理单位。 */
  has_receiver: ({ receiver }) => (receiver ? null : 'no_receiver'),
  /** 移送来的写明哪个单位、凭什么文书。 */
  hand_over_named: (_, input) => {
    if (input === undefined) return null
    const { channel, hand_over } = reading<{ channel: string; hand_over?: object | undefined }>(input)
    return PAPER_CHANNELS.includes(channel) && !hand_over ? 'channel_needs_paper' : null
  },
  not_itself: ({ file }, input) =>
    input !== undefined && reading<{ file_id: string }>(input).file_id === file?.id ? 'file_self' : null,
  merged_here: ({ parts }, input) => {
    if (input === undefined) return null
    const { file_id } = reading<{ file_id: string }>(input)
    return partsOf(parts, 'dispute')[0]?.facts.merged_here?.some((it) => it.file_id === file_id)
      ? null
      : 'not_merged_here'
  },
  /** 并案只有一层：已经并进了别件的，不再并入另一件 (threats I9)。 */
  holds_none_merged: ({ parts }) =>
    (partsOf(parts, 'dispute')[0]?.facts.merged_here ?? []).length > 0 ? 'holds_merged' : null,
  /** 随那一件来的人还在这里调解，或者受这里的协议约束，不能随它离开。 */
  comers_free: (here, input) => {
    if (input === undefined) return null
    const { file_id } = reading<{ file_id: string }>(input)
    const comers = present(here).filter((party) => party.facts.came_from?.file_id === file_id)
    const bound = [
      ...liveMediations(here),
      ...partsOf(here.parts, 'agreement').filter((it) => it.status === 'in_effect'),
    ].flatMap((it) => it.facts.parties)
    if (comers.some((party) => bound.includes(party.id))) return 'comers_bound'
    // Whoever asked here first may have left since: a dispute is never without an applicant.
    const stays = present(here).some((party) => party.facts.side === 'applicant' && !comers.includes(party))
    return stays ? null : 'last_applicant'
  },
} as const satisfies Record<string, Guard>
