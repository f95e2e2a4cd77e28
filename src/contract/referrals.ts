import { z } from 'zod'
import { REFERRAL_KIND_NAMES } from '#domain/referrals/kinds.ts'
import { SealedView } from './sealed.ts'
import { Can, Day } from './shared.ts'

const outcome = {
  taken: z.object({ on: Day, by: z.string(), note: z.string() }).nullable(),
  decided: z.object({ on: Day, by: z.string(), what: z.string() }).nullable(),
  came_back: z
    .object({
      on: Day,
      by: z.string(),
      result: z.string(),
      paper: z.string(),
      paper_number: z.string(),
      paper_on: Day.nullable(),
    })
    .nullable(),
  ended: z.object({ on: Day, by: z.string(), says: z.string(), note: z.string() }).nullable(),
}

/** Somebody sent to another service, and what came of it: for the office that sent her, and for the unit she was sent to. */
export const ReferralView = z
  .object({
    id: z.uuid(),
    status: z.string(),
    status_says: z.string(),
    version: z.int(),
    kind: z.enum(REFERRAL_KIND_NAMES),
    kind_says: z.string(),
    to: z.string(),
    to_reach: z.string(),
    /** One of the county's units: it takes and answers by itself. */
    to_ours: z.boolean(),
    /** It came to the unit that reads this. */
    to_me: z.boolean(),
    why: z.string(),
    for_party: z.string(),
    agreed: z.array(z.string()),
    by: z.string(),
    on: Day,
    /** Where it first decides and then carries out: what it decides. */
    decides: z.string().nullable(),
    ...outcome,
    /** The clock that runs on it now. */
    clock: z.uuid().nullable(),
    /** What a counsellor wrote of the sessions: for herself alone. */
    session_notes: SealedView,
    can: Can,
  })
  .meta({ id: 'Referral' })
export type ReferralView = z.output<typeof ReferralView>

/** The same for one of those who agreed to it. */
export const MyReferral = z
  .object({
    id: z.uuid(),
    kind_says: z.string(),
    /** What she may expect there, and what it costs. */
    expect: z.string(),
    to: z.string(),
    to_reach: z.string(),
    why: z.string(),
    /** Whom it is for, where it is not herself. */
    for_party: z.string().nullable(),
    on: Day,
    status: z.string(),
    ...outcome,
    due_on: Day.nullable(),
    can: Can,
  })
  .meta({ id: 'MyReferral' })
export type MyReferral = z.output<typeof MyReferral>
