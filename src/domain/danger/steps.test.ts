import { expect, test } from 'vitest'
import * as one from '#test/parts.ts'
import { staffAt, UNITS } from '#test/world-of-rules.ts'
import { decide } from '../decide.ts'
import { partsOf } from '../disputes/parts.ts'
import { fold, nothingYet } from '../fold.ts'
import type { Here } from '../step.ts'
import { NOTHING_NAMED } from '../step.ts'
import { type StepName, TABLE } from '../table.ts'
import { DANGERS } from './inputs.ts'
import { violenceSaid } from './violence.ts'

const dispute = one.dispute('open')
const opened = { ...nothingYet, file: one.file(), parts: [...one.PARTIES, dispute, one.task('in_handling')] }
const seen = {
  kind: 'violence',
  what: '扬言动刀',
  seen_at: '2026-03-02T03:50:00.000Z',
  endangered: [one.RESPONDENT],
  who: '',
}
type State = typeof opened | ReturnType<typeof fold>

const here = ({ parts, clocks }: State, more: Partial<Here> = {}) =>
  one.hereWith(parts, { clocks, named: { ...NOTHING_NAMED, candidates: UNITS }, ...more })
function take(name: StepName, state: State, input: object, more: Partial<Here> = {}) {
  const [part] = partsOf(state.parts, 'dispute')
  const answer = decide(TABLE[name], here(state, more), part ?? null, input)
  if (!answer.ok) throw new Error(answer.why)
  return {
    consequences: answer.consequences,
    after: fold([{ seq: 1, part_id: dispute.id, consequences: answer.consequences }], state),
  }
}
const AT = '2026-03-02T04:00:00.000Z'

test('a danger reported starts thirty minutes, makes its paper for the office alone, and sends word to the nearest station', () => {
  const { after, consequences } = take('report_danger', opened, seen)
  expect(after.clocks).toMatchObject([
    { rule: 'T-52', state: 'running', due_at: '2026-03-02T04:30:00.000Z', due_on: '2026-03-02' },
  ])
  expect(consequences.filter((it) => it.kind === 'ask_paper')).toMatchObject([{ form: 'F-25', for_parties: [] }])
  expect(after.effects).toMatchObject([{ effect: 'police_report', to_unit: UNITS[5].id, to_party: null }])
  expect(TABLE.report_danger.told).toBe('office')
})

test('where no station is known the report still goes out, to whoever answers 110', () => {
  const { after } = take('report_danger', opened, seen, { named: NOTHING_NAMED })
  expect(after.effects).toMatchObject([{ effect: 'police_report', to_unit: null }])
})

test('one call tells the police all that is open, late or in time; what is reported afterwards starts its own clock', () => {
  const first = take('report_danger', opened, seen).after
  const second = take('report_danger', first, { ...seen, kind: 'minor_abuse' }).after
  expect(second.clocks).toHaveLength(1)
  const late = { now: '2026-03-02T04:31:00.000Z' }
  const told = take('police_told', second, { received_by: '值班民警', how: 'phone', note: '' }, late).after
  expect(told.clocks[0]?.state).toBe('met_late')
  const dangers = partsOf(told.parts, 'dispute')[0]?.facts.dangers ?? []
  expect(dangers.map((it) => it.told?.received_by)).toEqual(['值班民警', '值班民警'])
  expect(take('police_told', second, { received_by: '值班民警', how: 'phone', note: '' }).after.clocks[0]?.state).toBe(
    'met',
  )
  expect(take('report_danger', told, seen).after.clocks).toHaveLength(2)
})

test('a director may answer for not reporting; nobody may where a child or somebody without full capacity may be abused', () => {
  const because = { because: '当面核实过，是误会。' }
  const threat = take('report_danger', opened, seen).after
  expect(take('no_report_because', threat, because).after.clocks[0]?.state).toBe('cancelled')
  const [part] = partsOf(threat.parts, 'dispute')
  const mediator = here(threat, { actor: staffAt(0, 'full_time_mediator') })
  expect(decide(TABLE.no_report_because, mediator, part ?? null, because)).toEqual({ ok: false, why: 'not_yours' })
  for (const kind of ['minor_abuse', 'dependent_abuse'] as const) {
    expect(DANGERS[kind].must).toBe(true)
    const state = take('report_danger', threat, { ...seen, kind }).after
    const [abused] = partsOf(state.parts, 'dispute')
    for (const actor of [staffAt(0, 'village_director'), staffAt(1, 'town_director'), staffAt(2, 'county_dispatcher')])
      expect(decide(TABLE.no_report_because, here(state, { actor }), abused ?? null, because)).toEqual({
        ok: false,
        why: 'report_mandatory',
      })
  }
})

test('taking the request back does not take the danger back: the police are still owed their word', () => {
  const threat = take('report_danger', opened, seen).after
  const withdrawn = take(
    'withdraw',
    threat,
    { reason: 'not_said' },
    { actor: one.asParty(one.APPLICANT), now: AT },
  ).after
  expect(partsOf(withdrawn.parts, 'dispute')[0]?.status).toBe('withdrawn')
  expect(withdrawn.clocks).toMatchObject([{ rule: 'T-52', state: 'running' }])
  const told = take('police_told', withdrawn, { received_by: '值班民警', how: 'phone', note: '' }).after
  expect(told.clocks[0]?.state).toBe('met')
})

test('each kind of danger is reported under what is written for it: the articles on minors and dependent people for them alone', () => {
  const paperOf = (kind: string): string =>
    JSON.stringify(take('report_danger', opened, { ...seen, kind }).consequences.find((it) => it.kind === 'ask_paper'))
  for (const [kind, { law, must }] of Object.entries(DANGERS)) {
    expect(law).toContain('人民调解法 第二十五条')
    expect(law.length > 1, kind).toBe(must)
    const paper = paperOf(kind)
    for (const article of law) expect(paper).toContain(article)
    expect(paper.includes('未成年人保护法'), kind).toBe(kind === 'minor_abuse')
    expect(paper.includes('反家庭暴力法'), kind).toBe(must)
  }
})

test('a scuffle that was said to be within the family is violence; between neighbours it is not yet', () => {
  const said = (facts: object) => violenceSaid({ parts: [one.dispute('open', { triage: { facts } } as object)] })
  expect(said({ dispute_type: 'M01', violence: null, public_order: true })).toBe(true)
  expect(said({ dispute_type: 'M02', violence: true })).toBe(true)
  expect(said({ dispute_type: 'M02', violence: null, public_order: true })).toBe(false)
})
