import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { clockRules, holidays, type RuleLine, type StatuteLine } from '#contract/clock-rules.ts'
import { call } from '#web/lib/call.ts'
import { NotFetched } from '../kit/query-state.tsx'
import { Waiting } from '../kit/waiting.tsx'
import { useMe } from '../session/me.ts'
import { CalendarYears } from './calendar-years.tsx'
import { ChangeRule } from './change-rule.tsx'
import { RuleCard } from './rule-card.tsx'
import { RulesTabs } from './rules-tabs.tsx'

const GROUPS: readonly { kind: RuleLine['kind']; title: string; says: string }[] = [
  {
    kind: 'C',
    title: '本县约定的',
    says: '不是法律规定的天数。县司法局先试算、写明理由，可以改，什么时候提醒、提醒谁也可以改；只对以后开始的有效。',
  },
  { kind: 'M', title: '法律规定了最长的', says: '县里只能缩短，不能延长；提醒可以改。' },
  { kind: 'F', title: '法律规定的', says: '期限谁都不能改；什么时候提醒、提醒谁，县司法局可以改。' },
  { kind: 'agreed', title: '当事人或者会商自己定的', says: '日子写在协议、同意书或者会商记录里。' },
]

function Statutes({ lines }: { lines: readonly StatuteLine[] }) {
  return (
    <details className="card">
      <summary>
        <h2 id="statutes">法律里的其他期限（{lines.length} 项）</h2>
      </summary>
      <p className="quiet">
        法院、仲裁、公安、信访、行政机关和当事人自己的期限：系统会算，会写在研判里，不由系统计时催办。
      </p>
      <ul className="rules">
        {lines.map((it) => (
          <li className="rule" key={it.id}>
            <div className="rule-head">
              <h3>{it.says}</h3>
              <strong className="rule-length">{it.length_says}</strong>
              <span className="nature">{it.whose}</span>
            </div>
            <p>
              {it.length_says.startsWith('之前') ? '在' : '自'}
              {it.starts}；{it.counting_says}
              {it.extension && `；${it.extension}`}
              {it.pauses.length > 0 && `；${it.pauses.join('；')}`}
            </p>
            <p className="quiet">
              {it.law}
              {it.unverified && '（原文尚待核对）'}
            </p>
            {it.arguable && <p className="arguable">有两种读法：{it.arguable}</p>}
          </li>
        ))}
      </ul>
    </details>
  )
}

/** Every length there is, with its article; whoever works at the bureau may change what is the county's own. */
export function RulesPage() {
  const me = useMe()
  const [changing, setChanging] = useState<RuleLine | null>(null)
  const rules = useQuery({ queryKey: ['clock-rules', me.post.id], queryFn: () => call(clockRules) })
  const years = useQuery({ queryKey: ['holidays', me.post.id], queryFn: () => call(holidays) })
  if (rules.error) return <NotFetched error={rules.error} again={() => rules.refetch()} />
  if (!rules.data) return <Waiting />
  const { rules: lines, statutes, may_change } = rules.data
  return (
    <>
      <div className="page-head">
        <h1>期限规则</h1>
        <RulesTabs />
      </div>
      <p className="quiet docket-says">每一项从哪天起、多久、依据哪一条。谁都可以看；法律规定的谁也改不了。</p>
      <nav className="jump" aria-label="本页的部分">
        {GROUPS.map(({ kind, title }) => (
          <a key={kind} href={`#rules-${kind}`}>
            {title}
          </a>
        ))}
        <a href="#statutes">法律里的其他期限</a>
        <a href="#years">放假安排</a>
      </nav>
      {GROUPS.map(({ kind, title, says }) => (
        <section className="card" key={kind} aria-labelledby={`rules-${kind}`}>
          <h2 id={`rules-${kind}`}>{title}</h2>
          <p className="quiet">{says}</p>
          <ul className="rules">
            {lines
              .filter((it) => it.kind === kind)
              .map((it) => (
                <RuleCard key={it.id} rule={it} onChange={may_change ? () => setChanging(it) : null} />
              ))}
          </ul>
        </section>
      ))}
      <Statutes lines={statutes} />
      {years.data && <CalendarYears years={years.data.years} mayChange={years.data.may_change} />}
      {changing && <ChangeRule key={changing.id} rule={changing} onClose={() => setChanging(null)} />}
    </>
  )
}
