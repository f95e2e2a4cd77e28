import type { MyDispute } from '#contract/intake.ts'
import { PaperView } from '#web/lib/paper-view.tsx'
import { useArrival } from '../kit/screen.tsx'

/** A paper to read on the phone, or to print on one sheet. */
export function PaperPage({ paper, onBack }: { paper: MyDispute['papers'][number]; onBack: () => void }) {
  const heading = useArrival(paper.content.title)
  return (
    <div className="screen paper-page">
      <h1 ref={heading} tabIndex={-1} className="visually-hidden">
        {paper.content.title}
      </h1>
      <div className="paper-sheet">
        <PaperView paper={paper} />
      </div>
      <div className="buttons no-print">
        <button type="button" className="button" onClick={onBack}>
          返回
        </button>
        <button type="button" className="button button-plain" onClick={() => window.print()}>
          打印
        </button>
      </div>
    </div>
  )
}
