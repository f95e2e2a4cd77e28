import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from './calendar.ts'
import { calendar } from './calendar-data.ts'
import {
  type Choice,
  faultsOfChoice,
  faultsOfWarns,
  flatWarns,
  holidaysSay,
  visitRowSays,
  warnsFrom,
  warnsOf,
  whyWarnsFixed,
} from './choosing.ts'
import { type RuleBook, ruleAsStarted, ruleInForce } from './rule-book.ts'
import { CLOCK_RULES, type ClockRule, type ClockRuleId, dueOn } from './rules.ts'
import { type PastClocks, tryWarns } from './trial.ts'
import { levelsNow, WARNED, type Warns, warnOn, warnSays } from './warnings.ts'

const IDS = Object.keys(CLOCK_RULES) as ClockRuleId[]
const EARLY: Warns = {
  half: { percent: 30, to: 'owes' },
  most: { percent: 60, to: 'head' },
  over: { percent: 100, to: 'head' },
}
const of = (id: ClockRuleId, more: Partial<Choice> = {}, book: RuleBook = []): Choice => {
  const { amount, unit, ...rule } = ruleInForce(book, id)
  return { amount, unit: unit as Choice['unit'], warns: warnsOf(rule as ClockRule), ...more }
}
const paths = (id: ClockRuleId, more: Partial<Choice>, book: RuleBook = []) =>
  faultsOfChoice(book, id, of(id, more, book)).map(({ path }) => path)

test('warnings are the county’s to choose wherever an office owes a counted day, also where the law sets the day', () => {
  for (const id of IDS) {
    const free = whyWarnsFixed(id) === null
    expect(paths(id, { warns: EARLY }).length === 0, id).toBe(free)
    expect(free, id).toBe(!['T-05', 'T-33', 'T-54', 'T-61'].includes(id) && CLOCK_RULES[id].unit !== 'agreed')
  }
  // The law's own length stays the law's, whatever is chosen beside it.
  expect(paths('T-51', { amount: 6, warns: EARLY })).toEqual([''])
  expect(paths('T-39', { amount: 16, warns: EARLY })).toEqual(['amount'])
  expect(paths('T-39', { amount: 10, warns: EARLY })).toEqual([])
  expect(paths('T-06', {})).toEqual(['amount'])
  // What the parties owe warns nobody, and its length is still the county's.
  expect(paths('T-05', { amount: 5 })).toEqual([])
})

test('no warning comes after the day itself, the second after the first, none lower than the one before', () => {
  const warns = (more: Partial<Warns>) => faultsOfWarns({ ...WARNED, ...more }).map(({ path }) => path)
  expect(warns({ most: { percent: 100, to: 'head' } })).toEqual([])
  expect(warns({ most: { percent: 101, to: 'head' } })).toEqual(['most_at'])
  expect(warns({ half: { percent: 0, to: 'owes' } })).toEqual(['half_at'])
  // Whoever warns first on the last day leaves no time for a second.
  expect(warns({ half: { percent: 100, to: 'owes' }, most: { percent: 100, to: 'head' } })).toEqual(['half_at'])
  expect(warns({ half: { percent: 80, to: 'owes' } })).toEqual(['most_at'])
  expect(warns({ half: { percent: 50, to: 'centre' } })).toEqual(['most_to'])
  expect(warns({ most: { percent: 80, to: 'centre' }, over: { percent: 100, to: 'head' } })).toEqual(['over_to'])
  expect(warns({ over: { percent: 100, to: 'owes' } })).toEqual(['over_to'])
})

test('whatever the county may choose, the first comes before the second and neither after the last day', () => {
  const chosen = fc.record({ half: fc.integer({ min: 1, max: 100 }), most: fc.integer({ min: 1, max: 100 }) })
  fc.assert(
    fc.property(chosen, fc.integer({ min: 1, max: 400 }), ({ half, most }, length) => {
      const warns: Warns = { ...WARNED, half: { percent: half, to: 'owes' }, most: { percent: most, to: 'head' } }
      fc.pre(faultsOfWarns(warns).length === 0)
      const clock = { started_on: '2026-03-02', due_on: addDays('2026-03-02', length) }
      const [first, second] = [warnOn(clock, 'half', warns) ?? '', warnOn(clock, 'most', warns) ?? '']
      expect(first <= second && second <= clock.due_on && clock.started_on < first).toBe(true)
    }),
  )
})

test('a clock warns as the version it was started under, and one of the product’s as the product does', () => {
  const book: RuleBook = [
    { rule: 'T-51', version: 100, amount: 99, unit: 'month', from_on: '2026-03-02', warns: EARLY },
    { rule: 'T-06', version: 100, amount: 5, unit: 'working_day', from_on: '2026-03-02', warns: EARLY },
  ]
  // Of what the law fixes the length is the code's, whatever a row says.
  expect(ruleAsStarted(book, 'T-51', 100)).toMatchObject({ version: 100, amount: 7, unit: 'day', warns: EARLY })
  expect(ruleAsStarted(book, 'T-51', 100)?.length_from).toBe(CLOCK_RULES['T-51'].length_from)
  expect(ruleAsStarted(book, 'T-51', 1)?.warns).toBeUndefined()
  const ten = { started_on: '2026-03-02', due_on: '2026-03-12', due_at: null, minutes: null }
  expect(levelsNow({ ...ten, warns: EARLY }, [], '2026-03-05T04:00:00.000Z')).toEqual(['half'])
  expect(levelsNow(ten, [], '2026-03-05T04:00:00.000Z')).toEqual([])
  expect(levelsNow({ ...ten, warns: EARLY }, ['half'], '2026-03-08T04:00:00.000Z')).toEqual(['most'])
})

test('a level says how far the time has run', () => {
  expect([warnSays('half', WARNED), warnSays('most', WARNED)]).toEqual(['时间过了一半', '时间过了八成'])
  const other: Warns = { ...WARNED, half: { percent: 65, to: 'owes' }, most: { percent: 100, to: 'head' } }
  expect([warnSays('half', other), warnSays('most', other)]).toEqual(['时间过了 65%', '到期当天'])
})

test('what is sent flat is the same when it is read again', () => {
  expect(warnsFrom(flatWarns(EARLY))).toEqual(EARLY)
})

test('a visit keeps its place in the row, and the row it keeps to is the one of now', () => {
  expect(paths('T-60d7', { amount: 10 })).toEqual([])
  expect(paths('T-60d7', { amount: 15 })).toEqual(['amount'])
  expect(paths('T-60d7', { amount: 3 })).toEqual(['amount'])
  expect(paths('T-60d7', { amount: 10, unit: 'working_day' })).toEqual(['unit'])
  expect(paths('T-60', { amount: 60 })).toEqual([])
  expect(paths('T-60d180', { amount: 300 })).toEqual([])
  const moved: RuleBook = [{ rule: 'T-60d15', version: 100, amount: 20, unit: 'day', from_on: '2026-03-02' }]
  expect(paths('T-60d7', { amount: 15 }, moved)).toEqual([])
  expect(paths('T-60', { amount: 20 }, moved)).toEqual(['amount'])
  expect(visitRowSays(moved, 'T-60d7')).toContain('第 3、7、20、30、90、180 日')
  expect(visitRowSays(moved, 'T-06')).toBeNull()
})

test('every rule says how holidays touch it; what a notice does not count anew cannot be moved by one', () => {
  for (const id of IDS) {
    const rule: ClockRule = CLOCK_RULES[id]
    const says = holidaysSay(id, rule)
    if (says === null) continue
    const another = { ...calendar, years: calendar.years.map((it) => ({ ...it, days_off: [], days_on: [] })) }
    const moves = ['2026-02-10', '2026-04-28', '2026-09-24'].some(
      (day) => dueOn(rule, day, 0, calendar) !== dueOn(rule, day, 0, another),
    )
    if (says.includes('不用重算')) expect(moves, id).toBe(false)
  }
  expect(holidaysSay('R-15', CLOCK_RULES['R-15'])).toContain('不用重算')
  expect(holidaysSay('T-60d3', CLOCK_RULES['T-60d3'])).toContain('只能按日')
  expect(holidaysSay('T-06', CLOCK_RULES['T-06'])).toContain('重新计算')
})

test('a trial of warnings counts of how many somebody would have been told', () => {
  const past = (done_on: string | null, clocks: number): PastClocks => ({
    ...{ started_on: '2026-03-02', started_at: null, paused_days: 0, done_on, done_at: null, clocks, late: 0 },
  })
  const ten = { ...CLOCK_RULES['T-85'], amount: 10 }
  const some = [past('2026-03-04', 5), past('2026-03-06', 3), past('2026-03-09', 2), past(null, 1)]
  const now = '2026-03-11T04:00:00.000Z'
  expect(tryWarns(ten, some, now, calendar)).toEqual({ half: 3, most: 1 })
  expect(tryWarns({ ...ten, warns: EARLY }, some, now, calendar)).toEqual({ half: 6, most: 3 })
  const hour = { ...CLOCK_RULES['T-03r'], amount: 1 }
  const timed = {
    ...past('2026-03-02', 4),
    started_at: '2026-03-02T01:00:00.000Z',
    done_at: '2026-03-02T01:40:00.000Z',
  }
  expect(tryWarns(hour, [timed], now, calendar)).toEqual({ half: 4, most: 0 })
})
