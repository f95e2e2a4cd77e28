import { expect, test } from 'vitest'
import * as one from '#test/parts.ts'
import { APPLICANT, obligation, PARTIES, RESPONDENT } from '#test/parts.ts'
import { pay } from '#test/terms.ts'
import { movedFor } from './story.ts'
import { noteOf } from './story-notes.ts'

const owing = (amount: string) => obligation('due', pay(RESPONDENT, APPLICANT), { what: '赔偿修沟的费用', amount })
const note = (step: string, input: Record<string, unknown>, amount = '12000.00') =>
  noteOf(step, input, { parties: PARTIES, part: owing(amount) })

test('amounts stand in the story in one way, however they were typed', () => {
  expect(note('breach', {})).toBe('赔偿修沟的费用，12,000 元')
  expect(note('remind', {}, '500')).toBe('赔偿修沟的费用，500 元')
  expect(note('remind', {}, '500.00')).toBe('赔偿修沟的费用，500 元')
  expect(note('fix_amount', { amount: '10711.5', basis: '定损单。' })).toBe(
    '赔偿修沟的费用，12,000 元；10,711.50 元；定损单。',
  )
})

test('a note that ends in a full stop is not followed by a semicolon as well', () => {
  expect(note('claim_performed', { note: '微信转的，有截图。', said_by: RESPONDENT })).toBe(
    '赔偿修沟的费用，12,000 元；微信转的，有截图；邢大山说的，工作人员登记',
  )
  expect(note('record_session', { mode: 'joint', text: '两家都认了。', result: 'agreed' })).not.toMatch(/[。；]；/)
  expect(note('object_dispatch', { reason: '不归我们管。', basis: '职责规定' })).toBe('不归我们管；依据：职责规定')
})

test('what somebody is not to do is told as what she is not to do', () => {
  const kept = obligation('due', pay(RESPONDENT, APPLICANT), {
    nature: 'refrain',
    what: '把牛放到菜地边',
    amount: null,
  })
  expect(noteOf('breach', {}, { parties: PARTIES, part: kept })).toBe('不把牛放到菜地边')
})

test('where the step says it all there is no note', () => {
  expect(note('sign_off', { note: '' })).toBeNull()
  expect(note('put_in_effect', {})).toBeNull()
})

test('of the days that holidays moved a party reads none that offices keep among themselves, and none of the police', () => {
  const day = { from: '2026-03-05', to: '2026-03-06' }
  const moved = [
    { rule: 'T-06', part: 'dispute', ...day },
    { rule: 'R-71y', part: 'dispute', ...day },
    { rule: 'R-12', part: 'supervision', ...day },
    { rule: 'T-52', part: 'dispute', ...day },
  ]
  expect(movedFor(moved, { forParty: null })).toHaveLength(4)
  expect(movedFor(moved, { forParty: one.PARTIES[0] }).map((it) => it.rule)).toEqual(['T-06'])
  expect(movedFor(null, { forParty: one.PARTIES[0] })).toEqual([])
})
