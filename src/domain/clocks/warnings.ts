import { Temporal } from 'temporal-polyfill'
import { addDays, type Day, dayIn, daysBetween } from './calendar.ts'

/**
 * When somebody is warned of a clock (domain 5; threats I23): half of its time gone, four fifths of it, and over without being done.
 * Each goes one step further up.
 */
export const LEVELS = ['half', 'most', 'over'] as const
export type Level = (typeof LEVELS)[number]
export const WARNED: Readonly<Record<Level, { says: string; percent: number; to: Whom }>> = {
  half: { says: '时间过了一半', percent: 50, to: 'owes' },
  most: { says: '时间过了八成', percent: 80, to: 'head' },
  over: { says: '到期没有办完', percent: 100, to: 'centre' },
}

/** Whom a warning goes to: who owes it, the head of her unit, the centre above. */
export const WHOMS = {
  owes: '承办人（没有人领的是承办单位）',
  head: '承办单位的负责人',
  centre: '上级综治中心',
} as const
export type Whom = keyof typeof WHOMS

/** What a warning looks at: from when to when, and, for minutes and hours, to which instant and how many minutes there were. */
export type Warned = { started_on: Day; due_on: Day; due_at: string | null; minutes: number | null }

/**
 * From which day on it is time for a level: so much of the days from the start to the last day is gone, the days it stood still among
 * them. Over is the day after the last. Null where a duty of the same day knows no half.
 */
export function warnOn({ started_on, due_on }: Pick<Warned, 'started_on' | 'due_on'>, level: Level): Day | null {
  if (level === 'over') return addDays(due_on, 1)
  const length = daysBetween(started_on, due_on)
  if (length <= 0) return null
  return addDays(due_on, -Math.floor((length * (100 - WARNED[level].percent)) / 100))
}

/** The same to the instant, through nights and holidays: over is the instant it was due. */
export function warnAt(due_at: string, minutes: number, level: Level): string {
  const left = Math.floor((minutes * 60 * (100 - WARNED[level].percent)) / 100)
  return Temporal.Instant.from(due_at).subtract({ seconds: left }).toString({ smallestUnit: 'millisecond' })
}

/** The levels whose time has come by now, of those that were not told yet. Each is told once, however late it is noticed. `today` is the day of `now` in China. */
export function levelsNow(clock: Warned, told: readonly Level[], now: string, today: Day = dayIn(now)): Level[] {
  return LEVELS.filter((level) => {
    if (told.includes(level)) return false
    if (clock.due_at !== null) return warnAt(clock.due_at, clock.minutes ?? 0, level) <= now
    const on = warnOn(clock, level)
    return on !== null && on <= today
  })
}
