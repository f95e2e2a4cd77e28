import type { Here } from '../step.ts'
import { type Clock, type Owing, type Part, type PartKind, partsOf } from './parts.ts'

type On = { part: PartKind; id: string }

/** The task a part belongs to, as the file now stands; undefined for the dispute, its people, and what is only being opened. */
function taskIdOf({ parts }: Pick<Here, 'parts'>, on: On): string | undefined {
  if (on.part === 'task') return on.id
  const part = parts.find((it) => it.id === on.id)
  if (part?.part === 'mediation' || part?.part === 'agreement') return part.facts.task_id
  if (part?.part !== 'obligation' && part?.part !== 'visit') return undefined
  return partsOf(parts, 'agreement').find((it) => it.id === part.facts.agreement_id)?.facts.task_id
}

/** Whether a clock is about this task or something that came of it: its mediation, agreement, obligations, visits. */
export const isUnderTask = (here: Pick<Here, 'parts'>, clock: Pick<Clock, 'part' | 'part_id'>, task: On): boolean =>
  taskIdOf(here, { part: clock.part, id: clock.part_id }) === task.id

/**
 * Who owes a duty that begins: where somebody of the unit took its task on, she does, for her unit. What is about the dispute
 * itself or its people stays with the unit.
 */
export function owedUnder(here: Pick<Here, 'parts'>, on: On, owes: Owing): Owing {
  if (!('unit' in owes) || on.part === 'dispute' || on.part === 'party') return owes
  const taskId = taskIdOf(here, on)
  const tasks = partsOf(here.parts, 'task').filter((it) => it.facts.unit_id === owes.unit)
  // What is being opened in this very step comes of the task its unit is carrying.
  const task = taskId === undefined ? tasks.at(-1) : tasks.find((it) => it.id === taskId)
  const person = task?.facts.held_by?.person_id
  return person === undefined ? owes : { person, for_unit: owes.unit }
}

/** The file as it is once nobody holds this task any more. */
export const heldByNobody = (here: Here, task: Part<'task'>): Here => ({
  ...here,
  parts: here.parts.map((it) =>
    it.part === 'task' && it.id === task.id ? { ...it, facts: { ...it.facts, held_by: null } } : it,
  ),
})
