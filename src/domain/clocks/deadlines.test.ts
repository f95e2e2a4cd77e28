import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HAND_COUNTED } from '#test/statute-dates.ts'
import { addDays, type Day } from './calendar.ts'
import { calendar } from './calendar-data.ts'
import { type Counted, deadlineOf, isTimedStatute, type Statute } from './deadlines.ts'
import { clockRule } from './rules.ts'
import { STATUTES, type StatuteId } from './statutes.ts'

const RULES: readonly [StatuteId, Statute][] = Object.entries(STATUTES) as [StatuteId, Statute][]
const inDays = RULES.filter(([, rule]) => !isTimedStatute(rule))

describe('counted by hand', () => {
  test('there are at least 150 of them, and one at least for every statute counted in days', () => {
    expect(HAND_COUNTED.length).toBeGreaterThanOrEqual(150)
    const known = new Set(HAND_COUNTED.map(({ id }) => id))
    expect(inDays.filter(([id]) => !known.has(id)).map(([id]) => id)).toEqual([])
  })

  test.each(HAND_COUNTED)('$id from $start: $due ($why)', ({ id, start, due, latest, why: _, ...counted }) => {
    const { due_on, latest_on } = deadlineOf(STATUTES[id], start, counted, calendar)
    expect([due_on, latest_on]).toEqual([due, latest ?? due])
  })
})

/**
 * A second way to count, with nothing of the first: it walks one day at a time over the notices' own lists, in the calendar of
 * the machine, and finds months by asking for the number of the day.
 */
const oracle = (rule: Statute, start: Day, { paused = 0, travel = 0, extended = false }: Counted) => {
  const off = new Set(calendar.years.flatMap(({ days_off }) => days_off))
  const on = new Set(calendar.years.flatMap(({ days_on }) => days_on))
  const at = (day: Day) => new Date(`${day}T00:00:00Z`)
  const text = (date: Date) => date.toISOString().slice(0, 10)
  const worked = (date: Date) =>
    on.has(text(date)) || (date.getUTCDay() !== 0 && date.getUTCDay() !== 6 && !off.has(text(date)))
  const walk = (day: Day, days: number, way: number, only: (date: Date) => boolean): Day => {
    const date = at(day)
    for (let left = days; left > 0; ) {
      date.setUTCDate(date.getUTCDate() + way)
      if (only(date)) left -= 1
    }
    return text(date)
  }
  const every = () => true
  const read = (counting: Statute['counting'] | 'rolled') => {
    const only = counting === 'working' ? worked : every
    const { amount, unit } = rule.length
    const forward = (day: Day, length: Statute['length']): Day => {
      if (length.unit === 'day') return walk(day, length.amount, 1, only)
      const months = at(day).getUTCMonth() + length.amount * (length.unit === 'year' ? 12 : 1)
      const wanted = at(day).getUTCDate()
      const first = new Date(Date.UTC(at(day).getUTCFullYear(), months, 1))
      const date = new Date(first)
      while (date.getUTCDate() < wanted && date.getUTCMonth() === first.getUTCMonth())
        date.setUTCDate(date.getUTCDate() + 1)
      if (date.getUTCMonth() !== first.getUTCMonth()) date.setUTCDate(0)
      return text(date)
    }
    if (rule.before) return walk(start, amount, -1, only)
    let day = forward(start, { amount, unit })
    if (extended && rule.extension) day = forward(day, rule.extension.length)
    day = walk(day, paused + (counting === 'procedure' ? travel : 0), 1, only)
    if (counting === 'procedure' || counting === 'civil_code' || counting === 'rolled')
      while (!worked(at(day))) day = walk(day, 1, 1, every)
    return day
  }
  const days = [
    read(rule.counting),
    ...(rule.arguable ? [read(rule.arguable.later)] : []),
    ...(rule.counting === 'silent' && !rule.arguable && !rule.before ? [read('rolled')] : []),
  ].sort()
  return [days[0], days.at(-1)]
}

test('any statute, from any day, with any pause, is what a walk day by day finds', () => {
  const any = fc.record({
    rule: fc.constantFrom(...inDays.map(([, rule]) => rule)),
    start: fc.integer({ min: 0, max: 3 * 365 }).map((days) => addDays('2024-01-01', days)),
    paused: fc.integer({ min: 0, max: 40 }),
    travel: fc.integer({ min: 0, max: 5 }),
    extended: fc.boolean(),
  })
  fc.assert(
    fc.property(any, ({ rule, start, paused, travel, extended }) => {
      const counted = { paused, travel, extended: extended && rule.extension !== undefined }
      const { due_on, latest_on } = deadlineOf(rule, start, counted, calendar)
      expect([due_on, latest_on]).toEqual(oracle(rule, start, counted))
    }),
    { numRuns: 3000 },
  )
})

test('a day later never ends sooner, a pause never shortens, the later reading is never the earlier', () => {
  const any = fc.record({
    rule: fc.constantFrom(...inDays.map(([, rule]) => rule)),
    start: fc.integer({ min: 0, max: 3 * 365 }).map((days) => addDays('2024-01-01', days)),
    paused: fc.integer({ min: 0, max: 40 }),
  })
  fc.assert(
    fc.property(any, ({ rule, start, paused }) => {
      const today = deadlineOf(rule, start, {}, calendar)
      expect(deadlineOf(rule, addDays(start, 1), {}, calendar).due_on >= today.due_on).toBe(true)
      if (!rule.before) expect(deadlineOf(rule, start, { paused }, calendar).due_on >= today.due_on).toBe(true)
      expect(today.latest_on >= today.due_on).toBe(true)
      expect(today.arguable === null).toBe(today.latest_on === today.due_on)
    }),
    { numRuns: 2000 },
  )
})

test('hours run through nights and holidays', () => {
  // The eve of Spring Festival, half past nine in the evening.
  const order = deadlineOf(STATUTES['T-50'], '2026-02-16T13:30:00Z', {}, calendar)
  expect(order).toMatchObject({ due_at: '2026-02-19T13:30:00.000Z', due_on: '2026-02-19', arguable: null })
  expect(deadlineOf(STATUTES['T-50u'], '2026-02-16T17:00:00Z', {}, calendar).due_on).toBe('2026-02-18')
})

test('the day says in words how it was counted', () => {
  const window = deadlineOf(STATUTES['T-33'], '2026-01-16', { travel: 0 }, calendar)
  expect(window.because).toEqual([
    '自调解协议生效之日（2026-01-16，当日不算）起 30 日',
    '最后一天 2026-02-15 放假，顺延到上班第一天（民事诉讼法 第八十五条）',
  ])
  const [, ...rest] = deadlineOf(STATUTES['T-23'], '2026-03-02', { paused: 10 }, calendar).because
  expect(rest).toEqual(['中间停了 10 个工作日'])
  expect(deadlineOf(STATUTES['T-27a'], '2026-03-10', {}, calendar).because).toEqual([
    '在调解的日子（2026-03-10）前 3 个工作日',
  ])
  expect(deadlineOf(STATUTES['T-44'], '2026-03-02', { extended: true }, calendar).because[1]).toBe(
    '情况复杂，经本机关负责人批准并告知理由，延长 30 日',
  )
})

test('where the law reads two ways both days are told, and a count over an unpublished year says so', () => {
  const road = deadlineOf(STATUTES['T-25'], '2026-03-02', {}, calendar)
  expect(road).toMatchObject({ due_on: '2026-03-12', latest_on: '2026-03-16', provisional: false })
  expect(road.arguable).toContain('第九十四条')
  const petition = deadlineOf(STATUTES['T-42'], '2026-03-06', {}, calendar)
  expect(petition.arguable).toContain('2026-03-23')
  expect(deadlineOf(STATUTES['T-33'], '2026-12-03', {}, calendar).provisional).toBe(true)
})

test('what no article allows is a fault of the caller', () => {
  expect(() => deadlineOf(STATUTES['T-33'], '2026-03-02', { extended: true }, calendar)).toThrow('cannot be extended')
  expect(() => deadlineOf(STATUTES['T-33'], '2026-02-30', {}, calendar)).toThrow(RangeError)
})

test('every statute of one dispute is there: its days are a law’s, or show that they are not', () => {
  const wanted = [18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41]
  const more = ['07o', '08', '09', '10', 12, 13, 15, 16, 17, 42, 43, 44, 45, 46, 47, 48, 50, 51, 62, 84]
  const ids = Object.keys(STATUTES)
  for (const number of [...wanted, ...more])
    expect(
      ids.some((id) => id.startsWith(`T-${number}`)),
      `T-${number}`,
    ).toBe(true)
  for (const [id, rule] of RULES) {
    const shownAsLocal = /本县约定|尚待核对|内部期限/.test(rule.law)
    expect(shownAsLocal, id).toBe(rule.kind === 'C' || rule.unverified === true)
  }
})

test('a deadline that is run as a clock as well is the same in both tables', () => {
  const both = RULES.flatMap(([id, rule]) => {
    const clock = clockRule(id)
    return clock ? [{ id, rule, clock }] : []
  })
  expect(both.map(({ id }) => id).sort()).toEqual(['T-33', 'T-39', 'T-51', 'T-51a'])
  for (const { id, rule, clock } of both) {
    expect(clock.amount, id).toBe(rule.length.amount)
    expect(clock.unit === 'working_day', id).toBe(rule.counting === 'working')
    expect(clock.rolls_forward === true, id).toBe(rule.counting === 'procedure')
  }
})
