import { z } from 'zod'
import { noted, Reach, written } from '../identity/inputs.ts'
import { by_agent } from '../identity/said-inputs.ts'
import { DISPUTE_TYPES, type DisputeType } from '../triage/types.ts'

const TYPES = Object.keys(DISPUTE_TYPES) as [DisputeType, ...DisputeType[]]

/** "I do not know yet" is an answer: who the other side is and what to ask for may come later. */
export const NOT_KNOWN_YET = '还不知道'

/** The six questions a citizen answers (issue: The door opens). Nothing else is asked before the receipt. */
export const RegisterInput = z.strictObject({
  your_name: written(60, '请写下您的姓名。'),
  reach: Reach,
  other_side: written(200, '请写下和谁有纠纷；不清楚可以选“还不知道”。'),
  place_code: z.int({ error: '请选择事情发生在哪里。' }).min(100_000_000_000_000).max(999_999_999_999_999),
  where_text: noted(200),
  what_happened: written(5_000, '请说说发生了什么事。'),
  wish: written(2_000, '请写下您希望怎样解决；没想好可以选“还不知道”。'),
  /** The kind of matter, where she tapped one: nothing chooses it for her, and nobody has to. */
  dispute_type: z.enum(TYPES).nullable().default(null),
})

/** What may be missing (补正一次性告知), as stored, with the sentence the citizen reads. */
export const MISSING = {
  other_side_name: '对方是谁：姓名、住处或单位名称',
  exact_place: '事情发生的具体地点',
  when_it_happened: '事情是什么时候发生的',
  what_exactly: '事情的经过再说清楚一些',
  wish: '您希望怎样解决',
  evidence: '能说明情况的材料（合同、欠条、照片等）',
  identity: '能证明您身份的证件',
} as const
export type Missing = keyof typeof MISSING
const MISSING_CODES = Object.keys(MISSING) as [Missing, ...Missing[]]

export const AskSupplementInput = z.strictObject({
  missing: z.array(z.enum(MISSING_CODES)).min(1, '请至少勾选一项，并一次告知全部缺项。').max(MISSING_CODES.length),
  note: noted(500),
})

export const SupplyInput = z.strictObject({
  text: written(5_000, '请写下要补充的内容。'),
  other_side: written(200, '请写下对方是谁。').optional(),
  /** Where staff write down what a party told them: who said it. */
  said_by: z.uuid().optional(),
  by_agent,
})

/** Grounds for not accepting (domain 2.7, 人民调解工作若干规定 22): the closed list; "we are busy" is not on it. */
export const REFUSAL_GROUNDS = {
  reserved_by_law: {
    says: '法律规定只能由专门机关管辖处理，或者禁止采用民间调解方式解决',
    law: '人民调解工作若干规定 第二十二条第一项',
  },
  already_with_authority: {
    says: '人民法院、公安机关或者其他行政机关已经受理或者解决',
    law: '人民调解工作若干规定 第二十二条第二项',
  },
  no_dispute_between_parties: {
    says: '反映的事项不是当事人之间的矛盾纠纷（例如求助、咨询、举报）',
    law: '人民调解法 第二条（民间纠纷）；本县约定，可以调整',
  },
} as const
export type RefusalGround = keyof typeof REFUSAL_GROUNDS
const GROUNDS = Object.keys(REFUSAL_GROUNDS) as [RefusalGround, ...RefusalGround[]]

export const RefuseInput = z.strictObject({
  ground: z.enum(GROUNDS, { error: '请选择不予受理的理由。' }),
  explanation: written(1_000, '请用当事人听得懂的话说明理由。'),
})

export const AcceptInput = z.strictObject({ note: noted(500) })

/** Withdrawal reasons (domain 4.5). Nobody need give one. */
export const WITHDRAWAL_REASONS = {
  settled: '已经自己解决了',
  gather_evidence: '先去收集材料',
  other_route: '想走别的途径',
  personal: '个人原因',
  not_said: '不想说明',
} as const
export type WithdrawalReason = keyof typeof WITHDRAWAL_REASONS
const REASONS = Object.keys(WITHDRAWAL_REASONS) as [WithdrawalReason, ...WithdrawalReason[]]

export const WithdrawInput = z.strictObject({
  reason: z.enum(REASONS).default('not_said'),
  /** Where staff write down what the applicant said: who said it. */
  said_by: z.uuid().optional(),
  by_agent,
})

/** One of several who asked goes on without the matter; nobody need give a reason. */
export const StepBackInput = z.strictObject({ note: noted(500) })
