import { expect, test } from 'vitest'
import * as one from '#test/parts.ts'
import { act, pay, terms } from '#test/terms.ts'
import { MEDIATORS, staffAt, UNITS, uuid } from '#test/world-of-rules.ts'
import { decide } from './decide.ts'
import { type FactsOf, type Part, partsOf } from './disputes/parts.ts'
import { fold, nothingYet } from './fold.ts'
import { type Here, NOTHING_NAMED, type Row } from './step.ts'
import { type StepName, TABLE } from './table.ts'

/**
 * A step is given as many fresh identifiers as its row asks for: the largest thing a form lets through must not need more
 * (sixty parties, a hundred and ninety duties), or it would fail at the very matters that are hardest to settle.
 */
const MANY = Array.from({ length: 60 }, (_, at) => one.party(uuid(1000 + at), at === 0 ? 'applicant' : 'respondent'))
const APPLICANTS = MANY.map((party) => ({ ...party, facts: { ...party.facts, side: 'applicant' as const } }))
const ids = MANY.map((party) => party.id)
const [first = '', second = ''] = ids
const agreed = { answer: 'agreed', how: 'spoken', at: null, note: '' } as const
const all: Partial<FactsOf['mediation']> = { parties: ids, consents: Object.fromEntries(ids.map((id) => [id, agreed])) }
const entry = (side: 'applicant' | 'respondent') => ({
  side,
  kind: 'person' as const,
  name: '苗秀禾',
  reach: { sealed: uuid(7) },
  reach_from: 'self' as const,
  speaks: '',
})
const sixty = Array.from({ length: 60 }, () => entry('applicant'))
const matter = { place_code: 0, where_text: '', what_happened: '。', wish: '。', dispute_type: null, parties: sixty }
const PAPER = { from_unit: '枫溪县人民法院', paper: '函', number: '', on: '2026-03-01' }
const duties = Array.from({ length: 50 }, () => pay(second, first))
const many = terms(...duties)
const chosen = { mediators: [], chosen_by: 'parties' as const, disclosed: '', waived_by: [] }
const three = MEDIATORS.slice(0, 3)
const signing = one.agreement('signing', {
  parties: ids,
  clauses: Array.from({ length: 60 }, (_, at) =>
    // Three shares of each clause: a hundred and eighty duties, each with its day.
    pay('', first, {
      debtors: ids.slice(1 + (at % 20), 4 + (at % 20)).map((party_id) => ({ party_id, amount: '1000' })),
    }),
  ),
  signatures: [...ids.map((party) => one.signedBy({ party })), one.signedBy({ person: one.CLERK.person_id })],
})
const onScreen = one.agreement('signing', {
  ...signing.facts,
  signatures: signing.facts.signatures.map((it) => ({ ...it, how: 'on_screen' as const })),
})

const ABOVE = staffAt(0, 'committee_director')
const asked = [one.request({ id: uuid(6), party_id: first, person_id: uuid(8), kind: 'recusal' })]
const whoStays = { mediators: [{ person_id: uuid(8), name: '' }] }

type Case = [step: StepName, parts: readonly Part[], input: unknown, here?: Partial<Here>]
const FILED = { id: uuid(5), number: 'P2026-0001', line: 2, by: one.CLERK.person_id, at: '2026-03-02T01:00:00.000Z' }
const DOCKET = { committee: 5, year: 2026, n: 1, no: '' }
const opening = { file: null, opening: { place_code: 1, code: '', short_code: '' } }
const CASES: Case[] = [
  ['take_down', [], { channel: 'CH03', ...matter }, opening],
  ['take_back_filing', [...APPLICANTS, one.dispute('registered', { batch: FILED })], { because: '。' }],
  ['hand_over', [], { channel: 'CH09', ...matter, hand_over: PAPER }, { ...opening, actor: officer() }],
  ['take_up_clue', [one.dispute('clue')], { parties: sixty, wish: '。', dispute_type: null }],
  [
    'take_in',
    [one.dispute('open')],
    {
      file_id: uuid(9),
      short_code: '',
      since: '2026-01-01',
      reporters: Array.from({ length: 200 }, (_, at) => ({ party_id: uuid(800 + at), ...entry('applicant') })),
    },
  ],
  [
    'recount',
    [...MANY, one.agreement('in_effect', { parties: ids }), one.dispute('open')],
    {},
    {
      actor: { kind: 'system' },
      clocks: [one.clock('T-33', one.agreement('in_effect'), { due_on: '2026-06-01', owes: { party: first } })],
    },
  ],
  ['accept_here', [...APPLICANTS, one.dispute('registered')], { note: '' }],
  ['close', [...APPLICANTS, one.task('resolved'), one.dispute('open')], { note: '' }],
  [
    'decide_handler',
    [
      ...APPLICANTS,
      one.dispute('open'),
      one.task('objected', { decider: { unit_id: 3, name: '', involvement: uuid(9) } }),
    ],
    { unit_id: 2, because: '。' },
    { actor: { ...one.CLERK, unit_id: 3 }, named: { ...named(), unit: UNITS[1] } },
  ],
  [
    'pass_up',
    [...APPLICANTS, one.dispute('open'), one.task('in_handling')],
    { unit_id: 2, because: '。' },
    { named: { ...named(), unit: UNITS[1] } },
  ],
  [
    'coordinate',
    [...APPLICANTS, one.dispute('open'), one.task('in_handling')],
    { unit_ids: [1], at: '', place: '', agenda: '' },
    { named: { ...named(), units: Array.from({ length: 12 }, () => UNITS[0]) } },
  ],
  [
    'end_coordination',
    [...APPLICANTS, one.dispute('open'), one.task('coordinating')],
    { decision: '', duties: Array.from({ length: 12 }, () => ({ task_id: one.TASK, what: '', by: '2026-03-09' })) },
  ],
  [
    'divert_task',
    [...APPLICANTS, one.dispute('open'), one.task('in_handling')],
    { route: 'court', to: '', docket_no: '', chosen_by: ids, account: '' },
  ],
  ['take_back', [...APPLICANTS, one.dispute('open'), one.task('diverted')], { because: '' }],
  [
    'approve_false',
    [
      ...APPLICANTS,
      one.task('in_handling'),
      one.dispute('open', {
        false_proposed: { person_id: uuid(3), name: '', checked: '', because: '', on: '2026-03-01' },
      }),
    ],
    { note: '' },
  ],
  ['rebound', [...APPLICANTS, one.task('resolved'), one.dispute('closed')], { what: '' }],
  ['merge', [...APPLICANTS, one.dispute('registered')], { file_id: uuid(9), short_code: '', because: '。' }],
  [
    'refer',
    [...MANY, one.task('in_handling'), one.dispute('open')],
    { kind: 'notary', unit_id: 2, to: '', to_reach: '', why: '。', said_by: first, also_agreed: ids },
    { named: { ...named(), unit: UNITS[1] } },
  ],
  [
    'referral_without_result',
    [...MANY, one.dispute('open'), one.task('resolved'), one.referral('sent', { agreed_by: ids })],
    { reason: 'declined', note: '。' },
  ],
  [
    'step_back',
    [
      one.dispute('open'),
      one.task('resolved'),
      one.referral('sent', { for_party: first }),
      ...APPLICANTS.slice(1),
      ...APPLICANTS.slice(0, 1),
    ],
    { note: '' },
  ],
  [
    'propose_mediation',
    [...MANY, one.dispute('open'), one.task('in_handling')],
    { parties: ids, matter: '。', begun_by: 'applicant' },
  ],
  ['accept_mediation', [...MANY, one.mediation('seeking_consent', all)], { note: '' }, { named: numbered() }],
  [
    'void_docket',
    [one.mediation('accepted', { ...all, docket: DOCKET, mediators: [] })],
    { because: '。' },
    { named: numbered() },
  ],
  [
    'assign_mediator',
    [...MANY, one.mediation('accepted', all)],
    { ...chosen, mediators: three.map((it) => it.person_id) },
    { named: { ...named(), people: three } },
  ],
  [
    'replace_mediator',
    [...MANY, one.mediation('in_session', all)],
    { ...chosen, because: '。', mediators: three.map((it) => it.person_id) },
    { named: { ...named(), people: three } },
  ],
  [
    'ask_other_mediator',
    [...MANY, one.dispute('open'), one.mediation('in_session', all)],
    {
      ...{
        said_by: first,
        how: 'spoken',
        kind: 'recusal',
        person_id: one.CLERK.person_id,
        ground: 'relative',
        note: '',
      },
    },
  ],
  [
    'drop_other_mediator',
    [...MANY, one.dispute('open'), one.mediation('in_session', { ...all, other_mediator: asked })],
    { said_by: first, request_id: uuid(6), note: '' },
  ],
  [
    'grant_other_mediator',
    [...MANY, one.dispute('open'), one.mediation('in_session', { ...all, other_mediator: asked })],
    { ...chosen, because: '。', court: '', request_id: uuid(6), mediators: three.map((it) => it.person_id) },
    { actor: ABOVE, named: { ...named(), people: three } },
  ],
  [
    'keep_mediator',
    [...MANY, one.dispute('open'), one.mediation('in_session', { ...all, ...whoStays, other_mediator: asked })],
    { request_id: uuid(6), why: 'no_ground', because: '。', court: '' },
    { actor: ABOVE },
  ],
  [
    'offer_times',
    [...MANY, one.mediation('accepted', all)],
    { times: Array.from({ length: 6 }, () => ({ at: '2026-03-09T01:00:00.000Z', place: '。' })) },
  ],
  [
    'notify_session',
    [...MANY, one.mediation('assigned', all)],
    { at: '2026-03-09T01:00:00.000Z', place: '。', mode: 'joint', minutes: 120, guests: [], bring: '' },
  ],
  ['cannot_come', [...MANY, one.mediation('notified', all)], { said_by: first, how: 'spoken', note: '' }],
  ['cancel_session', [...MANY, one.mediation('notified', all)], { because: '。' }],
  [
    'record_no_show',
    [
      ...MANY,
      one.mediation('notified', { ...all, meeting: { at: '2026-03-01T01:00:00.000Z', place: '', mode: 'joint' } }),
    ],
    { absent: ids, said: '' },
  ],
  [
    'remind_session',
    [
      ...MANY,
      one.mediation('notified', {
        ...all,
        meeting: { at: '2026-03-03T01:00:00.000Z', place: '', mode: 'joint', told_on: '2026-03-01' },
      }),
    ],
    {},
    { actor: { kind: 'system' } },
  ],
  [
    'extend_mediation',
    [...MANY, one.mediation('in_session', all)],
    { days: 30, because: '', agreed: ids.map((party_id) => ({ party_id, how: 'spoken' })) },
    { clocks: [one.clock('T-11', one.mediation('in_session'))] },
  ],
  [
    'expire_mediation',
    [...MANY, one.mediation('in_session', all)],
    { note: '' },
    { clocks: [one.clock('T-11', one.mediation('in_session'), { due_on: '2026-03-01' })] },
  ],
  [
    'go_on',
    [
      ...MANY,
      one.dispute('open'),
      one.task('in_handling'),
      one.mediation('failed', { ...all, ended: { reason: '', note: '', party_id: ids[59] ?? '' } }),
    ],
    { parties: ids.slice(0, 59), matter: '。' },
  ],
  ['name_court_person', [...APPLICANTS, one.dispute('open', { channel: 'CH09' })], { name: '', phone: '' }],
  [
    'declare_relation',
    [...MANY, one.mediation('in_session', all)],
    { person_id: one.CLERK.person_id, party_id: first, says: '。' },
  ],
  [
    'leave',
    [
      ...MANY,
      // Whatever may come: three more that she is in.
      ...[71, 72, 73].map((n) => one.mediation('in_session', all, uuid(n))),
      one.mediation('in_session', all),
    ],
    { said_by: first, how: 'spoken', note: '' },
  ],
  [
    'refuse_mediation',
    [...MANY, one.mediation('in_session', all, uuid(71)), one.mediation('seeking_consent', all)],
    { said_by: first, how: 'spoken', reason: 'not_said', note: '' },
  ],
  [
    'settle_in_part',
    [...MANY, one.task('in_handling'), one.mediation('in_session', all), signing],
    { sealed: true, rest: '。', rest_then: 'ends' },
  ],
  ['suspend_mediation', [...MANY, one.mediation('in_session', all)], { reason: 'illness', note: '', resumes: null }],
  ['resume_mediation', [...MANY, one.mediation('suspended', all)], { note: '' }],
  ['end_mediation', [...MANY, one.mediation('in_session', all)], { reason: 'other', note: '' }],
  ['settle_themselves', [...MANY, one.mediation('in_session', all)], { said_by: first, account: '。' }],
  [
    'decline_mediation',
    [...MANY, one.mediation('seeking_consent', all)],
    { ground: 'reserved_by_law', explanation: '。' },
  ],
  [
    'withdraw',
    [...MANY, one.task('in_handling'), one.mediation('in_session', all), one.dispute('open')],
    { reason: 'not_said', said_by: first },
  ],
  [
    'agree_orally',
    [...MANY, one.task('in_handling'), one.mediation('in_session', all)],
    { ...many, a_party_asks_for_writing: false },
  ],
  ['put_in_effect', [...MANY, one.task('in_handling'), one.mediation('in_session', all), signing], { sealed: true }],
  [
    'seal_agreement',
    [...MANY, one.dispute('open'), one.task('in_handling'), one.mediation('in_session', all), onScreen],
    { edition: onScreen.facts.edition },
  ],
  [
    'agree_change',
    [
      ...MANY,
      one.dispute('open'),
      one.obligation('due', pay(second, first, { guarantors: ids.slice(2) }), {
        proposal: {
          id: uuid(9),
          party_id: second,
          by: '',
          at: '',
          why: '',
          due_on: null,
          amount: null,
          instalments: Array.from({ length: 24 }, () => ({ due_on: '2026-05-01', amount: '125' })),
        },
      }),
    ],
    { said_by: first, how: 'in_person', proposal_id: uuid(9) },
  ],
  [
    'add_members',
    [one.dispute('open'), one.party(first, 'respondent', { kind: 'group' })],
    { members: Array.from({ length: 200 }, () => ({ name: '苗秀禾', reach: { sealed: uuid(7) }, amount: '1' })) },
  ],
  [
    'breach',
    [
      ...MANY,
      one.obligation('due', pay('', first, { debtors: ids.slice(1).map((party_id) => ({ party_id, amount: null })) }), {
        due_on: '2026-01-01',
      }),
    ],
    {},
    { actor: { kind: 'system' } },
  ],
]
function officer(): Here['actor'] {
  return { ...one.CLERK, role: 'court_liaison' }
}
function numbered(): Here['named'] {
  return { ...NOTHING_NAMED, docket: { ...DOCKET, n: 2 } }
}
function named(): Here['named'] {
  return NOTHING_NAMED
}

test.each(CASES)('%s at its largest finds as many identifiers as its row asks for', (name, parts, input, more) => {
  const row: Row = TABLE[name]
  const part = row.on === 'nothing' ? null : (parts.at(-1) ?? null)
  const here = one.hereWith(parts, { ids: Array.from({ length: row.ids }, (_, at) => uuid(50_000 + at)), ...more })
  const decision = decide(row, here, part, input)
  expect(decision.ok ? null : decision.why).toBeNull()
})

test('a performed clause sets free everything that waits for it, however much that is', () => {
  const paid = one.obligation('due', pay(second, first), {}, uuid(60_000))
  const waiting = Array.from({ length: 189 }, (_, at) =>
    one.obligation(
      'waiting',
      act(first, second, { due: { kind: 'when', condition: '', after_clause: 1, within_days: 3, working: false } }),
      { clause: 2 },
      uuid(60_001 + at),
    ),
  )
  const parts = [...MANY, one.dispute('open'), ...waiting, paid]
  const here = one.hereWith(parts, {
    ids: Array.from({ length: TABLE.confirm_performed.ids }, (_, at) => uuid(50_000 + at)),
  })
  const decision = decide(TABLE.confirm_performed, here, paid, { said_by: first, note: '', amount: null })
  if (!decision.ok) throw new Error(decision.why)
  const after = fold([{ seq: 1, part_id: paid.id, consequences: decision.consequences }], { ...nothingYet, parts })
  expect(partsOf(after.parts, 'obligation').filter((it) => it.status === 'due').length).toBe(189)
  expect(after.clocks.every((clock) => clock.rule === 'T-54' && clock.due_on === '2026-03-05')).toBe(true)
})
