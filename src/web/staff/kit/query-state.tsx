import { Refused, Unreachable } from '#web/lib/call.ts'
import { TroubleNote } from './trouble.tsx'

/** What stands where a list or page could not be fetched, with the way to try again. */
export function NotFetched({ error, again }: { error: Error; again: () => void }) {
  const trouble = error instanceof Refused ? error : new Unreachable(error)
  // What was asked for was wrong: asking again gets the same answer, so what to change is said instead.
  const faults = trouble instanceof Refused ? trouble.faults : []
  if (faults.length > 0)
    return (
      <div className="not-fetched">
        <TroubleNote trouble={trouble} />
        <p>{faults.map(({ says }) => says).join(' ')}</p>
      </div>
    )
  return (
    <div className="not-fetched">
      <TroubleNote trouble={trouble} />
      <button type="button" className="plain-button" onClick={again}>
        再试一次
      </button>
    </div>
  )
}
