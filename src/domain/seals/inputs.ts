import { z } from 'zod'
import { noted, written } from '../identity/inputs.ts'

export const SealAgreementInput = z.strictObject({ edition: z.int().min(1) })

export const SealPaperInput = z.strictObject({
  paper_id: z.uuid({ error: '请选择要盖章的文书。' }),
  because: written(300, '请写明为什么盖章。'),
})

/** Why a seal is taken back. Of an agreement in effect only the first two: nobody unmakes it by taking back a seal. */
export const REVOKED_WHY = {
  court_ruling: '法院撤销了协议，或者确认协议无效',
  sealed_wrongly: '盖错了，另外重新盖',
  not_used: '这一份没有用上（只限通知、告知）',
} as const
export type RevokedWhy = keyof typeof REVOKED_WHY
const WHYS = Object.keys(REVOKED_WHY) as [RevokedWhy, ...RevokedWhy[]]

export const RevokeSealInput = z.strictObject({
  seal_id: z.uuid({ error: '请选择要撤销的盖章件。' }),
  why: z.enum(WHYS, { error: '请选择为什么撤销。' }),
  /** Its name and number, where a court decided. */
  court_paper: noted(100),
  because: written(300, '请写明为什么撤销。'),
})
