import { Temporal } from 'temporal-polyfill'
import { partsOf } from '../disputes/parts.ts'
import type { Guard } from '../guards.ts'
import { isLane } from './channels.ts'
import type { PartyEntry } from './desk-inputs.ts'

/** For so long a sheet may be taken back (本县约定); afterwards people have relied on it. */
const HOURS = 24

/** Legal conditions of sheets and of the enterprises' green lane. */
export const BATCH_GUARDS = {
  /** 绿色通道只看是不是企业提出的，不看别的 (domain 2.1 CH15)。 */
  lane_for_enterprise: (_, input) => {
    if (input === undefined) return null
    const { channel, parties } = input as { channel: string; parties: readonly PartyEntry[] }
    const firm = parties.some((it) => it.side === 'applicant' && it.kind === 'organisation' && it.is_enterprise)
    return isLane(channel) && !firm ? 'lane_needs_enterprise' : null
  },
  /** 只能往自己登记的、没有撤回的批里加。 */
  batch_is_mine: ({ named }, input) => {
    const { batch_id, batch_line } = (input ?? {}) as { batch_id?: string; batch_line?: number }
    if (batch_id === undefined && batch_line === undefined) return null
    return batch_id === undefined || batch_line === undefined || named.batch?.id !== batch_id ? 'no_such_batch' : null
  },
  filed_within_a_day: ({ now }, _, part) => {
    const filed = part?.part === 'dispute' ? part.facts.batch?.at : undefined
    if (filed === undefined) return null
    const last = Temporal.Instant.from(filed).add({ hours: HOURS })
    return Temporal.Instant.compare(Temporal.Instant.from(now), last) > 0 ? 'batch_day_over' : null
  },
  /** 谁办过一步（当事人、单位、到时自动的）都算：一个部分的版本就是它上面走过的步数 (threats I1)。 */
  nothing_since: ({ parts }) =>
    parts.length === partsOf(parts, 'dispute').length + partsOf(parts, 'party').length &&
    parts.every((it) => it.version === 1)
      ? null
      : 'batch_file_moved_on',
} as const satisfies Record<string, Guard>
