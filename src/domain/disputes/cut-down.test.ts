import { expect, test } from 'vitest'
import type { Role } from '../organisations/words.ts'
import type { Here } from '../step.ts'
import { cutDownFor } from './cut-down.ts'
import type { Involvement } from './parts.ts'

const [ME, MY_UNIT, GIVING_WAY, OTHERS] = ['me', 7, 8, 9]
const TODAY = '2026-03-05'
const file = { place_code: 330_603_103_002 } as Here['file']
type In = readonly [number | string, Involvement['as_what'], (string | null)?]
/** To what it comes down for a post of this role elsewhere, involved so; `units` as the database is told them. */
const comesTo = (role: Role, involved: readonly In[], units: number[] = [MY_UNIT], place_code = 330_681_101_001) =>
  cutDownFor({ kind: 'staff', role, person_id: ME, unit_id: MY_UNIT, place_code } as unknown as Here['actor'], units, {
    file,
    today: TODAY,
    involvements: involved.map(([who, as_what, until = null], at) => ({
      id: String(at),
      who: typeof who === 'number' ? { unit: who } : { person: who },
      as_what,
      until,
    })),
  })
const OF_ANOTHER: In = [OTHERS, 'responsible']

test('who is there for her own opinion reads the question, whatever her role; for a slip alone, the slip', () => {
  for (const role of ['full_time_mediator', 'village_mediator', 'justice_officer', 'expert'] as const)
    expect(comesTo(role, [OF_ANOTHER, [ME, 'consulted']]), role).toBe('opinion')
  expect(comesTo('department_officer', [OF_ANOTHER, [MY_UNIT, 'referred_to']])).toBe('slip')
  expect(
    comesTo('full_time_mediator', [
      [MY_UNIT, 'referred_to'],
      [ME, 'consulted'],
    ]),
  ).toBe('opinion')
})

test('one involvement of another kind and she reads the file: her own, of her unit, of one giving way, or a unit asked', () => {
  const other: In[] = [
    [ME, 'mediating'],
    [ME, 'reporting'],
    [MY_UNIT, 'handling'],
    [GIVING_WAY, 'responsible'],
    [MY_UNIT, 'consulted'],
  ]
  for (const one of other)
    for (const beside of [
      [ME, 'consulted'],
      [MY_UNIT, 'referred_to'],
    ] as const)
      expect(comesTo('full_time_mediator', [beside, one], [MY_UNIT, GIVING_WAY]), String(one)).toBeNull()
  expect(comesTo('department_officer', [[MY_UNIT, 'consulted']])).toBeNull()
})

test('a slip to a unit that gives way to hers is a slip; what is over counts to the end of its day', () => {
  expect(comesTo('department_officer', [[GIVING_WAY, 'referred_to']], [MY_UNIT, GIVING_WAY])).toBe('slip')
  expect(comesTo('department_officer', [[MY_UNIT, 'referred_to', TODAY]])).toBe('slip')
  const before = '2026-03-04'
  expect(
    comesTo('department_officer', [
      [MY_UNIT, 'referred_to'],
      [MY_UNIT, 'handling', before],
    ]),
  ).toBe('slip')
  expect(
    comesTo('full_time_mediator', [
      [ME, 'consulted'],
      [ME, 'mediating', TODAY],
    ]),
  ).toBeNull()
})

test('in her own area she reads the file where her role works area-wide, and not where it does not', () => {
  const consulted: In[] = [[ME, 'consulted']]
  const here = 330_603_103_002
  expect(comesTo('village_director', consulted, [MY_UNIT], here)).toBeNull()
  expect(comesTo('full_time_mediator', consulted, [MY_UNIT], here)).toBe('opinion')
})

test('whose role only advises reads what she mediates, and of nothing else what it is', () => {
  expect(
    comesTo(
      'invited_mediator',
      [
        [ME, 'consulted'],
        [ME, 'mediating'],
      ],
      [],
    ),
  ).toBeNull()
  expect(
    comesTo(
      'invited_mediator',
      [
        [MY_UNIT, 'responsible'],
        [ME, 'consulted'],
      ],
      [],
    ),
  ).toBe('opinion')
  expect(comesTo('expert', [[ME, 'reporting']], [])).toBe('opinion')
  expect(comesTo('expert', [], [])).toBe('opinion')
})
