import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import type { z } from 'zod'
import { type Alarm, acknowledgeAlarm, type ConditionLine, upkeep } from '#contract/upkeep.ts'
import { GROUPS, type Group, LEVELS } from '#domain/upkeep/conditions.ts'
import { sayDay, sayInstant } from '#web/lib/dates.ts'
import { Link } from '../kit/link.tsx'
import { TroubleNote } from '../kit/trouble.tsx'
import { useSubmit } from '../kit/use-submit.ts'
import { ASK_AGAIN } from './alarm-bar.tsx'
import { asking, ListState, useList } from './list-state.tsx'

type Page = z.output<(typeof upkeep)['reply']>

/** How the installation fares: what is amiss and what to do, every condition, the last backups, the counts beside. */
export function UpkeepPage() {
  const list = useList(upkeep, asking({}), ASK_AGAIN)
  return (
    <>
      <div className="page-head">
        <h1>系统状况</h1>
        <p className="page-sum">
          每 15 秒量一遍，不好的一分钟之内在这里告警，好了自己消失。里面没有案件的内容。{' '}
          <Link to="/staff/admin/alarms" className="text-button">
            看告警记录
          </Link>
        </p>
      </div>
      <ListState list={list}>{(page) => <Whole page={page} />}</ListState>
    </>
  )
}

function Whole({ page }: { page: Page }) {
  const { alarms, lines, old, measured_at } = page
  return (
    <>
      <p className="upkeep-sum" data-level={old || measured_at === null ? 'wrong' : (alarms[0]?.level ?? 'fine')}>
        <strong>{sumOf(page)}</strong>
        {measured_at !== null && <span>{sayInstant(measured_at)} 量的</span>}
      </p>
      {alarms.length > 0 && (
        <ul className="alarm-list" aria-label="正在告警的">
          {alarms.map((alarm) => (
            <Standing key={alarm.id} alarm={alarm} line={lines.find((it) => it.condition === alarm.condition)} />
          ))}
        </ul>
      )}
      <div className="upkeep-groups">
        {(Object.keys(GROUPS) as Group[]).map((group) => (
          <section key={group} className="upkeep-group" aria-label={GROUPS[group]}>
            <h2>{GROUPS[group]}</h2>
            <ul>
              {lines
                .filter((it) => it.group === group)
                .map((line) => (
                  <Line key={line.condition} line={line} />
                ))}
            </ul>
          </section>
        ))}
      </div>
      <Runs runs={page.runs} />
      <Overdue page={page} />
      <Versions {...page.figures} />
    </>
  )
}

function sumOf({ alarms, old, measured_at }: Page): string {
  if (measured_at === null) return '还没有量过：后台作业没有启动。'
  if (old) return '后台作业没有动静，下面的数是以前量的。'
  if (alarms.length === 0) return '都正常。'
  const wrong = alarms.filter(({ level }) => level === 'wrong').length
  const warning = alarms.length - wrong
  return `${[wrong > 0 && `${wrong} 项出错`, warning > 0 && `${warning} 项提醒`].filter(Boolean).join('，')}。`
}

/** One alarm: what is amiss, what to do, since when, and who saw it. */
function Standing({ alarm, line }: { alarm: Alarm; line: ConditionLine | undefined }) {
  const { level, name, says, worst, todo, since, acknowledged_at, acknowledged_by, mine, id } = alarm
  const { submit, busy, trouble } = useSubmit(acknowledgeAlarm)
  const queries = useQueryClient()
  return (
    <li data-level={level}>
      <p className="alarm-name">
        <span className="alarm-level">{LEVELS[level]}</span>
        <strong>{name}</strong>
        <span className="quiet small">{sayInstant(since)} 起</span>
      </p>
      <p>{says}</p>
      {worst !== null && <p className="quiet">最重的时候：{worst}</p>}
      <p className="alarm-todo">{todo}</p>
      {line && <Steps line={line} />}
      <p className="alarm-foot quiet small">
        {acknowledged_at !== null ? (
          `${acknowledged_by} ${sayInstant(acknowledged_at)} 看到了`
        ) : mine ? (
          <Button
            size="small"
            loading={busy}
            onClick={async () => {
              if (await submit({ params: { alarm_id: id }, body: {} }))
                await queries.invalidateQueries({ queryKey: ['administration'] })
            }}
          >
            看到了，我来处理
            <span className="unseen">：{name}</span>
          </Button>
        ) : (
          `归${line?.desks ?? ''}处理`
        )}
      </p>
      {trouble && <TroubleNote trouble={trouble} />}
    </li>
  )
}

/** What to do if the first sentence was not enough. */
function Steps({ line }: { line: ConditionLine }) {
  return (
    <details className="alarm-steps">
      <summary>还不行，再怎么办</summary>
      <ol>
        {line.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p className="quiet small">同样的话在《运行和管理》“告警”一节里，可以打印出来放在机房。</p>
    </details>
  )
}

const STATES = { fine: '正常', warning: '提醒', wrong: '出错', absent: '没有', unmeasured: '没有量到' } as const

/** What is amiss stands above in full: here it is only found in its place. */
function Line({ line }: { line: ConditionLine }) {
  const isAmiss = line.state === 'warning' || line.state === 'wrong'
  return (
    <li data-state={line.state}>
      <span className="upkeep-state">{STATES[line.state]}</span>
      <span className="upkeep-name">{line.name}</span>
      <span className="upkeep-says">{isAmiss ? '见上面的告警。' : line.says}</span>
    </li>
  )
}

const KINDS = { backup: '备份', drill: '恢复演练' } as const
const OUTCOMES = { running: '正在做', done: '做成了', failed: '没有做成' } as const

/** Bytes as an administrator reads them. */
export function sayBytes(bytes: number): string {
  const steps = ['字节', 'KB', 'MB', 'GB', 'TB']
  let [size, at] = [bytes, 0]
  while (size >= 1024 && at < steps.length - 1) {
    size /= 1024
    at += 1
  }
  return `${size >= 10 || at === 0 ? Math.round(size) : size.toFixed(1)} ${steps[at]}`
}

function Runs({ runs }: Pick<Page, 'runs'>) {
  return (
    <section className="upkeep-part" aria-labelledby="runs-title">
      <h2 id="runs-title">最近的备份和恢复演练</h2>
      {runs.length === 0 ? (
        <p className="quiet">
          一次也没有做过。请照《运行和管理》“备份和恢复”一节，设 BACKUP_DIR、做密钥，先备份一次；以后系统每天自己做。
        </p>
      ) : (
        <table className="admin-table">
          <thead>
            <tr>
              <th scope="col" className="col-time">
                开始
              </th>
              <th scope="col" className="col-9">
                做什么
              </th>
              <th scope="col" className="col-9">
                结果
              </th>
              <th scope="col" className="col-8">
                大小
              </th>
              <th scope="col">说明</th>
            </tr>
          </thead>
          <tbody>
            {runs.map(({ id, kind, outcome, began_at, bytes, says }) => (
              <tr key={id}>
                <td className="digits">{sayInstant(began_at)}</td>
                <td>{KINDS[kind]}</td>
                <td className={outcome === 'failed' ? 'state-bad' : undefined}>{OUTCOMES[outcome]}</td>
                <td>{bytes === null ? '—' : sayBytes(bytes)}</td>
                <td>{says || '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

/** Duties over their day: nothing of the machine's, and nothing an administrator can settle; whom to talk to is all. */
function Overdue({ page: { overdue, figures } }: { page: Page }) {
  return (
    <section className="upkeep-part" aria-labelledby="overdue-title">
      <h2 id="overdue-title">过了期限还没办的</h2>
      {overdue.length === 0 ? (
        <p className="quiet">没有。</p>
      ) : (
        <>
          <p>
            全县 {figures.overdue ?? overdue.reduce((sum, { duties }) => sum + duties, 0)}{' '}
            项。各单位自己的待办里都看得到，系统也提醒过；您不用动手，连着很多天的，请单位的负责人看看是不是缺人。
          </p>
          <table className="admin-table upkeep-overdue">
            <thead>
              <tr>
                <th scope="col">单位</th>
                <th scope="col" className="col-8">
                  几项
                </th>
                <th scope="col" className="col-14">
                  最早的到期日
                </th>
              </tr>
            </thead>
            <tbody>
              {overdue.map(({ unit_name, duties, oldest }) => (
                <tr key={unit_name}>
                  <td>{unit_name}</td>
                  <td>{duties}</td>
                  <td className="digits">{sayDay(oldest)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  )
}

function Versions({ version, migrations, database_version, database_size }: Page['figures']) {
  return (
    <dl className="facts upkeep-part">
      <dt>版本</dt>
      <dd>
        枫桥 {version}，数据库结构第 {migrations} 项
      </dd>
      <dt>数据库</dt>
      <dd>
        {database_version === null ? '还没有量到' : `PostgreSQL ${database_version}`}
        {database_size !== null && `，${sayBytes(database_size)}`}
      </dd>
    </dl>
  )
}
