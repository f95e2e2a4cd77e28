/** A notice as somebody types it off: one holiday a line, 春节 2027-02-05 2027-02-11; one worked day a line. */
export type Typed = { holidays: { name: string; from: string; to: string }[]; worked: string[]; wrong: string[] }

const DAY = /(?:(\d{4})[-年./])?(\d{1,2})[-月./](\d{1,2})日?/g

const iso = (year: string, month: string, day: string): string =>
  `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`

const daysIn = (line: string, year: number): string[] =>
  [...line.matchAll(DAY)].map(([, own, month = '', day = '']) => iso(own ?? String(year), month, day))

/** Reads what was typed; a line that cannot be read is given back in so many words. */
export function readNotice(year: number, holidays: string, worked: string): Typed {
  const typed: Typed = { holidays: [], worked: [], wrong: [] }
  const lines = (text: string): string[] =>
    text
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
  for (const line of lines(holidays)) {
    const name = /^[^\d\s：:，,]+/.exec(line)?.[0] ?? ''
    const [from, to = from, ...more] = daysIn(line, year)
    if (!name || !from || !to || more.length > 0) typed.wrong.push(line)
    else typed.holidays.push({ name, from, to })
  }
  for (const line of worked
    .split(/[\n、，,；;]/)
    .map((it) => it.trim())
    .filter(Boolean)) {
    const [day, ...more] = daysIn(line, year)
    if (!day || more.length > 0) typed.wrong.push(line)
    else typed.worked.push(day)
  }
  return typed
}
