import type { Day } from '../clocks/calendar.ts'

export const CAPACITIES = {
  full: '完全民事行为能力',
  limited: '限制民事行为能力',
  none: '无民事行为能力',
} as const
export type Capacity = keyof typeof CAPACITIES

/** What it rests on: her age, or for an adult what a court has found (民法典 二十四). */
export const FINDINGS = {
  by_age: '按年龄',
  limited: '法院认定：限制民事行为能力',
  none: '法院认定：无民事行为能力',
} as const
export type Finding = keyof typeof FINDINGS

export type CapacityFacts = { born: Day | null; finding: Finding; lives_by_own_work: boolean; basis: string }
export type Guardian = { name: string; relation: string; reach_id: string | null; paper: string }

/** Whole years of age on a day (周岁). */
export const ageOn = (born: Day, today: Day): number =>
  Number(today.slice(0, 4)) - Number(born.slice(0, 4)) - (today.slice(5) < born.slice(5) ? 1 : 0)

/**
 * What she may do herself (民法典 十七至二十二): under eight nothing, up to eighteen with her guardian; who is sixteen and
 * lives by her own work is grown up. Of whom nothing was written down, she is.
 */
export function capacityOf(facts: CapacityFacts | undefined, today: Day): Capacity {
  if (!facts) return 'full'
  if (facts.finding !== 'by_age') return facts.finding
  if (facts.born === null) return 'full'
  const age = ageOn(facts.born, today)
  if (age < 8) return 'none'
  if (age >= 18 || (age >= 16 && facts.lives_by_own_work)) return 'full'
  return 'limited'
}
