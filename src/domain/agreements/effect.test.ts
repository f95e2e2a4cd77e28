import { expect, test } from 'vitest'
import * as one from '#test/parts.ts'
import { act, after, pay, terms } from '#test/terms.ts'
import { uuid } from '#test/world-of-rules.ts'
import { decide } from '../decide.ts'
import type { Folded } from '../disputes/consequences.ts'
import { type Clock, type FactsOf, type Part, partsOf } from '../disputes/parts.ts'
import { fold, nothingYet } from '../fold.ts'
import type { Here, Row } from '../step.ts'
import { type StepName, TABLE } from '../table.ts'
import type { Clause } from './clauses.ts'

const { APPLICANT, RESPONDENT, THIRD } = one
const second = one.mediation('in_session', { parties: [THIRD], consents: {} }, uuid(90))

/** A file stepped on, as it is afterwards. */
function stepped(name: StepName, state: Folded, id: string, input: unknown, more: Partial<Here> = {}): Folded {
  const part = state.parts.find((it) => it.id === id) ?? null
  const row: Row = TABLE[name]
  const from = state.clocks.length + state.parts.length * 1000 + state.papers.length * 100_000
  const here = one.hereWith(state.parts, {
    clocks: state.clocks,
    involvements: state.involvements,
    ids: Array.from({ length: row.ids }, (_, at) => uuid(1_000_000 + from + at)),
    ...more,
  })
  const decision = decide(row, here, part, input)
  if (!decision.ok) throw new Error(`${name}: ${decision.why}`)
  return fold([{ seq: 2, part_id: id, consequences: decision.consequences }], state)
}
function inEffect(
  clauses: Clause[],
  day = '2026-03-02',
  others: Part[] = [],
  more: Partial<FactsOf['mediation']> = {},
): Folded {
  const task = one.task('in_handling')
  const mediation = one.mediation('in_session', more)
  const signed = (who: Parameters<typeof one.signedBy>[0]) => ({ ...one.signedBy(who), at: `${day}T03:00:00.000Z` })
  const signatures = [APPLICANT, RESPONDENT].map((party) => signed({ party }))
  const signing = one.agreement('signing', {
    clauses,
    signatures: [...signatures, signed({ person: one.CLERK.person_id })],
  })
  const parts = [...one.PARTIES, one.dispute('open'), task, mediation, signing, ...others]
  const clocks = [one.clock('T-85', task), one.clock('T-11', mediation, { id: uuid(41) })]
  const now = `${day}T04:00:00.000Z`
  const file = { ...one.file(), received_at: '2025-01-06T01:00:00.000Z' }
  const moment = { now, occurred_at: now, today: day, file }
  return stepped('put_in_effect', { ...nothingYet, parts, clocks }, one.AGREEMENT, { sealed: true }, moment)
}
const clocksOf = (state: Folded, rule: string): Clock[] => state.clocks.filter((clock) => clock.rule === rule)
const owed = (state: Folded) => partsOf(state.parts, 'obligation')
const statusOf = (state: Folded, id: string) => state.parts.find((part) => part.id === id)?.status

test('an agreement in effect settles its task, ends its mediation, and owes what its clauses say', () => {
  const state = inEffect([
    pay(RESPONDENT, APPLICANT, { due: { kind: 'on', day: '2026-05-01' } }),
    act(APPLICANT, RESPONDENT, { due: after(1) }),
    pay(RESPONDENT, APPLICANT, { due: { kind: 'not_said' } }),
    act(RESPONDENT, APPLICANT, { nature: 'release' }),
  ])
  expect([one.TASK, one.MEDIATION, one.AGREEMENT].map((id) => statusOf(state, id))).toEqual([
    'resolved',
    'agreed',
    'in_effect',
  ])
  expect(owed(state).map(({ status, facts }) => [status, facts.clause, facts.due_on])).toEqual([
    ['due', 1, '2026-05-01'],
    ['waiting', 2, null],
    ['due', 3, null],
  ])
  // Only what has a day has a clock; the debtor owes it.
  expect(clocksOf(state, 'T-54').map((clock) => [clock.due_on, clock.owes])).toEqual([
    ['2026-05-01', { party: RESPONDENT }],
  ])
  expect([...clocksOf(state, 'T-11'), ...clocksOf(state, 'T-85')].map((clock) => clock.state)).toEqual(['met', 'met'])
})

test.each([
  ['2026-03-02', '2026-04-01', '2026-04-01'],
  // Thirty days end on Saturday 3 October, within the holiday: the window moves on, the county's visit does not.
  ['2025-09-03', '2025-10-09', '2025-10-03'],
  ['2026-01-17', '2026-02-24', '2026-02-16'],
])('in effect on %s: confirmation until %s, a visit by %s', (day, window, visit) => {
  const state = inEffect([pay(RESPONDENT, APPLICANT)], day)
  expect(clocksOf(state, 'T-33')).toMatchObject([{ started_on: day, due_on: window }])
  expect(clocksOf(state, 'T-60')).toMatchObject([{ started_on: day, due_on: visit, owes: { unit: 1 } }])
  expect(partsOf(state.parts, 'visit')).toMatchObject([{ status: 'due', facts: { round: 1, due_on: visit } }])
})

test('what another office mediates has no window for judicial confirmation of a people’s mediation', () => {
  expect(
    clocksOf(inEffect([pay(RESPONDENT, APPLICANT)], '2026-03-02', [], { kind: 'administrative' }), 'T-33'),
  ).toEqual([])
})

test('while the rest of many still talk, their task goes on, and the last to settle settles it', () => {
  expect(statusOf(inEffect([pay(RESPONDENT, APPLICANT)], '2026-03-02', [second]), one.TASK)).toBe('in_handling')
  const elsewhere = { ...second, facts: { ...second.facts, task_id: uuid(91) } }
  expect(statusOf(inEffect([pay(RESPONDENT, APPLICANT)], '2026-03-02', [elsewhere]), one.TASK)).toBe('resolved')
  const over = { ...second, status: 'refused' as const }
  expect(statusOf(inEffect([pay(RESPONDENT, APPLICANT)], '2026-03-02', [over]), one.TASK)).toBe('resolved')
})

test('paid, what waited for it falls due, on its own day, and not before', () => {
  const within = { kind: 'when', condition: '', after_clause: 1, within_days: 3, working: false } as const
  const state = inEffect([pay(RESPONDENT, APPLICANT), act(APPLICANT, RESPONDENT, { due: within })])
  const [first, next] = owed(state)
  const paid = stepped('confirm_performed', state, first?.id ?? '', { said_by: APPLICANT, note: '', amount: null })
  expect(owed(paid).map((it) => [it.status, it.facts.due_on])).toEqual([
    ['performed', '2026-03-02'],
    ['due', '2026-03-05'],
  ])
  expect(clocksOf(paid, 'T-54').find((clock) => clock.part_id === next?.id)).toMatchObject({ due_on: '2026-03-05' })
  expect(clocksOf(paid, 'R-31')).toEqual([])
})

test('what waits for money that went to court holds nothing open for ever', () => {
  const state = inEffect([pay(RESPONDENT, APPLICANT), act(APPLICANT, RESPONDENT, { due: after(1) })])
  const parts = state.parts.map(
    (part): Part =>
      part.part === 'visit'
        ? { ...part, status: 'done' }
        : part.part === 'obligation' && part.status === 'due'
          ? { ...part, status: 'breached' }
          : part,
  )
  const id = owed(state)[0]?.id ?? ''
  const over = stepped('send_to_enforcement', { ...state, parts }, id, { note: '' })
  expect(clocksOf(over, 'R-31')).toHaveLength(1)
  expect(statusOf(stepped('close', over, one.DISPUTE, { note: '' }), one.DISPUTE)).toBe('closed')
})

test('a lasting duty kept lets the file be closed; said to be over, it wants an answer first', () => {
  const forever = { kind: 'ongoing', from: null, until: null, rhythm: '每月' } as const
  const state = inEffect([act(RESPONDENT, APPLICANT, { nature: 'continue', due: forever })])
  const [visit] = partsOf(state.parts, 'visit')
  const found = {
    how: 'phone',
    visited: [APPLICANT],
    performance: 'lasting',
    satisfaction: 'satisfied',
    satisfaction_by: APPLICANT,
    satisfaction_words: '好',
    trouble: false,
    account: '好',
  }
  const seen = stepped('record_visit', state, visit?.id ?? '', found)
  expect(clocksOf(seen, 'R-31').map((clock) => clock.state)).toEqual(['running'])
  const id = owed(seen)[0]?.id ?? ''
  const claimed = stepped('claim_performed', seen, id, { said_by: RESPONDENT, note: '' })
  expect(clocksOf(claimed, 'R-31').map((clock) => clock.state)).toEqual(['cancelled'])
  // Nothing else would ever ask: somebody of the office owes it.
  expect(clocksOf(claimed, 'R-27').map((clock) => [clock.state, clock.act])).toEqual([['running', 'confirm_performed']])
  expect(() => stepped('close', claimed, one.DISPUTE, { note: '' })).toThrow('obligations_open')
  const denied = stepped('deny_performed', claimed, id, { said_by: APPLICANT, note: '还要' })
  expect(clocksOf(denied, 'R-31').map((clock) => clock.state)).toEqual(['cancelled', 'running'])
  expect(clocksOf(denied, 'R-27').map((clock) => clock.state)).toEqual(['met'])
  const closed = stepped('close', denied, one.DISPUTE, { note: '' })
  // After closing she may still say that it is done; it starts no duty of ours any more.
  const after = stepped('confirm_performed', closed, id, { said_by: APPLICANT, note: '', amount: null })
  expect(after.clocks.filter((clock) => clock.state === 'running')).toEqual([])
})

test('an oral agreement takes effect at once, without a signature', () => {
  const parts = [...one.PARTIES, one.dispute('open'), one.task('in_handling'), one.mediation('in_session')]
  const said = { ...terms(pay(RESPONDENT, APPLICANT)), a_party_asks_for_writing: false }
  const state = stepped('agree_orally', { ...nothingYet, parts }, one.MEDIATION, said)
  expect(partsOf(state.parts, 'agreement')).toMatchObject([
    { status: 'in_effect', facts: { form: 'oral', effective_on: '2026-03-02', signatures: [] } },
  ])
  expect(state.papers.map((it) => it.form)).toEqual(['D-09'])
})
