import { z } from 'zod'
import { IDENTITY_PAPERS, type IdentityPaper } from '#domain/identity/inputs.ts'
import { ObligationView, StaffAgreement, VisitView } from './agreements.ts'
import { endpoint } from './endpoint.ts'
import { StaffMediation } from './mediation.ts'
import { Can, ClockCard, Day, Instant, Paper, PlaceCode, StageName, StoryLine, UnitCard, writable } from './shared.ts'
import { TriageView } from './triage.ts'

const papers = Object.keys(IDENTITY_PAPERS) as [IdentityPaper, ...IdentityPaper[]]
const fileParams = z.strictObject({ file_id: z.uuid() })

/** What became of a message where the county has no gateway: the same for all, so a page says it once. */
export const NOT_CONNECTED = '短信通道未接通，由人转告'

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
      channel_says: z.string(),
      dispute_type: z.string().nullable(),
      dispute_type_says: z.string().nullable(),
      hand_over: z.object({ from_unit: z.string(), paper: z.string(), number: z.string(), on: Day }).nullable(),
      reported_by: z.string().nullable(),
      false_because: z.string().nullable(),
      suspicions: z.array(
        z.object({
          file_id: z.uuid(),
          short_code: z.string(),
          level: z.string(),
          reasons: z.array(z.string()),
        }),
      ),
      merged_into: z.object({ file_id: z.uuid(), short_code: z.string(), because: z.string() }).nullable(),
      merged_here: z.array(z.object({ file_id: z.uuid(), short_code: z.string() })),
      triage: TriageView.nullable(),
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
        unit_id: z.int(),
        unit_name: z.string(),
        /** Assisting the one that leads. */
        assists: z.boolean(),
        route_says: z.string().nullable(),
        because: z.string().nullable(),
        from_unit_name: z.string().nullable(),
        objection: z.object({ reason: z.string(), basis: z.string(), on: Day }).nullable(),
        /** Who of the unit took it on; where she works there no more, the unit has it again. */
        held_by: z.object({ name: z.string(), me: z.boolean(), works_there: z.boolean() }).nullable(),
        outcome_says: z.string().nullable(),
        outcome_note: z.string().nullable(),
        can: Can,
      }),
    ),
    parties: z.array(
      z.object({
        id: z.uuid(),
        side: z.enum(['applicant', 'respondent', 'third']),
        side_says: z.string(),
        kind: z.enum(['person', 'organisation', 'group']),
        kind_says: z.string(),
        status: z.string(),
        name: z.string(),
        speaks: z.string().nullable(),
        members: z.int().nullable(),
        /** Who gave the way to reach her: a code sent to what the other side supplied proves nothing. */
        reach_from: z.enum(['self', 'staff', 'other_side']),
        /** Plain to those who handle the file, masked to all others (domain 10.3). */
        reach: z.string().nullable(),
        reach_open: z.boolean(),
        identity_paper: z.enum(papers).nullable(),
        /** Masked to everybody: seeing it is a reveal, with a reason. */
        identity_number: z.string().nullable(),
        can: Can,
      }),
    ),
    mediations: z.array(StaffMediation),
    agreements: z.array(StaffAgreement),
    obligations: z.array(ObligationView),
    visits: z.array(VisitView),
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
