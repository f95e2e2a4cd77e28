import { partsOf } from '../disputes/parts.ts'
import { MINUTE, reading } from '../guard-reading.ts'
import type { Guard } from '../guards.ts'
import { capacityOf } from '../identity/capacity.ts'
import { DANGERS } from './inputs.ts'
import { openDangers } from './violence.ts'

/** Legal conditions of danger that was seen. */
export const DANGER_GUARDS = {
  seen_before: ({ now }, input) => {
    if (input === undefined) return null
    const { seen_at } = reading<{ seen_at: string }>(input)
    return seen_at.slice(0, MINUTE) > now.slice(0, MINUTE) ? 'occurred_in_future' : null
  },
  danger_open: (here) => (openDangers(here).length > 0 ? null : 'no_danger_open'),
  /** 涉及未成年人、无行为能力人受侵害的必须报告，谁也不能决定不报 (反家庭暴力法 14；未成年人保护法 11)。 */
  report_may_be_declined: (here) => {
    const dependent = (id: string) =>
      partsOf(here.parts, 'party').some((it) => it.id === id && capacityOf(it.facts.capacity, here.today) !== 'full')
    const must = openDangers(here).some((it) => DANGERS[it.kind].must || it.endangered.some(dependent))
    return must ? 'report_mandatory' : null
  },
  /** 激化风险没有报告、也没有负责人的决定，不能结案 (threats I38)。 */
  danger_answered: (here) => (openDangers(here).length > 0 ? 'danger_not_reported' : null),
} as const satisfies Record<string, Guard>
