import type { Part, TaskFacts } from '#domain/disputes/parts.ts'
import type { Trx } from '../db/connection.ts'

/** The route tasks of a file, oldest first. */
export async function tasksOf(trx: Trx, fileId: string): Promise<Part<'task'>[]> {
  const rows = await trx.selectFrom('tasks').selectAll().where('file_id', '=', fileId).orderBy('id').execute()
  return rows.map(({ id, status, version, unit_id, facts }) => ({
    part: 'task',
    id,
    status: status as Part<'task'>['status'],
    version,
    facts: { unit_id, ...(facts as Partial<TaskFacts>) },
  }))
}
