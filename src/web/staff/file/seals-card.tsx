import { App, Button } from 'antd'
import { useState } from 'react'
import type { StaffDispute } from '#contract/disputes.ts'
import { type SealView, sealedCopy } from '#contract/seals.ts'
import { fetchFile, Refused, Unreachable } from '#web/lib/call.ts'
import { sayInstant } from '#web/lib/dates.ts'
import { saveFile } from '#web/lib/save-file.ts'
import type { Taking } from './file-page.tsx'
import { PartButtons } from './part-buttons.tsx'

type Props = { dispute: StaffDispute; onTake: (taking: Taking) => void }

/** Papers that bear a seal: whether the copy is there, its fingerprint and QR; and what could still be sealed. */
export function SealsCard({ dispute: { file, dispute, seals }, onTake }: Props) {
  const { issued, sealable } = seals
  const offered = dispute.can.includes('seal_paper') ? sealable : []
  if (issued.length === 0 && offered.length === 0) return null
  return (
    <section className="card" aria-labelledby="seals">
      <h2 id="seals">盖章件 {issued.length > 0 && <span className="count">{issued.length} 份</span>}</h2>
      {issued.length > 0 && (
        <p className="quiet">PDF 上有本单位的电子签名，改一个字就验不过；每一页都有二维码，谁都可以扫码核对。</p>
      )}
      <ul className="plain-list">
        {issued.map((seal) => (
          <li key={seal.id}>
            <Issued seal={seal} fileId={file.id} />
            {seal.own && seal.worth === 'true' && (
              <PartButtons
                steps={['revoke_seal']}
                can={dispute.can}
                about={{ seal_id: seal.id }}
                of={seal.title}
                onTake={onTake}
                small
              />
            )}
          </li>
        ))}
      </ul>
      {offered.length > 0 && (
        <details open={issued.length === 0 && offered.length < 3}>
          <summary>还可以盖章的文书（{offered.length} 份）</summary>
          <ul className="rows">
            {offered.map((paper) => (
              <li key={paper.paper_id}>
                <span>
                  {paper.title} <span className="quiet">{sayInstant(paper.made_at)}</span>
                </span>
                <PartButtons
                  steps={['seal_paper']}
                  can={dispute.can}
                  about={{ paper_id: paper.paper_id }}
                  of={paper.title}
                  onTake={onTake}
                />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

const ANSWER = { true: 'agreed', revoked: 'refused', replaced: 'another_time' } as const

function Issued({ seal, fileId }: { seal: SealView; fileId: string }) {
  return (
    <>
      <p>
        <strong>{seal.title}</strong>{' '}
        <span className="answer" data-answer={ANSWER[seal.worth]}>
          {seal.worth === 'true' ? '有效' : seal.worth_says}
        </span>
      </p>
      <p className="quiet">
        {seal.committee}，{seal.by}，{sayInstant(seal.sealed_at)}盖章{seal.because && `：${seal.because}`}
      </p>
      {seal.revoked_at && (
        <p className="mend">
          {sayInstant(seal.revoked_at)}撤销：{seal.revoked_because}
        </p>
      )}
      {seal.state === 'made' ? (
        <>
          <DownloadCopy seal={seal} fileId={fileId} />
          <details>
            <summary>文件指纹和二维码</summary>
            <p className="quiet">
              文件指纹（SHA-256）：<span className="fingerprint">{seal.sha256}</span>
            </p>
            {seal.qr_svg && (
              <img
                className="check-qr"
                alt="核对这一份的二维码"
                src={`data:image/svg+xml;utf8,${encodeURIComponent(seal.qr_svg)}`}
              />
            )}
            {seal.check_url && (
              <p>
                <a href={seal.check_url} target="_blank" rel="noreferrer">
                  打开核对页
                </a>
              </p>
            )}
          </details>
        </>
      ) : (
        <p className={seal.state === 'failed' ? 'mend' : 'quiet'}>{seal.state_says}。刷新页面可以看到结果。</p>
      )}
    </>
  )
}

function DownloadCopy({ seal, fileId }: { seal: SealView; fileId: string }) {
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const take = async () => {
    setBusy(true)
    try {
      const { name, bytes } = await fetchFile(sealedCopy, { params: { file_id: fileId, seal_id: seal.id } })
      saveFile(name, bytes)
      message.success(`已下载：${name}`)
    } catch (error) {
      const known = error instanceof Refused || error instanceof Unreachable
      message.error(known ? `${error.title}${error.detail}` : '没有下载成：请再点一次。', 8)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button size="small" loading={busy} onClick={() => void take()}>
      下载盖章件
      <span className="unseen">：{seal.title}</span>
    </Button>
  )
}
