import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SEED } from './seed.ts'

test('properties draw their cases from the number of the run, and not another each time', () => {
  expect(SEED).toBeGreaterThan(0)
  expect(fc.readConfigureGlobal()?.seed).toBe(SEED)
})
