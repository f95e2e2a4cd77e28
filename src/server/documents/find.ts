import type { z } from 'zod'
import type { Paper } from '#contract/shared.ts'
import type { PaperContent } from '#domain/disputes/consequences.ts'
import { drawn } from '#domain/documents/forms.ts'
import type { Trx } from '../db/connection.ts'

/** The papers of a file, as they were made. */
export async function papersOf(trx: Trx, fileId: string): Promise<z.input<typeof Paper>[]> {
  const rows = await trx
    .selectFrom('papers')
    .select(['id', 'form', 'made_at', 'test_time', 'content'])
    .where('file_id', '=', fileId)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, content: drawn(row.content as PaperContent) }))
}
