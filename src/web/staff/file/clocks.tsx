import type { ClockCard } from '#contract/shared.ts'
import { sayInstant } from '#web/lib/dates.ts'
import { ClockBasis, natureWords } from '../kit/clock-line.tsx'
import { dayWords, deadlineWords, urgencyOf } from '../wording.ts'

const ORDER = { running: 0, paused: 1, met_late: 2, met: 2, cancelled: 3 } as const

/** The file's clocks: the running ones in full with their articles, those behind us in a line. */
export function Clocks({ clocks }: { clocks: readonly ClockCard[] }) {
  const sorted = [...clocks].sort(
    (one, other) => ORDER[one.state] - ORDER[other.state] || one.due_on.localeCompare(other.due_on),
  )
  const running = sorted.filter(({ state }) => state === 'running' || state === 'paused')
  const ended = sorted.filter((clock) => !running.includes(clock))
  // What the parties owe each other stands in the middle with its bars: here only a line each.
  const agreed = running.filter(({ nature, owes }) => nature === 'agreed' && owes === 'party')
  const live = running.filter((clock) => !agreed.includes(clock))
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
          <p className="quiet">由{clock.owed_by}</p>
          <ClockBasis clock={clock} />
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
      )}
    </section>
  )
}
