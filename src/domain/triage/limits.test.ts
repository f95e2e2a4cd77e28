import { expect, test } from 'vitest'
import { calendar } from '../clocks/calendar-data.ts'
import { LIMITS, type LimitCode, runningLimits } from './limits.ts'
import { type TriageFacts, TriageFactsInput } from './types.ts'

const facts = (given: Partial<TriageFacts>): TriageFacts => TriageFactsInput.parse({ dispute_type: 'M99', ...given })
const limit = (code: LimitCode, given: Partial<TriageFacts>, today = '2026-03-10') => {
  const [only] = runningLimits([code], facts(given), { today, calendar })
  if (!only) throw new Error('no limit')
  return only
}

const ENDS: [code: LimitCode, given: Partial<TriageFacts>, ends: string | null, left: number | null][] = [
  ['civil', { right_known_on: '2026-01-15' }, '2029-01-15', 1042],
  // 29 February has no such day three years on; 28 February 2027 is a Sunday.
  ['civil', { right_known_on: '2024-02-29' }, '2027-03-01', 356],
  ['labour', { right_known_on: '2025-12-03' }, '2026-12-03', 268],
  ['labour', { left_job_on: '2026-01-31' }, '2027-02-01', 328],
  ['wages', { employed: true, right_known_on: '2020-01-01' }, null, null],
  ['wages', { employed: true, right_known_on: '2020-01-01', left_job_on: '2026-01-05' }, '2027-01-05', 301],
  ['wages', { right_known_on: '2026-01-05' }, '2027-01-05', 301],
  ['land_contract', { right_known_on: '2024-06-03' }, '2026-06-03', 85],
  ['review', { right_known_on: '2026-01-15' }, '2026-03-16', 6],
  // 6 September 2026 is a Sunday.
  ['sue_government', { right_known_on: '2026-03-06' }, '2026-09-07', 181],
  ['traffic_police', { accident_liability_received_on: '2026-03-02' }, '2026-03-12', 2],
  ['traffic_police', { accident_liability_received_on: '2026-09-28' }, '2026-10-08', 212],
  ['civil', { right_known_on: '2023-01-09' }, '2026-01-09', -60],
  ['support', { right_known_on: '2010-01-01' }, null, null],
  ['title_decision', { right_known_on: '2026-01-01' }, null, null],
  ['sue_after_review', { right_known_on: '2026-01-01' }, null, null],
  ['civil', {}, null, null],
]
test.each(ENDS)('%s given %j ends on %s, %s days from today', (code, given, ends_on, days_left) => {
  expect(limit(code, given)).toMatchObject({ ends_on, days_left })
})

test('the ten days of a traffic accident are told by both readings: keep to the earlier, too late only after the later', () => {
  const given = { accident_liability_received_on: '2026-03-02' }
  const { law, arguable, latest_on } = limit('traffic_police', given)
  expect(latest_on).toBe('2026-03-16')
  expect(arguable).toContain('请按早的一天办')
  expect(law).toContain('道路交通事故处理程序规定 第八十六条、第一百一十二条第五项')
  expect(law).toContain('道路交通安全法实施条例 第九十四条')
  // 国庆节 2026: 1 to 7 October off, 10 October worked.
  expect(limit('traffic_police', { accident_liability_received_on: '2026-09-28' }).latest_on).toBe('2026-10-16')
  expect(limit('traffic_police', given, '2026-03-14').says).not.toContain('超过了')
  expect(limit('traffic_police', given, '2026-03-17').says).toContain('超过了')
})

test('a limit says why it ends that day', () => {
  expect(limit('civil', { right_known_on: '2024-02-29' }).because).toEqual([
    '自知道或者应当知道权利受到损害以及义务人之日（2024-02-29，当日不算）起 3 年',
    '最后一天 2027-02-28 放假，顺延到上班第一天（民法典 第二百零三条）',
  ])
})

test('a limit that is over is information: it says that the door is not closed', () => {
  expect(limit('civil', { right_known_on: '2019-01-09' }).says).toContain('超过了也不等于不能去')
  expect(limit('civil', { right_known_on: '2026-01-09' }).says).not.toContain('超过了')
})

test('a limit without its first day says so, and one that does not run says why', () => {
  expect(limit('civil', {}).says).toContain('还不知道从哪一天起算')
  expect(limit('support', {}).says).toContain('不适用诉讼时效')
  expect(limit('wages', { employed: true }).says).toContain('还没有离职')
})

test('a last day in a year without a published calendar is marked as provisional', () => {
  expect(limit('review', { right_known_on: '2026-01-15' }).provisional).toBe(false)
  expect(limit('civil', { right_known_on: '2026-01-15' }).provisional).toBe(true)
})

test('every limit names its article and is said in Chinese', () => {
  for (const [code, { says, law }] of Object.entries(LIMITS)) {
    expect(says, code).toMatch(/\p{Script=Han}.*。$/u)
    expect(law, code).toMatch(/第.+条|条号尚待核对/)
  }
})
