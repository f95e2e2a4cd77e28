import type { StepName } from '#domain/table.ts'

/**
 * How often a random walk aims at a row that is open, 10 where nothing is said. What ends a walk comes seldom, so that
 * walks grow old; what leads to an agreement and beyond comes often; what every party may do is counted once a party.
 */
const SAID: readonly [weight: number, names: readonly StepName[]][] = [
  [0.1, ['step_back']],
  [0.4, ['resolve_task', 'leave_unresolved']],
  [0.8, ['withdraw']],
  [1, ['refuse', 'dismiss_clue', 'refuse_mediation', 'decline_mediation', 'leave', 'end_mediation']],
  [1, ['take_on', 'give_to', 'give_back']],
  [1, ['settle_themselves', 'record_identity', 'correct_party', 'renew_link']],
  [2, ['merge', 'name_party', 'invite', 'ask_other_time', 'take_in']],
  [8, ['record_contact']],
  [4, ['take_back_agreement', 'offer_times', 'tick_times', 'record_session', 'replace_mediator']],
  [6, ['suspect_duplicate', 'ask_supplement', 'let_go', 'suspend_mediation', 'revise_agreement', 'dispatch']],
  [6, ['take_up_clue', 'unmerge', 'waive', 'accept_here', 'cannot_reach']],
  [20, ['sign_off', 'propose_mediation', 'notify_session', 'send_to_enforcement', 'confirm_performed', 'record_visit']],
  [40, ['assign_mediator', 'agree_orally', 'lay_out_agreement', 'breach', 'meet_condition', 'fix_amount', 'ask_code']],
  [70, ['agree_to_mediation', 'accept_mediation', 'begin_session', 'draft_agreement', 'sign_agreement']],
  [70, ['record_signature', 'sign_as_mediator', 'close']],
  [150, ['put_in_effect', 'confirm_share']],
]
const WEIGHTS = new Map(SAID.flatMap(([weight, names]) => names.map((name) => [name, weight] as const)))
export const weightOf = (name: StepName): number => WEIGHTS.get(name) ?? 10

/** How often an input means to pass, 0.87 where nothing is said: terms have many reasons to be refused. */
const HONEST: Partial<Record<StepName, number>> = {
  draft_agreement: 0.35,
  revise_agreement: 0.3,
  agree_orally: 0.25,
  assign_mediator: 0.7,
  withdraw: 0.5,
  dispatch: 0.7,
  take_down: 0.5,
  correct_party: 0.7,
}
export const honestyOf = (name: StepName): number => HONEST[name] ?? 0.87
