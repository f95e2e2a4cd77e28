import { Button } from 'antd'
import { useState } from 'react'
import type { YearLine } from '#contract/clock-rules.ts'
import { sayInstant } from '#web/lib/dates.ts'
import { EnterHolidays } from './enter-holidays.tsx'

const short = (day: string): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`

/** Days in a row together: 2月5日、8日至10日 reads better than ten dates. */
function inRuns(days: readonly string[]): string {
  const runs: [string, string][] = []
  for (const day of days) {
    const last = runs.at(-1)
    const next = last && new Date(Date.parse(`${last[1]}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
    if (last && next === day) last[1] = day
    else runs.push([day, day])
  }
  return runs.map(([from, to]) => (from === to ? short(from) : `${short(from)}至${short(to)}`)).join('、')
}

/** The years' holidays, with the notice each comes from; the one that is not out yet says so. */
export function CalendarYears({ years, mayChange }: { years: readonly YearLine[]; mayChange: boolean }) {
  const [entering, setEntering] = useState(false)
  return (
    <section className="card rules-years" aria-labelledby="years">
      <div className="rule-head">
        <h2 id="years">放假安排</h2>
        {mayChange && <Button onClick={() => setEntering(true)}>录入放假通知</Button>}
      </div>
      <p className="quiet">
        工作日和节假日顺延照国务院办公厅的通知算。通知改了，正在计的期限逐件重新计算，写进各件的经过；起算的日子不动。
      </p>
      <ul className="plain-list">
        {years.map((it) => (
          <li key={it.year}>
            <h3>
              {it.year} 年
              {it.status === 'provisional' && <span className="nature provisional">还没有公布，暂按法定节日算</span>}
            </h3>
            <p>{it.source}</p>
            <p className="quiet">
              工作日放假：{inRuns(it.days_off)}
              {it.days_on.length > 0 && `；周末上班：${inRuns(it.days_on)}`}
            </p>
            {it.entered && (
              <p className="quiet">
                {sayInstant(it.entered.at)}由{it.entered.by}录入（{it.entered.reason}），
                {it.entered.done ? '已经全部重新计算' : '正在重新计算'}，改了日子的 {it.entered.moved} 项
              </p>
            )}
          </li>
        ))}
      </ul>
      {entering && <EnterHolidays years={years} onClose={() => setEntering(false)} />}
    </section>
  )
}
