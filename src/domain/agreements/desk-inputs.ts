import { z } from 'zod'
import { noted, written } from '../identity/inputs.ts'
import { agents, by_agent, guardians, with_guardian } from '../identity/said-inputs.ts'
import { ClausesInput, OutsideFactInput, UndertakingInput } from './clauses.ts'

export const TermsInput = z.strictObject({
  dispute_facts: written(3_000, '请写明纠纷的主要事实和争议。'),
  clauses: ClausesInput,
  undertakings: z.array(UndertakingInput).max(20).default([]),
  outside_facts: z.array(OutsideFactInput).max(20).default([]),
  /** Marriage, adoption, succession, parents and children: signed on paper, never confirmed by a court (INV-6). */
  identity_relation: z.boolean().default(false),
})
/** The edition the writer had before her: another one written meanwhile is not lost under hers. */
const edition = z.int().min(1).optional()
export const ReviseInput = TermsInput.safeExtend({ edition })

export const OralInput = TermsInput.safeExtend({
  a_party_asks_for_writing: z.boolean({ error: '请问清有没有人要书面的。' }),
  not_all_performed: z.boolean().default(false),
  major: z.boolean().default(false),
  immovable: z.boolean().default(false),
  agents,
  guardians,
})

export const LayOutInput = z.strictObject({ note: noted(300), edition })
export const TakeBackInput = z.strictObject({ because: written(500, '请写明为什么要改。'), edition })

export const KNOWN_BY = { identity_paper: '核对了身份证件', known_in_person: '调解员本人认识' } as const
export const RecordSignatureInput = z.strictObject({
  party_id: z.uuid({ error: '请选择是谁签的。' }),
  edition: z.int().min(1),
  by_agent,
  with_guardian,
  known_by: z.enum(['identity_paper', 'known_in_person'], { error: '请选择怎样确认是本人。' }),
  /** She cannot write: her finger stands for her name (人民调解法 29), and somebody saw it (本县约定). */
  by_finger: z.boolean().default(false),
  witness: noted(50),
})
export const SignAsMediatorInput = z.strictObject({ edition: z.int().min(1) })
export const REST_THEN = { goes_on: '其余的继续调解', ends: '其余的不调了，告知别的途径' } as const
export const SettleInPartInput = z.strictObject({
  sealed: z.literal(true, { error: '请盖章以后再登记生效。' }),
  /** Read by all parties, and on the agreement. */
  rest: written(1_000, '请写明还有什么没有谈成。'),
  rest_then: z.enum(['goes_on', 'ends'], { error: '请选择其余的怎样办。' }),
})

export const PutInEffectInput = z.strictObject({
  /** 人民调解法 29: the committee's seal is one of the conditions of effect. */
  sealed: z.literal(true, { error: '请盖章以后再登记生效。' }),
})

export const MeetConditionInput = z.strictObject({ note: written(500, '请写明条件是怎样成就的。') })
export const FixAmountInput = z.strictObject({
  amount: z.string().regex(/^\d{1,12}(\.\d{1,2})?$/, '请写金额，例如 3500 或 3500.50，单位是元。'),
  basis: written(500, '请写明依据（鉴定、理赔、认定文书）。'),
})
export const RemindInput = z.strictObject({ days: z.int().min(-30).max(365) })
export const SendToEnforcementInput = z.strictObject({
  note: noted(500),
  /** Whether a court confirmed the agreement: then it is enforced, else sued upon (人民调解法 32, 33). */
  confirmed_by_court: z.boolean().default(false),
  /** Why what comes before on the ladder is left out, where it is. */
  skipped_because: noted(300),
})
