import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { Day, Instant } from './shared.ts'

const ended = z.object({ at: Instant, by: z.string(), note: z.string() }).nullable()

/** Who may act for a party, with the powers she gave, one by one. */
export const AgentView = z.object({
  id: z.uuid(),
  name: z.string(),
  kind_says: z.string(),
  powers: z.array(z.string()),
  powers_say: z.array(z.string()),
  /** Both powers a settlement needs (特别授权). */
  special: z.boolean(),
  paper: z.object({ number: z.string(), on: Day }),
  until: Day.nullable(),
  in_force: z.boolean(),
  reach: z.string().nullable(),
  ended,
})
export const HelperView = z.object({
  id: z.uuid(),
  name: z.string(),
  kind_says: z.string(),
  agreed_by: z.array(z.string()),
  at: Instant,
  ended,
})
export const GuardianView = z.object({
  name: z.string(),
  relation: z.string(),
  paper: z.string(),
  reach: z.string().nullable(),
})

/** The people beside a party, as those see them who carry the file. */
export const Beside = z.object({
  agents: z.array(AgentView),
  capacity: z.enum(['full', 'limited', 'none']),
  /** How it is known; null where nobody asked, and she is taken for grown up. */
  capacity_says: z.string().nullable(),
  guardian: GuardianView.nullable(),
  helpers: z.array(HelperView),
  representatives: z.array(z.object({ name: z.string(), paper: z.string(), reach: z.string().nullable() })),
})
export type Beside = z.output<typeof Beside>

/** The same for herself: what is written down in her name, so that she can take it back. */
export const MyBeside = z.object({
  agents: z.array(AgentView.omit({ reach: true })),
  helpers: z.array(HelperView.omit({ agreed_by: true })),
  guardian: GuardianView.omit({ reach: true, paper: true }).nullable(),
  capacity_says: z.string().nullable(),
})

export const MemberLine = z.object({
  id: z.uuid(),
  number: z.int(),
  name: z.string(),
  reach: z.string().nullable(),
  amount: z.string().nullable(),
  ticked: z
    .object({ what: z.enum(['paid', 'received']), says: z.string(), by: z.string(), at: Instant, note: z.string() })
    .nullable(),
})
export type MemberLine = z.output<typeof MemberLine>

/** A page of the list of a group: a thousand households are never sent at once. */
export const members = endpoint({
  id: 'members',
  method: 'GET',
  path: '/api/disputes/:file_id/parties/:part_id/members',
  summary: '一群人的名单，按页（查看会留痕）',
  who: ['staff'],
  params: z.strictObject({ file_id: z.uuid(), part_id: z.uuid() }),
  query: z.strictObject({ after: z.coerce.number().int().min(0).max(1_000_000).optional() }),
  reply: z.object({
    count: z.object({ all: z.int(), paid: z.int(), received: z.int() }),
    members: z.array(MemberLine),
    /** From where the next page goes on; null at the end. */
    next: z.int().nullable(),
  }),
})
