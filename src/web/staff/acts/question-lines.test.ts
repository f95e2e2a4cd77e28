import { expect, test } from 'vitest'
import { questionsIn } from './question-lines.ts'

test('a record is read question by question, and a line without a mark goes on with what stands before it', () => {
  expect(
    questionsIn('问：那天您看见了什么？\n答：看见他把沟填了。\n还有一个人在旁边。\n\n问：几点？\n答：下午三点'),
  ).toEqual([
    { asks: '那天您看见了什么？', says: '看见他把沟填了。\n还有一个人在旁边。' },
    { asks: '几点？', says: '下午三点' },
  ])
})

test('what stands before the first question is nothing, and an unanswered question is seen', () => {
  expect(questionsIn('随便说说\n问: 谁？')).toEqual([{ asks: '谁？', says: '' }])
  expect(questionsIn('')).toEqual([])
})
