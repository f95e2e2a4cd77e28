import { z } from 'zod'
import { written } from '../identity/inputs.ts'

/** What a sealed note is about (domain 10.1 sensitive information, 10.2, 10.3): nobody who may not open one reads even this. */
export const SEALED_KINDS = {
  health: '健康情况',
  violence: '暴力、家庭暴力',
  psychological: '心理情况、心理疏导',
} as const
export type SealedKind = keyof typeof SEALED_KINDS
const KINDS = Object.keys(SEALED_KINDS) as [SealedKind, ...SealedKind[]]

export const SealNoteInput = z.strictObject({
  sealed_kind: z.enum(KINDS, { error: '请选择记的是哪一类。' }),
  sealed_text: written(8_000, '请写下要密封的内容。'),
})

export const SealSessionNoteInput = z.strictObject({
  sealed_text: written(8_000, '请写下这一次疏导的记录。'),
})
