import { expect, test } from 'vitest'
import * as one from '#test/parts.ts'
import { UNITS, uuid } from '#test/world-of-rules.ts'
import { decide } from '../decide.ts'
import { succeed_unit } from '../organisations/succeed-unit.ts'
import { NOTHING_NAMED } from '../step.ts'
import { ownerOf, type Seal, sealsIn } from './seal.ts'

const seal = (unit_id: number): Seal => ({
  ...{ id: uuid(71), paper_id: uuid(70), form: 'D-18', title: '调解通知书', committee: '石桥村人民调解委员会' },
  ...{ unit_id, agreement_id: null, for_parties: null, by: { person_id: uuid(5), name: '苗秀禾' } },
  ...{ at: '2026-03-01T01:00:00.000Z', because: '', revoked: null },
})

test('whoever comes after a unit answers for the seals it put, which keep their own words', () => {
  const dispute = one.dispute('open', { seals: [seal(7), { ...seal(8), id: uuid(72) }] })
  const here = one.hereWith([...one.PARTIES, dispute], {
    actor: { kind: 'system' },
    named: { ...NOTHING_NAMED, unit: UNITS[1] ?? null },
    ids: Array.from({ length: 60 }, (_, at) => uuid(5_000 + at)),
  })
  const decision = decide(succeed_unit, here, dispute, {
    ...{ succession: uuid(9), from_unit: 7, from_name: '旧村', unit_id: UNITS[1]?.id ?? 0 },
  })
  if (!decision.ok) throw new Error(decision.why)
  const [facts] = decision.consequences.flatMap((it) =>
    it.kind === 'change_facts' && it.id === dispute.id ? [it.facts] : [],
  )
  const now = sealsIn([{ ...dispute, facts: { ...dispute.facts, ...(facts as object) } }])
  expect(now.map((it) => it.unit_id)).toEqual([UNITS[1]?.id, 8])
  expect(now[0]?.committee).toBe('石桥村人民调解委员会')
})

test('a paper is of the part it belongs to: a supplement of its agreement, a notice of its mediation, else of whoever acted', () => {
  const mediation = one.mediation('agreed', { unit_id: 3, in_name_of: '石桥村人民调解委员会' })
  const agreement = one.agreement('in_effect', { unit_id: 3, mediation_id: mediation.id })
  const debt = one.obligation('due')
  const dispute = one.dispute('open')
  const parts = [dispute, mediation, agreement, debt]
  const of = (part_id: string, opened: string | null = null) =>
    ownerOf(parts, { part_id, unit_id: 9, opened_agreement: opened })
  const both = { unit_id: 3, committee: '石桥村人民调解委员会' }
  expect(of(debt.id)).toEqual({ ...both, agreement_id: agreement.id })
  expect(of(mediation.id)).toEqual({ ...both, agreement_id: null })
  expect(of(mediation.id, agreement.id)).toEqual({ ...both, agreement_id: agreement.id })
  expect(of(dispute.id)).toEqual({ unit_id: 9, committee: null, agreement_id: null })
})
