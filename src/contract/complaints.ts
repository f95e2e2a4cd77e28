import { z } from 'zod'
import { COMPLAINT_KINDS, type ComplaintKind, FINDINGS, type Finding } from '#domain/complaints/inputs.ts'
import { endpoint } from './endpoint.ts'
import { Can, ClockCard, Day, Instant, LawfulRoute, Paper, UnitCard } from './shared.ts'

const kinds = Object.keys(COMPLAINT_KINDS) as [ComplaintKind, ...ComplaintKind[]]
const findings = Object.keys(FINDINGS) as [Finding, ...Finding[]]
const Status = z.enum(['received', 'examining', 'answered', 'withdrawn'])

/** The receipt of a complaint: its own code and its own link, which nobody who handles the dispute holds. */
export const ComplaintReceipt = z
  .object({
    file_id: z.uuid(),
    short_code: z.string(),
    received_at: Instant,
    /** Who examines it, and why that unit. */
    unit: UnitCard,
    because: z.string(),
    next: ClockCard,
    holder: z.string(),
    link: z.string(),
    link_qr_svg: z.string(),
    paper: Paper,
  })
  .meta({ id: 'ComplaintReceipt' })
export type ComplaintReceipt = z.output<typeof ComplaintReceipt>

const Answer = z
  .object({
    finding: z.enum(findings),
    finding_says: z.string(),
    found: z.string(),
    measures: z.array(z.string()),
    on: Day,
  })
  .nullable()

const Said = {
  kind: z.enum(kinds),
  kind_says: z.string(),
  conducts: z.array(z.string()),
  whom: z.string(),
  what: z.string(),
  about_code: z.string(),
  about_unit: z.string(),
  because: z.string(),
}

/** Her complaint as she who made it sees it, by its own link. */
export const myComplaint = endpoint({
  id: 'my_complaint',
  method: 'GET',
  path: '/api/my-complaint',
  summary: '提意见的人凭意见回执的链接查看查到了哪一步',
  who: ['party'],
  reply: z
    .object({
      file_id: z.uuid(),
      complaint_id: z.uuid(),
      short_code: z.string(),
      received_at: Instant,
      status: Status,
      status_says: z.string(),
      unit: UnitCard,
      ...Said,
      clock: ClockCard.nullable(),
      taken_up_on: Day.nullable(),
      answer: Answer,
      papers: z.array(Paper),
      can: Can,
      routes: z.array(LawfulRoute),
    })
    .meta({ id: 'MyComplaint' }),
})
export type MyComplaint = z.output<typeof myComplaint.reply>

export const ComplaintLine = z
  .object({
    file_id: z.uuid(),
    short_code: z.string(),
    received_at: Instant,
    status: Status,
    status_says: z.string(),
    kind_says: z.string(),
    about_code: z.string(),
    about_unit: z.string(),
    clock: ClockCard.nullable(),
  })
  .meta({ id: 'ComplaintLine' })
export type ComplaintLine = z.output<typeof ComplaintLine>

/** Complaints my unit examines, those that wait for an answer first. */
export const complaints = endpoint({
  id: 'complaints',
  method: 'GET',
  path: '/api/complaints',
  summary: '由本单位查的意见（没有解决、对调解员的意见），要答复的在前',
  who: ['staff'],
  reply: z.object({ lines: z.array(ComplaintLine) }).meta({ id: 'Complaints' }),
})

export const complaint = endpoint({
  id: 'complaint',
  method: 'GET',
  path: '/api/complaints/:file_id',
  summary: '一份意见：谁说的、说的什么、为什么由本单位查、怎样答复的',
  who: ['staff'],
  params: z.strictObject({ file_id: z.uuid() }),
  reply: z
    .object({
      file_id: z.uuid(),
      complaint_id: z.uuid(),
      short_code: z.string(),
      received_at: Instant,
      status: Status,
      status_says: z.string(),
      unit: UnitCard,
      ...Said,
      about_file: z.uuid(),
      by_name: z.string(),
      /** How she can be reached; null where she gave no way, or where it is read on the dispute's page with a reason alone. */
      reach: z.string().nullable(),
      written_by: z.string().nullable(),
      taken_up: z.object({ name: z.string(), on: Day }).nullable(),
      clock: ClockCard.nullable(),
      answer: Answer,
      /** Whether the dispute can still go on under its own code. */
      may_go_on: z.boolean(),
      papers: z.array(Paper),
      can: Can,
    })
    .meta({ id: 'StaffComplaint' }),
})
export type StaffComplaint = z.output<typeof complaint.reply>
