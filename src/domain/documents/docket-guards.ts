import { partsOf } from '../disputes/parts.ts'
import type { Guard } from '../guards.ts'

/** Legal conditions of voiding a docket number: it is never taken back from under a paper that carries it (domain 3.3). */
export const DOCKET_GUARDS = {
  docket_given: (_, __, part) => (part?.part === 'mediation' && part.facts.docket ? null : 'no_docket'),
  docket_on_no_agreement: ({ parts }, _, part) =>
    partsOf(parts, 'agreement').some(
      (it) => it.facts.mediation_id === part?.id && ['signing', 'in_effect', 'replaced'].includes(it.status),
    )
      ? 'docket_on_agreement'
      : null,
} as const satisfies Record<string, Guard>
