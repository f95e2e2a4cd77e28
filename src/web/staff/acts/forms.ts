import type { ActForm } from './act-form.ts'
import { close, leaveUnresolved, resolveTask } from './handling-forms.tsx'
import { recordIdentity } from './identity-form.tsx'
import { acceptHere, askSupplement, refuse, supplySupplement, withdraw } from './intake-forms.tsx'

/** Every step staff may take, in the order its button stands. */
export const FORMS: readonly ActForm[] = [
  acceptHere,
  supplySupplement,
  resolveTask,
  close,
  askSupplement,
  recordIdentity,
  leaveUnresolved,
  withdraw,
  refuse,
]

export const formOf = (step: string): ActForm | undefined => FORMS.find((form) => form.step === step)
