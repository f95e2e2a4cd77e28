import type { GuardName } from '#domain/guards.ts'
import type { Case } from './guard-parts.ts'
import * as one from './parts.ts'

const docket = { committee: 5, year: 2026, n: 3, no: '（2026）石桥村人调字第3号' }
const NUMBERED = one.mediation('in_session', { docket })

/** For each guard about docket numbers: what it refuses and what it lets through. */
export const DOCKET_CASES: Partial<Record<GuardName, readonly Case[]>> &
  Record<'docket_given' | 'docket_on_no_agreement', readonly Case[]> = {
  docket_given: [
    ['a mediation with its number', [NUMBERED], null],
    ['one accepted before numbers were given', [one.mediation('in_session')], 'no_docket'],
    ['one whose number was voided', [one.mediation('failed', { docket: null })], 'no_docket'],
    ['a task', [one.task('in_handling')], 'no_docket'],
  ],
  docket_on_no_agreement: [
    ['nothing is written yet', [NUMBERED], null],
    ['it is being drafted', [one.agreement('drafting'), NUMBERED], null],
    ['what was drafted is void', [one.agreement('void'), NUMBERED], null],
    ['it lies before them to be signed', [one.agreement('signing'), NUMBERED], 'docket_on_agreement'],
    ['it is in effect', [one.agreement('in_effect'), NUMBERED], 'docket_on_agreement'],
    ['it was replaced since', [one.agreement('replaced'), NUMBERED], 'docket_on_agreement'],
    ['another mediation has an agreement', [one.agreement('in_effect', { mediation_id: one.TASK }), NUMBERED], null],
  ],
}
