import type { Day } from '../clocks/calendar.ts'
import type { PlaceCode } from '../organisations/places.ts'

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
} as const

export type PartKind = keyof typeof STATUSES
export type StatusOf<K extends PartKind> = keyof (typeof STATUSES)[K]
export type Status = { [K in PartKind]: StatusOf<K> }[PartKind]

/** A secret kept elsewhere: the event and the row hold only its reference. */
export type Sealed = { sealed: string }

export type DisputeFacts = {
  channel: string
  other_side: string
  where_text: string
  what_happened: string
  wish: string
  missing?: string[]
  refused_because?: string
  closing_note?: string
}
export type TaskFacts = { unit_id: number; outcome?: string; outcome_note?: string }
export type PartyFacts = {
  side: 'applicant' | 'respondent'
  name: string
  reach_id: string | null
  identity_paper: string | null
  identity_id: string | null
}
export type FactsOf = { dispute: DisputeFacts; task: TaskFacts; party: PartyFacts }

export type Part<K extends PartKind = PartKind> = {
  [P in K]: { part: P; id: string; status: StatusOf<P>; version: number; facts: FactsOf[P] }
}[K]

/** The file itself: what all its parts share. received_at is an ISO instant and never changes (诉讼时效规定 12). */
export type FileFacts = {
  kind: 'dispute'
  code: string
  short_code: string
  place_code: PlaceCode
  responsible_unit: number
  received_at: string
}
export type File = FileFacts & { id: string }

export type Owing = { unit: number } | { person: string } | { party: string }

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

export type Involvement = {
  id: string
  who: { unit: number } | { person: string }
  as_what: 'responsible' | 'handling'
  until: Day | null
}

/** Narrows a list of parts to one kind. */
export const partsOf = <K extends PartKind>(parts: readonly Part[], kind: K): Part<K>[] =>
  // The compiler cannot follow a type parameter through a filter on the discriminant.
  parts.filter((part) => part.part === kind) as unknown as Part<K>[]
