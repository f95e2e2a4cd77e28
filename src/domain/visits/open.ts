import type { Day } from '../clocks/calendar.ts'
import { CLOCK_RULES, dueOn } from '../clocks/rules.ts'
import type { Consequence } from '../disputes/consequences.ts'
import { owedOnTask } from '../disputes/held.ts'
import { startClock } from '../disputes/make.ts'
import type { VisitFacts } from '../disputes/parts.ts'
import type { Here } from '../step.ts'

/** A return visit that is owed under a task, with its clock (T-60), counted from a day. */
export function openVisit(
  here: Here,
  next: () => string,
  facts: Omit<VisitFacts, 'due_on' | 'found'>,
  taskId: string,
  from: Day,
): Consequence[] {
  const id = next()
  const owes = owedOnTask(here, taskId, facts.unit_id)
  const due_on = dueOn(CLOCK_RULES['T-60'], from, 0, here.calendar)
  return [
    { kind: 'open_part', part: 'visit', id, status: 'due', facts: { ...facts, due_on } },
    startClock(here, next(), 'T-60', { part: 'visit', id }, owes, 'record_visit', from),
  ]
}
