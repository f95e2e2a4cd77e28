import { expect, test } from 'vitest'
import { daysOf, halfOf, rebased, rowsOf, shiftsFrom, tapped, weekdayOf, weekSays, writtenFrom } from './week.ts'

const [HER, HIM] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222']
const monday = '2026-12-28'

test('a week has seven days, also over the new year, and says so', () => {
  expect(daysOf(monday)).toHaveLength(7)
  expect(daysOf(monday).at(-1)).toBe('2027-01-03')
  expect(weekSays('2026-11-23')).toBe('2026年11月23日—11月29日')
  expect(weekdayOf(monday)).toBe('星期一')
})

test('a tap goes through the whole day, the morning, the afternoon, and nothing', () => {
  let written = {}
  const seen = []
  for (let tap = 0; tap < 4; tap += 1) {
    written = tapped(written, HER, monday)
    seen.push(halfOf(written, HER, monday))
  }
  expect(seen).toEqual(['day', 'morning', 'afternoon', undefined])
  expect(written).toEqual({})
})

test('of a week that somebody else changed meanwhile, what she tapped stays hers, and the rest is the new one', () => {
  const cell = (who: string, day: number) => `${who} 2026-12-${28 + day}`
  const was = { [cell(HER, 0)]: 'day', [cell(HER, 1)]: 'day', [cell(HIM, 0)]: 'morning' } as const
  // She emptied one, turned one round and added one.
  const hers = { [cell(HER, 0)]: 'afternoon', [cell(HIM, 0)]: 'morning', [cell(HIM, 2)]: 'day' } as const
  const now = { [cell(HER, 0)]: 'morning', [cell(HER, 1)]: 'day', [cell(HER, 3)]: 'day' } as const
  expect(rebased(was, hers, now)).toEqual({
    [cell(HER, 0)]: 'afternoon',
    [cell(HIM, 2)]: 'day',
    [cell(HER, 3)]: 'day',
  })
  expect(rebased(was, was, now)).toEqual(now)
})

test('what is written is what is sent, in the order of days', () => {
  const shifts = [
    { person_id: HIM, on: '2026-12-29', half: 'morning' as const },
    { person_id: HER, on: '2026-12-28', half: 'day' as const },
  ]
  expect(shiftsFrom(writtenFrom(shifts))).toEqual([shifts[1], shifts[0]])
})

test('rows: the unit’s own people, whoever takes turns here once chosen, and who is on it and gone', () => {
  const person = (person_id: string, name: string, unit_name: string | null) => ({
    ...{ person_id, name, unit_name },
    role_says: '专职调解员',
    languages_says: name === '甲' ? '苗语' : '',
  })
  const GONE = '33333333-3333-4333-8333-333333333333'
  const week = {
    people: [person(HER, '甲', null), person(HIM, '乙', '云溪镇调委会')],
    shifts: [{ person_id: GONE, name: '丙', on: monday, half: 'day' as const }],
  }
  const names = (added: string[], written = {}) =>
    rowsOf(week, written, added).map(({ name, says }) => `${name} ${says}`)
  expect(names([])).toEqual(['甲 专职调解员，会苗语'])
  expect(names([HIM])).toEqual(['甲 专职调解员，会苗语', '乙 轮驻，云溪镇调委会'])
  expect(names([], writtenFrom(week.shifts))).toEqual(['甲 专职调解员，会苗语', '丙 已经不在这里任职'])
})
