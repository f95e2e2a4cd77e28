import { useState } from 'react'
import type { Paper } from '#contract/shared.ts'
import { sayInstant } from '#web/lib/dates.ts'
import { PaperView } from '#web/lib/paper-view.tsx'
import { useInHand } from '../kit/fold.tsx'
import { nameOfPaper } from './paper-name.ts'
import { PrintModal } from './print-modal.tsx'

const SHOWN = 6
const SHOWN_IN_HAND = 3

/** The papers of the file, the latest first; each opens as it reads on paper and can be printed. */
export function Papers({ papers }: { papers: readonly Paper[] }) {
  const [open, setOpen] = useState<Paper | null>(null)
  const most = useInHand() ? SHOWN_IN_HAND : SHOWN
  const latest = [...papers].sort((one, other) => other.made_at.localeCompare(one.made_at))
  const line = (paper: Paper) => (
    <li key={paper.id}>
      <button type="button" className="text-button" onClick={() => setOpen(paper)}>
        {nameOfPaper(paper)}
      </button>
      <span className="quiet">{sayInstant(paper.made_at)}</span>
    </li>
  )
  return (
    <section className="card" aria-labelledby="papers">
      <h2 id="papers">文书</h2>
      {papers.length === 0 && <p className="quiet">还没有文书。</p>}
      <ul className="rows">{latest.slice(0, most).map(line)}</ul>
      {latest.length > most && (
        <details>
          <summary>更早的 {latest.length - most} 份</summary>
          <ul className="rows">{latest.slice(most).map(line)}</ul>
        </details>
      )}
      {open && <PaperModal paper={open} onClose={() => setOpen(null)} />}
    </section>
  )
}

/** One paper as it reads when printed. */
export function PaperModal({ paper, onClose }: { paper: Paper; onClose: () => void }) {
  return (
    <PrintModal title={`文书：${nameOfPaper(paper)}`} onClose={onClose}>
      <PaperView paper={paper} />
    </PrintModal>
  )
}
