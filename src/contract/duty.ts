import { z } from 'zod'
import { DutyWeekInput, HALVES, type Half, RosterDay } from '#domain/organisations/duty.ts'
import { endpoint } from './endpoint.ts'
import { Day, Instant } from './shared.ts'

/** Rosters (值班、轮驻): kept by the head of a unit, a week at a time; read by all staff but the guardians. Nothing depends on one. */

const halves = z.enum(Object.keys(HALVES) as [Half, ...Half[]])
const unitParams = z.strictObject({ unit_id: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) })

export const DutyPerson = z
  .object({
    person_id: z.uuid(),
    name: z.string(),
    role_says: z.string(),
    /** Where her post is, where that is another unit: she takes turns here. */
    unit_name: z.string().nullable(),
    languages_says: z.string(),
  })
  .meta({ id: 'DutyPerson' })
export type DutyPerson = z.output<typeof DutyPerson>

export const dutyWeek = endpoint({
  id: 'duty_week',
  method: 'GET',
  path: '/api/duty-weeks/:unit_id',
  summary: '一个单位一周的值班表，和可以排上去的人',
  who: ['staff'],
  params: unitParams,
  query: z.strictObject({
    /** Any day of the week asked about; left out, this week. */
    day: RosterDay.optional(),
  }),
  reply: z
    .object({
      unit_id: z.int(),
      unit_name: z.string(),
      today: Day,
      monday: Day,
      /** 0 where none was made. */
      version: z.int(),
      made: z.object({ by: z.string(), at: Instant }).nullable(),
      may_change: z.boolean(),
      /** Who may be put on it, for whoever may change it; for all others none. */
      people: z.array(DutyPerson),
      shifts: z.array(z.object({ person_id: z.uuid(), name: z.string(), on: Day, half: halves })),
      /** The week before, moved on by a week, without those who are no longer here: what “照上周排” takes over, where she may change it. */
      as_last_week: z.array(z.object({ person_id: z.uuid(), on: Day, half: halves })),
    })
    .meta({ id: 'DutyWeek' }),
})
export type DutyWeek = z.output<(typeof dutyWeek)['reply']>

export const setDutyWeek = endpoint({
  id: 'set_duty_week',
  method: 'POST',
  path: '/api/duty-weeks/:unit_id',
  summary: '排本单位一周的值班表（留下每一次的改动）',
  who: ['staff'],
  params: unitParams,
  body: DutyWeekInput,
  reply: z.object({ version: z.int() }),
})

export const dutyToday = endpoint({
  id: 'duty_today',
  method: 'GET',
  path: '/api/duty-today',
  summary: '本单位和附近的单位今天谁值班',
  who: ['staff'],
  reply: z.object({
    today: Day,
    /** My own unit; whether it keeps a roster this week stands below. */
    own_unit: z.object({ id: z.int(), name: z.string() }),
    units: z.array(
      z.object({
        unit_id: z.int(),
        unit_name: z.string(),
        phone: z.string(),
        mine: z.boolean(),
        people: z.array(
          z.object({
            person_id: z.uuid(),
            name: z.string(),
            role_says: z.string(),
            half: halves,
            languages_says: z.string(),
          }),
        ),
      }),
    ),
    /** So many units more keep a roster today. */
    more: z.int(),
  }),
})

export const DUTY_ENDPOINTS = [dutyWeek, setDutyWeek, dutyToday] as const
