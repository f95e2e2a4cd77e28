import { z } from 'zod'
import { noted, written } from '../identity/inputs.ts'
import { type RouteCode, TRIAGE_ROUTES, TriageFactsInput } from './types.ts'

const ROUTES = Object.keys(TRIAGE_ROUTES) as [RouteCode, ...RouteCode[]]

/** The facts the rules are asked with; what they answer is computed, stored and shown, never typed. */
export const TriageInput = TriageFactsInput.safeExtend({
  /** Where an answer is another than before: why, for whoever reads it later. */
  because: noted(500),
})

const UnitId = z.int({ error: '请选择单位。' }).min(1)

/** A person decides; where it is not what the rules proposed, why. */
export const DispatchInput = z.strictObject({
  unit_id: UnitId,
  route: z.enum(ROUTES, { error: '请选择走哪条途径。' }),
  assists: z.boolean().default(false),
  because: written(500, '请写明为什么交给这个单位。'),
})

export const SignOffInput = z.strictObject({ note: noted(500) })

export const ObjectInput = z.strictObject({
  reason: written(1_000, '请写明为什么不该由本单位办。'),
  basis: written(300, '请写明依据（职责规定、地域、法律条文）。'),
})

export const ConfirmDispatchInput = z.strictObject({ because: written(1_000, '请写明为什么仍由它办。') })

export const ReassignInput = z.strictObject({
  unit_id: UnitId,
  /** Another unit is often another route; left out, the route stays. */
  route: z.enum(ROUTES).optional(),
  because: written(500, '请写明为什么改由这个单位办。'),
})

/** Whoever acts takes it: there is nothing to say. */
export const TakeOnInput = z.strictObject({})
export const GiveToInput = z.strictObject({
  person_id: z.uuid({ error: '请选择交给哪位同事。' }),
  note: noted(500),
})
export const GiveBackInput = z.strictObject({ note: noted(500) })

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
