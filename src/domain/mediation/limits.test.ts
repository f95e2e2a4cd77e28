import { expect, test } from 'vitest'
import * as one from '#test/parts.ts'
import { decide } from '../decide.ts'
import { type Part, partsOf } from '../disputes/parts.ts'
import { fold, nothingYet } from '../fold.ts'
import type { Here } from '../step.ts'
import { TABLE } from '../table.ts'

const { APPLICANT, RESPONDENT } = one
const live = one.mediation('in_session')
const file = [...one.PARTIES, one.dispute('open'), one.task('in_handling')]
const parts: Part[] = [...file, live]
const state = { ...nothingYet, file: one.file(), parts }
const limit = one.clock('T-11', live, { started_on: '2026-02-05', due_on: '2026-03-05' })
const all = [APPLICANT, RESPONDENT].map((party_id) => ({ party_id, how: 'spoken' as const }))
const here = (clocks: Here['clocks'], today = '2026-03-02', parts = state.parts) =>
  one.hereWith(parts, {
    clocks,
    today,
    now: `${today}T04:00:00.000Z`,
    occurred_at: `${today}T04:00:00.000Z`,
  })

test('put off by all, one clock ends and the other runs to the day they agreed to; each answer stands on the paper', () => {
  const answer = decide(TABLE.extend_mediation, here([limit]), live, { days: 30, agreed: all, because: '等鉴定' })
  if (!answer.ok) throw new Error(answer.why)
  const after = fold([{ seq: 1, part_id: live.id, consequences: answer.consequences }], { ...state, clocks: [limit] })
  expect(after.clocks.map(({ rule, state, due_on }) => [rule, state, due_on])).toEqual([
    ['T-11', 'cancelled', '2026-03-05'],
    ['T-11e', 'running', '2026-04-04'],
  ])
  const paper = answer.consequences.find((it) => it.kind === 'ask_paper')
  expect(paper).toMatchObject({ form: 'D-17', for_parties: [APPLICANT, RESPONDENT] })
  expect(JSON.stringify(paper)).toContain('苗秀禾同意')
  expect(JSON.stringify(paper)).toContain('邢大山同意')

  // Suspended and resumed nine days later, the agreed day moves by just those days; over it ends, and not before.
  const [now] = partsOf(after.parts, 'mediation')
  if (!now) throw new Error('no mediation')
  const stop = decide(TABLE.suspend_mediation, here(after.clocks, '2026-03-10', after.parts), now, {
    reason: 'illness',
    note: '',
    resumes: null,
  })
  if (!stop.ok) throw new Error(stop.why)
  const still = fold([{ seq: 2, part_id: live.id, consequences: stop.consequences }], after)
  const [standing] = partsOf(still.parts, 'mediation')
  if (!standing) throw new Error('no mediation')
  const go = decide(TABLE.resume_mediation, here(still.clocks, '2026-03-19', still.parts), standing, { note: '' })
  if (!go.ok) throw new Error(go.why)
  const again = fold([{ seq: 3, part_id: live.id, consequences: go.consequences }], still)
  const [running] = partsOf(again.parts, 'mediation')
  if (!running) throw new Error('no mediation')
  expect(again.clocks[1]).toMatchObject({ state: 'running', due_on: '2026-04-13', paused_days: 9 })
  const expire = (today: string) =>
    decide(TABLE.expire_mediation, here(again.clocks, today, again.parts), running, { note: '' })
  expect(expire('2026-04-13')).toEqual({ ok: false, why: 'limit_not_passed' })
  const over = expire('2026-04-14')
  if (!over.ok) throw new Error(over.why)
  const ended = fold([{ seq: 4, part_id: live.id, consequences: over.consequences }], again)
  expect(partsOf(ended.parts, 'mediation')[0]?.status).toBe('expired')
  expect(ended.clocks[1]?.state).toBe('cancelled')
  expect(ended.papers.map((it) => it.form)).toContain('D-13')
})

test('nobody puts a limit off alone, by more than thirty days, or for a party who said nothing', () => {
  const { input } = TABLE.extend_mediation
  expect(input.safeParse({ days: 31, agreed: all }).success).toBe(false)
  expect(input.safeParse({ days: 0, agreed: all }).success).toBe(false)
  expect(input.safeParse({ days: 30, agreed: [{ party_id: APPLICANT, how: 'clicked' }] }).success).toBe(false)
  const alone = { days: 30, agreed: all.slice(0, 1), because: '' }
  expect(decide(TABLE.extend_mediation, here([limit]), live, alone)).toEqual({
    ok: false,
    why: 'not_everybody_extends',
  })
})
