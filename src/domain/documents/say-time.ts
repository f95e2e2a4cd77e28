import { type Day, dayIn, hourIn } from '../clocks/calendar.ts'

const two = (number: number): string => String(number).padStart(2, '0')

/** A day as a paper writes it: 2026年3月2日. */
export const dayWords = (day: Day): string => {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

/** An ISO instant as a paper writes it, in Beijing time: 2026年3月2日 12:05. Where none is known, nothing: the pen writes it. */
export const momentWords = (instant: string): string => {
  if (instant === '') return ''
  const { hour, minute } = hourIn(instant)
  return `${dayWords(dayIn(instant))} ${two(hour)}:${two(minute)}`
}
