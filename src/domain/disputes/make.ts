import { CLOCK_RULES, type ClockRuleId, clockRule, dueOn, pausedDaysOf } from '../clocks/rules.ts'
import { type Form, paper } from '../documents/forms.ts'
import type { Here } from '../step.ts'
import type { Consequence, PaperContent } from './consequences.ts'
import type { Clock, Owing, Part, PartKind } from './parts.ts'

/** Starts the clock of a rule today, computing its due day with the rule and calendar of today. */
export function startClock(
  here: Here,
  id: string,
  rule: ClockRuleId,
  on: { part: PartKind; id: string },
  owes: Owing,
  act: string,
): Consequence {
  const { version } = CLOCK_RULES[rule]
  return {
    kind: 'start_clock',
    id,
    part: on.part,
    part_id: on.id,
    rule,
    rule_version: version,
    calendar_version: here.calendar.version,
    owes,
    act,
    started_on: here.today,
    due_on: dueOn(CLOCK_RULES[rule], here.today, 0, here.calendar),
    due_at: null,
  }
}

const live = (here: Here, rule: ClockRuleId, states: readonly Clock['state'][]): Clock[] =>
  here.clocks.filter((clock) => clock.rule === rule && states.includes(clock.state))

/**
 * The duty was done: in time, or late (it stays visible as late for ever). A paused clock counts as it stood when it was
 * paused: standing still makes nothing late, and hides no lateness either.
 */
export const stopClocks = (here: Here, rule: ClockRuleId): Consequence[] =>
  live(here, rule, ['running', 'paused']).map((clock) => ({
    kind: 'stop_clock',
    id: clock.id,
    as: clock.due_on < (clock.paused_on ?? here.today) ? 'met_late' : 'met',
  }))

/** The duty fell away without being done (the file ended another way). */
export const cancelClocks = (here: Here, ...except: ClockRuleId[]): Consequence[] =>
  here.clocks
    .filter(
      (clock) => (clock.state === 'running' || clock.state === 'paused') && !except.includes(clock.rule as ClockRuleId),
    )
    .map((clock) => ({ kind: 'stop_clock', id: clock.id, as: 'cancelled' }))

export const pauseClocks = (here: Here, rule: ClockRuleId): Consequence[] =>
  live(here, rule, ['running']).map((clock) => ({ kind: 'pause_clock', id: clock.id, on: here.today }))

/** Sets a paused clock going again: its due day moves by exactly the days it stood still. */
export const resumeClocks = (here: Here, rule: ClockRuleId): Consequence[] =>
  live(here, rule, ['paused']).map((clock) => {
    const known = clockRule(clock.rule) ?? CLOCK_RULES[rule]
    const paused_days =
      clock.paused_days + pausedDaysOf(known, clock.paused_on ?? here.today, here.today, here.calendar)
    return {
      kind: 'resume_clock',
      id: clock.id,
      paused_days,
      due_on: dueOn(known, clock.started_on, paused_days, here.calendar),
      calendar_version: here.calendar.version,
    }
  })

export const askPaper = (id: string, form: Form, to: string, blocks: PaperContent['blocks']): Consequence => ({
  kind: 'ask_paper',
  id,
  form,
  content: paper(form, to, blocks),
})

/** Tells a party by text message; where the county has no such channel the row says so and the clerk phones. */
export const tell = (id: string, party: Part<'party'>, wording: string): Consequence => ({
  kind: 'send_effect',
  id,
  effect: 'text_message',
  to_party: party.id,
  wording,
})
