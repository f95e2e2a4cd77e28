import { z } from 'zod'
import { noted } from './inputs.ts'

/** Each as she says it, and none of it has to be said; what is left empty becomes empty again. */
export const CompletePartyInput = z
  .strictObject({
    sex: z.enum(['female', 'male']).nullable().default(null),
    ethnicity: noted(20),
    occupation: noted(60),
    address: noted(200),
    legal_representative: noted(60),
    post_title: noted(60),
  })
  .refine((said) => Object.values(said).some((it) => it !== null && it !== ''), '请至少写一项；不愿意说的可以空着。')
