import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pauseClocks, resumeClocks, startClock, stopClocks } from '../disputes/make.ts'
import type { Clock } from '../disputes/parts.ts'
import { fold, nothingYet } from '../fold.ts'
import { type Here, NOTHING_NAMED } from '../step.ts'
import { addDays, type Day, daysBetween, isWorkingDay, workingDaysBetween } from './calendar.ts'
import { calendar } from './calendar-data.ts'
import { CLOCK_RULES, type ClockRule, type ClockRuleId, clockRule, dueAt, dueOn, pausedDaysOf } from './rules.ts'

const RULES = Object.keys(CLOCK_RULES) as ClockRuleId[]
const ruleOf = (id: ClockRuleId): ClockRule => CLOCK_RULES[id]
/** Rules counted in days of some kind: the others have an instant, or a day the parties wrote down. */
const COUNTED = RULES.filter((id) => !['minute', 'hour', 'agreed'].includes(ruleOf(id).unit))
const rule = fc.constantFrom(...COUNTED)
/** Those that end where their count ends, whatever day that is. */
const plain = fc.constantFrom(...COUNTED.filter((id) => ruleOf(id).unit !== 'month' && !ruleOf(id).rolls_forward))
/** Days within the calendar's years, so that holidays and worked weekends are met. */
const day = fc.nat(3 * 365).map((n) => addDays('2024-06-01', n))
const gaps = fc.array(fc.nat(20), { minLength: 2, maxLength: 12 })

const unitsBetween = (id: ClockRuleId, from: Day, to: Day): number =>
  CLOCK_RULES[id].unit === 'working_day' ? workingDaysBetween(from, to, calendar) : daysBetween(from, to)

/** A file that holds nothing but one clock, as the makers of consequences need it. */
const hereOn = (today: Day, clocks: readonly Clock[]): Here => ({
  file: null,
  parts: [],
  clocks,
  involvements: [],
  links: [],
  named: NOTHING_NAMED,
  actor: { kind: 'system' },
  now: `${today}T04:00:00.000Z`,
  today,
  occurred_at: `${today}T04:00:00.000Z`,
  calendar,
  rules: [],
  wordings: [],
  ids: [],
  receiver: null,
  opening: null,
  own_unit: null,
})
const begun = (id: ClockRuleId, on: Day): Clock => {
  const started = startClock(hereOn(on, []), 'c', id, { part: 'dispute', id: 'd' }, { unit: 1 }, 'close')
  const [clock] = fold([{ seq: 1, part_id: 'd', consequences: [started] }], nothingYet).clocks
  if (!clock) throw new Error('no clock started')
  return clock
}
const apply = (clock: Clock, consequences: ReturnType<typeof pauseClocks>): Clock => {
  const [after] = fold([{ seq: 2, part_id: 'd', consequences }], { ...nothingYet, clocks: [clock] }).clocks
  if (!after) throw new Error('the clock is gone')
  return after
}

test('three working days over the National Day holiday end after it', () => {
  expect(dueOn(CLOCK_RULES['T-06'], '2025-09-30', 0, calendar)).toBe('2025-10-11')
  // The Saturday 11 October 2025 is worked, the Sunday is not.
  expect(isWorkingDay('2025-10-11', calendar)).toBe(true)
})

test('the start day is not counted, and a rule in working days ends on one', () => {
  fc.assert(
    fc.property(plain, day, (id, start) => {
      const due = dueOn(CLOCK_RULES[id], start, 0, calendar)
      expect(unitsBetween(id, start, due)).toBe(ruleOf(id).amount)
      // Nothing to count is the same day, worked or not.
      if (ruleOf(id).unit === 'working_day' && ruleOf(id).amount > 0) expect(isWorkingDay(due, calendar)).toBe(true)
    }),
  )
})

test.each([
  ['T-02', '2025-09-30', '2025-10-09'],
  ['T-04p', '2025-09-29', '2025-10-13'],
  // A month on: the same day, or the last of a shorter month.
  ['T-11', '2026-01-31', '2026-02-28'],
  ['T-11', '2026-03-02', '2026-04-02'],
  // Thirty days end on a Saturday, and within the National Day holiday: the next working day (民事诉讼法 85).
  ['T-33', '2026-02-05', '2026-03-09'],
  ['T-33', '2025-09-01', '2025-10-09'],
  ['T-33', '2026-03-02', '2026-04-01'],
  // A visit is the county's own thirty days: they end where they end.
  ['T-60', '2025-09-01', '2025-10-01'],
] as const)('%s begun on %s is due on %s', (id, start, due) => {
  expect(dueOn(CLOCK_RULES[id], start, 0, calendar)).toBe(due)
})

test('a window that rolls forward never ends on a day off, and never before its days are over', () => {
  fc.assert(
    fc.property(day, (start) => {
      const due = dueOn(CLOCK_RULES['T-33'], start, 0, calendar)
      expect(isWorkingDay(due, calendar)).toBe(true)
      expect(daysBetween(start, due)).toBeGreaterThanOrEqual(30)
      const earlier = addDays(due, -1)
      if (daysBetween(start, earlier) >= 30) expect(isWorkingDay(earlier, calendar)).toBe(false)
    }),
  )
})

test('hours run through the night, and the day they end on is the day of China', () => {
  expect(dueAt(CLOCK_RULES['T-03r'], '2026-03-02T15:30:00.000Z')).toEqual({
    due_at: '2026-03-02T17:30:00.000Z',
    due_on: '2026-03-03',
  })
  expect(() => dueOn(CLOCK_RULES['T-03r'], '2026-03-02', 0, calendar)).toThrow(RangeError)
  expect(() => dueOn(CLOCK_RULES['T-54'], '2026-03-02', 0, calendar)).toThrow(RangeError)
})

test('an hour late is late', () => {
  const [clock] = [begun('T-03r', '2026-03-02')]
  const at = (now: string) => ({ ...hereOn('2026-03-02', [clock]), now })
  expect(apply(clock, stopClocks(at('2026-03-02T06:00:00.000Z'), 'T-03r')).state).toBe('met')
  expect(apply(clock, stopClocks(at('2026-03-02T06:00:00.001Z'), 'T-03r')).state).toBe('met_late')
})

test('however often a clock is paused and resumed, its due day recomputed from its pauses is the stored one', () => {
  fc.assert(
    fc.property(rule, day, gaps, (id, start, steps) => {
      let clock = begun(id, start)
      let today = start
      let paused = 0
      for (const gap of steps) {
        today = addDays(today, gap)
        if (clock.state === 'running') {
          clock = apply(clock, pauseClocks(hereOn(today, [clock]), id))
          expect(clock).toMatchObject({ state: 'paused', paused_on: today })
        } else {
          const [due, from] = [clock.due_on, clock.paused_on ?? '']
          paused += pausedDaysOf(CLOCK_RULES[id], from, today, calendar)
          clock = apply(clock, resumeClocks(hereOn(today, [clock]), id))
          // What was left when it stopped is left when it goes on, but for a last day that moves off a holiday.
          if (!ruleOf(id).rolls_forward) expect(unitsBetween(id, today, clock.due_on)).toBe(unitsBetween(id, from, due))
        }
        expect(clock.paused_days).toBe(paused)
        expect(clock.due_on).toBe(dueOn(CLOCK_RULES[id], start, paused, calendar))
        expect(clock.started_on).toBe(start)
      }
    }),
    { numRuns: 300 },
  )
})

test('a clock stopped on its due day is met, one day later it is met late', () => {
  fc.assert(
    fc.property(rule, day, fc.integer({ min: -3, max: 10 }), (id, start, late) => {
      const clock = begun(id, start)
      const on = addDays(clock.due_on, late)
      const settled = apply(clock, stopClocks(hereOn(on, [clock]), id))
      expect(settled).toMatchObject({ state: late > 0 ? 'met_late' : 'met', settled_event: 2, paused_on: null })
    }),
  )
})

test('pausing hides no lateness: a clock that was late when it was paused ends as late', () => {
  const clock = begun('T-06', '2026-03-02')
  const paused = apply(clock, pauseClocks(hereOn('2026-03-06', [clock]), 'T-06'))
  expect(paused).toMatchObject({ due_on: '2026-03-05', state: 'paused' })
  expect(apply(paused, stopClocks(hereOn('2026-03-06', [paused]), 'T-06')).state).toBe('met_late')
})

test('a clock paused in time is not late, however long it stood still', () => {
  const clock = begun('T-06', '2026-03-02')
  const paused = apply(clock, pauseClocks(hereOn('2026-03-05', [clock]), 'T-06'))
  expect(apply(paused, stopClocks(hereOn('2026-05-01', [paused]), 'T-06')).state).toBe('met')
})

test('a settled clock is not settled again', () => {
  const clock = begun('T-85', '2026-03-02')
  const met = apply(clock, stopClocks(hereOn('2026-03-03', [clock]), 'T-85'))
  expect(stopClocks(hereOn('2026-06-03', [met]), 'T-85')).toEqual([])
  expect(pauseClocks(hereOn('2026-06-03', [met]), 'T-85')).toEqual([])
  expect(resumeClocks(hereOn('2026-06-03', [met]), 'T-85')).toEqual([])
})

test('every rule shows where its length comes from, the article of its duty, and no default of ours is dressed as law', () => {
  for (const id of RULES) {
    const { says, length_from, duty, nature, amount, unit } = ruleOf(id)
    expect(says).toMatch(/\p{Script=Han}/u)
    // Done the same day, or on the day the parties wrote down: nothing to count.
    if (id !== 'T-01' && unit !== 'agreed') expect(amount).toBeGreaterThan(0)
    expect(duty.length).toBeGreaterThan(0)
    if (nature === 'local') expect(`${length_from}`, id).toMatch(/(本县约定.*可以调整|本县可以调整)/)
  }
  expect(clockRule('T-05')).toBe(CLOCK_RULES['T-05'])
  expect(clockRule('X-99')).toBeUndefined()
})
