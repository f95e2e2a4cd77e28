import { aid, came } from '../ways.ts'
import type { Cases } from './case.ts'

const NOT_HANDLING = ['applicant', 'town', 'county', 'justice', 'leader'] as const

/** Rows of a referral: a slip out, an outcome in. */
export const REFERRALS: Cases = {
  refer: {
    from: 'in_handling',
    by: 'director',
    hat: 'handler',
    body: aid,
    second: 'referred_already',
    wrong: 'closed',
    closed: NOT_HANDLING,
  },
  referral_taken: {
    from: 'referred',
    by: 'department',
    hat: 'referred_to',
    body: () => ({ taken_by: '尚知远' }),
    closed: NOT_HANDLING,
  },
  referral_decided: {
    from: 'referral_with_them',
    by: 'department',
    hat: 'referred_to',
    body: () => ({ what: '符合条件，给予援助。' }),
    closed: NOT_HANDLING,
  },
  referral_came_back: {
    from: 'aid_granted',
    by: 'director',
    hat: 'handler',
    body: came,
    closed: NOT_HANDLING,
  },
  referral_without_result: {
    from: 'referred',
    by: 'department',
    hat: 'referred_to',
    body: () => ({ reason: 'not_eligible', note: '收入超过标准。' }),
    closed: NOT_HANDLING,
  },
  withdraw_referral: {
    from: 'referred',
    by: 'director',
    hat: 'handler',
    body: (on, _, by) => (by === 'applicant' ? { note: '' } : { said_by: on.applicant, note: '' }),
    closed: ['town', 'county', 'justice', 'leader'],
  },
}
