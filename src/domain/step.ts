import type { z } from 'zod'
import type { Calendar, Day } from './clocks/calendar.ts'
import type { RuleBook } from './clocks/rule-book.ts'
import type { Complained } from './complaints/examiner.ts'
import type { Consequence } from './disputes/consequences.ts'
import type { Clock, File, Involvement, Link, Part, PartKind, Sealed, StatusOf } from './disputes/parts.ts'
import type { Docket } from './documents/docket.ts'
import type { Notice } from './documents/service.ts'
import type { WordingBook } from './documents/wording-book.ts'
import type { EvidenceFile } from './evidence/facts.ts'
import type { GuardName } from './guards.ts'
import type { Hat } from './hats.ts'
import type { Member } from './identity/beside.ts'
import type { BatchShape } from './intake/batch-rows.ts'
import type { CarriesOut } from './law-rows.ts'
import type { PlaceCode } from './organisations/places.ts'
import type { Role, UnitKind } from './organisations/words.ts'
import type { PaperToSign, Scan } from './returned/facts.ts'
import type { NamedPaper } from './seals/seal.ts'
import type { Guess } from './triage/guess.ts'
import type { AtHand } from './triage/types.ts'

/** Who acts, with the role and unit held at this moment (threats I4). */
export type Actor =
  | {
      kind: 'staff'
      person_id: string
      name: string
      post_id: string
      role: Role
      unit_id: number
      unit_kind: UnitKind
      unit_name: string
      place_code: PlaceCode
    }
  /** `agent_id`: it is her agent who acts for her, by a link of his own (民法典 162); only `decide` says what he may. */
  | { kind: 'party'; party_id: string; name: string; agent_id?: string }
  | { kind: 'anyone' }
  | { kind: 'system' }

/** A unit as the domain needs it: where a request lands, and how a person reaches it. */
export type Receiver = {
  place_code?: PlaceCode
  id: number
  number: number
  kind: UnitKind
  name: string
  phone: string
  address: string
  hours: string
}

/** Somebody who may be made a mediator: who she is and where she works. */
export type PersonCard = { person_id: string; name: string; unit_id: number; unit_name: string; role: Role }

/** Somebody with a post who may be booked for a meeting, and at what kind of unit she has it. */
export type OfficialCard = PersonCard & { unit_kind: UnitKind }

/** What the caller looked up for a step, because its input names it or its row asks for it. */
export type Named = {
  /** The unit the input names. */
  unit: Receiver | null
  /** The several units the input names, those of them in use. */
  units: readonly Receiver[]
  /** The people the input names. */
  people: readonly PersonCard[]
  /** The person the input names, where she may carry a task of the acting unit now. */
  colleague: PersonCard | null
  /** Everybody who works at the unit the input names and may carry its tasks or mediate: a card for each post. */
  handlers: readonly PersonCard[]
  /** The person the input names, where she may be asked for what it asks. */
  adviser: PersonCard | null
  /** Units that could take the matter, nearest first: what the triage rules choose from. */
  candidates: readonly Receiver[]
  /** What is known of each of them today: files in hand, who is on duty, what is spoken there. */
  at_hand: readonly (AtHand & { unit_id: number })[]
  /** What the words of the file speak for, by which edition of the list. */
  guess: { version: number; topics: readonly Guess[] } | null
  /** In whose name the acting unit mediates: the committee of its place, or itself; null where there is none. */
  committee: { id: number; name: string } | null
  /** The next number in the book of the committee this mediation is held by, nobody else's before this step is over; null where no committee holds it. */
  docket: Docket | null
  /** What this edition was laid out as, to be signed on a screen: both hashes, SHA-256 in hex; null where nobody opened it to sign. */
  signing_copy: { terms_hash: string; pdf_hash: string } | null
  /** That the acting party holds the phone she is known by: a one-time code sent there was given back. */
  proved_by_code: boolean
  /** Those of the guests the input names by who they are: with the post in which they would come. */
  guests: readonly OfficialCard[]
  /** The room the input names, and whether it is taken at the time the input names. */
  room: { id: number; name: string; taken: boolean } | null
  /** The papers and messages of this file that the input names, and whom each is for. */
  notices: readonly Notice[]
  /** The paper of this file that the input names, and whose it is. */
  paper: NamedPaper | null
  /** The paper the input names, as it is signed by hand. */
  to_sign: PaperToSign | null
  /** The files the input names that were sent for that paper by who acts, and what was read on them. */
  scans: readonly Scan[]
  /** The one of a group's list the input names: the list itself is never loaded for a step. */
  member: Member | null
  /** How far the list of a group is numbered. */
  members_before: number
  /** The dispute a complaint is about. */
  complained: Complained | null
  /** The sheet the input names, where it is the acting person's own and stands. */
  batch: { id: string; number: string; shape: BatchShape } | null
  /** The upload the input names: of this file, by who acts, checked and found sound. */
  upload: EvidenceFile | null
}
export const NOTHING_NAMED: Named = {
  unit: null,
  units: [],
  people: [],
  colleague: null,
  handlers: [],
  adviser: null,
  candidates: [],
  at_hand: [],
  guess: null,
  committee: null,
  docket: null,
  signing_copy: null,
  proved_by_code: false,
  guests: [],
  room: null,
  notices: [],
  paper: null,
  to_sign: null,
  scans: [],
  member: null,
  members_before: 0,
  complained: null,
  batch: null,
  upload: null,
}

/** All that a decision may look at: loaded under the file's lock, complete, and never anything else. */
export type Here = {
  file: File | null
  parts: readonly Part[]
  clocks: readonly Clock[]
  involvements: readonly Involvement[]
  links: readonly Link[]
  named: Named
  actor: Actor
  /** Instants are ISO texts in UTC; `today` is the day of `now` in Asia/Shanghai. */
  now: string
  today: Day
  occurred_at: string
  calendar: Calendar
  /** The lengths the county chose: a clock that starts now runs under the last of them. */
  rules: RuleBook
  /** The wording the county released: a paper made now names the newest of each piece whose day has come. */
  wordings: WordingBook
  /** Fresh identifiers, taken in order; their supply is the caller's randomness. */
  ids: readonly string[]
  /** The responsible unit, and for a step that opens a file the codes it will carry. */
  receiver: Receiver | null
  opening: { place_code: PlaceCode; code: string; short_code: string } | null
  /** The unit of the acting post, where staff act. */
  own_unit: Receiver | null
}

export type SecretKind =
  | 'reach'
  | 'identity_number'
  | 'private_note'
  | 'reporter'
  | 'guidance'
  | 'sealed_note'
  | 'session_note'
/** An input with every field of a secret's name sealed, at whatever depth it stands. */
type Sealing<I, S extends string> = I extends readonly (infer Item)[]
  ? Sealing<Item, S>[]
  : I extends object
    ? { [K in keyof I]: K extends S ? SealedIf<I[K]> : Sealing<I[K], S> }
    : I
type SealedIf<T> = T extends string ? Sealed : T

/** One row of the table: everything about a step that a lawyer would want to check. */
export type Row = {
  /** The part it is a step of; a row that opens a file stands on none yet. */
  on: PartKind | 'nothing'
  from: readonly string[]
  to: string | null
  by: readonly Hat[]
  needs: readonly GuardName[]
  /** What the caller has to look up beside the file. */
  asks: readonly (keyof Named)[]
  /** Fresh identifiers it may need at most. */
  ids: number
  input: z.ZodObject
  secrets: Readonly<Record<string, SecretKind>>
  then: (here: Here, part: Part | null, input: never) => Consequence[]
  law: readonly string[]
  /** The rows of domain 2.4 it carries out, or a sentence why the law or the people need it. */
  carries_out: CarriesOut
  says: string
  /** Whether the parties read it in their story, or the office alone. */
  told: 'everyone' | 'office'
}

/** Enough for almost every step; a row that makes more says so. */
const USUAL_IDS = 12

type RowOf<K extends PartKind | 'nothing', Shape extends z.ZodObject, S extends string> = {
  on: K
  from: K extends PartKind ? readonly StatusOf<K>[] : readonly []
  /** Where the part moves to; null for an event that does not move it (or a row that opens a file). */
  to: K extends PartKind ? StatusOf<K> | null : null
  by: readonly Hat[]
  needs: readonly GuardName[]
  input: Shape
  asks?: readonly (keyof Named)[]
  ids?: number
  /** Input fields, by name and at any depth, that are sealed before the decision: the event keeps references only. */
  secrets?: { readonly [F in S]: SecretKind }
  then: (here: Here, part: K extends PartKind ? Part<K> : null, input: Sealing<z.output<Shape>, S>) => Consequence[]
  law: readonly string[]
  carries_out: CarriesOut
  says: string
  told?: 'everyone' | 'office'
}

/** Declares a row; the types tie its statuses, its input and its consequences together. */
export function step<K extends PartKind | 'nothing', Shape extends z.ZodObject, S extends string = never>(
  row: RowOf<K, Shape, S>,
): Row & { input: Shape } {
  return {
    ...row,
    asks: row.asks ?? [],
    ids: row.ids ?? USUAL_IDS,
    told: row.told ?? 'everyone',
    secrets: (row.secrets ?? {}) as Readonly<Record<string, SecretKind>>,
    then: row.then as unknown as Row['then'],
  }
}
