import { expect, test } from 'vitest'
import { FIRST_SELF_HELP } from '#domain/triage/self-help-first.ts'
import { answeredSoFar, roadTo } from './road.ts'

const help = {
  start: 'danger',
  questions: FIRST_SELF_HELP.questions,
  leaves: FIRST_SELF_HELP.leaves.map((leaf) => ({ ...leaf, doors: [] })),
}

test('the answers after # lead to the next question or to the end of the road', () => {
  expect(roadTo(help, []).question?.id).toBe('danger')
  expect(roadTo(help, answeredSoFar('1.0')).question?.id).toBe('about')
  const end = roadTo(help, answeredSoFar('1.0.2.0'))
  expect([end.leaf?.id, end.leaf?.law]).toEqual(['labour', expect.stringContaining('第五条')])
  expect(end.said).toHaveLength(4)
})

test('an answer that is no more, or nonsense after #, goes on from the last that holds', () => {
  expect(roadTo(help, answeredSoFar('1.9')).question?.id).toBe('already')
  expect(answeredSoFar('x.1.<script>.2')).toEqual([1, 2])
})
