import { expect, test } from 'vitest'
import * as one from '#test/parts.ts'
import { staffAt } from '#test/world-of-rules.ts'
import { namedOnSlips } from './slip-only.ts'

test('whoever has left the file is named on nobody’s slip any more', () => {
  const slip = one.referral('taken', { to_unit: 6, agreed_by: [one.APPLICANT, one.RESPONDENT] })
  const reader = staffAt(5, 'police_officer')
  const named = (respondent: 'present' | 'left') => [
    ...namedOnSlips(reader, {
      parts: [
        one.party(one.APPLICANT, 'applicant'),
        { ...one.party(one.RESPONDENT, 'respondent'), status: respondent },
        slip,
      ],
    }),
  ]
  expect(named('present')).toEqual([one.APPLICANT, one.RESPONDENT])
  expect(named('left')).toEqual([one.APPLICANT])
})
