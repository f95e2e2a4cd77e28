import { expect, test } from 'vitest'
import * as one from '#test/parts.ts'
import { staffAt, UNITS, uuid } from '#test/world-of-rules.ts'
import { decide } from '../decide.ts'
import { partsOf } from '../disputes/parts.ts'
import { fold, nothingYet } from '../fold.ts'
import { type Here, NOTHING_NAMED, type Row } from '../step.ts'
import { type StepName, TABLE } from '../table.ts'
import { restsOn } from './ending.ts'
import { REFERRAL_KIND_NAMES, REFERRAL_KINDS, referralKind } from './kinds.ts'

type State = ReturnType<typeof fold>
const opened: State = {
  ...nothingYet,
  file: one.file(),
  parts: [...one.PARTIES, one.dispute('open'), one.task('in_handling')],
}
const asked = (more: object = {}) => ({
  kind: 'legal_aid',
  unit_id: null,
  to: '县法律援助中心',
  to_reach: '',
  why: '请不起律师。',
  said_by: one.APPLICANT,
  also_agreed: [],
  ...more,
})
const police = { named: { ...NOTHING_NAMED, unit: UNITS[5] } }
const toUnit = { ...asked({ unit_id: 6 }) }

let given = 5_000
/** Identifiers of which none was given before: no two things of a file have the same one. */
function fresh(many: number): string[] {
  given += many
  return Array.from({ length: many }, (_, nth) => uuid(given - nth))
}

/** Takes a step on the referral, or on the dispute, as somebody at some hour; what the file is then. */
function take(name: StepName, state: State, input: object, more: Partial<Here> = {}): State {
  const row: Row = TABLE[name]
  const part = partsOf(state.parts, row.on as 'referral').at(-1) ?? null
  const here = one.hereWith(
    state.parts,
    { clocks: state.clocks, involvements: state.involvements, ids: fresh(row.ids), ...more },
    more.actor,
  )
  const answer = decide(row, here, part, input)
  if (!answer.ok) throw new Error(answer.why)
  return fold([{ seq: 1, part_id: part?.id ?? '', consequences: answer.consequences }], state)
}
const refused = (name: StepName, state: State, input: object, more: Partial<Here> = {}) => {
  const row: Row = TABLE[name]
  const part = partsOf(state.parts, row.on as 'referral').at(-1) ?? null
  const answer = decide(row, one.hereWith(state.parts, { clocks: state.clocks, ...more }, more.actor), part, input)
  return answer.ok ? null : answer.why
}
const running = (state: State) => state.clocks.filter((it) => it.state === 'running').map((it) => it.rule)

test('a slip goes out: who asks after it owes that, and all who agreed are told and have the paper', () => {
  const out = take('refer', opened, asked({ also_agreed: [one.RESPONDENT] }))
  expect(out.clocks).toMatchObject([{ rule: 'R-64', owes: { unit: 1 }, act: 'referral_taken', due_on: '2026-03-05' }])
  expect(out.papers).toMatchObject([{ form: 'F-45' }])
  expect(out.effects.map((it) => it.to_party)).toEqual([one.APPLICANT, one.RESPONDENT])
  expect(out.involvements).toEqual([])
})

test('a unit of the county owes it itself and sees the slip until it has answered; who holds our task asks elsewhere', () => {
  const out = take('refer', opened, toUnit, police)
  expect(out.clocks).toMatchObject([{ owes: { unit: 6 } }])
  expect(out.involvements).toMatchObject([{ who: { unit: 6 }, as_what: 'referred_to', until: null }])
  const back = take('referral_without_result', out, { reason: 'declined', note: '不办。' })
  expect(back.involvements).toMatchObject([{ until: '2026-03-02' }])
  const held = {
    ...opened,
    parts: [...one.PARTIES, one.dispute('open'), one.task('in_handling', { held_by: one.CLERK })],
  }
  expect(take('refer', held, asked()).clocks).toMatchObject([{ owes: { person: one.CLERK.person_id, for_unit: 1 } }])
})

test('legal aid: seven days to decide from the day it has it, three to assign from the day it decided (法律援助法 43)', () => {
  const out = take('refer', opened, toUnit, police)
  const taken = take('referral_taken', out, { taken_by: '窗口', note: '' }, { actor: staffAt(5, 'police_officer') })
  expect(running(taken)).toEqual(['T-51'])
  expect(taken.clocks.at(-1)).toMatchObject({ due_on: '2026-03-09', act: 'referral_decided', owes: { unit: 6 } })
  expect(refused('referral_came_back', taken, { result: '好', paper: '', paper_number: '', paper_on: null })).toBe(
    'decision_first',
  )
  const granted = take('referral_decided', taken, { what: '给予援助。' })
  expect(granted.clocks.at(-1)).toMatchObject({ rule: 'T-51a', due_on: '2026-03-05', act: 'referral_came_back' })
  const back = take('referral_came_back', granted, {
    result: '指派了律师。',
    paper: '',
    paper_number: '',
    paper_on: null,
  })
  expect(running(back)).toEqual([])
  expect(back.clocks.map((it) => it.state)).toEqual(['met', 'met', 'met'])
})

test('told later than it was taken, the days run from when it was taken, and never from before it was sent', () => {
  const out = take('refer', opened, asked())
  const dated = (on: string) => ({
    ...out,
    parts: out.parts.map((it) => (it.part === 'referral' ? { ...it, facts: { ...it.facts, on } } : it)),
  })
  const earlier = { occurred_at: '2026-02-26T02:00:00.000Z' }
  expect(
    take('referral_taken', dated('2026-02-25'), { taken_by: '窗口', note: '' }, earlier).clocks.at(-1)?.started_on,
  ).toBe('2026-02-26')
  expect(
    take('referral_taken', dated('2026-02-28'), { taken_by: '窗口', note: '' }, earlier).clocks.at(-1)?.started_on,
  ).toBe('2026-02-28')
})

test('every kind has its clock once it is taken, and only legal aid and insurance decide first', () => {
  for (const kind of REFERRAL_KIND_NAMES) {
    const taken = take('referral_taken', take('refer', opened, asked({ kind })), { taken_by: '窗口', note: '' })
    expect(running(taken), kind).toEqual([referralKind(kind).done])
    const decides = refused('referral_decided', taken, { what: '好' })
    expect(decides, kind).toBe('then' in REFERRAL_KINDS[kind] ? null : 'no_decision_awaited')
  }
})

test('whoever agreed takes it back, at once and without a reason; nobody who did not agree can', () => {
  const out = take('refer', opened, toUnit, police)
  const back = take('withdraw_referral', out, { note: '' }, { actor: one.asParty(one.APPLICANT) })
  expect(back.parts.at(-1)).toMatchObject({ status: 'without_result', facts: { ended: { why: 'consent_withdrawn' } } })
  expect(running(back)).toEqual([])
  // From this moment the unit reads nothing more: its last day was yesterday.
  expect(back.involvements).toMatchObject([{ until: '2026-03-01' }])
  expect(refused('withdraw_referral', out, { note: '' }, { actor: one.asParty(one.RESPONDENT) })).toBe('not_yours')
  expect(refused('withdraw_referral', out, { note: '', said_by: one.RESPONDENT })).toBe('speaker_not_in_file')
})

test('a file waits for what is out, and is due to be closed once the last of it is back', () => {
  const settled = { ...opened, parts: [...one.PARTIES, one.dispute('open'), one.task('resolved')] }
  const waiting = { ...settled, clocks: [one.clock('R-31', one.dispute('open'))] }
  const out = take('refer', waiting, asked({ kind: 'notary' }))
  expect(running(out)).toEqual(['R-64'])
  expect(refused('close', out, { note: '' })).toBe('referral_open')
  const back = take('referral_without_result', out, { reason: 'not_needed', note: '自己办好了。' })
  expect(running(back)).toEqual(['R-31'])
})

test('whoever withdraws the matter or goes away ends what was awaited for it, and the unit reads no more', () => {
  const out = take('refer', opened, toUnit, police)
  const withdrawn = take('withdraw', out, { reason: 'not_said' }, { actor: one.asParty(one.APPLICANT) })
  expect(partsOf(withdrawn.parts, 'referral')).toMatchObject([
    { status: 'without_result', facts: { ended: { why: 'file_over' } } },
  ])
  expect(running(withdrawn)).toEqual([])
  expect(withdrawn.involvements).toMatchObject([{ until: '2026-03-02' }])
})

test('what everybody had to agree to ends with whoever leaves; what one was sent for stays hers alone', () => {
  const joint = one.referral('sent', { kind: 'expert_opinion', agreed_by: [one.APPLICANT, one.RESPONDENT] })
  const own = one.referral('sent', { kind: 'legal_aid', agreed_by: [one.APPLICANT, one.RESPONDENT] })
  expect([joint, own].map((it) => restsOn(it, one.RESPONDENT))).toEqual([true, false])
  expect([joint, own].map((it) => restsOn(it, one.APPLICANT))).toEqual([true, true])
})

test('a unit that has a slip of its own reads the one it takes over as well', () => {
  const [police, county] = [6, 3]
  const slips = [police, county].map((to_unit, at) => ({
    ...one.referral('sent', { to_unit, involvement: uuid(70 + at) }),
    id: uuid(60 + at),
  }))
  const involvements = [police, county].map((unit, at) => ({
    ...{ id: uuid(70 + at), who: { unit }, as_what: 'referred_to' as const, until: null },
  }))
  const named = { ...NOTHING_NAMED, unit: UNITS.find((it) => it.id === county) ?? null }
  const input = { succession: uuid(80), from_unit: police, from_name: '柳河派出所', unit_id: county }
  const state = { ...opened, parts: [...opened.parts, ...slips], involvements }
  const after = take('succeed_unit', state, input, { named, actor: { kind: 'system' } })
  const live = after.involvements.filter((it) => it.until === null).map((it) => it.id)
  const referrals = partsOf(after.parts, 'referral')
  expect(referrals.map((it) => it.facts.to_unit)).toEqual([county, county])
  expect(referrals.map((it) => it.facts.involvement).sort()).toEqual(live.sort())
})

test('whoever sends a task back that one of them held asks after nothing under it any more: her unit does', () => {
  const [unit, person_id] = [1, uuid(90)]
  const held = one.task('dispatched', { held_by: { person_id, name: '钱有方' } })
  const out = one.referral('sent')
  const clocks = [one.clock('R-64', out, { owes: { person: person_id, for_unit: unit } })]
  const state = { ...opened, parts: [...one.PARTIES, one.dispute('open'), held, out], clocks }
  const back = take('object_dispatch', state, { reason: '不在本辖区', basis: '职责规定' })
  expect(back.clocks.filter((it) => it.rule === 'R-64')).toMatchObject([{ owes: { unit } }])
})

test('no message on a telephone says what kind of help it is', () => {
  const row: Row = TABLE.refer
  const answer = decide(row, one.hereWith(opened.parts), one.dispute('open'), asked({ kind: 'counselling' }))
  if (!answer.ok) throw new Error(answer.why)
  const told = answer.consequences.flatMap((it) => (it.kind === 'send_effect' ? it.wording : []))
  expect(told).toHaveLength(1)
  expect(told[0]).not.toContain('心理')
})

test('who is refused legal aid is told where to object (法律援助法 49)', () => {
  const out = take('refer', opened, asked())
  const part = partsOf(out.parts, 'referral')[0] ?? null
  const input = { reason: 'not_eligible', note: '收入超过标准。' }
  const answer = decide(TABLE.referral_without_result, one.hereWith(out.parts, { clocks: out.clocks }), part, input)
  expect(JSON.stringify(answer)).toContain('法律援助法 第四十九条')
})
