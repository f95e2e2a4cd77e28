import { sayYuan } from '#domain/agreements/amounts.ts'
import { KNOWN_BY } from '#domain/agreements/desk-inputs.ts'
import { whatOwed } from '#domain/agreements/what-owed.ts'
import type { Part } from '#domain/disputes/parts.ts'
import { inOneLine, unended } from '#domain/documents/in-one-line.ts'
import { MISSING, REFUSAL_GROUNDS, WITHDRAWAL_REASONS } from '#domain/intake/inputs.ts'
import {
  CONTACT_HOWS,
  CONTACT_RESULTS,
  ENDING_REASONS,
  INVITATION_HOWS,
  SESSION_MODES,
  SESSION_RESULTS,
  SUSPENSION_REASONS,
} from '#domain/mediation/desk-inputs.ts'
import { REFUSAL_REASONS } from '#domain/mediation/inputs.ts'
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
  return name && `${name}说的，工作人员登记`
}
const owed = ({ part }: Telling): string =>
  part?.part === 'obligation'
    ? `${unended(whatOwed(part.facts.nature, part.facts.what))}${part.facts.amount ? `，${sayYuan(part.facts.amount)}` : ''}`
    : ''

/** What a line adds in words to the step's own name; a step that is not here says it all by its name. */
const NOTES: Record<string, Tell> = {
  ask_supplement: (input) => [...(input.missing as string[]).map((code) => word(MISSING, code)), text(input.note)],
  supply_supplement: (input, at) => [text(input.text), spoken(input, at)],
  refuse: (input) => [word(REFUSAL_GROUNDS, input.ground), text(input.explanation)],
  withdraw: (input, at) => [word(WITHDRAWAL_REASONS, input.reason), spoken(input, at)],
  accept_here: (input) => [text(input.note)],
  dismiss_clue: (input) => [text(input.because)],
  name_party: (input) => [text(input.name)],
  correct_party: (input) => [text(input.because)],
  not_duplicate: (input) => [text(input.because)],
  merge: (input) => [`并入 ${text(input.short_code)}`, text(input.because)],
  take_in: (input) => [`并入 ${text(input.short_code)} 的当事人`],
  unmerge: (input) => [text(input.because)],
  let_go: (input) => [text(input.because)],
  dispatch: (input) => [word(TRIAGE_ROUTES, input.route), text(input.because)],
  sign_off: (input) => [text(input.note)],
  object_dispatch: (input) => [text(input.reason), `依据：${text(input.basis)}`],
  confirm_dispatch: (input) => [text(input.because)],
  reassign: (input) => [text(input.because)],
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
  assign_mediator: (input) => [input.chosen_by === 'parties' ? '当事人选定' : '调解组织指定', text(input.disclosed)],
  replace_mediator: (input) => [text(input.because)],
  tick_times: (input, at) => [spoken(input, at)],
  notify_session: (input) => [text(input.place), word(SESSION_MODES, input.mode)],
  begin_session: (input, at) => ['已告知权利义务', `到场：${names(at, input.present)}`],
  record_session: (input, at) =>
    input.mode === 'back_to_back'
      ? ['背靠背，内容保密', nameOf(at, input.with)]
      : [word(SESSION_MODES, input.mode), text(input.text), word(SESSION_RESULTS, input.result)],
  suspend_mediation: (input) => [word(SUSPENSION_REASONS, input.reason), text(input.note)],
  leave: (input, at) => [text(input.note), spoken(input, at)],
  end_mediation: (input) => [word(ENDING_REASONS, input.reason), text(input.note)],
  settle_themselves: (input, at) => [text(input.account), spoken(input, at)],
  take_back_agreement: (input) => [text(input.because)],
  record_signature: (input, at) => [nameOf(at, input.party_id), word(KNOWN_BY, input.known_by)],
  meet_condition: (input, at) => [owed(at), text(input.note)],
  fix_amount: (input, at) => [owed(at), sayYuan(text(input.amount)), text(input.basis)],
  claim_performed: (input, at) => [owed(at), text(input.note), spoken(input, at)],
  confirm_performed: (input, at) => [owed(at), text(input.note), spoken(input, at)],
  deny_performed: (input, at) => [owed(at), text(input.note), spoken(input, at)],
  waive: (input, at) => [owed(at), text(input.note), spoken(input, at)],
  remind: (_, at) => [owed(at)],
  breach: (_, at) => [owed(at)],
  send_to_enforcement: (input, at) => [owed(at), text(input.note)],
  record_visit: (input) => [
    word(PERFORMANCES, input.performance),
    word(SATISFACTIONS, input.satisfaction),
    text(input.account),
  ],
  visit_not_reached: (input) => [text(input.note)],
  close: (input) => [text(input.note)],
}

/** What a line of the story adds in words; null where the step's name says it all. */
export function noteOf(step: string, input: Input, at: Telling): string | null {
  return inOneLine(NOTES[step]?.(input, at) ?? []) || null
}
