import type { z } from 'zod'
import type { Act } from '#contract/acts.ts'
import { fromLocalField } from '../wording.ts'
import type { Values } from './act-form.ts'

/** The values of a form as the body of a step: what the step knows, without what was left empty. */
export function bodyOf(step: Act, values: Values): Record<string, unknown> {
  const known = Object.keys((step.body as z.ZodObject).shape)
  const filled = Object.entries(values).filter(
    ([name, value]) => known.includes(name) && value !== undefined && value !== null && value !== '',
  )
  return Object.fromEntries(
    filled.map(([name, value]) => [name, name === 'occurred_at' ? fromLocalField(String(value)) : value]),
  )
}
