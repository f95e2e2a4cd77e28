import { partsOf } from '../disputes/parts.ts'
import { TOLD_OF_CHANNELS } from '../intake/channels.ts'
import type { Here } from '../step.ts'
import type { StepName } from '../table.ts'
import { evidenceInVolume, volumeOf } from './volume.ts'

/**
 * Whether the words of a step may leave the house in the archive package. `open`: what the parties and their mediators did, as far
 * as nothing in it says otherwise (`staysInHouse`). `shut`: never, whatever it says. That is danger told of and what was sealed;
 * what another file is told or tells when two are one; what offices, leaders and advisers say among themselves (副卷); where
 * somebody was sent; her health and what she said of her mediator; who told of a matter that was nobody's yet.
 */
export const LEAVES = {
  register: 'open',
  take_down: 'open',
  hand_over: 'open',
  report_clue: 'shut',
  take_up_clue: 'open',
  dismiss_clue: 'shut',
  ask_supplement: 'open',
  supply_supplement: 'open',
  lapse_supplement: 'open',
  record_identity: 'open',
  name_party: 'open',
  correct_party: 'open',
  complete_party: 'open',
  renew_link: 'open',
  take_back_filing: 'open',
  record_service: 'open',
  name_court_person: 'open',
  change_court_person: 'open',
  name_agent: 'open',
  give_agent_link: 'open',
  end_agency: 'open',
  record_capacity: 'shut',
  name_guardian: 'open',
  name_helper: 'open',
  end_help: 'open',
  name_representatives: 'open',
  add_members: 'open',
  tick_member: 'open',
  suspect_duplicate: 'shut',
  not_duplicate: 'shut',
  merge: 'open',
  take_in: 'shut',
  unmerge: 'shut',
  let_go: 'shut',
  triage: 'shut',
  dispatch: 'shut',
  sign_off: 'shut',
  object_dispatch: 'shut',
  confirm_dispatch: 'shut',
  reassign: 'shut',
  decide_handler: 'shut',
  pass_up: 'shut',
  pass_down: 'shut',
  coordinate: 'shut',
  end_coordination: 'shut',
  finish_duty: 'shut',
  divert_task: 'shut',
  note_route_result: 'shut',
  take_back: 'shut',
  propose_false: 'shut',
  approve_false: 'shut',
  reject_false: 'shut',
  take_on: 'open',
  give_to: 'shut',
  give_back: 'shut',
  accept_here: 'open',
  refuse: 'open',
  withdraw: 'open',
  step_back: 'open',
  propose_mediation: 'open',
  record_contact: 'shut',
  invite: 'open',
  agree_to_mediation: 'open',
  ask_other_time: 'open',
  refuse_mediation: 'open',
  cannot_reach: 'open',
  decline_mediation: 'open',
  accept_mediation: 'open',
  void_docket: 'open',
  assign_mediator: 'open',
  replace_mediator: 'open',
  ask_other_mediator: 'open',
  drop_other_mediator: 'open',
  grant_other_mediator: 'open',
  keep_mediator: 'open',
  offer_times: 'open',
  tick_times: 'open',
  notify_session: 'open',
  cannot_come: 'shut',
  cancel_session: 'open',
  record_no_show: 'shut',
  remind_session: 'open',
  begin_session: 'open',
  record_session: 'open',
  record_inquiry: 'open',
  suspend_mediation: 'open',
  resume_mediation: 'open',
  leave: 'open',
  end_mediation: 'open',
  settle_themselves: 'open',
  declare_relation: 'open',
  waive_relation: 'open',
  ask_guidance: 'shut',
  give_guidance: 'shut',
  end_guidance: 'shut',
  extend_mediation: 'open',
  expire_mediation: 'open',
  go_on: 'open',
  refer: 'shut',
  referral_taken: 'shut',
  referral_decided: 'shut',
  referral_came_back: 'shut',
  referral_without_result: 'shut',
  withdraw_referral: 'shut',
  seal_note: 'shut',
  seal_session_note: 'shut',
  provide_evidence: 'open',
  check_original: 'open',
  show_evidence: 'open',
  return_original: 'open',
  withdraw_evidence: 'open',
  void_evidence: 'open',
  report_danger: 'shut',
  police_told: 'shut',
  no_report_because: 'shut',
  wish_joint: 'shut',
  supervise: 'shut',
  answer_supervision: 'shut',
  accept_supervision: 'shut',
  send_back_supervision: 'shut',
  lift_supervision: 'shut',
  open_package: 'shut',
  revise_package: 'shut',
  log_package: 'shut',
  release_package: 'shut',
  give_colour: 'shut',
  lower_colour: 'shut',
  note_progress: 'shut',
  report_major: 'shut',
  receive_report: 'shut',
  verify_result: 'shut',
  complain: 'shut',
  take_up_complaint: 'shut',
  answer_complaint: 'shut',
  renew_complaint_link: 'shut',
  withdraw_complaint: 'shut',
  draft_agreement: 'open',
  revise_agreement: 'open',
  lay_out_agreement: 'open',
  take_back_agreement: 'open',
  ask_code: 'open',
  sign_agreement: 'open',
  sign_on_our_device: 'open',
  record_signature: 'open',
  sign_as_mediator: 'open',
  seal_agreement: 'open',
  put_in_effect: 'open',
  settle_in_part: 'open',
  agree_orally: 'open',
  return_signed_paper: 'open',
  seal_paper: 'open',
  revoke_seal: 'open',
  meet_condition: 'open',
  fix_amount: 'open',
  record_payment: 'open',
  confirm_payment: 'open',
  confirm_last_payment: 'open',
  deny_payment: 'open',
  check_payment: 'open',
  claim_performed: 'open',
  confirm_share: 'open',
  confirm_performed: 'open',
  deny_performed: 'open',
  waive_share: 'open',
  waive: 'open',
  propose_change: 'open',
  agree_change: 'open',
  join_change: 'open',
  refuse_change: 'open',
  remind: 'open',
  breach: 'open',
  urge: 'open',
  offer_change: 'open',
  send_to_enforcement: 'open',
  record_visit: 'open',
  visit_not_reached: 'open',
  say_satisfaction: 'shut',
  resolve_task: 'open',
  leave_unresolved: 'open',
  close: 'open',
  rebound: 'open',
  recount: 'open',
  succeed_person: 'open',
  succeed_unit: 'open',
  succeed_examiner: 'shut',
  succeed_place: 'open',
} as const satisfies Record<StepName, 'open' | 'shut'>

/** An event as its row has it. */
export type KeptEvent = { step: string; part: string; part_id: string; input: unknown; consequences: unknown }

/** Under these names something stands that is nobody's outside, whichever step says it; empty or null it says nothing. */
const TELLING: readonly string[] = ['dangers', 'merged_here', 'joint_wishes', 'protected_reporter']
/** And these words under these names: a door that points at who told of it, who told, a mediation doubted to be none (INV-12). */
const TELLING_WORDS: Readonly<Record<string, readonly string[]>> = {
  channel: TOLD_OF_CHANNELS,
  as_what: ['reporting'],
  reason: ['sham_suspected'],
  effect: ['police_report'],
  part: ['referral'],
}
const saysNothing = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === '' ||
  (typeof value === 'object' && Object.keys(value).length === 0)

const within = (value: unknown): [string, unknown][] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : []

const tells = (value: unknown): boolean =>
  within(value).some(
    ([name, it]) =>
      (TELLING.includes(name) && !saysNothing(it)) ||
      (Object.hasOwn(TELLING_WORDS, name) && TELLING_WORDS[name]?.includes(String(it))) ||
      tells(it),
  )

const papersMade = (consequences: unknown): string[] =>
  (Array.isArray(consequences) ? (consequences as { kind?: unknown; form?: unknown }[]) : []).flatMap((it) =>
    it.kind === 'ask_paper' ? [String(it.form)] : [],
  )

/** What parties gave as their home at any time, by the steps of a file. */
export function homesIn(events: readonly Pick<KeptEvent, 'input' | 'consequences'>[]): string[] {
  const homes = new Set<string>()
  const look = (value: unknown): void => {
    for (const [name, it] of within(value)) {
      if (name === 'address' && typeof it === 'string' && it.trim().length > 1) homes.add(it.trim())
      look(it)
    }
  }
  for (const { input, consequences } of events) look([input, consequences])
  // The longer first: one may hold another.
  return [...homes].sort((one, other) => other.length - one.length)
}

/** So few letters are looked for as the whole of what is said: within other words they need not be her home. */
const SHORT = 4
const WITHOUT_HOME = '（住址不印）'
const withoutHome = (text: string, homes: readonly string[]): string =>
  homes.reduce((left, home) => {
    if (left.trim() === home) return WITHOUT_HOME
    return home.length < SHORT ? left : left.replaceAll(home, WITHOUT_HOME)
  }, text)

/** The same words with no home in them, at whatever depth it stood; the very same value where there was none. */
export function withoutHomes<T>(value: T, homes: readonly string[]): T {
  if (homes.length === 0) return value
  if (typeof value === 'string') return withoutHome(value, homes) as T
  if (typeof value !== 'object' || value === null) return value
  const pairs = Object.entries(value).map(([name, it]) => [name, withoutHomes(it, homes)] as const)
  if (pairs.every(([name, it]) => it === (value as Record<string, unknown>)[name])) return value
  return (Array.isArray(value) ? pairs.map(([, it]) => it) : Object.fromEntries(pairs)) as T
}

/**
 * Whether the words of an event stay in the house: the archive package then names its place in the chain and its fingerprint, and
 * nothing it says. `homes`: where somebody lives whom somebody may hurt, empty where nobody is in danger.
 */
export function staysInHouse(here: Pick<Here, 'parts'>, event: KeptEvent, homes: readonly string[]): boolean {
  const { step, part, part_id, input, consequences } = event
  if (!Object.hasOwn(LEAVES, step) || LEAVES[step as StepName] === 'shut' || part === 'referral') return true
  if (papersMade(consequences).some((form) => volumeOf(form) !== 'main')) return true
  const words = [input, consequences]
  if (tells(words) || withoutHomes(words, homes) !== words) return true
  const open = new Set(evidenceInVolume(here).map(({ id }) => id))
  const said = JSON.stringify([part_id, words])
  return partsOf(here.parts, 'evidence').some(({ id }) => !open.has(id) && said.includes(id))
}
