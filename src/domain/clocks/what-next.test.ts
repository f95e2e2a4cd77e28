import { expect, test } from 'vitest'
import { confirmationWindows, nextClock } from './what-next.ts'

const clock = (state: 'running' | 'paused' | 'met' | 'cancelled', due_on: string, rule = 'T-02') => ({
  state,
  due_on,
  rule,
  days_left: state === 'running' ? 3 : null,
})

test('what comes next is the running clock that is due first, never one that is settled', () => {
  const clocks = [
    clock('met', '2026-11-01'),
    clock('running', '2026-12-21'),
    clock('running', '2026-11-25'),
    clock('paused', '2026-11-02'),
  ]
  expect(nextClock(clocks)?.due_on).toBe('2026-11-25')
  expect(nextClock([clock('paused', '2026-11-02'), clock('cancelled', '2026-11-01')])?.due_on).toBe('2026-11-02')
  expect(nextClock([clock('met', '2026-11-01')])).toBeNull()
})

test('the window for the court is a chance, not a duty: it never stands as the next thing to be done', () => {
  const open = clock('running', '2026-11-25', 'T-33')
  expect(nextClock([open, clock('running', '2026-11-26', 'T-54')])).toBeNull()
  expect(confirmationWindows([open])).toEqual([open])
  expect(confirmationWindows([{ ...open, days_left: 0 }])).toHaveLength(1)
  // A window that has shut is not offered.
  expect(confirmationWindows([{ ...open, days_left: -1 }])).toEqual([])
  expect(confirmationWindows([clock('met', '2026-11-25', 'T-33'), clock('running', '2026-11-25')])).toEqual([])
})
