/**
 * Who may do what (threats G7), said by a person who has read domain 1.3 and 2.4, and not reckoned from the table of steps:
 * where the two differ, one of them is wrong. A line reads: whoever stands so to the file may take these steps, once the file
 * stands where they are taken. Whoever stands in no such way is told that it is not hers; whoever may not see the file, that
 * there is none.
 *
 * How somebody of an office stands to a file:
 *   window            受理窗口：承办单位里可以收件、决定的人
 *   window_above      上级综治中心里可以收件、决定的人
 *   handles           承办这一事项的单位里可以办理的人
 *   mediates          主持这次调解的调解员；assists 协助的特邀调解员；advises 被请教的人
 *   answers_for_unit  承办单位、上级中心的负责人；answers_for_task 办这一事项的单位的负责人
 *   answers_above_mediator  调解组织、承办单位、上级中心的负责人，自己不是本件调解员
 *   keeps_seal        出具文书的单位的负责人
 *   holds_task        正在办这一事项的人；decides_between 共同的上级中心
 *   supervises        辖区的督办人员、分管领导；supervising_unit 督办、包案的单位的督办人员、分管领导
 *   examines          查意见的单位的人员；referred_to 接收转介的单位；reported_to 收到报告的中心
 *   wrote_sheet       成批登记这一件的人；grid_worker 网格员；court_desk 法院的工作人员
 * How a party does:
 *   applicant 申请人 · other_side 对方、第三人 · herself 这位当事人本人 · in_it 参加这次调解、协议的当事人
 *   owes 义务人 · is_owed 权利人 · brought_it 提供证据的人 · complained 提意见的人
 */
const MAY = `
window window_above
  take_up_clue ask_supplement suspect_duplicate not_duplicate merge unmerge triage dispatch accept_here
  confirm_dispatch reassign
window: refuse
window window_above applicant: supply_supplement
window window_above handles: record_identity name_party correct_party renew_link propose_false
  complete_party name_agent record_capacity name_guardian name_helper name_representatives add_members tick_member
window window_above handles court_desk: name_court_person change_court_person
window window_above handles herself: give_agent_link end_agency end_help
window window_above handles applicant other_side: rebound
window handles applicant: withdraw
window handles herself: step_back
window handles: close
wrote_sheet: take_back_filing
answers_for_unit: dismiss_clue approve_false reject_false no_report_because

window handles mediates: record_service refer note_progress return_signed_paper
  check_original show_evidence return_original void_evidence
window handles mediates applicant other_side: provide_evidence
window handles mediates brought_it: withdraw_evidence
window handles mediates in_it: withdraw_referral
window handles mediates referred_to: referral_taken referral_decided referral_came_back referral_without_result
referred_to: seal_session_note
window handles mediates assists advises: seal_note
window handles mediates assists grid_worker: report_danger police_told

handles: sign_off object_dispatch pass_up pass_down finish_duty divert_task note_route_result take_back take_on
  propose_mediation resolve_task leave_unresolved
handles window_above: coordinate end_coordination
holds_task answers_for_task: give_to give_back
decides_between: decide_handler

handles mediates: invite cannot_reach accept_mediation notify_session cancel_session record_no_show suspend_mediation
  resume_mediation end_mediation settle_themselves extend_mediation go_on wish_joint record_inquiry expire_mediation
handles mediates assists: record_contact offer_times declare_relation
handles mediates in_it: agree_to_mediation ask_other_time ask_other_mediator drop_other_mediator cannot_come
handles mediates assists in_it: refuse_mediation tick_times leave
handles: decline_mediation assign_mediator replace_mediator waive_relation
mediates: begin_session record_session ask_guidance draft_agreement agree_orally
mediates advises: end_guidance
advises: give_guidance
answers_above_mediator: void_docket grant_other_mediator keep_mediator

mediates: revise_agreement lay_out_agreement take_back_agreement sign_on_our_device record_signature sign_as_mediator
handles mediates: put_in_effect settle_in_part
in_it: ask_code sign_agreement say_satisfaction
keeps_seal: seal_agreement seal_paper revoke_seal
handles owes is_owed: propose_change agree_change join_change refuse_change
handles is_owed: confirm_payment confirm_last_payment deny_payment confirm_share confirm_performed deny_performed
  waive_share waive
handles owes: record_payment claim_performed
handles: meet_condition fix_amount check_payment urge offer_change send_to_enforcement
handles: record_visit visit_not_reached

window handles mediates supervises: give_colour report_major
window handles supervises: verify_result
answers_for_unit supervises: lower_colour
reported_to: receive_report
supervises: supervise open_package
handles: answer_supervision
supervising_unit: accept_supervision send_back_supervision lift_supervision release_package
handles supervising_unit: revise_package log_package

examines: take_up_complaint answer_complaint renew_complaint_link
complained: withdraw_complaint
`

/** What her agent may do in her stead by a link of his own, with every power; whatever is not named she does herself (民法典 161、162). */
const AGENT_MAY = `
supply_supplement withdraw step_back agree_to_mediation ask_other_time refuse_mediation ask_other_mediator drop_other_mediator
tick_times cannot_come leave ask_code sign_agreement record_payment claim_performed confirm_payment confirm_last_payment deny_payment confirm_share
confirm_performed deny_performed waive_share waive propose_change agree_change join_change refuse_change provide_evidence
withdraw_evidence rebound
`

/** How somebody may stand to a file. */
export const RELATIONS = [
  ...(['window', 'window_above', 'handles', 'mediates', 'assists', 'advises', 'answers_for_unit'] as const),
  ...([
    'answers_for_task',
    'answers_above_mediator',
    'keeps_seal',
    'holds_task',
    'decides_between',
    'supervises',
  ] as const),
  ...([
    'supervising_unit',
    'examines',
    'referred_to',
    'reported_to',
    'wrote_sheet',
    'grid_worker',
    'court_desk',
  ] as const),
  ...(['applicant', 'other_side', 'herself', 'in_it', 'owes', 'is_owed', 'brought_it', 'complained'] as const),
] as const
export type Relation = (typeof RELATIONS)[number]
const OF_PARTIES: readonly Relation[] = RELATIONS.slice(RELATIONS.indexOf('applicant'))

/** A line: who, then what; it goes on where the next is set in. */
function read(text: string): Map<string, readonly Relation[]> {
  const lines = text.trim().replace(/\n +/g, ' : ').split('\n')
  const may = new Map<string, readonly Relation[]>()
  for (const line of lines.filter((it) => it.trim() !== '')) {
    const [who = '', ...what] = line.split(':')
    const relations = who.trim().split(/\s+/) as Relation[]
    for (const it of relations) if (!RELATIONS.includes(it)) throw new Error(`${it} is no way to stand to a file`)
    for (const step of what.join(' ').trim().split(/\s+/)) {
      if (may.has(step)) throw new Error(`${step} stands in the policy twice`)
      may.set(step, relations)
    }
  }
  return may
}
export const POLICY = read(MAY)
export const OPEN_TO_AGENTS: readonly string[] = AGENT_MAY.trim().split(/\s+/)
export const isOpenToParties = (step: string): boolean =>
  POLICY.get(step)?.some((it) => OF_PARTIES.includes(it)) === true
export const isOpenToStaff = (step: string): boolean =>
  POLICY.get(step)?.some((it) => !OF_PARTIES.includes(it)) === true

/**
 * What each role sees and does (domain 1.3). Sees: the whole area of its unit; what its unit is in; what she herself is in; no
 * file at all (三员). Does, at its own unit: window, handles, answers (负责人), supervises, examines complaints, advises only.
 */
const ROLE_LINES = `
grid_worker               herself
village_mediator          unit     window handles
village_director          area     window handles answers
committee_director        unit     window handles answers
full_time_mediator        unit     window handles
resident_court_mediator   unit     window handles
resident_police_mediator  unit     window handles
resident_centre_mediator  unit     window handles
part_time_mediator        unit     handles
invited_mediator          herself  advises
expert                    herself  advises
town_intake               area     window handles examines
town_director             area     window handles answers supervises examines
justice_officer           area     examines
county_intake             area     window handles examines
county_dispatcher         area     window handles answers supervises examines
county_leader             area     supervises
police_officer            unit     handles
court_liaison             unit     handles
petition_officer          unit     handles
department_officer        unit     handles
system_administrator      nothing
security_auditor          nothing
data_protection_officer   nothing
`
type Sees = 'area' | 'unit' | 'herself' | 'nothing'
export const ROLES_ARE = new Map(
  ROLE_LINES.trim()
    .split('\n')
    .map((line) => {
      const [role = '', sees = '', ...does] = line.split(/\s+/)
      return [role, { sees: sees as Sees, does }]
    }),
)

/**
 * Who reads which private words of a file on any page there is (domain 10.1–10.3), where the village mediates it itself together
 * with a mediator of the next village: those who handle it, each side what both know and her own, whoever works area-wide what
 * it is about without anybody's name, and nobody else a word.
 */
const HANDLING = ['director', 'second', 'peer']
const BOTH_SIDES = ['applicant', 'respondent']
const AREA = ['town', 'town_director', 'county', 'dispatcher', 'justice', 'leader']
export const READ_BY: Readonly<Record<string, readonly string[]>> = {
  'her words': ['applicant', ...HANDLING, ...AREA],
  'her wish': ['applicant', ...HANDLING, ...AREA],
  'her name': [...BOTH_SIDES, ...HANDLING],
  'his name': [...BOTH_SIDES, ...HANDLING],
  'her phone': ['applicant', ...HANDLING],
  'his phone': HANDLING,
  'her passport': [],
  'his passport': [],
  'an attempt to reach him': HANDLING,
  'what he said apart': ['peer'],
  'what she said apart': ['director'],
  'what was said together': [...BOTH_SIDES, ...HANDLING],
  'what a mediator disclosed': [...BOTH_SIDES, ...HANDLING],
  'a clause': [...BOTH_SIDES, ...HANDLING],
  'a helper’s promise': [...BOTH_SIDES, ...HANDLING],
  'the facts agreed on': [...BOTH_SIDES, ...HANDLING],
  'what he says he did': [...BOTH_SIDES, ...HANDLING],
  'what a visit found': HANDLING,
  'a sealed note': [],
}
