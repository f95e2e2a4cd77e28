import { expect, test } from 'vitest'
import { CUT_DOWN_CASES, TODAY, type Who } from '#test/cut-down-cases.ts'
import type { Here } from '../step.ts'
import { cutDownFor } from './cut-down.ts'

const WHO: Record<Who, { person: string } | { unit: number }> = {
  me: { person: 'me' },
  my_unit: { unit: 7 },
  giving_way: { unit: 8 },
  others: { unit: 9 },
}
const [HERE, ELSEWHERE] = [330_603_103_002, 330_681_101_001]
const unitsOf = (who: Who): number[] => ('unit' in WHO[who] ? [WHO[who].unit] : [])

test.each(CUT_DOWN_CASES)('$says: $role', ({ role, involved, units = ['my_unit'], here = false, comes_to }) => {
  const actor = { kind: 'staff', role, person_id: 'me', unit_id: 7, place_code: here ? HERE : ELSEWHERE }
  const file = { place_code: HERE } as Here['file']
  const involvements = involved.map(([who, as_what, until = null], at) => ({
    id: String(at),
    who: WHO[who],
    as_what,
    until,
  }))
  expect(
    cutDownFor(actor as unknown as Here['actor'], units.flatMap(unitsOf), { file, today: TODAY, involvements }),
  ).toBe(comes_to)
})
