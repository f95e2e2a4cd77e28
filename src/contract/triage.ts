import { z } from 'zod'
import { UNIT_KINDS, type UnitKind } from '#domain/organisations/words.ts'
import { endpoint } from './endpoint.ts'
import { Day, PlaceCode, RunningLimit, writable } from './shared.ts'

const reason = z.object({ says: z.string(), law: z.string() })
const other = reason.extend({ route: z.string(), route_says: z.string() })
const kinds = Object.keys(UNIT_KINDS) as [UnitKind, ...UnitKind[]]

/** What the triage rules propose, as it is shown: replayed from the stored facts, so that it says why to whoever asks. */
export const TriageView = z
  .object({
    asked_on: Day,
    matrix_version: z.int(),
    facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])),
    row_says: z.string(),
    route: z.string(),
    route_says: z.string(),
    unit: z.object({ id: z.int(), name: z.string() }).nullable(),
    unit_for: z.array(reason),
    unit_against: z.array(reason),
    /** Others of its kind that could do it too, from near to far, those as near in the order of the list, with what speaks for and against each. */
    unit_also: z.array(
      z.object({
        unit: z.object({ id: z.int(), name: z.string() }),
        speaks_for: z.array(reason),
        speaks_against: z.array(reason),
      }),
    ),
    reasons: z.array(reason),
    preconditions: z.array(reason),
    limits: z.array(RunningLimit),
    alternatives: z.array(other),
    exclusions: z.array(other),
    go_to_court_directly: z.boolean(),
    court: reason,
    urgent: z.boolean(),
    urgent_says: z.array(reason),
    lead_department: z.string(),
    flags: z.array(z.object({ flag: z.string(), says: z.string() })),
    fields: z.array(z.string()),
    suit: reason.nullable(),
    ask: z.array(z.object({ fact: z.string(), says: z.string() })),
    /** What was answered otherwise before, by whom and why, oldest first. */
    changes: z.array(
      z.object({
        on: Day,
        by: z.string(),
        because: z.string(),
        answers: z.array(z.object({ asks: z.string(), before: z.string(), after: z.string() })),
      }),
    ),
    /** What the words spoke for when the rules were asked, and which edition of the list said so; null before there was one. */
    guess: z
      .object({
        version: z.int(),
        topics: z.array(z.object({ says: z.string(), type_says: z.string(), words: z.array(z.string()) })),
        /** The type a person gave is among them. */
        fits: z.boolean(),
      })
      .nullable(),
  })
  .meta({ id: 'Triage' })
export type TriageView = z.output<typeof TriageView>

/** Who may carry tasks of my unit: to whom one can be given. */
export const colleagues = endpoint({
  id: 'colleagues',
  method: 'GET',
  path: '/api/colleagues',
  summary: '本单位现在可以办事的人',
  who: ['staff'],
  reply: z.object({
    colleagues: z.array(
      z.object({
        person_id: z.uuid(),
        name: z.string(),
        role_says: z.string(),
        /** What she speaks, and whether she is on duty today. */
        more_says: z.array(z.string()),
      }),
    ),
  }),
})

/** Units a matter can be sent to, found by words of their name or by kind. */
export const unitsToSendTo = endpoint({
  id: 'units_to_send_to',
  method: 'GET',
  path: '/api/units',
  summary: '可以交办的单位',
  who: ['staff'],
  query: z.strictObject({
    words: writable(z.string().trim().max(60)).optional(),
    kind: z.enum(kinds).optional(),
    /** Units whose area this place lies in come first. */
    near: z.coerce.number().int().optional(),
  }),
  reply: z.object({
    units: z.array(
      z.object({
        id: z.int(),
        name: z.string(),
        kind: z.string(),
        kind_says: z.string(),
        place_code: PlaceCode,
        phone: z.string(),
      }),
    ),
    more: z.boolean(),
  }),
})
