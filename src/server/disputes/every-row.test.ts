import { expect, test } from 'vitest'
import { ACTS, COMPANION } from '#contract/acts.ts'
import { STEP_NAMES } from '#domain/table.ts'
import { CASES } from '#test/cases/all.ts'
import { POINTS, ROOTS } from '#test/ways.ts'

/** Rows that open a file: src/server/intake/every-opening.test.ts. */
/** `complain` opens a file about another: it is tried in complaints.test.ts. */
const OPENINGS = [...new Set([...Object.values(ROOTS).map((root) => root.step), 'complain' as const])]
/** Rows taken on the other file together with these: src/server/intake/merge.test.ts. */
const COMPANIONS = Object.values(COMPANION)

test('no row of the table is left out: each has its case, and each case is walked to', () => {
  expect([...Object.keys(CASES), ...OPENINGS, ...COMPANIONS].sort()).toEqual([...STEP_NAMES].sort())
  for (const [step, it] of Object.entries(CASES)) expect(POINTS, step).toContain(it.from)
})

test('every row that has an address is tried by all who may wear one of its hats, or is the system’s alone', () => {
  const ofTheSystem = Object.entries(CASES).filter(([, it]) => it.by === 'system')
  const addressed = ACTS.map((act) => act.id)
  expect(
    ofTheSystem.map(([step]) => step).filter((step) => addressed.includes(step as (typeof addressed)[number])),
  ).toEqual([])
  const others = Object.keys(CASES).filter((step) => !ofTheSystem.some(([name]) => name === step))
  expect([...others, ...OPENINGS].sort()).toEqual(addressed.toSorted())
})
