import type { z } from 'zod'
import { audit, COUNTED, type Counted, type Counts } from '#contract/upkeep.ts'
import { sayDay, sayDayShort, sayInstant } from '#web/lib/dates.ts'
import { Link } from '../kit/link.tsx'
import { asking, ListState, useList } from './list-state.tsx'
import { useAsked } from './use-asked.ts'

type Page = z.output<(typeof audit)['reply']>
const NAMES = Object.keys(COUNTED) as Counted[]

/** The auditor's page: whether the records are what they were, who got in past the product, what was looked at by day and unit. */
export function AuditPage() {
  const { of } = useAsked()
  const list = useList(audit, asking({ day: of('day') }))
  return (
    <>
      <div className="page-head">
        <h1>审计</h1>
        <p className="page-sum">
          记录有没有被改过，有没有人走应急通道，每天每个单位看了什么、拿走了什么：只有件数，没有案件的内容。
        </p>
      </div>
      <ListState list={list}>
        {(page) => (
          <>
            <Records page={page} />
            <Emergencies lines={page.emergencies} />
            <Days page={page} />
            <Units page={page} />
          </>
        )}
      </ListState>
    </>
  )
}

function Records({ page: { verified, verify, sampled, signed } }: { page: Page }) {
  return (
    <section className="upkeep-part" aria-labelledby="records-title">
      <h2 id="records-title">记录有没有被改过</h2>
      <dl className="facts">
        <dt>全部核对</dt>
        <dd>
          {verified === null ? (
            <span className="state-waiting">还没有全部核对过。请系统管理员在服务器上运行 {verify}，建议每天一次。</span>
          ) : (
            <>
              {sayInstant(verified.at)}，{verified.files} 件纠纷、{verified.events ?? 0} 步、{verified.days ?? 0}{' '}
              个签名日：
              <Found findings={verified.findings} />
              {verified.test_time && <span className="quiet small">（测试时间）</span>}
            </>
          )}
        </dd>
        <dt>每小时抽查</dt>
        <dd>
          {sampled.last_at === null ? (
            '还没有抽查过：后台作业启动以后每小时一次。'
          ) : (
            <>
              {verified === null ? '最近 31 天' : '从那以后'}抽查 {sampled.times} 次、{sampled.files} 件，最近一次{' '}
              {sayInstant(sampled.last_at)}：
              <Found findings={sampled.findings} />
            </>
          )}
        </dd>
        <dt>每日总指纹</dt>
        <dd>
          {signed.last_day === null ? '还没有签过名的日子' : `签到 ${sayDay(signed.last_day)}，一共 ${signed.days} 天`}{' '}
          <Link to="/staff/admin/day-heads" className="text-button">
            看、打印
          </Link>
        </dd>
        <dt>公钥指纹</dt>
        <dd>
          <code className="key-print">{signed.key_print}</code>
          <div className="quiet small">和打印出来的总指纹上的一样，才是同一把密钥签的。</div>
        </dd>
      </dl>
    </section>
  )
}

const Found = ({ findings }: { findings: number }) =>
  findings === 0 ? <strong>全部一致</strong> : <strong className="state-bad">发现 {findings} 处不一致</strong>

function Emergencies({ lines }: { lines: Page['emergencies'] }) {
  return (
    <section className="upkeep-part" aria-labelledby="emergencies-title">
      <h2 id="emergencies-title">应急通道</h2>
      {lines.length === 0 ? (
        <p className="quiet">
          最近 31 天没有人用过：没有在服务器上发过应急开通码；每 15 秒量一次，量的时候没有绕过本系统连着数据库的。
        </p>
      ) : (
        <ul className="emergency-list">
          {lines.map(({ id, at, until, what, says }) => (
            <li key={id}>
              <span className="digits">{sayInstant(at)}</span> {says}
              {what === 'direct_login' && (until === null ? '，现在还连着' : `，到 ${sayInstant(until)}`)}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const Heads = ({ first }: { first: string }) => (
  <thead>
    <tr>
      <th scope="col" className="col-14">
        {first}
      </th>
      {NAMES.map((name) => (
        <th scope="col" key={name}>
          {COUNTED[name]}
        </th>
      ))}
    </tr>
  </thead>
)
const Cells = ({ counts }: { counts: Counts }) =>
  NAMES.map((name) => (
    <td key={name} className={counts[name] === 0 ? 'quiet' : undefined}>
      {counts[name] === 0 ? '—' : counts[name]}
    </td>
  ))

/** Days on which nothing happened are left out, but for today and the day that is shown. */
function Days({ page: { days, today, day } }: { page: Page }) {
  const { to } = useAsked()
  const shown = days.filter(
    (it) => it.day === today || it.day === day || it.emergencies > 0 || NAMES.some((name) => it.counts[name] > 0),
  )
  return (
    <section className="upkeep-part" aria-labelledby="days-title">
      <h2 id="days-title">最近 31 天</h2>
      <table className="admin-table audit-table">
        <Heads first="哪一天" />
        <tbody>
          {shown.map((it) => (
            <tr key={it.day} aria-current={it.day === day ? 'date' : undefined}>
              <td className="digits">
                <Link to={to({ day: it.day === today ? null : it.day })}>{sayDayShort(it.day)}</Link>
                {it.emergencies > 0 && <div className="state-bad small">应急通道 {it.emergencies} 次</div>}
              </td>
              <Cells counts={it.counts} />
            </tr>
          ))}
        </tbody>
      </table>
      <p className="quiet small">
        没有写出来的日子，一件也没有。“外单位查看”是负责单位和参与单位以外的人打开案卷（例如上级看本辖区的），不一定不对，多了要问一问。
      </p>
    </section>
  )
}

function Units({ page: { day, units } }: { page: Page }) {
  return (
    <section className="upkeep-part" aria-labelledby="units-title">
      <h2 id="units-title">{sayDay(day)}，各单位</h2>
      {units.length === 0 ? (
        <p className="quiet">这一天没有敏感操作。</p>
      ) : (
        <table className="admin-table audit-table">
          <Heads first="单位" />
          <tbody>
            {units.map(({ unit_name, counts }) => (
              <tr key={unit_name}>
                <td>{unit_name}</td>
                <Cells counts={counts} />
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
