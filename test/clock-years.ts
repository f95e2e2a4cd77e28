import { addDays, type Calendar, type Day, daysBetween } from '#domain/clocks/calendar.ts'
import { calendar } from '#domain/clocks/calendar-data.ts'
import { calendarWith, type Notice } from '#domain/clocks/notices.ts'
import { recounted, resumedDay } from '#domain/clocks/recount.ts'
import {
  CLOCK_RULES,
  type ClockRule,
  type ClockRuleId,
  dueAt,
  dueOn,
  isTimed,
  pausedDaysOf,
} from '#domain/clocks/rules.ts'
import { LEVELS, type Level, levelsNow, WARNED, type Warns } from '#domain/clocks/warnings.ts'
import { chance } from './walk.ts'

/**
 * Years of clocks under the worker's sweep: it looks every ten seconds, is down now and then for minutes or days, the product's
 * clock is set forward and back, holidays are published anew. What is told is what `levelsNow` says at each look, and the rows are
 * the only memory; when it should have been told is reckoned apart from it, by walking days one by one.
 */

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const LOOKS_EVERY = 10 * SECOND
const BEGUN = Date.parse('2026-01-01T00:00:00+08:00')

const RULES = (Object.keys(CLOCK_RULES) as ClockRuleId[])
  .map((id): ClockRule => CLOCK_RULES[id])
  .filter((rule) => rule.unit !== 'agreed')

type Span = { from: number; to: number }
/** From this moment on the product's clock goes so much before the machine's. */
type Jump = { from: number; ahead: number }
type World = { end: number; down: Span[]; jumps: Jump[]; notices: { at: number; calendar: Calendar }[] }

const iso = (time: number): string => new Date(time).toISOString()
/** The day in China, eight hours before UTC all year. */
const dayOf = (time: number): Day => iso(time + 8 * HOUR).slice(0, 10)

/** The greatest place whose time is not after this one; -1 where there is none. */
function lastAt<T>(list: readonly T[], time: number, of: (it: T) => number): number {
  let [low, high] = [0, list.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (of(list[middle] as T) <= time) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** When the machine stood, the clock jumped and holidays were published, over so many years. */
function worldOf(years: number, random: () => number): World {
  const end = BEGUN + years * 365 * DAY
  const down: Span[] = []
  for (let at = BEGUN + random() * 10 * DAY; at < end; at += DAY + random() * 20 * DAY) {
    const long = random() < 0.1 ? random() * 5 * DAY : random() * 2 * HOUR
    down.push({ from: at, to: at + long })
    at += long
  }
  const jumps: Jump[] = [{ from: BEGUN, ahead: 0 }]
  for (let at = BEGUN + random() * 30 * DAY; at < end; at += random() * 60 * DAY)
    jumps.push({ from: at, ahead: Math.round((random() - 0.4) * 6 * HOUR) })
  const notices: World['notices'] = [{ at: BEGUN, calendar }]
  for (let nth = 1, at = BEGUN + random() * 60 * DAY; at < end; nth += 1, at += random() * 120 * DAY) {
    const year = new Date(at).getUTCFullYear()
    const off = Array.from({ length: 12 }, () => addDays(`${year}-01-02`, Math.floor(random() * 360))).filter(
      (day) => (daysBetween('2026-01-05', day) % 7) + 0 < 5,
    )
    const notice: Notice = { nth, year, status: 'published', source: '', days_off: off, days_on: [] }
    notices.push({ at, calendar: calendarWith(calendar, [notice]) })
  }
  return { end, down, jumps, notices }
}

const isDown = ({ down }: World, time: number): boolean => {
  const span = down[lastAt(down, time, (it) => it.from)]
  return span !== undefined && time < span.to
}
const productAt = ({ jumps }: World, time: number): number =>
  time + (jumps[lastAt(jumps, time, (it) => it.from)]?.ahead ?? 0)
const calendarAt = ({ notices }: World, time: number): Calendar =>
  notices[lastAt(notices, time, (it) => it.at)]?.calendar ?? calendar

/** The first look at or after a moment at which the machine is up. */
function lookAfter(world: World, time: number): number {
  let look = Math.ceil(time / LOOKS_EVERY) * LOOKS_EVERY
  for (;;) {
    const span = world.down[lastAt(world.down, look, (it) => it.from)]
    if (!span || look >= span.to) return look
    look = Math.ceil(span.to / LOOKS_EVERY) * LOOKS_EVERY
  }
}

/** A stretch over which a clock runs to one day. */
type Stretch = Span & { due_on: Day; due_at: string | null }
type Life = { rule: ClockRule; started_on: Day; minutes: number | null; warns: Warns; stretches: Stretch[] }

/** When its rule warns: as the product does, or as some county chose (docs/decisions/0047). */
function warnsOf(random: () => number): Warns {
  if (random() < 0.7) return WARNED
  const half = 1 + Math.floor(random() * 98)
  const most = half + 1 + Math.floor(random() * (100 - half))
  return { half: { percent: half, to: 'owes' }, most: { percent: most, to: 'head' }, over: WARNED.over }
}

/** One clock from its start to its end: paused and resumed, counted anew after each notice, done in time, late or never. */
function lifeOf(world: World, random: () => number): Life {
  const rule = RULES[Math.floor(random() * RULES.length)] as ClockRule
  const warns = warnsOf(random)
  const from = BEGUN + random() * (world.end - BEGUN)
  const today = (time: number): Day => dayOf(productAt(world, time))
  const started_on = today(from)
  if (isTimed(rule)) {
    const { due_at, due_on } = dueAt(rule, iso(productAt(world, from)))
    const length = Date.parse(due_at) - productAt(world, from)
    const to = from + length * (random() * 3)
    const minutes = rule.unit === 'hour' ? rule.amount * 60 : rule.amount
    return { rule, started_on, minutes, warns, stretches: [{ from, to, due_on, due_at }] }
  }
  const clock = { started_on, paused_days: 0, due_on: dueOn(rule, started_on, 0, calendarAt(world, from)) }
  const end = from + Math.max(1, daysBetween(started_on, clock.due_on)) * DAY * (0.1 + random() * 1.6) + random() * DAY
  const stretches: Stretch[] = []
  let since = from
  const close = (to: number): void => {
    if (to > since) stretches.push({ from: since, to, due_on: clock.due_on, due_at: null })
  }
  const pauses: Span[] = []
  if (random() < 0.3) {
    const at = from + random() * (end - from)
    pauses.push({ from: at, to: at + random() * 20 * DAY })
  }
  const [pause] = pauses
  const moments = world.notices
    .slice(lastAt(world.notices, from, (it) => it.at) + 1)
    .map(({ at }) => lookAfter(world, at))
    .filter((at) => at < end)
    .map((at) => ({ at, is: 'notice' as const }))
  const all = [
    ...moments,
    ...(pause
      ? [
          { at: pause.from, is: 'pause' as const },
          { at: pause.to, is: 'resume' as const },
        ]
      : []),
  ].sort((one, other) => one.at - other.at)
  let paused: Day | null = null
  for (const { at, is } of all) {
    if (is === 'pause') {
      close(at)
      paused = today(at)
    } else if (is === 'resume' && paused !== null) {
      const by = calendarAt(world, at)
      const on = today(at)
      const stood = on < paused ? 0 : pausedDaysOf(rule, paused, on, by)
      clock.due_on = resumedDay(rule, clock, stood, on, by)
      clock.paused_days += stood
      ;[paused, since] = [null, at]
    } else if (is === 'notice' && paused === null) {
      const day = recounted(rule, clock, today(at), calendarAt(world, at))
      if (day === clock.due_on) continue
      close(at)
      ;[clock.due_on, since] = [day, at]
    }
  }
  if (paused === null) close(Math.max(end, since))
  return { rule, started_on, minutes: null, warns, stretches }
}

/** When a level's time has come by the product's clock, walked to day by day; null where there is none. */
function momentOf({ started_on, minutes, warns }: Life, { due_on, due_at }: Stretch, level: Level): number | null {
  const { percent } = warns[level]
  if (due_at !== null) return Date.parse(due_at) - Math.floor(((minutes ?? 0) * 60 * (100 - percent)) / 100) * SECOND
  const all = daysBetween(started_on, due_on)
  if (level !== 'over' && all <= 0) return null
  let day = 0
  while (level === 'over' ? day <= all : day * 100 < all * percent) day += 1
  return Date.parse(`${started_on}T00:00:00+08:00`) + day * DAY
}

/** The first moment of a stretch at which it is so late by the product's clock; null where it never is. */
function firstAt(world: World, { from, to }: Span, moment: number): number | null {
  let at = from
  while (at < to) {
    const nth = lastAt(world.jumps, at, (it) => it.from)
    const next = world.jumps[nth + 1]?.from ?? Number.POSITIVE_INFINITY
    const come = Math.max(at, moment - (world.jumps[nth]?.ahead ?? 0))
    if (come < Math.min(next, to)) return come
    at = next
  }
  return null
}

export type Lived = {
  clocks: number
  told: number
  missed: number
  twice: number
  early: number
  latest_seconds: number
}

/** Lets so many clocks live over so many years, and counts what was missed, told twice, too early, and how late the latest was. */
export function liveThrough({ years, clocks, seed }: { years: number; clocks: number; seed: number }): Lived {
  const random = chance(seed)
  const world = worldOf(years, random)
  const lived: Lived = { clocks, told: 0, missed: 0, twice: 0, early: 0, latest_seconds: 0 }
  for (let nth = 0; nth < clocks; nth += 1) lookAtLife(world, lifeOf(world, random), random, lived)
  return lived
}

function lookAtLife(world: World, life: Life, random: () => number, lived: Lived): void {
  const told = new Map<Level, number>()
  const due = new Map<Level, number>()
  for (const stretch of life.stretches) {
    // When each level should be told by: the first look after its time came in this stretch, unless it was told before.
    const looks = new Set<number>([lookAfter(world, stretch.from)])
    for (const level of LEVELS) {
      const moment = momentOf(life, stretch, level)
      const come = moment === null ? null : firstAt(world, stretch, moment)
      if (come === null) continue
      const look = lookAfter(world, come)
      if (look < stretch.to && !due.has(level)) due.set(level, look)
      for (const one of [look - LOOKS_EVERY, look]) looks.add(one)
    }
    for (let n = 0; n < 2; n += 1) looks.add(lookAfter(world, stretch.from + random() * (stretch.to - stretch.from)))
    const seen = [...looks].filter((at) => at >= stretch.from && at < stretch.to && !isDown(world, at))
    for (const at of seen.sort((one, other) => one - other)) {
      const product = productAt(world, at)
      const shown = { ...stretch, started_on: life.started_on, minutes: life.minutes, warns: life.warns }
      const rows = [...told.keys()]
      for (const level of levelsNow(shown, rows, iso(product), dayOf(product))) {
        if (told.has(level)) lived.twice += 1
        const moment = momentOf(life, stretch, level)
        if (moment === null || moment > product) lived.early += 1
        told.set(level, at)
        lived.told += 1
        const late = (at - (due.get(level) ?? at)) / SECOND
        if (late > lived.latest_seconds) lived.latest_seconds = late
      }
    }
  }
  for (const level of due.keys()) if (!told.has(level)) lived.missed += 1
}
