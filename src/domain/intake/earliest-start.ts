import type { Day } from '../clocks/calendar.ts'
import type { ClockRuleId } from '../clocks/rules.ts'
import type { Consequence } from '../disputes/consequences.ts'
import { startClock } from '../disputes/make.ts'
import type { Clock, DisputeFacts } from '../disputes/parts.ts'
import { disputeOf } from '../disputes/people.ts'
import type { Here } from '../step.ts'

/** The clocks that a matter has from the day somebody first asked. */
const FROM_THE_START: readonly string[] = ['T-02', 'T-06', 'T-06e', 'T-85'] satisfies ClockRuleId[]

type Held = Pick<DisputeFacts, 'merged_here' | 'borrowed_starts'>

/** The day a clock began, or would have begun, had nothing been merged into this file. */
export const ownStart = (held: Held, clock: Pick<Clock, 'id' | 'started_on'>): Day =>
  held.borrowed_starts?.find((it) => it.clock === clock.id)?.own ?? clock.started_on

/**
 * Sets the clocks of a file so that they run from the earliest start of all that is merged in it (domain 2.2, MERGED): its
 * own day, or the day an earlier one came in that it still holds. A file that lets go of the earlier one has its own day
 * back, so that one that was merged by mistake makes nobody late. What was started is never changed: the clock falls away
 * and another begins. A clock that stands still goes on standing still from the same day.
 *
 * @param merged_here what is merged in it once the step is taken
 */
export function runFromEarliest(
  here: Here,
  merged_here: NonNullable<Held['merged_here']>,
  next: () => string,
): { clocks: Consequence[]; facts: Pick<DisputeFacts, 'merged_here' | 'borrowed_starts'> } {
  const { facts } = disputeOf(here)
  const lent = merged_here.flatMap(({ since }) => since ?? [])
  const borrowed_starts = [...(facts.borrowed_starts ?? [])]
  const clocks = here.clocks
    .filter((it) => (it.state === 'running' || it.state === 'paused') && FROM_THE_START.includes(it.rule))
    .flatMap((clock): Consequence[] => {
      const own = ownStart(facts, clock)
      const from = [own, ...lent].sort()[0] ?? own
      if (from === clock.started_on) return []
      const id = next()
      if (from !== own) borrowed_starts.push({ clock: id, own })
      const on = { part: clock.part, id: clock.part_id }
      return [
        { kind: 'stop_clock', id: clock.id, as: 'cancelled' },
        startClock(here, id, clock.rule as ClockRuleId, on, clock.owes, clock.act, from),
        ...(clock.paused_on === null ? [] : [{ kind: 'pause_clock', id, on: clock.paused_on } as const]),
      ]
    })
  return { clocks, facts: { merged_here, ...(borrowed_starts.length > 0 ? { borrowed_starts } : {}) } }
}
