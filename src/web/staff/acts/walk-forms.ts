import type { ActForm } from './act-form.ts'
import { cancelSession, cannotCome, recordNoShow } from './appointment-forms.tsx'
import { agreeChange, joinChange, offerChange, proposeChange, refuseChange, urge } from './change-forms.tsx'
import { giveColour, lowerColour, noteProgress, receiveReport, reportMajor, verifyResult } from './colour-forms.tsx'
import {
  acceptMediation,
  agreeToMediation,
  askOtherTime,
  declineMediation,
  proposeMediation,
  refuseMediation,
} from './consent-forms.tsx'
import { cannotReach, invite, recordContact } from './contact-forms.tsx'
import { noReportBecause, policeTold, reportDanger, wishJoint } from './danger-forms.tsx'
import { voidDocket } from './docket-forms.tsx'
import { endMediation, leaveMediation, settleThemselves } from './ending-forms.tsx'
import {
  checkOriginal,
  provideEvidence,
  returnOriginal,
  showEvidence,
  voidEvidence,
  withdrawEvidence,
} from './evidence-forms.tsx'
import { askGuidance, endGuidance, giveGuidance } from './guidance-forms.tsx'
import { recordInquiry } from './inquiry-forms.tsx'
import { expireMediation, extendMediation } from './limit-forms.tsx'
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
  waiveShare,
} from './obligation-forms.tsx'
import { logPackage, openPackage, releasePackage, revisePackage } from './package-forms.tsx'
import { checkPayment, confirmLastPayment, confirmPayment, denyPayment, recordPayment } from './payment-forms.tsx'
import { askOtherMediator, dropOtherMediator, grantOtherMediator, keepMediator } from './questioned-forms.tsx'
import {
  refer,
  referralCameBack,
  referralDecided,
  referralTaken,
  referralWithoutResult,
  withdrawReferral,
} from './referral-forms.tsx'
import { declareRelation, goOn, waiveRelation } from './relation-forms.tsx'
import { revokeSeal, sealAgreement, sealPaper } from './seal-forms.tsx'
import { sealNote, sealSessionNote } from './sealed-forms.tsx'
import { beginSession, recordSession, resumeMediation, suspendMediation } from './session-forms.tsx'
import {
  layOutAgreement,
  putInEffect,
  recordSignature,
  settleInPart,
  signAsMediator,
  signOnOurDevice,
  takeBackAgreement,
} from './signing-forms.tsx'
import {
  acceptSupervision,
  answerSupervision,
  liftSupervision,
  sendBackSupervision,
  supervise,
} from './supervision-forms.tsx'
import { agreeOrally, draftAgreement, reviseAgreement } from './terms-forms.tsx'
import { recordVisit, visitNotReached } from './visit-forms.tsx'

/** From the first question whether people will mediate to the last visit, in the order their buttons stand. */
export const WALK_FORMS: readonly ActForm[] = [
  policeTold,
  proposeMediation,
  acceptMediation,
  invite,
  recordContact,
  agreeToMediation,
  askOtherTime,
  assignMediator,
  beginSession,
  recordNoShow,
  notifySession,
  cannotCome,
  cancelSession,
  offerTimes,
  tickTimes,
  resumeMediation,
  draftAgreement,
  recordSession,
  recordInquiry,
  agreeOrally,
  sealAgreement,
  putInEffect,
  settleInPart,
  signAsMediator,
  layOutAgreement,
  signOnOurDevice,
  recordSignature,
  reviseAgreement,
  takeBackAgreement,
  replaceMediator,
  askOtherMediator,
  grantOtherMediator,
  keepMediator,
  voidDocket,
  dropOtherMediator,
  waiveRelation,
  declareRelation,
  giveGuidance,
  askGuidance,
  endGuidance,
  wishJoint,
  extendMediation,
  goOn,
  suspendMediation,
  settleThemselves,
  refuseMediation,
  cannotReach,
  declineMediation,
  leaveMediation,
  endMediation,
  expireMediation,
  refer,
  referralTaken,
  referralDecided,
  referralCameBack,
  referralWithoutResult,
  withdrawReferral,
  sealSessionNote,
  sealPaper,
  revokeSeal,
  reportDanger,
  provideEvidence,
  checkOriginal,
  showEvidence,
  returnOriginal,
  withdrawEvidence,
  voidEvidence,
  sealNote,
  noReportBecause,
  recordVisit,
  visitNotReached,
  checkPayment,
  confirmLastPayment,
  confirmPayment,
  denyPayment,
  recordPayment,
  agreeChange,
  joinChange,
  refuseChange,
  urge,
  offerChange,
  proposeChange,
  confirmPerformed,
  confirmShare,
  claimPerformed,
  denyPerformed,
  meetCondition,
  fixAmount,
  sendToEnforcement,
  waiveShare,
  waiveObligation,
  supervise,
  answerSupervision,
  acceptSupervision,
  sendBackSupervision,
  liftSupervision,
  openPackage,
  revisePackage,
  logPackage,
  releasePackage,
  giveColour,
  lowerColour,
  noteProgress,
  reportMajor,
  receiveReport,
  verifyResult,
]
