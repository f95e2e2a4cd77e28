/**
 * What is answered when more is asked than can be done (threats 35), for every endpoint: `always` is never turned away,
 * `later` is the first that is asked to come again in a moment, `work` only when that was not enough.
 */
export type Urgency = 'always' | 'work' | 'later'

/**
 * To ask for help, to leave, to report a danger, to read one's own file with what was handed in and sealed of it, and to come in.
 * The page a step hangs on is as urgent as the step: a danger is reported on the page of the file, and that is reached by the desk.
 */
const ALWAYS = `
  county_info places_under my_dispute my_sheet my_form who_looked my_complaint me sign_in sign_out switch_post
  register take_down hand_over report_clue end_agency end_help withdraw step_back refuse_mediation cannot_come leave
  withdraw_referral withdraw_evidence report_danger police_told no_report_because complain withdraw_complaint
  desk file report_major receive_report give_colour my_sealed_copy evidence_preview evidence_original
`
/** Steps on a file, and what is read to take them. */
const WORK = `
  party_sheet add_measure add_paper add_site add_reception report_item confirm_item send_back_item
  hold_reception end_item complaint members reveal reveal_reporter open_sealed_note begin_upload uploads upload
  send_piece finish_upload drop_upload evidence_list read_scan return_signed sealed_copy check_paper
  to_sign invitation adviser_choices mediator_choices meeting_choices units_to_send_to colleagues set_duty_week
  duty_today on_the_spot change_guess_words change_self_help file_batch undo_batch change_clock_rule enter_holidays
  change_docket_pattern write_wording release_wording drop_wording put_template release_template drop_template
  end_template begin_activation finish_activation demo_people enter_demo setup_state setup_county add_place
  change_place end_place add_unit change_unit end_unit add_person change_person give_code end_person add_post
  end_post hand_over_person hand_over_unit recode_place take_up_clue dismiss_clue ask_supplement supply_supplement
  record_identity name_party correct_party complete_party renew_link take_back_filing record_service
  name_court_person change_court_person name_agent give_agent_link record_capacity name_guardian name_helper
  name_representatives add_members tick_member suspect_duplicate not_duplicate merge unmerge triage dispatch
  sign_off object_dispatch confirm_dispatch reassign decide_handler pass_up pass_down coordinate end_coordination
  finish_duty divert_task note_route_result take_back propose_false approve_false reject_false take_on give_to
  give_back accept_here refuse propose_mediation record_contact invite agree_to_mediation ask_other_time
  cannot_reach decline_mediation accept_mediation void_docket assign_mediator replace_mediator ask_other_mediator
  drop_other_mediator grant_other_mediator keep_mediator offer_times tick_times notify_session cancel_session
  record_no_show begin_session record_session record_inquiry suspend_mediation resume_mediation end_mediation
  settle_themselves declare_relation waive_relation ask_guidance give_guidance end_guidance extend_mediation
  expire_mediation go_on refer referral_taken referral_decided referral_came_back referral_without_result seal_note
  seal_session_note provide_evidence check_original show_evidence return_original void_evidence wish_joint supervise
  answer_supervision accept_supervision send_back_supervision lift_supervision open_package revise_package
  log_package release_package lower_colour note_progress verify_result
  take_up_complaint answer_complaint renew_complaint_link draft_agreement revise_agreement lay_out_agreement
  take_back_agreement ask_code sign_agreement sign_on_our_device record_signature sign_as_mediator seal_agreement
  put_in_effect settle_in_part agree_orally return_signed_paper seal_paper revoke_seal meet_condition fix_amount
  record_payment confirm_payment confirm_last_payment deny_payment check_payment claim_performed confirm_share
  confirm_performed deny_performed waive_share waive propose_change agree_change join_change refuse_change urge
  offer_change send_to_enforcement record_visit visit_not_reached say_satisfaction resolve_task leave_unresolved
  close rebound acknowledge_alarm
`
/** Lists, searches, exports, statistics, drawn papers and pictures, advice that can wait. */
const LATER = `
  drawn_form drawn_form_pdf drawn_form_word my_form_pdf files find list_choices similar ledger ledger_sheet
  leaders_page registers register_sheet register_duties complaints paper_pdf paper_word dossier_pdf dossier_archive
  print_to_sign scan_picture returned_picture returned_original duty_week
  guess_types guess_words try_guess_words self_help self_help_edition check_batch batches batch batch_receipts
  clock_rules holidays try_clock_rule docket_book docket_sheet docket_pattern wordings templates template
  template_starter template_file template_sample paper_in_template form_in_template administration_overview
  administered_places administered_units administered_people administration_log day_heads work_of_person
  work_of_unit work_of_place successions succession left_behind upkeep standing_alarms alarm_history audit
`

const named = (names: string, urgency: Urgency): [string, Urgency][] =>
  names
    .trim()
    .split(/\s+/)
    .map((name) => [name, urgency])

/** How urgent each endpoint is, by its name. */
export const URGENCY: ReadonlyMap<string, Urgency> = new Map([
  ...named(ALWAYS, 'always'),
  ...named(WORK, 'work'),
  ...named(LATER, 'later'),
])

/** All names as they stand in the lists: one named twice would be in two of them. */
export const NAMED_URGENT: readonly string[] = [ALWAYS, WORK, LATER].flatMap((names) => names.trim().split(/\s+/))
