import { z } from 'zod'
import { written } from '../identity/inputs.ts'

export const ProposeFalseInput = z.strictObject({
  checked: written(1_000, '请写明怎样核实的：去了哪里、问了谁、看了什么。'),
  because: written(1_000, '请写明为什么认为没有这件纠纷。'),
})
export const ApproveFalseInput = z.strictObject({ note: written(500, '请写明您核对了什么。') })
export const RejectFalseInput = z.strictObject({ because: written(500, '请写明为什么不同意。') })

export const ReboundInput = z.strictObject({
  what: written(2_000, '请写明又发生了什么。'),
  /** Who of them said it, where staff write it down. */
  said_by: z.uuid().optional(),
})
