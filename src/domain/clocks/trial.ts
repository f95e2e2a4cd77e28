import { addMonths, type Calendar, type Day, dayIn } from './calendar.ts'
import { type ClockRule, dueAt, dueOn, isTimed } from './rules.ts'

/** How far back a trial looks. */
export const TRIAL_MONTHS = 12

/** Clocks alike in all that a trial looks at. `done_on` or, for minutes and hours, `done_at`: null while they still run. */
export type PastClocks = {
  started_on: Day
  /** For minutes and hours: when it started. */
  started_at: string | null
  paused_days: number
  done_on: Day | null
  done_at: string | null
  /** How many there are. */
  clocks: number
  /** On how many of them it was late under the length it ran with. */
  late: number
}

/** What a length would have meant for what is behind us: 如果早用这个期限，过去 12 个月会有多少件超期. */
export type Trial = { since: Day; clocks: number; late_now: number; late_then: number }

/** The first day a trial looks at. */
export const trialSince = (today: Day): Day => addMonths(today, -TRIAL_MONTHS)

/**
 * Tries a length on clocks that ran already: each is counted once more from its own start, with the days it stood still. What
 * still runs is late where its day is over by now. Nothing is changed by it.
 */
export function tryLength(rule: ClockRule, past: readonly PastClocks[], now: string, calendar: Calendar): Trial {
  const today = dayIn(now)
  let [clocks, late_now, late_then] = [0, 0, 0]
  for (const it of past) {
    clocks += it.clocks
    late_now += it.late
    const late = isTimed(rule)
      ? it.started_at !== null && dueAt(rule, it.started_at).due_at < (it.done_at ?? now)
      : dueOn(rule, it.started_on, it.paused_days, calendar) < (it.done_on ?? today)
    if (late) late_then += it.clocks
  }
  return { since: trialSince(today), clocks, late_now, late_then }
}
