import { expect, test } from 'vitest'
import * as one from '#test/parts.ts'
import { APPLICANT, asParty, RESPONDENT, THIRD } from '#test/parts.ts'
import { act, after, pay } from '#test/terms.ts'
import { uuid } from '#test/world-of-rules.ts'
import { decide } from '../decide.ts'
import type { Consequence } from '../disputes/consequences.ts'
import { type Part, partsOf } from '../disputes/parts.ts'
import { fold, nothingYet } from '../fold.ts'
import type { Here, Row } from '../step.ts'
import { type StepName, TABLE } from '../table.ts'
import { scheduledAfter, visitRisk } from '../visits/schedule.ts'

type State = typeof nothingYet
type By = Here['actor'] | undefined
let fresh = 5_000
const another = (): string => {
  fresh += 1
  return uuid(fresh)
}

/** A file where one thing is owed, with its clock. */
const file = (owed: Part, ...more: Part[]): State => ({
  ...nothingYet,
  parts: [...one.PARTIES, one.dispute('open'), one.agreement('in_effect'), ...more, owed],
  clocks:
    owed.part === 'obligation' && owed.facts.due_on ? [one.clock('T-54', owed, { due_on: owed.facts.due_on })] : [],
})
const seen = (state: State, actor: By, day: string): Here => {
  const now = `${day}T04:00:00.000Z`
  const ids = Array.from({ length: 200 }, another)
  return one.hereWith(state.parts, { clocks: state.clocks, ids, now, occurred_at: now, today: day }, actor)
}
/** What comes of a step on the part with this id: the state and its consequences, or why not. */
function tried(
  name: StepName,
  state: State,
  id: string,
  input: object,
  { by, day = '2026-03-02' }: { by?: By; day?: string } = {},
) {
  const row: Row = TABLE[name]
  const part = state.parts.find((it) => it.id === id) ?? null
  const decision = decide(row, seen(state, by, day), part, row.input.parse(input))
  return decision.ok
    ? {
        why: null,
        state: fold([{ seq: 2, part_id: id, consequences: decision.consequences }], state),
        made: decision.consequences,
      }
    : { why: decision.why, state, made: [] as Consequence[] }
}
const taken = (...of: Parameters<typeof tried>): State => {
  const { why, state } = tried(...of)
  if (why) throw new Error(`${of[0]}: ${why}`)
  return state
}
const owing = (state: State, at = 0) => partsOf(state.parts, 'obligation')[at] as Part<'obligation'>
const live = (state: State, rule: string) => state.clocks.filter((it) => it.rule === rule && it.state === 'running')
const debt = one.obligation('due', pay(RESPONDENT, APPLICANT), { due_on: '2026-04-01' })
const id = debt.id
const says = (amount: string, more = {}) => ({
  said_by: RESPONDENT,
  amount,
  on: '2026-03-01',
  how: 'transfer',
  ...more,
})
const lastOf = (state: State) => owing(state).facts.payments?.at(-1)?.id
const confirms = (state: State, more = {}) => ({ said_by: APPLICANT, payment_id: lastOf(state), ...more })
const words = (made: readonly Consequence[]) => JSON.stringify(made)

test('paid in parts, each counts once the creditor says so, and the last settles it', () => {
  let state = taken('record_payment', file(debt), id, says('1000.50'))
  expect(tried('record_payment', state, id, says('1999.51')).why).toBe('payment_too_much')
  // The last is not confirmed as one of many, nor one of many as the last.
  expect(tried('confirm_last_payment', state, id, confirms(state)).why).toBe('payment_not_last')
  state = taken('confirm_payment', state, id, confirms(state))
  expect(owing(state).status).toBe('due')
  state = taken('record_payment', state, id, says('1999.50'))
  expect(tried('confirm_payment', state, id, confirms(state)).why).toBe('payment_is_last')
  const { state: done, made } = tried('confirm_last_payment', state, id, confirms(state))
  expect(owing(done).status).toBe('performed')
  expect(live(done, 'T-54')).toEqual([])
  expect(words(made)).toContain('累计')
  expect(made.filter((it) => it.kind === 'ask_paper').map((it) => it.form)).toEqual(['D-10'])
})

test('what the debtor says alone never counts', () => {
  const state = taken('record_payment', file(debt), id, says('3000'))
  expect(tried('confirm_last_payment', state, id, { payment_id: lastOf(state) }, { by: asParty(RESPONDENT) }).why).toBe(
    'not_yours',
  )
  expect(tried('confirm_last_payment', state, id, confirms(state, { said_by: RESPONDENT })).why).toBe(
    'speaker_not_in_file',
  )
  expect(owing(state).status).toBe('due')
})

test('rice for money counts only where she takes it for money', () => {
  const state = taken('record_payment', file(debt), id, says('200', { how: 'in_kind', what: '两袋米' }))
  expect(tried('confirm_payment', state, id, confirms(state)).why).toBe('in_kind_not_accepted')
  expect(tried('confirm_payment', state, id, confirms(state, { accepts_in_kind: true })).why).toBeNull()
  expect(TABLE.record_payment.input.safeParse(says('200', { how: 'in_kind' })).success).toBe(false)
})

test('all received, said at once, answers for what was still waiting', () => {
  const state = taken('record_payment', file(debt), id, says('1000'))
  const done = taken('confirm_performed', state, id, { said_by: APPLICANT })
  expect(owing(done).facts.payments?.map((it) => it.state)).toEqual(['confirmed'])
})

test('denied twice, the office hears both and judges neither; a payment that came ends it', () => {
  const deny = (state: State): State => {
    const said = taken('record_payment', state, id, says('500'))
    return taken('deny_payment', said, id, { ...confirms(said), note: '账上没有。' })
  }
  const once = deny(file(debt))
  expect(live(once, 'R-54')).toEqual([])
  expect(
    tried('check_payment', once, id, { debtor_says: '转了', creditor_says: '没到', result: 'still_differ' }).why,
  ).toBe('payment_not_disputed')
  const twice = deny(once)
  expect(live(twice, 'R-54')).toMatchObject([{ owes: { unit: 1 }, act: 'check_payment' }])
  const checked = tried('check_payment', twice, id, {
    debtor_says: '转了',
    creditor_says: '没到',
    result: 'still_differ',
  })
  expect(live(checked.state, 'R-54')).toEqual([])
  expect(owing(checked.state).status).toBe('due')
  expect(words(checked.made)).toContain('other_routes')
  expect(words(checked.made)).toContain('不判断谁对谁错')
  const third = taken('record_payment', twice, id, says('500'))
  expect(live(taken('confirm_payment', third, id, confirms(third)), 'R-54')).toEqual([])
})

const inTwo = {
  said_by: RESPONDENT,
  instalments: [
    { due_on: '2026-05-01', amount: '800' },
    { due_on: '2026-06-01', amount: '1200' },
  ],
}
const agrees = (state: State, said_by = APPLICANT) => ({
  said_by,
  how: 'in_person',
  proposal_id: owing(state).facts.proposal?.id,
})

test('both agree on instalments: what was paid counts, each has its day, the old terms are kept, both get the sheet', () => {
  let state = taken('record_payment', file(debt), id, says('1000'))
  state = taken('confirm_payment', state, id, confirms(state))
  state = taken('propose_change', state, id, inTwo)
  expect(owing(state).facts).toMatchObject({ amount: '3000', due_on: '2026-04-01' })
  const { state: done, made } = tried('agree_change', state, id, agrees(state))
  expect(
    partsOf(done.parts, 'obligation').map(({ facts, status }) => [facts.share, facts.amount, facts.due_on, status]),
  ).toEqual([
    [1, '1800', '2026-05-01', 'due'],
    [2, '1200', '2026-06-01', 'due'],
  ])
  expect(owing(done).facts.changes).toMatchObject([
    { before: { due_on: '2026-04-01', amount: '3000' }, agreed: { by: '苗秀禾' } },
  ])
  expect(
    live(done, 'T-54')
      .map((it) => it.due_on)
      .sort(),
  ).toEqual(['2026-05-01', '2026-06-01'])
  const sheet = made.find((it) => it.kind === 'ask_paper')
  expect(sheet).toMatchObject({ form: 'D-08c', for_parties: [RESPONDENT, APPLICANT] })
})

test('one side alone never changes anything', () => {
  const state = taken('propose_change', file(debt), id, { said_by: RESPONDENT, due_on: '2026-05-01' })
  expect(tried('agree_change', state, id, agrees(state, RESPONDENT)).why).toBe('own_proposal')
  expect(tried('agree_change', state, id, agrees(state, THIRD)).why).toBe('speaker_not_in_file')
  const herself = { ...agrees(state), said_by: undefined }
  expect(tried('agree_change', state, id, herself, { by: asParty(RESPONDENT) }).why).toBe('own_proposal')
  expect(tried('agree_change', state, id, { ...agrees(state), said_by: undefined }).why).toBe('speaker_not_named')
  const refused = taken('refuse_change', state, id, { said_by: APPLICANT })
  expect(owing(refused).facts).toMatchObject({ amount: '3000', due_on: '2026-04-01', proposal: null })
  expect(tried('propose_change', file(one.obligation('sent_to_enforcement')), id, inTwo).why).toBe('wrong_state')
})

test('both may agree to wait no longer; late before, it is owed anew from the new day', () => {
  const waits = one.obligation('waiting', pay(RESPONDENT, APPLICANT, { due: after(null, '雨季过后') }))
  const asked = taken('propose_change', file(waits), id, { said_by: APPLICANT, due_on: '2026-03-20' })
  const now = taken('agree_change', asked, id, agrees(asked, RESPONDENT))
  expect(owing(now)).toMatchObject({ status: 'due', facts: { due_on: '2026-03-20', waiting_for: null } })
  const late = one.obligation('breached', undefined, { due_on: '2026-02-01', late_on: ['2026-02-02'], reminded: [3] })
  const proposed = taken('propose_change', file(late), id, { said_by: RESPONDENT, due_on: '2026-04-20' })
  const again = taken('agree_change', proposed, id, agrees(proposed))
  expect(owing(again)).toMatchObject({ status: 'due', facts: { reminded: [], late_on: ['2026-02-02'] } })
  // Given up as late and visited, the file was about to be closed: now there is something to wait for again.
  const closing = { ...proposed, clocks: [one.clock('R-31', one.dispute('open'))] }
  expect(live(taken('agree_change', closing, id, agrees(closing)), 'R-31')).toEqual([])
})

test('in a closed file nothing is agreed to anew: it would be owed with nobody to follow it', () => {
  const waits = one.obligation('waiting', pay(RESPONDENT, APPLICANT, { due: after(1) }))
  const open = file(waits)
  const over = (state: State): State => ({
    ...state,
    parts: state.parts.map((it) => (it.part === 'dispute' ? one.dispute('closed') : it)),
  })
  expect(tried('propose_change', over(open), id, { said_by: APPLICANT, due_on: '2026-03-20' }).why).toBe(
    'file_not_open',
  )
  const asked = taken('propose_change', open, id, { said_by: APPLICANT, due_on: '2026-03-20' })
  expect(tried('agree_change', over(asked), id, agrees(asked, RESPONDENT)).why).toBe('file_not_open')
  expect(tried('join_change', over(asked), id, agrees(asked, RESPONDENT)).why).toBe('file_not_open')
  expect(tried('refuse_change', over(asked), id, { said_by: RESPONDENT }).why).toBe(null)
})

test('the ladder: the office goes up it step by step, and a person may leave one out with a reason', () => {
  const late = one.obligation('breached', undefined, { due_on: '2026-02-01', late_on: ['2026-02-02'] })
  const found = { how: 'visit', visited: [RESPONDENT], performance: 'not', account: '没有钱。' }
  let state = file(late, one.visit('due'))
  expect(tried('send_to_enforcement', state, id, {}).why).toBe('ladder_skipped')
  expect(tried('send_to_enforcement', state, id, { skipped_because: '她要去法院' }).why).toBeNull()
  state = taken('urge', state, id, { how: 'phone', answer: '说下月给。' })
  state = taken('record_visit', state, one.VISIT, found)
  expect(tried('send_to_enforcement', state, id, {}).why).toBe('ladder_skipped')
  state = taken('offer_change', state, id, {})
  expect(tried('send_to_enforcement', state, id, {}).why).toBeNull()
  // Said rightly: a confirmed agreement is enforced, one that is not is sued upon.
  const paper = (confirmed_by_court: boolean) =>
    words(tried('send_to_enforcement', state, id, { confirmed_by_court }).made.filter((it) => it.kind === 'ask_paper'))
  expect(paper(true)).toContain('申请强制执行（人民调解法 第三十三条')
  expect(paper(false)).toContain('不能直接申请强制执行')
})

test.each([
  ['nothing special', [one.dispute('open')], 'blue'],
  [
    'two days to pay',
    [one.obligation('due'), one.obligation('due', undefined, { due_on: '2026-09-01' }, uuid(91))],
    'yellow',
  ],
  [
    'it waits for a condition',
    [one.obligation('waiting', act(RESPONDENT, APPLICANT, { due: after(null, '雨季过后') }))],
    'yellow',
  ],
  ['late', [one.obligation('breached')], 'yellow'],
  ['violence', [one.dispute('open', { triage: violent() })], 'orange'],
  ['violence, and late', [one.dispute('open', { triage: violent() }), one.obligation('breached')], 'red'],
] as const)('how soon somebody visits — %s: %s', (_, parts, risk) => {
  const found = visitRisk(parts)
  expect(found.risk).toBe(risk)
  expect(found.because.join()).toMatch(/\p{Script=Han}/u)
})

test('rounds count from the day of effect, never from the last visit, and none is set in the past', () => {
  expect(scheduledAfter('orange', 1, '2026-03-02', '2026-03-09', [])).toMatchObject({ days: 30, from: '2026-03-02' })
  expect(scheduledAfter('orange', 1, '2026-03-02', '2026-04-02', [])).toMatchObject({ days: 90 })
  expect(scheduledAfter('red', 4, '2026-03-02', '2026-06-01', [])).toMatchObject({ days: 180, rule: 'T-60d180' })
  expect(scheduledAfter('blue', 1, '2026-03-02', '2026-03-05', [])).toBeNull()
})

test('trouble at a visit brings the next one sooner, though nothing is owed', () => {
  const found = { how: 'visit', visited: [RESPONDENT], performance: 'all', account: '又吵。', trouble: true }
  const first = one.visit('due', { from: '2026-03-02' })
  const parts = [...one.PARTIES, one.dispute('open'), one.agreement('in_effect'), first]
  const state = { ...nothingYet, parts, clocks: [one.clock('T-60d7', first)] }
  const next = taken('record_visit', state, one.VISIT, found)
  expect(partsOf(next.parts, 'visit')).toMatchObject([
    { status: 'done' },
    { status: 'due', facts: { risk: 'orange', due_on: '2026-04-01' } },
  ])
  expect(live(next, 'T-60d7')).toEqual([])
})

test('how satisfied she is she says herself, in her own words; nobody of the office can', () => {
  const state = file(debt)
  const answer = { answer: 'not_satisfied', words: '拖得太久。' }
  expect(tried('say_satisfaction', state, one.AGREEMENT, answer).why).toBe('not_yours')
  const said = taken('say_satisfaction', state, one.AGREEMENT, answer, { by: asParty(APPLICANT) })
  expect(partsOf(said.parts, 'agreement')[0]?.facts.satisfaction).toMatchObject({ [APPLICANT]: answer })
})

function violent() {
  return {
    facts: { violence: true },
    units: [],
    matrix_version: 1,
    asked_on: '2026-03-02',
    route: 'police',
    unit_id: null,
    urgent: true,
    may_be_mediated: true,
  }
}

test('a lasting duty said to be over after the file was closed is asked about once it begins anew', () => {
  const runs = { from: '2026-01-01', until: null, rhythm: '双周周末' }
  const over = one.obligation('claimed', undefined, { due_on: null, runs, claimed: { by: '邢大山', at: '', note: '' } })
  const closed: State = {
    ...nothingYet,
    parts: [...one.PARTIES, one.dispute('closed'), one.task('resolved'), one.agreement('in_effect'), over],
    clocks: [one.clock('R-31', one.dispute('closed'), { state: 'met' })],
  }
  const dispute = closed.parts.find((it) => it.part === 'dispute')?.id ?? ''
  const again = taken('rebound', closed, dispute, { what: '又把沟堵上了。' }, { by: asParty(APPLICANT) })
  expect(live(again, 'R-27')).toMatchObject([{ part_id: over.id, act: 'confirm_performed' }])
})
