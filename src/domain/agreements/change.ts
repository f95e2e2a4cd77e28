import type { Day } from '../clocks/calendar.ts'
import type { ChangedTerms, Part } from '../disputes/parts.ts'
import { cents, sumOf } from './amounts.ts'
import { isSum, paidOf, unanswered } from './payments.ts'

export type ChangeFault =
  | 'change_says_nothing'
  | 'change_not_a_sum'
  | 'change_day_past'
  | 'change_below_paid'
  | 'instalments_not_sum'
  | 'payment_unanswered'

/** Everybody without whom it is not changed: all who owe it and all it is owed to (民法典 543). */
export const concerned = ({ facts }: Part<'obligation'>): string[] => [
  ...new Set([...facts.debtors, ...facts.creditors]),
]

/** Who has still to say yes to what is proposed. */
export const awaitedIn = (part: Part<'obligation'>): string[] => {
  const { proposal } = part.facts
  return proposal ? concerned(part).filter((id) => id !== proposal.party_id && !proposal.agreed?.[id]) : []
}

/**
 * Why these terms cannot take the place of those of an obligation today; null where they can. The instalments are the rest
 * that is not paid yet, in the order of their days.
 */
export function faultOfChange(part: Part<'obligation'>, terms: ChangedTerms, today: Day): ChangeFault | null {
  const { due_on, amount, instalments } = terms
  if (due_on === null && amount === null && instalments.length === 0) return 'change_says_nothing'
  if ((amount !== null || instalments.length > 0) && !isSum(part)) return 'change_not_a_sum'
  if (unanswered(part.facts).length > 0) return 'payment_unanswered'
  const days = instalments.length > 0 ? instalments.map((it) => it.due_on) : [due_on ?? part.facts.due_on]
  if (days.some((day, at) => day === null || day < (days[at - 1] ?? today))) return 'change_day_past'
  const sum = amount ?? part.facts.amount
  if (sum === null) return null
  const rest = cents(sum) - cents(paidOf(part.facts))
  if (rest <= 0n) return 'change_below_paid'
  return instalments.length > 0 && cents(sumOf(instalments.map((it) => it.amount))) !== rest
    ? 'instalments_not_sum'
    : null
}
