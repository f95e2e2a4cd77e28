import type { z } from 'zod'
import type { ClockCard } from '#contract/shared.ts'
import { type Day, daysBetween, isProvisional } from '#domain/clocks/calendar.ts'
import { ruleAsStarted } from '#domain/clocks/rule-book.ts'
import type { Clock } from '#domain/disputes/parts.ts'
import type { Timing } from './timing.ts'

/**
 * A clock in words: what, by whom, by when, under which article, and whether its length is law or our own default. `endedOn`: the day
 * it stopped counting, where the reader is shown that.
 */
export function clockCard(
  clock: Pick<Clock, 'id' | 'rule' | 'rule_version' | 'act' | 'started_on' | 'due_on' | 'due_at' | 'state'>,
  owedBy: { kind: 'unit' | 'person' | 'party'; says: string },
  today: Day,
  { calendar, rules }: Timing,
  endedOn: Day | null = null,
): z.input<typeof ClockCard> {
  const rule = ruleAsStarted(rules, clock.rule, clock.rule_version)
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
  }
}
