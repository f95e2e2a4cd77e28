import type { Selectable } from 'kysely'
import type { Part, TaskFacts } from '#domain/disputes/parts.ts'
import type { Tasks } from '../db/types.ts'

export type TaskRow = Omit<Selectable<Tasks>, 'file_id'>

/** A route task as its row has it. */
export const taskFrom = ({ id, status, version, unit_id, facts }: TaskRow): Part<'task'> => ({
  part: 'task',
  id,
  status: status as Part<'task'>['status'],
  version,
  facts: { unit_id, ...(facts as Partial<TaskFacts>) },
})
