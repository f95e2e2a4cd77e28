import { z } from 'zod'
import { noted, written } from '../identity/inputs.ts'

/** What somebody says of how her matter was handled. `over`: only of a matter that is over. */
export const COMPLAINT_KINDS = {
  not_solved: { says: '没有解决', over: true },
  mediator_conduct: { says: '调解员的做法', over: false },
  told_not_to_sue: { says: '不让去法院，或者说必须先调解', over: false },
  service: { says: '别的服务问题', over: false },
} as const
export type ComplaintKind = keyof typeof COMPLAINT_KINDS
const KINDS = Object.keys(COMPLAINT_KINDS) as [ComplaintKind, ...ComplaintKind[]]

/** What a mediator may not do (人民调解法 十五). */
export const CONDUCTS = {
  partial: '偏袒一方',
  insulting: '侮辱当事人',
  took_benefits: '要钱要物，或者捞别的好处',
  leaked: '把隐私、商业秘密说出去',
} as const
export type Conduct = keyof typeof CONDUCTS
const CONDUCT_KINDS = Object.keys(CONDUCTS) as [Conduct, ...Conduct[]]

export const ComplainInput = z.strictObject({
  /** The file of the dispute it is about. */
  about_file: z.uuid(),
  kind: z.enum(KINDS, { error: '请选择是哪一种情况。' }),
  conducts: z
    .array(z.enum(CONDUCT_KINDS))
    .max(CONDUCT_KINDS.length)
    .refine((all) => new Set(all).size === all.length, '同一项请只选一次。')
    .default([]),
  /** Of whom, in her words; nobody has to know a name. */
  whom: noted(100),
  what: written(2_000, '请写下是怎么回事。'),
  /** Whose words they are, where a clerk writes them down. */
  said_by: z.uuid().optional(),
})

export const TakeUpComplaintInput = z.strictObject({})

/** What was found out. */
export const FINDINGS = { upheld: '查实', partly: '部分查实', not_upheld: '没有查实' } as const
export type Finding = keyof typeof FINDINGS
const FINDING_KINDS = Object.keys(FINDINGS) as [Finding, ...Finding[]]

/** What follows. Whom a committee elected or hired only it removes: who examines can only advise it (人民调解法 十五). */
export const MEASURES = {
  criticised: '由所在单位批评教育',
  ordered_to_correct: '建议所在的调委会责令改正',
  advised_removal: '建议推选或者聘任的单位罢免、解聘',
  put_right: '已经当面说明、改正',
  goes_on: '这件事接着办',
} as const
export type Measure = keyof typeof MEASURES
const MEASURE_KINDS = Object.keys(MEASURES) as [Measure, ...Measure[]]

export const AnswerComplaintInput = z.strictObject({
  finding: z.enum(FINDING_KINDS, { error: '请选择查的结果。' }),
  found: written(2_000, '请写明查到了什么：这段话会原样告诉提意见的人。'),
  measures: z
    .array(z.enum(MEASURE_KINDS))
    .max(MEASURE_KINDS.length)
    .refine((all) => new Set(all).size === all.length, '同一项请只选一次。')
    .default([]),
  /** What the dispute's own unit is told to go on with; it never hears from here who said so. */
  again: noted(2_000),
})

export const RenewComplaintLinkInput = z.strictObject({
  because: written(200, '请写明为什么换，怎样核对是本人。'),
})

export const WithdrawComplaintInput = z.strictObject({})
