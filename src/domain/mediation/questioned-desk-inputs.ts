import { ReplaceInput } from './desk-inputs.ts'
import { GRANTS } from './questioned-inputs.ts'

/** Only offices send it: it stands apart, so that a citizen's page does not carry what their forms check. */
export const GrantOtherMediatorInput = ReplaceInput.extend(GRANTS)
