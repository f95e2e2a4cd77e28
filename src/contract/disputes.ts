import { z } from 'zod'
import { IDENTITY_PAPERS, type IdentityPaper } from '#domain/identity/inputs.ts'
import { endpoint } from './endpoint.ts'
import {
  AskedInstant,
  Can,
  ClockCard,
  Instant,
  Paper,
  PlaceCode,
  StageName,
  StoryLine,
  UnitCard,
  writable,
} from './shared.ts'

const papers = Object.keys(IDENTITY_PAPERS) as [IdentityPaper, ...IdentityPaper[]]
const fileParams = z.strictObject({ file_id: z.uuid() })

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
    /** The most urgent clock that runs on it. */
    clock: ClockCard.nullable(),
    /** Something happened on it since I last looked. */
    new: z.boolean(),
  })
  .meta({ id: 'FileLine' })
export type FileLine = z.output<typeof FileLine>

/** My desk (我的待办): files, not clocks; one line a file, led by the most urgent clock my unit owes. */
export const desk = endpoint({
  id: 'desk',
  method: 'GET',
  path: '/api/desk',
  summary: '我的待办：本单位该办的，和有新情况的',
  who: ['staff'],
  reply: z.object({ lines: z.array(FileLine) }).meta({ id: 'Desk' }),
})

/** A list in one of two scopes: 本辖区 (area) or 我参与的 (mine); found by code, phone, identity number or name. */
export const files = endpoint({
  id: 'files',
  method: 'GET',
  path: '/api/disputes',
  summary: '本辖区的或我参与的纠纷',
  who: ['staff'],
  query: z.strictObject({
    scope: z.enum(['area', 'mine']).default('area'),
    stage: StageName.optional(),
    before: AskedInstant.optional(),
    /** The file that line was of: two of one instant are told apart by it. */
    before_id: z.uuid().optional(),
  }),
  reply: z.object({ lines: z.array(FileLine), more: z.boolean() }).meta({ id: 'Files' }),
})

/** Finding sends its words in the body: phones and identity numbers never stand in an address or a log. */
export const find = endpoint({
  id: 'find',
  method: 'POST',
  path: '/api/find',
  summary: '按编号、姓名、电话或证件号码查找',
  who: ['staff'],
  body: z.strictObject({ words: writable(z.string().trim().min(2, '请至少输入 2 个字。').max(60, '最多 60 个字。')) }),
  reply: z.object({ lines: z.array(FileLine) }),
})

export const StaffDispute = z
  .object({
    file: z.object({
      id: z.uuid(),
      code: z.string(),
      short_code: z.string(),
      received_at: Instant,
      place: z.array(z.string()),
      place_code: PlaceCode,
      responsible: UnitCard,
      stage: StageName,
      stage_says: z.string(),
    }),
    dispute: z.object({
      id: z.uuid(),
      status: z.string(),
      version: z.int(),
      channel: z.string(),
      other_side: z.string(),
      where_text: z.string(),
      what_happened: z.string(),
      wish: z.string(),
      missing: z.array(z.string()),
      refused_because: z.string().nullable(),
      closing_note: z.string().nullable(),
      can: Can,
    }),
    tasks: z.array(
      z.object({
        id: z.uuid(),
        status: z.string(),
        status_says: z.string(),
        version: z.int(),
        unit_name: z.string(),
        outcome_says: z.string().nullable(),
        outcome_note: z.string().nullable(),
        can: Can,
      }),
    ),
    parties: z.array(
      z.object({
        id: z.uuid(),
        side: z.enum(['applicant', 'respondent']),
        name: z.string(),
        /** Plain to those who handle the file, masked to all others (domain 10.3). */
        reach: z.string().nullable(),
        reach_open: z.boolean(),
        identity_paper: z.enum(papers).nullable(),
        /** Masked to everybody: seeing it is a reveal, with a reason. */
        identity_number: z.string().nullable(),
        can: Can,
      }),
    ),
    clocks: z.array(ClockCard),
    story: z.array(StoryLine),
    papers: z.array(Paper),
    messages: z.array(
      z.object({
        id: z.uuid(),
        to: z.string(),
        wording: z.string(),
        state: z.enum(['waiting', 'sent', 'no_channel', 'given_up']),
        state_says: z.string(),
        at: Instant,
      }),
    ),
  })
  .meta({ id: 'StaffDispute' })
export type StaffDispute = z.output<typeof StaffDispute>

export const file = endpoint({
  id: 'file',
  method: 'GET',
  path: '/api/disputes/:file_id',
  summary: '一件纠纷的全部（查看会留痕，当事人可以看到）',
  who: ['staff'],
  params: fileParams,
  reply: StaffDispute,
})

export const reveal = endpoint({
  id: 'reveal',
  method: 'POST',
  path: '/api/disputes/:file_id/looks',
  summary: '查看一个被遮盖的联系方式或证件号码：写明理由，当事人可以看到',
  who: ['staff'],
  params: fileParams,
  body: z.strictObject({
    party_id: z.uuid(),
    what: z.enum(['reach', 'identity_number']),
    reason: writable(
      z.string().trim().min(4, '请写明为什么要看（至少 4 个字）。').max(200, '最多 200 个字，请写短一些。'),
    ),
  }),
  reply: z.object({ value: z.string() }),
})
