import { expect, test } from 'vitest'
import {
  clockAfter,
  dayWords,
  deadlineWords,
  fromLocalField,
  shortTime,
  toLocalField,
  urgencyOf,
  waitWords,
} from './wording.ts'

test('lists say today in Shanghai, and name the year only when it is another', () => {
  expect(shortTime('2026-11-20T16:05:00Z', '2026-11-21T10:00:00Z')).toBe('今天 00:05')
  expect(shortTime('2026-11-20T06:05:00Z', '2026-11-21T10:00:00Z')).toBe('11月20日 14:05')
  expect(shortTime('2025-11-20T06:05:00Z', '2026-11-21T10:00:00Z')).toBe('2025年11月20日')
})

test('days carry their weekday', () => {
  expect(dayWords('2026-11-24')).toBe('11月24日 周二')
})

test('a running clock says how many days are left, that it is due today, or how many it is over', () => {
  const running = (days_left: number) => deadlineWords({ state: 'running', days_left })
  expect([5, 1, 0, -1, -12].map(running)).toEqual(['还剩 5 天', '明天到期', '今天到期', '已超 1 天', '已超 12 天'])
})

test('a clock that does not run says why', () => {
  expect(deadlineWords({ state: 'paused', days_left: null })).toBe('暂停计时')
  expect(deadlineWords({ state: 'met_late', days_left: null })).toBe('超期办完')
})

test('only running clocks press, and an overdue one most', () => {
  expect(urgencyOf({ state: 'running', days_left: -1 })).toBe('overdue')
  expect(urgencyOf({ state: 'running', days_left: 1 })).toBe('soon')
  expect(urgencyOf({ state: 'running', days_left: 9 })).toBe('calm')
  expect(urgencyOf({ state: 'paused', days_left: null })).toBe('still')
})

test('waiting is told in seconds under a minute, else in minutes rounded up', () => {
  expect([0, 30, 61, 900].map(waitWords)).toEqual(['1 秒', '30 秒', '2 分钟', '15 分钟'])
})

test('a lock-out names the hour it ends', () => {
  expect(clockAfter(900, '2026-11-21T15:50:00Z')).toBe('00:05')
})

test('a datetime field speaks Shanghai time both ways', () => {
  expect(toLocalField('2026-01-02T16:07:00Z')).toBe('2026-01-03T00:07')
  expect(new Date(fromLocalField('2026-01-03T00:07')).toISOString()).toBe('2026-01-02T16:07:00.000Z')
})

test('a limit that is the parties’ own to use is never shown as somebody being late', () => {
  const own = { state: 'running', days_left: -3, owes: 'party', nature: 'fixed' } as const
  expect(urgencyOf(own)).toBe('still')
  expect(deadlineWords(own)).toBe('已过')
  expect(deadlineWords({ ...own, days_left: 5 })).toBe('还剩 5 天')
  // What they promised each other is late when its day is over, and so is an office.
  expect(urgencyOf({ ...own, nature: 'agreed' })).toBe('overdue')
  expect(deadlineWords({ ...own, owes: 'unit' })).toBe('已超 3 天')
})

test('what ran out is said to be over since its day; what was called off before that is not', () => {
  const over = { state: 'cancelled', days_left: null, due_on: '2026-10-18', ended_on: '2026-11-02' } as const
  expect(deadlineWords(over)).toBe('已到期（10月18日）')
  expect(deadlineWords({ ...over, ended_on: '2026-10-18' })).toBe('不再计时')
  expect(deadlineWords({ ...over, ended_on: null })).toBe('不再计时')
})
