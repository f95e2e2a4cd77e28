import { expect, test } from 'vitest'
import * as one from '#test/parts.ts'
import { UNITS, uuid } from '#test/world-of-rules.ts'
import { decide } from '../decide.ts'
import type { FactsOf } from '../disputes/parts.ts'
import { NOTHING_NAMED } from '../step.ts'
import { succeed_person } from './succeed-person.ts'

const SUCCESSOR = { person_id: uuid(801), name: '尚新禾', unit_id: 1, unit_name: '', role: 'village_mediator' } as const
const STAYS = { person_id: uuid(802), name: '常青山' }
const { CLERK, RESPONDENT } = one

/** A hand-over of the mediator to the successor: what comes of the mediation's facts, of its clocks, and what is told. */
function handedOver(facts: Partial<FactsOf['mediation']>) {
  const mediation = one.mediation('in_session', facts)
  const clocks = (facts.other_mediator ?? []).map(({ id }) => one.clock('R-14', mediation, { id }))
  const dispute = one.dispute('open')
  const here = one.hereWith([...one.PARTIES, mediation, dispute], {
    actor: { kind: 'system' },
    clocks,
    named: { ...NOTHING_NAMED, handlers: [SUCCESSOR], unit: UNITS[0] },
    ids: Array.from({ length: 60 }, (_, at) => uuid(5_000 + at)),
  })
  const { person_id, name } = CLERK
  const decision = decide(succeed_person, here, dispute, {
    succession: uuid(9),
    ...{ person_id, name, unit_id: 1, successor: SUCCESSOR.person_id, mediates_no_more: true },
  })
  if (!decision.ok) throw new Error(decision.why)
  const after = decision.consequences.flatMap((it) =>
    it.kind === 'change_facts' && it.id === mediation.id ? [it.facts as Partial<FactsOf['mediation']>] : [],
  )
  return {
    facts: Object.assign({}, ...after) as Partial<FactsOf['mediation']>,
    stopped: decision.consequences.flatMap((it) => (it.kind === 'stop_clock' ? [it.id] : [])),
    told: JSON.stringify(decision.consequences.filter((it) => it.kind === 'ask_paper')),
  }
}

test('what was asked about whoever goes is answered by the going, and only that', () => {
  const [about, other] = [one.request(), one.request({ id: uuid(951), party_id: RESPONDENT, ...STAYS })]
  const { facts, stopped, told } = handedOver({
    mediators: [{ person_id: CLERK.person_id, name: CLERK.name }, STAYS],
    other_mediator: [about, other],
  })
  expect(facts.mediators?.map((it) => it.name)).toEqual([STAYS.name, SUCCESSOR.name])
  expect(facts.other_mediator?.[0]?.answered).toMatchObject({ result: 'granted', because: '工作变动' })
  expect(facts.other_mediator?.[1]?.answered).toBeNull()
  expect(stopped).toEqual([about.id])
  expect(told).toContain(`提出换一位调解员：${about.name}`)
})

test('where whoever only assists goes out with her, what was asked about that one is answered too', () => {
  const answered = one.request({
    ...{ id: uuid(952), person_id: SUCCESSOR.person_id },
    answered: { result: 'granted', because: '', court: '', by: '', at: '2026-03-01T02:00:00.000Z' },
  })
  const about = one.request({ id: uuid(951), ...STAYS })
  const { facts, stopped } = handedOver({
    mediators: [
      { person_id: CLERK.person_id, name: CLERK.name },
      { ...STAYS, assists: true },
    ],
    other_mediator: [answered, about],
  })
  // Whom they asked out of it before does not come back as a successor: the unit chooses anew.
  expect(facts.mediators).toEqual([])
  expect(facts.other_mediator?.[1]?.answered).toMatchObject({ result: 'granted', because: '工作变动' })
  expect(stopped).toEqual([about.id])
})
