import type { Cases } from './case.ts'

/** Rows of papers that were signed by hand and come back. */
export const RETURNED: Cases = {
  return_signed_paper: {
    from: 'signing',
    by: 'peer',
    hat: 'mediator',
    body: (on, { scanned }, by) => scanned(by, on),
    second: 'no_such_scan',
    wrong: null,
    closed: ['applicant', 'respondent', 'town', 'county', 'justice', 'leader'],
  },
}
