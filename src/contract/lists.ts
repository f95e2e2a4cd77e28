import { z } from 'zod'
import { STAGES, type Stage } from '#domain/disputes/stage.ts'
import { DISPUTE_TYPES, type DisputeType } from '#domain/triage/types.ts'
import { endpoint } from './endpoint.ts'
import { AskedInstant, ClockCard, Day, Instant, StageName, writable } from './shared.ts'

/** A file in a list. Lists carry no `can`. */
export const FileLine = z
  .object({
    file_id: z.uuid(),
    short_code: z.string(),
    applicant: z.string(),
    other_side: z.string(),
    place: z.array(z.string()),
    stage: StageName,
    stage_says: z.string(),
    received_at: Instant,
    unit_name: z.string(),
    excerpt: z.string(),
    /** Somebody asks for my opinion on it: whom it is about is not told. */
    asked: z.boolean(),
    /** The most urgent clock that runs on it; on the desk, of those my unit or I owe. */
    clock: ClockCard.nullable(),
    /** I took it on, or was given it: something on it is for me to do. */
    mine: z.boolean(),
    /** The next meeting arranged on it. */
    appointment: z.object({ at: Instant, place: z.string() }).nullable(),
    /** Signs of violence, crime or abuse were reported on it: not answered yet, or dealt with. */
    danger: z.enum(['open', 'answered']).nullable(),
    /** Something happened on it since I last looked. */
    new: z.boolean(),
    /** Of an enterprise: one of its people is a firm, or it came by the green lane. */
    enterprise: z.boolean(),
  })
  .meta({ id: 'FileLine' })
export type FileLine = z.output<typeof FileLine>

/**
 * A meeting I am booked for, of a file I do not see: when and where, what kind of matter, who mediates, whom to call. `on`: false where
 * it is ahead and was called off, moved, or I am no longer asked: then only when it would have been and whom to ask.
 */
export const BookedMeeting = z
  .object({
    mediation_id: z.uuid(),
    at: Instant,
    minutes: z.int(),
    place: z.string(),
    mode_says: z.string(),
    as_what_says: z.string(),
    matter_says: z.string(),
    in_name_of: z.string(),
    mediators: z.array(z.string()),
    phone: z.string(),
    on: z.boolean(),
  })
  .meta({ id: 'BookedMeeting' })
export type BookedMeeting = z.output<typeof BookedMeeting>

/** My desk (我的待办): files, not clocks; one line a file, led by the most urgent clock my unit or I owe. */
export const desk = endpoint({
  id: 'desk',
  method: 'GET',
  path: '/api/desk',
  summary: '我的待办：本单位和本人该办的，和有新情况的',
  who: ['staff'],
  reply: z
    .object({
      lines: z.array(FileLine),
      /** There is more to do than a desk shows: these are the most urgent. */
      more: z.boolean(),
      /** Meetings I am booked for as a judge or an official, the soonest first. */
      booked: z.array(BookedMeeting),
    })
    .meta({ id: 'Desk' }),
})

const isStage = (text: string): text is Stage => Object.hasOwn(STAGES, text)
const STAGES_ASKED = z
  .string()
  .max(300)
  .regex(/^[a-z_]+(,[a-z_]+)*$/, '阶段不对，请重新选择。')
  .refine((text) => text.split(',').every(isStage), '阶段不对，请重新选择。')
  .transform((text) => text.split(',').filter(isStage))
const TYPES = Object.keys(DISPUTE_TYPES) as [DisputeType, ...DisputeType[]]

/** Seven digits or more, however they are set apart: a phone or an identity number, which never stands in an address. */
const longNumber = (text: string): boolean => /(\d[\s-]*){7}/.test(text.normalize('NFKC'))

/** What was asked for is so frequent that only the newest were looked at: older ones may answer to it as well. */
const Capped = z.boolean()

/** A list in one of two scopes: 本辖区 (area) or 我参与的 (mine). Every filter stands in the address. */
export const files = endpoint({
  id: 'files',
  method: 'GET',
  path: '/api/disputes',
  summary: '本辖区的或我参与的纠纷，按阶段、地方、单位、类型、时间和经过中的字词筛选',
  who: ['staff'],
  query: z.strictObject({
    scope: z.enum(['area', 'mine']).default('area'),
    /** One or several, with commas between. */
    stage: STAGES_ASKED.optional(),
    /** A place: what lies in it is listed. */
    place: z
      .string()
      .regex(/^[1-9]\d{14}$/, '地方不对，请重新选择。')
      .transform(Number)
      .optional(),
    /** The unit that is responsible. */
    unit: z
      .string()
      .regex(/^\d{1,9}$/, '单位不对，请重新选择。')
      .transform(Number)
      .optional(),
    type: z.enum(TYPES).optional(),
    /** Received on these days or between them, both ends included, as days in China. */
    from: Day.optional(),
    to: Day.optional(),
    /** Only where an office is late. */
    overdue: z.literal('1').optional(),
    /** Only matters of enterprises (涉企). */
    enterprise: z.literal('1').optional(),
    /** Words of the facts. */
    text: writable(z.string().trim().min(2, '请至少输入 2 个字。').max(60, '最多 60 个字。'))
      .refine((text) => !longNumber(text), '电话和证件号码请在页面上方的“查找”里查，不要写进网址。')
      .optional(),
    before: AskedInstant.optional(),
    /** The file that line was of: two of one instant are told apart by it. */
    before_id: z.uuid().optional(),
  }),
  reply: z.object({ lines: z.array(FileLine), more: z.boolean(), capped: Capped }).meta({ id: 'Files' }),
})

/** Finding sends its words in the body: phones and identity numbers never stand in an address or a log. */
export const find = endpoint({
  id: 'find',
  method: 'POST',
  path: '/api/find',
  summary: '按编号、姓名、电话、证件号码或经过中的字词查找',
  who: ['staff'],
  body: z.strictObject({ words: writable(z.string().trim().min(2, '请至少输入 2 个字。').max(60, '最多 60 个字。')) }),
  reply: z.object({
    lines: z.array(FileLine),
    /** More answer to it than are shown. */
    more: z.boolean(),
    capped: Capped,
  }),
})

/** What a list can be narrowed by that depends on who asks. */
export const listChoices = endpoint({
  id: 'list_choices',
  method: 'GET',
  path: '/api/lists/choices',
  summary: '筛选列表时可以选的地方和单位',
  who: ['staff'],
  reply: z
    .object({
      places: z.array(z.object({ code: z.int(), name: z.string(), level: z.string() })),
      units: z.array(z.object({ id: z.int(), name: z.string() })),
    })
    .meta({ id: 'ListChoices' }),
})

const REASON_KINDS = ['party', 'reach', 'identity', 'place', 'time', 'words', 'object'] as const

/** Files that may be the same matter, each with the reasons for thinking so. A person decides; nothing is merged by this. */
export const similar = endpoint({
  id: 'similar',
  method: 'GET',
  path: '/api/disputes/:file_id/similar',
  summary: '可能是同一件事的纠纷和理由（只作提示，由人判断）',
  who: ['staff'],
  params: z.strictObject({ file_id: z.uuid() }),
  reply: z
    .object({
      candidates: z.array(
        z.object({
          line: FileLine,
          level: z.enum(['same_matter', 'related', 'series']),
          reasons: z.array(z.object({ kind: z.enum(REASON_KINDS), says: z.string() })),
        }),
      ),
    })
    .meta({ id: 'Similar' }),
})
