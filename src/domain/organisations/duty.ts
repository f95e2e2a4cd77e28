import { z } from 'zod'
import { addDays, type Day, daysBetween } from '../clocks/calendar.ts'
import type { Fault } from './administration.ts'
import { CENTRE_KINDS, DIRECTING_ROLES, HANDLING_ROLES, MEDIATING_ROLES, type Role, type UnitKind } from './words.ts'

/**
 * Rosters (值班表): who of a unit is on duty on which day, a week at a time (本县约定). Nothing is forbidden or stopped by one: it tells
 * the window whom to go to, and speaks for or against asking somebody.
 */

/** The halves of a day, as stored, with the words people see. */
export const HALVES = { day: '全天', morning: '上午', afternoon: '下午' } as const
export type Half = keyof typeof HALVES
const HALF = Object.keys(HALVES) as [Half, ...Half[]]

/** Offices whose people have one post of one kind: where nobody directs, whoever works there keeps its roster. */
const OFFICES_OWN: readonly Role[] = [
  'justice_officer',
  'police_officer',
  'court_liaison',
  'petition_officer',
  'department_officer',
]
/** Who keeps the roster of her own unit. */
export const keepsDuty = (role: Role): boolean => DIRECTING_ROLES.includes(role) || OFFICES_OWN.includes(role)

/** Posts with which somebody stands on a roster: whoever carries tasks or mediates. */
export const ON_DUTY_ROLES: readonly Role[] = [...new Set([...HANDLING_ROLES, ...MEDIATING_ROLES])]

/** Units where mediators of others take turns (轮驻): the centres and stations. */
export const ROTATING_KINDS: readonly UnitKind[] = [...CENTRE_KINDS, 'village_centre']

/** The Monday of the week a day is in. */
export function mondayOf(day: Day): Day {
  // 2024-01-01 was a Monday.
  const since = daysBetween('2024-01-01', day) % 7
  return addDays(day, -(since < 0 ? since + 7 : since))
}

export type Shift = { person_id: string; on: Day; half: Half }

/** The most shifts of a week: thirty people on each of its days. */
export const MOST_SHIFTS = 210
/** How far ahead a roster is made, in weeks. */
const FURTHEST = 12

/** A day of this millennium: whatever is near enough to be on a roster, and what a database can hold. */
export const RosterDay = z.iso
  .date('日期不对，请重新选择。')
  .refine((day) => /^2\d{3}-/.test(day), '日期不对，请检查年份。')

export const DutyWeekInput = z.strictObject({
  monday: RosterDay,
  /** The version the page was opened with; 0 where there was none: somebody else's newer one is never written over unseen. */
  base_version: z.int().min(0).max(100_000),
  shifts: z
    .array(
      z.strictObject({
        person_id: z.uuid({ error: '请选择人。' }),
        on: RosterDay,
        half: z.enum(HALF, { error: '请选全天、上午或者下午。' }),
      }),
    )
    .max(MOST_SHIFTS, `一周最多排 ${MOST_SHIFTS} 班。`),
})

/**
 * Everything wrong with a week's roster; `known` are those who may stand on it now, `held` the shifts of the version that holds, and
 * `names` whom they are. Whoever left in mid-week stays on the days that are over: that was so, and the rest can be changed.
 */
export function faultsOfWeek(
  { monday, shifts }: { monday: Day; shifts: readonly Shift[] },
  {
    known,
    today,
    held,
    names,
  }: { known: ReadonlySet<string>; today: Day; held: readonly Shift[]; names: ReadonlyMap<string, string> },
): Fault[] {
  const faults: Fault[] = []
  const fault = (path: string, says: string) => faults.push({ path, says })
  if (mondayOf(monday) !== monday) fault('monday', '一周从星期一算起：请选星期一。')
  if (monday < mondayOf(today)) fault('monday', '过去的一周不能再排：请排本周或以后的。')
  if (monday > addDays(mondayOf(today), 7 * FURTHEST)) fault('monday', `最多提前 ${FURTHEST} 周排班。`)
  const last = addDays(monday, 6)
  const seen = new Set<string>()
  const wasSo = ({ person_id, on, half }: Shift): boolean =>
    on < today && held.some((it) => it.person_id === person_id && it.on === on && it.half === half)
  for (const shift of shifts) {
    const { person_id, on } = shift
    if (on < monday || on > last) fault('shifts', `${on} 不在这一周里。`)
    if (!known.has(person_id) && !wasSo(shift))
      fault('shifts', `${names.get(person_id) ?? '有一位'}不在这里任职，${on} 不能排：请改成不排，或者换一个人。`)
    if (seen.has(`${person_id} ${on}`)) fault('shifts', `${on} 同一个人排了两次：两个半天请选“全天”。`)
    seen.add(`${person_id} ${on}`)
  }
  return faults
}

/** How many stand on a roster in each half of a day. */
export function onDuty(shifts: readonly Shift[], day: Day): { morning: number; afternoon: number } {
  const then = shifts.filter(({ on }) => on === day)
  return {
    morning: then.filter(({ half }) => half !== 'afternoon').length,
    afternoon: then.filter(({ half }) => half !== 'morning').length,
  }
}

export type DutyOf = Half | 'none' | 'no_roster'

/**
 * Whether somebody is on duty on a day, by the rosters of one week: her half or the whole of it; `none` where her own unit keeps one
 * or another names her that week, but not for this day; `no_roster` where nobody wrote anything of her. A week that was emptied is
 * none that is kept.
 */
export function dutyOf(
  weeks: readonly { unit_id: number; shifts: readonly Shift[] }[],
  who: { person_id: string; unit_id: number },
  day: Day,
): DutyOf {
  const hers = weeks.flatMap(({ shifts }) => shifts.filter(({ person_id }) => person_id === who.person_id))
  const { morning, afternoon } = onDuty(hers, day)
  if (morning > 0 && afternoon > 0) return 'day'
  if (morning > 0) return 'morning'
  if (afternoon > 0) return 'afternoon'
  return hers.length > 0 || weeks.some(({ unit_id, shifts }) => unit_id === who.unit_id && shifts.length > 0)
    ? 'none'
    : 'no_roster'
}

/** Duty in words; null where nobody wrote anything of her. */
export const DUTY_SAYS: Readonly<Record<DutyOf, string | null>> = {
  day: '今天值班',
  morning: '今天上午值班',
  afternoon: '今天下午值班',
  none: '今天没有登记值班',
  no_roster: null,
}
