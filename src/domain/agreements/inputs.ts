import { z } from 'zod'
import { noted, written } from '../identity/inputs.ts'
import { by_agent, with_guardian } from '../identity/said-inputs.ts'

/** Where staff write down what a party told them: who said it. A party who acts herself leaves it out. */
const said_by = z.uuid().optional()
const edition = z.int().min(1)

export const AskCodeInput = z.strictObject({ edition })

export const ClaimInput = z.strictObject({ said_by, note: noted(500) })
export const ConfirmInput = z.strictObject({
  said_by,
  note: noted(500),
  /** What was really paid where the agreement left it open. Decimal yuan. */
  amount: z
    .string()
    .regex(/^\d{1,12}(\.\d{1,2})?$/, '请写金额，例如 3500 或 3500.50，单位是元。')
    .nullable()
    .default(null),
})
export const DenyInput = z.strictObject({ said_by, note: written(500, '请写明还差什么。') })
export const WaiveInput = z.strictObject({ said_by, by_agent, with_guardian, note: noted(500) })
