import type { ClockCard } from '#contract/shared.ts'
import { sayDaysIn } from './dates.ts'

/** The article without what it is about; what is no law stands without one. */
export const articleOf = (duty: string | undefined): string =>
  duty?.replace(/（.*）/, '').replace(/^本县约定：.*/, '') ?? ''

/** A limit in one line, wherever it stands: how long is left, what, from when how long, under which article. */
export const clockSentence = (left: string, { says, length_says, duty }: ClockCard): string =>
  [left, says, length_says, articleOf(duty[0]) || '本县约定'].filter(Boolean).join(' · ')

/** Why it is this day, why it stands still, and where the law may be read in two ways: the same words on every page. */
export function ClockWhy({ clock }: { clock: ClockCard }) {
  const { because, still_because, arguable, provisional } = clock
  return (
    <span className="clock-why">
      {because.map((says) => (
        <span key={says}>{sayDaysIn(says)}</span>
      ))}
      {still_because && <span>{sayDaysIn(still_because)}</span>}
      {arguable && <span className="clock-arguable">有两种读法：{arguable}。以法院、受理机关说的为准。</span>}
      {provisional && <span>要跨过的那一年放假安排还没有公布，到期日可能变；变了会重新计算，写进经过。</span>}
    </span>
  )
}
