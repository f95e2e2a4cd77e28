import { useEffect, useState } from 'react'
import type { GuessShown, guessTypes } from '#contract/editions.ts'
import { call, type Lean } from './call.ts'
import { freshKey } from './idempotency.ts'

// Method and path only: the contract's own values would bring every schema onto a phone. A test holds it to them.
export const guess: Lean<typeof guessTypes> = { method: 'POST', path: '/api/guess' }

const PAUSE = 700
/** Of two or three characters nothing can be guessed. */
const ENOUGH = 6

/**
 * What the words typed so far speak for, asked in a pause of the typing. No answer is no trouble: without signal there are simply
 * no chips, and the last ones stay while new ones are fetched.
 */
export function useGuess(text: string): readonly GuessShown[] {
  const [guesses, setGuesses] = useState<readonly GuessShown[]>([])
  const told = text.trim().slice(0, 5_000)
  useEffect(() => {
    if (told.length < ENOUGH) {
      setGuesses([])
      return
    }
    const stop = new AbortController()
    const timer = window.setTimeout(() => {
      call(guess, { body: { text: told }, key: freshKey(), signal: stop.signal, optional: true }).then(
        (answer) => setGuesses(answer.guesses),
        () => undefined,
      )
    }, PAUSE)
    return () => {
      window.clearTimeout(timer)
      stop.abort()
    }
  }, [told])
  return guesses
}
