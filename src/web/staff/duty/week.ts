import type { DutyWeek } from '#contract/duty.ts'
import { HALVES, type Half } from '#domain/organisations/duty.ts'
import { sayDay, sayDayShort } from '#web/lib/dates.ts'

/** A roster being written: who is on duty which half of which day. */
export type Written = Readonly<Record<string, Half>>

export const addedDays = (day: string, n: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10)

export const daysOf = (monday: string): string[] => Array.from({ length: 7 }, (_, at) => addedDays(monday, at))

export const weekSays = (monday: string): string => `${sayDay(monday)}—${sayDay(addedDays(monday, 6)).slice(5)}`

/** “星期一”. */
export const weekdayOf = (day: string): string => sayDayShort(day).split(' ')[1] ?? ''

const cellOf = (person: string, day: string): string => `${person} ${day}`
export const halfOf = (written: Written, person: string, day: string): Half | undefined => written[cellOf(person, day)]

export const writtenFrom = (shifts: readonly { person_id: string; on: string; half: Half }[]): Written =>
  Object.fromEntries(shifts.map(({ person_id, on, half }) => [cellOf(person_id, on), half]))

export const shiftsFrom = (written: Written): { person_id: string; on: string; half: Half }[] =>
  Object.entries(written)
    .map(([cell, half]) => ({ person_id: cell.slice(0, 36), on: cell.slice(37), half }))
    .sort((one, other) => one.on.localeCompare(other.on) || one.person_id.localeCompare(other.person_id))

const NEXT: Readonly<Record<string, Half | null>> = {
  none: 'day',
  day: 'morning',
  morning: 'afternoon',
  afternoon: null,
}

/** A tap on a cell: nothing → the whole day → the morning → the afternoon → nothing. */
export function tapped(written: Written, person: string, day: string): Written {
  const cell = cellOf(person, day)
  const next = NEXT[written[cell] ?? 'none']
  const { [cell]: _, ...rest } = written
  return next ? { ...rest, [cell]: next } : rest
}

/**
 * What she tapped since, on a week that somebody else has changed meanwhile: where she tapped it is hers, everywhere else the new one.
 * @param was the week she began from; `written` hers; `now` the one that holds
 */
export function rebased(was: Written, written: Written, now: Written): Written {
  const cells = [...new Set([...Object.keys(was), ...Object.keys(written), ...Object.keys(now)])]
  return Object.fromEntries(
    cells.flatMap((cell) => {
      const half = was[cell] === written[cell] ? now[cell] : written[cell]
      return half ? [[cell, half]] : []
    }),
  )
}

export const halfSays = (half: Half | undefined): string => (half ? HALVES[half] : '不排')

/** Who has a row: the unit's own people, whoever stands on the roster, and whoever was just added to take turns. */
export const rowsOf = (
  { people, shifts }: Pick<DutyWeek, 'people' | 'shifts'>,
  written: Written,
  added: readonly string[],
): { person_id: string; name: string; says: string }[] => {
  const standing = new Set([...Object.keys(written).map((cell) => cell.slice(0, 36)), ...added])
  const rows = people
    .filter(({ person_id, unit_name }) => unit_name === null || standing.has(person_id))
    .map(({ person_id, name, role_says, unit_name, languages_says }) => ({
      person_id,
      name,
      says: [unit_name ? `轮驻，${unit_name}` : role_says, ...(languages_says ? [`会${languages_says}`] : [])].join(
        '，',
      ),
    }))
  const known = new Set(rows.map(({ person_id }) => person_id))
  // On an older roster somebody may stand who works here no more: her row stays to be read, and to be emptied.
  const gone = shifts.filter(({ person_id }) => standing.has(person_id) && !known.has(person_id))
  const more = new Map(gone.map(({ person_id, name }) => [person_id, { person_id, name, says: '已经不在这里任职' }]))
  return [...rows, ...more.values()]
}
