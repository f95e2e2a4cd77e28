import type { FactsOf, Guidance, Part } from '#domain/disputes/parts.ts'
import type { GuardName } from '#domain/guards.ts'
import type { Role } from '#domain/organisations/words.ts'
import type { RefusalCode } from '#domain/refusals.ts'
import { type Here, NOTHING_NAMED, type PersonCard } from '#domain/step.ts'
import * as one from './parts.ts'
import { PUMP_HOUSE, STRANGER, staffAt, uuid } from './world-of-rules.ts'

type Case = [
  what: string,
  parts: readonly Part[],
  says: RefusalCode | null,
  of?: { input?: unknown; part?: Part; here?: Partial<Here> },
]
export const INVITED = staffAt(4, 'invited_mediator')
export const EXPERT = staffAt(2, 'expert')
export const card = (role: Role, more: Partial<PersonCard> = {}): PersonCard => ({
  person_id: uuid(900),
  name: '查先生',
  unit_id: 3,
  unit_name: '枫溪县综治中心',
  role,
  ...more,
})
export const question = (more: Partial<Guidance> = {}): Guidance => ({
  id: uuid(910),
  person_id: EXPERT.person_id,
  name: EXPERT.name,
  unit_name: EXPERT.unit_name,
  role: 'expert',
  kind: 'guide',
  question: { sealed: uuid(77) },
  asked_by: one.CLERK.name,
  at: '2026-03-01T01:00:00.000Z',
  involvement: uuid(911),
  ...more,
})
const ENDED = { ended: { because: '', at: '2026-03-01T02:00:00.000Z' } }
const answered = { answer: { opinion: { sealed: uuid(78) }, disclosed: '', at: '2026-03-01T02:00:00.000Z' } }
const session = (more: Partial<FactsOf['mediation']> = {}) => one.mediation('in_session', more)
const people = (...roles: Role[]) => ({
  input: { mediators: [] },
  here: { named: { ...NOTHING_NAMED, people: roles.map((role) => card(role)) } },
})
const asking = (role: Role | null, kind: string, more: Partial<PersonCard> = {}) => ({
  input: { person_id: uuid(900), kind, question: '' },
  here: { named: { ...NOTHING_NAMED, adviser: role && card(role, more) } },
})
const about = (guidance_id: string, actor: Here['actor']) => ({ input: { guidance_id }, here: { actor } })
const pool = one.party(one.THIRD, 'third', { kind: 'organisation', name: PUMP_HOUSE })
const PERSON = { name: '裴思齐', phone: '0960-5550000', on: '2026-03-01', by: '', before: [] }

/** For each guard about mediators, advisers and the court's person: what it refuses and what it lets through. */
export const ADVISER_CASES: Partial<Record<GuardName, readonly Case[]>> &
  Record<
    'one_leads' | 'adviser_known' | 'adviser_apart' | 'asked_once' | 'question_hers' | 'question_open',
    readonly Case[]
  > &
  Record<'from_court' | 'no_court_person' | 'has_court_person', readonly Case[]> = {
  one_leads: [
    ['an invited one alone', [one.mediation('accepted')], 'nobody_leads', people('invited_mediator')],
    ['two invited ones', [one.mediation('accepted')], 'nobody_leads', people('invited_mediator', 'invited_mediator')],
    ['beside one who leads', [one.mediation('accepted')], null, people('invited_mediator', 'part_time_mediator')],
    ['a resident', [one.mediation('accepted')], null, people('resident_court_mediator')],
  ],
  adviser_known: [
    ['nobody under this id', [session()], 'no_such_adviser', asking(null, 'guide')],
    ['a resident analyses', [session()], null, asking('resident_police_mediator', 'analyse')],
    ['but guides nobody', [session()], 'no_such_adviser', asking('resident_police_mediator', 'guide')],
    ['an invited one guides', [session()], null, asking('invited_mediator', 'guide')],
    ['an expert confers', [session()], null, asking('expert', 'confer')],
    ['a grid worker is nobody’s adviser', [session()], 'no_such_adviser', asking('grid_worker', 'analyse')],
  ],
  adviser_apart: [
    ['somebody else', [session()], null, asking('expert', 'guide')],
    [
      'who mediates here',
      [session()],
      'adviser_mediates',
      asking('expert', 'guide', { person_id: one.CLERK.person_id, name: one.CLERK.name }),
    ],
    ['of a party’s name', [session()], 'adviser_related', asking('expert', 'guide', { name: '苗秀禾' })],
    [
      'works for a party',
      [...one.PARTIES.slice(0, 2), pool, session()],
      'adviser_related',
      asking('expert', 'guide', { unit_name: PUMP_HOUSE }),
    ],
    [
      'a shared surname is a reason to ask, and no more',
      [session()],
      null,
      asking('expert', 'guide', { name: '苗先生' }),
    ],
  ],
  asked_once: [
    ['nobody was asked', [session()], null, asking('expert', 'guide')],
    [
      'she is asked already',
      [session({ guidance: [question({ person_id: uuid(900) })] })],
      'asked_already',
      asking('expert', 'guide'),
    ],
    [
      'she has answered',
      [session({ guidance: [question({ person_id: uuid(900), ...answered })] })],
      null,
      asking('expert', 'guide'),
    ],
    [
      'it was taken back',
      [session({ guidance: [question({ person_id: uuid(900), ...ENDED })] })],
      null,
      asking('expert', 'guide'),
    ],
  ],
  question_hers: [
    ['it is hers', [session({ guidance: [question()] })], null, about(uuid(910), EXPERT)],
    [
      'it is another’s',
      [session({ guidance: [question({ person_id: INVITED.person_id })] })],
      'no_such_question',
      about(uuid(910), EXPERT),
    ],
    ['there is none', [session({ guidance: [question()] })], 'no_such_question', about(STRANGER, EXPERT)],
    ['it is answered', [session({ guidance: [question(answered)] })], 'no_such_question', about(uuid(910), EXPERT)],
  ],
  question_open: [
    ['nothing was asked', [session()], 'no_such_question', { here: { actor: one.CLERK } }],
    ['the mediator asked', [session({ guidance: [question()] })], null, { here: { actor: one.CLERK } }],
    ['she takes it back', [session({ guidance: [question()] })], null, about(uuid(910), one.CLERK)],
    ['it is answered', [session({ guidance: [question(answered)] })], 'no_such_question', about(uuid(910), one.CLERK)],
    ['whoever is asked declines', [session({ guidance: [question()] })], null, about(uuid(910), EXPERT)],
    [
      'but not for another',
      [session({ guidance: [question({ id: uuid(920), person_id: INVITED.person_id }), question()] })],
      'no_such_question',
      about(uuid(920), EXPERT),
    ],
  ],
  from_court: [
    ['from a court', [one.dispute('open', { channel: 'CH09' })], null],
    ['from the police', [one.dispute('open', { channel: 'CH08' })], 'not_from_court'],
  ],
  no_court_person: [
    ['nobody is named', [one.dispute('open')], null],
    ['somebody is', [one.dispute('open', { court_person: PERSON })], 'court_person_known'],
  ],
  has_court_person: [
    ['nobody is named', [one.dispute('open')], 'court_person_missing'],
    ['somebody is', [one.dispute('open', { court_person: PERSON })], null],
  ],
}
