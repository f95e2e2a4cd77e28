import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  addWorkingDays,
  type Calendar,
  type Day,
  dayIn,
  daysBetween,
  hourIn,
  isProvisional,
  isWorkingDay,
  minutesAfter,
  nextWorkingDay,
  workingDaysBetween,
} from './calendar.ts'
import { calendar } from './calendar-data.ts'

const anyDay = fc.integer({ min: 0, max: 4 * 365 + 1 }).map((n) => addDays('2024-01-01', n))
const anyCount = fc.integer({ min: 1, max: 120 })

describe('the calendar that ships', () => {
  test.each(calendar.years)('of $year names only weekdays as off and only weekend days as worked', (year) => {
    const weekOnly: Calendar = { version: 'week', years: [] }
    for (const day of year.days_off) expect(isWorkingDay(day, weekOnly), day).toBe(true)
    for (const day of year.days_on) expect(isWorkingDay(day, weekOnly), day).toBe(false)
  })

  test.each(calendar.years)('of $year lists its own days in order, each once', (year) => {
    for (const days of [year.days_off, year.days_on]) {
      expect(days).toEqual([...new Set(days)].sort())
      for (const day of days) expect(day.slice(0, 4)).toBe(String(year.year))
    }
  })

  test.each([
    ['2024-01-01', '2024-12-31', 251],
    ['2025-01-01', '2025-12-31', 248],
    ['2026-01-01', '2026-12-31', 248],
  ])('has as many working days from %s to %s as the notice leaves', (first, last, worked) => {
    expect(workingDaysBetween(addDays(first, -1), last, calendar)).toBe(worked)
  })

  test.each<[Day, boolean, string]>([
    ['2026-01-02', false, '元旦调休'],
    ['2026-01-04', true, '元旦调休上班的周日'],
    ['2026-02-13', true, '春节前的周五'],
    ['2026-02-14', true, '春节调休上班的周六'],
    ['2026-02-15', false, '春节假期第一天，周日'],
    ['2026-02-16', false, '除夕，周一'],
    ['2026-02-17', false, '正月初一'],
    ['2026-02-23', false, '春节假期最后一天，周一'],
    ['2026-02-24', true, '节后上班'],
    ['2026-02-28', true, '春节调休上班的周六'],
    ['2026-05-09', true, '劳动节调休上班的周六'],
    ['2026-09-20', true, '国庆节调休上班的周日'],
    ['2026-10-07', false, '国庆节假期最后一天'],
    ['2026-10-10', true, '国庆节调休上班的周六'],
    ['2025-10-06', false, '中秋节，与国庆节连休'],
    ['2024-02-09', true, '2024年的除夕不放假'],
    ['2027-02-05', false, '除夕，2027年正月初一是2月6日'],
    ['2027-02-08', false, '初三'],
    ['2027-02-09', true, '通知未出，初四按周二'],
    ['2028-01-03', true, '没有数据的年份只看星期'],
  ])('says of %s worked = %s (%s)', (day, worked) => {
    expect(isWorkingDay(day, calendar)).toBe(worked)
  })
})

describe('counting', () => {
  test('the seventh working day across Spring Festival 2026 skips the holiday and uses the exchanged Saturdays', () => {
    // Counted: 2-14 Sat(on) 1, then 2-24..2-27 = 2..5, 2-28 Sat(on) 6, 3-2 Mon 7.
    expect(addWorkingDays('2026-02-13', 7, calendar)).toBe('2026-03-02')
    expect(addWorkingDays('2026-03-02', -7, calendar)).toBe('2026-02-13')
  })

  test('a period that starts on a day off counts from the next working day', () => {
    expect(addWorkingDays('2026-10-03', 1, calendar)).toBe('2026-10-08')
  })

  test('a last day on a holiday moves to the first working day after it', () => {
    expect(nextWorkingDay('2026-10-01', calendar)).toBe('2026-10-08')
    expect(nextWorkingDay('2026-10-08', calendar)).toBe('2026-10-08')
    expect(addWorkingDays('2026-10-01', 0, calendar)).toBe('2026-10-08')
  })

  test('a month ends on the same day number or on the last day of the month', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29')
    expect(addMonths('2026-03-31', -1)).toBe('2026-02-28')
    expect(addMonths('2026-11-30', 3)).toBe('2027-02-28')
  })

  test('the day of an instant is the day in China', () => {
    expect(dayIn('2026-02-13T15:59:59.999Z')).toBe('2026-02-13')
    expect(dayIn('2026-02-13T16:00:00Z')).toBe('2026-02-14')
    expect(dayIn('2026-02-13T23:30:00-05:00')).toBe('2026-02-14')
    expect(() => dayIn('2026-02-13T16:00:00')).toThrow(RangeError)
  })

  test('the day of any instant is what the time zone itself says, also while China had summer time', () => {
    const instants = fc.integer({ min: Date.UTC(1985, 0), max: Date.UTC(2110, 0) })
    fc.assert(
      fc.property(instants, (at) => {
        const written = new Date(at).toISOString()
        const said = Temporal.Instant.from(written).toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString()
        expect(dayIn(written), written).toBe(said)
      }),
      {
        numRuns: 2000,
        examples: [[Date.UTC(1991, 6, 1, 15, 30)], [Date.UTC(1992, 0, 1, 16)], [Date.UTC(2099, 11, 31, 16)]],
      },
    )
  })

  test('an instant that never was has no day', () => {
    const wrong = [
      '2026-02-30T01:00:00Z',
      '2026-02-30T17:00:00Z',
      '2026-13-01T01:00Z',
      '2026-02-13T24:00:00Z',
      '2026-02-13T10:60:00Z',
      '2026-02-13',
    ]
    for (const each of wrong) expect(() => dayIn(each), each).toThrow(RangeError)
  })

  test('what is not a day or not a whole number is refused, never guessed', () => {
    for (const wrong of ['2026-02-30', '20260203', '2026-2-3', '2026-02-03T00:00:00Z', ''])
      expect(() => addDays(wrong, 1), wrong).toThrow(RangeError)
    for (const n of [1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => addDays('2026-02-03', n)).toThrow(RangeError)
      expect(() => addWorkingDays('2026-02-03', n, calendar)).toThrow(RangeError)
    }
    expect(() => addWorkingDays('2026-02-03', 1_767_000_000, calendar)).toThrow(RangeError)
  })

  test('a span is provisional when any year in it has no published notice', () => {
    expect(isProvisional('2026-02-01', '2026-12-31', calendar)).toBe(false)
    expect(isProvisional('2026-12-31', '2027-01-01', calendar)).toBe(true)
    expect(isProvisional('2027-01-01', '2026-12-31', calendar)).toBe(true)
    expect(isProvisional('2023-12-31', '2026-01-01', calendar)).toBe(true)
    expect(isProvisional('2026-01-01', '2028-01-01', { ...calendar, years: calendar.years.slice(0, 3) })).toBe(true)
  })
})

describe('for any day and any count', () => {
  test('adding days and measuring gives the count back', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -2000, max: 2000 }), (day, n) => {
        expect(daysBetween(day, addDays(day, n))).toBe(n)
        expect(addDays(addDays(day, n), -n)).toBe(day)
      }),
    )
  })

  test('adding working days and counting them gives the count back', () => {
    fc.assert(
      fc.property(anyDay, anyCount, (day, n) => {
        const end = addWorkingDays(day, n, calendar)
        expect(workingDaysBetween(day, end, calendar)).toBe(n)
        expect(workingDaysBetween(end, day, calendar)).toBe(0 - n)
      }),
    )
  })

  test('working days added to a working day and taken off again lead back to it', () => {
    fc.assert(
      fc.property(anyDay, anyCount, (day, n) => {
        const start = nextWorkingDay(day, calendar)
        expect(addWorkingDays(addWorkingDays(start, n, calendar), -n, calendar)).toBe(start)
      }),
    )
  })

  test('a count of working days never lands on a day off', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -120, max: 120 }), (day, n) => {
        expect(isWorkingDay(addWorkingDays(day, n, calendar), calendar)).toBe(true)
      }),
    )
  })

  test('a later start or a longer count never ends earlier', () => {
    fc.assert(
      fc.property(anyDay, anyCount, fc.integer({ min: 0, max: 30 }), (day, n, more) => {
        const end = addWorkingDays(day, n, calendar)
        expect(addWorkingDays(addDays(day, more), n, calendar) >= end).toBe(true)
        expect(addWorkingDays(day, n + more, calendar) >= end).toBe(true)
        expect(addMonths(addDays(day, more), n) >= addMonths(day, n)).toBe(true)
      }),
    )
  })

  test('working days on both sides of a day add up', () => {
    fc.assert(
      fc.property(anyDay, anyDay, anyDay, (a, b, c) => {
        const whole = workingDaysBetween(a, c, calendar)
        expect(workingDaysBetween(a, b, calendar) + workingDaysBetween(b, c, calendar)).toBe(whole)
      }),
    )
  })
})

describe('instants as our clocks write them, and as others might', () => {
  const spelt = fc
    .tuple(
      fc.date({ min: new Date('1992-01-01T00:00:00Z'), max: new Date('2098-12-31T23:59:59Z'), noInvalidDate: true }),
      fc.constantFrom('seconds', 'minutes', 'whole', 'nanoseconds', 'offset', 'old'),
    )
    .map(([date, how]) => {
      const whole = date.toISOString()
      if (how === 'minutes') return `${whole.slice(0, 16)}Z`
      if (how === 'seconds') return `${whole.slice(0, 19)}Z`
      if (how === 'nanoseconds') return whole.replace('Z', '678901Z')
      if (how === 'offset') return whole.replace('Z', '+05:30')
      return how === 'old' ? `19${whole.slice(2)}` : whole
    })
    // 1900 had no such day.
    .filter((instant) => !instant.startsWith('1900-02-29'))

  test('so many minutes on, and the hour in China, are as Temporal counts them', () => {
    fc.assert(
      fc.property(spelt, fc.integer({ min: -3_000_000, max: 3_000_000 }), (instant, minutes) => {
        const known = Temporal.Instant.from(instant)
        expect(minutesAfter(instant, minutes)).toBe(known.add({ minutes }).toString({ smallestUnit: 'millisecond' }))
        const { hour, minute } = known.toZonedDateTimeISO('Asia/Shanghai')
        expect(hourIn(instant)).toEqual({ hour, minute })
      }),
      { numRuns: 300 },
    )
  })

  test.each(['2026-02-30T10:00:00Z', '2026-02-03T24:00:00Z', '2026-02-03T10:00:00', '2026-02-03', ''])(
    'what is no instant is refused: %s',
    (text) => {
      expect(() => minutesAfter(text, 1)).toThrow(RangeError)
      expect(() => hourIn(text)).toThrow(RangeError)
    },
  )
  test('minutes are whole', () => expect(() => minutesAfter('2026-02-03T10:00:00Z', 0.5)).toThrow(RangeError))
})

test('days counted on and back are as Temporal counts them, also long before 1970', () => {
  fc.assert(
    fc.property(fc.integer({ min: -400_000, max: 400_000 }), fc.integer({ min: -400_000, max: 400_000 }), (at, n) => {
      const day = Temporal.PlainDate.from('2026-01-05').add({ days: at }).toString()
      expect(addDays(day, n)).toBe(Temporal.PlainDate.from(day).add({ days: n }).toString())
    }),
    { numRuns: 200 },
  )
  expect(() => addDays('2026-02-30', 1)).toThrow(RangeError)
})

test('a limit counted by one calendar says nothing about another, nor one length about another', () => {
  const week: Calendar = { version: 'week', years: [] }
  expect(addWorkingDays('2026-02-13', 1, calendar)).toBe('2026-02-14')
  expect(addWorkingDays('2026-02-13', 1, week)).toBe('2026-02-16')
  expect(addWorkingDays('2026-02-13', 1, calendar)).toBe('2026-02-14')
  expect(addWorkingDays('2026-02-13', 2, calendar)).toBe('2026-02-24')
  expect(addWorkingDays('2026-02-13', -1, week)).toBe('2026-02-12')
})
