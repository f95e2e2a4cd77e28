import { expect, test } from 'vitest'
import { RegisterInput } from '#domain/intake/inputs.ts'
import { type Answers, NOTHING_WRITTEN } from './draft.ts'
import { addressOf, allowed, faultsOf, firstOpen, QUESTIONS, questionOf, whereOf } from './questions.ts'

const full: Answers = {
  your_name: '阮小满',
  reach: '0960-5550123',
  other_side: '还不知道',
  place: { code: 990_326_100_201_000, names: ['枫溪县', '鹿渡镇'] },
  where_text: '',
  what_happened: '墙倒了',
  wish: '还不知道',
  dispute_type: null,
}

test('the six questions ask for every field of a filing, once', () => {
  expect(QUESTIONS.flatMap((question) => question.fields).sort()).toEqual(Object.keys(RegisterInput.shape).sort())
})

test('a question left empty says so in plain words', () => {
  for (const question of QUESTIONS) {
    const faults = Object.values(faultsOf(question, NOTHING_WRITTEN))
    expect(faults).toHaveLength(1)
    expect(faults[0]).toMatch(/^请/)
  }
  expect(faultsOf(QUESTIONS[1], { ...full, reach: '12' }).reach).toContain('电话号码')
})

test('the first open question is where a draft goes on', () => {
  expect(firstOpen(NOTHING_WRITTEN)).toBe(1)
  expect(firstOpen({ ...full, place: null })).toBe(4)
  expect(firstOpen(full)).toBe(7)
})

test('a fault named by the server leads to its question', () => {
  expect(questionOf('where_text')?.title).toBe('在哪里')
  expect(questionOf('nothing_of_ours')).toBeUndefined()
})

test('every place in the filing has an address that leads back to it', () => {
  for (const where of [
    { at: 'start' },
    { at: 'question', number: 3, mending: false },
    { at: 'question', number: 6, mending: true },
    { at: 'check' },
    { at: 'receipt' },
  ] as const) {
    expect(whereOf(addressOf(where).split('#')[1] ?? '')).toEqual(where)
  }
  expect(whereOf('9')).toEqual({ at: 'start' })
})

test('nobody lands on a later question with earlier ones open', () => {
  expect(allowed({ at: 'check' }, { ...full, wish: '' })).toEqual({ at: 'question', number: 6, mending: false })
  expect(allowed({ at: 'question', number: 5, mending: false }, NOTHING_WRITTEN)).toEqual({
    at: 'question',
    number: 1,
    mending: false,
  })
  expect(allowed({ at: 'question', number: 2, mending: true }, full)).toEqual({
    at: 'question',
    number: 2,
    mending: true,
  })
})
