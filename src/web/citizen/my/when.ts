/** All of China keeps Beijing time: eight hours before UTC. */
const AHEAD = 8 * 3_600_000
const DAY = 86_400_000
const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'] as const

const shanghai = (instant: string): Date => new Date(Date.parse(instant) + AHEAD)

function sayHour(hour: number): string {
  if (hour < 6) return '凌晨'
  if (hour < 9) return '早上'
  if (hour < 12) return '上午'
  if (hour < 13) return '中午'
  return hour < 18 ? '下午' : '晚上'
}

/** A time to meet as people say it: `11月25日 星期三 下午 3:00`. */
export function sayMeeting(instant: string): string {
  const at = shanghai(instant)
  const hour = at.getUTCHours()
  const minute = String(at.getUTCMinutes()).padStart(2, '0')
  return `${at.getUTCMonth() + 1}月${at.getUTCDate()}日 星期${WEEKDAYS[at.getUTCDay()]} ${sayHour(hour)} ${hour > 12 ? hour - 12 : hour}:${minute}`
}

/** How near that is, by days and not by hours: 今天, 明天, 后天, `5 天后`; null once it is over. */
export function sayNearness(instant: string, now: string): string | null {
  if (Date.parse(instant) < Date.parse(now)) return null
  const days = Math.floor(shanghai(instant).getTime() / DAY) - Math.floor(shanghai(now).getTime() / DAY)
  return ['今天', '明天', '后天'][days] ?? `${days} 天后`
}

/** How long something takes, as people say it: 一个小时, 两个半小时, 40 分钟. */
export function sayLength(minutes: number): string {
  if (minutes < 60 || minutes % 30 !== 0) return `${minutes} 分钟`
  const hours = ['', '一', '两', '三', '四', '五', '六', '七', '八'][Math.floor(minutes / 60)]
  return minutes % 60 === 0 ? `${hours}个小时` : `${hours}个半小时`
}
