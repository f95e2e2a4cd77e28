import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, addWorkingDays, type Calendar, type Day, daysBetween, nextWorkingDay } from './calendar.ts'
import { calendar } from './calendar-data.ts'
import { calendarWith, daysChanged, faultsOfNotice, type Notice, type NoticeText, yearOf } from './notices.ts'
import { recounted, resumedDay } from './recount.ts'
import { CLOCK_RULES, type ClockRule, type ClockRuleId, dueOn, isTimed } from './rules.ts'

const known = calendar.years.find(({ year }) => year === 2026)
/** 2026 with these weekdays off besides, or worked after all. */
const with2026 = (off: Day[], worked: Day[] = []): Calendar =>
  calendarWith(calendar, [
    {
      nth: 1,
      year: 2026,
      status: 'published',
      source: '',
      days_off: [...(known?.days_off ?? []).filter((day) => !worked.includes(day)), ...off],
      days_on: known?.days_on ?? [],
    } satisfies Notice,
  ])
const running = (rule: ClockRule, started_on: Day, by: Calendar, paused_days = 0) => ({
  started_on,
  paused_days,
  due_on: dueOn(rule, started_on, paused_days, by),
})
const three = CLOCK_RULES['T-06']
const window: ClockRule = CLOCK_RULES['T-33']

test('a holiday that comes between moves a day of the county’s own later, and its start nowhere', () => {
  const clock = running(three, '2026-03-02', calendar)
  expect(clock.due_on).toBe('2026-03-05')
  expect(recounted(three, clock, '2026-03-03', with2026(['2026-03-04']))).toBe('2026-03-06')
})

test('a holiday taken back shortens no day the county promised', () => {
  const clock = running(three, '2026-03-02', with2026(['2026-03-04']))
  expect(recounted(three, clock, '2026-03-03', calendar)).toBe('2026-03-06')
})

test('the law’s own day goes back with the holiday, since a court counts the real ones, but never into the past', () => {
  // Thirty days from 22 January end on Saturday 21 February; the holidays of 2026 run to the 23rd.
  const clock = running(window, '2026-01-22', calendar)
  expect(clock.due_on).toBe('2026-02-24')
  const worked = with2026([], ['2026-02-23'])
  expect(recounted(window, clock, '2026-02-10', worked)).toBe('2026-02-23')
  expect(recounted(window, clock, '2026-02-24', worked)).toBe('2026-02-24')
  // Later it goes whenever that is.
  expect(recounted(window, clock, '2026-02-10', with2026(['2026-02-24']))).toBe('2026-02-25')
})

test('what is counted in minutes, or was agreed, knows no holidays', () => {
  const clock = { started_on: '2026-03-02', due_on: '2026-03-04', paused_days: 0 }
  const off = with2026(['2026-03-03', '2026-03-04'])
  for (const id of ['T-03r', 'T-52', 'T-54', 'R-24'] as const)
    expect(recounted(CLOCK_RULES[id], clock, '2026-03-03', off), id).toBe('2026-03-04')
})

test('a promise goes on with the days it stood still; without one it is counted as ever', () => {
  const promised = running(three, '2026-03-02', with2026(['2026-03-04']))
  expect(resumedDay(three, promised, 2, '2026-03-06', calendar)).toBe('2026-03-10')
  expect(resumedDay(three, promised, 0, '2026-03-06', calendar)).toBe('2026-03-06')
  const plain = running(three, '2026-03-02', calendar)
  expect(resumedDay(three, plain, 2, '2026-03-06', calendar)).toBe('2026-03-09')
})

test('a day of the law that a recount kept from going into the past does not go there after a pause either', () => {
  const notary = CLOCK_RULES['T-39']
  const clock = running(notary, '2026-02-23', with2026(['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05']))
  const kept = recounted(notary, clock, '2026-03-19', calendar)
  expect(resumedDay(notary, { ...clock, due_on: kept }, 3, '2026-03-24', calendar) >= kept).toBe(true)
})

const DAY_RULES = (Object.keys(CLOCK_RULES) as ClockRuleId[]).filter(
  (id) => !isTimed(CLOCK_RULES[id]) && CLOCK_RULES[id].unit !== 'agreed',
)
const weekday = fc.nat(300).map((n) => nextWorkingDay(addDays('2026-01-05', n), calendar))

test('whatever is published: nobody silently loses a day, nothing becomes late by it, and twice is as once', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...DAY_RULES),
      fc.nat(250),
      fc.nat(40),
      fc.array(weekday, { maxLength: 12 }),
      fc.array(weekday, { maxLength: 12 }),
      (id, from, passed, off, back) => {
        const rule: ClockRule = CLOCK_RULES[id]
        const before = with2026(off)
        const after = with2026(back)
        const clock = running(rule, addDays('2026-01-05', from), before)
        const today = addDays(clock.started_on, passed)
        const day = recounted(rule, clock, today, after)
        const law = dueOn(rule, clock.started_on, 0, after)
        expect(day >= law).toBe(true)
        if (rule.nature === 'local') expect(day >= clock.due_on).toBe(true)
        // Who had not run out of time does not run out of it by the recount.
        if (clock.due_on >= today) expect(day >= today).toBe(true)
        expect(recounted(rule, { ...clock, due_on: day }, today, after)).toBe(day)
        expect(resumedDay(rule, { ...clock, due_on: day }, 3, today, after) >= day).toBe(true)
      },
    ),
    { numRuns: 400 },
  )
})

const text: NoticeText = {
  year: 2027,
  holidays: [
    { name: '元旦', from: '2027-01-01', to: '2027-01-03' },
    { name: '春节', from: '2027-02-05', to: '2027-02-11' },
    { name: '清明节', from: '2027-04-03', to: '2027-04-05' },
    { name: '劳动节', from: '2027-05-01', to: '2027-05-05' },
    { name: '国庆节', from: '2027-10-01', to: '2027-10-07' },
  ],
  worked: ['2027-02-20', '2027-02-14'],
}

test('a notice is kept as the weekdays that are off and the weekend days that are worked, in order', () => {
  expect(faultsOfNotice(text)).toEqual([])
  const year = yearOf(text, '国办发明电〔2026〕99号')
  expect(year).toMatchObject({ status: 'published', days_on: ['2027-02-14', '2027-02-20'] })
  expect(year.days_off.slice(0, 6)).toEqual([
    '2027-01-01',
    '2027-02-05',
    '2027-02-08',
    '2027-02-09',
    '2027-02-10',
    '2027-02-11',
  ])
  const entered = calendarWith(calendar, [{ nth: 7, ...year }])
  expect(entered.version).toBe('2027-provisional-1+7')
  expect(addWorkingDays('2027-02-04', 1, entered)).toBe('2027-02-12')
  const days = daysChanged(calendar, entered)
  expect([days[0], days.at(-1)]).toEqual(['2027-02-09', '2027-10-07'])
})

test('the last notice of a year takes the place of what was known of it, and of no other year', () => {
  const first = yearOf(text, '甲')
  const second = yearOf({ ...text, worked: [] }, '乙')
  const entered = calendarWith(calendar, [
    { nth: 1, ...first },
    { nth: 2, ...second },
  ])
  expect(entered.years.map(({ year, source }) => [year, source.slice(0, 3)])).toEqual([
    [2024, '国办发'],
    [2025, '国办发'],
    [2026, '国办发'],
    [2027, '乙'],
  ])
})

const wrong = (more: Partial<NoticeText>) => faultsOfNotice({ ...text, ...more }).map(({ path }) => path)

test('what was mistyped is told beside its line', () => {
  expect(wrong({ holidays: [{ name: '春节', from: '2027-02-11', to: '2027-02-05' }] })).toEqual(['holidays.0.to'])
  expect(wrong({ holidays: [{ name: '春节', from: '2027-02-05', to: '2027-03-05' }] })).toEqual(['holidays.0.to'])
  expect(wrong({ holidays: [{ name: '春节', from: '2026-02-05', to: '2026-02-11' }] })).toEqual(['holidays.0.from'])
  expect(wrong({ worked: ['2027-02-15'] })).toEqual(['worked.0'])
  expect(wrong({ worked: ['2027-02-06'] })).toEqual(['worked.0'])
  expect(wrong({ worked: ['2026-02-14'] })).toEqual(['worked.0'])
  expect(wrong({ holidays: text.holidays.slice(0, 2) })).toEqual(['holidays'])
  // New Year may begin in December.
  expect(
    faultsOfNotice({
      ...text,
      year: 2028,
      holidays: text.holidays.map((it, at) => ({
        ...it,
        from: at === 0 ? '2027-12-31' : it.from.replace('2027', '2028'),
        to: it.to.replace('2027', '2028'),
      })),
      worked: [],
    }),
  ).toEqual([])
  expect(daysBetween('2026-03-01', '2026-03-08')).toBe(7)
})
