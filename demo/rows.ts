import type { Deed, When } from './story.ts'

export const STONE_SLAB = 990326100210000
export const ACADEMY_STREET = 990326001003000
export const DEER_FERRY = 990326100000000
export const WHITE_SAND = 990326101000000
export const COUNTY = 990326000000000

export const TOWN_COMMITTEE = '枫溪县鹿渡镇人民调解委员会'

/** So many days before (or after) the telling, at an hour. */
export const on = (day: number, hour: string): When => `${day > 0 ? '+' : '-'}${Math.abs(day)} ${hour}` as When

/** A party as an office writes her down; who asks gives her own phone. */
const party =
  (side: string) =>
  (name: string, reach?: string, more: object = {}) => ({
    side,
    name,
    ...(reach ? { reach, reach_from: side === 'applicant' ? 'self' : 'staff' } : {}),
    ...more,
  })
export const asks = party('applicant')
export const other = party('respondent')
export const third = party('third')
export const FIRM = { kind: 'organisation' } as const
export const many = (members: number) => ({ kind: 'group', members }) as const

type Says = { where_text: string; what_happened: string; wish: string }

/** Filed by herself, from her phone. */
export const filed = (
  when: When,
  place_code: number,
  says: Says & { your_name: string; reach: string; other_side: string },
): Deed => [when, 'anyone', 'register', { place_code, ...says }]

/** Written down at a window. */
export const taken = (
  when: When,
  by: string,
  place_code: number,
  dispute_type: string,
  says: Says,
  parties: readonly object[],
  channel = 'CH03',
): Deed => [when, by, 'take_down', { channel, place_code, dispute_type, ...says, parties }]

/** Looked at by the centre, passed on to the town's committee, and signed for there. */
export const passedOn = (
  day: number,
  facts: object,
  { unit = TOWN_COMMITTEE, route = 'peoples_mediation_town', by = 'ji.changfeng', clerk = 'ding.xiaohe' } = {},
): Deed[] => [
  [on(day, '10:20'), clerk, 'triage', facts as Record<string, unknown>],
  [on(day, '10:40'), clerk, 'dispatch', { unit_id: unit, route, because: '按研判建议，双方也愿意到那里谈。' }],
  [on(day, '15:10'), by, 'sign_off', { note: '' }],
]

type Table = { day: number; by: string; mediator: string; who: readonly string[]; matter: string; place?: string }

/** Asked and said yes, each of them: the first who asked, the others reached by phone. */
export const consents = ({ day, by, who, matter }: Omit<Table, 'mediator'>): Deed[] => [
  [on(day, '09:10'), by, 'propose_mediation', { parties: who, matter }],
  ...who
    .slice(1)
    .map((name): Deed => [on(day, '09:40'), by, 'record_contact', { party_id: name, how: 'phone', result: 'reached' }]),
  ...who.map((name): Deed => [on(day, '10:00'), by, 'agree_to_mediation', { said_by: name, how: 'spoken' }]),
  [on(day + 1, '09:00'), by, 'accept_mediation', {}],
]

/** From the first question to the table, two days later. */
export const toTheTable = (table: Table): Deed[] => {
  const { day, by, mediator, who, place = '调解室' } = table
  return [
    ...consents(table),
    [on(day + 1, '09:10'), by, 'assign_mediator', { mediators: [mediator], chosen_by: 'parties' }],
    [on(day + 1, '09:20'), by, 'notify_session', { at: on(day + 2, '09:30'), place, mode: 'joint' }],
    [on(day + 2, '09:30'), mediator, 'begin_session', { rights_told: true, present: who }],
  ]
}

type Result = 'agreed' | 'failed' | 'goes_on'
/** Face to face. */
export const session = (
  when: When,
  mediator: string,
  present: readonly string[],
  text: string,
  result: Result,
  more: object = {},
): Deed => [when, mediator, 'record_session', { mode: 'joint', place: '调解室', present, text, result, ...more }]
/** With one side alone; what is said stays with the mediator. */
export const apart = (when: When, mediator: string, withWhom: string, private_note: string): Deed => [
  when,
  mediator,
  'record_session',
  {
    mode: 'back_to_back',
    place: '调解室',
    present: [withWhom],
    with: withWhom,
    text: '',
    private_note,
    result: 'goes_on',
  },
]

type Due = Readonly<Record<string, unknown> & { kind: string }>
export const AT_SIGNING: Due = { kind: 'at_signing' }
export const NOT_SAID: Due = { kind: 'not_said' }
export const onDay = (day: string): Due => ({ kind: 'on', day })
export const within = (days: number): Due => ({ kind: 'within', days })
export const after = (clause: number): Due => ({ kind: 'when', condition: '', after_clause: clause })
export const once = (condition: string, within_days: number | null = null): Due => ({
  kind: 'when',
  condition,
  within_days,
})
export const lasting = (rhythm: string, more: { from?: string; until?: string } = {}): Due => ({
  kind: 'ongoing',
  rhythm,
  ...more,
})

type Debtors = string | readonly string[] | readonly (readonly [name: string, amount: string])[]
const debtorsOf = (debtors: Debtors) =>
  (typeof debtors === 'string' ? [debtors] : debtors).map((it) =>
    typeof it === 'string' ? { party_id: it } : { party_id: it[0], amount: it[1] },
  )

/** One clause: who, to whom, what, by when. */
export const duty = (
  nature: 'pay' | 'deliver' | 'do' | 'refrain' | 'continue' | 'release',
  debtors: Debtors,
  creditors: string | readonly string[],
  what: string,
  due: Due,
  more: object = {},
) => ({
  nature,
  debtors: debtorsOf(debtors).map((it) => ({ ...it, party_id: it.party_id })),
  creditors: typeof creditors === 'string' ? [creditors] : creditors,
  what,
  due,
  ...more,
})
export const pay = (
  debtors: Debtors,
  creditors: string | readonly string[],
  what: string,
  amount: string,
  due: Due,
  more: object = {},
) => duty('pay', debtors, creditors, what, due, { amount, ...more })

export type Terms = {
  dispute_facts: string
  clauses: readonly object[]
  undertakings?: readonly object[]
  outside_facts?: readonly object[]
}

/** Drafted and laid out: from now on it waits for signatures. */
export const laidOut = (day: number, mediator: string, terms: Terms): Deed[] => [
  [on(day, '14:50'), mediator, 'draft_agreement', terms],
  [on(day, '15:10'), mediator, 'lay_out_agreement', {}],
]
/** Signed on paper by everybody, sealed, in effect. */
export const sealed = (day: number, mediator: string, who: readonly string[], known_by = 'identity_paper'): Deed[] => [
  ...who.map((name): Deed => [on(day, '15:30'), mediator, 'record_signature', { party_id: name, known_by }]),
  [on(day, '15:40'), mediator, 'sign_as_mediator', {}],
  [on(day, '15:50'), mediator, 'put_in_effect', { sealed: true }],
]
export const agreed = (day: number, mediator: string, who: readonly string[], terms: Terms): Deed[] => [
  ...laidOut(day, mediator, terms),
  ...sealed(day, mediator, who),
]
/** Whoever is owed says to the office that it is done. */
export const done = (when: When, by: string, clause: number, said_by: string, note = '', share = 1): Deed => [
  when,
  by,
  'confirm_performed',
  { said_by, note },
  { clause, share },
]
export const visit = (when: When, by: string, visited: readonly string[], account: string, more: object = {}): Deed => [
  when,
  by,
  'record_visit',
  {
    how: 'visit',
    visited,
    performance: 'all',
    satisfaction: 'satisfied',
    satisfaction_by: visited[0],
    satisfaction_words: '办得好，满意。',
    account,
    ...more,
  },
]

type Matter = {
  day: number
  type: string
  facts?: object
  says: Says
  parties: readonly { name: string }[]
  /** Who is at the table, where not everybody is. */
  who?: readonly string[]
  matter: string
  account: string
}
/** In at the town's window, passed on to its committee, talked over and agreed five days later; not yet written down. */
export const settledInTown = ({
  day,
  type,
  facts = {},
  says,
  parties,
  matter,
  account,
  who = parties.map((it) => it.name),
}: Matter): Deed[] => [
  taken(on(day, '09:00'), 'ding.xiaohe', DEER_FERRY, type, says, parties),
  ...passedOn(day + 1, { dispute_type: type, ...facts }),
  ...toTheTable({ day: day + 2, by: 'ji.changfeng', mediator: 'luo.chunxiao', who, matter, place: '镇调委会' }),
  session(on(day + 4, '11:00'), 'luo.chunxiao', who, account, 'agreed'),
]
