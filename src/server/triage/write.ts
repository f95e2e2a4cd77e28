import { sql } from 'kysely'
import type { Part, TaskFacts } from '#domain/disputes/parts.ts'
import { insertInto, type Trx } from '../db/connection.ts'

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

export const moveTask = (trx: Trx, id: string, status: Part<'task'>['status']) =>
  trx.updateTable('tasks').set({ status }).where('id', '=', id).compile()

export const changeTask = (trx: Trx, id: string, { unit_id, ...facts }: Partial<TaskFacts>) =>
  trx
    .updateTable('tasks')
    .set({ facts: sql`facts || ${JSON.stringify(facts)}::jsonb`, ...(unit_id === undefined ? {} : { unit_id }) })
    .where('id', '=', id)
    .compile()

export const raiseTask = (trx: Trx, id: string) =>
  trx.updateTable('tasks').set({ version: sql`version + 1` }).where('id', '=', id).compile()
