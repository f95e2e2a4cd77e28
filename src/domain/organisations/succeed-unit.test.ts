import { expect, test } from 'vitest'
import * as one from '#test/parts.ts'
import { UNITS, uuid } from '#test/world-of-rules.ts'
import { decide } from '../decide.ts'
import { type Here, NOTHING_NAMED, type Row } from '../step.ts'
import { TABLE } from '../table.ts'
import { COMMITTEE_KINDS } from './words.ts'

const [before, after] = [UNITS.find((it) => COMMITTEE_KINDS.includes(it.kind)), uuid(80)]
const mediationNow = (to: (typeof UNITS)[number] | undefined, status: 'seeking_consent' | 'failed') => {
  if (!before || !to) throw new Error('no such unit')
  const held = one.mediation(status, { unit_id: before.id, committee_id: before.id })
  const parts = [...one.PARTIES, one.dispute('open'), one.task('in_handling', { unit_id: before.id }), held]
  const named = { ...NOTHING_NAMED, unit: to }
  const here = one.hereWith(parts, { named } as Partial<Here>, { kind: 'system' } as Here['actor'])
  const input = { succession: after, from_unit: before.id, from_name: before.name, unit_id: to.id }
  const row: Row = TABLE.succeed_unit
  const decision = decide(row, here, here.parts.find((it) => it.part === 'dispute') ?? null, input)
  if (!decision.ok) throw new Error(JSON.stringify(decision))
  const changed = decision.consequences.find((it) => it.kind === 'change_facts' && it.part === 'mediation')
  return changed?.kind === 'change_facts' ? changed.facts : null
}

test('a mediation that goes on takes its number from the book of the committee that took over; where none did, from none', () => {
  const other = UNITS.find((it) => COMMITTEE_KINDS.includes(it.kind) && it.id !== before?.id)
  const centre = UNITS.find((it) => it.kind === 'county_centre')
  if (other) expect(mediationNow(other, 'seeking_consent')).toMatchObject({ committee_id: other.id })
  expect(mediationNow(centre, 'seeking_consent')).toMatchObject({ committee_id: null })
  // One that is over stands in the book it stood in.
  expect(mediationNow(centre, 'failed')).not.toHaveProperty('committee_id')
})
