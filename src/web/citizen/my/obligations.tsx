import type { ObligationView } from '#contract/agreements.ts'
import type { MyDispute } from '#contract/intake.ts'
import { sayYuan } from '#domain/agreements/amounts.ts'
import { sayDay, sayDaysIn, sayDaysLeft, sayInstant } from '#web/lib/dates.ts'
import { WaysToClaim } from './late-card.tsx'
import { isLate, isLeftToClaim } from './late-words.ts'
import { ObligationActs } from './obligation-acts.tsx'
import { ObligationProgress } from './obligation-progress.tsx'
import { dueFirst, isLasting, isMineToDo, sayWhoConfirmed, sayWhoOwes } from './owed-words.ts'
import type { Acting } from './use-act.ts'

/** What is left for a court is not over for anybody. */
const OVER_AND_DONE = ['performed', 'waived']

/** Who owes what to whom by when, and what has been said about it since. */
export function Obligations({ matter, acting }: { matter: MyDispute; acting: Acting }) {
  const { obligations, clocks } = matter
  if (obligations.length === 0) return null
  const inOrder = [...obligations].sort(dueFirst)
  const open = inOrder.filter((it) => !OVER_AND_DONE.includes(it.status))
  const ended = inOrder.filter((it) => OVER_AND_DONE.includes(it.status))
  return (
    <section className="section" aria-labelledby="owed">
      <h2 id="owed">说好要办的事</h2>
      {open.length ? null : <p>说好的都了结了。</p>}
      <ul className="quiet-list">
        {open.map((it) => (
          <Obligation key={it.id} obligation={it} clocks={clocks} acting={acting} />
        ))}
      </ul>
      {ended.length ? (
        <details open={open.length === 0}>
          <summary>已经了结的 {ended.length} 条</summary>
          <ul className="quiet-list">
            {ended.map((it) => (
              <Obligation key={it.id} obligation={it} clocks={clocks} acting={acting} />
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  )
}

function Obligation(props: { obligation: ObligationView; clocks: MyDispute['clocks']; acting: Acting }) {
  const { obligation, clocks, acting } = props
  const { id, status, due_on, days_left, waiting_says, claimed, settled } = obligation
  const late = isLate(obligation)
  const sharedSays = sayWhoConfirmed(obligation)
  return (
    <li className={`card owed${late ? ' owed-late' : ''}`} id={`owed-${id}`} aria-labelledby={`owed-who-${id}`}>
      <p className="story-when">
        <span>协议第 {obligation.clause} 条</span>
        <span className="tag">{obligation.status_says}</span>
      </p>
      <h3 id={`owed-who-${id}`}>{sayWhoOwes(obligation)}</h3>
      <p className="owed-what">
        {obligation.what}
        {obligation.amount ? <strong className="owed-amount">{sayYuan(obligation.amount)}</strong> : null}
      </p>
      {obligation.amount === null && obligation.amount_later ? <p>多少钱：{obligation.amount_later}</p> : null}
      {status === 'waiting' && waiting_says ? <p>还没到时候：{waiting_says}</p> : null}
      {due_on && !settled ? (
        <p className={`next-day${late ? ' next-late' : days_left !== null && days_left <= 1 ? ' next-soon' : ''}`}>
          <span>
            最晚 <strong>{sayDay(due_on)}</strong>
          </span>
          {days_left === null ? null : <span className="next-left">{sayDaysLeft(days_left)}</span>}
        </p>
      ) : null}
      {obligation.lasting_says ? <p>{sayDaysIn(obligation.lasting_says)}</p> : null}
      {isLasting(obligation) && !settled ? (
        <p className="small">这一条要一直做下去。没做到，就打电话告诉我们。</p>
      ) : null}
      {obligation.guarantors.length ? <p className="small">保证人：{obligation.guarantors.join('、')}</p> : null}
      {obligation.held_by ? <p className="small">钱由{obligation.held_by}保管</p> : null}
      {claimed && !settled ? (
        <p className="story-note">
          {sayInstant(claimed.at)} {claimed.by}说已经办了{claimed.note ? `：${claimed.note}` : '。'}
        </p>
      ) : null}
      {sharedSays && !settled ? <p className="story-note">{sharedSays}</p> : null}
      {settled ? (
        <p className="story-note">
          {sayInstant(settled.at)} {settled.says}
          {settled.note ? `：${settled.note}` : ''}
        </p>
      ) : null}
      <ObligationProgress key={`progress ${status}`} obligation={obligation} acting={acting}>
        {/* What settles it stands before what would put it off. */}
        <ObligationActs key={`${status}-${obligation.confirmed.length}`} obligation={obligation} acting={acting} />
      </ObligationProgress>
      {isLeftToClaim(obligation) ? <WaysToClaim obligation={obligation} clocks={clocks} /> : null}
      {status === 'sent_to_enforcement' && isMineToDo(obligation) ? (
        <p className="small">没有办的还是要办。对方可以向人民法院主张；办了，请打电话告诉我们。</p>
      ) : null}
    </li>
  )
}
