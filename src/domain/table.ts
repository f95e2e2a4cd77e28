import { agree_change, join_change, propose_change, refuse_change } from './agreements/change-steps.ts'
import { offer_change, urge } from './agreements/ladder-steps.ts'
import {
  breach,
  claim_performed,
  confirm_performed,
  confirm_share,
  deny_performed,
  fix_amount,
  meet_condition,
  remind,
  send_to_enforcement,
  waive,
  waive_share,
} from './agreements/obligation-steps.ts'
import { settle_in_part } from './agreements/part-steps.ts'
import {
  check_payment,
  confirm_last_payment,
  confirm_payment,
  deny_payment,
  record_payment,
} from './agreements/payment-steps.ts'
import {
  agree_orally,
  ask_code,
  draft_agreement,
  lay_out_agreement,
  put_in_effect,
  record_signature,
  revise_agreement,
  sign_agreement,
  sign_as_mediator,
  sign_on_our_device,
  take_back_agreement,
} from './agreements/steps.ts'
import { recount } from './clocks/recount-steps.ts'
import {
  answer_complaint,
  complain,
  renew_complaint_link,
  take_up_complaint,
  withdraw_complaint,
} from './complaints/steps.ts'
import { succeed_examiner } from './complaints/succeed-examiner.ts'
import { no_report_because, police_told, report_danger } from './danger/steps.ts'
import { change_court_person, name_court_person } from './disputes/court-person-steps.ts'
import { approve_false, propose_false, reject_false } from './disputes/false-steps.ts'
import { rebound } from './disputes/rebound.ts'
import { close } from './disputes/steps.ts'
import { void_docket } from './documents/docket-steps.ts'
import { record_service } from './documents/service-steps.ts'
import {
  check_original,
  provide_evidence,
  return_original,
  show_evidence,
  void_evidence,
  withdraw_evidence,
} from './evidence/steps.ts'
import {
  end_agency,
  end_help,
  give_agent_link,
  name_agent,
  name_guardian,
  name_helper,
  record_capacity,
} from './identity/beside-steps.ts'
import { complete_party } from './identity/details-steps.ts'
import { add_members, name_representatives, tick_member } from './identity/group-steps.ts'
import { take_back_filing } from './intake/batch-steps.ts'
import {
  correct_party,
  dismiss_clue,
  hand_over,
  name_party,
  renew_link,
  report_clue,
  take_down,
  take_up_clue,
} from './intake/desk-steps.ts'
import { let_go, merge, not_duplicate, suspect_duplicate, take_in, unmerge } from './intake/merge-steps.ts'
import {
  accept_here,
  ask_supplement,
  lapse_supplement,
  record_identity,
  refuse,
  register,
  step_back,
  supply_supplement,
  withdraw,
} from './intake/steps.ts'
import { give_colour, lower_colour, note_progress } from './ledger/colour-steps.ts'
import { log_package, open_package, release_package, revise_package } from './ledger/package-steps.ts'
import { receive_report, report_major, verify_result } from './ledger/report-steps.ts'
import {
  accept_supervision,
  answer_supervision,
  lift_supervision,
  send_back_supervision,
  supervise,
} from './ledger/supervision-steps.ts'
import { cancel_session, cannot_come, record_no_show, remind_session } from './mediation/appointment-steps.ts'
import {
  cannot_reach,
  decline_mediation,
  end_mediation,
  leave,
  refuse_mediation,
  settle_themselves,
} from './mediation/ending-steps.ts'
import { go_on } from './mediation/going-on-steps.ts'
import { ask_guidance, end_guidance, give_guidance } from './mediation/guidance-steps.ts'
import { record_inquiry } from './mediation/inquiry-steps.ts'
import { wish_joint } from './mediation/joint-steps.ts'
import { expire_mediation, extend_mediation } from './mediation/limit-steps.ts'
import {
  ask_other_mediator,
  drop_other_mediator,
  grant_other_mediator,
  keep_mediator,
} from './mediation/questioned-steps.ts'
import { declare_relation, waive_relation } from './mediation/relation-steps.ts'
import {
  assign_mediator,
  begin_session,
  notify_session,
  offer_times,
  record_session,
  replace_mediator,
  resume_mediation,
  suspend_mediation,
  tick_times,
} from './mediation/session-steps.ts'
import {
  accept_mediation,
  agree_to_mediation,
  ask_other_time,
  invite,
  propose_mediation,
  record_contact,
} from './mediation/steps.ts'
import { succeed_person } from './organisations/succeed-person.ts'
import { succeed_place } from './organisations/succeed-place.ts'
import { succeed_unit } from './organisations/succeed-unit.ts'
import {
  refer,
  referral_came_back,
  referral_decided,
  referral_taken,
  referral_without_result,
  withdraw_referral,
} from './referrals/steps.ts'
import { return_signed_paper } from './returned/steps.ts'
import { seal_note, seal_session_note } from './sealed/steps.ts'
import { revoke_seal, seal_agreement, seal_paper } from './seals/steps.ts'
import type { Row } from './step.ts'
import { coordinate, decide_handler, end_coordination, finish_duty } from './triage/deciding-steps.ts'
import { give_back, give_to, take_on } from './triage/holding-steps.ts'
import { divert_task, note_route_result, pass_down, pass_up, take_back } from './triage/passing-steps.ts'
import {
  confirm_dispatch,
  dispatch,
  leave_unresolved,
  object_dispatch,
  reassign,
  resolve_task,
  sign_off,
  triage,
} from './triage/steps.ts'
import { record_visit, say_satisfaction, visit_not_reached } from './visits/steps.ts'

/** The law as a table: every step a dispute and its parts can take. The server, the contract and the tests read it. */
export const TABLE = {
  // In by any door
  register,
  take_down,
  hand_over,
  report_clue,
  take_up_clue,
  dismiss_clue,
  ask_supplement,
  supply_supplement,
  lapse_supplement,
  record_identity,
  name_party,
  correct_party,
  complete_party,
  renew_link,
  take_back_filing,
  record_service,
  name_court_person,
  change_court_person,
  // The people beside a party
  name_agent,
  give_agent_link,
  end_agency,
  record_capacity,
  name_guardian,
  name_helper,
  end_help,
  name_representatives,
  add_members,
  tick_member,
  // The same matter twice
  suspect_duplicate,
  not_duplicate,
  merge,
  take_in,
  unmerge,
  let_go,
  // To whoever can really settle it
  triage,
  dispatch,
  sign_off,
  object_dispatch,
  confirm_dispatch,
  reassign,
  decide_handler,
  pass_up,
  pass_down,
  coordinate,
  end_coordination,
  finish_duty,
  divert_task,
  note_route_result,
  take_back,
  propose_false,
  approve_false,
  reject_false,
  take_on,
  give_to,
  give_back,
  accept_here,
  refuse,
  withdraw,
  step_back,
  // Mediated while everybody wants it
  propose_mediation,
  record_contact,
  invite,
  agree_to_mediation,
  ask_other_time,
  refuse_mediation,
  cannot_reach,
  decline_mediation,
  accept_mediation,
  void_docket,
  assign_mediator,
  replace_mediator,
  ask_other_mediator,
  drop_other_mediator,
  grant_other_mediator,
  keep_mediator,
  offer_times,
  tick_times,
  notify_session,
  cannot_come,
  cancel_session,
  record_no_show,
  remind_session,
  begin_session,
  record_session,
  record_inquiry,
  suspend_mediation,
  resume_mediation,
  leave,
  end_mediation,
  settle_themselves,
  declare_relation,
  waive_relation,
  // Somebody of the county's own list gives an opinion
  ask_guidance,
  give_guidance,
  end_guidance,
  extend_mediation,
  expire_mediation,
  go_on,
  // Sent to somebody who can help, and back
  refer,
  referral_taken,
  referral_decided,
  referral_came_back,
  referral_without_result,
  withdraw_referral,
  // Sealed: health, violence, somebody's state of mind
  seal_note,
  seal_session_note,
  // What was handed in to prove something
  provide_evidence,
  check_original,
  show_evidence,
  return_original,
  withdraw_evidence,
  void_evidence,
  // Where somebody is in danger
  report_danger,
  police_told,
  no_report_because,
  wish_joint,
  // What leaders and supervisors do
  supervise,
  answer_supervision,
  accept_supervision,
  send_back_supervision,
  lift_supervision,
  open_package,
  revise_package,
  log_package,
  release_package,
  give_colour,
  lower_colour,
  note_progress,
  report_major,
  receive_report,
  verify_result,
  // What somebody says of how it was handled
  complain,
  take_up_complaint,
  answer_complaint,
  renew_complaint_link,
  withdraw_complaint,
  // Written down
  draft_agreement,
  revise_agreement,
  lay_out_agreement,
  take_back_agreement,
  ask_code,
  sign_agreement,
  sign_on_our_device,
  record_signature,
  sign_as_mediator,
  seal_agreement,
  put_in_effect,
  settle_in_part,
  agree_orally,
  return_signed_paper,
  seal_paper,
  revoke_seal,
  // Followed until it is paid
  meet_condition,
  fix_amount,
  record_payment,
  confirm_payment,
  confirm_last_payment,
  deny_payment,
  check_payment,
  claim_performed,
  confirm_share,
  confirm_performed,
  deny_performed,
  waive_share,
  waive,
  propose_change,
  agree_change,
  join_change,
  refuse_change,
  remind,
  breach,
  urge,
  offer_change,
  send_to_enforcement,
  record_visit,
  visit_not_reached,
  say_satisfaction,
  // And ended
  resolve_task,
  leave_unresolved,
  close,
  rebound,
  // Holidays were published anew
  recount,
  // Whoever comes after: a person, a unit, a place
  succeed_person,
  succeed_unit,
  succeed_examiner,
  succeed_place,
} as const satisfies Record<string, Row>
export type StepName = keyof typeof TABLE
export const STEP_NAMES = Object.keys(TABLE) as StepName[]

/** Steps that are taken on another file together with one that was asked for: never offered by themselves. */
const COMPANIONS: readonly StepName[] = ['take_in', 'let_go']
/** What may be offered to somebody: the whole table but these. */
export const OFFERED: Readonly<Record<string, Row>> = Object.fromEntries(
  Object.entries(TABLE).filter(([name]) => !COMPANIONS.includes(name as StepName)),
)
