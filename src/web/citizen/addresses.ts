import type { z } from 'zod'
import type * as complaints from '#contract/complaints.ts'
import type * as dossier from '#contract/dossier.ts'
import type * as editions from '#contract/editions.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import type * as evidence from '#contract/evidence.ts'
import type * as intake from '#contract/intake.ts'
import type { CodeAsked, LinkRenewed } from '#contract/links.ts'
import type * as papers from '#contract/papers.ts'
import type * as seals from '#contract/seals.ts'
import type { StepReply } from '#contract/shared.ts'
import type * as signing from '#contract/signing.ts'
import type * as agreements from '#domain/agreements/inputs.ts'
import type * as performance from '#domain/agreements/performance-inputs.ts'
import type { ComplainInput, WithdrawComplaintInput } from '#domain/complaints/inputs.ts'
import type { ReboundInput } from '#domain/disputes/inputs.ts'
import type { ProvideEvidenceInput, WithdrawEvidenceInput } from '#domain/evidence/inputs.ts'
import type * as beside from '#domain/identity/beside-inputs.ts'
import type { RegisterInput, StepBackInput, SupplyInput, WithdrawInput } from '#domain/intake/inputs.ts'
import type * as mediation from '#domain/mediation/inputs.ts'
import type * as questioned from '#domain/mediation/questioned-inputs.ts'
import type { WithdrawReferralInput } from '#domain/referrals/inputs.ts'
import type { SignInput } from '#domain/signing/inputs.ts'
import type { SaySatisfactionInput } from '#domain/visits/inputs.ts'
import type { Lean } from '#web/lib/call.ts'

// Method and path only: the contract's own values would bring every schema onto a phone. A test holds these to them.
type Nothing = Endpoint['params']
type OnDispute<B extends Endpoint['body']> = Endpoint<Nothing, Nothing, B, typeof StepReply>
/** Her steps have the same shape on every part: the file, the part, what she says. */
export type Act<B extends Endpoint['body'], R extends Endpoint['reply'] = typeof StepReply> = Lean<
  Endpoint<Nothing, Nothing, B, R>
>
/** The code that proves her phone is proved before the step and is no part of its input. */
type SignBody = z.ZodType<unknown, z.input<typeof SignInput> & { code: string }>

export const countyInfo: Lean<typeof intake.countyInfo> = { method: 'GET', path: '/api/county' }
export const placesUnder: Lean<typeof intake.placesUnder> = { method: 'GET', path: '/api/places' }
export const selfHelp: Lean<typeof editions.selfHelp> = { method: 'GET', path: '/api/self-help' }
export const myDispute: Lean<typeof intake.myDispute> = { method: 'GET', path: '/api/my-dispute' }
export const mySheet: Lean<typeof intake.mySheet> = { method: 'GET', path: '/api/my-dispute/sheet' }
export const myForm: Lean<typeof dossier.myForm> = { method: 'GET', path: '/api/my-dispute/forms/:form' }
export const myFormPdf: Lean<typeof dossier.myFormPdf> = {
  method: 'GET',
  path: '/api/my-dispute/forms/:form/pdf',
}
export const whoLooked: Lean<typeof intake.whoLooked> = { method: 'GET', path: '/api/my-dispute/looks' }

export const mySealedCopy: Lean<typeof seals.mySealedCopy> = {
  method: 'GET',
  path: '/api/my-dispute/seals/:seal_id/copy',
}
export const evidencePreview: Lean<typeof evidence.evidencePreview> = {
  method: 'GET',
  path: '/api/disputes/:file_id/evidence/:part_id/previews/:nth',
}
export const evidenceOriginal: Lean<typeof evidence.evidenceOriginal> = {
  method: 'GET',
  path: '/api/disputes/:file_id/evidence/:part_id/original',
}
export const checkPaper: Lean<typeof seals.checkPaper> = { method: 'GET', path: '/api/check' }

export const register: Lean<Endpoint<Nothing, Nothing, typeof RegisterInput, typeof intake.Receipt>> = {
  method: 'POST',
  path: '/api/disputes/steps/register',
}
export const supplySupplement: Lean<OnDispute<typeof SupplyInput>> = {
  method: 'POST',
  path: '/api/disputes/:file_id/steps/supply_supplement',
}
export const withdraw: Lean<OnDispute<typeof WithdrawInput>> = {
  method: 'POST',
  path: '/api/disputes/:file_id/steps/withdraw',
}

export const rebound: Act<typeof ReboundInput> = {
  method: 'POST',
  path: '/api/disputes/:file_id/steps/rebound',
}
export const complain: Act<typeof ComplainInput, typeof complaints.ComplaintReceipt> = {
  method: 'POST',
  path: '/api/disputes/steps/complain',
}
export const myComplaint: Lean<typeof complaints.myComplaint> = { method: 'GET', path: '/api/my-complaint' }
export const paperPdf: Lean<typeof papers.paperPdf> = {
  method: 'GET',
  path: '/api/disputes/:file_id/papers/:paper_id/pdf',
}
export const withdrawComplaint: Act<typeof WithdrawComplaintInput> = {
  method: 'POST',
  path: '/api/disputes/:file_id/complaints/:part_id/steps/withdraw_complaint',
}
export const stepBack: Act<typeof StepBackInput> = {
  method: 'POST',
  path: '/api/disputes/:file_id/parties/:part_id/steps/step_back',
}

export const endAgency: Act<typeof beside.EndAgencyInput> = {
  method: 'POST',
  path: '/api/disputes/:file_id/parties/:part_id/steps/end_agency',
}
export const giveAgentLink: Act<typeof beside.GiveAgentLinkInput, typeof LinkRenewed> = {
  method: 'POST',
  path: '/api/disputes/:file_id/parties/:part_id/steps/give_agent_link',
}
export const askOtherMediator: Act<typeof questioned.AskOtherMediatorInput> = {
  method: 'POST',
  path: '/api/disputes/:file_id/mediations/:part_id/steps/ask_other_mediator',
}
export const dropOtherMediator: Act<typeof questioned.DropOtherMediatorInput> = {
  method: 'POST',
  path: '/api/disputes/:file_id/mediations/:part_id/steps/drop_other_mediator',
}
export const endHelp: Act<typeof beside.EndHelpInput> = {
  method: 'POST',
  path: '/api/disputes/:file_id/parties/:part_id/steps/end_help',
}

export const agreeToMediation: Act<typeof mediation.AgreeInput> = {
  method: 'POST',
  path: '/api/disputes/:file_id/mediations/:part_id/steps/agree_to_mediation',
}
export const askOtherTime: Act<typeof mediation.OtherTimeInput> = {
  method: 'POST',
  path: '/api/disputes/:file_id/mediations/:part_id/steps/ask_other_time',
}
export const refuseMediation: Act<typeof mediation.RefuseMediationInput> = {
  method: 'POST',
  path: '/api/disputes/:file_id/mediations/:part_id/steps/refuse_mediation',
}
export const leave: Act<typeof mediation.LeaveInput> = {
  method: 'POST',
  path: '/api/disputes/:file_id/mediations/:part_id/steps/leave',
}
export const cannotCome: Act<typeof mediation.CannotComeInput> = {
  method: 'POST',
  path: '/api/disputes/:file_id/mediations/:part_id/steps/cannot_come',
}
export const tickTimes: Act<typeof mediation.TickTimesInput> = {
  method: 'POST',
  path: '/api/disputes/:file_id/mediations/:part_id/steps/tick_times',
}
export const askCode: Act<typeof agreements.AskCodeInput, typeof CodeAsked> = {
  method: 'POST',
  path: '/api/disputes/:file_id/agreements/:part_id/steps/ask_code',
}
export const signAgreement: Act<SignBody> = {
  method: 'POST',
  path: '/api/disputes/:file_id/agreements/:part_id/steps/sign_agreement',
}
export const toSign: Lean<typeof signing.toSign> = {
  method: 'GET',
  path: '/api/disputes/:file_id/agreements/:part_id/to-sign',
}
export const claimPerformed: Act<typeof agreements.ClaimInput> = {
  method: 'POST',
  path: '/api/disputes/:file_id/obligations/:part_id/steps/claim_performed',
}
export const confirmPerformed: Act<typeof agreements.ConfirmInput> = {
  method: 'POST',
  path: '/api/disputes/:file_id/obligations/:part_id/steps/confirm_performed',
}
export const confirmShare: Act<typeof agreements.ConfirmInput> = {
  method: 'POST',
  path: '/api/disputes/:file_id/obligations/:part_id/steps/confirm_share',
}
export const denyPerformed: Act<typeof agreements.DenyInput> = {
  method: 'POST',
  path: '/api/disputes/:file_id/obligations/:part_id/steps/deny_performed',
}
export const waive: Act<typeof agreements.WaiveInput> = {
  method: 'POST',
  path: '/api/disputes/:file_id/obligations/:part_id/steps/waive',
}
export const waiveShare: Act<typeof agreements.WaiveInput> = {
  method: 'POST',
  path: '/api/disputes/:file_id/obligations/:part_id/steps/waive_share',
}
export const recordPayment: Act<typeof performance.RecordPaymentInput> = {
  method: 'POST',
  path: '/api/disputes/:file_id/obligations/:part_id/steps/record_payment',
}
export const confirmPayment: Act<typeof performance.ConfirmPaymentInput> = {
  method: 'POST',
  path: '/api/disputes/:file_id/obligations/:part_id/steps/confirm_payment',
}
export const confirmLastPayment: Act<typeof performance.ConfirmPaymentInput> = {
  method: 'POST',
  path: '/api/disputes/:file_id/obligations/:part_id/steps/confirm_last_payment',
}
export const denyPayment: Act<typeof performance.DenyPaymentInput> = {
  method: 'POST',
  path: '/api/disputes/:file_id/obligations/:part_id/steps/deny_payment',
}
export const proposeChange: Act<typeof performance.ProposeChangeInput> = {
  method: 'POST',
  path: '/api/disputes/:file_id/obligations/:part_id/steps/propose_change',
}
export const agreeChange: Act<typeof performance.AgreeChangeInput> = {
  method: 'POST',
  path: '/api/disputes/:file_id/obligations/:part_id/steps/agree_change',
}
export const joinChange: Act<typeof performance.AgreeChangeInput> = {
  method: 'POST',
  path: '/api/disputes/:file_id/obligations/:part_id/steps/join_change',
}
export const refuseChange: Act<typeof performance.RefuseChangeInput> = {
  method: 'POST',
  path: '/api/disputes/:file_id/obligations/:part_id/steps/refuse_change',
}
export const withdrawReferral: Act<typeof WithdrawReferralInput> = {
  method: 'POST',
  path: '/api/disputes/:file_id/referrals/:part_id/steps/withdraw_referral',
}
export const provideEvidence: Lean<OnDispute<typeof ProvideEvidenceInput>> = {
  method: 'POST',
  path: '/api/disputes/:file_id/steps/provide_evidence',
}
export const withdrawEvidence: Act<typeof WithdrawEvidenceInput> = {
  method: 'POST',
  path: '/api/disputes/:file_id/evidence/:part_id/steps/withdraw_evidence',
}
export const saySatisfaction: Act<typeof SaySatisfactionInput> = {
  method: 'POST',
  path: '/api/disputes/:file_id/agreements/:part_id/steps/say_satisfaction',
}
