import type { Part, TaskFacts } from '#domain/disputes/parts.ts'
import { question, type Trx } from '../db/connection.ts'

const taskRows = question((trx, fileId: string) =>
  trx.selectFrom('tasks').selectAll().where('file_id', '=', fileId).orderBy('id'),
)

/** The route tasks of a file, oldest first. */
export async function tasksOf(trx: Trx, fileId: string): Promise<Part<'task'>[]> {
  const rows = await taskRows(trx, fileId)
  return rows.map(({ id, status, version, unit_id, facts }) => ({
    part: 'task',
    id,
    status: status as Part<'task'>['status'],
    version,
    facts: { unit_id, ...(facts as Partial<TaskFacts>) },
  }))
}
