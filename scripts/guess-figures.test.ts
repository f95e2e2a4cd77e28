import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { guessFigures } from './guess-figures.ts'

const gold = new URL('../../shared/data/open/classify-gold-dev.jsonl', import.meta.url)

test('the first guess is right as often as was promised on texts labelled by hand', ({ skip }) => {
  if (!existsSync(gold)) {
    console.log('跳过：没有 classify-gold-dev.jsonl，不算第一猜测的准头。')
    skip()
  }
  const figures = guessFigures(gold)
  console.log(JSON.stringify(figures))
  expect(figures.top_1).toBeGreaterThanOrEqual(0.65)
  expect(figures.top_3).toBeGreaterThanOrEqual(0.85)
})
