import type { ClockCard } from '#contract/shared.ts'
import { ClockDoubts, clockReasons, clockSentence } from '#web/lib/clock-why.tsx'
import { sayDaysLeft } from '#web/lib/dates.ts'

const NATURE: Record<ClockCard['nature'], string> = {
  fixed: '法律规定',
  maximum: '法律规定的最长期限',
  local: '本县约定，不是法律规定',
  agreed: '双方自己约定的日子',
}

/** Where a limit comes from, small beside it: a local promise is never dressed as law. How the day was reckoned is for who asks. */
export function ClockFrom({ clock }: { clock: ClockCard }) {
  return (
    <div className="clock-from">
      <span className="tag">{NATURE[clock.nature]}</span>
      <span>{clockSentence(clock.days_left === null ? '' : sayDaysLeft(clock.days_left), clock)}</span>
      <ClockDoubts clock={clock} />
      <details>
        <summary>这一天怎么算的</summary>
        <span>{clock.length_from}</span>
        <span>依据：{clock.duty.join('；')}</span>
        {clockReasons(clock).map((says) => (
          <span key={says}>{says}</span>
        ))}
      </details>
    </div>
  )
}
