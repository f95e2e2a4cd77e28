import type { Owed } from '../agreements/due.ts'
import { addDays, type Day } from '../clocks/calendar.ts'
import { type RuleBook, ruleInForce } from '../clocks/rule-book.ts'
import type { ClockRuleId } from '../clocks/rules.ts'
import { inDanger } from '../danger/violence.ts'
import { type Part, partsOf, type VisitRisk } from '../disputes/parts.ts'

/** The levels of a matter, and after how many days each round of visits is due, from the day of effect (T-60, 本县约定). */
export const VISIT_RISKS: Readonly<Record<VisitRisk, { says: string; days: readonly number[] }>> = {
  blue: { says: '一般（蓝）', days: [30] },
  yellow: { says: '留意（黄）', days: [15, 30] },
  orange: { says: '较高（橙）', days: [7, 30, 90] },
  red: { says: '高（红）', days: [3, 7, 30, 90, 180] },
}
const LEVELS: readonly VisitRisk[] = ['blue', 'yellow', 'orange', 'red']

/** A clock rule for each number of days, so that a due day counts again to itself (threats I21). */
const RULE_OF_DAYS = {
  3: 'T-60d3',
  7: 'T-60d7',
  15: 'T-60d15',
  30: 'T-60',
  90: 'T-60d90',
  180: 'T-60d180',
} as const satisfies Record<number, ClockRuleId>
export const VISIT_RULES: readonly ClockRuleId[] = Object.values(RULE_OF_DAYS)

/** How many days a visit of the product's row stands at now: a county may have moved it (docs/decisions/0047). */
const daysNow = (book: RuleBook, days: number): number =>
  ruleInForce(book, RULE_OF_DAYS[days as keyof typeof RULE_OF_DAYS]).amount

type Level = { risk: VisitRisk; because: string[] }
type Owing = Pick<Owed, 'due_on' | 'waiting_for'>

/**
 * How soon a matter wants a visit, and why, in words: from its facts alone. `opened`: what is owed from this moment, where it
 * stands in no part yet; `trouble`: the last visit saw it start again.
 */
export function visitRisk(
  parts: readonly Part[],
  { opened = [], trouble = false }: { opened?: readonly Owing[]; trouble?: boolean } = {},
): Level {
  const obligations = partsOf(parts, 'obligation')
  const owed = [...obligations.filter((it) => ['waiting', 'due', 'claimed', 'breached'].includes(it.status))].map(
    ({ facts }): Owing => facts,
  )
  // What lasts without a last day is no instalment.
  const days = new Set([...owed, ...opened].flatMap(({ due_on }) => due_on ?? []))
  const waits = [...owed, ...opened].some((it) => it.waiting_for !== null && it.due_on === null)
  const late = obligations.some((it) => it.status === 'breached' || (it.facts.late_on ?? []).length > 0)
  const violence = inDanger(parts)
  const because = [
    ...(violence ? ['有动手或者威胁的情况'] : []),
    ...(trouble ? ['上次回访看到又闹起来的苗头'] : []),
    ...(late ? ['有到期没有履行的'] : []),
    ...(days.size > 1 || waits ? ['分几次履行，或者要等条件'] : []),
  ]
  const steps = (days.size > 1 || waits ? 1 : 0) + (late ? 1 : 0)
  const least = violence || trouble ? 2 : 0
  const risk = LEVELS[Math.min(3, least === 0 ? steps : least + (late ? 1 : 0))] ?? 'blue'
  return { risk, because: because.length > 0 ? because : ['没有特别情况'] }
}

/** When the next round is due and under which rule: counted from the day of effect, and never in the past. */
export type NextVisit = { rule: ClockRuleId; from: Day; days: number }
const visitIn = (from: Day, days: number): NextVisit => ({
  rule: RULE_OF_DAYS[days as keyof typeof RULE_OF_DAYS],
  from,
  days,
})

/** The first visit under an agreement. */
export const firstVisit = (risk: VisitRisk, from: Day): NextVisit => visitIn(from, VISIT_RISKS[risk].days[0] ?? 30)

/** The round after `round`; null where the schedule is over. */
export function scheduledAfter(
  risk: VisitRisk,
  round: number,
  from: Day,
  today: Day,
  book: RuleBook,
): NextVisit | null {
  const days = VISIT_RISKS[risk].days.slice(round).find((it) => addDays(from, daysNow(book, it)) > today)
  return days === undefined ? null : visitIn(from, days)
}

/** Once the schedule is over something may still be owed: then in a month, or sooner where it is late (人民调解法 31). */
export const visitWhileOwing = (risk: VisitRisk, today: Day): NextVisit => visitIn(today, risk === 'blue' ? 30 : 15)

/** Tried again soon after nobody was reached. */
export const visitAgain = (risk: VisitRisk, today: Day): NextVisit => visitIn(today, VISIT_RISKS[risk].days[0] ?? 30)
