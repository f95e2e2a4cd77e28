import type { StaffMediation } from '#contract/mediation.ts'
import { useNow } from '../kit/use-now.ts'
import { shortTime } from '../wording.ts'

const SHOWN = 4

/** Every attempt to reach somebody: when, how, by whom, with what result. The latest first. */
export function Attempts({ attempts }: { attempts: StaffMediation['attempts'] }) {
  const now = useNow()
  if (attempts.length === 0) return null
  const latest = [...attempts].reverse()
  const line = (it: StaffMediation['attempts'][number]) => (
    <li key={`${it.at}${it.party}${it.how}`}>
      <time dateTime={it.at}>{shortTime(it.at, now)}</time>
      <span>
        {it.by}联系{it.party}：{it.how}，<strong>{it.result === 'reached' ? '联系上了' : it.result}</strong>
        {it.note ? `。${it.note}` : ''}
      </span>
    </li>
  )
  return (
    <div className="card-block">
      <h3>
        联系情况 <span className="count">{attempts.length} 次</span>
      </h3>
      <ul className="timed">{latest.slice(0, SHOWN).map(line)}</ul>
      {latest.length > SHOWN && (
        <details>
          <summary>更早的 {latest.length - SHOWN} 次</summary>
          <ul className="timed">{latest.slice(SHOWN).map(line)}</ul>
        </details>
      )}
    </div>
  )
}
