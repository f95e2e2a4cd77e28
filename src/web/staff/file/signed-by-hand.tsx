import { Button, Modal } from 'antd'
import { useState } from 'react'
import type { StaffDispute } from '#contract/disputes.ts'
import { type ReturnedPageView, returnedOriginal, type SignedByHandView } from '#contract/returned.ts'
import { shortHash, sizeSays } from '#domain/evidence/words.ts'
import { ON_PAPER_HOW } from '#domain/returned/inputs.ts'
import { sayPages, sayWitness } from '#domain/returned/pages.ts'
import { fetchFile } from '#web/lib/call.ts'
import { sayInstant } from '#web/lib/dates.ts'
import { AskedPicture } from '../kit/asked-picture.tsx'
import { PrintToSign } from './download-paper.tsx'
import { ReturnModal } from './return-modal.tsx'
import { ORIGINAL_PATIENCE, TakeOriginal } from './take-original.tsx'

type Props = {
  fileId: string
  view: SignedByHandView
  title: string
  /** Whether this reader brings scans back. */
  may: boolean
}

/** How far the signed paper is, in a few words: what stands in a list. */
export const saidShort = ({ of, missing }: SignedByHandView): string =>
  of === 0 ? '' : missing.length === 0 ? `签好的扫描件 ${of} 页` : `扫描件缺${sayPages(missing)}`

const handSays = ({ name, how, witness }: SignedByHandView['hands'][number]): string =>
  `${name}（${how.map((one) => ON_PAPER_HOW[one]).join('、')}${witness ? `，${sayWitness(witness)}` : ''}）`

/** The same of an agreement as it is signed now, in its own card; of one nobody signs on paper only where something came back. */
export function AgreementOnPaper({ dispute, agreementId }: { dispute: StaffDispute; agreementId: string }) {
  const view = dispute.signed_by_hand.find((it) => it.agreement_id === agreementId && !it.overtaken)
  const agreement = dispute.agreements.find(({ id }) => id === agreementId)
  const title = dispute.papers.find(({ id }) => id === view?.paper_id)?.content.title ?? '调解协议书'
  if (!view || (agreement?.status !== 'signing' && view.of === 0 && !view.wanted)) return null
  const may = dispute.dispute.can.includes('return_signed_paper')
  return <SignedByHand fileId={dispute.file.id} view={view} title={title} may={may} />
}

/** A paper that is signed by hand: to be printed, what came back of it, which page is missing. */
export function SignedByHand({ fileId, view, title, may }: Props) {
  const [looking, setLooking] = useState<ReturnedPageView | null>(null)
  /** Pictures are asked for when somebody wants to see them: each day they are seen is told to the parties. */
  const [shown, setShown] = useState(false)
  const [returning, setReturning] = useState(false)
  const { of, pages, missing, hands, times, overtaken } = view
  const addressOf = (it: ReturnedPageView): string =>
    `/api/disputes/${fileId}/returned/${it.return_id}/pages/${it.page}`
  const all = Array.from({ length: of }, (_, nth) => pages.find(({ page }) => page === nth + 1) ?? nth + 1)
  return (
    <div className="returned no-print">
      <p>
        <strong>打印签字</strong>{' '}
        {of === 0 && <span className="quiet">打印出来各方签名、按指印，再把每一页拍照或者扫描交回。</span>}
        {of > 0 && missing.length === 0 && <span className="scan-ok">签好的扫描件齐了，{of} 页</span>}
        {missing.length > 0 && <span className="says-wrong">扫描件还缺{sayPages(missing)}</span>}
      </p>
      {overtaken && <p className="quiet">这一版后来收回重改了，不再打印、交回；以前交回的留着。</p>}
      {of > 0 && (
        <ul className="returned-pages">
          {all.map((it) =>
            typeof it === 'number' ? (
              <li key={it}>
                <span className="returned-lack">缺第 {it} 页</span>
              </li>
            ) : (
              <li key={it.page}>
                <button type="button" onClick={() => setLooking(it)} aria-label={`看第 ${it.page} 页`}>
                  {shown ? (
                    <AskedPicture src={`${addressOf(it)}/picture`} alt="" lazy inButton />
                  ) : (
                    <span className="returned-unseen">看</span>
                  )}
                </button>
                第 {it.page} 页{it.by_hand && <span className="returned-by-hand">（人工认定）</span>}
              </li>
            ),
          )}
        </ul>
      )}
      {of > 0 && !shown && (
        <button type="button" className="text-button" title="看过会留痕" onClick={() => setShown(true)}>
          看扫描件的小图
        </button>
      )}
      {hands.length > 0 && (
        <p className="quiet">
          纸上有：{hands.map(handSays).join('、')}
          {view.note && `。${view.note}`}
          {times > 1 && `。交过 ${times} 次，以前的都留着`}
        </p>
      )}
      {!overtaken && (
        <p className="evidence-foot">
          <PrintToSign fileId={fileId} paperId={view.paper_id} />
          {may && (
            <Button size="small" onClick={() => setReturning(true)}>
              {missing.length > 0 ? '补交扫描件' : '交回签好的扫描件'}
            </Button>
          )}
        </p>
      )}
      {looking && (
        <Modal
          open
          width={900}
          scrollLock={false}
          title={`${title}　第 ${looking.page} 页`}
          footer={null}
          onCancel={() => setLooking(null)}
        >
          <p className="quiet">
            {looking.by}交回，{sayInstant(looking.at)}，{looking.how_says}。图片转正了方向、去掉了拍摄信息；原始文件：
            <TakeOriginal
              title="下载会留痕"
              take={() =>
                fetchFile(returnedOriginal, {
                  params: { file_id: fileId, return_id: looking.return_id, page: looking.page },
                  patience: ORIGINAL_PATIENCE,
                })
              }
            >
              {looking.name}
            </TakeOriginal>
            （{sizeSays(looking.size)}，
            <abbr title={`SHA-256：${looking.sha256}`}>指纹 {shortHash(looking.sha256)}</abbr>）
          </p>
          <AskedPicture className="evidence-page" src={`${addressOf(looking)}/picture`} alt={`第 ${looking.page} 页`} />
        </Modal>
      )}
      {returning && <ReturnModal fileId={fileId} view={view} title={title} onClose={() => setReturning(false)} />}
    </div>
  )
}
