import { Button, Modal } from 'antd'
import { useEffect, useState } from 'react'
import type { Paper } from '#contract/shared.ts'
import { sayInstant } from '#web/lib/dates.ts'
import { PaperView } from '#web/lib/paper-view.tsx'

/** The papers of the file; each opens as it reads on paper and can be printed. */
export function Papers({ papers }: { papers: readonly Paper[] }) {
  const [open, setOpen] = useState<Paper | null>(null)
  return (
    <section className="card" aria-labelledby="papers">
      <h2 id="papers">文书</h2>
      {papers.length === 0 && <p className="quiet">还没有文书。</p>}
      <ul className="rows">
        {papers.map((paper) => (
          <li key={paper.id}>
            <button type="button" className="text-button" onClick={() => setOpen(paper)}>
              {paper.content.title}
            </button>
            <span className="quiet">{sayInstant(paper.made_at)}</span>
          </li>
        ))}
      </ul>
      {open && <PaperModal paper={open} onClose={() => setOpen(null)} />}
    </section>
  )
}

function PaperModal({ paper, onClose }: { paper: Paper; onClose: () => void }) {
  // While a paper is open, printing the window prints the paper alone.
  useEffect(() => {
    document.body.classList.add('paper-open')
    return () => document.body.classList.remove('paper-open')
  }, [])
  return (
    <Modal
      open
      scrollLock={false}
      width={720}
      rootClassName="paper-modal"
      title={`文书：${paper.content.title}`}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>关闭</Button>
          <Button type="primary" onClick={() => window.print()}>
            打印
          </Button>
        </>
      }
    >
      <PaperView paper={paper} />
    </Modal>
  )
}
