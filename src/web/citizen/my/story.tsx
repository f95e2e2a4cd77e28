import type { MyDispute } from '#contract/intake.ts'
import { sayDaysIn, sayInstant } from '#web/lib/dates.ts'

/** So many steps lie open; a long story is folded from there on. */
const AT_HAND = 3

/** What happened so far, newest first, as a line through time. */
export function Story({ story }: { story: MyDispute['story'] }) {
  if (story.length === 0) return null
  const newest = [...story].sort((a, b) => b.seq - a.seq)
  // One or two more are not worth a fold.
  const folded = newest.length > AT_HAND + 2 ? newest.slice(AT_HAND) : []
  return (
    <section className="section" aria-labelledby="story">
      <h2 id="story">经过</h2>
      <Lines story={newest.slice(0, newest.length - folded.length)} />
      {folded.length ? (
        <details>
          <summary>更早的 {folded.length} 步</summary>
          <Lines story={folded} />
        </details>
      ) : null}
    </section>
  )
}

const Lines = ({ story }: { story: MyDispute['story'] }) => (
  <ol className="story">
    {story.map((line) => (
      <li key={line.seq}>
        <p className="story-when">
          <time dateTime={line.occurred_at}>{sayInstant(line.occurred_at)}</time>
          {line.entered_later ? <span className="tag">事后登记</span> : null}
          {line.test_time ? <span className="tag">测试时间</span> : null}
        </p>
        <p className="story-what">{line.says}</p>
        <p className="story-who">{line.by}</p>
        {line.note ? <p className="story-note">{sayDaysIn(line.note)}</p> : null}
        {line.entered_later ? <p className="small">{sayInstant(line.recorded_at)} 补登</p> : null}
        {line.law.length ? <p className="small">依据：{line.law.join('；')}</p> : null}
      </li>
    ))}
  </ol>
)
