import { dayIn } from '../clocks/calendar.ts'
import { type Part, partsOf } from '../disputes/parts.ts'

/**
 * What is done about something late, one after the other (人民调解法 31), once the reminder of its day went out by itself: urged, visited, offered a change both may agree to,
 * and then told how to claim it by law. It orders the office's own work; nobody has to wait for it to go to court.
 */
export const RUNGS = {
  urge: '打电话或者上门督促，发履行督促书',
  visit: '回访，看看为什么没有履行',
  offer_change: '告诉双方可以商量改期、分期',
  send_to_enforcement: '告知权利人怎样依法主张',
} as const
export type Rung = keyof typeof RUNGS

/** What was not done yet since it was last found late; the first of it comes next. Empty where it is not late. */
export function rungsLeft(parts: readonly Part[], { status, facts }: Part<'obligation'>): Rung[] {
  const since = facts.late_on?.at(-1)
  if (status !== 'breached' || since === undefined) return []
  const urged = (facts.urged ?? []).some(({ on }) => on >= since)
  const visited = partsOf(parts, 'visit').some((visit) => {
    const { found, tried_on, agreement_id } = visit.facts
    const day = found ? dayIn(found.at) : tried_on
    return agreement_id === facts.agreement_id && day !== undefined && day >= since
  })
  const offered = facts.change_offered_on !== undefined && facts.change_offered_on >= since
  return [
    ...(urged ? [] : (['urge'] as const)),
    ...(visited ? [] : (['visit'] as const)),
    ...(offered ? [] : (['offer_change'] as const)),
    'send_to_enforcement',
  ]
}
