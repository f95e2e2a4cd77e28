import type { Clause, OutsideFact, Undertaking } from '../agreements/clauses.ts'
import type { Owed } from '../agreements/due.ts'
import type { Day } from '../clocks/calendar.ts'
import type { ComplaintKind, Conduct, Finding, Measure } from '../complaints/inputs.ts'
import type { DangerKind } from '../danger/inputs.ts'
import type { Docket, VoidedDocket } from '../documents/docket.ts'
import type { Served } from '../documents/service.ts'
import type { NamedWordings } from '../documents/wording-book.ts'
import type { EvidenceFacts } from '../evidence/facts.ts'
import type { Agent, Helper, Representative } from '../identity/beside.ts'
import type { CapacityFacts, Guardian } from '../identity/capacity.ts'
import type { PartyDetails } from '../identity/details.ts'
import type {
  ColourBefore,
  ColourFacts,
  MajorReport,
  PackageFacts,
  SupervisionFacts,
  VerifiedFacts,
} from '../ledger/facts.ts'
import type { PlaceCode } from '../organisations/places.ts'
import type { Role } from '../organisations/words.ts'
import type { ReferralKind } from '../referrals/kinds.ts'
import type { ReturnedPaper } from '../returned/facts.ts'
import type { Seal } from '../seals/seal.ts'
import type { LaidOut } from '../signing/terms.ts'
import type { ChangedAnswer } from '../triage/changed.ts'
import type { Guess } from '../triage/guess.ts'
import type { UnitCandidate } from '../triage/types.ts'

/** The stored statuses of each part (domain 2.2a), with the words people see. */
export const STATUSES = {
  dispute: {
    clue: '线索',
    registered: '已登记',
    supplementing: '等待补充',
    checking_duplicates: '查重核验',
    triaging: '分流研判',
    open: '办理中',
    closed: '已结案',
    archived: '已归档',
    merged: '已并案',
    withdrawn: '已撤回',
    not_accepted: '不予受理',
    false_report: '核实无此纠纷',
  },
  task: {
    dispatched: '已交办待签收',
    objected: '退单异议',
    in_handling: '办理中',
    coordinating: '会商中',
    resolved: '已化解',
    unresolved: '未化解',
    diverted: '已导入其他途径',
    returned: '已退回',
  },
  party: { present: '在案', left: '已退出' },
  mediation: {
    seeking_consent: '征询意愿',
    accepted: '双方同意调解',
    assigned: '已定调解员',
    notified: '已通知时间地点',
    in_session: '调解中',
    suspended: '暂停',
    agreed: '达成协议',
    self_settled: '自行和解',
    refused: '有人不同意调解',
    failed: '调解不成',
    withdrawn: '已撤回',
    expired: '期限届满',
    not_accepted: '不予受理',
  },
  agreement: {
    drafting: '起草中',
    signing: '签署中',
    in_effect: '已生效',
    replaced: '已被新协议代替',
    void: '没有生效',
  },
  obligation: {
    waiting: '等待条件',
    due: '待履行',
    claimed: '说已履行，待对方确认',
    performed: '已履行',
    waived: '权利人免除',
    breached: '逾期未履行',
    sent_to_enforcement: '已告知依法主张',
  },
  visit: { due: '待回访', done: '已回访', not_reached: '没联系上' },
  complaint: { received: '已收到', examining: '正在查', answered: '已答复', withdrawn: '已收回' },
  referral: {
    sent: '已转出，等接收',
    taken: '已接收，在办',
    decided: '已决定，等落实',
    came_back: '有结果',
    without_result: '没有结果',
  },
  supervision: { asked: '已督办，等答复', answered: '已答复，等核对', settled: '已了结', lifted: '已撤销' },
  package: { going_on: '包案中', released: '已解除', ended: '随件终止' },
  evidence: { kept: '已收下', shown: '已给对方看', withdrawn: '已收回', void: '登记有误，作废' },
} as const

export type PartKind = keyof typeof STATUSES
export type StatusOf<K extends PartKind> = keyof (typeof STATUSES)[K]
export type Status = { [K in PartKind]: StatusOf<K> }[PartKind]

/** A mediation that can still lead somewhere. */
export const LIVE_MEDIATION: readonly StatusOf<'mediation'>[] = [
  'seeking_consent',
  'accepted',
  'assigned',
  'notified',
  'in_session',
  'suspended',
]
/** A task that has its result. */
export const ENDED_TASK: readonly StatusOf<'task'>[] = ['resolved', 'unresolved', 'diverted', 'returned']
/** An obligation about which nothing is to be done here any more. */
export const ENDED_OBLIGATION: readonly StatusOf<'obligation'>[] = ['performed', 'waived', 'sent_to_enforcement']
/** A referral whose outcome is still awaited. */
export const LIVE_REFERRAL: readonly StatusOf<'referral'>[] = ['sent', 'taken', 'decided']
/** A dispute that is over: it owes nothing and nothing can happen to it but reopening. */
export const ENDED_DISPUTE: readonly StatusOf<'dispute'>[] = [
  'closed',
  'archived',
  'merged',
  'withdrawn',
  'not_accepted',
  'false_report',
]

/** A complaint that has its answer, or was taken back. */
export const ENDED_COMPLAINT: readonly StatusOf<'complaint'>[] = ['answered', 'withdrawn']

/** A secret kept elsewhere: the event and the row hold only its reference. */
export type Sealed = { sealed: string }

/** A matter handed over by another office, with the paper it came with (domain 2.1 CH06–CH12). */
export type HandOver = { from_unit: string; paper: string; number: string; on: Day }

/** Another file that may be about the same matter, with the reasons shown to the person who decides (domain 2.5). */
export type Suspicion = { file_id: string; short_code: string; level: string; reasons: string[] }

/** What was asked of the triage rules and what they answered: enough to replay the answer (domain 2.6). */
export type TriageRecord = {
  facts: Record<string, unknown>
  /** The units it could choose from, nearest first, with what was known of each; older records have their names alone. */
  units: UnitCandidate[]
  matrix_version: number
  asked_on: Day
  route: string
  unit_id: number | null
  urgent: boolean
  may_be_mediated: boolean
  /** What the words spoke for then, and by which edition of the list: a hint that was seen, never an answer. */
  guess?: { version: number; topics: readonly Guess[] }
  /** Where the rules were asked again with other answers: which, by whom, why. */
  changes?: { on: Day; by: string; because: string; answers: ChangedAnswer[] }[]
}

/** A sign that it may turn to violence or crime, and what became of it (domain 2.4 row 25; threats I38). */
export type Danger = {
  id: string
  kind: DangerKind
  what: string
  /** When it was seen, and when and by whom it was reported here. */
  seen_at: string
  at: string
  by: string
  /** Those of the parties who are in danger; somebody outside the file stands in `who`. */
  endangered: string[]
  who: string
  told: { received_by: string; how: string; by: string; at: string } | null
  declined: { because: string; by: string; at: string } | null
}

/**
 * A note on health, violence or somebody's state of mind: its kind and its words are sealed (domain 10.3). `as`: what whoever wrote
 * it was here then.
 */
export type SealedNote = {
  id: string
  kind: Sealed
  text: Sealed
  as: 'mediating' | 'advising' | 'handling'
  by_person: string
  by: string
  at: string
}
/** What a counsellor wrote down of a session: sealed, for herself. */
export type SessionNote = Pick<SealedNote, 'id' | 'text' | 'by_person' | 'by' | 'at'>

export type DisputeFacts = {
  channel: string
  other_side: string
  where_text: string
  what_happened: string
  wish: string
  dispute_type?: string | null
  missing?: string[]
  refused_because?: string
  closing_note?: string
  hand_over?: HandOver
  /** Who reported a clue, in words: he is no party. */
  reported_by?: string
  /** A reporter who asked for protection: the reference alone, opened by a look of its own. */
  protected_reporter?: string
  false_because?: string
  /** The sheet it was written down with, its line there, by whom and when (成批登记). */
  batch?: { id: string; number: string; line: number; by: string; at: string }
  taken_back_because?: string
  suspicions?: Suspicion[]
  not_duplicate_because?: string
  merged_into?: { file_id: string; short_code: string; because: string } | null
  /** What is merged in here, and since when it runs. */
  merged_here?: {
    file_id: string
    short_code: string
    since?: Day
    /** How many days its first clock had stood still when it came. */
    stood_still?: number
    /** What was known of danger there: it protects whoever came over, for as long as they are here. */
    dangers?: Danger[]
    violence?: boolean
  }[]
  /** Clocks that began earlier than this file would have begun them, because of what was merged in: the day of its own. */
  borrowed_starts?: {
    clock: string
    own: Day
    /** How many days its own had stood still, and how many it began with. */
    own_stood?: number
    began_with?: number
  }[]
  triage?: TriageRecord
  /** Signs of violence, crime or abuse, each reported to the police or, with a reason, not (人民调解法 25). */
  dangers?: Danger[]
  /** Somebody found that there is no such dispute; another person has to say so too (domain 2.2, FALSE_REPORT). */
  false_proposed?: { person_id: string; name: string; checked: string; because: string; on: Day } | null
  closed_on?: Day
  /** The days it came up again after closing (domain 2.4 row 32). */
  rebounds?: Day[]
  /** When it last did: what was looked at earlier that day was looked at before. */
  rebounded_at?: string
  /** Where a court entrusted it: whom at the court to turn to, and who that was before (S1-48). */
  court_person?: CourtPerson
  sealed_notes?: SealedNote[]
  /** Papers of this file that bear a seal put here. */
  seals?: Seal[]
  /** Papers that were signed by hand and came back as pictures, each time as it came. */
  returned_papers?: ReturnedPaper[]
  /** How near trouble it is, said by a person from stated facts; and what it was before. */
  colour?: ColourFacts | null
  colours_before?: ColourBefore[]
  /** How it goes, time by time (台账 进展): the latest; all of it stands in the events. */
  progress?: { on: Day; by: string; text: string; next: string }[]
  major_reports?: MajorReport[]
  /** Somebody who had not handled it looked whether it is settled (销号). */
  verified?: VerifiedFacts | null
}

/** The court's person for an entrusted matter: an office telephone, nobody's own. */
export type CourtPerson = {
  name: string
  phone: string
  on: Day
  by: string
  before: { name: string; phone: string; on: Day; until: Day; because: string }[]
}

/** A unit that may look at the file for as long as it is asked: its name then, and the involvement that opens the file. */
export type AskedUnit = { unit_id: number; name: string; involvement: string }
/** A conference on a hard case (会商): who convened it with whom about what, and what it came to. */
export type Conference = {
  convened_by: string
  on: Day
  at: string
  place: string
  agenda: string
  units: AskedUnit[]
  decision?: { text: string; on: Day; by: string }
}
/** What a conference laid on the unit of a task, by when; under the id of its clock. */
export type Duty = { id: string; what: string; by: Day; done: { on: Day; note: string } | null }
/** The other route a party chose, and what became of it there (domain 2.4 row 34). */
export type Diversion = {
  route: string
  to: string
  docket_no: string
  chosen_by: string[]
  on: Day
  result?: { what: string; note: string; on: Day }
}
export type TaskFacts = {
  unit_id: number
  /** Where it assists another task; the lead task carries none. */
  assists?: boolean
  route?: string
  because?: string
  /** What the rules had proposed, where whoever sent it decided otherwise; `because` is why. */
  instead_of?: { route: string; unit_name: string | null }
  from_unit?: number
  /** Where the unit that sent it is: which centre stands above both is found from it. */
  from_place?: PlaceCode
  objection?: { reason: string; basis: string; on: Day } | null
  returns?: number
  /** Who returned it, and where they are. */
  returned_by?: { unit_id: number; place_code: PlaceCode }[]
  /** After two returns: the common superior, which alone decides who handles it (domain 2.4 row 8). */
  decider?: AskedUnit | null
  /** It was decided, and binds: nobody returns it or passes it on any more. */
  decided?: { by: string; on: Day }
  conferences?: Conference[]
  duties?: Duty[]
  diverted?: Diversion | null
  /** Who of the unit took it on; while nobody has, the unit as such owes what is due under it (design 3). */
  held_by?: { person_id: string; name: string } | null
  /** Who of it had taken it on before. */
  held_before?: string[]
  outcome?: string
  outcome_note?: string
  /** Who of the unit said how it ended: whoever did does not verify it. Older tasks do not tell. */
  ended_by?: string
}
export type PartySide = 'applicant' | 'respondent' | 'third'
export type PartyKind = 'person' | 'organisation' | 'group'
export type PartyFacts = {
  side: PartySide
  name: string
  reach_id: string | null
  identity_paper: string | null
  identity_id: string | null
  kind?: PartyKind
  /** A firm (企业), as whoever wrote it down said. */
  is_enterprise?: boolean
  /** Who gave the way to reach her: a code sent to a phone the other side supplied proves nothing (issue 3, 8). */
  reach_from?: 'self' | 'staff' | 'other_side'
  /** Who speaks for an organisation or a group, and how many people it has. */
  speaks?: string
  members?: number
  /** What the printed forms ask of her besides (domain 3.2 D-01): each only where she said it. */
  details?: PartyDetails
  /** Who stands beside her: who acts for her, who must agree with her, who helps her, who speaks for a group. */
  agents?: Agent[]
  capacity?: CapacityFacts
  guardian?: Guardian
  helpers?: Helper[]
  representatives?: Representative[]
  /** How what was for her was brought to her, try by try. */
  served?: Served[]
  /** In a file another one was merged into: the file and party she came with. */
  came_from?: { file_id: string; party_id: string }
}

export type Consent = {
  answer: 'asked' | 'agreed' | 'another_time' | 'refused'
  how: 'spoken' | 'written' | 'clicked' | null
  at: string | null
  note: string
  /** Who said it for her, within her powers; or that her guardian said it. */
  by_agent?: string
  with_guardian?: boolean
}
/** One attempt to reach a party (domain 2.4 row 9): when, how, by whom, with what result. */
export type Attempt = { party_id: string; at: string; how: string; by: string; result: string; note: string }
export type Slot = { id: string; at: string; place: string; ticked: string[] }
export type Session = {
  at: string
  place: string
  mode: string
  present: string[]
  /** Back-to-back: the one party it was held with; its notes are sealed. */
  with: string | null
  text: string
  /** Who else took part, in words. */
  helpers?: string
  notes: Sealed | null
  result: 'goes_on' | 'agreed' | 'failed'
}
/** A relation somebody told of: no name could have shown it (特邀调解规定 15). */
export type Declared = { person_id: string; party_id: string; says: string; by: string; at: string }
/** The limit once put off, by all, to a day (domain 2.4 row 19). */
export type Extension = {
  clock_id: string
  days: number
  until: Day
  agreed: { party_id: string; how: 'spoken' | 'written' }[]
  at: string
}
/** What an adviser is asked for; each is a right of its own (organisations/mediator-rights.ts). */
export type GuidanceKind = 'analyse' | 'confer' | 'guide'
/** A mediator's question to somebody of the county's own list and the opinion that came: advice alone, sealed from the parties. */
export type Guidance = {
  id: string
  person_id: string
  name: string
  unit_name: string
  role: Role
  kind: GuidanceKind
  question: Sealed
  asked_by: string
  at: string
  /** Opens the file to her for as long as she is asked. */
  involvement: string
  /** What she said about knowing anybody of it; empty: nothing. */
  answer?: { opinion: Sealed; disclosed: string; at: string }
  /** Ended without an opinion: by her or by who asked, or with the mediation. */
  ended?: { because: string; at: string }
}
export type MediationKind = 'peoples' | 'administrative' | 'court_entrusted'
/** `court`: what the court said, where it entrusted the matter. */
export type MediatorAnswer = {
  result: 'granted' | 'kept' | 'taken_back'
  because: string
  court: string
  by: string
  at: string
}
/** A party asks for another mediator (no reason needed), or that one stands back. Its clock has its id. */
export type MediatorRequest = {
  id: string
  party_id: string
  by_agent?: string
  how: string
  kind: 'change' | 'recusal'
  person_id: string
  name: string
  ground: 'relative' | 'interest' | 'other_relation' | 'conduct' | null
  note: string
  at: string
  answered: MediatorAnswer | null
}
export type MediationFacts = {
  task_id: string
  unit_id: number
  kind: MediationKind
  /** In whose name and under whose seal it is held (人民调解法 29): the committee, or the office itself. */
  in_name_of: string
  /** The committee of that name, whose book its number stands in; null where none holds it, left out where it began before 0.7.0. */
  committee_id?: number | null
  /** What it is about, in words that may be read by all sides. */
  matter: string
  /** On request, or because the committee went to them (人民调解法 17); of older ones it is not known. */
  begun_by?: 'applicant' | 'committee'
  /** Its docket number; none where it was accepted before numbers were given, or where no committee holds it. */
  docket?: Docket | null
  dockets_voided?: VoidedDocket[]
  /** The day it was accepted on, which may be before the day it was recorded on, whose year its number has. */
  accepted_on?: Day
  parties: string[]
  consents: Record<string, Consent>
  attempts: Attempt[]
  invitations: Record<string, string>
  /** `assists`: beside one who leads, with the rights of an invited mediator. */
  mediators: { person_id: string; name: string; unit_name?: string; assists?: true }[]
  guidance?: Guidance[]
  chosen_by?: 'parties' | 'committee'
  /** What was disclosed about the mediators and who waived it (特邀调解规定 15). */
  /** `covers`: the very relations that were waived, so that one found later is not. */
  disclosure?: { says: string[]; waived_by: string[]; covers?: string[] }
  declared?: Declared[]
  slots: Slot[]
  /** Null once it was called off; `told_on` is the day the notice went out. */
  meeting?: {
    at: string
    place: string
    mode: string
    minutes?: number
    room?: { id: number; name: string } | null
    /** `person_id`: booked, with a post in the system; her desk shows the meeting, and nothing opens the file to her. */
    guests?: { name: string; as_what: string; person_id?: string; unit_name?: string }[]
    bring?: string
    told_on?: Day
    reminded_on?: Day
  } | null
  /** Who was booked for which time: what is no longer arranged then is off for her, and her desk says so. */
  booked?: { person_id: string; at: string }[]
  /** The time of the last meeting that was called off or came to nothing, until another is arranged. */
  called_off?: string | null
  /** Who said beforehand that a time would not do, and when it would: for the office alone. */
  could_not_come?: { party_id: string; meeting_at: string; how: string; note: string; at: string }[]
  /** Who did not come to what was arranged, and what was said: written down, and without any consequence. */
  no_shows?: { meeting_at: string; absent: string[]; said: string; by: string; at: string }[]
  /** `present`: to whom; of older ones it is not known. */
  rights_told?: { by: string; at: string; present?: string[] }
  sessions: Session[]
  extensions?: Extension[]
  /** Who, of those in danger, said she would sit at one table with the other side, or would not. */
  joint_wishes?: Record<string, { wish: boolean; how: 'spoken' | 'written'; at: string }>
  /** What parties asked about their mediators: another one, or that one stands back (domain 2.4 row 14). */
  other_mediator?: MediatorRequest[]
  /** Whom all parties asked back in writing, after requests of theirs had taken her out: which. */
  let_back?: { person_id: string; name: string; wished_by: string[]; at: string; requests: string[] }[]
  /** The one mediation that those who wished to go on were asked for, and the one this came after. */
  gone_on_in?: string
  goes_on_from?: string
  suspended_for?: { reason: string; resumes: Day | null } | null
  ended?: { reason: string; note: string; party_id: string | null }
}

export type Signature = {
  /** A party, or a mediator by person. */
  who: { party: string } | { person: string }
  name: string
  how: 'on_paper' | 'on_screen'
  known_by: 'identity_paper' | 'known_in_person' | 'one_time_code' | 'signed_in'
  at: string
  /** Where somebody signed for her under a special authority, or her guardian for or with her. */
  by_agent?: string
  with_guardian?: boolean
  /** Of a name written on glass (and of a mediator's): what was signed, and how she said yes. The strokes stand in the event alone. */
  signed?: SignedOnGlass
  /** Her finger instead of her name, and who saw it. */
  witness?: string
}
/** SHA-256 in hex of the terms and of the unsigned PDF; the consent by its version; at which try the one question was answered. */
export type SignedOnGlass = {
  terms_hash: string
  pdf_hash: string
  consent?: number
  tries?: number
  device?: 'own' | 'office'
}
export type AgreementFacts = {
  mediation_id: string
  task_id: string
  unit_id: number
  form: 'written' | 'oral'
  /** Rises with every change of the terms; signatures are to one edition (threats I15). */
  edition: number
  parties: string[]
  /** 纠纷主要事实、争议事项. */
  dispute_facts: string
  clauses: Clause[]
  undertakings: Undertaking[]
  outside_facts: OutsideFact[]
  warnings: string[]
  signatures: Signature[]
  /** The versions of fixed wording in the paper that lies before the parties: the copy in effect names the same. */
  wordings?: NamedWordings
  /** What the paper laid before the parties showed beside the terms: signed with them. Absent of what was laid out before 0.7.0. */
  laid_out?: LaidOut
  /** It touches marriage, adoption, succession, parents and children: paper only, no confirmation (INV-6). */
  identity_relation?: boolean
  /** `person`: who put the seal there here; none where it was pressed on paper. */
  sealed?: { by: string; at: string; person?: { person_id: string; name: string } } | null
  effective_on?: Day
  /** Where it settles a part: what is left, and whether they go on talking about it (domain 2.4 row 22). */
  rest?: { what: string; then: 'goes_on' | 'ends' }
  /** How satisfied each party said she is, on her own page and in her own words; nobody is asked twice. */
  satisfaction?: Record<string, { answer: string; words: string; at: string }>
}
export type ObligationFacts = Owed & {
  agreement_id: string
  unit_id: number
  /** What a sum fixed later rests on: 鉴定, 理赔, 认定文书. */
  amount_basis?: string
  claimed?: { by: string; at: string; note: string } | null
  /** Which of the creditors said she has what is hers, and when: it is performed when all have (民法典 517). */
  received_by?: Record<string, string>
  /** Which of several creditors wants hers no more, and since when (民法典 575). */
  given_up?: Record<string, string>
  settled?: { how: string; by: string; at: string; note: string }
  /** The reminders sent, in days before (negative) or after its day. */
  reminded?: number[]
  payments?: Payment[]
  /** How often in a row it was said that what was claimed has not come. */
  denials?: number
  checks?: PaymentCheck[]
  /** The days on which it was found late. */
  late_on?: Day[]
  urged?: { on: Day; how: string; by: string; answer: string }[]
  /** When both were told that they may agree on another day or on instalments. */
  change_offered_on?: Day
  proposal?: ChangeProposal | null
  changes?: AgreedChange[]
  /** The obligation whose sum this instalment is part of. */
  split_from?: string
}
/** One payment on a sum: said by one side, true once whoever is owed has confirmed it (民法典 531). */
export type Payment = {
  id: string
  amount: string
  on: Day
  how: string
  /** What was given instead of money. */
  what: string
  proof: string
  by: string
  at: string
  state: 'claimed' | 'confirmed' | 'denied'
  /** Which of several it was given to, and by which of several: only she confirms it, and he may have it back from the others. */
  to?: string
  from?: string
  answer?: { by: string; at: string; note: string }
}
/** What the office found when the two sides told differently: both stories, and no judgement. */
export type PaymentCheck = {
  at: string
  by: string
  debtor_says: string
  creditor_says: string
  papers_seen: string
  result: string
}
/** Terms as they would be: null and none where they stay as they are. */
export type ChangedTerms = { due_on: Day | null; amount: string | null; instalments: { due_on: Day; amount: string }[] }
export type ChangeProposal = ChangedTerms & {
  id: string
  party_id: string
  by: string
  at: string
  why: string
  /** Who has agreed so far, of all it concerns, under her id. */
  agreed?: Record<string, ChangeConsent>
}
export type ChangeConsent = { by: string; at: string; how: string }
/** A change both agreed to, with the terms it took the place of (民法典 543). */
export type AgreedChange = {
  on: Day
  before: { due_on: Day | null; amount: string | null; condition: string | null }
  proposed: ChangeProposal
  agreed: ChangeConsent
  /** Where more than one had to: those who agreed before the last. */
  agreed_before?: ChangeConsent[]
}
/** How near trouble is: sets how soon and how often somebody visits (domain 5 T-60). Of a matter, never of a person. */
export type VisitRisk = 'blue' | 'yellow' | 'orange' | 'red'
export type VisitFacts = {
  agreement_id: string
  unit_id: number
  round: number
  due_on: Day
  /** The day rounds are counted from: that of effect. */
  from?: Day
  risk?: VisitRisk
  risk_because?: string[]
  /** Where nobody was reached: the day it was tried. */
  tried_on?: Day
  found?: {
    at: string
    how: string
    visited: string[]
    performance: string
    satisfaction: string
    /** Who said how satisfied she is, in whose words. */
    satisfaction_by?: string | null
    satisfaction_words?: string
    trouble: boolean
    account: string
  }
}
/** A complaint of how a dispute was handled (人民调解法 十五): in a file of its own, which who is complained of never sees. */
export type ComplaintFacts = {
  kind: ComplaintKind
  conducts: Conduct[]
  /** Of whom and what, in her words. */
  whom: string
  what: string
  about_file: string
  about_code: string
  about_unit: string
  /** The unit that examines it, and why that one. */
  unit_id: number
  examined_because: string
  /** Whose words they are: a party of the dispute, whose way to be reached stands there alone. */
  by_party: string
  by_name: string
  /** The clerk who wrote them down. */
  written_by?: string
  /** Who mediated the dispute: none of them examines it. */
  mediators: string[]
  taken_up?: { name: string; on: Day }
  answer?: { finding: Finding; found: string; measures: Measure[]; on: Day; by: string }
}
/** Somebody of the parties sent to another service, with her consent, and what came of it (issue: a referral that comes back). */
export type ReferralFacts = {
  kind: ReferralKind
  /** The task it was made under: who of our unit asks again is who holds that. */
  task_id: string
  /** The receiving unit where it is one of the county's, and the involvement that lets it see the slip; its name in any case. */
  to_unit: number | null
  involvement: string | null
  to: string
  /** How the party finds it. */
  to_reach: string
  why: string
  /** Whom it is for, and all who agreed to it (herself among them). */
  for_party: string
  agreed_by: string[]
  by: string
  on: Day
  taken?: { on: Day; by: string; note: string }
  decided?: { on: Day; by: string; what: string }
  came_back?: { on: Day; by: string; result: string; paper: string; paper_number: string; paper_on: Day | null }
  ended?: { on: Day; by: string; why: string; note: string }
  /** Of a counselling alone. */
  session_notes?: SessionNote[]
}
export type FactsOf = {
  dispute: DisputeFacts
  task: TaskFacts
  party: PartyFacts
  mediation: MediationFacts
  agreement: AgreementFacts
  obligation: ObligationFacts
  visit: VisitFacts
  complaint: ComplaintFacts
  referral: ReferralFacts
  supervision: SupervisionFacts
  package: PackageFacts
  evidence: EvidenceFacts
}

export type Part<K extends PartKind = PartKind> = {
  [P in K]: { part: P; id: string; status: StatusOf<P>; version: number; facts: FactsOf[P] }
}[K]

/** The file itself: what all its parts share. received_at is an ISO instant and never changes (诉讼时效规定 12). */
export type FileFacts = {
  kind: 'dispute' | 'complaint'
  code: string
  short_code: string
  /** Null: it lies in no area, and is seen by who is involved in it alone. */
  place_code: PlaceCode | null
  responsible_unit: number
  received_at: string
}
export type File = FileFacts & { id: string }

/** A person owes for her unit: where she leaves it, the unit owes as before. */
export type Owing = { unit: number } | { person: string; for_unit: number } | { party: string }

export type Clock = {
  id: string
  part: PartKind
  part_id: string
  rule: string
  rule_version: number
  /** The version of the calendar its due day was last counted with (threats I21). */
  calendar_version: string
  owes: Owing
  act: string
  start_event: number
  started_on: Day
  due_on: Day
  /** Only for rules counted in hours or minutes: an ISO instant. */
  due_at: string | null
  state: 'running' | 'paused' | 'met' | 'met_late' | 'cancelled'
  paused_on: Day | null
  paused_days: number
  settled_event: number | null
}

/** What somebody is in a file as; `referring`: the office that handed it over and waits for word; `consulted`: asked to confer, to decide or, a person, for her opinion; `referred_to`: somebody was sent there, and it sees what the slip says. */
export const INVOLVED_AS = [
  'responsible',
  'handling',
  'mediating',
  'reporting',
  'referring',
  'consulted',
  'referred_to',
] as const
export type Involvement = {
  id: string
  who: { unit: number } | { person: string }
  as_what: (typeof INVOLVED_AS)[number]
  until: Day | null
}

/** A party's door to her file: her own for life, or an invitation that ends. */
/** `agent_id`: of purpose `agent` alone: which of her agents it opens the file to. */
export type Link = {
  id: string
  party_id: string
  purpose: 'own' | 'invitation' | 'agent'
  until: Day | null
  agent_id?: string
}

/** Narrows a list of parts to one kind. */
export const partsOf = <K extends PartKind>(parts: readonly Part[], kind: K): Part<K>[] =>
  // The compiler cannot follow a type parameter through a filter on the discriminant.
  parts.filter((part) => part.part === kind) as unknown as Part<K>[]
