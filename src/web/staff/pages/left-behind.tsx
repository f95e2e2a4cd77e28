import { useQuery } from '@tanstack/react-query'
import { leftBehindHere } from '#contract/successions.ts'
import { DIRECTING_ROLES } from '#domain/organisations/words.ts'
import { call } from '#web/lib/call.ts'
import { sayDay } from '#web/lib/dates.ts'
import { useMe } from '../session/me.ts'

/** Once an hour is often enough for something that runs out by the day. */
const FRESH = 3_600_000

/** Before the head of a unit: whose post ran out with something still theirs. What is to be done, and by whom. */
export function LeftBehindHere() {
  const me = useMe()
  const heads = DIRECTING_ROLES.includes(me.post.role)
  const { data } = useQuery({
    queryKey: ['left_behind', me.post.id],
    queryFn: () => call(leftBehindHere),
    staleTime: FRESH,
    enabled: heads,
  })
  const lines = data?.lines ?? []
  if (lines.length === 0) return null
  return (
    <section className="hand-choose" aria-label="到期未交接">
      <h3>到期未交接 {lines.length} 人</h3>
      <p className="quiet small">
        岗位到期了，手上还有事。期限已经回到本单位；在调解的请“更换调解员”，要一次交清的请管理员办“交接”。
      </p>
      <ul>
        {lines.map((one) => (
          <li key={one.person_id}>
            {one.name}{' '}
            <span className="quiet">
              {sayDay(one.until)}到期；{one.duties} 项期限，{one.mediations} 件正在调解
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
