import { expect, test } from 'vitest'
import * as one from '#test/parts.ts'
import { staffAt } from '#test/world-of-rules.ts'
import { decide } from './decide.ts'
import { type Part, type PartKind, STATUSES } from './disputes/parts.ts'
import { GUARDS } from './guards.ts'
import { HATS } from './hats.ts'
import { LAW_ROW_NUMBERS, type LawRow } from './law-rows.ts'
import type { Row } from './step.ts'
import { STEP_NAMES, type StepName, TABLE } from './table.ts'

const ROWS = STEP_NAMES.map((name): [string, Row] => [name, TABLE[name]])

test.each(ROWS)('%s names what it carries out, its law and itself in Chinese', (_, row) => {
  if ('because' in row.carries_out) expect(row.carries_out.because).toMatch(/\p{Script=Han}{4,}/u)
  else expect(row.carries_out.rows.length).toBeGreaterThan(0)
  expect(row.says).toMatch(/^[\p{Script=Han}：，]{2,14}$/u)
  expect(row.law.length).toBeGreaterThan(0)
  for (const law of row.law) expect(law).toMatch(/第.+条|本县约定/)
  // A default of the county shows itself as one.
  for (const law of row.law.filter((it) => it.includes('本县约定'))) expect(law).toMatch(/^本县约定|或本县约定/)
})

/** Rows of the reference (domain 2.4) that nothing carries out yet, each with where it will come from. */
const NOT_CARRIED_OUT: Partial<Record<LawRow, string>> = {
  29: 'joint application for confirmation comes with the court',
  33: 'the bound dossier comes with archiving',
}

test('every row of domain 2.4 is carried out by a row of ours, but those listed as still to come', () => {
  const ours = (number: LawRow) =>
    ROWS.filter(([, { carries_out: it }]) => 'rows' in it && it.rows.includes(number)).map(([name]) => name)
  const missing = LAW_ROW_NUMBERS.filter((number) => ours(number).length === 0)
  expect(LAW_ROW_NUMBERS).toEqual(Array.from({ length: 34 }, (_, at) => at + 1))
  expect(missing).toEqual(Object.keys(NOT_CARRIED_OUT).map(Number))
})

test('moves that are not numbered but must exist exist (domain 2.2a)', () => {
  const moves = (from: string, to: string) =>
    ROWS.filter(([, row]) => row.from.includes(from) && row.to === to).map(([name]) => name)
  expect(moves('clue', 'registered')).toEqual(['take_up_clue'])
  expect(moves('clue', 'false_report')).toEqual(['dismiss_clue'])
  expect(moves('supplementing', 'registered')).toEqual(['supply_supplement', 'lapse_supplement'])
  expect(moves('suspended', 'in_session')).toEqual(['resume_mediation'])
  expect(moves('merged', 'registered')).toEqual(['unmerge'])
  expect(moves('in_handling', 'coordinating')).toEqual(['coordinate'])
  expect(moves('coordinating', 'in_handling')).toEqual(['end_coordination'])
  expect(moves('diverted', 'in_handling')).toEqual(['take_back'])
  expect(moves('open', 'false_report')).toEqual(['approve_false'])
  expect(moves('closed', 'open')).toEqual(['rebound'])
  expect(moves('in_session', 'self_settled')).toEqual(['settle_themselves'])
  expect(moves('due', 'waived')).toEqual(['waive'])
  expect(moves('waiting', 'due')).toEqual(['meet_condition', 'agree_change'])
  expect(moves('claimed', 'due')).toEqual(['deny_performed'])
})

test.each(ROWS)('%s is made of known hats, guards and statuses, each named once', (_, row) => {
  for (const hat of row.by) expect(HATS).toHaveProperty(hat)
  for (const guard of row.needs) expect(GUARDS).toHaveProperty(guard)
  for (const list of [row.by, row.needs, row.from]) expect(new Set<string>(list).size).toBe(list.length)
  const statuses = row.on === 'nothing' ? [] : Object.keys(STATUSES[row.on])
  for (const status of [...row.from, ...(row.to ? [row.to] : [])]) expect(statuses).toContain(status)
  expect(row.from.length > 0).toBe(row.on !== 'nothing')
})

test('every guard and every hat is asked for by some row', () => {
  const used = (of: (row: Row) => readonly string[]) => [...new Set(ROWS.flatMap(([, row]) => of(row)))].sort()
  expect(used((row) => row.needs)).toEqual(Object.keys(GUARDS).sort())
  expect(used((row) => row.by)).toEqual(Object.keys(HATS).sort())
})

/** One part of each kind; only its status matters here. */
const SAMPLES: { [K in PartKind]: Part } = {
  dispute: one.dispute('open'),
  task: one.task('in_handling'),
  party: one.PARTIES[0],
  mediation: one.mediation('in_session'),
  agreement: one.agreement('signing'),
  obligation: one.obligation('due'),
  visit: one.visit('due'),
  complaint: one.complaint('received'),
  referral: one.referral('sent'),
  supervision: one.supervision('asked'),
  package: one.pack('going_on'),
  evidence: one.evidence('kept'),
}

test.each(ROWS.filter(([, row]) => row.on !== 'nothing'))(
  '%s is refused in every status it does not begin in',
  (_, row) => {
    const parts = Object.values(SAMPLES)
    for (const sample of parts) {
      for (const status of Object.keys(STATUSES[sample.part])) {
        const part = { ...sample, status } as Part
        // The system's administrator wears no hat towards a case: past the status he is told that it is not his.
        const answer = decide(row, one.hereWith(parts, {}, staffAt(2, 'system_administrator')), part, {})
        if (sample.part !== row.on) expect(answer).toEqual({ ok: false, why: 'no_such_part' })
        else if (!row.from.includes(status)) expect(answer, status).toEqual({ ok: false, why: 'wrong_state' })
        else expect(answer, status).toEqual({ ok: false, why: 'not_yours' })
      }
    }
    expect(decide(row, one.hereWith(parts), null, {})).toEqual({ ok: false, why: 'no_such_part' })
  },
)

test('nobody is penalised for leaving, and no guard but whose word it is stands before it (INV-1)', () => {
  for (const name of ['leave', 'refuse_mediation'] as const) {
    expect(TABLE[name].needs).toEqual(['speaker_named', 'agent_may_apply_end'])
    expect(TABLE[name].by).toContain('party')
  }
  expect([...TABLE.refuse_mediation.from, ...TABLE.leave.from].sort()).toEqual(
    ['seeking_consent', 'accepted', 'assigned', 'notified', 'in_session', 'suspended'].sort(),
  )
})

test('no step begins, goes on with or ends well a mediation that somebody does not want (INV-1)', () => {
  const consenting = [
    ...(['accept_mediation', 'assign_mediator', 'offer_times', 'notify_session', 'begin_session'] as const),
    ...(['record_session', 'resume_mediation', 'draft_agreement', 'revise_agreement', 'lay_out_agreement'] as const),
    ...(['seal_agreement', 'put_in_effect', 'settle_in_part', 'agree_orally', 'extend_mediation'] as const),
  ]
  for (const name of consenting) expect(TABLE[name].needs, name).toContain('everybody_agreed')
})

test('nobody of the office signs, performs, waives or withdraws for a party without saying whose word it is', () => {
  const words: [keyof typeof TABLE, string][] = [
    ['withdraw', 'speaker_named'],
    ['agree_to_mediation', 'speaker_named'],
    ['confirm_share', 'creditor_speaks'],
    ['confirm_performed', 'creditor_speaks'],
    ['waive', 'creditor_speaks'],
    ['deny_performed', 'creditor_speaks'],
    ['claim_performed', 'debtor_speaks'],
    ['confirm_payment', 'creditor_speaks'],
    ['confirm_last_payment', 'creditor_speaks'],
    ['deny_payment', 'creditor_speaks'],
    ['record_payment', 'either_side_speaks'],
    ['propose_change', 'either_side_speaks'],
    ['agree_change', 'other_side_agrees'],
    ['join_change', 'other_side_agrees'],
    ['waive_share', 'creditor_speaks'],
  ]
  for (const [name, guard] of words) expect(TABLE[name].needs, name).toContain(guard)
  expect(TABLE.sign_agreement.by).toEqual(['party'])
  expect(TABLE.sign_agreement.needs).toContain('known_by_code')
})

/** What stands before each step, written down a second time: whoever takes a condition away has to say so here too. */
const CONDITIONS: Partial<Record<StepName, string>> = {
  register: 'has_receiver',
  take_down: 'has_receiver hand_over_named lane_for_enterprise batch_is_mine',
  take_back_filing: 'filed_within_a_day nothing_since',
  hand_over: 'has_receiver hand_over_named',
  report_clue: 'has_receiver',
  dismiss_clue: 'danger_answered another_person',
  ask_supplement: 'not_asked_before',
  supply_supplement: 'speaker_named agent_may_give_evidence',
  recount: 'days_moved',
  lapse_supplement: 'supplement_overdue',
  record_identity: 'party_in_file',
  name_party: 'stands_on_one_side',
  correct_party: 'party_in_file name_is_no_mediator stands_on_one_side name_not_being_signed',
  complete_party: 'dispute_goes_on',
  renew_link: 'party_in_file has_own_link',
  record_service: 'party_in_file notice_for_her service_lawful agent_may_receive household_safe result_fits',
  name_court_person: 'from_court no_court_person',
  change_court_person: 'from_court has_court_person',
  name_agent: 'dispute_goes_on agents_few stands_on_one_side',
  give_agent_link: 'dispute_goes_on agency_holds',
  end_agency: 'agent_in_force',
  record_capacity: 'dispute_goes_on born_by_now',
  name_guardian: 'dispute_goes_on guardian_wanted stands_on_one_side',
  name_helper: 'dispute_goes_on stands_on_one_side party_in_file help_agreed',
  end_help: 'helper_here',
  name_representatives: 'dispute_goes_on is_group stands_on_one_side',
  add_members: 'dispute_goes_on is_group',
  tick_member: 'is_group member_known',
  merge: 'not_itself holds_none_merged danger_answered',
  take_in: 'not_itself stands_on_one_side',
  let_go: 'merged_here comers_free danger_answered',
  triage: 'change_explained',
  dispatch: 'triaged unit_known unit_is_other one_lead',
  object_dispatch: 'objection_in_time not_decided',
  accept_here: 'of_its_kind',
  give_back: 'duty_left is_held',
  give_to: 'duty_left colleague_known',
  take_on: 'duty_left not_mine_yet',
  succeed_person: 'successor_known person_has_work',
  succeed_unit: 'unit_known unit_has_work',
  succeed_examiner: 'unit_known complaint_goes another_examines',
  succeed_place: 'lies_in_place',
  confirm_dispatch: 'sender_decides',
  reassign: 'sender_decides unit_known unit_is_other',
  decide_handler: 'unit_known unit_is_other',
  pass_up: 'task_leads no_mediation_on_task not_decided unit_known unit_is_other unit_above',
  pass_down: 'task_leads no_mediation_on_task not_decided unit_known unit_is_other unit_below',
  coordinate: 'task_leads no_mediation_on_task units_known',
  end_coordination: 'duties_on_tasks',
  finish_duty: 'duty_open',
  divert_task: 'task_leads no_mediation_on_task chosen_by_applicants',
  take_back: 'dispute_open no_other_lead',
  propose_false: 'not_proposed_false no_mediation_live no_agreement_in_effect never_handled',
  approve_false: 'false_proposed another_person no_mediation_live no_agreement_in_effect never_handled danger_answered',
  reject_false: 'false_proposed',
  rebound: 'within_look_back speaker_if_named agent_may_apply_end',
  withdraw: 'no_agreement_in_effect speaker_named sole_applicant agent_may_apply_end',
  step_back: 'no_agreement_in_effect another_applicant agent_may_apply_end',
  propose_mediation: 'may_be_mediated two_sides in_no_other_mediation',
  record_contact: 'party_in_mediation',
  invite: 'party_in_mediation',
  agree_to_mediation: 'speaker_named agent_may_apply_end guardian_with_her',
  ask_other_time: 'speaker_named agent_may_take_part',
  refuse_mediation: 'speaker_named agent_may_apply_end',
  cannot_reach: 'party_in_mediation tried_enough',
  accept_mediation: 'everybody_agreed may_be_mediated after_consents guardians_agreed',
  void_docket: 'docket_given docket_on_no_agreement',
  assign_mediator: 'everybody_agreed mediators_known one_leads party_in_file mediators_free agent_may_choose',
  replace_mediator:
    'not_questioned_herself taken_out_stay_out mediators_known one_leads party_in_file mediators_free agent_may_choose',
  ask_other_mediator: 'speaker_named mediates_here not_requested_yet agent_may_choose',
  drop_other_mediator: 'speaker_named request_hers agent_may_choose',
  grant_other_mediator:
    'request_open asked_one_goes taken_out_stay_out mediators_known one_leads party_in_file mediators_free agent_may_choose',
  keep_mediator: 'request_open free_change_respected',
  offer_times: 'everybody_agreed times_ahead',
  tick_times: 'speaker_named time_offered agent_may_take_part',
  notify_session: 'everybody_agreed times_ahead joint_wished room_free notice_in_time guests_apart guests_in_office',
  cannot_come: 'speaker_named agent_may_take_part',
  record_no_show: 'absent_in_mediation meeting_begun',
  remind_session: 'session_reminder_due',
  begin_session:
    'everybody_agreed party_in_file after_consents mediators_clear no_request_open meeting_wished agent_may_take_part guardians_there',
  record_session:
    'everybody_agreed party_in_file after_consents mediators_clear no_request_open joint_wished agent_may_take_part',
  resume_mediation: 'everybody_agreed',
  leave: 'speaker_named agent_may_apply_end',
  end_mediation: 'sham_looked_into',
  settle_themselves: 'speaker_named agent_may_settle',
  declare_relation: 'mediator_of_this party_in_mediation',
  waive_relation: 'not_her_relation relation_to_waive party_in_file everybody_waives',
  ask_guidance: 'adviser_known adviser_apart asked_once',
  give_guidance: 'question_hers',
  end_guidance: 'question_open',
  extend_mediation: 'everybody_agreed everybody_extends limit_near',
  expire_mediation: 'limit_passed',
  go_on: 'ended_by_one task_in_hand may_be_mediated without_leavers two_sides in_no_other_mediation',
  supervise: 'unit_known unit_under_me duty_overdue not_supervised_yet',
  open_package: 'no_package_live unit_known milestones_ahead',
  revise_package: 'milestones_ahead',
  log_package: 'milestone_open',
  release_package: 'result_verified',
  give_colour: 'colour_not_lower_now',
  lower_colour: 'has_colour may_lower_colour colour_goes_down',
  report_major: 'not_reported_yet centre_above',
  verify_result: 'every_task_ended party_in_file another_verifies result_unverified',
  refer: 'speaker_named referral_agreed guardian_with_her referral_has_target unit_is_other not_referred_yet',
  referral_decided: 'decision_awaited',
  referral_came_back: 'decided_first paper_by_now',
  withdraw_referral: 'speaker_named',
  seal_session_note: 'counselling_slip',
  provide_evidence: 'provider_present upload_sound something_handed_in room_for_evidence agent_may_give_evidence',
  check_original: 'dispute_goes_on opens_evidence',
  show_evidence: 'dispute_goes_on opens_evidence shown_to_others confidence_kept agent_may_give_evidence',
  return_original: 'original_here',
  withdraw_evidence: 'dispute_goes_on provider_withdraws agent_may_give_evidence',
  void_evidence: 'dispute_goes_on opens_evidence entered_by_office',
  report_danger: 'party_in_file seen_before',
  police_told: 'danger_open',
  no_report_because: 'danger_open report_may_be_declined',
  wish_joint: 'speaker_named',
  complain: 'has_receiver written_by_another complaint_speaker over_if_unsolved examiner_there',
  answer_complaint: 'measure_said again_said',
  draft_agreement: 'everybody_agreed no_agreement_open clauses_sound clauses_lawful',
  revise_agreement: 'everybody_agreed clauses_sound clauses_lawful edition_read',
  take_back_agreement: 'edition_read',
  lay_out_agreement: 'everybody_agreed edition_read no_request_open',
  ask_code:
    'signs_once edition_read phone_is_hers screen_allowed laid_out_for_screen not_by_agent_where_personal agent_may_settle agent_has_phone guardian_with_her',
  sign_agreement:
    'signs_once edition_read phone_is_hers screen_allowed laid_out_for_screen signed_now not_by_agent_where_personal agent_may_settle known_by_code guardian_with_her text_laid_before own_terms_known screen_agreed name_written',
  sign_on_our_device:
    'signs_once edition_read screen_allowed laid_out_for_screen signed_now not_by_agent_where_personal agent_may_settle guardian_with_her text_laid_before own_terms_known screen_agreed name_written',
  record_signature:
    'signs_once edition_read not_by_agent_where_personal agent_may_settle guardian_with_her finger_witnessed',
  sign_as_mediator: 'mediator_signs_once edition_read mediators_clear no_request_open',
  seal_agreement:
    'everybody_agreed mediation_goes_on every_party_signed mediator_signed after_last_signature mediators_clear no_request_open guardians_signed edition_read screen_allowed signed_on_screen sealed_today',
  return_signed_paper:
    'reads_papers room_for_returns paper_has_lines print_stands scans_sound pages_as_read hands_on_lines fingers_witnessed',
  seal_paper: 'paper_bears_seal paper_not_personal own_units_paper paper_not_sealed',
  revoke_seal: 'seal_stands revocation_grounded',
  put_in_effect:
    'everybody_agreed mediation_goes_on every_party_signed mediator_signed after_last_signature mediators_clear no_request_open guardians_signed',
  settle_in_part:
    'everybody_agreed mediation_goes_on every_party_signed mediator_signed after_last_signature mediators_clear no_request_open guardians_signed',
  agree_orally:
    'everybody_agreed no_agreement_open clauses_sound clauses_lawful oral_allowed mediators_clear no_request_open party_in_file agent_may_settle guardians_there',
  meet_condition: 'condition_free',
  fix_amount: 'amount_open',
  record_payment: 'sum_owed either_side_speaks payment_between payment_fits paid_by_now agent_may_give_evidence',
  confirm_payment:
    'payment_named creditor_speaks payment_is_hers in_kind_accepted in_kind_with_guardian payment_leaves_rest agent_may_settle',
  confirm_last_payment:
    'payment_named creditor_speaks payment_is_hers in_kind_accepted in_kind_with_guardian payment_settles agent_may_settle',
  deny_payment: 'payment_named creditor_speaks payment_is_hers agent_may_take_part',
  check_payment: 'payment_disputed',
  propose_change:
    'dispute_open change_possible no_change_open either_side_speaks change_sound agent_may_settle guardian_with_her',
  agree_change:
    'dispute_open change_proposed other_side_agrees others_agreed change_sound same_proposal how_known agent_may_settle guardian_with_her',
  join_change:
    'dispute_open change_proposed other_side_agrees others_to_agree change_sound same_proposal how_known agent_may_settle guardian_with_her',
  refuse_change: 'change_proposed either_side_speaks agent_may_take_part',
  offer_change: 'change_possible no_change_open',
  claim_performed: 'debtor_speaks amount_known agent_may_give_evidence',
  confirm_share:
    'creditor_speaks not_confirmed_yet others_unconfirmed no_kind_waiting amount_known amount_as_agreed agent_may_settle',
  confirm_performed:
    'creditor_speaks not_confirmed_yet others_confirmed no_kind_waiting amount_known amount_as_agreed agent_may_settle',
  deny_performed: 'creditor_speaks agent_may_take_part',
  waive_share: 'creditor_speaks not_confirmed_yet others_unconfirmed agent_may_settle guardian_with_her',
  waive: 'creditor_speaks not_confirmed_yet others_confirmed agent_may_settle guardian_with_her',
  remind: 'not_reminded_yet',
  breach: 'obligation_overdue',
  send_to_enforcement: 'claimable ladder_kept',
  record_visit: 'party_in_file satisfaction_told',
  resolve_task: 'no_mediation_on_task',
  leave_unresolved: 'no_mediation_on_task',
  close: 'every_task_ended every_obligation_ended every_visit_made every_referral_ended danger_answered',
}

test('the conditions of every step are the ones written down here', () => {
  const now = ROWS.filter(([, row]) => row.needs.length > 0).map(([name, row]) => [name, row.needs.join(' ')])
  expect(Object.fromEntries(now)).toEqual(CONDITIONS)
})

test('where secrets are asked for, their fields exist, and no row stores one in the open', () => {
  const shapeOf = (row: Row): string => JSON.stringify(Object.keys(row.input.shape))
  for (const [name, row] of ROWS) {
    const said = shapeOf(row)
    const secret = ['reach', 'number', 'private_note', 'protected_reporter', 'question', 'opinion']
    for (const field of [...secret, 'sealed_kind', 'sealed_text']) {
      if (said.includes(`"${field}"`)) expect(Object.keys(row.secrets), name).toContain(field)
    }
    expect(said, name).not.toMatch(/"(fee|price|charge)/)
  }
})
