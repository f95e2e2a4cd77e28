import { administrationLog, type LogLine } from '#contract/administration.ts'
import { CHANGES } from '#domain/organisations/inputs.ts'
import { sayInstant } from '#web/lib/dates.ts'
import { OlderPages } from '../kit/older-pages.tsx'
import { WordFilter, WordsFilter } from './filters.tsx'
import { asking, Empty, ListState, useList } from './list-state.tsx'
import { oneOf, useAsked } from './use-asked.ts'

/** What administrators did: who, when, what, from what to what, why. Nobody can change it. */
export function LogPage() {
  const { of, to } = useAsked()
  const before = of('before')
  const change = oneOf(CHANGES, of('change'))
  const words = of('words')
  const list = useList(administrationLog, asking({ words, change, before }))
  return (
    <>
      <div className="page-head">
        <h1>变更记录</h1>
        <p className="page-sum">
          地方、单位、人员、岗位的每一次变更。只增不改，三个管理岗位都看得到；里面没有纠纷，也没有密码和开通码。
        </p>
      </div>
      <div className="admin-filters">
        <WordsFilter label="按对象、理由或经办人查记录" hint="改的是谁、理由、经办人" />
        <WordFilter name="change" label="全部变更" words={CHANGES} />
      </div>
      <ListState list={list}>
        {({ lines, more }) =>
          lines.length > 0 ? (
            <>
              <table className="admin-table" aria-label="变更记录">
                <thead>
                  <tr>
                    <th scope="col" className="col-14">
                      时间
                    </th>
                    <th scope="col" className="col-8">
                      经办人
                    </th>
                    <th scope="col">做了什么</th>
                    <th scope="col">从什么改成什么</th>
                    <th scope="col" className="col-third">
                      为什么
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {lines.map((line) => (
                    <tr key={line.id}>
                      <td className="digits">
                        <time dateTime={line.at}>{sayInstant(line.at)}</time>
                        {line.test_time && <div className="quiet small">测试时间</div>}
                      </td>
                      <td>{line.by}</td>
                      <td>
                        <strong>{line.change_says}</strong>
                        <div>{line.about}</div>
                      </td>
                      <td>
                        <Fields line={line} />
                      </td>
                      <td className="verbatim">{line.reason}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
              <OlderPages
                newest={before ? to({ before: null }) : null}
                older={more ? to({ before: lines.at(-1)?.id ?? null }) : null}
              />
            </>
          ) : (
            <Empty
              title={words || change ? '没有找到' : '还没有变更'}
              says={words || change ? '请放宽上面的条件，或换几个字。' : '系统管理员做的每一次变更都会记在这里。'}
            />
          )
        }
      </ListState>
    </>
  )
}

function Fields({ line }: { line: LogLine }) {
  if (line.fields.length === 0) return <span className="quiet">—</span>
  return (
    <dl className="log-fields">
      {line.fields.map(({ field, before, after }) => (
        <div key={field}>
          <dt>{field}</dt>
          <dd>
            {before !== null && after !== null ? (
              <>
                <span className="log-before">{before || '（空）'}</span>
                <span className="quiet"> → </span>
                {after || '（空）'}
              </>
            ) : (
              (after ?? <span className="log-before">{before}</span>) || '（空）'
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
