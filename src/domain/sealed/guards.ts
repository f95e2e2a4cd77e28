import type { Guard } from '../guards.ts'

export const SEALED_GUARDS = {
  /** 密封的疏导记录只写在心理疏导的转介单上。 */
  counselling_slip: (_, __, part) =>
    part?.part === 'referral' && part.facts.kind !== 'counselling' ? 'not_counselling' : null,
} as const satisfies Record<string, Guard>
