import type { Day } from '../clocks/calendar.ts'
import { addDays } from '../clocks/calendar.ts'
import { ruleInForce } from '../clocks/rule-book.ts'
import { type ClockRule, type ClockRuleId, dueOn, pausedDaysOf } from '../clocks/rules.ts'
import type { Consequence } from '../disputes/consequences.ts'
import { startClock } from '../disputes/make.ts'
import type { Clock, DisputeFacts } from '../disputes/parts.ts'
import { disputeOf } from '../disputes/people.ts'
import type { Here } from '../step.ts'

/** What an office owes first: to pass on, or to decide whether it takes it in. These stand still while she supplies something. */
const FIRST: readonly string[] = ['T-02', 'T-06', 'T-06e'] satisfies ClockRuleId[]
/** The clocks that a matter has from the day somebody first asked. */
const FROM_THE_START: readonly string[] = [...FIRST, 'T-85' satisfies ClockRuleId]

type Held = Pick<DisputeFacts, 'merged_here' | 'borrowed_starts'>
type Stood = Pick<Clock, 'id' | 'paused_days'>

/** The day a clock began, or would have begun, had nothing been merged into this file. */
export const ownStart = (held: Held, clock: Pick<Clock, 'id' | 'started_on'>): Day =>
  held.borrowed_starts?.find((it) => it.clock === clock.id)?.own ?? clock.started_on

/** How many days it stood still, without those that came with the day it borrowed. */
export function ownStood(held: Held, clock: Stood): number {
  const { own_stood = 0, began_with = 0 } = held.borrowed_starts?.find((it) => it.clock === clock.id) ?? {}
  return own_stood + clock.paused_days - began_with
}

/** How many days the first clock of a file stood still of its own, over every time it began anew. */
export const firstStood = (held: Held, clocks: readonly Clock[]): number =>
  Math.max(0, ...clocks.filter((it) => FIRST.includes(it.rule)).map((it) => ownStood(held, it)))

/** Far more days than any clock stood still. */
const LONGEST = 4_000

/** Since when it would have to have stood still to have stood for so many days by today. */
function stillSince(here: Here, rule: ClockRule, days: number): Day {
  for (let back = 0; back < LONGEST; back += 1) {
    const on = addDays(here.today, -back)
    if (pausedDaysOf(rule, on, here.today, here.calendar) === days) return on
  }
  throw new Error(`a clock that stood still for ${days} days`)
}

/** A clock that begins anew has stood still as long as the one it takes the place of: its last day is as far off as it was. */
export function carryPause(here: Here, id: string, rule: ClockRuleId, from: Day, days: number): Consequence[] {
  if (days === 0) return []
  const known = ruleInForce(here.rules, rule)
  return [
    { kind: 'pause_clock', id, on: stillSince(here, known, days) },
    {
      kind: 'resume_clock',
      id,
      paused_days: days,
      due_on: dueOn(known, from, days, here.calendar),
      calendar_version: here.calendar.version,
    },
  ]
}

/**
 * Sets the clocks of a file so that they run from the earliest start of all that is merged in it (domain 2.2, MERGED): its
 * own day, or the day an earlier one came in that it still holds. A file that lets go of the earlier one has its own day
 * back, so that one that was merged by mistake makes nobody late. What was started is never changed: the clock falls away
 * and another begins. A clock that stands still goes on standing still from the same day, and the days it stood still before
 * are carried on: its own, or, where more, those of the file whose day it borrows (docs/decisions/0030).
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
      const rule = clock.rule as ClockRuleId
      const own_stood = ownStood(facts, clock)
      const theirs = merged_here
        .filter((it) => from !== own && FIRST.includes(rule) && it.since === from)
        .map((it) => it.stood_still ?? 0)
      const stood = Math.max(own_stood, ...theirs)
      if (from !== own) borrowed_starts.push({ clock: id, own, own_stood, began_with: stood })
      const on = { part: clock.part, id: clock.part_id }
      return [
        { kind: 'stop_clock', id: clock.id, as: 'cancelled' },
        startClock(here, id, rule, on, clock.owes, clock.act, from),
        ...carryPause(here, id, rule, from, stood),
        ...(clock.paused_on === null ? [] : [{ kind: 'pause_clock', id, on: clock.paused_on } as const]),
      ]
    })
  return { clocks, facts: { merged_here, ...(borrowed_starts.length > 0 ? { borrowed_starts } : {}) } }
}
