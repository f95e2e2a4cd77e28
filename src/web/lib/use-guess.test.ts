import { expect, test } from 'vitest'
import { guessTypes } from '#contract/editions.ts'
import { guess } from './use-guess.ts'

test('the chips ask where the contract says, and anybody may', () => {
  expect({ method: guessTypes.method, path: guessTypes.path }).toEqual(guess)
  expect(guessTypes.who).toEqual(['anyone'])
})
