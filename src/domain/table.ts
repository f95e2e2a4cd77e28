import { close } from './disputes/steps.ts'
import {
  accept_here,
  ask_supplement,
  lapse_supplement,
  record_identity,
  refuse,
  register,
  supply_supplement,
  withdraw,
} from './intake/steps.ts'
import type { Row } from './step.ts'
import { leave_unresolved, resolve_task } from './triage/steps.ts'

/** The law as a table: every step a dispute and its parts can take. The server, the contract and the tests read it. */
export const TABLE = {
  register,
  ask_supplement,
  supply_supplement,
  lapse_supplement,
  record_identity,
  accept_here,
  refuse,
  withdraw,
  resolve_task,
  leave_unresolved,
  close,
} as const satisfies Record<string, Row>
export type StepName = keyof typeof TABLE
export const STEP_NAMES = Object.keys(TABLE) as StepName[]
