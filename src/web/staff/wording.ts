import type { ClockCard } from '#contract/shared.ts'

/** All of China keeps Beijing time, eight hours before UTC. */
const AHEAD = 8 * 3_600_000
const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六']

const shanghai = (instant: string): string => new Date(Date.parse(instant) + AHEAD).toISOString()

/** An instant for lists: 今天 14:05, 11月21日 14:05; the year, and no hours, where it is another year than `now`. */
export function shortTime(instant: string, now: string): string {
  const then = shanghai(instant)
  const today = shanghai(now)
  const day = `${Number(then.slice(5, 7))}月${Number(then.slice(8, 10))}日`
  if (then.slice(0, 4) !== today.slice(0, 4)) return `${then.slice(0, 4)}年${day}`
  return `${then.slice(0, 10) === today.slice(0, 10) ? '今天' : day} ${then.slice(11, 16)}`
}

/** A day with its weekday: 11月24日 周二. */
export function dayWords(day: string): string {
  const date = new Date(`${day}T00:00:00Z`)
  return `${date.getUTCMonth() + 1}月${date.getUTCDate()}日 ${WEEKDAYS[date.getUTCDay()]}`
}

const shortDay = (day: string): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`

/** How pressing a clock is: the only thing that puts colour on a screen. */
export type Urgency = 'overdue' | 'soon' | 'calm' | 'still'

type Timed = Pick<ClockCard, 'state' | 'days_left'> &
  Partial<Pick<ClockCard, 'owes' | 'nature' | 'due_on' | 'ended_on'>>

/** A limit within which the parties may do something of their own: when it is over nobody is late. */
export const isOwnChoice = ({ owes, nature }: Partial<Pick<ClockCard, 'owes' | 'nature'>>): boolean =>
  owes === 'party' && nature !== 'agreed'

export function urgencyOf(clock: Timed): Urgency {
  const { state, days_left } = clock
  if (state !== 'running' || days_left === null || isOwnChoice(clock)) return 'still'
  if (days_left < 0) return 'overdue'
  return days_left <= 1 ? 'soon' : 'calm'
}

const ENDED = { paused: '暂停计时', met: '按期办完', met_late: '超期办完', cancelled: '不再计时' } as const

/** What stands beside a clock: 还剩 3 天, 今天到期, 已超 2 天, or how it ended (已到期 where it ran out); 已过 where nobody is late by it. */
export function deadlineWords(clock: Timed): string {
  const { state, days_left, due_on, ended_on } = clock
  // What ran out before anybody ended it is not called off: it is over, since that day.
  if (state === 'cancelled' && due_on && ended_on && ended_on > due_on) return `已到期（${shortDay(due_on)}）`
  if (state !== 'running') return ENDED[state]
  if (days_left !== null && days_left < 0 && isOwnChoice(clock)) return '已过'
  if (days_left === null) return '计时中'
  if (days_left < 0) return `已超 ${-days_left} 天`
  if (days_left === 0) return '今天到期'
  return days_left === 1 ? '明天到期' : `还剩 ${days_left} 天`
}

/** How long to wait: seconds under a minute, else minutes rounded up. */
export const waitWords = (seconds: number): string =>
  seconds < 60 ? `${Math.max(1, Math.ceil(seconds))} 秒` : `${Math.ceil(seconds / 60)} 分钟`

/** The hour and minute so many seconds from now, in Shanghai. */
export const clockAfter = (seconds: number, now: string): string =>
  shanghai(new Date(Date.parse(now) + seconds * 1000).toISOString()).slice(11, 16)

/** An instant as a datetime-local field writes it, in Shanghai time, and back. */
export const toLocalField = (instant: string): string => shanghai(instant).slice(0, 16)
export const fromLocalField = (text: string): string => `${text.length === 16 ? `${text}:00` : text}+08:00`
