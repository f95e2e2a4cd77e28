import './paper-view.css'
import type { Paper } from '#contract/shared.ts'
import { sayInstant } from './dates.ts'
import { inPlace, PaperBlockView } from './paper-block.tsx'

/** A paper as people read it on a screen, and as it comes out of a printer (one A4 sheet, black on white). */
export function PaperView({ paper }: { paper: Omit<Paper, 'id' | 'form'> }) {
  const { title, to, blocks } = paper.content
  return (
    <article className="paper" aria-label={title}>
      <h2 className="paper-title">{title}</h2>
      {to !== '' && <p className="paper-to">{to}：</p>}
      {inPlace(blocks).map(([place, block]) => (
        <PaperBlockView key={place} block={block} />
      ))}
      <p className="paper-made">
        {sayInstant(paper.made_at)}
        {paper.test_time && '（测试时间）'}
      </p>
    </article>
  )
}
