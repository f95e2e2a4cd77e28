import { Temporal } from 'temporal-polyfill'
import { addDays, type Day, dayIn, daysBetween } from './calendar.ts'

/**
 * When somebody is warned of a clock (domain 5; threats I23): half of its time gone, four fifths of it, and over without being done.
 * Each goes one step further up.
 */
export const LEVELS = ['half', 'most', 'over'] as const
export type Level = (typeof LEVELS)[number]

/** Whom a warning goes to: who owes it, the head of her unit, the centre above. */
export const WHOMS = {
  owes: '承办人（没有人领的是承办单位）',
  head: '承办单位的负责人',
  centre: '上级综治中心',
} as const
export type Whom = keyof typeof WHOMS

/** When each level is told, in hundredths of the time, and whom. Over is the moment after the last. */
export type Warns = Readonly<Record<Level, { percent: number; to: Whom }>>

/** As the product has it; a county may choose others for a rule (docs/decisions/0047). */
export const WARNED: Warns = {
  half: { percent: 50, to: 'owes' },
  most: { percent: 80, to: 'head' },
  over: { percent: 100, to: 'centre' },
}

const TENTHS = ['', '一', '两', '三', '四', '五', '六', '七', '八', '九'] as const
/** A level in words: 时间过了一半, 时间过了八成, 时间过了 65%, 到期没有办完. */
export function warnSays(level: Level, { [level]: { percent } }: Warns): string {
  if (level === 'over') return '到期没有办完'
  if (percent === 50) return '时间过了一半'
  if (percent === 100) return '到期当天'
  return percent % 10 === 0 ? `时间过了${TENTHS[percent / 10]}成` : `时间过了 ${percent}%`
}

/** What a warning looks at: from when to when, and, for minutes and hours, to which instant and how many minutes there were. */
export type Warned = {
  started_on: Day
  due_on: Day
  due_at: string | null
  minutes: number | null
  /** As the rule it was started under has it; else as the product has it. */
  warns?: Warns | undefined
}

/**
 * From which day on it is time for a level: so much of the days from the start to the last day is gone, the days it stood still among
 * them. Over is the day after the last. Null where a duty of the same day knows no half.
 */
export function warnOn(
  { started_on, due_on }: Pick<Warned, 'started_on' | 'due_on'>,
  level: Level,
  warns: Warns = WARNED,
): Day | null {
  if (level === 'over') return addDays(due_on, 1)
  const length = daysBetween(started_on, due_on)
  if (length <= 0) return null
  return addDays(due_on, -Math.floor((length * (100 - warns[level].percent)) / 100))
}

/** The same to the instant, through nights and holidays: over is the instant it was due. */
export function warnAt(due_at: string, minutes: number, level: Level, warns: Warns = WARNED): string {
  const left = Math.floor((minutes * 60 * (100 - warns[level].percent)) / 100)
  return Temporal.Instant.from(due_at).subtract({ seconds: left }).toString({ smallestUnit: 'millisecond' })
}

/** Where a day begins in China, as an instant. */
const beginning = (day: Day): string =>
  Temporal.PlainDate.from(day).toZonedDateTime('Asia/Shanghai').toInstant().toString({ smallestUnit: 'millisecond' })

/** The instant from which a level is told; null where a duty of the same day knows no such level. */
function toldFrom(clock: Warned, level: Level): string | null {
  if (clock.due_at !== null) return warnAt(clock.due_at, clock.minutes ?? 0, level, clock.warns)
  const on = warnOn(clock, level, clock.warns)
  return on === null ? null : beginning(on)
}

/** When a clock is to be looked at again for a warning: the first instant of a level not told yet. Null where all are told. */
export function nextLook(clock: Warned, told: readonly Level[]): string | null {
  const instants = LEVELS.filter((level) => !told.includes(level)).flatMap((level) => toldFrom(clock, level) ?? [])
  return instants.sort()[0] ?? null
}

/** The levels whose time has come by now, of those that were not told yet. Each is told once, however late it is noticed. `today` is the day of `now` in China. */
export function levelsNow(clock: Warned, told: readonly Level[], now: string, today: Day = dayIn(now)): Level[] {
  return LEVELS.filter((level) => {
    if (told.includes(level)) return false
    if (clock.due_at !== null) return warnAt(clock.due_at, clock.minutes ?? 0, level, clock.warns) <= now
    const on = warnOn(clock, level, clock.warns)
    return on !== null && on <= today
  })
}
