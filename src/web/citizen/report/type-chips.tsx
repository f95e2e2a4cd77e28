import { DISPUTE_TYPES, type DisputeType } from '#domain/triage/types.ts'
import { useGuess } from '#web/lib/use-guess.ts'

/**
 * Which kind it may be, by her own words: at most three to tap, none chosen for her. A second tap takes it back; without one the
 * office sorts it, and nothing is slower for that.
 */
export function TypeChips({
  text,
  chosen,
  onChoose,
}: {
  text: string
  chosen: DisputeType | null
  onChoose: (type: DisputeType | null) => void
}) {
  const guesses = useGuess(text)
  const types = [...new Set([...guesses.map((it) => it.dispute_type), ...(chosen ? [chosen] : [])])]
  if (types.length === 0) return null
  return (
    <fieldset className="type-chips">
      <legend>像是哪一类？是的话点一下，不点也行</legend>
      <div>
        {types.map((type) => (
          <button
            key={type}
            type="button"
            className="type-chip"
            aria-pressed={chosen === type}
            onClick={() => onChoose(chosen === type ? null : type)}
          >
            {DISPUTE_TYPES[type]}
          </button>
        ))}
      </div>
    </fieldset>
  )
}
