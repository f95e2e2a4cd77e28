import type { z } from 'zod'
import type { PaperBlock } from '#contract/shared.ts'
import { counted } from '#domain/documents/counted.ts'
import { sayDay, sayIfInstant } from './dates.ts'

type Block = z.output<typeof PaperBlock>
const SIGNED = { name: '签名', finger: '指印', stamp: '盖章' } as const
/** What a frozen paper is made of never moves: each thing's place is its name. */
export const inPlace = <T,>(things: readonly T[]): [string, T][] => things.map((it, at) => [String(at), it])

/** One block of a paper on a screen. */
export function PaperBlockView({ block }: { block: Block }) {
  switch (block.kind) {
    case 'paragraph':
      return <p>{block.text}</p>
    case 'field':
      return (
        <dl className="paper-field">
          <dt>{block.label}</dt>
          <dd>{sayIfInstant(block.text)}</dd>
        </dl>
      )
    case 'list':
      return (
        <section className="paper-list">
          <h3>{block.label}</h3>
          <ul>
            {block.items.map((item) => (
              <li key={item}>{item}</li>
            ))}
          </ul>
        </section>
      )
    case 'number':
      return <p className="paper-number">{block.text}</p>
    case 'heading':
      return <h3 className="paper-heading">{block.text}</h3>
    case 'box':
      return (
        <section className="paper-box">
          {block.caption && <h3>{block.caption}</h3>}
          <dl>
            {inPlace(block.cells).map(([place, cell]) => (
              <div key={place} className={cell.wide ? 'wide' : undefined}>
                <dt>{cell.label}</dt>
                <dd>{sayIfInstant(cell.text)}</dd>
              </div>
            ))}
          </dl>
        </section>
      )
    case 'clauses':
      return (
        <ol className="paper-clauses">
          {inPlace(block.items).map(([place, item]) => (
            <li key={place}>
              {counted(Number(place) + 1)}、{item}
            </li>
          ))}
        </ol>
      )
    case 'table':
      return (
        <div className="paper-table">
          <table>
            <thead>
              <tr>
                {block.head.map((it) => (
                  <th key={it} scope="col">
                    {it}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {inPlace(block.rows).map(([place, row]) => (
                <tr key={place}>
                  {inPlace(row).map(([column, it]) => (
                    <td key={column}>{it}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )
    case 'record':
      return (
        <div className="paper-record">
          {inPlace(block.lines).map(([place, line]) => (
            <p key={place}>
              {line.who && <b>{line.who}：</b>}
              {line.text}
            </p>
          ))}
        </div>
      )
    case 'end':
      return <p className="paper-end">（以下无正文）</p>
    case 'sign':
      return (
        <dl className="paper-sign">
          {block.lines.map((line) => (
            <div key={line.role}>
              <dt>
                {line.role}（{line.how.map((it) => SIGNED[it]).join('、')}）
              </dt>
              <dd>{line.names.join('、')}</dd>
            </div>
          ))}
        </dl>
      )
    case 'seal':
      return (
        <p className="paper-seal">
          {block.unit}（盖章）
          <br />
          {block.on ? sayDay(block.on) : '　　年　　月　　日'}
        </p>
      )
  }
}
