import { addDays, dayIn } from '#domain/clocks/calendar.ts'
import type { PartKind } from '#domain/disputes/parts.ts'
import type { StepName } from '#domain/table.ts'
import { now, secondsAfter } from '#server/clock.ts'
import { BESIDE } from './cases/beside.ts'
import type { Crew, CrewName } from './crew.ts'
import { request, type speaker } from './make.ts'
import { OVERSEEN } from './ways-oversight.ts'
import { SHEET } from './world-of-rules.ts'

/** Who acts on a walk: one of the crew, one of the two sides by her link, the system by itself, or anybody. */
export type Who = CrewName | 'applicant' | 'respondent' | 'system' | 'anyone'

/** A file somewhere on its walk, and all that is needed to go on with it. */
export type Walk = {
  file_id: string
  short_code: string
  code: string
  /** The secret of the applicant's own link; empty for a clue. */
  link: string
  /** The secret of the other side's invitation, once there is one. */
  invitation: string
  /** The latest part of each kind. */
  ids: Partial<Record<PartKind, string>>
  applicant: string
  respondent: string
  /** The obligations, by the number of their clause. */
  obligations: Record<number, string>
  /** Whatever a step of the walk leaves for the next. */
  kept: Record<string, string>
}

/** What the body of a step may need beside its own file. */
export type Tools = {
  crew: Crew
  /** The code that proves a phone, as the message in the demo shows it to whoever asked for it. */
  codeFor: (who: 'applicant' | 'respondent', on: Walk) => Promise<string>
  /** What a signature on glass sends, as she reads it on her page. */
  glassFor: (who: 'applicant' | 'respondent', on: Walk) => Promise<object>
  walkTo: (point: 'registered') => Promise<Walk>
  /** A weekday of the coming days becomes a holiday, by a notice that came out just now. */
  newHolidays: () => Promise<void>
  /** What a conference laid on the walk’s task and is not done yet. */
  dutyOn: (on: Walk) => Promise<string>
  /** One signed page of the agreement laid out, sent and read by somebody of the office; by the director where who asks is none. */
  scanned: (who: Who, on: Walk) => Promise<object>
  /** Somebody before the front door. */
  as: (who: Who, on?: Walk) => Promise<ReturnType<typeof speaker>>
}

/** One step of a walk. `clause`: on the obligation of this clause. `days`: so many days after the step before. */
export type Move = {
  step: StepName
  by: Who
  body?: (on: Walk, tools: Tools) => object | Promise<object>
  clause?: number
  days?: number
}

/** The other side, as the office writes her down. */
export const OTHER_SIDE = { side: 'respondent', name: '邢大山', reach: '10087654321', reach_from: 'staff' } as const

const place = (code: number) => ({ ...request, place_code: code })
const village = (crew: Crew): number => crew.director.place_code
const office = (crew: Crew) => ({
  place_code: village(crew),
  where_text: '老槐树往东第二家',
  what_happened: request.what_happened,
  wish: request.wish,
})
export const PARTIES = [{ side: 'applicant', name: request.your_name, reach: request.reach }, OTHER_SIDE]

/** How a file comes in: by which row, through whom, with what. */
export const ROOTS = {
  phone: { step: 'register', by: 'anyone', body: (crew: Crew) => place(village(crew)) },
  town: { step: 'register', by: 'anyone', body: (crew: Crew) => place(crew.town.place_code) },
  window: {
    step: 'take_down',
    by: 'director',
    body: (crew: Crew) => ({ channel: 'CH03', ...office(crew), parties: PARTIES }),
  },
  sheet: {
    step: 'take_down',
    by: 'director',
    body: (crew: Crew) => ({
      channel: 'CH03',
      ...office(crew),
      parties: PARTIES,
      // A line is one file: each walk writes down another.
      batch_id: SHEET.id,
      batch_line: 2 + Math.floor(Math.random() * 99_000),
    }),
  },
  two: {
    step: 'take_down',
    by: 'director',
    body: (crew: Crew) => ({
      channel: 'CH03',
      ...office(crew),
      parties: [...PARTIES, { side: 'applicant', name: '苗得水', reach: '10012340000' }],
    }),
  },
  group: {
    step: 'take_down',
    by: 'director',
    body: (crew: Crew) => ({
      channel: 'CH03',
      ...office(crew),
      parties: [{ side: 'applicant', kind: 'group', name: '三号楼务工人员', reach: request.reach, members: 12 }],
    }),
  },
  police: {
    step: 'hand_over',
    by: 'police',
    body: (crew: Crew) => ({
      channel: 'CH08',
      ...office(crew),
      parties: PARTIES,
      hand_over: { from_unit: '交警大队', paper: '委托移送函', number: '〔2026〕3号', on: '2026-02-27' },
    }),
  },
  court: {
    step: 'take_down',
    by: 'director',
    body: (crew: Crew) => ({
      channel: 'CH09',
      ...office(crew),
      parties: PARTIES,
      hand_over: { from_unit: '枫溪县人民法院', paper: '委托调解函', number: '〔2026〕7号', on: '2026-02-27' },
    }),
  },
  grid: {
    step: 'report_clue',
    by: 'grid',
    body: (crew: Crew) => {
      const { wish: _, ...seen } = office(crew)
      return { channel: 'CH01', ...seen, reported_by: '住在旁边的大婶' }
    },
  },
} as const satisfies Record<string, { step: StepName; by: Who; body: (crew: Crew) => object }>

const because = { because: '核对过双方的说法。' }
export const TRIAGED = { dispute_type: 'M02' }
export const MATTER = '两家中间水沟的事'
export const said = (on: Walk, by: 'applicant' | 'respondent' = 'applicant') => ({ said_by: on[by] })
/** The second of two who asked. */
export const secondOf = (on: Walk): string => on.kept.second ?? ''
const allThree = (on: Walk): string[] => [on.applicant, secondOf(on), on.respondent]
export const both = (on: Walk): string[] => [on.applicant, on.respondent]
/** An instant of a later day, as people write one. */
export const inDays = (days: number): string => `${secondsAfter(now(), days * 86_400).slice(0, 16)}:00.000Z`
export const slot = (days: number) => ({ at: inDays(days), place: '村委会' })
export const chosen = (...mediators: string[]) => ({ mediators, chosen_by: 'committee' })
export const contact = (on: Walk) => ({ party_id: on.respondent, how: 'phone', result: 'no_answer', note: '' })
export const begun = (on: Walk) => ({ rights_told: true, present: both(on) })

const clause = (on: Walk, what: string, more: object) => ({
  nature: 'pay',
  debtors: [{ party_id: on.respondent }],
  creditors: [on.applicant],
  what,
  due: { kind: 'within', days: 10 },
  ...more,
})
/** Three clauses: one to pay, one that waits for a condition, one whose amount is not known yet. */
export const terms = (on: Walk) => ({
  dispute_facts: '两家中间的水沟被墙占了。',
  clauses: [
    clause(on, '修沟的钱', { amount: '3000' }),
    clause(on, '把墙退回一尺', { nature: 'do', due: { kind: 'when', condition: '雨季过后', within_days: 15 } }),
    clause(on, '看腰伤的药费', { amount_later: '凭医院票据', due: { kind: 'within', days: 20 } }),
  ],
})
export const COURT_PERSON = { name: '裴思齐', phone: '0960-5550000' }
export const asking = (crew: Crew) => ({
  person_id: crew.justice.person_id,
  kind: 'guide',
  question: '水沟改道以后，损失怎样算才公平？',
})
export const paid = (amount: string) => () => ({ amount, on: dayIn(now()), how: 'transfer', proof: '尾号 0001' })
export const notCome = (on: Walk) => ({ payment_id: on.kept.payment, note: '账上没有。' })
export const laterBy = (days: number) => ({ due_on: addDays(dayIn(now()), days), why: '秋粮还没有卖。' })
/** One clause that is done there and then. */
export const danger = (on: Walk) => ({
  kind: 'violence',
  what: '当着大家的面扬言要动刀。',
  seen_at: inDays(0),
  endangered: [on.applicant],
})
/** Sent, as she wishes, to an office of the county. */
export const aid = (on: Walk, { crew }: Pick<Tools, 'crew'>) => ({
  kind: 'legal_aid',
  unit_id: crew.department.unit_id,
  to: '',
  why: '请不起律师，想问能不能申请援助。',
  said_by: on.applicant,
})
export const came = () => ({
  result: '指派了律师。',
  paper: '指派通知书',
  paper_number: '（2026）援1号',
  paper_on: null,
})
export const onTheSpot = (on: Walk) => ({
  dispute_facts: '两家中间的水沟被墙占了。',
  clauses: [clause(on, '修沟的钱', { amount: '200', due: { kind: 'at_signing' } })],
  a_party_asks_for_writing: false,
})
export const visit = (on: Walk) => ({ how: 'visit', visited: both(on), performance: 'all', account: '水沟通了。' })

/** An IOU on paper, handed over at the window. */
export const handedOver = (on: Walk) => ({
  what: '借条',
  source: '本人保存的',
  proves: '借了三千元，说好年底还',
  form: 'original',
  pages: 1,
  said_by: on.applicant,
})
export const dutyOf = (on: Walk) => ({ task_id: on.ids.task, what: '丈量水沟', by: inDays(5).slice(0, 10) })
export const toCourt = (on: Walk) => ({
  route: 'court',
  to: '县人民法院',
  chosen_by: [on.applicant],
  account: '她说想去起诉。',
})

export type Way =
  | { root: keyof typeof ROOTS; moves?: Move[] }
  /** A complaint of a dispute that stands at a point: its own file, by the link its receipt gives. */
  | { about: string; complaint: object }
  | { after: string; moves: Move[] }
const from = <K extends string>(after: K, ...moves: Move[]) => ({ after, moves })
const step = (name: StepName, by: Who, body?: Move['body'], more: Partial<Move> = {}): Move => ({
  step: name,
  by,
  ...(body ? { body } : {}),
  ...more,
})
const director = (name: StepName, body?: Move['body'], more?: Partial<Move>) => step(name, 'director', body, more)

/** The points of the walk, each as one before it and the steps that lead there. */
export const WAYS = {
  registered: { root: 'phone' },
  clue: { root: 'grid' },
  taken_down: { root: 'window' },
  in_a_sheet: { root: 'sheet' },
  two_applicants: { root: 'two' },
  // Entrusted by a court
  entrusted: { root: 'court' },
  court_named: from(
    'entrusted',
    director('name_court_person', () => COURT_PERSON),
  ),
  // With somebody beside her
  grouped: { root: 'group' },
  listed: from(
    'grouped',
    director('add_members', () => BESIDE.LIST),
  ),
  with_agent: from(
    'registered',
    director('name_agent', () => BESIDE.AGENT),
  ),
  with_child: from(
    'registered',
    director('record_capacity', () => BESIDE.CHILD),
  ),
  with_helper: from('registered', director('name_helper', BESIDE.helper)),
  stepped_back: from(
    'two_applicants',
    step('step_back', 'applicant'),
    director('accept_here', (on) => {
      on.ids.party = on.applicant
      return {}
    }),
  ),
  supplementing: from(
    'registered',
    director('ask_supplement', () => ({ missing: ['wish'] })),
  ),
  checking_duplicates: from(
    'registered',
    director('suspect_duplicate', async (_, { walkTo }) => {
      const { file_id, short_code } = await walkTo('registered')
      return { suspicions: [{ file_id, short_code, level: 'same_matter', reasons: ['同一个地方，同一件事。'] }] }
    }),
  ),
  merged: from(
    'registered',
    director('merge', async (on, { walkTo }) => {
      const { file_id, short_code } = await walkTo('registered')
      on.kept.into = file_id
      return { file_id, short_code, ...because }
    }),
  ),
  withdrawn: from('registered', step('withdraw', 'applicant')),

  // Through a centre to whoever can settle it
  town_triaging: { root: 'town', moves: [step('triage', 'town', () => TRIAGED)] },
  dispatched: from(
    'town_triaging',
    step('dispatch', 'town', (_, { crew }) => ({
      unit_id: crew.director.unit_id,
      route: 'peoples_mediation_village',
      because: '就在本村。',
    })),
  ),
  objected: from(
    'dispatched',
    director('object_dispatch', () => ({ reason: '不在本村地界。', basis: '村界图' })),
  ),
  signed_off: from('dispatched', director('sign_off')),

  // Who handles it, where the first answer was not the last
  returned_twice: from(
    'objected',
    step('reassign', 'town', (_, { crew }) => ({ unit_id: crew.director.unit_id, ...because })),
    director('object_dispatch', () => ({ reason: '还是不在本村地界。', basis: '村界图' })),
  ),
  decided: from(
    'returned_twice',
    step('decide_handler', 'county', (_, { crew }) => ({ unit_id: crew.director.unit_id, ...because })),
  ),
  town_handling: from(
    'town_triaging',
    step('accept_here', 'town', () => ({})),
  ),
  passed_up: from(
    'in_handling',
    director('pass_up', (_, { crew }) => ({ unit_id: crew.town.unit_id, because: '两个村都有份。' })),
  ),
  coordinating: from(
    'in_handling',
    director('coordinate', (_, { crew }) => ({ unit_ids: [crew.town.unit_id], ...slot(2), agenda: '谁来修沟' })),
  ),
  duty_laid: from(
    'coordinating',
    director('end_coordination', (on) => ({ decision: '由本村先量。', duties: [dutyOf(on)] })),
  ),
  diverted: from(
    'in_handling',
    director('divert_task', (on) => toCourt(on)),
  ),
  proposed_false: from(
    'in_handling',
    step('propose_false', 'second', () => ({ checked: '到现场看过，问了两家。', because: '是误会。' })),
  ),
  false_report: from(
    'proposed_false',
    director('approve_false', () => ({ note: '电话问过申请人。' })),
  ),

  // Settled, or not, by the unit that has it
  in_handling: from(
    'registered',
    director('name_party', () => OTHER_SIDE),
    director('accept_here'),
  ),
  settled: from(
    'in_handling',
    director('resolve_task', () => ({ how: 'matter_put_right', account: '让出了水沟。' })),
  ),
  closed: from('settled', director('close')),
  rebounded: from(
    'closed',
    step('rebound', 'applicant', () => ({ what: '又把沟堵上了。' })),
  ),

  // Taken on by one of the unit
  held: from('in_handling', step('take_on', 'second')),

  // Mediated
  seeking_consent: from(
    'in_handling',
    director('propose_mediation', (on) => ({ parties: both(on), matter: MATTER })),
  ),
  tried: from('seeking_consent', director('record_contact', contact), director('record_contact', contact, { days: 1 })),
  invited: from(
    'seeking_consent',
    director('invite', (on) => ({ party_id: on.respondent, how: 'text_message' })),
  ),
  refused: from('invited', step('refuse_mediation', 'respondent')),
  all_agreed: from('invited', step('agree_to_mediation', 'applicant'), step('agree_to_mediation', 'respondent')),
  accepted: from('all_agreed', director('accept_mediation')),
  assigned: from(
    'accepted',
    director('assign_mediator', (_, { crew }) => chosen(crew.director.person_id, crew.peer.person_id)),
  ),
  times_offered: from(
    'assigned',
    director('offer_times', () => ({ times: [slot(2), slot(3)] })),
  ),
  notified: from(
    'assigned',
    director('notify_session', () => ({ ...slot(1), mode: 'joint' })),
  ),
  notified_ahead: from(
    'assigned',
    director('notify_session', () => ({ ...slot(4), mode: 'joint' })),
  ),
  in_session: from('notified', director('begin_session', begun)),
  suspended: from(
    'in_session',
    director('suspend_mediation', () => ({ reason: 'appraisal' })),
  ),

  questioned: from(
    'in_session',
    step('ask_other_mediator', 'applicant', (_, { crew }) => ({
      kind: 'recusal',
      person_id: crew.peer.person_id,
      ground: 'interest',
    })),
  ),
  near_limit: from('accepted', director('record_contact', contact, { days: 25 })),
  past_limit: from('accepted', director('record_contact', contact, { days: 40 })),
  related: from(
    'in_session',
    step('declare_relation', 'peer', (on, { crew }) => ({
      person_id: crew.peer.person_id,
      party_id: on.respondent,
      says: '是表亲',
    })),
  ),
  guidance_asked: from(
    'in_session',
    step('ask_guidance', 'peer', (_, { crew }) => asking(crew)),
  ),
  sealed: from(
    'in_session',
    step('seal_note', 'peer', () => ({ sealed_kind: 'health', sealed_text: '他说这半年都在吃药，不能激动。' })),
  ),
  // Handed in on paper
  with_evidence: from('in_session', director('provide_evidence', handedOver)),
  evidence_withdrawn: from(
    'with_evidence',
    director('withdraw_evidence', (on) => ({ said_by: on.applicant })),
  ),
  evidence_void: from(
    'with_evidence',
    director('void_evidence', () => ({ because: '写错了案子。' })),
  ),
  // Three in it, of whom one did not want to
  one_refused: from(
    'registered',
    director('name_party', () => ({ side: 'third', name: '宋春生', reach: '10055554444', reach_from: 'self' })),
    director('name_party', (on) => {
      on.kept.third = on.respondent
      return OTHER_SIDE
    }),
    director('accept_here'),
    director('propose_mediation', (on) => ({ parties: [...both(on), on.kept.third], matter: MATTER })),
    director('invite', (on) => ({ party_id: on.respondent, how: 'text_message' })),
    step('refuse_mediation', 'respondent'),
  ),
  threatened: from(
    'in_handling',
    director('report_danger', (on) => danger(on)),
  ),

  // What the applicant says of how it is handled
  complained: { about: 'in_session', complaint: { kind: 'mediator_conduct', what: '只听一边的。' } },
  complaint_taken_up: from('complained', step('take_up_complaint', 'justice')),
  complaint_withdrawn: from('complaint_taken_up', step('withdraw_complaint', 'applicant')),
  not_solved: { about: 'closed', complaint: { kind: 'not_solved', what: '沟又堵上了。' } },
  not_solved_taken_up: from('not_solved', step('take_up_complaint', 'town')),
  // Sent to somebody who can help
  referred: from('in_handling', director('refer', aid)),
  referral_with_them: from(
    'referred',
    step('referral_taken', 'department', () => ({ taken_by: '尚知远' })),
  ),
  counselling: from(
    'in_handling',
    director('refer', (on, tools) => ({ ...aid(on, tools), kind: 'counselling' })),
    step('referral_taken', 'department', () => ({ taken_by: '尚知远' })),
  ),
  aid_granted: from(
    'referral_with_them',
    step('referral_decided', 'department', () => ({ what: '给予援助。' })),
  ),

  // What leaders and supervisors do
  late: from('in_handling', ...OVERSEEN.late),
  supervised: from('late', ...OVERSEEN.supervised),
  supervision_answered: from('supervised', ...OVERSEEN.supervision_answered),
  packaged: from('in_handling', ...OVERSEEN.packaged),
  packaged_and_verified: from('packaged', ...OVERSEEN.packaged_and_verified),
  coloured: from('in_handling', ...OVERSEEN.coloured),
  reported: from('in_handling', ...OVERSEEN.reported),

  // Written down
  drafting: from('in_session', director('draft_agreement', terms)),
  signing: from('drafting', director('lay_out_agreement')),
  all_signed: from(
    'signing',
    ...(['applicant', 'respondent'] as const).map((by) =>
      step('sign_agreement', by, async (on, { codeFor, glassFor }) => {
        on.kept.code = await codeFor(by, on)
        on.kept.glass = JSON.stringify(await glassFor(by, on))
        return { edition: 1, code: on.kept.code, ...JSON.parse(on.kept.glass) }
      }),
    ),
    step('sign_as_mediator', 'peer', () => ({ edition: 1 })),
  ),
  in_effect: from(
    'all_signed',
    director('put_in_effect', () => ({ sealed: true })),
  ),
  paper_sealed: from(
    'all_signed',
    director('seal_agreement', () => ({ edition: 1 })),
  ),
  agreed_orally: from('in_session', director('agree_orally', onTheSpot)),
  // Two who asked, to both of whom it is owed
  owed_to_two: from(
    'registered',
    director('name_party', () => ({ side: 'applicant', name: '苗得水', reach: '10012340000', reach_from: 'self' })),
    director('name_party', (on) => {
      on.kept.second = on.respondent
      return OTHER_SIDE
    }),
    director('accept_here'),
    director('propose_mediation', (on) => ({ parties: allThree(on), matter: MATTER })),
    director('invite', (on) => ({ party_id: on.respondent, how: 'text_message' })),
    ...[0, 1, 2].map((at) =>
      director('agree_to_mediation', (on) => ({ said_by: allThree(on)[at] ?? '', how: 'spoken' })),
    ),
    director('accept_mediation'),
    director('assign_mediator', (_, { crew }) => chosen(crew.director.person_id, crew.peer.person_id)),
    director('notify_session', () => ({ ...slot(1), mode: 'joint' })),
    director('begin_session', (on) => ({ rights_told: true, present: allThree(on) })),
    director('agree_orally', (on) => ({
      ...onTheSpot(on),
      clauses: onTheSpot(on).clauses.map((it) => ({ ...it, creditors: [on.applicant, secondOf(on)] })),
    })),
  ),

  // Followed until it is paid
  change_to_two: from(
    'owed_to_two',
    step('propose_change', 'respondent', () => laterBy(40), { clause: 1 }),
  ),
  claimed: from('in_effect', step('claim_performed', 'respondent', undefined, { clause: 1 })),
  breached: from('in_effect', step('breach', 'system', undefined, { clause: 1, days: 60 })),
  payment_said: from('in_effect', step('record_payment', 'respondent', paid('1000'), { clause: 1 })),
  last_payment_said: from('in_effect', step('record_payment', 'respondent', paid('3000'), { clause: 1 })),
  denied_twice: from(
    'in_effect',
    step('record_payment', 'respondent', paid('1000'), { clause: 1 }),
    step('deny_payment', 'applicant', notCome, { clause: 1 }),
    step('record_payment', 'respondent', paid('1000'), { clause: 1 }),
    step('deny_payment', 'applicant', notCome, { clause: 1 }),
  ),
  change_proposed: from(
    'in_effect',
    step('propose_change', 'respondent', () => laterBy(40), { clause: 1 }),
  ),
  performed: from(
    'in_effect',
    step('confirm_performed', 'applicant', undefined, { clause: 1 }),
    step('waive', 'applicant', undefined, { clause: 2 }),
    step('confirm_performed', 'applicant', () => ({ amount: '612.50' }), { clause: 3 }),
  ),
  visited: from('performed', director('record_visit', visit)),
  followed_and_closed: from('visited', director('close')),
} as const satisfies Record<string, Way>
export type Point = keyof typeof WAYS
export const POINTS = Object.keys(WAYS) as Point[]
