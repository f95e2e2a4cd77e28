import type { Here } from '../step.ts'
import { type Clock, type Owing, type Part, type PartKind, partsOf } from './parts.ts'

/** `rule`: of a clock, where it is one. */
type On = { part: PartKind; id: string; rule?: string }
/** What a party asks about her mediator is answered by a director of the unit: never owed by who holds the task, who may be that very mediator. */
const OF_THE_UNIT: readonly string[] = ['R-14']

/** The task a part belongs to, as the file now stands; undefined for the dispute, its people, and what is only being opened. */
function taskIdOf({ parts }: Pick<Here, 'parts'>, on: On): string | undefined {
  if (on.part === 'task') return on.id
  if (on.rule !== undefined && OF_THE_UNIT.includes(on.rule)) return undefined
  const part = parts.find((it) => it.id === on.id)
  if (part?.part === 'mediation' || part?.part === 'agreement' || part?.part === 'referral') return part.facts.task_id
  if (part?.part !== 'obligation' && part?.part !== 'visit') return undefined
  return partsOf(parts, 'agreement').find((it) => it.id === part.facts.agreement_id)?.facts.task_id
}

/** Whether a clock is about this task or something that came of it: its mediation, agreement, obligations, visits. */
export const isUnderTask = (
  here: Pick<Here, 'parts'>,
  clock: Pick<Clock, 'part' | 'part_id' | 'rule'>,
  task: On,
): boolean => taskIdOf(here, { part: clock.part, id: clock.part_id, rule: clock.rule }) === task.id

/** What a unit owes under one of its tasks is owed by whoever of it took the task on, for her unit; by the unit where nobody did. */
export function owedOnTask(here: Pick<Here, 'parts'>, taskId: string | undefined, unit: number): Owing {
  const task = partsOf(here.parts, 'task').find((it) => it.id === taskId && it.facts.unit_id === unit)
  const person = task?.facts.held_by?.person_id
  return person === undefined ? { unit } : { person, for_unit: unit }
}

/**
 * Who owes a duty that begins on a part of the file. What is about the dispute itself or its people stays with the unit; a part
 * that is only being opened is not known here, and whoever opens it says who owes.
 */
export const owedOn = (here: Pick<Here, 'parts'>, on: On, owes: Owing): Owing =>
  'unit' in owes ? owedOnTask(here, taskIdOf(here, on), owes.unit) : owes

/** The file as it is once nobody holds this task any more. */
export const heldByNobody = (here: Here, task: Part<'task'>): Here => ({
  ...here,
  parts: here.parts.map((it) =>
    it.part === 'task' && it.id === task.id ? { ...it, facts: { ...it.facts, held_by: null } } : it,
  ),
})

/** Who held the task until now, with those before: each once. */
export const heldBefore = ({ facts: { held_by, held_before = [] } }: Part<'task'>): { held_before?: string[] } =>
  held_by && !held_before.includes(held_by.person_id) ? { held_before: [...held_before, held_by.person_id] } : {}
