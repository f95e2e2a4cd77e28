import { Refused, Unreachable } from '#web/lib/call.ts'
import { TroubleNote } from './trouble.tsx'

/** What stands where a list or page could not be fetched, with the way to try again. */
export function NotFetched({ error, again }: { error: Error; again: () => void }) {
  const trouble = error instanceof Refused ? error : new Unreachable(error)
  return (
    <div className="not-fetched">
      <TroubleNote trouble={trouble} />
      <button type="button" className="plain-button" onClick={again}>
        再试一次
      </button>
    </div>
  )
}
