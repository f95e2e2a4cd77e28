import { Button } from 'antd'
import type { StaffDispute } from '#contract/disputes.ts'
import { SIMILAR_LEVELS } from '#domain/intake/similar.ts'
import type { ActForm } from '../acts/act-form.ts'
import { merge, notDuplicate, suspectDuplicate, unmerge } from '../acts/merge-forms.tsx'
import type { Taking } from '../file/file-page.tsx'
import { Link } from '../kit/link.tsx'
import { SimilarLine, useSimilar } from './similar-below.tsx'

type Props = { dispute: StaffDispute; onTake: (taking: Taking) => void }

/** The same matter twice: what it goes with already, what is being checked, and what may be the same, each with its reasons. */
export function DuplicatesCard({ dispute, onTake }: Props) {
  const { suspicions, merged_into, merged_here, can } = dispute.dispute
  const may = (form: ActForm) => can.includes(form.step)
  const asks = may(suspectDuplicate) || may(notDuplicate) || may(merge)
  const found = useSimilar(dispute.file.id, asks).data?.candidates ?? []
  // What another page fetched is still there when nothing can be done about it any more.
  const more = (asks ? found : []).filter(({ line }) => !suspicions.some(({ file_id }) => file_id === line.file_id))
  if (!merged_into && merged_here.length === 0 && suspicions.length === 0 && more.length === 0) return null
  const into = (other: { file_id: string; short_code: string }) =>
    may(merge) && (
      <Button size="small" onClick={() => onTake({ form: merge, other })}>
        并到这一件
        <span className="unseen">：{other.short_code}</span>
      </Button>
    )
  return (
    <section className="card" aria-labelledby="duplicates">
      <h2 id="duplicates">是不是同一件事</h2>
      {merged_into && (
        <div className="merged">
          <p>
            已并到 <Link to={`/staff/files/${merged_into.file_id}`}>{merged_into.short_code}</Link> 里一起办：
            {merged_into.because}
          </p>
          {may(unmerge) && (
            <Button size="small" onClick={() => onTake({ form: unmerge })}>
              {unmerge.title}
            </Button>
          )}
        </div>
      )}
      {merged_here.length > 0 && (
        <p>
          这里一起办的还有：
          {merged_here.map(({ file_id, short_code }) => (
            <Link className="merged-code" key={file_id} to={`/staff/files/${file_id}`}>
              {short_code}
            </Link>
          ))}
        </p>
      )}
      {suspicions.length > 0 && !merged_into && (
        <>
          <h3 className="card-part">
            {dispute.dispute.status === 'checking_duplicates' ? '正在核对' : '上次核对过的'}
          </h3>
          <ul className="similar">
            {suspicions.map(({ file_id, short_code, level, reasons }) => (
              <li key={file_id} className="similar-act">
                <div>
                  <p className="similar-head">
                    <strong>{(SIMILAR_LEVELS as Record<string, string>)[level] ?? level}</strong>
                    <Link to={`/staff/files/${file_id}`}>{short_code}</Link>
                  </p>
                  <p className="quiet">{reasons.join('；')}</p>
                </div>
                {into({ file_id, short_code })}
              </li>
            ))}
          </ul>
        </>
      )}
      {more.length > 0 && (
        <>
          <h3 className="card-part">查到的（只是提示，由人判断）</h3>
          <ul className="similar">
            {more.map((one) => (
              <li key={one.line.file_id} className="similar-act">
                <div>
                  <SimilarLine found={one} />
                </div>
                {into({ file_id: one.line.file_id, short_code: one.line.short_code })}
              </li>
            ))}
          </ul>
        </>
      )}
      <div className="card-acts">
        {[suspectDuplicate, notDuplicate].filter(may).map((form) => (
          <Button key={form.step} size="small" onClick={() => onTake({ form })}>
            {form.title}
          </Button>
        ))}
      </div>
    </section>
  )
}
