import { useQuery } from '@tanstack/react-query'
import { find } from '#contract/lists.ts'
import { call } from '#web/lib/call.ts'
import { freshKey } from '#web/lib/idempotency.ts'
import { FileTable } from '../kit/file-table.tsx'
import { OnlyNewest } from '../kit/only-newest.tsx'
import { NotFetched } from '../kit/query-state.tsx'
import { useNow } from '../kit/use-now.ts'
import { Waiting } from '../kit/waiting.tsx'
import { useMe } from '../session/me.ts'
import { useWords } from '../session/words.ts'

/** What was found. Only files one may see anyway; what is not found may also lie elsewhere. */
export function FindPage() {
  const me = useMe()
  const now = useNow()
  const words = useWords()
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['find', me.post.id, words],
    queryFn: () => call(find, { body: { words }, key: freshKey() }),
    enabled: words !== '',
    gcTime: 0,
  })
  return (
    <>
      <div className="page-head">
        <h1>查找</h1>
        {data && !data.capped && (
          <p className="page-sum">{`“${words}”：${data.more ? `先列 ${data.lines.length} 件，还有更多，请多写几个字` : `找到 ${data.lines.length} 件`}。`}</p>
        )}
      </div>
      {error && <NotFetched error={error} again={() => refetch()} />}
      {isFetching && <Waiting what="正在查找" />}
      {data?.capped && <OnlyNewest where="find" none={data.lines.length === 0} />}
      {data && data.lines.length > 0 && <FileTable lines={data.lines} now={now} label="找到的纠纷" />}
      {data && data.lines.length === 0 && !data.capped && (
        <div className="empty">
          <strong>没有找到</strong>
          <p>
            请核对编号、姓名、电话或证件号码；找经过中的字词，可以少写几个，用空格隔开。不在您辖区、也没有请您参与的纠纷，在这里查不到。
          </p>
        </div>
      )}
      {words === '' && (
        <div className="empty">
          <strong>请在上方输入要找的内容</strong>
          <p>可以用编号、姓名、电话、证件号码，或者经过中的字词。</p>
        </div>
      )}
    </>
  )
}
