import { useState } from 'react'
import type { SignedByHandView } from '#contract/returned.ts'
import type { Paper } from '#contract/shared.ts'
import { sayInstant } from '#web/lib/dates.ts'
import { PaperView } from '#web/lib/paper-view.tsx'
import { useInHand } from '../kit/fold.tsx'
import { DownloadPaper } from './download-paper.tsx'
import { nameOfPaper } from './paper-name.ts'
import { PrintModal } from './print-modal.tsx'
import { SignedByHand, saidShort } from './signed-by-hand.tsx'

const SHOWN = 6
const SHOWN_IN_HAND = 3

/** The papers of the file, the latest first; each opens as it reads on paper and can be printed. */
export function Papers({
  fileId,
  papers,
  signed = [],
  may = false,
}: {
  fileId: string
  papers: readonly Paper[]
  /** Those of them that are signed by hand; and whether this reader brings scans of them back. */
  signed?: readonly SignedByHandView[]
  may?: boolean
}) {
  const viewOf = ({ id }: Paper) => signed.find(({ paper_id }) => paper_id === id)
  const [open, setOpen] = useState<Paper | null>(null)
  const most = useInHand() ? SHOWN_IN_HAND : SHOWN
  const latest = [...papers].sort((one, other) => other.made_at.localeCompare(one.made_at))
  const line = (paper: Paper) => (
    <li key={paper.id}>
      <button type="button" className="text-button" onClick={() => setOpen(paper)}>
        {nameOfPaper(paper)}
      </button>
      <span className="quiet">
        {sayInstant(paper.made_at)}
        {scanned(viewOf(paper))}
      </span>
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
      {open && (
        <PaperModal paper={open} fileId={fileId} signed={viewOf(open)} may={may} onClose={() => setOpen(null)} />
      )}
    </section>
  )
}

const scanned = (view: SignedByHandView | undefined): string => {
  const says = view ? saidShort(view) : ''
  return says && `，${says}`
}

type Shown = {
  paper: Paper
  signed?: SignedByHandView | undefined
  may?: boolean
  /** The file it is kept in; a form not filled in yet is kept nowhere. */
  fileId?: string
  onClose: () => void
}

/** One paper as it reads when printed; one that is whole before this reader can be taken along. */
export function PaperModal({ paper, fileId, signed, may = false, onClose }: Shown) {
  const whole = paper.content.blocks.length > 0
  return (
    <PrintModal
      title={`文书：${nameOfPaper(paper)}`}
      more={fileId && whole ? <DownloadPaper fileId={fileId} paperId={paper.id} form={paper.form} /> : null}
      onClose={onClose}
    >
      {fileId && signed && <SignedByHand fileId={fileId} view={signed} title={nameOfPaper(paper)} may={may} />}
      <PaperView paper={paper} />
    </PrintModal>
  )
}
