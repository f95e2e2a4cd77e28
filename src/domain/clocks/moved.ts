import type { Clock } from '../disputes/parts.ts'
import type { Here } from '../step.ts'
import type { Day } from './calendar.ts'
import { recounted } from './recount.ts'
import { ruleAsStarted } from './rule-book.ts'

/** The running clocks whose day is another by the calendar in force, with that day. */
export const movedClocks = (
  here: Pick<Here, 'clocks' | 'rules' | 'calendar' | 'today'>,
): { clock: Clock; day: Day }[] =>
  here.clocks.flatMap((clock) => {
    const rule = clock.state === 'running' ? ruleAsStarted(here.rules, clock.rule, clock.rule_version) : undefined
    if (!rule) return []
    const day = recounted(rule, clock, here.today, here.calendar)
    return day === clock.due_on ? [] : [{ clock, day }]
  })
