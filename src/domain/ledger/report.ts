import { type Clock, partsOf } from '../disputes/parts.ts'
import type { Here, Receiver } from '../step.ts'
import type { MajorReport } from './facts.ts'
import type { ReportTo } from './inputs.ts'

const KIND_OF = { town: 'town_centre', county: 'county_centre' } as const

/** The centre a report goes to: the nearest of that level, unless whoever reports sits there herself. */
export const centreFor = ({ named, own_unit }: Here, to: ReportTo): Receiver | undefined =>
  named.candidates.find((it) => it.kind === KIND_OF[to] && it.id !== own_unit?.id)

type Open = { report: MajorReport; clock: Clock; to_unit: number }
/** The report that waits for its receipt, with the clock of it: whoever took over the unit has it to receive. */
export function openReport({ parts, clocks }: Pick<Here, 'parts' | 'clocks'>): Open | null {
  const clock = clocks.find((it) => it.rule === 'R-53' && it.state === 'running')
  const report = partsOf(parts, 'dispute')[0]?.facts.major_reports?.findLast((it) => it.received === null)
  if (!clock || !report || !('unit' in clock.owes)) return null
  return { report, clock, to_unit: clock.owes.unit }
}
