import { expect, test } from 'vitest'
import { DutyWeekInput, dutyOf, faultsOfWeek, keepsDuty, mondayOf, onDuty, type Shift } from './duty.ts'
import { GUARDIANS, ROLES, type Role } from './words.ts'

const [HER, HIM] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222']
/** A Wednesday. */
const today = '2026-03-04'
const monday = '2026-03-02'
const shift = (on: string, half: Shift['half'] = 'day', person_id = HER): Shift => ({ person_id, on, half })

test.each([
  ['2026-03-02', '2026-03-02'],
  ['2026-03-08', '2026-03-02'],
  ['2024-01-01', '2024-01-01'],
  ['2023-12-31', '2023-12-25'],
  ['2027-01-01', '2026-12-28'],
])('the week of %s begins on %s', (day, begins) => expect(mondayOf(day)).toBe(begins))

test.each<[what: string, of: { monday: string; shifts: Shift[] }, says: string[]]>([
  ['an empty week', { monday, shifts: [] }, []],
  ['this week, also a day that is over', { monday, shifts: [shift('2026-03-02'), shift('2026-03-08')] }, []],
  ['two people on one day', { monday, shifts: [shift(today), shift(today, 'morning', HIM)] }, []],
  ['no Monday', { monday: '2026-03-03', shifts: [] }, ['一周从星期一算起：请选星期一。']],
  ['last week', { monday: '2026-02-23', shifts: [] }, ['过去的一周不能再排：请排本周或以后的。']],
  ['twelve weeks ahead', { monday: '2026-05-25', shifts: [] }, []],
  ['thirteen weeks ahead', { monday: '2026-06-01', shifts: [] }, ['最多提前 12 周排班。']],
  ['a day of the next week', { monday, shifts: [shift('2026-03-09')] }, ['2026-03-09 不在这一周里。']],
  [
    'somebody who works elsewhere',
    { monday, shifts: [shift(today, 'day', '33333333-3333-4333-8333-333333333333')] },
    ['有一位不在这里任职，2026-03-04 不能排：请改成不排，或者换一个人。'],
  ],
  [
    'both halves one by one',
    { monday, shifts: [shift(today, 'morning'), shift(today, 'afternoon')] },
    ['2026-03-04 同一个人排了两次：两个半天请选“全天”。'],
  ],
])('%s', (_, week, says) => {
  expect(
    faultsOfWeek(week, { known: new Set([HER, HIM]), today, held: [], names: new Map() }).map((fault) => fault.says),
  ).toEqual(says)
})

test('whoever left in mid-week stays on the days that are over, as she stood there, and is named on the others', () => {
  const [over, half, ahead] = [shift('2026-03-02'), shift('2026-03-03', 'morning'), shift('2026-03-05')]
  const at = { known: new Set([HIM]), today, held: [over, half, ahead], names: new Map([[HER, '罗秀云']]) }
  const says = (...shifts: Shift[]) => faultsOfWeek({ monday, shifts }, at).map((fault) => fault.says)
  expect(says(over, half, shift(today, 'day', HIM))).toEqual([])
  // Neither a day she was not on, nor another half of it, nor a day that is to come.
  for (const it of [shift('2026-03-03'), ahead, shift(today)])
    expect(says(over, it)).toEqual([`罗秀云不在这里任职，${it.on} 不能排：请改成不排，或者换一个人。`])
})

test('how many are there in each half of a day', () => {
  const shifts = [shift(today), shift(today, 'morning', HIM), shift('2026-03-05', 'afternoon', HIM)]
  expect(onDuty(shifts, today)).toEqual({ morning: 2, afternoon: 1 })
  expect(onDuty(shifts, '2026-03-05')).toEqual({ morning: 0, afternoon: 1 })
  expect(onDuty(shifts, '2026-03-06')).toEqual({ morning: 0, afternoon: 0 })
})

test('on duty by any of the rosters; not by one that is kept; nothing said where none is', () => {
  const her = { person_id: HER, unit_id: 1 }
  const week = (unit_id: number, ...shifts: Shift[]) => ({ unit_id, shifts })
  expect(dutyOf([week(1, shift(today))], her, today)).toBe('day')
  expect(dutyOf([week(1, shift(today, 'morning')), week(9, shift(today, 'afternoon'))], her, today)).toBe('day')
  expect(dutyOf([week(9, shift(today, 'afternoon'))], her, today)).toBe('afternoon')
  // Her own unit keeps one; or a centre names her, on another day.
  expect(dutyOf([week(1, shift(today, 'day', HIM))], her, today)).toBe('none')
  expect(dutyOf([week(9, shift('2026-03-06'))], her, today)).toBe('none')
  expect(dutyOf([week(9, shift(today, 'day', HIM))], her, today)).toBe('no_roster')
  expect(dutyOf([], her, today)).toBe('no_roster')
  // A week that was emptied is none that is kept.
  expect(dutyOf([week(1)], her, today)).toBe('no_roster')
})

test('who directs a unit keeps its roster, and who works in an office of her own; nobody who keeps accounts', () => {
  const keep = (Object.keys(ROLES) as Role[]).filter(keepsDuty)
  expect(keep).toEqual([
    'village_director',
    'committee_director',
    'town_director',
    'justice_officer',
    'county_dispatcher',
    'police_officer',
    'court_liaison',
    'petition_officer',
    'department_officer',
  ])
  expect(keep.filter((role) => GUARDIANS.includes(role))).toEqual([])
})

test('no day of another age comes near the database', () => {
  const reads = (day: string) => DutyWeekInput.safeParse({ monday: day, base_version: 0, shifts: [] }).success
  expect([reads('2026-03-02'), reads('0000-01-03'), reads('1999-01-04'), reads('2026-02-30')]).toEqual([
    true,
    false,
    false,
    false,
  ])
})
