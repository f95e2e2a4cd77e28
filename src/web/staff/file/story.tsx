import { useState } from 'react'
import type { StoryLine } from '#contract/shared.ts'
import { sayDaysIn, sayInstant } from '#web/lib/dates.ts'
import { useInHand } from '../kit/fold.tsx'
import { LongText } from '../kit/long-text.tsx'

const SHOWN = 9
const SHOWN_IN_HAND = 3

/** Who did it: the person on one line, her unit on the next; a party stands alone. */
function Who({ by }: { by: string }) {
  const at = by.lastIndexOf(' ')
  if (at < 0) return <p className="story-by">{by}</p>
  return (
    <p className="story-by">
      {by.slice(at + 1)} <span className="quiet">{by.slice(0, at)}</span>
    </p>
  )
}

/** What happened, the latest first: who, what, when, under which article. */
export function Story({ lines }: { lines: readonly StoryLine[] }) {
  const [all, setAll] = useState(false)
  const latestFirst = [...lines].sort((one, other) => other.seq - one.seq)
  const most = useInHand() ? SHOWN_IN_HAND : SHOWN
  const shown = all ? latestFirst : latestFirst.slice(0, most)
  return (
    <section className="card" aria-labelledby="story">
      <h2 id="story">
        经过 <span className="count">{lines.length}</span>
      </h2>
      <ol className="story" reversed start={lines.length}>
        {shown.map((line) => (
          <li key={line.seq}>
            <div className="story-head">
              <strong>{line.says}</strong>
              <time dateTime={line.occurred_at}>{sayInstant(line.occurred_at)}</time>
            </div>
            <Who by={line.by} />
            {line.note && <LongText text={sayDaysIn(line.note)} most={90} />}
            <p className="story-law">
              {line.entered_later && <span className="later">事后登记：{sayInstant(line.recorded_at)} 记入。</span>}
              {line.test_time && <span className="later">测试时间。</span>}
              {line.law.join('；')}
            </p>
          </li>
        ))}
      </ol>
      {shown.length < lines.length && (
        <button type="button" className="text-button" onClick={() => setAll(true)}>
          更早的 {lines.length - shown.length} 步
        </button>
      )}
    </section>
  )
}
