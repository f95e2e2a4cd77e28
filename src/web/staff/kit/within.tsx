import { useQuery } from '@tanstack/react-query'
import { clockRules } from '#contract/clock-rules.ts'
import { within } from '#domain/clocks/rule-book.ts'
import type { ClockRuleId } from '#domain/clocks/rules.ts'
import { call } from '#web/lib/call.ts'
import { useMe } from '../session/me.ts'

const KEPT = 600_000

/**
 * Within how long something that begins now is due, as the county has it today: 3 个工作日内. A form that wrote a number of its own would
 * be wrong the day the bureau chooses another.
 */
export function Within({ rule }: { rule: ClockRuleId }) {
  const me = useMe()
  const { data } = useQuery({
    queryKey: ['clock-rules', me.post.id],
    queryFn: () => call(clockRules),
    staleTime: KEPT,
  })
  const found = data?.rules.find(({ id }) => id === rule)
  return <>{found ? within(found) : '在期限内'}</>
}
