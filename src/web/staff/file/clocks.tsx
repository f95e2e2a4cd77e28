import type { ClockCard } from '#contract/shared.ts'
import { sayInstant } from '#web/lib/dates.ts'
import { ClockBasis, natureWords } from '../kit/clock-line.tsx'
import { FoldInHand } from '../kit/fold.tsx'
import { dayWords, deadlineWords, isOwnChoice, urgencyOf } from '../wording.ts'

const ORDER = { running: 0, paused: 1, met_late: 2, met: 2, cancelled: 3 } as const

const isOver = ({ days_left }: ClockCard): boolean => days_left !== null && days_left < 0

/** The file's clocks: the running ones in full with their articles, those behind us in a line. */
export function Clocks({ clocks }: { clocks: readonly ClockCard[] }) {
  const sorted = [...clocks].sort(
    (one, other) => ORDER[one.state] - ORDER[other.state] || one.due_on.localeCompare(other.due_on),
  )
  const running = sorted.filter(({ state }) => state === 'running' || state === 'paused')
  const ended = sorted.filter((clock) => !running.includes(clock))
  // What the parties owe each other stands in the middle with its bars: here only a line each.
  const agreed = running.filter(({ nature, owes }) => nature === 'agreed' && owes === 'party')
  // What the parties may do of their own is nobody's work and comes last, without a colour.
  const own = running.filter(isOwnChoice)
  const live = running.filter((clock) => !agreed.includes(clock) && !own.includes(clock))
  return (
    <section className="card" aria-labelledby="clocks">
      <h2 id="clocks">期限</h2>
      {clocks.length === 0 && <p className="quiet">没有在计算的期限。</p>}
      {live.map((clock) => (
        <div className="clock" key={clock.id} data-urgency={urgencyOf(clock)}>
          <div className="clock-head">
            <span>{clock.says}</span>
            <strong>{deadlineWords(clock)}</strong>
          </div>
          <p>
            {clock.state === 'running' ? '' : '原定'}
            {clock.due_at ? sayInstant(clock.due_at) : dayWords(clock.due_on)}到期
            <span className="nature">{natureWords(clock.nature)}</span>
          </p>
          <p className="quiet">
            由{clock.owed_by}
            {clock.nature !== 'agreed' && ` · ${clock.length_says}`}
          </p>
          {clock.warned.length > 0 && <p className="clock-told">{clock.warned.at(-1)}，已经提醒</p>}
          <FoldInHand says="依据">
            <ClockBasis clock={clock} />
          </FoldInHand>
        </div>
      ))}
      {own.map((clock) => (
        <div className="clock clock-own" key={clock.id} data-urgency={urgencyOf(clock)}>
          <div className="clock-head">
            <span>{clock.says}</span>
            <strong>{deadlineWords(clock)}</strong>
          </div>
          <p className="quiet">
            {dayWords(clock.due_on)}
            {isOver(clock) ? '已过，不算谁超期' : '到期，由当事人自己决定'}
            <span className="nature">{natureWords(clock.nature)}</span>
          </p>
          <p className="quiet">{clock.length_says}</p>
          {!isOver(clock) && (
            <FoldInHand says="依据">
              <ClockBasis clock={clock} />
            </FoldInHand>
          )}
        </div>
      ))}
      {agreed.length > 0 && (
        <details className="clocks-agreed">
          <summary>双方约定的 {agreed.length} 个日子</summary>
          <ul className="clocks-ended">
            {agreed.map((clock) => (
              <li key={clock.id} data-urgency={urgencyOf(clock)}>
                <span>{dayWords(clock.due_on)}</span>
                <strong>{deadlineWords(clock)}</strong>
              </li>
            ))}
          </ul>
        </details>
      )}
      {ended.length > 0 && (
        <FoldInHand says={`办完和到期的 ${ended.length} 项`}>
          <ul className="clocks-ended">
            {ended.map((clock) => (
              <li key={clock.id}>
                <span>
                  {clock.says}（{clock.owed_by}）
                </span>
                <span>{deadlineWords(clock)}</span>
              </li>
            ))}
          </ul>
        </FoldInHand>
      )}
    </section>
  )
}
