import type { WordingPiece } from '#contract/wordings.ts'
import { differences, linesOf } from '#domain/documents/wording-rules.ts'
import { sampleWith } from '#domain/documents/wording-sample.ts'
import type { Piece, Wording } from '#domain/documents/wordings.ts'
import { inPlace } from '#web/lib/paper-block.tsx'
import { PaperView } from '#web/lib/paper-view.tsx'
import { useNow } from '../kit/use-now.ts'

const headed = (wording: Wording): string[] => [
  ...(wording.kind === 'list' ? [wording.label] : []),
  ...linesOf(wording),
]
const MARKS = { same: '', gone: '删去', new: '新写' } as const

/** What papers of a day would read without this one: the newest released whose day has come by then. */
export const textOn = ({ now, versions }: WordingPiece, day: string): WordingPiece['now'] =>
  versions.find(
    ({ state, effective_on }) =>
      ['in_force', 'to_come', 'past', 'overtaken'].includes(state) && (effective_on ?? '') <= day,
  )?.body ?? now

/** What changed, line by line, and how it will read on a paper. */
export function WordingPreview({ piece, before, after }: { piece: Piece; before: Wording; after: Wording }) {
  const now = useNow()
  const lines = differences(headed(before), headed(after))
  return (
    <>
      <h3 id="wording-preview">和那一天本来要用的比</h3>
      {lines.every(({ is }) => is === 'same') ? (
        <p className="quiet">还没有改。</p>
      ) : (
        <ol className="wording-diff">
          {inPlace(lines).map(([place, { is, text }]) => (
            <li key={place} data-is={is}>
              {is !== 'same' && <span className="wording-mark">{MARKS[is]}</span>}
              {is === 'gone' ? <del>{text}</del> : is === 'new' ? <ins>{text}</ins> : text}
            </li>
          ))}
        </ol>
      )}
      <details>
        <summary>看样张</summary>
        <PaperView paper={{ content: sampleWith(piece, after), made_at: now, test_time: false }} />
      </details>
    </>
  )
}
