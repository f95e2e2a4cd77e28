import { z } from 'zod'
import { AskedDay } from '../clocks/inputs.ts'
import { noted, written } from '../identity/inputs.ts'
import { by_agent, with_guardian } from '../identity/said-inputs.ts'
import { AMOUNT } from './amounts.ts'
import { PAYMENT_HOWS } from './payments.ts'

const said_by = z.uuid().optional()
const amount = z
  .string()
  .trim()
  .regex(AMOUNT, '请写金额，例如 3500 或 3500.50，单位是元。')
  .refine((text) => !/^0(\.0{1,2})?$/.test(text), '金额要大于 0。')
const keysOf = <T extends string>(words: Readonly<Record<T, unknown>>) => Object.keys(words) as [T, ...T[]]
const payment_id = z.uuid({ error: '请选择是哪一笔。' })

export const RecordPaymentInput = z
  .strictObject({
    said_by,
    amount,
    on: AskedDay,
    how: z.enum(keysOf(PAYMENT_HOWS), { error: '请选择怎样给的。' }),
    /** What was given where it was not money: a thing, days of work. */
    what: noted(200),
    /** A transfer number, a receipt, who stood by. */
    proof: noted(300),
    /** Which of several has it, and which of several gave it. */
    paid_to: z.uuid({ error: '请选择付给哪一位。' }).optional(),
    paid_by: z.uuid({ error: '请选择是谁付的。' }).optional(),
  })
  .refine(({ how, what }) => how !== 'in_kind' || what !== '', {
    path: ['what'],
    error: '请写明用什么抵的：什么东西、做了什么工。',
  })
export const ConfirmPaymentInput = z.strictObject({
  said_by,
  payment_id,
  with_guardian,
  note: noted(300),
  /** She takes something else instead of money: said in so many words, or it is not so. */
  accepts_in_kind: z.boolean().default(false),
  /** Where it is owed to several: that with this she has all that is hers. */
  has_her_share: z.boolean().default(false),
})
export const DenyPaymentInput = z.strictObject({
  said_by,
  payment_id,
  note: written(500, '请写明为什么不算：没收到、少了多少、不同意用东西抵。'),
})

export const CHECK_RESULTS = {
  now_agree: '双方说法已经一致，各自再确认',
  still_differ: '双方说法仍不一致，已告知各自的途径',
} as const
export const CheckPaymentInput = z.strictObject({
  debtor_says: written(1_000, '请写明义务人怎么说、拿出了什么凭证。'),
  creditor_says: written(1_000, '请写明权利人怎么说、拿出了什么凭证。'),
  papers_seen: noted(500),
  result: z.enum(keysOf(CHECK_RESULTS), { error: '请选择核对的结果。' }),
})

const instalment = z.strictObject({ due_on: AskedDay, amount })
/** What would be changed: a later day, another sum, or the rest in instalments, each with its day. */
export const ProposeChangeInput = z.strictObject({
  said_by,
  by_agent,
  with_guardian,
  due_on: AskedDay.nullable().default(null),
  amount: amount.nullable().default(null),
  instalments: z.array(instalment).max(24, '最多分 24 期。').default([]),
  why: noted(500),
})

/** How it was known that it was she who agreed. */
export const AGREED_HOW = {
  on_paper: '在纸上签了字，核对了身份证件',
  in_person: '当面说的，工作人员认识本人',
  by_phone: '打本人登记的电话说的',
  signed_in: '本人在自己的页面上点的',
} as const
export type AgreedHow = keyof typeof AGREED_HOW
export const AgreeChangeInput = z.strictObject({
  said_by,
  by_agent,
  with_guardian,
  how: z.enum(keysOf(AGREED_HOW), { error: '请选择怎样确认是本人同意。' }).default('signed_in'),
  /** Of which proposal: another one made meanwhile is not agreed to. */
  proposal_id: z.uuid(),
})
export const RefuseChangeInput = z.strictObject({ said_by, note: noted(300) })

export const URGED_HOWS = { phone: '打电话', visit: '上门', at_office: '请到办公室', paper: '送达书面通知' } as const
export const UrgeInput = z.strictObject({
  how: z.enum(keysOf(URGED_HOWS), { error: '请选择怎样督促的。' }),
  answer: written(1_000, '请写明义务人怎么说；没找到人也如实写。'),
})
export const OfferChangeInput = z.strictObject({ note: noted(500) })
