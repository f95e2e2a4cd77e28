import type { Day } from '../clocks/calendar.ts'
import { ruleOn } from '../clocks/rule-book.ts'
import { dueOn } from '../clocks/rules.ts'
import type { Here } from '../step.ts'
import { partsOf } from './parts.ts'

/**
 * The last day on which a matter that comes up again goes on under its own code (T-61); null where nobody knows when it was
 * closed. A file closed by an older release tells it by the clock of its closing. Counted by the length of the day it was closed: a shorter one
 * chosen since takes nothing from it.
 */
export function reboundUntil(here: Pick<Here, 'parts' | 'clocks' | 'rules' | 'calendar'>): Day | null {
  const closed =
    partsOf(here.parts, 'dispute')[0]?.facts.closed_on ??
    here.clocks
      .filter((clock) => clock.rule === 'R-31')
      .map((clock) => clock.due_on)
      .sort()
      .at(-1)
  return closed === undefined ? null : dueOn(ruleOn(here.rules, 'T-61', closed), closed, 0, here.calendar)
}
