import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { batch, undoBatch } from '#contract/batches.ts'
import { call } from '#web/lib/call.ts'
import { sayInstant } from '#web/lib/dates.ts'
import { Link } from '../kit/link.tsx'
import { NotFetched } from '../kit/query-state.tsx'
import { StageTag } from '../kit/stage-tag.tsx'
import { TroubleNote } from '../kit/trouble.tsx'
import { useSubmit } from '../kit/use-submit.ts'
import { Waiting } from '../kit/waiting.tsx'
import { useAddress, withQuery } from '../router.ts'
import { deadlineWords } from '../wording.ts'
import { BatchReceipts } from './batch-receipts.tsx'
import { stateOf } from './batches-page.tsx'

type Kept = { line: number; short_code: string; says: string }

/** One sheet that was written down: what became of its files, each with its code; their receipts; and taking it back. */
export function BatchPage({ params }: { params: Readonly<Record<string, string>> }) {
  const id = params.id ?? ''
  const { path, search } = useAddress()
  const after = Number(new URLSearchParams(search).get('after')) || 0
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['batch', id, after],
    queryFn: () => call(batch, { params: { batch_id: id }, query: { after } }),
    placeholderData: keepPreviousData,
  })
  if (isPending) return <Waiting />
  if (error) return <NotFetched error={error} again={() => refetch()} />
  const last = data.rows.at(-1)
  return (
    <>
      <div className="page-head no-print">
        <h1>成批登记 {data.number}</h1>
        <Link to="/staff/batches">回到成批登记</Link>
      </div>
      <div className="no-print batch-parts">
        <section className="card" aria-label="这一批">
          <dl className="facts">
            <dt>哪一种</dt>
            <dd>
              {data.shape_says}，{data.channel_says}
            </dd>
            <dt>登记</dt>
            <dd>
              {sayInstant(data.begun_at)}，{data.filed_by}
            </dd>
            <dt>件数</dt>
            <dd>
              表里 {data.total} 行，登记了 {data.filed} 件
              {data.left_out.length > 0 && `；第 ${data.left_out.join('、')} 行登记时选了不登记`}
              {!data.undone && data.total > data.filed + data.left_out.length && `；${stateOf(data)}`}
            </dd>
            <dt>办到哪里</dt>
            <dd className="batch-stages">
              {data.stages.map((it) => (
                <span key={it.stage}>
                  <StageTag stage={it.stage} says={it.says} /> {it.files} 件
                </span>
              ))}
            </dd>
            {data.undone && (
              <>
                <dt>已撤回</dt>
                <dd>
                  {sayInstant(data.undone.at)}：{data.undone.because}
                </dd>
              </>
            )}
          </dl>
        </section>
        {data.may_undo && <Undo id={id} begun={data.undone !== null} />}
        <section className="card" aria-labelledby="batch-rows">
          <h2 id="batch-rows">各件</h2>
          <div className="batch-scroll">
            <table className="faults batch-lines batch-stack">
              <thead>
                <tr>
                  <th scope="col">行</th>
                  <th scope="col">编号</th>
                  <th scope="col">申请人</th>
                  <th scope="col">对方</th>
                  <th scope="col">地方</th>
                  <th scope="col">阶段</th>
                  <th scope="col">该办的</th>
                </tr>
              </thead>
              <tbody>
                {data.rows.map(({ line, file }) => (
                  <tr key={line}>
                    <td>{line}</td>
                    <td>
                      <Link to={`/staff/files/${file.file_id}`}>{file.short_code}</Link>
                    </td>
                    <td>{file.applicant}</td>
                    <td>{file.other_side}</td>
                    <td>{file.place.at(-1)}</td>
                    <td>
                      <StageTag stage={file.stage} says={file.stage_says} />
                    </td>
                    <td>{file.clock ? `${file.clock.says}，${deadlineWords(file.clock)}` : '没有待办'}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {(after > 0 || data.more) && (
            <nav className="pager" aria-label="翻页">
              {after > 0 && <Link to={withQuery(path, search, { after: null })}>回到开头</Link>}
              {data.more && last && <Link to={withQuery(path, search, { after: String(last.line) })}>后面的</Link>}
            </nav>
          )}
        </section>
      </div>
      {data.may_print && data.filed > 0 && <BatchReceipts id={id} number={data.number} />}
    </>
  )
}

/** Takes back what nobody has touched; asked with a reason, told what could not be. */
function Undo({ id, begun }: { id: string; begun: boolean }) {
  const queries = useQueryClient()
  const { submit, busy, trouble } = useSubmit(undoBatch)
  const [asking, setAsking] = useState(false)
  const [because, setBecause] = useState('')
  const [kept, setKept] = useState<readonly Kept[]>([])
  const [done, setDone] = useState<number | null>(null)
  const undo = async () => {
    const body = { because: because.trim() || (begun ? '接着撤回' : '') }
    for (;;) {
      const answer = await submit({ params: { batch_id: id }, body })
      if (!answer) return
      setDone(answer.taken_back)
      setKept(answer.kept)
      if (answer.left === 0) break
    }
    setAsking(false)
    await queries.invalidateQueries({ queryKey: ['batch'] })
  }
  return (
    <section className="card" aria-labelledby="batch-undo">
      <h2 id="batch-undo">撤回这一批</h2>
      <p className="quiet">
        登记起 24 小时内，登记以后没有人办过的才能撤回。登记和原因都留着，不会删除；申请人会收到说明：不是她撤回的。
      </p>
      {done !== null && (
        <p role="status" className="says-right">
          撤回了 {done} 件。{kept.length > 0 && `有 ${kept.length} 件不能撤回：`}
        </p>
      )}
      {kept.length > 0 && (
        <ul className="plain-list">
          {kept.map((it) => (
            <li key={it.line}>
              第 {it.line} 行（{it.short_code}）：{it.says}
            </li>
          ))}
        </ul>
      )}
      <TroubleNote
        trouble={trouble}
        rest={trouble && 'faults' in trouble ? trouble.faults.map(({ says }) => says) : []}
      />
      {asking ? (
        <div className="batch-undo">
          {!begun && (
            <label htmlFor="batch-because">
              为什么撤回
              <Input.TextArea
                id="batch-because"
                rows={2}
                maxLength={500}
                value={because}
                onChange={({ target }) => setBecause(target.value)}
              />
            </label>
          )}
          <div className="opened-buttons">
            <Button danger type="primary" loading={busy} onClick={undo}>
              撤回没有人办过的各件
            </Button>
            <Button onClick={() => setAsking(false)}>不撤回了</Button>
          </div>
        </div>
      ) : (
        <Button danger onClick={() => setAsking(true)}>
          {begun ? '接着撤回' : '撤回……'}
        </Button>
      )}
    </section>
  )
}
