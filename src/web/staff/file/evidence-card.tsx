import { useQuery } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import type { StaffDispute } from '#contract/disputes.ts'
import { type EvidenceView, evidenceList, evidenceOriginal } from '#contract/evidence.ts'
import { shortHash, sizeSays } from '#domain/evidence/words.ts'
import { call, fetchFile } from '#web/lib/call.ts'
import { sayInstant } from '#web/lib/dates.ts'
import { PaperView } from '#web/lib/paper-view.tsx'
import { AskedPicture } from '../kit/asked-picture.tsx'
import { NotFetched } from '../kit/query-state.tsx'
import { Waiting } from '../kit/waiting.tsx'
import { dayWords, toLocalField } from '../wording.ts'
import type { Taking } from './file-page.tsx'
import { PartButtons } from './part-buttons.tsx'
import { PrintModal } from './print-modal.tsx'
import { ORIGINAL_PATIENCE, TakeOriginal } from './take-original.tsx'

type Props = { dispute: StaffDispute; onTake: (taking: Taking) => void }

const STEPS = ['check_original', 'show_evidence', 'return_original', 'withdraw_evidence', 'void_evidence'] as const
const addressOf = (fileId: string, id: string): string => `/api/disputes/${fileId}/evidence/${id}`
const dayOf = (at: string): string => dayWords(toLocalField(at).slice(0, 10))

/** What was handed in, in the columns of the list that goes into the volume (D-06). */
export function EvidenceCard({ dispute, onTake }: Props) {
  const { evidence, file, dispute: it } = dispute
  const [looking, setLooking] = useState<EvidenceView | null>(null)
  const [printing, setPrinting] = useState(false)
  const may = it.can.includes('provide_evidence')
  if (evidence.length === 0 && !may) return null
  return (
    <section className="card" aria-labelledby="evidence">
      <h2 id="evidence">
        证据 <span className="count">{evidence.length > 0 ? `${evidence.length} 份` : '还没有'}</span>
      </h2>
      {evidence.length > 0 && (
        <ul className="evidence">
          {evidence.map((one) => (
            <One key={one.id} it={one} fileId={file.id} onTake={onTake} onLook={() => setLooking(one)} />
          ))}
        </ul>
      )}
      <p className="evidence-foot">
        <PartButtons steps={['provide_evidence']} can={it.can} about={{}} of="证据" onTake={onTake} />
        {evidence.length > 0 && (
          <Button size="small" onClick={() => setPrinting(true)}>
            打印证据清单
          </Button>
        )}
      </p>
      {looking && <Pictures it={looking} fileId={file.id} onClose={() => setLooking(null)} />}
      {printing && <ListModal fileId={file.id} onClose={() => setPrinting(false)} />}
    </section>
  )
}

const Fact = ({ name, children }: { name: string; children: React.ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

function One({
  it,
  fileId,
  onTake,
  onLook,
}: {
  it: EvidenceView
  fileId: string
  onTake: Props['onTake']
  onLook: () => void
}) {
  const {
    id,
    number,
    what,
    source,
    proves,
    form_says,
    pages,
    copies,
    provider_name,
    at,
    by,
    checked,
    returned,
    ended,
    file,
  } = it
  const closed = it.status === 'withdrawn' || it.status === 'void'
  const name = what || (it.status === 'withdrawn' ? '提供人已收回' : '只给调解员看')
  return (
    <li data-closed={closed || undefined}>
      {file && file.previews > 0 ? (
        <button type="button" className="evidence-thumb" onClick={onLook} aria-label={`看第 ${number} 号：${name}`}>
          <AskedPicture src={`${addressOf(fileId, id)}/previews/0`} alt="" lazy inButton />
        </button>
      ) : (
        <span className="evidence-thumb evidence-kind" aria-hidden>
          {file ? file.kind_says : form_says.split('（')[0]}
        </span>
      )}
      <div>
        <p className="task-head">
          <span className="quiet">{number}</span>
          <strong>{name}</strong>
          <span className="stage" data-weight={closed ? 'ended' : 'ours'}>
            {it.status_says}
          </span>
          {it.in_confidence && !closed && <span className="evidence-confidence">只给调解员看</span>}
        </p>
        {proves && <p className="verbatim">{proves}</p>}
        <dl className="evidence-facts">
          {source && <Fact name="来源">{source}</Fact>}
          <Fact name="提供人">
            {provider_name}，{dayOf(at)}收到{by && by !== provider_name && `（${by}登记）`}
          </Fact>
          <Fact name="交的是">
            {form_says.split('（')[0]}
            {pages !== null && `，${pages} 页`}，{copies} 份
          </Fact>
          {checked && (
            <Fact name="原件">
              {checked.by}核对：{checked.result_says}
              {checked.note && `。${checked.note}`}
            </Fact>
          )}
          {it.shown.map(({ to, how_says, agreed_says, at: when }) => (
            <Fact key={when} name="给看">
              {dayOf(when)}给{to.join('、')}：{how_says}
              {agreed_says && `。${agreed_says}`}
            </Fact>
          ))}
          {returned && (
            <Fact name="退还">
              {dayOf(returned.at)}退给{returned.to}
              {returned.note && `。${returned.note}`}
            </Fact>
          )}
          {ended && (
            <Fact name={it.status === 'void' ? '作废' : '收回'}>
              {dayOf(ended.at)}，{ended.by}
              {ended.because && `：${ended.because}`}
            </Fact>
          )}
          {file && (
            <Fact name="文件">
              {it.opens ? (
                <TakeOriginal
                  title="下载会留痕，提供的人看得到"
                  take={() =>
                    fetchFile(evidenceOriginal, {
                      params: { file_id: fileId, part_id: id },
                      patience: ORIGINAL_PATIENCE,
                    })
                  }
                >
                  {file.name}
                </TakeOriginal>
              ) : (
                file.name
              )}{' '}
              <span className="quiet">
                {sizeSays(file.size)}，<abbr title={`SHA-256：${file.sha256}`}>指纹 {shortHash(file.sha256)}</abbr>
              </span>
              {file.no_preview && <span className="quiet">。{file.no_preview}</span>}
            </Fact>
          )}
        </dl>
        <PartButtons
          steps={STEPS}
          can={it.can}
          about={{ part_id: id }}
          of={`第 ${number} 号 ${name}`}
          onTake={onTake}
        />
      </div>
    </li>
  )
}

/** Its pictures, one below the other. */
function Pictures({ it, fileId, onClose }: { it: EvidenceView; fileId: string; onClose: () => void }) {
  const pages = it.file?.previews ?? 0
  return (
    <Modal open title={`第 ${it.number} 号　${it.what}`} footer={null} onCancel={onClose} width={900}>
      <p className="quiet">
        {it.provider_name}提供，{sayInstant(it.at)}。图片转正了方向、去掉了拍摄信息；原件请下载。
      </p>
      {Array.from({ length: pages }, (_, at) => (
        <AskedPicture
          // biome-ignore lint/suspicious/noArrayIndexKey: pages are their numbers
          key={at}
          className="evidence-page"
          src={`${addressOf(fileId, it.id)}/previews/${at + 1}`}
          alt={`${it.what} 第 ${at + 1} 页`}
          lazy
        />
      ))}
    </Modal>
  )
}

function ListModal({ fileId, onClose }: { fileId: string; onClose: () => void }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['evidence-list', fileId],
    queryFn: () => call(evidenceList, { params: { file_id: fileId } }),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnReconnect: false,
  })
  return (
    <PrintModal title="证据材料清单" ready={data !== undefined} onClose={onClose}>
      {error && !data && <NotFetched error={error} again={() => refetch()} />}
      {!error && !data && <Waiting />}
      {data && <PaperView paper={data} />}
    </PrintModal>
  )
}
