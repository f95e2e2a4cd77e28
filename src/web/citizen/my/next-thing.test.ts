import { expect, test } from 'vitest'
import type { ObligationView, PartyAgreement } from '#contract/agreements.ts'
import type { PartyMediation } from '#contract/mediation.ts'
import { endedWithout, isHers, nextThing } from './next-thing.ts'

const NOW = '2026-11-22T02:00:00Z'
const AHEAD = '2026-11-24T07:00:00Z'

const mediation = (over: Partial<PartyMediation> = {}): PartyMediation => ({
  id: 'm',
  status: 'seeking_consent',
  status_says: '',
  in_name_of: '石板溪村人民调解委员会',
  docket_no: null,
  matter: '水沟',
  parties: [
    { name: '苗秀禾', me: true, answer: over.my_answer ?? 'asked', answer_says: '' },
    { name: '邢大山', me: false, answer: 'asked', answer_says: '' },
  ],
  my_answer: 'asked',
  mediators: [],
  other_mediator: [],
  from_court: false,
  slots: [],
  meeting: null,
  called_off: null,
  sessions: [],
  ended: null,
  can: ['agree_to_mediation', 'ask_other_time', 'refuse_mediation'],
  ...over,
})
const agreement = (over: Partial<PartyAgreement> = {}): PartyAgreement => ({
  id: 'a',
  status: 'signing',
  status_says: '',
  form: 'written',
  edition: 1,
  dispute_facts: '',
  clauses_say: [],
  undertakings: [],
  outside_facts: [],
  signatures: [],
  sealed: false,
  seal: null,
  rest: null,
  effective_on: null,
  can: ['ask_code', 'sign_agreement'],
  i_signed: false,
  waiting_for: ['苗秀禾', '邢大山'],
  screen: { possible: true, why_not: null },
  my_satisfaction: null,
  ...over,
})
const me = { party_id: '1', name: '苗秀禾', me: true }
const other = { party_id: '2', name: '邢大山', me: false }
const obligation = (over: Partial<ObligationView> = {}): ObligationView => ({
  id: 'o',
  agreement_id: 'a',
  status: 'due',
  status_says: '',
  version: 1,
  clause: 1,
  nature: 'pay',
  nature_says: '付款',
  debtors: [me],
  creditors: [other],
  confirmed: [],
  given_up: [],
  joint: false,
  what: '赔偿',
  amount: '3500',
  amount_later: null,
  due_on: '2026-12-01',
  days_left: 9,
  waiting_says: null,
  lasting_says: null,
  guarantors: [],
  held_by: null,
  claimed: null,
  settled: null,
  paid: null,
  rest: null,
  payments: [],
  disputed: false,
  checks: [],
  proposal: null,
  changes: [],
  late: null,
  can: ['claim_performed'],
  ...over,
})
type Matter = Parameters<typeof nextThing>[0]
const next = (of: Partial<Matter>) =>
  nextThing({ can: [], stage: 'mediating', mediations: [], agreements: [], obligations: [], ...of }, NOW)
const saysOf = (of: Partial<Matter>) => {
  const thing = next(of)
  return thing?.kind === 'wait' ? thing.says : thing?.kind
}

test('whoever is asked answers first, the applicant like the other side', () => {
  expect(next({ mediations: [mediation()] })).toMatchObject({ kind: 'answer' })
  expect(next({ mediations: [mediation({ can: [] })] })).not.toMatchObject({ kind: 'answer' })
})

test('after her yes everybody sees who has not answered yet', () => {
  const agreed = mediation({ my_answer: 'agreed' })
  expect(saysOf({ mediations: [agreed] })).toBe('您同意了，在等邢大山回复。')
  const all = { ...agreed, parties: agreed.parties.map((it) => ({ ...it, answer: 'agreed' as const })) }
  expect(saysOf({ mediations: [all] })).toContain('大家都同意了')
  expect(saysOf({ mediations: [mediation({ my_answer: 'another_time' })] })).toContain('换个时间')
})

test('times to choose from come before waiting, and stop being her turn once she ticked one', () => {
  const slot = { id: 's', at: AHEAD, place: '村委会', ticked: false, by_all: false }
  const assigned = mediation({ status: 'assigned', my_answer: 'agreed', can: ['leave', 'tick_times'], slots: [slot] })
  expect(next({ mediations: [assigned] })).toMatchObject({ kind: 'tick' })
  expect(saysOf({ mediations: [{ ...assigned, slots: [{ ...slot, ticked: true }] }] })).toContain('您选好时间了')
})

test('a meeting is announced while it lies ahead, and never after', () => {
  const meeting = (at: string) =>
    mediation({
      status: 'notified',
      my_answer: 'agreed',
      meeting: { at, place: '', mode_says: '', minutes: 120, room: null, guests: [], bring: '' },
      can: ['leave'],
    })
  expect(next({ mediations: [meeting(AHEAD)] })).toMatchObject({ kind: 'meet', at: AHEAD })
  expect(saysOf({ mediations: [meeting('2026-11-21T07:00:00Z')] })).toContain('已经过了')
})

test('an agreement to sign comes before the talks it came from; one she signed waits for the others', () => {
  const talks = mediation({ status: 'in_session', my_answer: 'agreed', can: ['leave'] })
  expect(next({ mediations: [talks], agreements: [agreement()] })).toMatchObject({ kind: 'sign' })
  expect(saysOf({ mediations: [talks], agreements: [agreement({ i_signed: true, waiting_for: ['邢大山'] })] })).toBe(
    '您签好了，在等邢大山签字。',
  )
  expect(saysOf({ agreements: [agreement({ i_signed: true, waiting_for: [] })] })).toContain('盖章')
})

test('who cannot sign on a screen still has the turn: the page tells her where', () => {
  const paper = agreement({ can: [], screen: { possible: false, why_not: '要当面签。' } })
  expect(next({ agreements: [paper] })).toMatchObject({ kind: 'sign' })
})

test('what the other side says is done is hers to confirm, before what she has yet to pay', () => {
  const claimed = obligation({
    id: 'c',
    status: 'claimed',
    debtors: [other],
    creditors: [me],
    can: ['confirm_performed', 'deny_performed', 'waive'],
  })
  const performing = { stage: 'performing' as const, agreements: [agreement({ status: 'in_effect', i_signed: true })] }
  expect(next({ ...performing, obligations: [obligation(), claimed] })).toMatchObject({ kind: 'confirm' })
  expect(next({ ...performing, obligations: [obligation()] })).toMatchObject({ kind: 'perform' })
  expect(saysOf({ ...performing, obligations: [obligation({ status: 'claimed', can: [] })] })).toBe(
    '您说已经办了，在等邢大山确认。',
  )
  expect(
    saysOf({
      ...performing,
      obligations: [obligation({ debtors: [other], creditors: [me], can: ['confirm_performed'] })],
    }),
  ).toBe('在等邢大山照协议办。')
})

test('of several debts the late one comes first, then the nearest; what has no last day never presses', () => {
  const far = obligation({ id: 'far', due_on: '2027-01-01', days_left: 40 })
  const near = obligation({ id: 'near', due_on: '2026-11-25', days_left: 3 })
  const late = obligation({ id: 'late', status: 'breached', due_on: '2026-11-20', days_left: -2 })
  const forever = obligation({ id: 'forever', due_on: null, days_left: null, lasting_says: '长期' })
  expect(next({ obligations: [far, late, near] })).toMatchObject({ obligation: { id: 'late' } })
  expect(next({ obligations: [forever, far, near] })).toMatchObject({ obligation: { id: 'near' } })
  expect(next({ obligations: [forever] })).toBeNull()
  expect(next({ obligations: [{ ...forever, debtors: [other], creditors: [me] }] })).toBeNull()
})

test('what the other side is late with is said at the top of her page, and she is not told that it is her turn', () => {
  const theirs = { debtors: [other], creditors: [me], can: ['confirm_performed', 'waive'] }
  const late = obligation({ ...theirs, id: 'late', status: 'breached', due_on: '2026-11-16', days_left: -6 })
  const overdue = obligation({ ...theirs, id: 'overdue', due_on: '2026-11-20', days_left: -2 })
  const ahead = obligation({ ...theirs, id: 'ahead', due_on: '2026-12-20' })
  const performing = { stage: 'performing' as const, obligations: [ahead, overdue, late] }
  expect(next(performing)).toMatchObject({ kind: 'unpaid', obligation: { id: 'late' }, more: 1 })
  expect(isHers(next(performing))).toBe(false)
  // What she is late with herself comes first; what the other side says is done waits for her answer alone.
  const mine = obligation({ id: 'mine', due_on: '2026-11-20', days_left: -2 })
  expect(next({ ...performing, obligations: [late, mine] })).toMatchObject({
    kind: 'perform',
    obligation: { id: 'mine' },
  })
  const claimed = { ...late, id: 'claimed', status: 'claimed' }
  expect(next({ ...performing, obligations: [claimed, overdue] })).toMatchObject({ kind: 'confirm' })
  expect(saysOf({ ...performing, obligations: [ahead] })).toBe('在等邢大山照协议办。')
})

test('what is missing comes before everything else, and a matter that is over asks for nothing', () => {
  expect(next({ can: ['supply_supplement'], mediations: [mediation()] })).toEqual({ kind: 'supply' })
  expect(next({ stage: 'closed' })).toBeNull()
  expect(isHers(next({ stage: 'closed' }))).toBe(false)
  expect(isHers(next({ mediations: [mediation()] }))).toBe(true)
  expect(isHers(next({ mediations: [mediation({ my_answer: 'agreed' })] }))).toBe(false)
})

test('a mediation that led nowhere opens the other ways; one that runs, or that led to an agreement, does not', () => {
  const of = (status: string, agreements: PartyAgreement[] = []) =>
    endedWithout({ mediations: [mediation({ status })], agreements })
  for (const status of ['refused', 'failed', 'expired', 'not_accepted']) expect(of(status), status).toBe(true)
  for (const status of ['seeking_consent', 'in_session', 'agreed', 'self_settled'])
    expect(of(status), status).toBe(false)
  expect(of('failed', [agreement({ status: 'in_effect' })])).toBe(false)
  expect(endedWithout({ mediations: [], agreements: [] })).toBe(false)
})
