import type { Cases } from './case.ts'

const NOTE = { sealed_kind: 'health', sealed_text: '他说这半年都在吃药，不能激动。' }

/** Rows that leave something sealed. */
export const SEALED_NOTES: Cases = {
  seal_note: {
    from: 'in_session',
    by: 'director',
    hat: 'mediator',
    body: () => NOTE,
    second: null,
    wrong: 'closed',
    closed: ['applicant', 'respondent', 'town', 'county', 'justice', 'leader'],
  },
  seal_session_note: {
    from: 'counselling',
    by: 'department',
    hat: 'referred_to',
    body: () => ({ sealed_text: '第一次来，说夜里睡不着。' }),
    second: null,
    wrong: 'referred',
    closed: ['applicant', 'director', 'town', 'county', 'justice', 'leader'],
  },
}
