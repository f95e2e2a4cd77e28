import { sayYuan } from '#domain/agreements/amounts.ts'
import { changeInWords } from '#domain/agreements/change-words.ts'
import { KNOWN_BY, REST_THEN } from '#domain/agreements/desk-inputs.ts'
import { PAYMENT_HOWS } from '#domain/agreements/payments.ts'
import { CHECK_RESULTS, URGED_HOWS } from '#domain/agreements/performance-inputs.ts'
import { whatOwed } from '#domain/agreements/what-owed.ts'
import { clockRule } from '#domain/clocks/rules.ts'
import { DANGERS, TOLD_HOWS } from '#domain/danger/inputs.ts'
import type { ChangedTerms, Part } from '#domain/disputes/parts.ts'
import { inOneLine, unended } from '#domain/documents/in-one-line.ts'
import { SERVED_HOWS, SERVED_RESULTS } from '#domain/documents/service.ts'
import { AGENT_KINDS, HELPER_KINDS, POWERS, TICKS } from '#domain/identity/beside.ts'
import { FINDINGS } from '#domain/identity/capacity.ts'
import { MISSING, REFUSAL_GROUNDS, WITHDRAWAL_REASONS } from '#domain/intake/inputs.ts'
import { COLOUR_GROUNDS, COLOURS } from '#domain/ledger/colours.ts'
import { REPORT_TO, VERIFY_HOWS } from '#domain/ledger/inputs.ts'
import {
  CONTACT_HOWS,
  CONTACT_RESULTS,
  ENDING_REASONS,
  EXTENSION_HOWS,
  INVITATION_HOWS,
  SESSION_MODES,
  SESSION_RESULTS,
  SUSPENSION_REASONS,
} from '#domain/mediation/desk-inputs.ts'
import { REFUSAL_REASONS } from '#domain/mediation/inputs.ts'
import { REQUEST_GROUNDS } from '#domain/mediation/questioned.ts'
import { KEEP_REASONS, REQUEST_KINDS } from '#domain/mediation/questioned-inputs.ts'
import { WITHOUT_RESULT } from '#domain/referrals/inputs.ts'
import { REFERRAL_KINDS } from '#domain/referrals/kinds.ts'
import { REVOKED_WHY } from '#domain/seals/inputs.ts'
import { ROUTE_RESULTS } from '#domain/triage/handler-inputs.ts'
import { RESOLVED_HOW, UNRESOLVED_WHY } from '#domain/triage/inputs.ts'
import { TRIAGE_ROUTES } from '#domain/triage/types.ts'
import { PERFORMANCES, SATISFACTIONS } from '#domain/visits/inputs.ts'

type Input = Record<string, unknown>
/** What is at hand for the words of a line: who the parties are, and which part it was a step on. */
export type Telling = { parties: readonly Part<'party'>[]; part: Part | null }
type Tell = (input: Input, at: Telling) => (string | null | undefined)[]

const word = (list: Readonly<Record<string, unknown>>, key: unknown): string => {
  const entry = list[String(key)]
  return typeof entry === 'string' ? entry : ((entry as { says?: string } | undefined)?.says ?? '')
}
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const nameOf = ({ parties }: Telling, id: unknown): string => parties.find((party) => party.id === id)?.facts.name ?? ''
const names = (at: Telling, ids: unknown): string =>
  (Array.isArray(ids) ? ids : [])
    .map((id) => nameOf(at, id))
    .filter(Boolean)
    .join('、')
const spoken = (input: Input, at: Telling): string => {
  const name = nameOf(at, input.said_by)
  const agent = besideOf(at, input.said_by, input.by_agent)
  return name && `${name}${agent && `的代理人${agent}`}说的，工作人员登记`
}
/** The name of an agent or helper of a party, by the id the input has. */
const besideOf = ({ parties }: Telling, party: unknown, id: unknown): string => {
  const { agents = [], helpers = [] } = parties.find((it) => it.id === party)?.facts ?? {}
  return [...agents, ...helpers].find((it) => it.id === id)?.name ?? ''
}
/** The name of the mediator a party asked about, by the request or as she is named now. */
const asked = ({ part }: Telling, person: unknown): string => {
  if (part?.part !== 'mediation') return ''
  const known = [...(part.facts.other_mediator ?? []), ...part.facts.mediators]
  return known.find((it) => it.person_id === person)?.name ?? ''
}
const nameHere = (at: Telling): string => nameOf(at, at.part?.id)
const besideHere = (at: Telling, id: unknown): string => besideOf(at, at.part?.id, id)
const owed = ({ part }: Telling): string =>
  part?.part === 'obligation'
    ? `${unended(whatOwed(part.facts.nature, part.facts.what))}${part.facts.amount ? `，${sayYuan(part.facts.amount)}` : ''}`
    : ''

const amountOf = (input: Input, { part }: Telling): string => {
  const payments = part?.part === 'obligation' ? (part.facts.payments ?? []) : []
  const payment = payments.find((it) => it.id === input.payment_id)
  return payment ? sayYuan(payment.amount) : ''
}

/** Where somebody was sent, and what for. */
const sentTo = ({ part }: Telling): string =>
  part?.part === 'referral' ? `${REFERRAL_KINDS[part.facts.kind].says}，${part.facts.to}` : ''

/** What a line adds in words to the step's own name; a step that is not here says it all by its name. */
const NOTES: Record<string, Tell> = {
  recount: (input) =>
    ((input.moved ?? []) as { rule: string; from: string; to: string }[]).map(
      ({ rule, from, to }) => `${clockRule(rule)?.says ?? rule}：原来到 ${from}，现在到 ${to}`,
    ),
  ask_supplement: (input) => [...(input.missing as string[]).map((code) => word(MISSING, code)), text(input.note)],
  supply_supplement: (input, at) => [text(input.text), spoken(input, at)],
  refuse: (input) => [word(REFUSAL_GROUNDS, input.ground), text(input.explanation)],
  withdraw: (input, at) => [word(WITHDRAWAL_REASONS, input.reason), spoken(input, at)],
  accept_here: (input) => [text(input.note)],
  dismiss_clue: (input) => [text(input.because)],
  name_party: (input) => [text(input.name)],
  correct_party: (input) => [text(input.because)],
  name_agent: (input, at) => [
    nameHere(at),
    text(input.name),
    word(AGENT_KINDS, input.kind),
    (input.powers as string[]).map((power) => word(POWERS, power)).join('、'),
  ],
  end_agency: (input, at) => [nameHere(at), besideHere(at, input.agent_id), text(input.note)],
  record_capacity: (input, at) => [nameHere(at), word(FINDINGS, input.finding), text(input.basis)],
  name_guardian: (input, at) => [nameHere(at), text(input.name), text(input.relation), text(input.paper)],
  name_helper: (input, at) => [nameHere(at), text(input.name), word(HELPER_KINDS, input.kind)],
  end_help: (input, at) => [nameHere(at), besideHere(at, input.helper_id), text(input.note)],
  name_representatives: (input) => (input.representatives as { name: string }[]).map(({ name }) => name),
  add_members: (input, at) => [nameHere(at), `${(input.members as object[]).length} 户`],
  tick_member: (input) => [input.what === null ? '取消记错的' : word(TICKS, input.what), text(input.note)],
  not_duplicate: (input) => [text(input.because)],
  merge: (input) => [`并入 ${text(input.short_code)}`, text(input.because)],
  take_in: (input) => [`并入 ${text(input.short_code)} 的当事人`],
  unmerge: (input) => [text(input.because)],
  let_go: (input) => [text(input.because)],
  succeed_person: (input) => [`${text(input.name)}离开，手上的事一次交接`],
  succeed_unit: (input) => [`${text(input.from_name)}并入别的单位或者撤销`],
  dispatch: (input) => [word(TRIAGE_ROUTES, input.route), text(input.because)],
  sign_off: (input) => [text(input.note)],
  object_dispatch: (input) => [text(input.reason), `依据：${text(input.basis)}`],
  confirm_dispatch: (input) => [text(input.because)],
  reassign: (input) => [text(input.because)],
  decide_handler: (input) => [text(input.because)],
  pass_up: (input) => [text(input.because)],
  pass_down: (input) => [text(input.because)],
  coordinate: (input) => [text(input.agenda), text(input.place)],
  end_coordination: (input) => [
    text(input.decision),
    ...(Array.isArray(input.duties) ? input.duties : []).map((it: Input) => `最迟 ${text(it.by)}：${text(it.what)}`),
  ],
  finish_duty: (input) => [text(input.note)],
  divert_task: (input, at) => [
    word(TRIAGE_ROUTES, input.route),
    text(input.to),
    `${names(at, input.chosen_by)}自己选的`,
    text(input.docket_no),
    text(input.account),
  ],
  note_route_result: (input) => [word(ROUTE_RESULTS, input.result), text(input.docket_no), text(input.note)],
  take_back: (input) => [text(input.because)],
  propose_false: (input) => [text(input.checked), text(input.because)],
  approve_false: (input) => [text(input.note)],
  reject_false: (input) => [text(input.because)],
  rebound: (input, at) => [text(input.what), spoken(input, at)],
  give_to: (input) => [`交给${text(input.given_to)}`, text(input.note)],
  give_back: (input) => [text(input.note)],
  resolve_task: (input) => [word(RESOLVED_HOW, input.how), text(input.account)],
  leave_unresolved: (input) => [word(UNRESOLVED_WHY, input.why), text(input.account)],
  propose_mediation: (input, at) => [text(input.matter), names(at, input.parties)],
  record_contact: (input, at) => [
    nameOf(at, input.party_id),
    word(CONTACT_HOWS, input.how),
    word(CONTACT_RESULTS, input.result),
    text(input.note),
  ],
  invite: (input, at) => [nameOf(at, input.party_id), word(INVITATION_HOWS, input.how)],
  agree_to_mediation: (input, at) => [spoken(input, at)],
  ask_other_time: (input, at) => [text(input.note), spoken(input, at)],
  refuse_mediation: (input, at) => [word(REFUSAL_REASONS, input.reason), text(input.note), spoken(input, at)],
  cannot_reach: (input, at) => [nameOf(at, input.party_id), text(input.note)],
  decline_mediation: (input) => [word(REFUSAL_GROUNDS, input.ground), text(input.explanation)],
  accept_mediation: (input) => [text(input.note)],
  void_docket: (input) => [text(input.because)],
  assign_mediator: (input) => [input.chosen_by === 'parties' ? '当事人选定' : '调解组织指定', text(input.disclosed)],
  replace_mediator: (input) => [text(input.because)],
  ask_other_mediator: (input, at) => [
    word(REQUEST_KINDS, input.kind),
    asked(at, input.person_id),
    word(REQUEST_GROUNDS, input.ground),
    text(input.note),
    spoken(input, at),
  ],
  drop_other_mediator: (input, at) => [text(input.note), spoken(input, at)],
  grant_other_mediator: (input) => [text(input.because), text(input.court)],
  keep_mediator: (input) => [word(KEEP_REASONS, input.why), text(input.because), text(input.court)],
  tick_times: (input, at) => [spoken(input, at)],
  notify_session: (input) => [text(input.place), word(SESSION_MODES, input.mode)],
  cannot_come: (input, at) => [text(input.note), spoken(input, at)],
  cancel_session: (input) => [text(input.because)],
  record_no_show: (input, at) => [names(at, input.absent), text(input.said)],
  record_service: (input, at) => [
    nameOf(at, input.party_id),
    word(SERVED_HOWS, input.how),
    word(SERVED_RESULTS, input.result),
    text(input.received_by),
    text(input.note),
  ],
  begin_session: (input, at) => ['已告知权利义务', `到场：${names(at, input.present)}`],
  record_session: (input, at) =>
    input.mode === 'back_to_back'
      ? ['背靠背，内容保密', nameOf(at, input.with)]
      : [word(SESSION_MODES, input.mode), text(input.text), word(SESSION_RESULTS, input.result)],
  suspend_mediation: (input) => [word(SUSPENSION_REASONS, input.reason), text(input.note)],
  leave: (input, at) => [text(input.note), spoken(input, at)],
  end_mediation: (input) => [word(ENDING_REASONS, input.reason), text(input.note)],
  settle_themselves: (input, at) => [text(input.account), spoken(input, at)],
  declare_relation: (input, at) => [nameOf(at, input.party_id), text(input.says)],
  waive_relation: (input, at) => [`书面同意：${names(at, input.waived_by)}`],
  extend_mediation: (input, at) => [
    `${String(input.days)} 日`,
    ...(input.agreed as { party_id: string; how: keyof typeof EXTENSION_HOWS }[]).map(
      ({ party_id, how }) => `${nameOf(at, party_id)}${word(EXTENSION_HOWS, how)}同意`,
    ),
    text(input.because),
  ],
  expire_mediation: (input) => [text(input.note)],
  go_on: (input, at) => [text(input.matter), names(at, input.parties)],
  report_danger: (input) => [word(DANGERS, input.kind), text(input.what)],
  police_told: (input) => [text(input.received_by), word(TOLD_HOWS, input.how), text(input.note)],
  no_report_because: (input) => [text(input.because)],
  wish_joint: (input, at) => [nameOf(at, input.said_by), input.wish ? '愿意面对面' : '不愿意面对面'],
  revoke_seal: (input) => [word(REVOKED_WHY, input.why), text(input.court_paper), text(input.because)],
  settle_in_part: (input) => [`没有谈成的：${text(input.rest)}`, word(REST_THEN, input.rest_then)],
  take_back_agreement: (input) => [text(input.because)],
  record_signature: (input, at) => [
    nameOf(at, input.party_id),
    input.by_agent ? `代理人${besideOf(at, input.party_id, input.by_agent)}代签（特别授权）` : '',
    input.with_guardian ? '监护人签字' : '',
    word(KNOWN_BY, input.known_by),
  ],
  meet_condition: (input, at) => [owed(at), text(input.note)],
  fix_amount: (input, at) => [owed(at), sayYuan(text(input.amount)), text(input.basis)],
  claim_performed: (input, at) => [owed(at), text(input.note), spoken(input, at)],
  confirm_performed: (input, at) => [owed(at), text(input.note), spoken(input, at)],
  deny_performed: (input, at) => [owed(at), text(input.note), spoken(input, at)],
  waive_share: (input, at) => [owed(at), text(input.note), spoken(input, at)],
  waive: (input, at) => [owed(at), text(input.note), spoken(input, at)],
  record_payment: (input, at) => [
    owed(at),
    sayYuan(text(input.amount)),
    word(PAYMENT_HOWS, input.how),
    text(input.what),
    text(input.proof),
    spoken(input, at),
  ],
  confirm_payment: (input, at) => [owed(at), amountOf(input, at), text(input.note), spoken(input, at)],
  confirm_last_payment: (input, at) => [owed(at), amountOf(input, at), text(input.note), spoken(input, at)],
  deny_payment: (input, at) => [owed(at), amountOf(input, at), text(input.note), spoken(input, at)],
  check_payment: (input, at) => [owed(at), word(CHECK_RESULTS, input.result)],
  propose_change: (input, at) => [owed(at), changeInWords(input as ChangedTerms), text(input.why), spoken(input, at)],
  agree_change: (input, at) => [owed(at), spoken(input, at)],
  join_change: (input, at) => [owed(at), spoken(input, at)],
  refuse_change: (input, at) => [owed(at), text(input.note), spoken(input, at)],
  urge: (input, at) => [owed(at), word(URGED_HOWS, input.how), text(input.answer)],
  offer_change: (input, at) => [owed(at), text(input.note)],
  remind: (_, at) => [owed(at)],
  breach: (_, at) => [owed(at)],
  send_to_enforcement: (input, at) => [
    owed(at),
    input.confirmed_by_court === true ? '经过司法确认' : '',
    text(input.note),
    text(input.skipped_because),
  ],
  refer: (input, at) => [
    word(REFERRAL_KINDS, input.kind),
    text(input.to),
    nameOf(at, input.said_by) && `${nameOf(at, input.said_by)}同意的`,
    text(input.why),
  ],
  supervise: (input) => [text(input.reason), text(input.ask)],
  answer_supervision: (input) => [text(input.done), text(input.next)],
  accept_supervision: (input) => [text(input.note)],
  send_back_supervision: (input) => [text(input.because)],
  lift_supervision: (input) => [text(input.because)],
  open_package: (input) => [
    `${text(input.leader)}（${text(input.leader_post)}）`,
    text(input.because),
    text(input.plan),
  ],
  revise_package: (input) => [text(input.because), text(input.plan)],
  log_package: (input) => [text(input.text)],
  release_package: (input) => [text(input.note)],
  give_colour: (input) => [
    `${word(COLOURS, input.colour)}色`,
    ...(Array.isArray(input.grounds) ? input.grounds.map((it) => word(COLOUR_GROUNDS, it)) : []),
    text(input.words),
  ],
  lower_colour: (input) => [
    input.colour === null ? '不再挂颜色' : `降为${word(COLOURS, input.colour)}色`,
    text(input.because),
  ],
  note_progress: (input) => [text(input.text), text(input.next)],
  report_major: (input) => [word(REPORT_TO, input.to), text(input.situation)],
  receive_report: (input) => [text(input.note)],
  verify_result: (input) => [word(VERIFY_HOWS, input.how), text(input.found)],
  referral_taken: (input, at) => [sentTo(at), text(input.taken_by), text(input.note)],
  referral_decided: (input, at) => [sentTo(at), text(input.what)],
  referral_came_back: (input, at) => [sentTo(at), text(input.result), text(input.paper), text(input.paper_number)],
  referral_without_result: (input, at) => [sentTo(at), word(WITHOUT_RESULT, input.reason), text(input.note)],
  withdraw_referral: (input, at) => [sentTo(at), text(input.note), spoken(input, at)],
  record_visit: (input) => [
    word(PERFORMANCES, input.performance),
    word(SATISFACTIONS, input.satisfaction),
    text(input.satisfaction_words),
    text(input.account),
  ],
  visit_not_reached: (input) => [text(input.note)],
  close: (input) => [text(input.note)],
}

/** What a line of the story adds in words; null where the step's name says it all. */
export function noteOf(step: string, input: Input, at: Telling): string | null {
  return inOneLine(NOTES[step]?.(input, at) ?? []) || null
}
