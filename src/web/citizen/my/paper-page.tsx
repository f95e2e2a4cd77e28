import type { MyDispute } from '#contract/intake.ts'
import { fetchFile } from '#web/lib/call.ts'
import { PaperView } from '#web/lib/paper-view.tsx'
import { paperPdf } from '../addresses.ts'
import { useArrival } from '../kit/screen.tsx'
import { TakingWords, useTaking } from './take-file.tsx'

/** A paper to read on the phone, or to print on one sheet. */
export function PaperPage(of: {
  paper: MyDispute['papers'][number]
  fileId: string
  secret: string
  onBack: () => void
}) {
  const { paper, fileId, secret, onBack } = of
  const heading = useArrival(paper.content.title)
  const taking = useTaking(() => fetchFile(paperPdf, { params: { file_id: fileId, paper_id: paper.id }, link: secret }))
  return (
    <div className="screen paper-page">
      <h1 ref={heading} tabIndex={-1} className="visually-hidden">
        {paper.content.title}
      </h1>
      <div className="paper-sheet">
        <PaperView paper={paper} />
      </div>
      <TakingWords taking={taking} />
      <div className="buttons no-print">
        <button type="button" className="button" disabled={taking.busy} onClick={() => void taking.take()}>
          下载（PDF）
        </button>
        <button type="button" className="button button-plain" onClick={() => window.print()}>
          打印
        </button>
        <button type="button" className="button button-plain" onClick={onBack}>
          返回
        </button>
      </div>
    </div>
  )
}
