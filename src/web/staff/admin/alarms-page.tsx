import { alarmHistory } from '#contract/upkeep.ts'
import { LEVELS } from '#domain/upkeep/conditions.ts'
import { sayInstant } from '#web/lib/dates.ts'
import { Link } from '../kit/link.tsx'
import { OlderPages } from '../kit/older-pages.tsx'
import { asking, Empty, ListState, useList } from './list-state.tsx'
import { useAsked } from './use-asked.ts'

/** Every alarm there was: from when until when, and who saw it. */
export function AlarmsPage() {
  const { of, to } = useAsked()
  const before = of('before')
  const list = useList(alarmHistory, asking({ before }))
  return (
    <>
      <div className="page-head">
        <h1>告警记录</h1>
        <p className="page-sum">
          每一次告警从什么时候起、到什么时候止、谁看到的。{' '}
          <Link to="/staff/admin/upkeep" className="text-button">
            回到系统状况
          </Link>
        </p>
      </div>
      <ListState list={list}>
        {({ lines, more }) =>
          lines.length === 0 ? (
            <Empty title="没有告警过" says="以后有一项不好，就会记在这里。" />
          ) : (
            <>
              <table className="admin-table hand-table alarm-table" aria-label="告警记录">
                <thead>
                  <tr>
                    <th scope="col" className="col-time">
                      从
                    </th>
                    <th scope="col" className="col-time">
                      到
                    </th>
                    <th scope="col" className="col-7">
                      轻重
                    </th>
                    <th scope="col">什么事</th>
                    <th scope="col" className="col-name">
                      谁看到的
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {lines.map((it) => (
                    <tr key={it.id}>
                      <td className="digits">
                        {sayInstant(it.since)}
                        {it.test_time && <div className="quiet small">测试时间</div>}
                      </td>
                      <td className={it.until === null ? 'digits alarm-stands' : 'digits'}>
                        {it.until === null ? '还在告警' : sayInstant(it.until)}
                      </td>
                      <td className={it.level === 'wrong' ? 'state-bad' : 'state-waiting'}>{LEVELS[it.level]}</td>
                      <td>
                        <strong>{it.name}</strong>
                        <div>{it.says}</div>
                        {it.worst !== null && <div className="quiet">最重的时候：{it.worst}</div>}
                      </td>
                      <td>
                        {it.acknowledged_at === null ? (
                          <span className="quiet">没有人点过“看到了”</span>
                        ) : (
                          <>
                            {it.acknowledged_by}
                            <div className="quiet small">{sayInstant(it.acknowledged_at)}</div>
                          </>
                        )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
              <OlderPages
                newest={before ? to({ before: null }) : null}
                older={more ? to({ before: lines.at(-1)?.id ?? null }) : null}
              />
            </>
          )
        }
      </ListState>
    </>
  )
}
