import { z } from 'zod'
import { noted, written } from '../identity/inputs.ts'
import { type RouteCode, TRIAGE_ROUTES } from './types.ts'

const ROUTES = Object.keys(TRIAGE_ROUTES) as [RouteCode, ...RouteCode[]]
const UnitId = z.int({ error: '请选择单位。' }).min(1)
const Day = z.iso.date({ error: '请选择日期。' })
/** More units than these do not confer, and more duties nobody keeps in mind. */
const MOST = 12

export const DecideHandlerInput = z.strictObject({
  unit_id: UnitId,
  /** Another unit is often another route; left out, the route stays. */
  route: z.enum(ROUTES).optional(),
  because: written(1_000, '请写明为什么由这个单位办，依据是什么。'),
})

export const CoordinateInput = z.strictObject({
  unit_ids: z.array(UnitId).min(1, '请选择邀请哪些单位。').max(MOST, `最多 ${MOST} 个单位。`),
  at: z.iso.datetime({ offset: true, error: '请选择会商的时间。' }),
  place: written(200, '请写明在哪里会商。'),
  agenda: written(1_000, '请写明要商量什么。'),
})

const DutyInput = z.strictObject({
  task_id: z.uuid('请选择哪个单位办。'),
  what: written(500, '请写明办什么。'),
  by: Day,
})
export const EndCoordinationInput = z.strictObject({
  decision: written(2_000, '请写明商定的结果。'),
  duties: z.array(DutyInput).max(MOST, `最多 ${MOST} 项。`).default([]),
})

export const FinishDutyInput = z.strictObject({
  duty: z.uuid('请选择办完的是哪一项。'),
  note: written(500, '请写明办得怎样。'),
})

export const PassInput = z.strictObject({
  unit_id: UnitId,
  because: written(500, '请写明为什么，已经做了哪些工作。'),
})

export const DivertInput = z.strictObject({
  route: z.enum(ROUTES, { error: '请选择走哪条途径。' }),
  /** The office she goes to, as people call it: it need not use this system. */
  to: written(100, '请写明去哪个单位。'),
  docket_no: noted(60),
  chosen_by: z.array(z.uuid()).min(1, '请选择是哪位当事人自己选的。').max(60),
  account: written(1_000, '请写明当事人怎么说的、已经做了哪些工作。'),
})

export const ROUTE_RESULTS = {
  taken: '已经受理',
  not_taken: '没有受理',
  settled: '已经有了结果',
} as const
export type RouteResult = keyof typeof ROUTE_RESULTS
const RESULTS = Object.keys(ROUTE_RESULTS) as [RouteResult, ...RouteResult[]]

export const RouteResultInput = z.strictObject({
  result: z.enum(RESULTS, { error: '请选择那边怎样了。' }),
  docket_no: noted(60),
  note: written(500, '请写明从哪里得知、结果是什么。'),
})

export const TakeBackInput = z.strictObject({ because: written(500, '请写明为什么回到这里办。') })
