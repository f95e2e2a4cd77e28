import { z } from 'zod'
import { AskedDay } from '../clocks/inputs.ts'
import { noted, written } from '../identity/inputs.ts'
import { COLOUR_GROUND_NAMES, COLOUR_NAMES } from './colours.ts'

const UnitId = z.int({ error: '请选择单位。' }).min(1)
/** A plan of more steps than these is nobody's plan. */
export const MOST_MILESTONES = 12

export const SuperviseInput = z.strictObject({
  /** The unit that owes, and its overdue duty; null where the task was sent back and forth. */
  unit_id: UnitId,
  clock_id: z.uuid('请选择督办哪一项逾期的职责。').nullable().default(null),
  reason: written(1_000, '请写明哪里逾期了、依据哪些事实。'),
  ask: written(1_000, '请写明要求做什么。'),
})
export const AnswerSupervisionInput = z.strictObject({
  done: written(2_000, '请写明办了什么、为什么迟了。'),
  next: noted(1_000),
})
export const AcceptSupervisionInput = z.strictObject({ note: noted(1_000) })
export const SendBackSupervisionInput = z.strictObject({ because: written(1_000, '请写明还差什么。') })
export const LiftSupervisionInput = z.strictObject({ because: written(1_000, '请写明为什么撤销督办。') })

const Milestones = z
  .array(z.strictObject({ what: written(300, '请写明这一步办什么。'), by: AskedDay }))
  .min(1, '请至少写一个节点。')
  .max(MOST_MILESTONES, `最多 ${MOST_MILESTONES} 个节点。`)
const plan = {
  members: noted(500),
  plan: written(2_000, '请写明化解方案。'),
  release_when: written(500, '请写明办到什么程度解除包案。'),
  milestones: Milestones,
}
export const OpenPackageInput = z.strictObject({
  leader: written(60, '请写明由哪位领导包案。'),
  leader_post: written(100, '请写明这位领导的职务。'),
  unit_id: UnitId,
  because: written(1_000, '请写明为什么包案。'),
  ...plan,
})
export const RevisePackageInput = z.strictObject({ ...plan, because: written(500, '请写明为什么改方案。') })
export const LogPackageInput = z.strictObject({
  text: written(2_000, '请写明做了什么、进展怎样。'),
  milestone_id: z.uuid().nullable().default(null),
})
export const ReleasePackageInput = z.strictObject({ note: written(1_000, '请写明核实的结果。') })

const grounds = {
  grounds: z
    .array(z.enum(COLOUR_GROUND_NAMES))
    .min(1, '请至少选一项事实。')
    .max(COLOUR_GROUND_NAMES.length)
    .refine((list) => new Set(list).size === list.length, '同一项事实只选一次。'),
  words: noted(500),
}
export const GiveColourInput = z.strictObject({
  colour: z.enum(COLOUR_NAMES, { error: '请选择颜色。' }),
  ...grounds,
})
export const LowerColourInput = z.strictObject({
  /** Null: no colour any more. */
  colour: z.enum(COLOUR_NAMES).nullable().default(null),
  because: written(500, '请写明为什么可以降下来。'),
})
export const NoteProgressInput = z.strictObject({
  text: written(2_000, '请写明做了什么、现在怎样。'),
  next: noted(500),
})

export const REPORT_TO = { town: '乡镇（街道）综治中心', county: '县综治中心' } as const
export type ReportTo = keyof typeof REPORT_TO
const TO = Object.keys(REPORT_TO) as [ReportTo, ...ReportTo[]]
export const ReportMajorInput = z.strictObject({
  to: z.enum(TO, { error: '请选择报告给哪里。' }),
  situation: written(2_000, '请写明是什么事、现在怎样。'),
  measures: written(1_000, '请写明已经采取了什么措施。'),
  needs: noted(1_000),
})
export const ReceiveReportInput = z.strictObject({ note: noted(1_000) })

export const VERIFY_HOWS = { visit: '上门', phone: '打电话', at_office: '请来当面问', papers: '看凭证' } as const
export type VerifyHow = keyof typeof VERIFY_HOWS
const HOWS = Object.keys(VERIFY_HOWS) as [VerifyHow, ...VerifyHow[]]
export const VerifyResultInput = z.strictObject({
  how: z.enum(HOWS, { error: '请选择怎样核实的。' }),
  /** Whom of the parties it was asked of. */
  visited: z.array(z.uuid()).min(1, '请选择问了哪位当事人。').max(60),
  found: written(1_000, '请写明核实到的情况。'),
})
