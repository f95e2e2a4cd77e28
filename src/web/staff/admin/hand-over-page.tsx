import { type SuccessionLine, successions } from '#contract/successions.ts'
import { sayDay, sayInstant } from '#web/lib/dates.ts'
import { Link } from '../kit/link.tsx'
import { useMe } from '../session/me.ts'
import { Pager } from './filters.tsx'
import { KINDS_SAY, type KindOf, KindTabs } from './hand-over-parts.tsx'
import { HandOverPerson } from './hand-over-person.tsx'
import { RecodePlace } from './hand-over-place.tsx'
import { HandOverUnit } from './hand-over-unit.tsx'
import { Empty, ListState, useList } from './list-state.tsx'
import { SuccessionView } from './succession-view.tsx'
import { oneOf, useAsked } from './use-asked.ts'

/** Somebody leaves, a unit gives way, a village gets a new code: everything goes over in one act, and nothing is left behind. */
export function HandOverPage() {
  const may = useMe().post.role === 'system_administrator'
  const { of, page } = useAsked()
  const kind: KindOf = oneOf(KINDS_SAY, of('kind')) ?? 'person'
  const id = of('id')
  if (id) return <SuccessionView id={id} />
  return (
    <>
      <div className="page-head">
        <h1>交接</h1>
        <p className="page-sum">
          有人离开、单位合并、村换代码，手上的案卷和期限一次交清，起算和到期的日子不动。这里只有件数和编号，看不到纠纷的内容。
        </p>
      </div>
      <KindTabs kind={kind} />
      <div className="hand-card">
        {kind === 'person' && <HandOverPerson may={may} />}
        {kind === 'unit' && <HandOverUnit may={may} />}
        {kind === 'place' && <RecodePlace may={may} />}
      </div>
      <Done page={page} />
    </>
  )
}

/** What was handed over before, and who was forgotten. */
function Done({ page }: { page: number }) {
  const list = useList(successions, { page })
  const { to } = useAsked()
  return (
    <ListState list={list}>
      {({ lines, total, forgotten }) => (
        <>
          {forgotten.length > 0 && (
            <section className="hand-choose" aria-label="到期未交接">
              <h3>到期未交接 {forgotten.length} 人</h3>
              <p className="quiet small">
                岗位到期了，手上还有事。期限已经自动回到单位，没有丢；正在调解的要有人接。请办交接，落到人。
              </p>
              <ul>
                {forgotten.map((one) => (
                  <li key={`${one.person_id} ${one.unit_id}`}>
                    <Link
                      to={`/staff/admin/hand-over?person=${one.person_id}&unit=${one.unit_id}`}
                    >{`${one.name}（${one.unit_name}）`}</Link>{' '}
                    <span className="quiet">
                      {sayDay(one.until)}到期；{one.duties} 项期限，{one.mediations} 件正在调解
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          )}
          <h2 className="hand-done">办过的交接</h2>
          {lines.length > 0 ? (
            <>
              <table className="admin-table hand-table" aria-label="办过的交接">
                <thead>
                  <tr>
                    <th scope="col" className="col-14">
                      时间
                    </th>
                    <th scope="col">谁交给谁</th>
                    <th scope="col" className="col-11">
                      进度
                    </th>
                    <th scope="col" className="col-third">
                      为什么
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {lines.map((line) => (
                    <tr key={line.id}>
                      <td className="digits">
                        <Link to={to({ id: line.id })}>{sayInstant(line.at)}</Link>
                        <div className="quiet small">{line.by}</div>
                      </td>
                      <td>
                        <div className="quiet small">{line.kind_says}</div>
                        {line.from_says} <span className="quiet">→</span> <strong>{line.to_says}</strong>
                      </td>
                      <td>
                        <Far line={line} />
                      </td>
                      <td className="verbatim">{line.reason}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
              <Pager total={total} what="次" />
            </>
          ) : (
            <Empty title="还没有办过交接" says="办过的每一次都在这里，可以看进度、打印清单。" />
          )}
        </>
      )}
    </ListState>
  )
}

const Far = ({ line: { done, total, finished_at } }: { line: SuccessionLine }) =>
  finished_at ? (
    <>{total} 件，已交清</>
  ) : (
    <span className="state-waiting">
      {done} / {total} 件
    </span>
  )
