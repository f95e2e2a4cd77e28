import type { ActForm } from './act-form.ts'
import {
  acceptMediation,
  agreeToMediation,
  askOtherTime,
  declineMediation,
  proposeMediation,
  refuseMediation,
} from './consent-forms.tsx'
import { cannotReach, invite, recordContact } from './contact-forms.tsx'
import { endMediation, leaveMediation, settleThemselves } from './ending-forms.tsx'
import { assignMediator, replaceMediator } from './mediator-forms.tsx'
import { notifySession, offerTimes, tickTimes } from './meeting-forms.tsx'
import {
  claimPerformed,
  confirmPerformed,
  confirmShare,
  denyPerformed,
  fixAmount,
  meetCondition,
  sendToEnforcement,
  waiveObligation,
} from './obligation-forms.tsx'
import { beginSession, recordSession, resumeMediation, suspendMediation } from './session-forms.tsx'
import { layOutAgreement, putInEffect, recordSignature, signAsMediator, takeBackAgreement } from './signing-forms.tsx'
import { agreeOrally, draftAgreement, reviseAgreement } from './terms-forms.tsx'
import { recordVisit, visitNotReached } from './visit-forms.tsx'

/** From the first question whether people will mediate to the last visit, in the order their buttons stand. */
export const WALK_FORMS: readonly ActForm[] = [
  proposeMediation,
  acceptMediation,
  invite,
  recordContact,
  agreeToMediation,
  askOtherTime,
  assignMediator,
  beginSession,
  notifySession,
  offerTimes,
  tickTimes,
  resumeMediation,
  draftAgreement,
  recordSession,
  agreeOrally,
  putInEffect,
  signAsMediator,
  layOutAgreement,
  recordSignature,
  reviseAgreement,
  takeBackAgreement,
  replaceMediator,
  suspendMediation,
  settleThemselves,
  refuseMediation,
  cannotReach,
  declineMediation,
  leaveMediation,
  endMediation,
  recordVisit,
  visitNotReached,
  confirmPerformed,
  confirmShare,
  claimPerformed,
  denyPerformed,
  meetCondition,
  fixAmount,
  sendToEnforcement,
  waiveObligation,
]
