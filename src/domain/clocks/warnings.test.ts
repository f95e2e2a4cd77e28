import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, dayIn, daysBetween } from './calendar.ts'
import { LEVELS, type Level, levelsNow, nextLook, WARNED, warnAt, warnOn } from './warnings.ts'

const clock = (started_on: string, due_on: string) => ({ started_on, due_on, due_at: null, minutes: null })

test('half is the first day on which half of the days are gone, most four fifths of them, over the day after the last', () => {
  const ten = clock('2026-03-02', '2026-03-12')
  expect(LEVELS.map((level) => warnOn(ten, level))).toEqual(['2026-03-07', '2026-03-10', '2026-03-13'])
  const three = clock('2026-03-02', '2026-03-05')
  expect(LEVELS.map((level) => warnOn(three, level))).toEqual(['2026-03-04', '2026-03-05', '2026-03-06'])
})

test('a duty of the same day knows no half: only that it is over', () => {
  expect(LEVELS.map((level) => warnOn(clock('2026-03-02', '2026-03-02'), level))).toEqual([null, null, '2026-03-03'])
})

test('minutes and hours are told to the instant, through the night', () => {
  const due = '2026-03-02T16:30:00.000Z'
  expect(LEVELS.map((level) => warnAt(due, 120, level))).toEqual([
    '2026-03-02T15:30:00.000Z',
    '2026-03-02T16:06:00.000Z',
    '2026-03-02T16:30:00.000Z',
  ])
  const urgent = { started_on: '2026-03-02', due_on: '2026-03-03', due_at: due, minutes: 120 }
  expect(levelsNow(urgent, [], '2026-03-02T15:29:59.999Z')).toEqual([])
  expect(levelsNow(urgent, [], '2026-03-02T15:30:00.000Z')).toEqual(['half'])
  expect(levelsNow(urgent, ['half'], '2026-03-02T16:30:00.000Z')).toEqual(['most', 'over'])
})

test('what nobody told while the machine was off is told then, each level once', () => {
  const ten = clock('2026-03-02', '2026-03-12')
  expect(levelsNow(ten, [], '2026-03-20T04:00:00.000Z')).toEqual(['half', 'most', 'over'])
  expect(levelsNow(ten, ['half', 'most', 'over'], '2026-03-20T04:00:00.000Z')).toEqual([])
  expect(levelsNow(ten, ['half'], '2026-03-09T15:59:59.999Z')).toEqual([])
  expect(levelsNow(ten, ['half'], '2026-03-09T16:00:00.000Z')).toEqual(['most'])
})

test('a clock is to be looked at again at the very instant its next level comes, and never once all were told', () => {
  const length = fc.integer({ min: 0, max: 60 })
  const told = fc.subarray([...LEVELS])
  fc.assert(
    fc.property(
      fc.nat(700),
      length,
      fc.option(fc.integer({ min: 1, max: 4_000 })),
      told,
      (from, days, minutes, already) => {
        const started = addDays('2026-01-01', from)
        const due = addDays(started, days)
        const it = {
          started_on: started,
          due_on: due,
          due_at: minutes === null ? null : `${due}T07:30:00.000Z`,
          minutes,
        }
        const next = nextLook(it, already)
        const now = next ?? `${addDays(due, 3)}T00:00:00.000Z`
        expect(levelsNow(it, already, now).length > 0).toBe(next !== null)
        if (next) expect(levelsNow(it, already, new Date(Date.parse(next) - 1).toISOString())).toEqual([])
      },
    ),
  )
})

test('each level goes a step further up', () => {
  expect(LEVELS.map((level) => WARNED[level].to)).toEqual(['owes', 'head', 'centre'])
})

/** A second way to count: the first day, walked to one by one, on which so much of the way is gone. */
function walked(started_on: string, due_on: string, level: Level): string | null {
  const all = daysBetween(started_on, due_on)
  if (level !== 'over' && all <= 0) return null
  for (let n = 0; ; n += 1) {
    const gone = level === 'over' ? n > all : n * 100 >= all * WARNED[level].percent
    if (gone) return addDays(started_on, n)
  }
}

test('the day of a level is the first on which so much of the way is gone, for any clock', () => {
  fc.assert(
    fc.property(fc.nat(700), fc.nat(400), fc.constantFrom(...LEVELS), (from, length, level) => {
      const started = addDays('2026-01-01', from)
      const due = addDays(started, length)
      const on = warnOn(clock(started, due), level)
      expect(on).toBe(walked(started, due, level))
      if (on) expect(dayIn(`${on}T00:00:00+08:00`)).toBe(on)
    }),
  )
})
