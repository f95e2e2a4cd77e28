import { AGREEMENT_GUARDS } from './agreements/guards.ts'
import { OBLIGATION_GUARDS } from './agreements/obligation-guards.ts'
import { PERFORMANCE_GUARDS } from './agreements/performance-guards.ts'
import { CLOCK_GUARDS } from './clocks/guards.ts'
import { COMPLAINT_GUARDS } from './complaints/guards.ts'
import { DANGER_GUARDS } from './danger/guards.ts'
import { DISPUTE_GUARDS } from './disputes/guards.ts'
import type { Part } from './disputes/parts.ts'
import { DOCKET_GUARDS } from './documents/docket-guards.ts'
import { SERVICE_GUARDS } from './documents/service-guards.ts'
import { EVIDENCE_GUARDS } from './evidence/guards.ts'
import { BESIDE_GUARDS } from './identity/beside-guards.ts'
import { IDENTITY_GUARDS } from './identity/guards.ts'
import { BATCH_GUARDS } from './intake/batch-guards.ts'
import { INTAKE_GUARDS } from './intake/guards.ts'
import { LEDGER_GUARDS } from './ledger/guards.ts'
import { ADVISER_GUARDS } from './mediation/adviser-guards.ts'
import { APPOINTMENT_GUARDS } from './mediation/appointment-guards.ts'
import { COURSE_GUARDS } from './mediation/course-guards.ts'
import { MEDIATION_GUARDS } from './mediation/guards.ts'
import { QUESTIONED_GUARDS } from './mediation/questioned-guards.ts'
import { SUCCESSION_GUARDS } from './organisations/succession-guards.ts'
import { REFERRAL_GUARDS } from './referrals/guards.ts'
import type { RefusalCode } from './refusals.ts'
import { RETURN_GUARDS } from './returned/guards.ts'
import { SEALED_GUARDS } from './sealed/guards.ts'
import { SEAL_GUARDS } from './seals/guards.ts'
import { SIGNING_GUARDS } from './signing/guards.ts'
import type { Here } from './step.ts'
import { TRIAGE_GUARDS } from './triage/guards.ts'

export type Guard = (here: Here, input: unknown, part: Part | null) => RefusalCode | null

/**
 * The closed set of legal conditions, each kept in the room it is about. A guard gives the code it refuses with, or
 * null. Asked without input (what may I do?), a guard about the input has nothing to refuse.
 */
export const GUARDS = {
  ...ADVISER_GUARDS,
  ...AGREEMENT_GUARDS,
  ...APPOINTMENT_GUARDS,
  ...BATCH_GUARDS,
  ...BESIDE_GUARDS,
  ...CLOCK_GUARDS,
  ...COMPLAINT_GUARDS,
  ...COURSE_GUARDS,
  ...DANGER_GUARDS,
  ...DISPUTE_GUARDS,
  ...DOCKET_GUARDS,
  ...EVIDENCE_GUARDS,
  ...IDENTITY_GUARDS,
  ...INTAKE_GUARDS,
  ...LEDGER_GUARDS,
  ...MEDIATION_GUARDS,
  ...OBLIGATION_GUARDS,
  ...PERFORMANCE_GUARDS,
  ...QUESTIONED_GUARDS,
  ...REFERRAL_GUARDS,
  ...RETURN_GUARDS,
  ...SEALED_GUARDS,
  ...SEAL_GUARDS,
  ...SERVICE_GUARDS,
  ...SIGNING_GUARDS,
  ...SUCCESSION_GUARDS,
  ...TRIAGE_GUARDS,
} as const satisfies Record<string, Guard>
export type GuardName = keyof typeof GUARDS

/** Asks one guard by name. */
export function refusalOf(name: GuardName, here: Here, input: unknown, part: Part | null): RefusalCode | null {
  const guard: Guard = GUARDS[name]
  return guard(here, input, part)
}
