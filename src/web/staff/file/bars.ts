import type { ObligationView } from '#contract/agreements.ts'
import { ENDED_OBLIGATION } from '#domain/disputes/parts.ts'
import { sayDay } from '#web/lib/dates.ts'
import type { Urgency } from '../wording.ts'

const DAY = 86_400_000
const dayNumber = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY)
const dayAt = (number: number): string => new Date(number * DAY).toISOString().slice(0, 10)

/** A span of days on which bars stand; places are in hundredths of its length. */
export type Axis = { from: string; to: string; place: (day: string) => number; marks: { day: string; says: string }[] }

export type Bar = {
  start: number
  end: number
  /** Whether the end is a day that was agreed; else it only fades out. */
  ends: boolean
  state: 'done' | 'waiting' | Urgency
}

/** What is due at once is still a bar. */
const LEAST = 2
const ENDED: readonly string[] = ENDED_OBLIGATION
type Owed = Pick<ObligationView, 'status' | 'due_on' | 'days_left' | 'lasting_says'>

/**
 * From the first day of effect to the last day anything is to be done, and always today; a little air on both sides. What
 * lasts for years does not press the rest into a corner: its bar runs out of the picture.
 */
export function axisOf(owed: readonly Owed[], effective: readonly string[], today: string): Axis {
  const once = owed.filter(({ lasting_says }) => lasting_says === null)
  const due = (once.length > 0 ? once : owed).flatMap(({ due_on }) => (due_on ? [due_on] : []))
  const days = [...effective, ...due, today].map(dayNumber)
  const first = Math.min(...days)
  const length = Math.max(14, Math.max(...days) - first)
  const air = Math.max(1, Math.round(length * 0.04))
  const from = first - air
  const to = first + length + air
  return {
    from: dayAt(from),
    to: dayAt(to),
    place: (day) => Math.min(100, Math.max(0, ((dayNumber(day) - from) / (to - from)) * 100)),
    marks: marksOf(from, to),
  }
}

/** At most five marks, at firsts of months; on a short axis the days of its thirds. */
function marksOf(from: number, to: number): { day: string; says: string }[] {
  const firsts: string[] = []
  for (let at = from; at <= to; at += 1) if (dayAt(at).endsWith('-01')) firsts.push(dayAt(at))
  if (firsts.length < 2)
    return [0.2, 0.5, 0.8].map((part) => {
      const day = dayAt(Math.round(from + (to - from) * part))
      return { day, says: `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日` }
    })
  const each = Math.ceil(firsts.length / 5)
  return firsts
    .filter((_, at) => at % each === 0)
    .map((day, at) => ({
      day,
      says:
        at === 0 || day.slice(5, 7) === '01' || each >= 12
          ? `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月`
          : `${Number(day.slice(5, 7))}月`,
    }))
}

/** The bar of one obligation: from the day of effect to the day it is due; colour only says how pressing it is. */
export function barOf(it: Owed, effective: string, axis: Axis): Bar {
  const start = axis.place(effective)
  const ends = it.due_on !== null && it.due_on <= axis.to
  const end = it.due_on !== null && ends ? Math.max(start + LEAST, axis.place(it.due_on)) : 100
  return { start, end, ends, state: stateOf(it) }
}

function stateOf({ status, days_left }: Owed): Bar['state'] {
  if (ENDED.includes(status)) return 'done'
  if (status === 'waiting') return 'waiting'
  if (days_left === null) return 'still'
  if (days_left < 0) return 'overdue'
  return days_left <= 3 ? 'soon' : 'calm'
}

/** By when, in words: the day, or what it waits for, or how long it lasts. */
export function dueWords(it: Pick<ObligationView, 'due_on' | 'days_left' | 'waiting_says' | 'lasting_says'>): string {
  const left =
    it.days_left === null
      ? ''
      : it.days_left < 0
        ? `，已超 ${-it.days_left} 天`
        : it.days_left === 0
          ? '，今天到期'
          : `，还剩 ${it.days_left} 天`
  if (it.waiting_says && it.due_on === null) return it.waiting_says
  if (it.lasting_says) return it.lasting_says
  return it.due_on === null ? '没有约定时间' : `${sayDay(it.due_on)}${left}`
}
