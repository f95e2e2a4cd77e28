import { z } from 'zod'
import { noted, written } from '../identity/inputs.ts'

export const RESOLVED_HOW = {
  settled_between_themselves: '双方自行和解',
  matter_put_right: '问题已经处理好',
} as const
export type ResolvedHow = keyof typeof RESOLVED_HOW
const HOW = Object.keys(RESOLVED_HOW) as [ResolvedHow, ...ResolvedHow[]]

export const ResolveInput = z.strictObject({
  how: z.enum(HOW, { error: '请选择怎样解决的。' }),
  account: written(2_000, '请写明怎样解决的、双方怎么说。'),
})

export const UNRESOLVED_WHY = {
  a_side_unwilling: '有一方不愿意继续',
  too_far_apart: '双方差距太大',
  cannot_reach: '联系不上对方',
  goes_another_way: '当事人选择别的途径',
} as const
export type UnresolvedWhy = keyof typeof UNRESOLVED_WHY
const WHY = Object.keys(UNRESOLVED_WHY) as [UnresolvedWhy, ...UnresolvedWhy[]]

export const LeaveUnresolvedInput = z.strictObject({
  why: z.enum(WHY, { error: '请选择未化解的原因。' }),
  account: written(2_000, '请写明做了哪些工作。'),
})

export const CloseInput = z.strictObject({ note: noted(1_000) })
