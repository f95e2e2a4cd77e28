import { handedOver } from '../ways.ts'
import type { Cases } from './case.ts'

const NOT_HANDLING = ['town', 'county', 'justice', 'leader'] as const
const OFFICE_ONLY = ['applicant', 'respondent', ...NOT_HANDLING] as const

/** Rows about evidence. */
export const EVIDENCE: Cases = {
  provide_evidence: {
    from: 'in_session',
    by: 'director',
    hat: 'handler',
    body: (on, _, by) => {
      const { said_by, ...it } = handedOver(on)
      return by === 'applicant' || by === 'respondent' ? it : { ...it, said_by }
    },
    second: null,
    wrong: 'closed',
    closed: NOT_HANDLING,
  },
  check_original: {
    from: 'with_evidence',
    by: 'peer',
    hat: 'mediator',
    body: () => ({ result: 'same' }),
    second: null,
    wrong: null,
    closed: OFFICE_ONLY,
  },
  show_evidence: {
    from: 'with_evidence',
    by: 'director',
    hat: 'mediator',
    body: (on) => ({ to: [on.respondent], how: 'in_session' }),
    second: null,
    wrong: 'evidence_withdrawn',
    closed: OFFICE_ONLY,
  },
  return_original: {
    from: 'with_evidence',
    by: 'director',
    hat: 'mediator',
    body: () => ({ to: '本人' }),
    second: 'no_original_here',
    wrong: 'evidence_void',
    closed: OFFICE_ONLY,
  },
  withdraw_evidence: {
    from: 'with_evidence',
    by: 'director',
    hat: 'mediator',
    body: (on, _, by) => (by === 'applicant' ? {} : { said_by: on.applicant }),
    closed: ['respondent', ...NOT_HANDLING],
  },
  void_evidence: {
    from: 'with_evidence',
    by: 'director',
    hat: 'mediator',
    body: () => ({ because: '写错了案子。' }),
    closed: OFFICE_ONLY,
  },
}
