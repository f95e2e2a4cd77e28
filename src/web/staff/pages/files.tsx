import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { files } from '#contract/lists.ts'
import { DISPUTE_TYPES, type DisputeType } from '#domain/triage/types.ts'
import { call } from '#web/lib/call.ts'
import { FileTable } from '../kit/file-table.tsx'
import { Link } from '../kit/link.tsx'
import { ListFilters, useFilters } from '../kit/list-filters.tsx'
import { OlderPages } from '../kit/older-pages.tsx'
import { OnlyNewest } from '../kit/only-newest.tsx'
import { NotFetched } from '../kit/query-state.tsx'
import { StageFilter, useStages } from '../kit/stage-filter.tsx'
import { useNow } from '../kit/use-now.ts'
import { Waiting } from '../kit/waiting.tsx'
import { useAddress, withQuery } from '../router.ts'
import { useMe } from '../session/me.ts'

const SCOPES = { area: '本辖区', mine: '我参与的' } as const
type Scope = keyof typeof SCOPES

/** What stands in the address as the server is asked: what it does not know there is not sent. */
const narrowed = ({ type, overdue, enterprise, ...rest }: ReturnType<typeof useFilters>) => ({
  ...rest,
  ...(isType(type) ? { type } : {}),
  ...(overdue === '1' ? { overdue: '1' as const } : {}),
  ...(enterprise === '1' ? { enterprise: '1' as const } : {}),
})
const isType = (text: string | undefined): text is DisputeType =>
  text !== undefined && Object.hasOwn(DISPUTE_TYPES, text)

/** All files in one of two scopes, newest first; scope, every filter and the page stand in the address. */
export function FilesPage() {
  const me = useMe()
  const now = useNow()
  const stages = useStages().join(',')
  const filters = useFilters()
  const { path, search } = useAddress()
  const asked = new URLSearchParams(search)
  const scopes: Scope[] = me.works_area ? ['area', 'mine'] : ['mine']
  const scope = scopes.find((one) => one === asked.get('scope')) ?? (me.works_area ? 'area' : 'mine')
  const before = asked.get('before')
  const beforeId = asked.get('before_id')

  const { data, error, isPending, isPlaceholderData, refetch } = useQuery({
    queryKey: ['files', me.post.id, scope, stages, filters, before, beforeId],
    queryFn: () =>
      call(files, {
        query: {
          scope,
          ...(stages ? { stage: stages } : {}),
          ...narrowed(filters),
          ...(before ? { before } : {}),
          ...(beforeId ? { before_id: beforeId } : {}),
        },
      }),
    placeholderData: keepPreviousData,
  })
  const last = data?.lines.at(-1)
  const narrow = stages !== '' || Object.keys(filters).length > 0

  return (
    <>
      <div className="page-head">
        <h1>纠纷列表</h1>
        <nav className="tabs" aria-label="范围">
          {scopes.map((one) => (
            <Link
              key={one}
              to={withQuery(path, search, { scope: one, before: null, before_id: null })}
              {...(one === scope ? { 'aria-current': 'true' as const } : {})}
            >
              {SCOPES[one]}
            </Link>
          ))}
        </nav>
      </div>
      <ListFilters />
      <StageFilter />
      {error && <NotFetched error={error} again={() => refetch()} />}
      {isPending && !error && <Waiting />}
      {data?.capped && <OnlyNewest where="list" none={data.lines.length === 0} />}
      {data && data.lines.length > 0 && (
        <div aria-busy={isPlaceholderData}>
          <FileTable lines={data.lines} now={now} label={SCOPES[scope]} />
        </div>
      )}
      {data && data.lines.length === 0 && !data.capped && (
        <div className="empty">
          <strong>
            {narrow ? '没有符合这些条件的纠纷' : scope === 'area' ? '本辖区还没有纠纷' : '还没有您参与的纠纷'}
          </strong>
          <p>
            {narrow
              ? '去掉几个条件再看看。'
              : scope === 'mine'
                ? '由您所在单位承办的、请您参与的，都会在这里。'
                : '本辖区有人提出请求，就会在这里。'}
          </p>
        </div>
      )}
      <OlderPages
        newest={before ? withQuery(path, search, { before: null, before_id: null }) : null}
        older={
          data?.more && last ? withQuery(path, search, { before: last.received_at, before_id: last.file_id }) : null
        }
      />
    </>
  )
}
