import { z } from 'zod'
import { CHANGES, type Change } from '#domain/organisations/inputs.ts'
import { LANGUAGES, type Language } from '#domain/organisations/languages.ts'
import { PLACE_KINDS, PLACE_LEVELS, type PlaceKind, type PlaceLevel } from '#domain/organisations/places.ts'
import { ROLES, type Role, UNIT_KINDS, type UnitKind } from '#domain/organisations/words.ts'
import { endpoint } from './endpoint.ts'
import { Day, Instant, Paper, PlaceCode, writable } from './shared.ts'

/** Administration of places, units, people and posts, as the three guardians read it. No case content. */

const words = <Word extends string>(of: Readonly<Record<Word, string>>) => z.enum(Object.keys(of) as [Word, ...Word[]])
const page = z.coerce.number().int().min(1).max(100_000).default(1)
const asked = writable(z.string().trim().max(60)).optional()
const shown = z.enum(['in_use', 'ended']).default('in_use')
const unitId = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER)
const total = z.int()

export const administrationOverview = endpoint({
  id: 'administration_overview',
  method: 'GET',
  path: '/api/administration',
  summary: '在用的地方、单位、人员各有多少，还有谁没开通',
  who: ['staff'],
  reply: z.object({
    places: z.int(),
    units: z.int(),
    people: z.int(),
    /** People who have not activated their account yet. */
    waiting: z.int(),
    /** Units that receive requests and have nobody to receive them. */
    unstaffed: z.int(),
    last_change_at: Instant.nullable(),
  }),
})

export const PlaceLine = z
  .object({
    code: PlaceCode,
    /** The official text: 12 digits, a grid's three after a hyphen. */
    code_says: z.string(),
    name: z.string(),
    level: words<PlaceLevel>(PLACE_LEVELS),
    kind: words<PlaceKind>(PLACE_KINDS),
    /** Names of the places above, largest first; the county left out. */
    above: z.array(z.string()),
    /** Places directly below and units in it that are in use. */
    places: z.int(),
    units: z.int(),
    receiver: z.string().nullable(),
    /** The codes it had before: both find it. */
    former: z.array(z.string()),
    until: Day.nullable(),
  })
  .meta({ id: 'PlaceLine' })
export type PlaceLine = z.output<typeof PlaceLine>

export const administeredPlaces = endpoint({
  id: 'administered_places',
  method: 'GET',
  path: '/api/administration/places',
  summary: '某地之下的地方，或按名称、代码查到的地方',
  who: ['staff'],
  query: z.strictObject({ under: z.coerce.number().int().optional(), words: asked, shown, page }),
  reply: z.object({
    /** The place asked about and those above it, largest first. */
    path: z.array(PlaceLine),
    lines: z.array(PlaceLine),
    total,
  }),
})

const who = z.object({ person_id: z.uuid(), name: z.string(), role_says: z.string() })
export const UnitLine = z
  .object({
    id: z.int(),
    number: z.int(),
    kind: words<UnitKind>(UNIT_KINDS),
    kind_says: z.string(),
    name: z.string(),
    place_code: PlaceCode,
    place: z.array(z.string()),
    phone: z.string(),
    address: z.string(),
    hours: z.string(),
    takes_requests: z.boolean(),
    /** How it is called in docket numbers, where it has a name of its own for that. */
    short_name: z.string().nullable(),
    /** Rooms for mediating. */
    rooms: z.array(z.string()),
    /** It receives requests and nobody there may receive them. */
    unstaffed: z.boolean(),
    /** Who works there now: the first few, and how many in all. */
    people: z.array(who),
    people_count: z.int(),
    until: Day.nullable(),
  })
  .meta({ id: 'UnitLine' })
export type UnitLine = z.output<typeof UnitLine>

export const administeredUnits = endpoint({
  id: 'administered_units',
  method: 'GET',
  path: '/api/administration/units',
  summary: '单位：按名称、类型、所在地方查',
  who: ['staff'],
  query: z.strictObject({
    words: asked,
    kind: words<UnitKind>(UNIT_KINDS).optional(),
    /** Units in this place and in the places below it. */
    within: z.coerce.number().int().optional(),
    receiving: z.enum(['yes', 'unstaffed']).optional(),
    shown,
    page,
  }),
  reply: z.object({ lines: z.array(UnitLine), total }),
})

/** Not yet activated, works here, no longer works here. */
export const PERSON_STATES = { waiting: '未开通', active: '在岗', left: '已离岗' } as const
export type PersonState = keyof typeof PERSON_STATES

export const PersonLine = z
  .object({
    id: z.uuid(),
    name: z.string(),
    /** What she speaks beside Mandarin. */
    languages: z.array(words<Language>(LANGUAGES)),
    sign_in_name: z.string(),
    state: words<PersonState>(PERSON_STATES),
    /** Until when the activation code works; null where none is out. */
    code_until: Instant.nullable(),
    left_on: Day.nullable(),
    /** The administrator herself. */
    is_me: z.boolean(),
    posts: z.array(
      z.object({
        id: z.uuid(),
        role: words<Role>(ROLES),
        role_says: z.string(),
        unit_id: z.int(),
        unit_name: z.string(),
        from_on: Day,
        until: Day.nullable(),
        state: z.enum(['coming', 'held', 'over']),
      }),
    ),
  })
  .meta({ id: 'PersonLine' })
export type PersonLine = z.output<typeof PersonLine>

export const administeredPeople = endpoint({
  id: 'administered_people',
  method: 'GET',
  path: '/api/administration/people',
  summary: '人员：按姓名、登录名、岗位、单位、状态查',
  who: ['staff'],
  query: z.strictObject({
    words: asked,
    role: words<Role>(ROLES).optional(),
    state: words<PersonState>(PERSON_STATES).optional(),
    unit_id: unitId.optional(),
    page,
  }),
  reply: z.object({
    lines: z.array(PersonLine),
    total,
    /** The name of the unit asked about. */
    unit_name: z.string().nullable(),
    /** A demo county, whose one-click entry ends for ever with the first real person. */
    demo: z.boolean(),
  }),
})

export const LogLine = z
  .object({
    id: z.uuid(),
    at: Instant,
    by: z.string(),
    change: words<Change>(CHANGES),
    change_says: z.string(),
    about: z.string(),
    /** Field by field, in words; null where there was or is nothing. */
    fields: z.array(z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
    reason: z.string(),
    test_time: z.boolean(),
  })
  .meta({ id: 'LogLine' })
export type LogLine = z.output<typeof LogLine>

export const administrationLog = endpoint({
  id: 'administration_log',
  method: 'GET',
  path: '/api/administration/log',
  summary: '变更记录：谁、什么时候、改了什么、为什么（只增不改）',
  who: ['staff'],
  query: z.strictObject({
    words: asked,
    change: words<Change>(CHANGES).optional(),
    /** Lines older than this one. */
    before: z.uuid().optional(),
  }),
  reply: z.object({ lines: z.array(LogLine), more: z.boolean() }),
})

export const dayHeads = endpoint({
  id: 'day_heads',
  method: 'GET',
  path: '/api/administration/day-heads',
  summary: '签过名的日子，以及其中一天可以打印的总指纹（没有案件内容）',
  who: ['staff'],
  query: z.strictObject({ day: Day.optional() }),
  reply: z.object({
    days: z.array(z.object({ day: Day, files: z.int(), looks: z.int() })),
    /** The day asked for, else the latest; null where none was signed yet. */
    shown: z.object({ day: Day, sheet: Paper.omit({ id: true, form: true }), qr_svg: z.string() }).nullable(),
  }),
})

export const ADMINISTRATION_QUESTIONS = [
  administrationOverview,
  administeredPlaces,
  administeredUnits,
  administeredPeople,
  administrationLog,
  dayHeads,
] as const
