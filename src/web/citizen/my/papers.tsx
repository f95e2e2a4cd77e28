import type { MyDispute } from '#contract/intake.ts'
import { sayInstant } from '#web/lib/dates.ts'

/** So many papers lie open; older ones are folded away. */
const AT_HAND = 3

/** The papers she was given, newest first, each opening on a page of its own to read and print. */
export function Papers({
  papers,
  prints,
  onShow,
}: Pick<MyDispute, 'papers' | 'prints'> & { onShow: (view: string) => void }) {
  const newest = [...papers].reverse()
  const line = (paper: (typeof papers)[number]) => (
    <button type="button" key={paper.id} className="row-link" onClick={() => onShow(`paper:${paper.id}`)}>
      <span>
        {paper.content.title}
        <span className="small">{sayInstant(paper.made_at)}</span>
      </span>
    </button>
  )
  const older = newest.slice(AT_HAND)
  return (
    <section className="section" aria-labelledby="papers">
      <h2 id="papers">纸质文书</h2>
      <button type="button" className="row-link" onClick={() => onShow('sheet')}>
        <span>
          办事情况单
          <span className="small">把这一页的要紧内容打印在一张纸上</span>
        </span>
      </button>
      {newest.slice(0, AT_HAND).map(line)}
      {older.length ? (
        <details>
          <summary>更早的 {older.length} 份</summary>
          {older.map(line)}
        </details>
      ) : null}
      {prints.length ? (
        <details>
          <summary>可以打印、签名的表 {prints.length} 份</summary>
          <p className="small">已经照您说过的填好，空着的手写。都不是必须办的。</p>
          {prints.map(({ form, of, says }) => (
            <button
              type="button"
              key={`${form} ${of}`}
              className="row-link"
              onClick={() => onShow(`form:${form}:${of}`)}
            >
              <span>{says}</span>
            </button>
          ))}
        </details>
      ) : null}
    </section>
  )
}
