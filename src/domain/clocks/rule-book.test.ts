import { expect, test } from 'vitest'
import { calendar } from './calendar-data.ts'
import {
  amountWords,
  faultsOfLength,
  type RuleBook,
  ruleAsStarted,
  ruleInForce,
  ruleOn,
  whyFixed,
  withinWords,
} from './rule-book.ts'
import { CLOCK_RULES, type ClockRuleId, dueOn } from './rules.ts'
import { tryLength } from './trial.ts'

const book: RuleBook = [
  { rule: 'T-06', version: 100, amount: 5, unit: 'working_day', from_on: '2026-03-02' },
  { rule: 'T-06', version: 101, amount: 2, unit: 'day', from_on: '2026-06-01' },
]

const SAME_DAY = { rule: 'R-15', version: 100, amount: 0, unit: 'day', from_on: '2026-03-02' } as const

test('a clock started now runs under the county’s last choice, what it never touched under the code’s own', () => {
  expect(ruleInForce(book, 'T-06')).toMatchObject({ version: 101, amount: 2, unit: 'day', says: '决定是否受理' })
  expect(ruleInForce(book, 'T-06').length_from).toBe('本县约定 2 日（第 3 版，2026-06-01 起），可以调整')
  expect(ruleInForce(book, 'T-07')).toBe(CLOCK_RULES['T-07'])
})

test('a paper says the length in force, not the one the product shipped with', () => {
  expect(withinWords([], 'R-12')).toBe('3 个工作日内')
  expect(withinWords(book, 'T-06')).toBe('2 日内')
  expect(withinWords([{ ...SAME_DAY, amount: 0 }], 'R-15')).toBe('当日')
})

test('a clock keeps the version it was started with, whatever is chosen later', () => {
  expect(ruleAsStarted(book, 'T-06', 1)).toBe(CLOCK_RULES['T-06'])
  expect(ruleAsStarted(book, 'T-06', 100)).toMatchObject({ version: 100, amount: 5 })
  expect(ruleAsStarted(book, 'T-99', 1)).toBeUndefined()
  expect(dueOn(ruleAsStarted(book, 'T-06', 100) ?? CLOCK_RULES['T-07'], '2026-03-02', 0, calendar)).toBe('2026-03-09')
})

test('what has no clock of its own is counted by the version of the day it began', () => {
  expect(ruleOn(book, 'T-06', '2026-03-01')).toBe(CLOCK_RULES['T-06'])
  expect(ruleOn(book, 'T-06', '2026-05-31')).toMatchObject({ version: 100 })
  expect(ruleOn(book, 'T-06', '2026-06-01')).toMatchObject({ version: 101 })
})

const faults = (id: ClockRuleId, amount: number, unit: Parameters<typeof faultsOfLength>[2]['unit'], now = id) =>
  faultsOfLength(CLOCK_RULES[id], CLOCK_RULES[now], { amount, unit }).map(({ path }) => path)

test('the law’s own length is nobody’s to change, its maximum only to be shortened, the county’s its own', () => {
  for (const id of Object.keys(CLOCK_RULES) as ClockRuleId[]) {
    const { nature, unit } = CLOCK_RULES[id]
    const free = nature !== 'fixed' && nature !== 'agreed' && unit !== 'agreed'
    expect(whyFixed(CLOCK_RULES[id]) === null, id).toBe(free)
  }
  expect(faults('T-33', 40, 'day')).toEqual([''])
  expect(faults('T-33', 20, 'day')).toEqual([''])
  expect(faults('T-54', 3, 'day')).toEqual([''])
  expect(faults('R-24', 3, 'day')).toEqual([''])
  expect(faults('T-39', 16, 'working_day')).toEqual(['amount'])
  expect(faults('T-39', 10, 'day')).toEqual(['unit'])
  expect(faults('T-39', 10, 'working_day')).toEqual([])
  expect(faults('T-06', 5, 'working_day')).toEqual([])
  expect(faults('T-11', 30, 'day')).toEqual([])
})

test('a maximum is measured against the law and not against an earlier choice', () => {
  const shorter = { ...CLOCK_RULES['T-39'], amount: 10, version: 100 }
  expect(faultsOfLength(CLOCK_RULES['T-39'], shorter, { amount: 15, unit: 'working_day' })).toEqual([])
  expect(faultsOfLength(CLOCK_RULES['T-39'], shorter, { amount: 16, unit: 'working_day' })).toHaveLength(1)
})

test('minutes stay minutes and days days, no length is absurd, and a change changes something', () => {
  expect(faults('T-52', 1, 'day')).toEqual(['unit'])
  expect(faults('T-06', 8, 'hour')).toEqual(['unit'])
  expect(faults('R-15', 10, 'working_day')).toEqual(['unit'])
  expect(faults('R-15', 10, 'day')).toEqual([])
  expect(faults('T-52', 0, 'minute')).toEqual(['amount'])
  expect(faults('T-11', 13, 'month')).toEqual(['amount'])
  expect(faults('T-06', 3, 'working_day')).toEqual(['amount'])
  expect([amountWords(0, 'day'), amountWords(30, 'minute'), amountWords(1, 'month')]).toEqual([
    '当日',
    '30 分钟',
    '1 个月',
  ])
})

const past = (started_on: string, done_on: string | null, clocks = 1, more: object = {}) => ({
  started_on,
  started_at: null,
  paused_days: 0,
  done_on,
  done_at: null,
  clocks,
  late: 0,
  ...more,
})

test('a trial counts what is behind us once more from its own start, with the days it stood still', () => {
  const one = { ...CLOCK_RULES['T-06'], amount: 1 } as const
  const tried = tryLength(
    one,
    [
      past('2026-03-02', '2026-03-03', 4),
      past('2026-03-02', '2026-03-04', 14),
      // It stood still for two working days.
      past('2026-03-02', '2026-03-05', 7, { paused_days: 2 }),
      // Friday: the next working day is Monday.
      past('2026-03-06', '2026-03-09', 3),
      // Not done yet, and its day is over.
      past('2026-03-02', null, 2, { late: 1 }),
    ],
    '2026-03-10T04:00:00.000Z',
    calendar,
  )
  expect(tried).toEqual({ since: '2025-03-10', clocks: 30, late_now: 1, late_then: 16 })
})

test('minutes and hours are tried to the instant, through the night', () => {
  const hour = { ...CLOCK_RULES['T-03r'], amount: 1 } as const
  const at = { started_at: '2026-03-02T15:30:00.000Z' }
  const tried = tryLength(
    hour,
    [
      past('2026-03-02', '2026-03-03', 1, { ...at, done_at: '2026-03-02T16:30:00.000Z' }),
      past('2026-03-02', '2026-03-03', 2, { ...at, done_at: '2026-03-02T16:30:00.001Z' }),
    ],
    '2026-03-10T04:00:00.000Z',
    calendar,
  )
  expect(tried).toMatchObject({ clocks: 3, late_then: 2 })
})
