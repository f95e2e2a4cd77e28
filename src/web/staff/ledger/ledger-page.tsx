import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type LedgerLine, ledger, ledgerSheet } from '#contract/ledger.ts'
import { COLOURS } from '#domain/ledger/colours.ts'
import { LEDGER_STATES } from '#domain/ledger/result.ts'
import { DISPUTE_TYPES, type DisputeType } from '#domain/triage/types.ts'
import { call } from '#web/lib/call.ts'
import { sayDaysIn } from '#web/lib/dates.ts'
import { ColourMark } from '../file/oversight-card.tsx'
import { Link } from '../kit/link.tsx'
import { ListFilters, useFilters } from '../kit/list-filters.tsx'
import { OlderPages } from '../kit/older-pages.tsx'
import { NotFetched } from '../kit/query-state.tsx'
import { TakeAway } from '../kit/take-away.tsx'
import { Waiting } from '../kit/waiting.tsx'
import { useAddress, withQuery } from '../router.ts'
import { useMe } from '../session/me.ts'
import { dayWords } from '../wording.ts'

const SCOPES = { area: '本辖区', mine: '我参与的' } as const
const MARKS = { supervised: '督办中', packaged: '包案中' } as const
const within = <T extends string>(list: Readonly<Record<T, string>>, text: string | null): T | undefined =>
  text !== null && Object.hasOwn(list, text) ? (text as T) : undefined

/** The query in the address as the server is asked: what it does not know there is not sent. */
function useAsked() {
  const me = useMe()
  const { search } = useAddress()
  const { type, overdue, enterprise, text: _, ...rest } = useFilters()
  const asked = new URLSearchParams(search)
  const scope = me.works_area ? (within(SCOPES, asked.get('scope')) ?? 'area') : ('mine' as const)
  const known = within(DISPUTE_TYPES, type ?? null)
  const [colour, mark] = [within(COLOURS, asked.get('colour')), within(MARKS, asked.get('mark'))]
  const state = within(LEDGER_STATES, asked.get('state'))
  return {
    scope,
    ...rest,
    ...(known ? { type: known satisfies DisputeType } : {}),
    ...(overdue === '1' ? { overdue: '1' as const } : {}),
    ...(enterprise === '1' ? { enterprise: '1' as const } : {}),
    ...(colour ? { colour } : {}),
    ...(mark ? { mark } : {}),
    ...(state ? { state } : {}),
  }
}

/** 台账: what the files say, a line each; every filter stands in the address, and what is seen can be taken away as a sheet. */
export function LedgerPage() {
  const me = useMe()
  const asked = useAsked()
  const { path, search } = useAddress()
  const words = new URLSearchParams(search)
  const [before, before_id] = [words.get('before'), words.get('before_id')]
  const { data, error, isPending, isPlaceholderData, refetch } = useQuery({
    queryKey: ['ledger', me.post.id, asked, before, before_id],
    queryFn: () =>
      call(ledger, { query: { ...asked, ...(before ? { before } : {}), ...(before_id ? { before_id } : {}) } }),
    placeholderData: keepPreviousData,
  })
  const last = data?.lines.at(-1)?.line
  return (
    <>
      <div className="page-head">
        <h1>台账</h1>
        {me.works_area && (
          <nav className="tabs" aria-label="范围">
            {Object.entries(SCOPES).map(([one, says]) => (
              <Link
                key={one}
                to={withQuery(path, search, { scope: one, before: null, before_id: null })}
                {...(one === asked.scope ? { 'aria-current': 'true' as const } : {})}
              >
                {says}
              </Link>
            ))}
          </nav>
        )}
        <TakeAway take={() => call(ledgerSheet, { query: asked })} unit="件" />
      </div>
      <p className="quiet">台账是从案卷里读出来的，不用另外填；结了案、结果核实过的才销号。</p>
      <ListFilters words={false} />
      <Chips name="state" label="按状态筛选" list={LEDGER_STATES} chosen={asked.state} />
      <Chips name="colour" label="按颜色筛选" list={COLOURS} chosen={asked.colour} />
      <Chips name="mark" label="督办、包案" list={MARKS} chosen={asked.mark} />
      {error && <NotFetched error={error} again={() => refetch()} />}
      {isPending && !error && <Waiting />}
      {data && data.lines.length === 0 && (
        <div className="empty">
          <strong>没有符合这些条件的</strong>
          <p>去掉几个条件再看看。</p>
        </div>
      )}
      {data && data.lines.length > 0 && (
        <ul className="ledger-list" aria-label="台账" aria-busy={isPlaceholderData}>
          {data.lines.map((it) => (
            <One key={it.line.file_id} it={it} />
          ))}
        </ul>
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

function Chips<T extends string>({
  name,
  label,
  list,
  chosen,
}: {
  name: string
  label: string
  list: Readonly<Record<T, string>>
  chosen: T | undefined
}) {
  const { path, search } = useAddress()
  const to = (value: string | null) => withQuery(path, search, { [name]: value, before: null, before_id: null })
  return (
    <nav className="chips" aria-label={label}>
      <Link to={to(null)} {...(chosen === undefined ? { 'aria-current': 'true' as const } : {})}>
        {label.replace('筛选', '').replace('按', '')}：全部
      </Link>
      {(Object.entries(list) as [T, string][]).map(([value, says]) => (
        <Link
          key={value}
          to={to(value === chosen ? null : value)}
          {...(value === chosen ? { 'aria-current': 'true' as const } : {})}
        >
          {says}
        </Link>
      ))}
    </nav>
  )
}

/** One matter: what it is and where it stands on the first line, what was done and what is missing beneath. */
function One({ it }: { it: LedgerLine }) {
  const { line, lacking, leader, progress, people_count, amount } = it
  const about = [
    `${people_count} 人`,
    amount && `涉及 ${amount} 元`,
    it.type_says,
    it.group && '群体',
    it.danger && '有激化苗头',
  ]
  return (
    <li className="card">
      <p className="task-head">
        <Link to={`/staff/files/${line.file_id}`}>{line.short_code}</Link>
        <span className="stage" data-weight={it.state === 'struck_off' || it.state === 'gone' ? 'ended' : 'ours'}>
          {it.state_says}
        </span>
        {it.colour && <ColourMark colour={it.colour} says={`${it.colour_says}色`} />}
        {it.supervised && <span className="stage">督办中</span>}
        <strong>{it.people || '还不知道是谁'}</strong>
        <span className="quiet">
          {dayWords(it.found_on)}，{line.place.join('')}
          {it.where && `（${it.where}）`}
        </span>
      </p>
      <p>{line.excerpt}</p>
      <p className="quiet">{about.filter(Boolean).join('；')}</p>
      <p className="quiet">
        牵头 {it.lead_unit}
        {it.other_units && `，协办 ${it.other_units}`}
        {it.handler && `，${it.handler}办`}
        {leader && `，包案 ${leader}`}
        {it.due_on && `，${dayWords(it.due_on)}前办出结果`}
      </p>
      {progress && <p>进展：{sayDaysIn(progress)}</p>}
      {(it.how || it.result) && (
        <p>
          {[
            it.how,
            it.result,
            it.settled_on && `${dayWords(it.settled_on)}达成`,
            it.visits && `回访 ${sayDaysIn(it.visits)}`,
          ]
            .filter(Boolean)
            .join('；')}
        </p>
      )}
      {it.why_not && <p>没有化解：{it.why_not}</p>}
      {lacking.length > 0 && <p className="quiet">销号还差：{lacking.join('；')}</p>}
    </li>
  )
}
