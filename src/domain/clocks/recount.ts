import { addDays, addWorkingDays, type Calendar, type Day } from './calendar.ts'
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
  return takenOver(rule, clock, freshDay(rule, clock, calendar), today)
}

function takenOver(rule: ClockRule, clock: Running, fresh: Day, today: Day): Day {
  if (fresh >= clock.due_on || rule.nature === 'local') return fresh > clock.due_on ? fresh : clock.due_on
  return fresh >= today ? fresh : today < clock.due_on ? today : clock.due_on
}

/**
 * The day a clock that stood still goes on to. Where a day was promised beyond what is counted now, the promise moves by the days it
 * stood still, as the counted day does. Going on makes nobody late either: where holidays were taken back while it stood still, the law's
 * day goes back no further than today.
 * @param stood how many days of the rule's own unit it stood still this time
 */
export function resumedDay(rule: ClockRule, clock: Running, stood: number, today: Day, calendar: Calendar): Day {
  // A day that was agreed moves by the days it stood still; there is nothing else to count it from.
  if (rule.unit === 'agreed') return addDays(clock.due_on, stood)
  const fresh = dueOn(rule, clock.started_on, clock.paused_days + stood, calendar)
  const promised = rule.nature === 'local' && clock.due_on > freshDay(rule, clock, calendar)
  if (!promised || stood === 0) return takenOver(rule, clock, fresh, today)
  const moved =
    rule.unit === 'working_day' ? addWorkingDays(clock.due_on, stood, calendar) : addDays(clock.due_on, stood)
  return moved > fresh ? moved : fresh
}
