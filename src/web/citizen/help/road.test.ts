import { expect, test } from 'vitest'
import { FIRST_SELF_HELP } from '#domain/triage/self-help-first.ts'
import { answeredSoFar, doorUnknown, ringNow, roadTo } from './road.ts'

const help = {
  start: 'danger',
  questions: FIRST_SELF_HELP.questions,
  leaves: FIRST_SELF_HELP.leaves.map((leaf) => ({ ...leaf, doors: [], which_door: '' })),
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

test('somebody in danger rings 110, and is not sent to find out an address that no county registered', () => {
  const police = roadTo(help, [0]).leaf
  if (!police) throw new Error('no leaf')
  expect([ringNow(police), doorUnknown(police)]).toEqual([true, false])
  // The bureau wrote it anew: the leaf is the same.
  const anew = { ...police, title: '先保护自己', says: '先离开危险的地方。' }
  expect([ringNow(anew), doorUnknown(anew)]).toEqual([true, false])
  const child = help.leaves.find(({ id }) => id === 'injury')
  expect(child && ringNow(child)).toBe(true)
  const labour = roadTo(help, [1, 0, 2, 0]).leaf
  expect(labour && [ringNow(labour), doorUnknown(labour)]).toEqual([false, true])
  expect(ringNow({ id: 'taking', title: '', says: '一共 1100 元，打 12110。' })).toBe(false)
})
