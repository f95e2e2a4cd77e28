import { ACTS, type Act } from '#contract/acts.ts'
import type { StepName } from '#domain/table.ts'

/** The operation of a step, as the table makes it. */
export function act(name: StepName): Act {
  const found = ACTS.find((one) => one.step === name)
  if (!found) throw new Error(`nobody may take ${name} through an address`)
  return found
}
