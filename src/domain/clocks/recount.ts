import type { Calendar, Day } from './calendar.ts'
import { type ClockRule, dueOn, isTimed } from './rules.ts'

type Running = { started_on: Day; due_on: Day; paused_days: number }

/** The day a running clock has by another calendar; its start never moves (threats I22). */
export function freshDay(rule: ClockRule, clock: Running, calendar: Calendar): Day {
  if (isTimed(rule) || rule.unit === 'agreed') return clock.due_on
  return dueOn(rule, clock.started_on, clock.paused_days, calendar)
}

/**
 * The day a running clock goes on with after holidays were published anew (docs/decisions/0038). A later day is taken over. An earlier
 * one is taken only where the law itself sets the day, because a court counts by the real holidays whatever we promised; even then
 * nobody becomes late by the recount itself. What the county or the parties promised stands as it was said.
 */
export function recounted(rule: ClockRule, clock: Running, today: Day, calendar: Calendar): Day {
  const fresh = freshDay(rule, clock, calendar)
  if (fresh >= clock.due_on || rule.nature === 'local') return fresh > clock.due_on ? fresh : clock.due_on
  return fresh >= today ? fresh : today < clock.due_on ? today : clock.due_on
}
