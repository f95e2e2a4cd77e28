import { addDays, type Day } from '../clocks/calendar.ts'
import { resumedDay } from '../clocks/recount.ts'
import { ruleAsStarted, ruleInForce } from '../clocks/rule-book.ts'
import { CLOCK_RULES, type ClockRuleId, dueAt, dueOn, isTimed, pausedDaysOf } from '../clocks/rules.ts'
import { type Form, paper } from '../documents/forms.ts'
import type { Here } from '../step.ts'
import type { Consequence, PaperContent } from './consequences.ts'
import { owedOn } from './held.ts'
import type { Clock, Link, Owing, Part, PartKind } from './parts.ts'

type Starting = { on: { part: PartKind; id: string }; owes: Owing; act: string }

const starting = (
  here: Here,
  id: string,
  rule: ClockRuleId,
  { on, owes, act }: Starting,
  due: { started_on: Day; due_on: Day; due_at: string | null },
): Consequence => ({
  kind: 'start_clock',
  id,
  part: on.part,
  part_id: on.id,
  rule,
  rule_version: ruleInForce(here.rules, rule).version,
  calendar_version: here.calendar.version,
  owes: owedOn(here, { ...on, rule }, owes),
  act,
  ...due,
})

/** Starts the clock of a rule, computing its due day with the rule and calendar in force today; `from` where it began earlier. */
export function startClock(
  here: Here,
  id: string,
  rule: ClockRuleId,
  on: { part: PartKind; id: string },
  owes: Owing,
  act: string,
  from: Day = here.today,
): Consequence {
  const known = ruleInForce(here.rules, rule)
  const due = isTimed(known)
    ? { started_on: here.today, ...dueAt(known, here.now) }
    : { started_on: from, due_on: dueOn(known, from, 0, here.calendar), due_at: null }
  return starting(here, id, rule, { on, owes, act }, due)
}

/** Starts a clock whose day people wrote down themselves: what the parties owe (T-54), a limit they put off (T-11e), what a conference laid on a unit, the next step of a leader's plan. */
export const startAgreedClock = (
  here: Here,
  id: string,
  on: { part: PartKind; id: string },
  owes: Owing,
  act: string,
  due_on: Day,
  rule: 'T-54' | 'T-11e' | 'R-24' | 'R-78' = 'T-54',
): Consequence => starting(here, id, rule, { on, owes, act }, { started_on: here.today, due_on, due_at: null })

/** A mediation has one limit at a time: the first, or the one all agreed to put it off to. */
export const LIMITS = ['T-11', 'T-11e'] as const

type OnPart = { id: string } | null
const live = (here: Here, rule: ClockRuleId, states: readonly Clock['state'][], on: OnPart): Clock[] =>
  here.clocks.filter(
    (clock) => clock.rule === rule && states.includes(clock.state) && (on === null || clock.part_id === on.id),
  )

const isLate = (here: Here, clock: Clock): boolean =>
  clock.due_at === null ? clock.due_on < (clock.paused_on ?? here.today) : clock.due_at < here.now

/**
 * The duty was done: in time, or late (it stays visible as late for ever). A paused clock counts as it stood when it was
 * paused: standing still makes nothing late, and hides no lateness either. `on` narrows it to the clocks of one part.
 */
export const stopClocks = (here: Here, rule: ClockRuleId, on: OnPart = null): Consequence[] =>
  live(here, rule, ['running', 'paused'], on).map((clock) => ({
    kind: 'stop_clock',
    id: clock.id,
    as: isLate(here, clock) ? 'met_late' : 'met',
  }))

/**
 * The duty fell away without being done (the file ended another way). What is owed to the police does not fall away with
 * it: a danger is not over because somebody took back her request (threats I38).
 */
export const cancelClocks = (here: Here, ...except: ClockRuleId[]): Consequence[] =>
  cancelled(here, (clock) => clock.rule !== 'T-52' && !except.includes(clock.rule as ClockRuleId))

/** The duties on these parts fell away without being done. */
export const cancelClocksOn = (here: Here, ...ids: string[]): Consequence[] =>
  cancelled(here, (clock) => ids.includes(clock.part_id))

/** The duties under one rule fell away without being done. */
export const cancelClocksOf = (here: Here, rule: ClockRuleId, on: OnPart = null): Consequence[] =>
  cancelled(here, (clock) => clock.rule === rule && (on === null || clock.part_id === on.id))

/**
 * The duties under one rule are asked for no longer, others take their place: one that was late by then stays late for ever, only
 * one that still had time falls away. Nobody is rid of lateness by changing what is asked.
 */
export const replaceClocksOf = (here: Here, rule: ClockRuleId, on: OnPart): Consequence[] =>
  live(here, rule, ['running', 'paused'], on).map((clock) => ({
    kind: 'stop_clock',
    id: clock.id,
    as: isLate(here, clock) ? 'met_late' : 'cancelled',
  }))

const cancelled = (here: Here, which: (clock: Clock) => boolean): Consequence[] =>
  here.clocks
    .filter((clock) => (clock.state === 'running' || clock.state === 'paused') && which(clock))
    .map((clock) => ({ kind: 'stop_clock', id: clock.id, as: 'cancelled' }))

export const pauseClocks = (here: Here, rule: ClockRuleId, on: OnPart = null): Consequence[] =>
  live(here, rule, ['running'], on).map((clock) => ({ kind: 'pause_clock', id: clock.id, on: here.today }))

/** Sets a paused clock going again: its due day moves by exactly the days it stood still. */
export const resumeClocks = (here: Here, rule: ClockRuleId, on: OnPart = null): Consequence[] =>
  live(here, rule, ['paused'], on).map((clock) => {
    // Under the version it was started with, whatever the county chose since.
    const known = ruleAsStarted(here.rules, clock.rule, clock.rule_version) ?? CLOCK_RULES[rule]
    const paused_days =
      clock.paused_days + pausedDaysOf(known, clock.paused_on ?? here.today, here.today, here.calendar)
    const due_on = resumedDay(known, clock, paused_days - clock.paused_days, here.today, here.calendar)
    return {
      kind: 'resume_clock',
      id: clock.id,
      paused_days,
      due_on,
      calendar_version: here.calendar.version,
    }
  })

/** A paper for the applicants, for the parties named, or (none named) for the office alone. */
export const askPaper = (
  id: string,
  form: Form,
  to: string,
  blocks: PaperContent['blocks'],
  forParties?: readonly string[],
): Consequence => ({
  kind: 'ask_paper',
  id,
  form,
  content: paper(form, to, blocks),
  ...(forParties ? { for_parties: [...forParties] } : {}),
})

/** The same paper under the name its form carries in this matter. */
export const entitled = (asked: Consequence, title: string): Consequence =>
  asked.kind === 'ask_paper' ? { ...asked, content: { ...asked.content, title } } : asked

/** Tells a party by text message; where the county has no such channel the row says so and the clerk phones. */
export const tell = (id: string, party: Part<'party'>, wording: string): Consequence => ({
  kind: 'send_effect',
  id,
  effect: 'text_message',
  to_party: party.id,
  wording,
})

/** Opens the file to a party by a link, for life or until a day. */
export const openLink = (
  id: string,
  party: { id: string },
  purpose: Link['purpose'],
  until: Day | null = null,
): Consequence => ({ kind: 'involve', id, who: { holder: party.id }, purpose, until })

/** Ends a link under its own id, with a last day; one that is already past ends it from this moment. */
export const endLink = ({ id, party_id, purpose, agent_id }: Link, until: Day): Consequence => ({
  kind: 'involve',
  id,
  who: { holder: party_id, ...(agent_id ? { agent: agent_id } : {}) },
  purpose,
  until,
})

/** What opens the file to these agents of a party, or to all of hers, opens nothing from this moment. */
export const endAgentLinks = (here: Here, party: { id: string }, agentId?: string): Consequence[] =>
  here.links
    .filter(
      (link) =>
        link.purpose === 'agent' &&
        link.party_id === party.id &&
        (agentId === undefined || link.agent_id === agentId) &&
        (link.until === null || link.until >= here.today),
    )
    .map((link) => endLink(link, addDays(here.today, -1)))

/** Opens the file to an agent, to the last day of his authority. */
export const openAgentLink = (
  id: string,
  party: { id: string },
  agent: { id: string; until: Day | null },
): Consequence => ({
  kind: 'involve',
  id,
  who: { holder: party.id, agent: agent.id },
  purpose: 'agent',
  until: agent.until,
})
