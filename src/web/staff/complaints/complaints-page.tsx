import { useQuery } from '@tanstack/react-query'
import { type ComplaintLine, complaints } from '#contract/complaints.ts'
import { EXAMINING_ROLES } from '#domain/complaints/examiner.ts'
import { call } from '#web/lib/call.ts'
import { Link } from '../kit/link.tsx'
import { NotFetched } from '../kit/query-state.tsx'
import { useNow } from '../kit/use-now.ts'
import { Waiting } from '../kit/waiting.tsx'
import { useMe } from '../session/me.ts'
import { ComplaintLines } from './complaint-lines.tsx'

/** What my unit examines; asked only where a post of mine may. */
function useComplaints() {
  const me = useMe()
  return useQuery({
    queryKey: ['complaints', me.post.id],
    queryFn: () => call(complaints),
    enabled: EXAMINING_ROLES.includes(me.post.role),
    refetchOnWindowFocus: true,
  })
}

const OPEN: readonly string[] = ['received', 'examining']

/** Those that wait for my unit's answer. */
export function useOpenComplaints(): readonly ComplaintLine[] {
  const { data } = useComplaints()
  return data?.lines.filter(({ status }) => OPEN.includes(status)) ?? []
}

/** On the desk, above the disputes; nothing where there are none. */
export function ComplaintsOnDesk({ lines, now }: { lines: readonly ComplaintLine[]; now: string }) {
  if (lines.length === 0) return null
  return (
    <section className="desk-complaints" aria-labelledby="desk-complaints">
      <h2 id="desk-complaints">要答复的意见</h2>
      <ComplaintLines lines={lines} now={now} />
    </section>
  )
}

/** All complaints my unit examines, those that wait for an answer first. */
export function ComplaintsPage() {
  const { data, error, isLoading, refetch } = useComplaints()
  const now = useNow()
  return (
    <>
      <div className="page-head">
        <h1>意见</h1>
        <p className="page-sum">群众说没有解决、对调解员有意见的，归本单位查的都在这里。</p>
      </div>
      {error && !data && <NotFetched error={error} again={() => refetch()} />}
      {isLoading && <Waiting />}
      {data && data.lines.length > 0 && <ComplaintLines lines={data.lines} now={now} />}
      {!isLoading && !error && (data?.lines.length ?? 0) === 0 && (
        <div className="empty">
          <strong>现在没有归本单位查的意见</strong>
          <p>
            <Link to="/staff/">回到我的待办</Link>
          </p>
        </div>
      )}
    </>
  )
}
