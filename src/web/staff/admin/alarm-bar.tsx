import { standingAlarms } from '#contract/upkeep.ts'
import { Link } from '../kit/link.tsx'
import { useAddress } from '../router.ts'
import { asking, useList } from './list-state.tsx'

/** With the sweep's fifteen seconds an incident stands before an administrator within a minute. Milliseconds. */
export const ASK_AGAIN = 20_000
const AT_ONCE = 2

/** What is amiss on one's own desk, on every page; on the page that tells all of it, it is not said twice. */
export function AlarmBar() {
  const { path } = useAddress()
  const { data } = useList(standingAlarms, asking({}), ASK_AGAIN)
  const open = (data?.alarms ?? []).filter(
    ({ acknowledged_at, level }) => level === 'wrong' || acknowledged_at === null,
  )
  if (open.length === 0 || path === '/staff/admin/upkeep') return null
  return (
    <aside className="alarm-bar" data-level={open[0]?.level} role="status" aria-label="告警">
      <ul>
        {open.slice(0, AT_ONCE).map(({ id, name, says }) => (
          <li key={id}>
            <strong>{name}</strong>：{says}
          </li>
        ))}
      </ul>
      <Link to="/staff/admin/upkeep">
        {open.length > AT_ONCE ? `还有 ${open.length - AT_ONCE} 项，看怎么办` : '看怎么办'}
      </Link>
    </aside>
  )
}
