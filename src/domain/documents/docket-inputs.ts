import { z } from 'zod'
import { written } from '../identity/inputs.ts'

/** A number taken in error: why, in words the register book shows for good. */
export const VoidDocketInput = z.strictObject({
  because: written(200, '请写明这个号为什么作废，登记簿上一直看得到。').refine(
    (text) => text.length >= 4,
    '请把理由写清楚一些（至少 4 个字）。',
  ),
})
