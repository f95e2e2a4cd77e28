import type { Day } from '../clocks/calendar.ts'
import type { PaperBlock } from '../documents/blocks.ts'
import type { Member, MemberFacts } from '../identity/beside.ts'
import type { Clock, FactsOf, FileFacts, Involvement, Link, Owing, PartKind, StatusOf } from './parts.ts'

/** A paper as a frozen value, in the words of the day it was made. */
export type PaperContent = {
  title: string
  to: string
  blocks: PaperBlock[]
}

/** A party is not opened but involved. */
type Opened = Exclude<PartKind, 'party'>
type OpenPart = {
  [K in Opened]: { kind: 'open_part'; part: K; id: string; status: StatusOf<K>; facts: FactsOf[K] }
}[Opened]
type MovePart = { [K in PartKind]: { kind: 'move_part'; part: K; id: string; status: StatusOf<K> } }[PartKind]
type ChangeFacts =
  | { [K in PartKind]: { kind: 'change_facts'; part: K; id: string; facts: Partial<FactsOf[K]> } }[PartKind]
  | {
      kind: 'change_facts'
      part: 'file'
      id: string
      facts: Partial<Pick<FileFacts, 'place_code' | 'responsible_unit'>>
    }
  | { kind: 'change_facts'; part: 'member'; id: string; facts: Pick<MemberFacts, 'ticked'> }

/**
 * All that a step can bring about: eleven kinds and no more. Each is written by one writer, in the folder that owns its
 * table, and applied in memory by `fold`: that both agree is the proof that the rows are what the log says.
 */
export type Consequence =
  | { kind: 'open_part'; part: 'file'; id: string; facts: FileFacts }
  | OpenPart
  | MovePart
  | ChangeFacts
  | {
      kind: 'start_clock'
      id: string
      part: PartKind
      part_id: string
      rule: string
      rule_version: number
      calendar_version: string
      owes: Owing
      act: string
      started_on: Day
      due_on: Day
      due_at: string | null
    }
  | { kind: 'pause_clock'; id: string; on: Day }
  | { kind: 'resume_clock'; id: string; paused_days: number; due_on: Day; calendar_version: string }
  | { kind: 'stop_clock'; id: string; as: 'met' | 'met_late' | 'cancelled' }
  /** Somebody else owes it from now on; its day does not move. */
  | { kind: 'owe'; id: string; owes: Owing }
  /** Under the id of one that exists, it only changes until when. */
  | { kind: 'involve'; id: string; who: Involvement['who']; as_what: Involvement['as_what']; until: Day | null }
  | { kind: 'involve'; id: string; who: { party: FactsOf['party'] } }
  /** One of the many a group party stands for: kept in its list, never among the parts. */
  | { kind: 'involve'; id: string; who: { member: MemberFacts } }
  /** A link that opens the file to a party; under the id of one that exists, it only changes until when. */
  | {
      kind: 'involve'
      id: string
      who: { holder: string; agent?: string }
      purpose: Link['purpose']
      until: Day | null
    }
  /** Whom it is for: the applicants where it says nothing, these parties, or with none the office alone. */
  | { kind: 'ask_paper'; id: string; form: string; content: PaperContent; for_parties?: string[] }
  /** {link} and {code} in the wording are filled in at delivery alone: no secret stands in a row. */
  | {
      kind: 'send_effect'
      id: string
      effect: 'text_message'
      to_party: string
      wording: string
      link_id?: string
      /** A new one-time code, good for one edition of what it is about; for an agent it goes to his own phone. */
      code?: { id: string; about: string; edition: number; agent?: { id: string; reach_id: string } }
    }
  /** Word to the police, to the station nearest the matter where one is known (人民调解法 25). */
  | { kind: 'send_effect'; id: string; effect: 'police_report'; to_unit: number | null; wording: string }
  /** The copy of a paper that bears a seal, under the seal's own id: drawn, signed and kept after the step. */
  | { kind: 'send_effect'; id: string; effect: 'sealed_copy'; wording: string }

export type ConsequenceKind = Consequence['kind']
export const CONSEQUENCE_KINDS = [
  'open_part',
  'move_part',
  'change_facts',
  'start_clock',
  'pause_clock',
  'resume_clock',
  'stop_clock',
  'owe',
  'involve',
  'ask_paper',
  'send_effect',
] as const satisfies readonly ConsequenceKind[]

/** What `fold` builds and what the rows must equal. */
export type Folded = {
  file: (FileFacts & { id: string }) | null
  parts: import('./parts.ts').Part[]
  clocks: Clock[]
  involvements: Involvement[]
  links: Link[]
  members: Member[]
  papers: { id: string; form: string; event_seq: number }[]
  effects: { id: string; effect: string; to_party: string | null; to_unit: number | null; event_seq: number }[]
}
