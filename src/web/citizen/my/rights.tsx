import type { MyDispute } from '#contract/intake.ts'
import { sayDay, sayDaysIn, sayDaysLeft } from '#web/lib/dates.ts'

/** What she may do at this moment, in one sentence. */
export const RightNow = ({ right }: Pick<MyDispute, 'right'>) => (
  <section className="card" aria-labelledby="right">
    <p className="small" id="right">
      现在您的权利
    </p>
    <p>{right.says}</p>
    <p className="small">{right.law}</p>
  </section>
)

/** How a day was reckoned, folded away: why this one, and where the law can be read in two ways. */
function Reckoned({ limit }: { limit: MyDispute['limits'][number] }) {
  if (limit.because.length === 0) return null
  return (
    <details>
      <summary>这一天怎么算的</summary>
      <ul>
        {limit.because.map((why) => (
          <li key={why}>{sayDaysIn(why)}</li>
        ))}
        {limit.arguable ? <li>法律上有两种算法，这里按早的一天提醒您：{limit.arguable}</li> : null}
        {limit.provisional ? <li>放假安排还没有公布，公布以后可能会变。</li> : null}
      </ul>
    </details>
  )
}

/** Her own limits for court and arbitration: they run whether or not people talk here. */
export function MyLimits({ limits }: Pick<MyDispute, 'limits'>) {
  if (limits.length === 0) return null
  return (
    <section className="section" aria-labelledby="limits">
      <h2 id="limits">打官司、仲裁的期限</h2>
      <p>在这里谈的时候，这些期限您自己也要看着。</p>
      {limits.map((limit) => (
        <div className="card limit" key={limit.says}>
          <p>{limit.says}</p>
          {limit.ends_on ? (
            <p className="limit-day">
              最晚 <strong>{sayDay(limit.ends_on)}</strong>
              {limit.days_left === null ? null : <span>{sayDaysLeft(limit.days_left)}</span>}
            </p>
          ) : null}
          <Reckoned limit={limit} />
          <p className="small">{limit.law}</p>
        </div>
      ))}
    </section>
  )
}
