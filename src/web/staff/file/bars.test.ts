import { expect, test } from 'vitest'
import { axisOf, barOf, dueWords } from './bars.ts'

const owed = (due_on: string | null, days_left: number | null, status = 'due') => ({
  due_on,
  days_left,
  status,
  lasting_says: null,
})

test('the axis holds every day and today, with air on both sides', () => {
  const axis = axisOf([owed('2026-12-31', 39)], ['2026-11-01'], '2026-11-22')
  expect(axis.place('2026-11-01')).toBeGreaterThan(0)
  expect(axis.place('2026-12-31')).toBeLessThan(100)
  expect(axis.place('2026-11-22')).toBeLessThan(axis.place('2026-12-31'))
})

test('however long the axis, there are few marks', () => {
  const axis = axisOf([owed('2036-11-01', 3600)], ['2026-11-01'], '2026-11-22')
  expect(axis.marks.length).toBeLessThanOrEqual(6)
  expect(axisOf([], [], '2026-11-22').marks.length).toBeGreaterThan(0)
})

test('colour says only how pressing it is', () => {
  const axis = axisOf([], ['2026-11-01'], '2026-11-22')
  const state = (it: ReturnType<typeof owed>) => barOf(it, '2026-11-01', axis).state
  expect(state(owed('2026-11-20', -2))).toBe('overdue')
  expect(state(owed('2026-11-25', 3))).toBe('soon')
  expect(state(owed('2026-11-30', 8))).toBe('calm')
  expect(state(owed('2026-11-20', null, 'performed'))).toBe('done')
  expect(state(owed(null, null, 'waiting'))).toBe('waiting')
})

test('what has no day fades out to the end', () => {
  const axis = axisOf([owed(null, null)], ['2026-11-01'], '2026-11-22')
  expect(barOf(owed(null, null), '2026-11-01', axis)).toMatchObject({ end: 100, ends: false })
})

test('what lasts for years runs out of the picture and presses nothing into a corner', () => {
  const lasting = { ...owed('2036-11-01', 3600), lasting_says: '长期' }
  const axis = axisOf([owed('2026-12-01', 9), lasting], ['2026-11-01'], '2026-11-22')
  expect(axis.place('2026-12-01')).toBeGreaterThan(80)
  expect(barOf(lasting, '2026-11-01', axis)).toMatchObject({ end: 100, ends: false, state: 'calm' })
})

test('by when is said in words too', () => {
  const none = { waiting_says: null, lasting_says: null }
  expect(dueWords({ ...none, due_on: '2026-11-20', days_left: -2 })).toBe('2026年11月20日，已超 2 天')
  expect(dueWords({ ...none, due_on: null, days_left: null })).toBe('没有约定时间')
  expect(dueWords({ ...none, waiting_says: '等第 1 条履行', due_on: null, days_left: null })).toBe('等第 1 条履行')
})
