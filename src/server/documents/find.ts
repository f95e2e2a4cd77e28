import type { z } from 'zod'
import type { Paper } from '#contract/shared.ts'
import type { PaperContent } from '#domain/disputes/consequences.ts'
import { drawn } from '#domain/documents/forms.ts'
import { question, type Trx } from '../db/connection.ts'
import { storedWordings } from './stored-wordings.ts'

const paperRows = question((trx, fileId: string) =>
  trx
    .selectFrom('papers')
    .select(['id', 'form', 'made_at', 'test_time', 'content', 'for_parties'])
    .where('file_id', '=', fileId)
    .orderBy('id'),
)

/** The papers of a file, as they were made, with whom they are for: null is the applicants. */
export async function papersOf(
  trx: Trx,
  fileId: string,
): Promise<{ paper: z.input<typeof Paper>; for_parties: string[] | null }[]> {
  const rows = await paperRows(trx, fileId)
  const stored = await storedWordings(
    trx,
    rows.map(({ content }) => content as PaperContent),
  )
  return rows.map(({ for_parties, content, ...row }) => ({
    paper: { ...row, content: drawn(content as PaperContent, stored) },
    for_parties,
  }))
}
