import type { Part, TaskFacts } from '#domain/disputes/parts.ts'
import { insertInto } from '../db/connection.ts'
import { changePart, type PartChange } from '../disputes/part-table.ts'

/** The one writer of `tasks`. */
export const openTask = (fileId: string, part: { id: string; status: Part<'task'>['status']; facts: TaskFacts }) => {
  const { unit_id, ...rest } = part.facts
  return insertInto('tasks', {
    id: part.id,
    file_id: fileId,
    status: part.status,
    version: 1,
    unit_id,
    facts: JSON.stringify(rest),
  })
}

export const changeTask = (change: PartChange<Part<'task'>['status'], Partial<TaskFacts>>) => {
  const { unit_id, ...facts } = change.facts ?? {}
  return changePart('tasks', change.facts ? { ...change, facts } : change, unit_id === undefined ? {} : { unit_id })
}
