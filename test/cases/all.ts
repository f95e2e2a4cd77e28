import { AGREEMENTS, OBLIGATIONS } from './agreements.ts'
import { PEOPLE_BESIDE } from './beside.ts'
import type { Cases } from './case.ts'
import { COMPLAINTS } from './complaints.ts'
import { EVIDENCE } from './evidence.ts'
import { DUPLICATES, INTAKE, TRIAGE } from './intake.ts'
import { DANGER, MEDIATION } from './mediation.ts'
import { OVERSIGHT } from './oversight.ts'
import { REFERRALS } from './referrals.ts'
import { RETURNED } from './returned.ts'
import { SEALED_NOTES } from './sealed.ts'
import { SEALS } from './seals.ts'
import { SUCCESSION } from './succession.ts'

/** Every row that is taken on a file: how it is taken rightly. */
export const CASES: Cases = {
  ...INTAKE,
  ...PEOPLE_BESIDE,
  ...DUPLICATES,
  ...TRIAGE,
  ...MEDIATION,
  ...REFERRALS,
  ...SEALED_NOTES,
  ...EVIDENCE,
  ...SEALS,
  ...RETURNED,
  ...OVERSIGHT,
  ...DANGER,
  ...COMPLAINTS,
  ...AGREEMENTS,
  ...OBLIGATIONS,
  ...SUCCESSION,
}
