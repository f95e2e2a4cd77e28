import { expect, test } from 'vitest'
import { sayDay, sayDayAndWeekday, sayDayShort, sayDaysIn, sayDaysLeft, sayIfInstant, sayInstant } from './dates.ts'

test('an instant is said in the time of China, whatever offset it came with', () => {
  expect(sayInstant('2026-11-21T06:05:59.999Z')).toBe('2026年11月21日 14:05')
  expect(sayInstant('2026-11-21T14:05:00+08:00')).toBe('2026年11月21日 14:05')
  expect(sayInstant('2026-12-31T16:00:00Z')).toBe('2027年1月1日 00:00')
})

test('a day keeps its date and has its weekday', () => {
  expect(sayDay('2026-02-03')).toBe('2026年2月3日')
  expect(sayDayAndWeekday('2026-11-21')).toBe('2026年11月21日 星期六')
  expect(sayDayShort('2026-11-22')).toBe('11月22日 星期日')
})

test('days left are said plainly, today and overdue too', () => {
  expect([5, 1, 0, -1, -12].map(sayDaysLeft)).toEqual([
    '还有 5 天',
    '明天到期',
    '今天到期',
    '已经超过 1 天',
    '已经超过 12 天',
  ])
})

test('a stored instant in a paper is put in words; other text, also one that holds a date, stays', () => {
  expect(sayIfInstant('2026-11-21T06:05:12.000Z')).toBe('2026年11月21日 14:05')
  expect(sayIfInstant('2026-11-21')).toBe('2026-11-21')
  expect(sayIfInstant('见 2026-11-21T06:05:12Z')).toBe('见 2026-11-21T06:05:12Z')
})

test('days in a clause are read as days, and numbers that only look like them stay', () => {
  expect(sayDaysIn('邢大山付款；2026-12-01 以前')).toBe('邢大山付款；2026年12月1日 以前')
  expect(sayDaysIn('收据 12026-12-011')).toBe('收据 12026-12-011')
})
