import { expect, test } from 'vitest'
import { INVARIANTS, type Moment } from '#test/invariants.ts'
import type { Folded } from './disputes/consequences.ts'
import { nothingYet } from './fold.ts'

/** The invariants of a dispute's life (threats 3.1) that hold after every step of a walk, by number. */
const ASKED = [...Array.from({ length: 15 }, (_, at) => at + 1), 17, 18, 20, 21, 22, 23, 24, 25, 28, 38]

/** Those about rows that do not exist yet, and with what they come: an entry fails as soon as there is a property. */
const NOT_YET: Record<number, string> = {}

const numbers = new Set(Object.keys(INVARIANTS).map((name) => Number(/^I(\d+)_/.exec(name)?.[1])))

test('every invariant asked for is checked after every step, but those whose rows do not exist yet', () => {
  expect(ASKED.filter((number) => !numbers.has(number))).toEqual(Object.keys(NOT_YET).map(Number))
})

test('the invariants by their numbers', () => {
  const named = ASKED.map((number) => [
    `I${number}`,
    Object.keys(INVARIANTS).filter((name) => name.startsWith(`I${number}_`)),
  ])
  console.log(named.map(([number, names]) => `${number}: ${(names as string[]).join(', ') || '—'}`).join('\n'))
  expect(named.length).toBe(25)
})

/** I3 of a step from one state to another, with the identifiers that were supplied to it. */
const thirdOf = (before: Folded, after: Folded, ids: readonly string[]): string | null | undefined =>
  INVARIANTS.I3_nothing_is_deleted_and_no_id_used_twice?.({ before, after, here: { ids } } as unknown as Moment)
const withPapers = (...ids: string[]): Folded => ({
  ...nothingYet,
  papers: ids.map((id) => ({ id, form: 'D-01', event_seq: 1 })),
})

test('what is gone, stands elsewhere, was used before or was never supplied is seen by I3', () => {
  const before = withPapers('a', 'b')
  expect(thirdOf(before, withPapers('a', 'b', 'c'), ['c', 'd'])).toBeNull()
  expect(thirdOf(before, withPapers('a'), [])).toBe('something is gone')
  expect(thirdOf(before, withPapers('b', 'a'), [])).toBe('something is gone')
  expect(thirdOf(before, withPapers('a', 'b', 'c'), ['d'])).toBe('an id that nobody supplied')
  expect(thirdOf(before, withPapers('a', 'b', 'a'), ['a'])).toBe('one id stands for two things')
  expect(thirdOf(before, withPapers('a', 'b', 'c', 'c'), ['c'])).toBe('one id stands for two things')
  // In another list as well, and also where what came before was checked in another step.
  const effect = {
    id: 'c',
    effect: 'alarm',
    to_party: null,
    to_unit: null,
    event_seq: 1,
  } as unknown as Folded['effects'][number]
  const next = withPapers('a', 'b', 'c')
  expect(thirdOf(before, next, ['c'])).toBeNull()
  expect(thirdOf(next, { ...next, effects: [effect] }, ['c'])).toBe('one id stands for two things')
})
