import { z } from 'zod'
import { written } from '../identity/inputs.ts'

export const SealAgreementInput = z.strictObject({ edition: z.int().min(1) })

export const SealPaperInput = z.strictObject({
  paper_id: z.uuid({ error: '请选择要盖章的文书。' }),
  because: written(300, '请写明为什么盖章。'),
})

export const RevokeSealInput = z.strictObject({
  seal_id: z.uuid({ error: '请选择要撤销的盖章件。' }),
  because: written(300, '请写明为什么撤销，例如法院撤销协议的文书名称和文号。'),
})
