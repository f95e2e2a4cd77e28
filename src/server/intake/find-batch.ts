import type { BatchShape } from '#domain/intake/batch-rows.ts'
import type { Named } from '#domain/step.ts'
import type { Trx } from '../db/connection.ts'

/** The sheet an input names, where this person wrote it down and it stands; null else. */
export async function batchNamed(trx: Trx, personId: string, asked: unknown): Promise<Named['batch']> {
  if (typeof asked !== 'string') return null
  const row = await trx
    .selectFrom('batches')
    .select(['id', 'number', 'shape'])
    .where('id', '=', asked)
    .where('filed_by', '=', personId)
    .where('undone_at', 'is', null)
    .executeTakeFirst()
  return row ? { ...row, shape: row.shape as BatchShape } : null
}
