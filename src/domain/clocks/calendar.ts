/**
 * Days, months and working days: the arithmetic under every statutory deadline.
 *
 * A day is the text 'YYYY-MM-DD' as people in China read it; the only time zone is Asia/Shanghai.
 * Which days are worked is data (`Calendar`), because the State Council publishes it year by year.
 */
import { Temporal } from 'temporal-polyfill'

/** A date without a time, 'YYYY-MM-DD'. Text order is date order. */
export type Day = string

/** What one year's holiday notice says. Days not named follow the week: Monday to Friday are worked. */
export type CalendarYear = {
  year: number
  /** `provisional` until the State Council's notice for the year is out; every deadline counted over it may still move. */
  status: 'published' | 'provisional'
  /** The notice, so that a person can check it. */
  source: string
  /** Weekdays that are off. */
  days_off: readonly Day[]
  /** Saturdays and Sundays that are worked (调休上班). */
  days_on: readonly Day[]
}

/**
 * The holiday notices in force. `version` is stored beside every due day counted with it; a changed calendar is a new
 * value with a new version, never an edit of this one.
 */
export type Calendar = { version: string; years: readonly CalendarYear[] }

const zone = 'Asia/Shanghai'
const daySyntax = /^\d{4}-\d{2}-\d{2}$/

/** Stops a mistaken count (a timestamp passed as a number of days) from walking the calendar for ever. */
const mostWorkingDays = 10_000

/** Throws RangeError for what is not a real date written 'YYYY-MM-DD': that is a fault of the caller, never of a person. */
function plain(day: Day): Temporal.PlainDate {
  // Temporal alone would also take '20260203' and instants, and then two spellings of one day would compare as different.
  if (!daySyntax.test(day)) throw new RangeError(`not a day written YYYY-MM-DD: ${day}`)
  return dates.get(day) ?? kept(dates, day, Temporal.PlainDate.from(day))
}

/** A county asks about the same few hundred days all day; whoever asks about a whole century begins anew. */
const DAYS_KEPT = 4000

/** Keeps what was found out about a day, and gives it back. */
function kept<K, T>(known: Map<K, T>, day: K, found: T): T {
  if (known.size === DAYS_KEPT) known.clear()
  known.set(day, found)
  return found
}

/** The dates lately asked about, and the days beside them. They are immutable. */
const dates = new Map<Day, Temporal.PlainDate>()
const daysAfter = new Map<Day, Day>()
const daysNumbered = new Map<number, Day>()
const daysBefore = new Map<Day, Day>()

const dayAfter = (day: Day): Day => daysAfter.get(day) ?? kept(daysAfter, day, addDays(day, 1))
const dayBefore = (day: Day): Day => daysBefore.get(day) ?? kept(daysBefore, day, addDays(day, -1))

function whole(n: number): number {
  if (!Number.isSafeInteger(n)) throw new RangeError(`not a whole number: ${n}`)
  return n
}

type Exceptions = {
  off: ReadonlySet<Day>
  on: ReadonlySet<Day>
  worked: Map<Day, boolean>
  /** Limits already counted, by how many days from which day. */
  counted: Map<string, Day>
  /** Working days already counted, by after which day and up to which. */
  between: Map<string, number>
}

/** Only saves rebuilding two sets for each question; the answers depend on the calendar alone. */
const exceptionsOf = new WeakMap<Calendar, Exceptions>()

function exceptions(calendar: Calendar): Exceptions {
  const known = exceptionsOf.get(calendar)
  if (known) return known
  const made = {
    off: new Set(calendar.years.flatMap((year) => year.days_off)),
    on: new Set(calendar.years.flatMap((year) => year.days_on)),
    worked: new Map<Day, boolean>(),
    counted: new Map<string, Day>(),
    between: new Map<string, number>(),
  }
  exceptionsOf.set(calendar, made)
  return made
}

function isWorked(day: Day, { off, on, worked }: Exceptions): boolean {
  const known = worked.get(day)
  if (known !== undefined) return known
  return kept(worked, day, plain(day).dayOfWeek <= 5 ? !off.has(day) : on.has(day))
}

/** An instant as every clock of ours writes it, from 1992 on: since then China is eight hours ahead, summer and winter. */
const utcSyntax = /^((?:199[2-9]|20\d\d)-\d\d-\d\d)T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,9}))?)?Z$/

const A_DAY = 24 * 60
const two = (number: number): string => String(number).padStart(2, '0')

/** So many minutes after an instant (ISO 8601 with an offset or Z): ISO in UTC, to the millisecond. Throws RangeError without an offset. */
export function minutesAfter(instant: string, minutes: number): string {
  const [, day, hour, minute, second = '00', part = ''] = utcSyntax.exec(instant) ?? []
  if (day === undefined)
    return Temporal.Instant.from(instant).add({ minutes }).toString({ smallestUnit: 'millisecond' })
  // Our own spelling is counted in whole minutes, many times as fast: every clock of minutes or hours that starts asks.
  const all = Number(hour) * 60 + Number(minute) + whole(minutes)
  const left = all - Math.floor(all / A_DAY) * A_DAY
  const time = `${two(Math.floor(left / 60))}:${two(left % 60)}:${second}.${part.slice(0, 3).padEnd(3, '0')}`
  return `${addDays(day, Math.floor(all / A_DAY))}T${time}Z`
}

/** The hour (0–23) and minute it is in China at an instant (ISO 8601 with an offset or Z). Throws RangeError without an offset. */
export function hourIn(instant: string): { hour: number; minute: number } {
  const [, day, utcHour, utcMinute] = utcSyntax.exec(instant) ?? []
  if (day !== undefined && plain(day)) return { hour: (Number(utcHour) + 8) % 24, minute: Number(utcMinute) }
  const { hour, minute } = Temporal.Instant.from(instant).toZonedDateTimeISO(zone)
  return { hour, minute }
}

/** The day it is in China at an instant (ISO 8601 with an offset or Z). Throws RangeError without an offset. */
export function dayIn(instant: string): Day {
  const [, day, hour] = utcSyntax.exec(instant) ?? []
  // Millions of instants are asked for, and a time zone is slow: midnight in China is 16:00 UTC.
  if (day !== undefined && Number(hour) >= 16) return dayAfter(day)
  if (day !== undefined && plain(day)) return day
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString()
}

/** Calendar days after `day`; negative n goes back. */
export function addDays(day: Day, n: number): Day {
  const at = numberOf(day) + whole(n)
  return daysNumbered.get(at) ?? kept(daysNumbered, at, FIRST.add({ days: at }).toString())
}

/**
 * The same day number n months on, or the last day of that month where it has no such day
 * (31 January + 1 month = 28 or 29 February). Law: 民法典 202. Negative n goes back.
 */
export function addMonths(day: Day, n: number): Day {
  return plain(day)
    .add({ months: whole(n) }, { overflow: 'constrain' })
    .toString()
}

const numbers = new Map<Day, number>()
const FIRST = plain('1970-01-01')

/** Days since 1970, kept: a page of clocks asks for the same few days again and again, and each answer costs a calendar. */
const numberOf = (day: Day): number =>
  numbers.get(day) ?? kept(numbers, day, FIRST.until(plain(day), { largestUnit: 'days' }).days)

/** Calendar days from a to b: positive when b is later. */
export const daysBetween = (a: Day, b: Day): number => numberOf(b) - numberOf(a)

/** Whether offices work on this day. A year the calendar does not have follows the week; see `isProvisional`. */
export function isWorkingDay(day: Day, calendar: Calendar): boolean {
  return isWorked(day, exceptions(calendar))
}

/** The day itself when it is worked, else the first worked day after it (民诉法 85: 届满日为节假日的顺延). */
export function nextWorkingDay(day: Day, calendar: Calendar): Day {
  const known = exceptions(calendar)
  let at = day
  while (!isWorked(at, known)) at = dayAfter(at)
  return at
}

/**
 * The n-th working day after `day`; `day` itself is not counted (民诉法 85: 开始的日不计算在期间内).
 * n = 0 gives `nextWorkingDay`, negative n counts back: the answer is always a working day.
 */
export function addWorkingDays(day: Day, n: number, calendar: Calendar): Day {
  if (whole(n) === 0) return nextWorkingDay(day, calendar)
  if (Math.abs(n) > mostWorkingDays) throw new RangeError(`too many working days: ${n}`)
  const known = exceptions(calendar)
  const asked = `${day} ${n}`
  const counted = known.counted.get(asked)
  if (counted !== undefined) return counted
  const beside = n > 0 ? dayAfter : dayBefore
  let at = day
  for (let left = Math.abs(n); left > 0; ) {
    at = beside(at)
    if (isWorked(at, known)) left -= 1
  }
  return kept(known.counted, asked, at)
}

/** Working days after a, up to and including b; negative (with the ends exchanged) when b is before a. */
export function workingDaysBetween(a: Day, b: Day, calendar: Calendar): number {
  const days = daysBetween(a, b)
  // Subtracted from 0 so that nothing between the days is 0 and never -0, which Object.is would tell apart.
  if (days < 0) return 0 - workingDaysBetween(b, a, calendar)
  const known = exceptions(calendar)
  const asked = `${a} ${b}`
  const counted = known.between.get(asked)
  if (counted !== undefined) return counted
  let at = a
  let worked = 0
  for (let left = days; left > 0; left -= 1) {
    at = dayAfter(at)
    if (isWorked(at, known)) worked += 1
  }
  return kept(known.between, asked, worked)
}

/** Whether any year from one day to the other has no published notice yet, so that a count over it may still change. */
export function isProvisional(from: Day, to: Day, calendar: Calendar): boolean {
  const years = [plain(from).year, plain(to).year].sort((a, b) => a - b)
  const [first = 0, last = 0] = years
  const published = new Set(calendar.years.filter((y) => y.status === 'published').map((y) => y.year))
  for (let year = first; year <= last; year += 1) if (!published.has(year)) return true
  return false
}
