import { Button } from 'antd'
import type { RuleLine } from '#contract/clock-rules.ts'
import { sayDay } from '#web/lib/dates.ts'

const SHORT: Record<RuleLine['kind'], string> = { F: '法定期限', M: '法定最长', C: '本县约定', agreed: '约定的日子' }

const howCounted = ({ starts, amount, unit }: RuleLine): string =>
  unit === null || amount === 0
    ? `从${starts}算`
    : unit === 'minute' || unit === 'hour'
      ? `自${starts}起，夜里和节假日也算`
      : `自${starts}起，当日不算`

/** One rule: what, from when, how long, under which article, who is warned, and every length it ever had. */
export function RuleCard({ rule, onChange }: { rule: RuleLine; onChange: (() => void) | null }) {
  const { editions, warns, why_fixed, why_warns_fixed, notes } = rule
  const words = why_fixed === null ? '改期限' : '改提醒'
  return (
    <li className="rule" id={rule.id}>
      <div className="rule-head">
        <h3>{rule.says}</h3>
        <strong className="rule-length">{rule.length_says}</strong>
        <span className="nature">{SHORT[rule.kind]}</span>
        {onChange && (why_fixed === null || why_warns_fixed === null) && (
          <Button size="small" onClick={onChange} aria-label={`${words}：${rule.says} ${rule.length_says}`}>
            {words}
          </Button>
        )}
      </div>
      <p>
        {howCounted(rule)}
        {rule.rolls_forward && '；最后一天放假的，顺延到上班第一天'}
      </p>
      <p className="quiet">{rule.duty.join('；')}</p>
      <details className="rule-more">
        <summary>
          {editions.length > 1 ? `改过 ${editions.length - 1} 次，` : ''}怎么提醒
          <span className="unseen">：{rule.says}</span>
        </summary>
        <p>{rule.length_from}</p>
        {notes.map((note) => (
          <p key={note}>{note}</p>
        ))}
        {why_fixed !== null && <p>{why_fixed}</p>}
        {warns.length > 0 ? (
          <ul className="plain-list">
            {warns.map(({ says, to }) => (
              <li key={says}>
                {says}：提醒{to}
              </li>
            ))}
          </ul>
        ) : (
          <p>由当事人自己办或者自己决定，不催任何单位。</p>
        )}
        {editions.length > 1 && (
          <ol className="rule-editions">
            {editions.map((it) => (
              <li key={it.version}>
                <strong>
                  第 {it.edition} 版 · {it.length_says}
                </strong>
                {it.from_on ? ` · ${sayDay(it.from_on)}起，${it.by}` : ' · 系统自带'}
                {it.running !== null && it.running > 0 && ` · ${it.running} 项还在按它计`}
                {it.warns_say && <div className="quiet">{it.warns_say}</div>}
                {it.reason && <div className="verbatim">{it.reason}</div>}
                {it.tried && (
                  <div className="quiet">
                    改以前试算：过去十二个月的 {it.tried.clocks} 项，照它会有 {it.tried.late_then} 项超期，原来是{' '}
                    {it.tried.late_now} 项
                    {it.tried.half_then !== null &&
                      `；第一次提醒 ${it.tried.half_then} 项（原来 ${it.tried.half_now}），第二次 ${it.tried.most_then} 项（原来 ${it.tried.most_now}）`}
                  </div>
                )}
              </li>
            ))}
          </ol>
        )}
        <p className="quiet">编号 {rule.id}</p>
      </details>
    </li>
  )
}
