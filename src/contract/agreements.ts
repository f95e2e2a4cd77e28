import { z } from 'zod'
import { ClauseInput, OutsideFactInput, UndertakingInput } from '#domain/agreements/clauses.ts'
import { asKept } from './as-kept.ts'
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
  outside_facts: z.array(asKept(OutsideFactInput)),
  signatures: z.array(signature),
  sealed: z.boolean(),
  /** Whose seal, and who put it there where that was done here. */
  seal: z.object({ of: z.string(), by: z.string().nullable(), at: Instant }).nullable(),
  /** Where it settles a part: what is left, and whether they go on talking about it. */
  rest: z.object({ what: z.string(), then: z.enum(['goes_on', 'ends']) }).nullable(),
  effective_on: Day.nullable(),
  can: Can,
}

export const StaffAgreement = z
  .object({
    ...common,
    version: z.int(),
    mediation_id: z.uuid(),
    clauses: z.array(asKept(ClauseInput)),
    warnings: z.array(z.string()),
    /** It touches marriage, adoption, succession, parents and children (INV-6). */
    identity_relation: z.boolean(),
    /** Who has not signed yet. */
    waiting_for: z.array(z.object({ party_id: z.uuid(), name: z.string() })),
    /** How satisfied those who wanted to say so are, in their own words; whoever is not here was not satisfied by default. */
    satisfactions: z.array(z.object({ name: z.string(), answer_says: z.string(), words: z.string(), at: Instant })),
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
    my_satisfaction: z
      .object({ answer: z.string(), answer_says: z.string(), words: z.string(), at: Instant })
      .nullable(),
  })
  .meta({ id: 'PartyAgreement' })
export type PartyAgreement = z.output<typeof PartyAgreement>

/** One payment on a sum, and what the other side said of it. */
export const PaymentView = z
  .object({
    id: z.uuid(),
    amount: z.string(),
    on: Day,
    how_says: z.string(),
    in_kind: z.boolean(),
    what: z.string(),
    proof: z.string(),
    by: z.string(),
    at: Instant,
    state: z.enum(['claimed', 'confirmed', 'denied']),
    state_says: z.string(),
    /** Of several who owe or are owed, who gave it and who has it. */
    from: z.string().nullable(),
    to: z.object({ party_id: z.uuid(), name: z.string(), me: z.boolean() }).nullable(),
    /** Whether nothing would be owed any more once it is confirmed. */
    last: z.boolean(),
    answer: z.object({ by: z.string(), at: Instant, note: z.string() }).nullable(),
  })
  .meta({ id: 'Payment' })
export type PaymentView = z.output<typeof PaymentView>

const proposal = z.object({
  id: z.uuid(),
  by: z.string(),
  party_id: z.uuid(),
  /** Whether whoever reads it proposed it herself. */
  mine: z.boolean(),
  at: Instant,
  says: z.string(),
  why: z.string(),
  /** Everybody it concerns has to agree: who has, and who has not yet. */
  agreed_by: z.array(z.string()),
  awaited: z.array(z.object({ party_id: z.uuid(), name: z.string(), me: z.boolean() })),
})
/** How late it is, what was done about it, and what the office does next. */
const lateness = z.object({
  since: Day,
  days: z.int(),
  reminded: z.int(),
  urged: z.array(z.object({ on: Day, how_says: z.string(), by: z.string(), answer: z.string() })),
  change_offered_on: Day.nullable(),
  left: z.array(z.enum(['urge', 'visit', 'offer_change', 'send_to_enforcement'])),
  next_says: z.string().nullable(),
})

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
    /** Who of several wants hers no more. */
    given_up: z.array(z.object({ party_id: z.uuid(), at: Instant })),
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
    /** Of one sum: what was confirmed, and what is still owed. */
    paid: z.string().nullable(),
    rest: z.string().nullable(),
    payments: z.array(PaymentView),
    /** Said to be paid and denied, twice: the office hears both, and judges neither. */
    disputed: z.boolean(),
    checks: z.array(
      z.object({
        at: Instant,
        by: z.string(),
        debtor_says: z.string(),
        creditor_says: z.string(),
        papers_seen: z.string(),
        result_says: z.string(),
      }),
    ),
    proposal: proposal.nullable(),
    changes: z.array(z.object({ on: Day, before_says: z.string(), says: z.string(), agreed_says: z.string() })),
    late: lateness.nullable(),
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
    /** How soon this matter wants a visit, and why. */
    risk_says: z.string().nullable(),
    risk_because: z.array(z.string()),
    found: z
      .object({
        at: Instant,
        how_says: z.string(),
        visited: z.string(),
        performance_says: z.string(),
        satisfaction_says: z.string(),
        /** Whose answer it is, in whose words. */
        satisfaction_by: z.string().nullable(),
        satisfaction_words: z.string(),
        trouble: z.boolean(),
        account: z.string(),
      })
      .nullable(),
    can: Can,
  })
  .meta({ id: 'Visit' })
export type VisitView = z.output<typeof VisitView>
