import { useState } from 'react'
import type { MyDispute } from '#contract/intake.ts'
import { fetchFile } from '#web/lib/call.ts'
import { PaperView } from '#web/lib/paper-view.tsx'
import { saveFile } from '#web/lib/save-file.ts'
import { paperPdf } from '../addresses.ts'
import { CallFailed } from '../kit/notice.tsx'
import { useArrival } from '../kit/screen.tsx'

/** The browser inside 微信 shows pages and keeps no files. */
const KEEPS_NO_FILES = /MicroMessenger/i

/** A paper to read on the phone, or to print on one sheet. */
export function PaperPage(of: {
  paper: MyDispute['papers'][number]
  fileId: string
  secret: string
  onBack: () => void
}) {
  const { paper, fileId, secret, onBack } = of
  const heading = useArrival(paper.content.title)
  const [state, setState] = useState<'idle' | 'busy' | 'done'>('idle')
  const [error, setError] = useState<unknown>(null)
  const take = async () => {
    setState('busy')
    setError(null)
    try {
      const { name, bytes } = await fetchFile(paperPdf, {
        params: { file_id: fileId, paper_id: paper.id },
        link: secret,
      })
      saveFile(name, bytes)
      setState('done')
    } catch (failure) {
      setError(failure)
      setState('idle')
    }
  }
  return (
    <div className="screen paper-page">
      <h1 ref={heading} tabIndex={-1} className="visually-hidden">
        {paper.content.title}
      </h1>
      <div className="paper-sheet">
        <PaperView paper={paper} />
      </div>
      {error ? (
        <div className="no-print">
          <CallFailed error={error} />
        </div>
      ) : null}
      <p className="small no-print" role="status">
        {KEEPS_NO_FILES.test(navigator.userAgent)
          ? '微信里下载不了：请点右上角的“…”，选“在浏览器打开”，再点下载。'
          : null}
        {state === 'busy' ? '正在制作文件，要几秒钟……' : null}
        {state === 'done'
          ? '文件已经下载，在手机的“下载”或“文件管理”里。文件里有您的姓名和事情，请不要随便转发。'
          : null}
      </p>
      <div className="buttons no-print">
        <button type="button" className="button" disabled={state === 'busy'} onClick={() => void take()}>
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
