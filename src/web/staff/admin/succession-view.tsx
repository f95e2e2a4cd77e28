import { useQuery } from '@tanstack/react-query'
import { Button, Progress } from 'antd'
import { succession } from '#contract/successions.ts'
import { call } from '#web/lib/call.ts'
import { sayInstant } from '#web/lib/dates.ts'
import { Link } from '../kit/link.tsx'
import { NotFetched } from '../kit/query-state.tsx'
import { Waiting } from '../kit/waiting.tsx'
import { useMe } from '../session/me.ts'
import { ToChoose } from './hand-over-parts.tsx'

const AGAIN_MS = 1500

/** One hand-over: how far it is, and the list to print. */
export function SuccessionView({ id }: { id: string }) {
  const me = useMe()
  const { data, error, refetch } = useQuery({
    queryKey: ['administration', me.post.id, succession.id, id],
    queryFn: () => call(succession, { params: { succession_id: id } }),
    refetchInterval: ({ state }) => (state.data?.finished_at === null ? AGAIN_MS : false),
  })
  if (error) return <NotFetched error={error} again={() => refetch()} />
  if (!data) return <Waiting />
  const { files, total, done, finished_at } = data
  const choose = files.filter((file) => file.to_choose)
  return (
    <>
      <p className="no-print">
        <Link to="/staff/admin/hand-over">← 交接</Link>
      </p>
      <div className="page-head">
        <h1>交接清单</h1>
        <p className="page-sum">
          {data.kind_says}：{data.from_says} → {data.to_says}
        </p>
        {files.length > 0 && (
          <Button className="page-act no-print" onClick={() => window.print()}>
            打印清单
          </Button>
        )}
      </div>
      <dl className="hand-facts">
        <dt>办理</dt>
        <dd>
          {data.by}，{sayInstant(data.at)}
        </dd>
        <dt>为什么</dt>
        <dd className="verbatim">{data.reason}</dd>
        <dt>进度</dt>
        <dd>
          {finished_at ? (
            `${total} 件全部交清，${sayInstant(finished_at)}`
          ) : (
            <>
              <Progress percent={total === 0 ? 0 : Math.floor((100 * done) / total)} size="small" />
              <span className="quiet small">
                已交 {done} 件，共 {total} 件。可以离开本页，后台接着办；没有交到的仍由原来的负责，不会没人管。
              </span>
            </>
          )}
        </dd>
      </dl>
      <ToChoose files={choose} says="这几件请单位尽快和当事人另定调解员；期限照旧。" />
      {files.length > 0 && (
        <table className="admin-table hand-table" aria-label="交接清单">
          <thead>
            <tr>
              <th scope="col" className="col-6">
                序号
              </th>
              <th scope="col" className="col-11">
                编号
              </th>
              <th scope="col">一案一码</th>
              <th scope="col">现在由谁负责</th>
              <th scope="col" className="col-third">
                说明
              </th>
            </tr>
          </thead>
          <tbody>
            {files.map((file, at) => (
              <tr key={file.code}>
                <td className="digits quiet">{at + 1}</td>
                <td className="digits">{file.short_code}</td>
                <td className="digits small">{file.code}</td>
                <td>{file.unit_name}</td>
                <td>{file.to_choose ? <span className="state-waiting">要另选调解员</span> : '已交'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {total > files.length && finished_at && (
        <p className="quiet small">清单最多列 {files.length} 件，其余的在案卷各自的记录里。</p>
      )}
    </>
  )
}
