import { z } from 'zod'
import { noted } from './inputs.ts'

/** Each as she says it, and none of it has to be said; what is left empty is taken back (个人信息保护法 15, 47), all of it too. */
export const CompletePartyInput = z.strictObject({
  sex: z.enum(['female', 'male']).nullable().default(null),
  ethnicity: noted(20),
  occupation: noted(60),
  /** Null: as it was; whoever may not read it does not take it away unawares. */
  address: noted(200).nullable(),
  legal_representative: noted(60),
  post_title: noted(60),
})
