import { addDays, type Calendar, type CalendarYear, type Day, daysBetween } from './calendar.ts'

/** A State Council notice a county entered: the last of a year takes the place of what was known of that year before. */
export type Notice = { nth: number } & CalendarYear

/** The calendar with what was entered since: a new value with a version of its own, so that what was counted before is known. */
export function calendarWith(base: Calendar, notices: readonly Notice[]): Calendar {
  const last = notices.at(-1)
  if (!last) return base
  const entered = new Map(notices.map(({ nth: _, ...year }) => [year.year, year]))
  const years = [...base.years.filter(({ year }) => !entered.has(year)), ...entered.values()]
  return { version: `${base.version}+${last.nth}`, years: years.sort((one, other) => one.year - other.year) }
}

/** One holiday as the notice writes it: 春节，2月5日至11日. Days at the weekend are off anyway. */
export type Holiday = { name: string; from: Day; to: Day }
/** A notice as its text has it. */
export type NoticeText = { year: number; holidays: readonly Holiday[]; worked: readonly Day[] }
export type NoticeFault = { path: string; says: string }

/** The longest holiday there ever was had nine days; beyond this somebody mistyped a month. */
const LONGEST = 12
const isWeekend = (day: Day): boolean => [0, 6].includes(((daysBetween('2026-03-01', day) % 7) + 7) % 7)
const daysOf = ({ from, to }: Holiday): Day[] =>
  Array.from({ length: daysBetween(from, to) + 1 }, (_, nth) => addDays(from, nth))

/** What is wrong with a notice as it was typed, in words beside its field. */
export function faultsOfNotice({ year, holidays, worked }: NoticeText): NoticeFault[] {
  const faults: NoticeFault[] = []
  const fault = (path: string, says: string) => faults.push({ path, says })
  const off = new Set<Day>()
  for (const [nth, holiday] of holidays.entries()) {
    const { name, from, to } = holiday
    if (to < from) fault(`holidays.${nth}.to`, `${name}：最后一天早于第一天，请对照通知原文。`)
    else if (daysBetween(from, to) + 1 > LONGEST)
      fault(`holidays.${nth}.to`, `${name}：放假超过 ${LONGEST} 天，请对照通知原文。`)
    // New Year may begin in the last days of December.
    else if (from < addDays(`${year}-01-01`, -7) || to > `${year}-12-31`)
      fault(`holidays.${nth}.from`, `${name}：不在 ${year} 年里，请对照通知原文。`)
    else for (const day of daysOf(holiday)) off.add(day)
  }
  for (const [nth, day] of worked.entries()) {
    if (!isWeekend(day)) fault(`worked.${nth}`, `${day} 不是星期六、星期日，本来就上班：请对照通知原文。`)
    else if (off.has(day)) fault(`worked.${nth}`, `${day} 又写了放假，又写了上班：请对照通知原文。`)
    else if (day < addDays(`${year}-01-01`, -7) || day > `${year}-12-31`)
      fault(`worked.${nth}`, `${day} 不在 ${year} 年里，请对照通知原文。`)
  }
  if (faults.length === 0 && holidays.length < 5)
    fault('holidays', '一年的通知至少有元旦、春节、清明节、劳动节、国庆节：请把每个节日都写上。')
  return faults
}

/** The notice as the calendar keeps it: weekdays that are off, weekend days that are worked, in order, each once. */
export function yearOf({ year, holidays, worked }: NoticeText, document: string): CalendarYear {
  const off = new Set(holidays.flatMap(daysOf).filter((day) => !isWeekend(day)))
  return {
    year,
    status: 'published',
    source: document,
    days_off: [...off].sort(),
    days_on: [...new Set(worked)].sort(),
  }
}

/** The days on which two calendars differ, in order: what a revised notice touches at all. */
export function daysChanged(one: Calendar, other: Calendar): Day[] {
  const listed = (calendar: Calendar): Set<Day> =>
    new Set(calendar.years.flatMap(({ days_off, days_on }) => [...days_off, ...days_on]))
  const [before, after] = [listed(one), listed(other)]
  return [...before]
    .filter((day) => !after.has(day))
    .concat([...after].filter((day) => !before.has(day)))
    .sort()
}
