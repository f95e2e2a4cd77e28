import type { StepName } from '#domain/table.ts'

/**
 * How often a random walk aims at a row that is open, 10 where nothing is said. What ends a walk comes seldom, so that
 * walks grow old; what leads to an agreement and beyond comes often; what every party may do is counted once a party.
 */
const SAID: readonly [weight: number, names: readonly StepName[]][] = [
  [0.1, ['step_back']],
  [0.4, ['resolve_task', 'leave_unresolved']],
  [2, ['expire_mediation']],
  [5, ['report_danger']],
  [30, ['no_report_because']],
  [0.8, ['withdraw']],
  [0.4, ['divert_task', 'pass_up', 'pass_down']],
  [1, ['propose_false', 'reject_false']],
  [2, ['coordinate']],
  [5, ['note_route_result', 'approve_false']],
  [40, ['object_dispatch', 'confirm_dispatch', 'take_back', 'end_coordination', 'rebound']],
  [1, ['refuse', 'dismiss_clue', 'refuse_mediation', 'decline_mediation', 'leave', 'end_mediation']],
  [1, ['take_on', 'give_to', 'give_back']],
  [1, ['settle_themselves', 'record_identity', 'correct_party', 'renew_link']],
  [1, ['record_capacity']],
  [0.3, ['end_agency', 'end_help']],
  [0.4, ['name_helper', 'name_representatives', 'add_members']],
  [0.8, ['name_agent']],
  [3, ['name_guardian', 'tick_member']],
  [2, ['merge', 'name_party', 'invite', 'ask_other_time', 'take_in']],
  [8, ['record_contact', 'finish_duty']],
  [4, ['take_back_agreement', 'offer_times', 'tick_times', 'record_session', 'replace_mediator']],
  [1, ['declare_relation']],
  [4, ['wish_joint']],
  [
    6,
    [
      'police_told',
      'suspect_duplicate',
      'ask_supplement',
      'let_go',
      'suspend_mediation',
      'revise_agreement',
      'dispatch',
    ],
  ],
  [6, ['take_up_clue', 'unmerge', 'waive', 'accept_here', 'cannot_reach']],
  [
    20,
    [
      'waive_relation',
      'go_on',
      'extend_mediation',
      'sign_off',
      'propose_mediation',
      'notify_session',
      'send_to_enforcement',
      'confirm_performed',
      'record_visit',
    ],
  ],
  [40, ['settle_in_part']],
  [40, ['assign_mediator', 'agree_orally', 'lay_out_agreement', 'breach', 'meet_condition', 'ask_code']],
  [70, ['agree_to_mediation', 'accept_mediation', 'begin_session', 'draft_agreement', 'sign_agreement']],
  [70, ['fix_amount', 'record_signature', 'sign_as_mediator', 'close']],
  [2, ['say_satisfaction', 'urge', 'offer_change']],
  [
    60,
    ['record_payment', 'propose_change', 'confirm_payment', 'confirm_last_payment', 'agree_change', 'refuse_change'],
  ],
  [120, ['join_change', 'waive_share']],
  [120, ['deny_payment', 'check_payment']],
  [150, ['put_in_effect', 'confirm_share']],
]
const WEIGHTS = new Map(SAID.flatMap(([weight, names]) => names.map((name) => [name, weight] as const)))
export const weightOf = (name: StepName): number => WEIGHTS.get(name) ?? 10

/** How often an input means to pass, 0.87 where nothing is said: terms have many reasons to be refused. */
const HONEST: Partial<Record<StepName, number>> = {
  go_on: 0.7,
  extend_mediation: 0.6,
  waive_relation: 0.6,
  report_danger: 0.6,
  draft_agreement: 0.35,
  revise_agreement: 0.3,
  agree_orally: 0.25,
  assign_mediator: 0.7,
  withdraw: 0.5,
  end_coordination: 0.7,
  dispatch: 0.7,
  take_down: 0.5,
  correct_party: 0.7,
  propose_change: 0.75,
  agree_change: 0.6,
  record_payment: 0.8,
}
export const honestyOf = (name: StepName): number => HONEST[name] ?? 0.87
