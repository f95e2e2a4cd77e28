import type { StoryLine } from '#contract/shared.ts'
import { sayInstant } from '#web/lib/dates.ts'

/** What happened, the latest first: who, what, when, under which article. */
export function Story({ lines }: { lines: readonly StoryLine[] }) {
  const latestFirst = [...lines].sort((one, other) => other.seq - one.seq)
  return (
    <section className="card" aria-labelledby="story">
      <h2 id="story">
        经过 <span className="count">{lines.length}</span>
      </h2>
      <ol className="story" reversed>
        {latestFirst.map((line) => (
          <li key={line.seq}>
            <div className="story-head">
              <strong>{line.says}</strong>
              <span>{line.by}</span>
              <time dateTime={line.occurred_at}>{sayInstant(line.occurred_at)}</time>
            </div>
            {line.note && <p className="verbatim">{line.note}</p>}
            <p className="story-law">
              {line.entered_later && <span className="later">事后登记：{sayInstant(line.recorded_at)} 记入。</span>}
              {line.test_time && <span className="later">测试时间。</span>}
              {line.law.join('；')}
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}
