import { z } from 'zod'
import { AskedDay } from '../clocks/inputs.ts'
import { noted, written } from '../identity/inputs.ts'
import { with_guardian } from '../identity/said-inputs.ts'
import { REFERRAL_KIND_NAMES } from './kinds.ts'

export const ReferInput = z.strictObject({
  kind: z.enum(REFERRAL_KIND_NAMES, { error: '请选择转介去做什么。' }),
  /** One of the county's units, or null and its name in words. */
  unit_id: z.int().min(1).nullable().default(null),
  to: noted(100),
  /** Telephone and address of a place outside the county's list, as the party is to find it. */
  to_reach: noted(200),
  why: written(1_000, '请写明为什么转介、要那边做什么。'),
  /** Whom it is for: she said herself that she wishes it. */
  said_by: z.uuid('请选择转介的是哪一位、是不是本人同意。'),
  also_agreed: z.array(z.uuid()).max(60).default([]),
  with_guardian,
})

export const ReferralTakenInput = z.strictObject({
  taken_by: written(100, '请写明那边是谁接收的。'),
  note: noted(500),
})

export const ReferralDecidedInput = z.strictObject({ what: written(1_000, '请写明那边怎样决定的、依据是什么。') })

export const ReferralCameBackInput = z.strictObject({
  result: written(2_000, '请写明结果。'),
  /** The paper it came in, where there is one: 鉴定意见书、公证书、赔付通知. */
  paper: noted(100),
  paper_number: noted(60),
  paper_on: AskedDay.nullable().default(null),
})

/** Why nothing came of it, as the office writes it down. */
export const WITHOUT_RESULT = {
  declined: '那边不办',
  not_eligible: '不符合条件',
  no_answer: '催问过，一直没有结果',
  not_needed: '已经不需要了',
} as const
/** Why it ended by itself. */
export const ENDED_WITH = {
  consent_withdrawn: '本人收回同意',
  left: '本人退出了这件事',
  file_over: '这件事不再办了',
} as const
export const WHY_ENDED: Readonly<Record<string, string>> = { ...WITHOUT_RESULT, ...ENDED_WITH }
const REASONS = Object.keys(WITHOUT_RESULT) as [keyof typeof WITHOUT_RESULT, ...(keyof typeof WITHOUT_RESULT)[]]
export const WithoutResultInput = z.strictObject({
  reason: z.enum(REASONS, { error: '请选择为什么没有结果。' }),
  note: written(1_000, '请写明那边怎么说的，接下来怎么办。'),
})

export const WithdrawReferralInput = z.strictObject({
  said_by: z.uuid().optional(),
  note: noted(500),
})
