import type { ClockCard } from '#contract/shared.ts'
import { sayDaysIn } from './dates.ts'

/** The article without what it is about; what is no law stands without one. */
export const articleOf = (duty: string | undefined): string =>
  duty?.replace(/（.*）/, '').replace(/^本县约定：.*/, '') ?? ''

/** A limit in one line, wherever it stands: how long is left, what, from when how long, under which article. */
export const clockSentence = (left: string, { says, length_says, duty }: ClockCard): string =>
  [left, says, length_says, articleOf(duty[0]) || '本县约定'].filter(Boolean).join(' · ')

/** Where the law may be read in two ways, and where the day may still change: never folded away. */
const Doubts = ({ clock: { arguable, provisional } }: { clock: ClockCard }) => (
  <>
    {arguable && <span className="clock-arguable">有两种读法：{arguable}。以法院、受理机关说的为准。</span>}
    {provisional && <span>要跨过的那一年放假安排还没有公布，到期日可能变；变了会重新计算，写进经过。</span>}
  </>
)
export const ClockDoubts = ({ clock }: { clock: ClockCard }) =>
  clock.arguable || clock.provisional ? (
    <span className="clock-why">
      <Doubts clock={clock} />
    </span>
  ) : null

/** Why it is this day and why it stands still. */
export const clockReasons = ({ because, still_because }: ClockCard): string[] =>
  [...because, still_because ?? ''].filter(Boolean).map(sayDaysIn)

/** Why it is this day, why it stands still, and where the law may be read in two ways: the same words on every page. */
export function ClockWhy({ clock }: { clock: ClockCard }) {
  return (
    <span className="clock-why">
      {clockReasons(clock).map((says) => (
        <span key={says}>{says}</span>
      ))}
      <Doubts clock={clock} />
    </span>
  )
}
