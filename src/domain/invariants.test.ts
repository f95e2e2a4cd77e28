import { expect, test } from 'vitest'
import { INVARIANTS } from '#test/invariants.ts'

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
