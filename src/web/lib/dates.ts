/** Chinese words for times. All of China keeps Beijing time: eight hours before UTC, no summer time since 1991. */
const SHANGHAI_AHEAD = 8 * 3_600_000
const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'] as const

const shanghai = (instant: string): Date => new Date(Date.parse(instant) + SHANGHAI_AHEAD)
const two = (number: number): string => String(number).padStart(2, '0')
const dateWords = (date: Date): string => `${date.getUTCFullYear()}年${date.getUTCMonth() + 1}月${date.getUTCDate()}日`

/** An instant as `2026年11月21日 14:05`, in China's time. */
export function sayInstant(instant: string): string {
  const date = shanghai(instant)
  return `${dateWords(date)} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`
}

/** A day (`2026-11-21`) as `2026年11月21日`. */
export const sayDay = (day: string): string => dateWords(new Date(`${day}T00:00:00Z`))

/** A day as `11月21日 星期六`: for deadlines of the near future. */
export function sayDayShort(day: string): string {
  const date = new Date(`${day}T00:00:00Z`)
  return `${date.getUTCMonth() + 1}月${date.getUTCDate()}日 星期${WEEKDAYS[date.getUTCDay()]}`
}

/** A day as `2026年11月21日 星期六`. */
export const sayDayAndWeekday = (day: string): string =>
  `${sayDay(day)} 星期${WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()]}`

/** Days within a sentence, in words: `2026-12-01 以前` → `2026年12月1日 以前`. */
export const sayDaysIn = (sentence: string): string =>
  sentence.replace(
    /(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)/g,
    (_, year, month, day) => `${year}年${Number(month)}月${Number(day)}日`,
  )

/** Days until something is due, in words; negative when overdue. */
export function sayDaysLeft(days: number): string {
  if (days > 1) return `还有 ${days} 天`
  if (days === 1) return '明天到期'
  if (days === 0) return '今天到期'
  return `已经超过 ${-days} 天`
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/

/** Papers keep times as they are stored; a reader gets them in words. Other text stays as it is. */
export const sayIfInstant = (text: string): string => (INSTANT.test(text) ? sayInstant(text) : text)
