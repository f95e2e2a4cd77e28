import { z } from 'zod'
import { isOpenToAgents } from '#domain/decide.ts'
import { HATS } from '#domain/hats.ts'
import { UnmergeInput } from '#domain/intake/desk-inputs.ts'
import type { Row } from '#domain/step.ts'
import { type StepName, TABLE } from '#domain/table.ts'
import { ComplaintReceipt } from './complaints.ts'
import { type Caller, type Endpoint, nothing } from './endpoint.ts'
import { OpenedFile, Receipt } from './intake.ts'
import { CodeAsked, LinkRenewed } from './links.ts'
import { AskedInstant, StepReply } from './shared.ts'

/** What an address calls the parts of a dispute. */
const SEGMENT = {
  task: 'tasks',
  party: 'parties',
  mediation: 'mediations',
  agreement: 'agreements',
  obligation: 'obligations',
  visit: 'visits',
  complaint: 'complaints',
  referral: 'referrals',
  supervision: 'supervisions',
  package: 'packages',
  evidence: 'evidence',
} as const

/** Which callers can wear which hats; a row only the system takes has no address. */
const CALLER: Record<keyof typeof HATS, Caller | null> = {
  anyone: 'anyone',
  applicant: 'party',
  other_party: 'party',
  herself: 'party',
  party: 'party',
  debtor: 'party',
  creditor: 'party',
  provider: 'party',
  window: 'staff',
  grid_worker: 'staff',
  handing_office: 'staff',
  clerk: 'staff',
  clerk_above: 'staff',
  batch_clerk: 'staff',
  handler: 'staff',
  holder: 'staff',
  unit_director: 'staff',
  mediator: 'staff',
  assisting_mediator: 'staff',
  adviser: 'staff',
  seal_keeper: 'staff',
  court_desk: 'staff',
  director: 'staff',
  organiser: 'staff',
  superior: 'staff',
  complainant: 'party',
  examiner: 'staff',
  referred_to: 'staff',
  supervisor: 'staff',
  supervising_office: 'staff',
  reported_to: 'staff',
  system: null,
}

/** Rows taken on the other file together with one of these, and never by themselves. */
export const COMPANION = { merge: 'take_in', unmerge: 'let_go' } as const satisfies Partial<Record<StepName, StepName>>
const COMPANIONS: readonly string[] = Object.values(COMPANION)

/** Most steps answer alike; who files needs her receipt, who asks for a code is told where it went. */
const REPLIES: Partial<Record<StepName, z.ZodType>> = {
  register: Receipt,
  take_down: Receipt,
  hand_over: OpenedFile,
  report_clue: OpenedFile,
  ask_code: CodeAsked,
  renew_link: LinkRenewed,
  renew_complaint_link: LinkRenewed,
  give_agent_link: LinkRenewed,
  complain: ComplaintReceipt,
}

const addressOf = (name: string, row: Row): `/${string}` =>
  row.on === 'nothing'
    ? `/api/disputes/steps/${name}`
    : row.on === 'dispute'
      ? `/api/disputes/:file_id/steps/${name}`
      : `/api/disputes/:file_id/${SEGMENT[row.on]}/:part_id/steps/${name}`

const paramsOf = (row: Row): z.ZodObject =>
  row.on === 'nothing'
    ? nothing
    : row.on === 'dispute'
      ? z.strictObject({ file_id: z.uuid() })
      : z.strictObject({ file_id: z.uuid(), part_id: z.uuid() })

/** The code that proves a phone; it is proved before the step is taken, and no event ever holds it. */
const code = z.string({ error: '请输入验证码。' }).trim().min(1, '请输入验证码。').max(20)

/** Any step may say when it happened, where that was earlier (事后登记); who files herself says it now. */
function bodyOf(name: string, row: Row): z.ZodObject {
  // What goes back with those who had come over is looked up, never asked for.
  if (name === 'unmerge')
    return UnmergeInput.pick({ because: true }).safeExtend({ occurred_at: AskedInstant.optional() })
  const input = row.asks.includes('proved_by_code') ? row.input.safeExtend({ code }) : row.input
  return row.by.includes('anyone') ? input : input.safeExtend({ occurred_at: AskedInstant.optional() })
}

export type Act = Endpoint & { step: StepName; row: Row }

/** The operations of the step table: one a row, made from the row; nothing here is written by hand. */
export const ACTS: readonly Act[] = (Object.entries(TABLE) as [StepName, Row][])
  .filter(([name]) => !COMPANIONS.includes(name))
  .map(([name, row]): Act => {
    const callers = row.by.map((hat) => CALLER[hat]).filter((caller) => caller !== null)
    return {
      id: name,
      step: name,
      row,
      method: 'POST',
      path: addressOf(name, row),
      summary: row.says,
      // What a party may do, her agent may by his own link, where the row names the power he needs.
      who: [...new Set(callers.includes('party') && isOpenToAgents(row) ? [...callers, 'agent' as const] : callers)],
      params: paramsOf(row),
      query: nothing,
      body: bodyOf(name, row),
      reply: REPLIES[name] ?? StepReply,
      status: row.on === 'nothing' ? 201 : 200,
      extras: { 'x-from': row.from, 'x-to': row.to, 'x-by': row.by.map((hat) => HATS[hat].says), 'x-law': row.law },
    }
  })
  .filter((act) => act.who.length > 0)
