import { addMonths, type Calendar, type Day, dayIn } from './calendar.ts'
import { type ClockRule, dueAt, dueOn, isTimed } from './rules.ts'
import { type Level, WARNED, warnAt, warnOn } from './warnings.ts'

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

/** How many of them would have been warned of at half and at four fifths (or where the county sets these): 会提醒多少次. */
export type TriedWarns = { half: number; most: number }

/** Whether one of these would have run when it came to warn at this level under a rule. */
function warnedOf(rule: ClockRule, it: PastClocks, level: Level, now: string, calendar: Calendar): boolean {
  const warns = rule.warns ?? WARNED
  if (isTimed(rule)) {
    if (it.started_at === null) return false
    const minutes = rule.unit === 'hour' ? rule.amount * 60 : rule.amount
    return warnAt(dueAt(rule, it.started_at).due_at, minutes, level, warns) <= (it.done_at ?? now)
  }
  const due_on = dueOn(rule, it.started_on, it.paused_days, calendar)
  const on = warnOn({ started_on: it.started_on, due_on }, level, warns)
  return on !== null && on <= (it.done_on ?? dayIn(now))
}

/** Tries when a rule warns on clocks that ran already: of how many somebody would have been told. Nothing is changed by it. */
export function tryWarns(rule: ClockRule, past: readonly PastClocks[], now: string, calendar: Calendar): TriedWarns {
  const count = (level: Level): number =>
    past.reduce((sum, it) => sum + (warnedOf(rule, it, level, now, calendar) ? it.clocks : 0), 0)
  return { half: count('half'), most: count('most') }
}
