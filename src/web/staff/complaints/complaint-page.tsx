import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { complaint, type StaffComplaint } from '#contract/complaints.ts'
import { call, Refused } from '#web/lib/call.ts'
import { sayDay, sayInstant } from '#web/lib/dates.ts'
import { act } from '../acts/act.ts'
import { Clocks } from '../file/clocks.tsx'
import { Papers } from '../file/papers.tsx'
import { Link } from '../kit/link.tsx'
import { NotFetched } from '../kit/query-state.tsx'
import { TroubleNote } from '../kit/trouble.tsx'
import { useSubmit } from '../kit/use-submit.ts'
import { Waiting } from '../kit/waiting.tsx'
import { useMe } from '../session/me.ts'
import { AnswerForm } from './answer-form.tsx'
import { RenewLink } from './renew-link.tsx'

const takeUp = act('take_up_complaint')

/** One complaint: what was said, why it lies here, what is to be answered. */
export function ComplaintPage({ params }: { params: Readonly<Record<string, string>> }) {
  const me = useMe()
  const queries = useQueryClient()
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['complaint', me.post.id, params.id],
    queryFn: () => call(complaint, { params: { file_id: params.id ?? '' } }),
    refetchOnReconnect: false,
    gcTime: 0,
  })
  const onChanged = () =>
    queries.invalidateQueries({
      predicate: ({ queryKey }) => ['complaint', 'complaints'].includes(String(queryKey[0])),
    })
  if (error && !data) {
    if (error instanceof Refused && error.status === 404)
      return (
        <div className="empty">
          <h1>没有找到这份意见</h1>
          <p>编号可能不对，或者它不归您的单位查。</p>
          <p>
            <Link to="/staff/">回到我的待办</Link>
          </p>
        </div>
      )
    return <NotFetched error={error} again={() => refetch()} />
  }
  if (isPending || !data) return <Waiting />
  return (
    <>
      <header className="file-head">
        <div className="file-head-line">
          <h1>{data.kind_says}</h1>
          <span className="file-code">{data.short_code}</span>
          <span className="stage">{data.status_says}</span>
        </div>
        <dl className="file-facts">
          <div>
            <dt>收到</dt>
            <dd>{sayInstant(data.received_at)}</dd>
          </div>
          <div>
            <dt>说的是</dt>
            <dd>
              <Link to={`/staff/files/${data.about_file}`}>编号 {data.about_code} 的事</Link>，{data.about_unit}
            </dd>
          </div>
          <div>
            <dt>由谁查</dt>
            <dd>
              {data.unit.name}：{data.because}
            </dd>
          </div>
        </dl>
      </header>
      <div className="complaint-grid">
        <div className="file-main">
          <SaidCard it={data} />
          {data.answer && <AnswerCard it={data} />}
          {data.can.includes('answer_complaint') && <AnswerForm it={data} onChanged={onChanged} />}
        </div>
        <div className="file-side">
          {data.can.includes('take_up_complaint') && <TakeUp it={data} onChanged={onChanged} />}
          {data.can.includes('renew_complaint_link') && <RenewLink it={data} onChanged={onChanged} />}
          {data.clock && <Clocks clocks={[data.clock]} />}
          <Papers fileId={data.file_id} papers={data.papers} />
        </div>
      </div>
    </>
  )
}

function SaidCard({ it }: { it: StaffComplaint }) {
  return (
    <section className="card" aria-labelledby="said">
      <h2 id="said">说了什么</h2>
      <dl className="said">
        <dt>谁提的</dt>
        <dd>
          <strong>{it.by_name}</strong>
          {it.reach ? (
            <span className="digits">　{it.reach}</span>
          ) : (
            <span className="quiet">　联系方式到那件事的页面上看</span>
          )}
          <p className="quiet">不要告诉被说的人；不得因为提了意见为难任何人。</p>
        </dd>
        {it.written_by && (
          <>
            <dt>谁写下的</dt>
            <dd>{it.written_by}</dd>
          </>
        )}
        {it.conducts.length > 0 && (
          <>
            <dt>哪样事</dt>
            <dd>{it.conducts.join('、')}（人民调解法 第十五条）</dd>
          </>
        )}
        {it.whom && (
          <>
            <dt>说的是谁</dt>
            <dd>{it.whom}</dd>
          </>
        )}
        <dt>怎么回事</dt>
        <dd className="verbatim">{it.what}</dd>
        {it.taken_up && (
          <>
            <dt>谁在查</dt>
            <dd>
              {it.taken_up.name}，{sayDay(it.taken_up.on)}接手
            </dd>
          </>
        )}
      </dl>
    </section>
  )
}

function AnswerCard({ it }: { it: StaffComplaint }) {
  const { answer } = it
  if (!answer) return null
  return (
    <section className="card" aria-labelledby="answered">
      <h2 id="answered">{answer.finding_says}</h2>
      <dl className="said">
        <dt>查到什么</dt>
        <dd className="verbatim">{answer.found}</dd>
        {answer.measures.length > 0 && (
          <>
            <dt>怎样处理</dt>
            <dd>{answer.measures.join('；')}</dd>
          </>
        )}
        <dt>哪天答复</dt>
        <dd>{sayDay(answer.on)}</dd>
      </dl>
    </section>
  )
}

function TakeUp({ it, onChanged }: { it: StaffComplaint; onChanged: () => void }) {
  const { message } = App.useApp()
  const { submit, busy, trouble } = useSubmit(takeUp)
  const send = async () => {
    const reply = await submit({ params: { file_id: it.file_id, part_id: it.complaint_id }, body: {} })
    if (reply) message.success('已登记：接手查意见')
    onChanged()
  }
  return (
    <section className="card acts" aria-labelledby="acts">
      <h2 id="acts">现在可以做的</h2>
      <TroubleNote trouble={trouble} />
      <Button block type="primary" loading={busy} onClick={send}>
        我来查
      </Button>
      <p className="quiet">提意见的人会收到短信：有人在查了。</p>
    </section>
  )
}
