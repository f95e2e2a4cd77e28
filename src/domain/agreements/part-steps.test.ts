import { expect, test } from 'vitest'
import * as one from '#test/parts.ts'
import { decide } from '../decide.ts'
import { type Part, partsOf } from '../disputes/parts.ts'
import { stageOf } from '../disputes/stage.ts'
import { drawn } from '../documents/forms.ts'
import { fold, nothingYet } from '../fold.ts'
import { TABLE } from '../table.ts'

const signatures = [
  one.signedBy({ party: one.APPLICANT }),
  one.signedBy({ party: one.RESPONDENT }),
  one.signedBy({ person: one.CLERK.person_id }),
]
const mediation = one.mediation('in_session')
const agreement = one.agreement('signing', { signatures })
const parts: Part[] = [...one.PARTIES, one.dispute('open'), one.task('in_handling'), mediation, agreement]
const clocks = [one.clock('T-11', mediation)]

function settled(rest_then: 'goes_on' | 'ends') {
  const input = { sealed: true, rest: '墙退不退', rest_then }
  const answer = decide(TABLE.settle_in_part, one.hereWith(parts, { clocks }), agreement, input)
  if (!answer.ok) throw new Error(answer.why)
  const state = { ...nothingYet, file: one.file(), parts, clocks }
  const after = fold([{ seq: 1, part_id: agreement.id, consequences: answer.consequences }], state)
  const papers = answer.consequences.flatMap((it) => (it.kind === 'ask_paper' ? [it] : []))
  return { after, papers }
}

test('a part takes effect and they talk on: the mediation, its limit and its task go on, and may end in a second agreement', () => {
  const { after, papers } = settled('goes_on')
  expect(partsOf(after.parts, 'agreement')[0]).toMatchObject({
    status: 'in_effect',
    facts: { rest: { what: '墙退不退', then: 'goes_on' }, effective_on: '2026-03-02' },
  })
  const [going] = partsOf(after.parts, 'mediation')
  expect(going?.status).toBe('in_session')
  expect(partsOf(after.parts, 'task')[0]).toMatchObject({
    status: 'in_handling',
    facts: { outcome: 'settled_in_part' },
  })
  expect(after.clocks.find((clock) => clock.rule === 'T-11')?.state).toBe('running')
  expect(partsOf(after.parts, 'obligation')).toHaveLength(1)
  expect(stageOf(after.parts)).toBe('mediating')
  expect(JSON.stringify(papers.find((it) => it.form === 'D-08'))).toContain('墙退不退')
  if (!going) throw new Error('no mediation')
  const again = { dispute_facts: '。', clauses: agreement.facts.clauses, undertakings: [], outside_facts: [] }
  expect(decide(TABLE.draft_agreement, one.hereWith(after.parts), going, again).ok).toBe(true)
  // And whoever wants no more leaves; what took effect stays so.
  const left = decide(TABLE.leave, one.hereWith(after.parts, {}, one.asParty(one.APPLICANT)), going, {
    how: 'clicked',
    note: '',
  })
  if (!left.ok) throw new Error(left.why)
  const over = fold([{ seq: 2, part_id: going.id, consequences: left.consequences }], after)
  expect(partsOf(over.parts, 'agreement')[0]?.status).toBe('in_effect')
})

test('a part takes effect and the rest is mediated no more: everybody gets the other ways for it', () => {
  const { after, papers } = settled('ends')
  expect(partsOf(after.parts, 'mediation')[0]).toMatchObject({
    status: 'agreed',
    facts: { ended: { reason: 'settled_in_part' } },
  })
  expect(partsOf(after.parts, 'task')[0]?.status).toBe('resolved')
  expect(stageOf(after.parts)).toBe('performing')
  const told = papers.find((it) => it.form === 'D-13')
  expect(told?.for_parties).toEqual([one.APPLICANT, one.RESPONDENT])
  expect(told && drawn(told.content).blocks.some((block) => block.kind === 'list')).toBe(true)
})

test('a part asks for all that a whole agreement asks for', () => {
  expect(TABLE.settle_in_part.needs).toEqual(TABLE.put_in_effect.needs)
  expect(TABLE.settle_in_part.input.safeParse({ sealed: true, rest: '', rest_then: 'ends' }).success).toBe(false)
})
