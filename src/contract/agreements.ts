import { z } from 'zod'
import { ClauseInput, OutsideFactInput, UndertakingInput } from '#domain/agreements/clauses.ts'
import { Can, Day, Instant } from './shared.ts'

const signature = z.object({
  name: z.string(),
  as: z.enum(['party', 'mediator']),
  how_says: z.string(),
  known_by_says: z.string(),
  at: Instant,
})

const common = {
  id: z.uuid(),
  status: z.string(),
  status_says: z.string(),
  form: z.enum(['written', 'oral']),
  edition: z.int(),
  dispute_facts: z.string(),
  /** Each clause as a sentence a villager reads. */
  clauses_say: z.array(z.string()),
  undertakings: z.array(UndertakingInput),
  outside_facts: z.array(OutsideFactInput),
  signatures: z.array(signature),
  sealed: z.boolean(),
  effective_on: Day.nullable(),
  can: Can,
}

export const StaffAgreement = z
  .object({
    ...common,
    version: z.int(),
    mediation_id: z.uuid(),
    clauses: z.array(ClauseInput),
    warnings: z.array(z.string()),
    /** It touches marriage, adoption, succession, parents and children (INV-6). */
    identity_relation: z.boolean(),
    /** Who has not signed yet. */
    waiting_for: z.array(z.object({ party_id: z.uuid(), name: z.string() })),
  })
  .meta({ id: 'StaffAgreement' })
export type StaffAgreement = z.output<typeof StaffAgreement>

export const PartyAgreement = z
  .object({
    ...common,
    i_signed: z.boolean(),
    waiting_for: z.array(z.string()),
    /** Whether signing on a screen is possible for her at all, and if not why, in words. */
    screen: z.object({ possible: z.boolean(), why_not: z.string().nullable() }),
  })
  .meta({ id: 'PartyAgreement' })
export type PartyAgreement = z.output<typeof PartyAgreement>

/** What is owed by whom until when. */
export const ObligationView = z
  .object({
    id: z.uuid(),
    agreement_id: z.uuid(),
    status: z.string(),
    status_says: z.string(),
    version: z.int(),
    clause: z.int(),
    nature: z.string(),
    nature_says: z.string(),
    debtors: z.array(z.object({ party_id: z.uuid(), name: z.string(), me: z.boolean() })),
    creditors: z.array(z.object({ party_id: z.uuid(), name: z.string(), me: z.boolean() })),
    /** Who of the creditors has said that she has hers: it is performed when all have. */
    confirmed: z.array(z.object({ party_id: z.uuid(), at: Instant })),
    joint: z.boolean(),
    what: z.string(),
    amount: z.string().nullable(),
    amount_later: z.string().nullable(),
    due_on: Day.nullable(),
    days_left: z.int().nullable(),
    waiting_says: z.string().nullable(),
    lasting_says: z.string().nullable(),
    guarantors: z.array(z.string()),
    held_by: z.string().nullable(),
    claimed: z.object({ by: z.string(), at: Instant, note: z.string() }).nullable(),
    settled: z.object({ says: z.string(), by: z.string(), at: Instant, note: z.string() }).nullable(),
    can: Can,
  })
  .meta({ id: 'Obligation' })
export type ObligationView = z.output<typeof ObligationView>

export const VisitView = z
  .object({
    id: z.uuid(),
    status: z.string(),
    status_says: z.string(),
    version: z.int(),
    round: z.int(),
    due_on: Day,
    found: z
      .object({
        at: Instant,
        how_says: z.string(),
        visited: z.string(),
        performance_says: z.string(),
        satisfaction_says: z.string(),
        trouble: z.boolean(),
        account: z.string(),
      })
      .nullable(),
    can: Can,
  })
  .meta({ id: 'Visit' })
export type VisitView = z.output<typeof VisitView>
