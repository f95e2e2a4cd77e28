import { z } from 'zod'
import { noted, written } from '../identity/inputs.ts'

export const InquiryInput = z.strictObject({
  person: written(60, '请写明向谁调查。'),
  /** Who she is and how she knows of it, as far as the record needs it. */
  relation: noted(200),
  place: written(200, '请写明在哪里调查。'),
  others: noted(200),
  told: z.literal(true, { error: '请先告诉被调查的人：如实说，不知道的可以不说。' }),
  lines: z
    .array(z.strictObject({ asks: written(500, '请写下问了什么。'), says: written(3_000, '请写下是怎样回答的。') }))
    .min(1, '请至少写一问一答。')
    .max(60, '一份笔录最多六十问，多的请另记一份。'),
})
