import type { MyDispute } from '#contract/intake.ts'
import { nextClock } from '#domain/clocks/what-next.ts'
import { sayDayAndWeekday, sayDaysLeft } from '#web/lib/dates.ts'
import { ClockFrom } from '../kit/clock-from.tsx'

/** What comes next: whom everybody waits for, who owes what, by which day, where that limit comes from. */
export function NextCard({ matter, waits }: { matter: MyDispute; waits: string | null }) {
  const clock = nextClock(matter.clocks)
  if (!clock) return null
  const left = clock.days_left
  const late = left !== null && left < 0
  const hers = clock.owes === 'party'
  const tone = late ? 'late' : left !== null && left <= 1 ? 'soon' : 'calm'
  return (
    <section className={`card next next-${tone}`} aria-labelledby="next">
      <p className="small" id="next">
        下一步
      </p>
      {waits ? <p className="next-waits">{waits}</p> : null}
      <h2>{clock.says}</h2>
      <p className="next-who">{hers ? '由您来做' : `由${clock.owed_by}来做`}</p>
      {clock.state === 'paused' ? (
        <p>等您补充好了，接着计算时间。</p>
      ) : (
        <p className="next-day">
          <span>
            最晚 <strong>{sayDayAndWeekday(clock.due_on)}</strong>
          </span>
          {left === null ? null : <span className="next-left">{sayDaysLeft(left)}</span>}
        </p>
      )}
      <ClockFrom clock={clock} />
      {waits ? <p className="small">轮到您的时候，这里会写明；留了手机号的，也会发短信。</p> : null}
    </section>
  )
}
