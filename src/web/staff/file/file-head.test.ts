import { expect, test } from 'vitest'
import type { ClockCard } from '#contract/shared.ts'
import { mostUrgent } from './file-head.tsx'

const clock = (id: string, due_on: string, more: Partial<ClockCard> = {}): ClockCard => ({
  id,
  rule: 'T-00',
  says: id,
  owed_by: '某单位',
  owes: 'unit',
  started_on: '2026-11-01',
  due_on,
  due_at: null,
  days_left: 1,
  length_says: '',
  because: [],
  still_because: null,
  arguable: null,
  edition: 1,
  warned: [],
  state: 'running',
  ended_on: null,
  nature: 'local',
  length_from: '',
  duty: [],
  provisional: false,
  ...more,
})

test('the head shows the duty that is due first, whatever the order of the clocks', () => {
  const clocks = [
    clock('late', '2026-12-01'),
    clock('first', '2026-11-20'),
    clock('met', '2026-11-01', { state: 'met' }),
  ]
  expect(mostUrgent(clocks)?.id).toBe('first')
  expect(mostUrgent([])).toBeNull()
})

test('what the parties promised each other presses; a limit of their own to use does not', () => {
  const own = clock('own', '2026-11-02', { owes: 'party', nature: 'fixed' })
  const promised = clock('promised', '2026-11-10', { owes: 'party', nature: 'agreed' })
  expect(mostUrgent([own, promised, clock('office', '2026-12-01')])?.id).toBe('promised')
  expect(mostUrgent([own])?.id).toBe('own')
  expect(mostUrgent([{ ...own, days_left: -1 }])).toBeNull()
})

test('of two on one day the one counted in hours comes first', () => {
  const hours = clock('hours', '2026-11-10', { due_at: '2026-11-10T02:00:00.000Z' })
  expect(mostUrgent([clock('day', '2026-11-10'), hours])?.id).toBe('hours')
})
