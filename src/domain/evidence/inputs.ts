import { z } from 'zod'
import { noted, written } from '../identity/inputs.ts'
import { by_agent } from '../identity/said-inputs.ts'
import { COMPARED_NAMES, EVIDENCE_FORM_NAMES, LEAVE_GIVEN_NAMES, SHOWN_HOW_NAMES } from './words.ts'

export const ProvideEvidenceInput = z.strictObject({
  /** The file, uploaded before; without one, what was handed over on paper or as an object. */
  upload_id: z.uuid().optional(),
  what: written(100, '请写这是什么，例如“借条”“现场照片”。'),
  source: written(200, '请写从哪里来的，例如“本人手机拍的”“对方写的”。'),
  proves: written(500, '请写它能说明什么，例如“证明借了 3000 元”。'),
  form: z.enum(EVIDENCE_FORM_NAMES, { error: '请选择交的是原件、复印件还是电子的。' }),
  pages: z.int('页数请写整数。').min(1, '页数至少是 1。').max(9_999, '页数最多 9999。').nullable().default(null),
  copies: z.int('份数请写整数。').min(1, '份数至少是 1。').max(999, '份数最多 999。').default(1),
  in_confidence: z.boolean().default(false),
  /** Whose it is, where an office writes it down; nobody's where the office collected it itself. */
  said_by: z.uuid().optional(),
  by_agent,
})
export const CheckOriginalInput = z.strictObject({
  result: z.enum(COMPARED_NAMES, { error: '请选择核对的结果。' }),
  note: noted(300),
})
export const ShowEvidenceInput = z.strictObject({
  to: z.array(z.uuid()).min(1, '请选择给谁看。').max(60),
  how: z.enum(SHOWN_HOW_NAMES, { error: '请选择怎样给对方看的。' }),
  /** Whoever gave it in confidence and now agrees that it is shown; how that was known. */
  said_by: z.uuid().optional(),
  by_agent,
  agreed_how: z.enum(LEAVE_GIVEN_NAMES, { error: '请选择怎样确认是本人同意。' }).optional(),
})
export const ReturnOriginalInput = z.strictObject({
  to: written(60, '请写退给了谁。'),
  note: noted(300),
})
export const WithdrawEvidenceInput = z.strictObject({
  said_by: z.uuid().optional(),
  by_agent,
  because: noted(300),
})
export const VoidEvidenceInput = z.strictObject({ because: written(300, '请写明哪里登记错了。') })
