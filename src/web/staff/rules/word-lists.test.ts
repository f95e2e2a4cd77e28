import { expect, test } from 'vitest'
import { firstWords } from '#domain/triage/guess.ts'
import { listFrom, writtenFrom } from './word-lists.ts'

const sorted = (list: readonly { topic: string; word: string; weight: number }[]) =>
  list.map(({ topic, word, weight }) => `${topic} ${word} ${weight}`).sort()

test('the list written on the page and read back is the same list', () => {
  expect(sorted(listFrom(writtenFrom(firstWords())))).toEqual(sorted(firstWords()))
})

test('words may be typed with spaces, commas or on new lines, and one said twice is one', () => {
  expect(listFrom({ 'land 3': ' 田埂，水沟、 田埂\n坟地 ' })).toEqual(
    ['田埂', '水沟', '坟地'].map((word) => ({ topic: 'land', word, weight: 3 })),
  )
})
