import './paper-view.css'
import type { Paper } from '#contract/shared.ts'
import { sayIfInstant, sayInstant } from './dates.ts'

/** A paper as people read it on a screen, and as it comes out of a printer (one A4 sheet, black on white). */
export function PaperView({ paper }: { paper: Omit<Paper, 'id' | 'form'> }) {
  const { title, to, blocks } = paper.content
  return (
    <article className="paper" aria-label={title}>
      <h2 className="paper-title">{title}</h2>
      <p className="paper-to">{to}：</p>
      {blocks.map((block, at) => {
        // Blocks of a frozen paper never move, so their place is their name.
        const key = `${block.kind}-${at}`
        if (block.kind === 'paragraph') return <p key={key}>{block.text}</p>
        if (block.kind === 'field')
          return (
            <dl key={key} className="paper-field">
              <dt>{block.label}</dt>
              <dd>{sayIfInstant(block.text)}</dd>
            </dl>
          )
        return (
          <section key={key} className="paper-list">
            <h3>{block.label}</h3>
            <ul>
              {block.items.map((item) => (
                <li key={item}>{item}</li>
              ))}
            </ul>
          </section>
        )
      })}
      <p className="paper-made">
        {sayInstant(paper.made_at)}
        {paper.test_time && '（测试时间）'}
      </p>
    </article>
  )
}
