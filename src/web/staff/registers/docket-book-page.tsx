import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type DocketBook, type DocketLine, docketBook, docketSheet } from '#contract/dockets.ts'
import { call } from '#web/lib/call.ts'
import { sayDay } from '#web/lib/dates.ts'
import { useAsked } from '../admin/use-asked.ts'
import { Link } from '../kit/link.tsx'
import { PlainSelect } from '../kit/plain-select.tsx'
import { NotFetched } from '../kit/query-state.tsx'
import { TakeAway } from '../kit/take-away.tsx'
import { Waiting } from '../kit/waiting.tsx'
import { useMe } from '../session/me.ts'

const numberIn = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined
const asked = (of: (name: string) => string | undefined) => {
  const [committee, year, before] = ['committee', 'year', 'before'].map((name) => numberIn(of(name)))
  return {
    book: { ...(committee ? { committee } : {}), ...(year && year >= 2000 && year < 3000 ? { year } : {}) },
    page: before && before <= 1_000_000 ? { before } : {},
  }
}

/** Which book: of which committee of the area, of which year. */
function Choose({ data: { books, book } }: { data: DocketBook }) {
  const { ask } = useAsked()
  const committees = [...new Map(books.map((it) => [it.committee, it.name]))]
  const years = books.filter((it) => it.committee === book?.committee).map((it) => String(it.year))
  return (
    <div className="filters docket-choose">
      <PlainSelect
        aria-label="调委会"
        value={String(book?.committee ?? '')}
        options={committees.map(([id, name]) => ({ value: String(id), says: name }))}
        onChange={(committee) => ask({ committee, year: null, before: null })}
      />
      <PlainSelect
        aria-label="年度"
        value={String(book?.year ?? '')}
        options={years.map((year) => ({ value: year, says: `${year} 年` }))}
        onChange={(year) => ask({ committee: String(book?.committee ?? ''), year, before: null })}
      />
    </div>
  )
}

const Line = ({ line }: { line: DocketLine }) => (
  <tr className={line.voided ? 'docket-voided' : undefined}>
    <td>
      <Link to={`/staff/files/${line.file_id}`}>{line.no}</Link>
      {line.voided && (
        <div className="says-wrong small">
          {sayDay(line.voided.on)} 作废：{line.voided.because}
        </div>
      )}
    </td>
    <td>{sayDay(line.on)}</td>
    <td>{line.people}</td>
    <td>{line.type_says || <span className="quiet">未定</span>}</td>
    <td>{line.source_says}</td>
    <td>{line.result_says}</td>
    <td>{line.closed_on ? sayDay(line.closed_on) : <span className="quiet">没有结案</span>}</td>
  </tr>
)

/** 案件登记簿 (D-21): every docket number of a committee and a year, voided ones with their reason; no gap, or it is said. */
export function DocketBookPage() {
  const me = useMe()
  const { of, to } = useAsked()
  const { book: query, page } = asked(of)
  const { data, error, isPlaceholderData, refetch } = useQuery({
    queryKey: ['docket-book', me.post.id, query, page],
    queryFn: () => call(docketBook, { query: { ...query, ...page } }),
    placeholderData: keepPreviousData,
  })
  const last = data?.lines.at(-1)
  return (
    <>
      <div className="page-head">
        <h1>案件登记簿</h1>
        {data?.book && <TakeAway take={() => call(docketSheet, { query })} unit="条" />}
      </div>
      {error && <NotFetched error={error} again={() => refetch()} />}
      {!data && !error && <Waiting />}
      {data && !data.book && (
        <div className="empty">
          <strong>还没有编过卷号</strong>
          <p>双方都同意、受理调解的时候编号，这里就有了。以前受理的没有卷号，也不补编。</p>
        </div>
      )}
      {data?.book && (
        <>
          <Choose data={data} />
          <p className="quiet docket-says">{data.says}。</p>
          <div className="docket-table">
            <table className="admin-table" aria-label="案件登记簿" aria-busy={isPlaceholderData}>
              <thead>
                <tr>
                  <th scope="col">卷号</th>
                  <th scope="col" className="col-11">
                    受理日期
                  </th>
                  <th scope="col">当事人</th>
                  <th scope="col" className="col-11">
                    类型
                  </th>
                  <th scope="col" className="col-11">
                    来源
                  </th>
                  <th scope="col" className="col-9">
                    结果
                  </th>
                  <th scope="col" className="col-11">
                    结案日期
                  </th>
                </tr>
              </thead>
              <tbody>
                {data.lines.map((line) => (
                  <Line key={line.n} line={line} />
                ))}
              </tbody>
            </table>
          </div>
          {data.more && last && <Link to={to({ before: String(last.n) })}>更早的号</Link>}
        </>
      )}
    </>
  )
}
