import { expect, test } from 'vitest'
import { calendar } from './calendar-data.ts'
import { calendarWith } from './notices.ts'
import { CLOCK_RULES, type ClockRule, type ClockRuleId, dueOn } from './rules.ts'
import { arguableDay, lengthFrom, whyDay, whyStill } from './why-day.ts'

const clock = (rule: ClockRuleId, started_on: string, more: object = {}) => {
  const known: ClockRule = CLOCK_RULES[rule]
  const due_on = known.unit === 'agreed' || known.unit === 'hour' ? started_on : dueOn(known, started_on, 0, calendar)
  return { rule, started_on, due_on, paused_days: 0, state: 'running', part: 'task', ...more } as const
}
const why = (rule: ClockRuleId, started_on: string, more: object = {}, by = calendar) =>
  whyDay(clock(rule, started_on, more), CLOCK_RULES[rule], by)

test('the window for confirmation says from which day, how long, and over which holiday it rolled', () => {
  expect(lengthFrom('T-33', CLOCK_RULES['T-33'])).toBe('自协议生效之日起 30 日')
  expect(why('T-33', '2026-01-22')).toEqual([
    '自协议生效之日（2026-01-22，当日不算）起 30 日',
    '最后一天 2026-02-21 放假，顺延到上班第一天 2026-02-24（民事诉讼法 第八十五条）',
  ])
  expect(why('T-33', '2026-03-02')).toEqual(['自协议生效之日（2026-03-02，当日不算）起 30 日'])
})

test('working days say so, a pause says how long, an hour runs through the night, a same day is the day', () => {
  expect(why('T-06', '2026-03-02')).toEqual([
    '自收到请求之日（2026-03-02，当日不算）起 3 个工作日，周末和放假不算，调休上班的算',
  ])
  expect(why('T-06', '2026-03-02', { paused_days: 2, due_on: '2026-03-09' })[1]).toBe(
    '中间停了 2 个工作日，到期跟着往后',
  )
  expect(why('T-03r', '2026-03-02')).toEqual(['自交办时起 2 小时，夜里和节假日也算'])
  expect(why('T-01', '2026-03-02')).toEqual(['群众来说这件事之日（2026-03-02）当日'])
})

test('a promise that outlived its holiday says so', () => {
  expect(why('T-06', '2026-03-02', { due_on: '2026-03-06' })[1]).toBe(
    '放假安排改过，现在数是 2026-03-05；本县约定的日子不缩短，仍是 2026-03-06',
  )
  const worked = calendarWith(calendar, [
    { nth: 1, year: 2026, status: 'published', source: '', days_off: ['2026-03-04'], days_on: [] },
  ])
  expect(why('T-06', '2026-03-02', { due_on: '2026-03-05' }, worked)[1]).toBe('放假安排改过，现在数是 2026-03-06')
})

test('the law’s own day is never said to be promised: a court counts the real holidays', () => {
  const said = why('T-33', '2026-03-02', { due_on: '2026-04-02' }).join()
  expect(said).toContain('法律定的按实际放假算，数下来是 2026-04-01')
  expect(said).not.toContain('不缩短')
})

test('where an act does not say what a last day off does, both days are told; the county’s own lengths are not arguable', () => {
  // Seven days from Saturday 21 March end on Saturday 28 March.
  const silent = clock('T-51', '2026-03-21')
  expect(arguableDay(silent, CLOCK_RULES['T-51'], calendar)).toContain('2026-03-30')
  expect(arguableDay(clock('T-51', '2026-03-02'), CLOCK_RULES['T-51'], calendar)).toBeNull()
  expect(arguableDay(clock('T-06', '2026-03-21'), CLOCK_RULES['T-06'], calendar)).toBeNull()
})

test('what stands still says what it waits for', () => {
  expect(whyStill(clock('T-06', '2026-03-02', { state: 'paused', part: 'dispute' }))).toContain('补充')
  expect(whyStill(clock('T-11', '2026-03-02', { state: 'paused', part: 'mediation' }))).toContain('中止')
  expect(whyStill(clock('T-06', '2026-03-02'))).toBeNull()
})
