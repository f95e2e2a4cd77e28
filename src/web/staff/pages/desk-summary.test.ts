import { expect, test } from 'vitest'
import type { ClockCard } from '#contract/shared.ts'
import { deskSummary } from './desk-summary.ts'

const due = (days_left: number) => ({ clock: { state: 'running', days_left } as ClockCard })

test('the desk says how many files press', () => {
  expect(deskSummary([due(-2), due(0), due(1), due(9), { clock: null }])).toBe(
    '共 5 件，1 件已超期，2 件今明两天到期。',
  )
})

test('a desk that does not show all says so', () => {
  expect(deskSummary([due(-2), due(3)], true)).toBe('先列最急的 2 件，1 件已超期。')
})

test('a desk where nothing presses says so, an empty one says nothing', () => {
  expect(deskSummary([due(3)])).toBe('共 1 件，没有超期的。')
  expect(deskSummary([])).toBe('')
})
