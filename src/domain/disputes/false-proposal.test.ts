import { expect, test } from 'vitest'
import * as one from '#test/parts.ts'
import { UNITS, uuid } from '#test/world-of-rules.ts'
import { decide } from '../decide.ts'
import { fold, nothingYet } from '../fold.ts'
import { type Here, NOTHING_NAMED } from '../step.ts'
import { type StepName, TABLE } from '../table.ts'
import type { DisputeFacts, Part, StatusOf } from './parts.ts'

const PROPOSED = { person_id: uuid(3), name: '', checked: '', because: '', on: '2026-03-01' }
const ids = Array.from({ length: 60 }, (_, at) => uuid(900 + at))

type Taking = [step: StepName, status: StatusOf<'dispute'>, parts: readonly Part[], input: object, more?: Partial<Here>]
const TAKEN: readonly Taking[] = [
  [
    'dispatch',
    'triaging',
    [],
    { unit_id: 2, route: 'police', because: '', assists: false },
    { named: { ...NOTHING_NAMED, unit: UNITS[1] } },
  ],
  ['accept_here', 'registered', [], { note: '' }],
  ['sign_off', 'open', [one.task('dispatched')], { note: '' }],
  ['rebound', 'closed', [one.task('resolved')], { what: '又堵上了。' }],
  ['merge', 'registered', [], { file_id: uuid(500), short_code: '', because: '' }],
]
const triage = { facts: {}, units: [], matrix_version: 1, asked_on: '2026-03-01', route: 'police', unit_id: 2 }
const facts: Partial<DisputeFacts> = {
  false_proposed: PROPOSED,
  closed_on: '2026-03-01',
  triage: { ...triage, urgent: false, may_be_mediated: true },
}

test.each(TAKEN)(
  '%s handles it as a dispute: that there is none is not proposed any more',
  (step, status, more, input, here) => {
    const dispute = one.dispute(status, facts)
    const parts = [...one.PARTIES, ...more, dispute]
    const on = TABLE[step].on === 'dispute' ? dispute : (more.find((it) => it.part === TABLE[step].on) ?? null)
    const decision = decide(TABLE[step], one.hereWith(parts, { ids, ...here }), on, input)
    if (!decision.ok) throw new Error(decision.why)
    const state = fold([{ seq: 2, part_id: dispute.id, consequences: decision.consequences }], { ...nothingYet, parts })
    const after = state.parts.find((it) => it.part === 'dispute')
    expect(after?.part === 'dispute' && after.facts.false_proposed).toBeNull()
  },
)

test('what is only looked into stays proposed', () => {
  const dispute = one.dispute('registered', facts)
  const decision = decide(TABLE.name_party, one.hereWith([...one.PARTIES, dispute], { ids }), dispute, {
    side: 'third',
    name: '后来香',
    kind: 'person',
    reach_from: 'staff',
  })
  expect(decision.ok && JSON.stringify(decision.consequences)).not.toContain('false_proposed')
})
