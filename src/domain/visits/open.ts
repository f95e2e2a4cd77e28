import { ruleInForce } from '../clocks/rule-book.ts'
import { dueOn } from '../clocks/rules.ts'
import type { Consequence } from '../disputes/consequences.ts'
import { owedOnTask } from '../disputes/held.ts'
import { startClock, stopClocks } from '../disputes/make.ts'
import type { Part, VisitFacts } from '../disputes/parts.ts'
import type { Here } from '../step.ts'
import { type NextVisit, VISIT_RULES } from './schedule.ts'

/** A return visit that is owed under the task of its agreement, with its clock (T-60). */
export function openVisit(
  here: Here,
  next: () => string,
  facts: Omit<VisitFacts, 'due_on' | 'found'>,
  when: NextVisit,
  taskId: string,
): Consequence[] {
  const id = next()
  const owes = owedOnTask(here, taskId, facts.unit_id)
  const due_on = dueOn(ruleInForce(here.rules, when.rule), when.from, 0, here.calendar)
  return [
    { kind: 'open_part', part: 'visit', id, status: 'due', facts: { ...facts, due_on } },
    startClock(here, next(), when.rule, { part: 'visit', id }, owes, 'record_visit', when.from),
  ]
}

/** The visit was made, or nobody was reached: whichever of its rules it ran under. */
export const stopVisitClock = (here: Here, visit: Part<'visit'>): Consequence[] =>
  VISIT_RULES.flatMap((rule) => stopClocks(here, rule, visit))
