import { z } from 'zod'
import { HandOverPersonInput, HandOverUnitInput, RecodePlaceInput } from '#domain/organisations/inputs.ts'
import { SUCCESSION_KINDS, type SuccessionKind } from '#domain/organisations/succession.ts'
import { Changed } from './administration-changes.ts'
import { endpoint } from './endpoint.ts'
import { Day, Instant, writable } from './shared.ts'

/**
 * Handing over: what somebody or some unit still has, in numbers; the act; how far it is. The administrator sees no case: numbers
 * and the numbers of files, never what they are about (threats I33).
 */

const unitId = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER)
const count = z.int()
const kinds = Object.keys(SUCCESSION_KINDS) as [SuccessionKind, ...SuccessionKind[]]

/** A file by its number alone. */
export const FileNumber = z
  .object({ short_code: z.string(), code: z.string(), unit_name: z.string() })
  .meta({ id: 'FileNumber' })
export type FileNumber = z.output<typeof FileNumber>

export const workOfPerson = endpoint({
  id: 'work_of_person',
  method: 'GET',
  path: '/api/administration/people/:person_id/work',
  summary: '一个人在一个单位手上还有多少，谁可以接（试算，不改动）',
  who: ['staff'],
  params: z.strictObject({ person_id: z.uuid() }),
  query: z.strictObject({
    /** The unit she leaves: the one of her latest post unless told. */
    unit_id: unitId.optional(),
    /** Whom it is tried with; left out: back to the unit. */
    successor: z.uuid().optional(),
  }),
  reply: z.object({
    name: z.string(),
    sign_in_name: z.string(),
    unit_id: z.int(),
    unit_name: z.string(),
    /** Every unit she has or had a post at, the present ones first. */
    units: z.array(z.object({ unit_id: z.int(), name: z.string() })),
    /** The posts she has there that would end. */
    roles: z.array(z.string()),
    /** The posts she keeps elsewhere. */
    elsewhere: z.array(z.string()),
    left: z.boolean(),
    files: count,
    tasks: count,
    duties: count,
    mediations: count,
    colleagues: z.array(z.object({ person_id: z.uuid(), name: z.string(), roles: z.string(), mediates: z.boolean() })),
    /** Files in which the unit has to choose a mediator itself. */
    to_choose: z.array(FileNumber),
  }),
})

export const workOfUnit = endpoint({
  id: 'work_of_unit',
  method: 'GET',
  path: '/api/administration/units/:unit_id/work',
  summary: '一个单位还有多少，合并时哪些过去（试算，不改动）',
  who: ['staff'],
  params: z.strictObject({ unit_id: unitId }),
  query: z.strictObject({ to_unit: unitId.optional() }),
  reply: z.object({
    name: z.string(),
    kind_says: z.string(),
    open_files: count,
    ended_files: count,
    duties: count,
    mediations: count,
    /** Who goes along, with the post each keeps. */
    people: z.array(z.object({ name: z.string(), role_says: z.string() })),
    takes_requests: z.boolean(),
    /** What stands against this successor; empty where it may be done or none was named. */
    faults: z.array(z.string()),
    /** Files in which the successor itself is a party: somebody else has to mediate. */
    to_choose: z.array(FileNumber),
  }),
})

export const workOfPlace = endpoint({
  id: 'work_of_place',
  method: 'GET',
  path: '/api/administration/places/:place_code/work',
  summary: '一个地方换代码，会跟着改的有多少（试算，不改动）',
  who: ['staff'],
  params: z.strictObject({ place_code: z.coerce.number().int() }),
  query: z.strictObject({ code: writable(z.string().trim().max(20)).optional() }),
  reply: z.object({
    name: z.string(),
    code_says: z.string(),
    /** The codes it had before, newest first. */
    former: z.array(z.string()),
    files: count,
    places: count,
    units: count,
    faults: z.array(z.string()),
  }),
})

export const handOverPerson = endpoint({
  method: 'POST',
  who: ['staff'],
  id: 'hand_over_person',
  path: '/api/administration/people/:person_id/succession',
  summary: '人员离开一个单位：岗位结束，手上的案卷和期限一次交给接手的人或者单位',
  params: z.strictObject({ person_id: z.uuid() }),
  body: HandOverPersonInput,
  reply: Changed,
})
export const handOverUnit = endpoint({
  method: 'POST',
  who: ['staff'],
  id: 'hand_over_unit',
  path: '/api/administration/units/:unit_id/succession',
  summary: '单位合并、撤销：人员、案卷、期限一次交给接替的单位，原单位停用',
  params: z.strictObject({ unit_id: unitId }),
  body: HandOverUnitInput,
  reply: Changed,
})
export const recodePlace = endpoint({
  method: 'POST',
  who: ['staff'],
  id: 'recode_place',
  path: '/api/administration/places/:place_code/code',
  summary: '地方换代码：下级地方、单位、案卷都改到新代码名下，案卷编号不变',
  params: z.strictObject({ place_code: z.coerce.number().int() }),
  body: RecodePlaceInput,
  reply: Changed,
})

export const SuccessionLine = z
  .object({
    id: z.uuid(),
    kind: z.enum(kinds),
    kind_says: z.string(),
    at: Instant,
    by: z.string(),
    reason: z.string(),
    /** From whom to whom, in words. */
    from_says: z.string(),
    to_says: z.string(),
    total: count,
    done: count,
    finished_at: Instant.nullable(),
  })
  .meta({ id: 'SuccessionLine' })
export type SuccessionLine = z.output<typeof SuccessionLine>

/** Somebody whose post ran out by its date with something of hers left (到期未交接): numbers, and nothing of what they are about. */
export const LeftBehind = z
  .object({
    person_id: z.uuid(),
    name: z.string(),
    unit_id: z.int(),
    unit_name: z.string(),
    /** The last day of her post there. */
    until: Day,
    duties: count,
    mediations: count,
  })
  .meta({ id: 'LeftBehind' })
export type LeftBehind = z.output<typeof LeftBehind>

export const leftBehindHere = endpoint({
  id: 'left_behind',
  method: 'GET',
  path: '/api/left-behind',
  summary: '本单位到期未交接的人：岗位到期，手上还有期限或者调解（给本单位的负责人看）',
  who: ['staff'],
  reply: z.object({ lines: z.array(LeftBehind) }),
})

export const successions = endpoint({
  id: 'successions',
  method: 'GET',
  path: '/api/administration/successions',
  summary: '办过的和正在办的交接',
  who: ['staff'],
  query: z.strictObject({ page: z.coerce.number().int().min(1).max(100_000).default(1) }),
  reply: z.object({
    lines: z.array(SuccessionLine),
    total: count,
    /** People who are no longer at a unit and still have something there: their posts ran out. */
    forgotten: z.array(LeftBehind),
  }),
})

export const succession = endpoint({
  id: 'succession',
  method: 'GET',
  path: '/api/administration/successions/:succession_id',
  summary: '一次交接：进度和清单',
  who: ['staff'],
  params: z.strictObject({ succession_id: z.uuid() }),
  reply: SuccessionLine.extend({
    /** The files that went over, the first two thousand; those in which the unit has to choose a mediator come first. */
    files: z.array(FileNumber.extend({ to_choose: z.boolean(), at: Instant })),
  }).meta({ id: 'Succession' }),
})

export const SUCCESSION_QUESTIONS = [
  workOfPerson,
  workOfUnit,
  workOfPlace,
  successions,
  succession,
  leftBehindHere,
] as const
export const SUCCESSION_CHANGES = [handOverPerson, handOverUnit, recodePlace] as const
