import type { z } from 'zod'
import type { ClockCard } from '#contract/shared.ts'
import { type Day, daysBetween, isProvisional } from '#domain/clocks/calendar.ts'
import { editionOf, ruleAsStarted } from '#domain/clocks/rule-book.ts'
import { LEVELS, type Level, WARNED, warnSays } from '#domain/clocks/warnings.ts'
import { arguableDay, lengthFrom, whyDay, whyStill } from '#domain/clocks/why-day.ts'
import type { Clock } from '#domain/disputes/parts.ts'
import type { Timing } from './timing.ts'

/**
 * A clock in words: what, by whom, by when, under which article, and whether its length is law or our own default. `endedOn`: the day
 * it stopped counting, where the reader is shown that; `told`: what the office was warned of, for the office alone.
 */
export function clockCard(
  clock: Pick<
    Clock,
    'id' | 'rule' | 'rule_version' | 'act' | 'started_on' | 'due_on' | 'due_at' | 'state' | 'paused_days' | 'part'
  >,
  owedBy: { kind: 'unit' | 'person' | 'party'; says: string },
  today: Day,
  { calendar, rules }: Timing,
  { endedOn = null, told = [] }: { endedOn?: Day | null; told?: readonly Level[] } = {},
): z.input<typeof ClockCard> {
  const rule = ruleAsStarted(rules, clock.rule, clock.rule_version)
  const counts = rule && (clock.state === 'running' || clock.state === 'paused')
  return {
    id: clock.id,
    rule: clock.rule,
    says: rule?.says ?? clock.act,
    owed_by: owedBy.says,
    owes: owedBy.kind,
    started_on: clock.started_on,
    due_on: clock.due_on,
    due_at: clock.due_at,
    days_left: clock.state === 'running' ? daysBetween(today, clock.due_on) : null,
    state: clock.state,
    ended_on: endedOn,
    nature: rule?.nature ?? 'local',
    length_from: rule?.length_from ?? '',
    duty: [...(rule?.duty ?? [])],
    provisional: isProvisional(clock.started_on, clock.due_on, calendar),
    length_says: rule ? lengthFrom(clock.rule, rule) : '',
    because: counts ? whyDay(clock, rule, calendar) : [],
    still_because: whyStill(clock),
    arguable: counts ? arguableDay(clock, rule, calendar) : null,
    edition: editionOf(clock.rule_version),
    // Told of a clock that still runs: what is done needs no reminder.
    warned:
      clock.state === 'running'
        ? LEVELS.filter((it) => told.includes(it)).map((it) => warnSays(it, rule?.warns ?? WARNED))
        : [],
  }
}
