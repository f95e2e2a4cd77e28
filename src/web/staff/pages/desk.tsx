import { useQuery } from '@tanstack/react-query'
import { desk } from '#contract/lists.ts'
import { STAGES, type Stage } from '#domain/disputes/stage.ts'
import { call } from '#web/lib/call.ts'
import { ComplaintsOnDesk, useOpenComplaints } from '../complaints/complaints-page.tsx'
import { FileTable } from '../kit/file-table.tsx'
import { Link } from '../kit/link.tsx'
import { NotFetched } from '../kit/query-state.tsx'
import { StageFilter, useStages } from '../kit/stage-filter.tsx'
import { useNow } from '../kit/use-now.ts'
import { Waiting } from '../kit/waiting.tsx'
import { RegistersOnDesk, useRegisterDuties } from '../registers/on-desk.tsx'
import { idleSeconds } from '../session/idle.ts'
import { useLapse } from '../session/lapse.ts'
import { useMe } from '../session/me.ts'
import { BookedMeetings } from './booked-meetings.tsx'
import { deskSummary } from './desk-summary.ts'
import { LeftBehindHere } from './left-behind.tsx'
import { MineFilter, useOnlyMine } from './mine-filter.tsx'

const REFRESH = 30_000

const emptyWords = (nothing: boolean, onlyMine: boolean, besides: boolean): string =>
  nothing
    ? besides
      ? '纠纷里现在没有要办的'
      : '现在没有要办的事'
    : onlyMine
      ? '现在没有归您办的事'
      : '这个阶段没有要办的事'

/** My desk: one line a file, the most pressing first; what is owed comes with its article. */
export function DeskPage() {
  const me = useMe()
  const now = useNow()
  const chosen = useStages()
  const lapse = useLapse()
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['desk', me.post.id],
    queryFn: () => call(desk),
    refetchOnWindowFocus: true,
    // A window nobody is at must not keep its own session alive.
    refetchInterval: () => (lapse || idleSeconds() > me.idle_minutes * 60 ? false : REFRESH),
    enabled: lapse === null,
  })

  const complained = useOpenComplaints()
  const registers = useRegisterDuties()
  const all = data?.lines ?? []
  const onlyMine = useOnlyMine()
  const mine = all.filter((line) => line.mine)
  const list = onlyMine ? mine : all
  const shown = list.filter((line) => chosen.length === 0 || chosen.includes(line.stage))
  const counts: Record<string, number> = { all: list.length }
  for (const line of list) counts[line.stage] = (counts[line.stage] ?? 0) + 1
  const stages = (Object.keys(STAGES) as Stage[]).filter((one) => chosen.includes(one) || (counts[one] ?? 0) > 0)

  return (
    <>
      <div className="page-head">
        <h1>我的待办</h1>
        {data && <p className="page-sum">{deskSummary(all, data.more)}</p>}
      </div>
      {error && !data && <NotFetched error={error} again={() => refetch()} />}
      {error && data && (
        <p className="stale" role="status">
          没有连上系统，下面是上一次取到的内容；连上后会自动更新。
        </p>
      )}
      {isPending && !error && <Waiting />}
      <LeftBehindHere />
      <BookedMeetings meetings={data?.booked ?? []} now={now} />
      <ComplaintsOnDesk lines={complained} now={now} />
      <RegistersOnDesk duties={registers.duties} error={registers.error} again={registers.again} />
      {data && (mine.length > 0 || onlyMine) && <MineFilter all={all.length} mine={mine.length} />}
      {list.length > 0 && <StageFilter only={stages} counts={counts} />}
      {shown.length > 0 && <FileTable lines={shown} now={now} label="我的待办" />}
      {data?.more && (
        <p className="list-more">
          这里只列最急的 {all.length} 件，还有更多。全部的请看
          <Link to="/staff/files?scope=mine">我参与的纠纷</Link>，也可以只看
          <Link to="/staff/files?scope=mine&overdue=1">超期的</Link>。
        </p>
      )}
      {data && shown.length === 0 && (
        <div className="empty">
          <strong>
            {emptyWords(
              all.length === 0,
              onlyMine,
              complained.length + registers.duties.length + (data?.booked.length ?? 0) > 0 || !registers.known,
            )}
          </strong>
          <p>
            {all.length === 0
              ? '本单位有要办的事，或者您参与的纠纷有了新情况，就会出现在这里，写明该办什么、期限到哪天。'
              : onlyMine
                ? '在一件事的页面上点“我来办”，或者负责人交给您，就会列在这里。'
                : '换一个阶段看看，或者看全部。'}
          </p>
          <p>
            <Link to="/staff/files">看纠纷列表</Link>
          </p>
        </div>
      )}
    </>
  )
}
