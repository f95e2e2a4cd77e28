import { Button } from 'antd'
import { useState } from 'react'
import type { GuessShown } from '#contract/editions.ts'
import { useGuess } from '#web/lib/use-guess.ts'

/** What the words speak for and by which words: at most three to press, none chosen by itself. */
export function GuessChips({
  text,
  chosen,
  onPick,
}: {
  text: string
  chosen: unknown
  onPick: (guess: GuessShown) => void
}) {
  const guesses = useGuess(text)
  // Two ways may hide behind one type: what stands pressed is what she pressed.
  const [picked, setPicked] = useState('')
  const isOn = ({ topic, dispute_type }: GuessShown) => picked === topic && chosen === dispute_type
  if (guesses.length === 0) return null
  return (
    <fieldset className="type-chips" aria-label="按经过猜的类型">
      <span className="quiet">照经过的字词像是：</span>
      {guesses.map((guess) => (
        <Button
          key={guess.topic}
          size="small"
          type={isOn(guess) ? 'primary' : 'default'}
          aria-pressed={isOn(guess)}
          title={`因为有：${guess.words.join('、')}`}
          onClick={() => {
            setPicked(guess.topic)
            onPick(guess)
          }}
        >
          {guess.says}
        </Button>
      ))}
    </fieldset>
  )
}
