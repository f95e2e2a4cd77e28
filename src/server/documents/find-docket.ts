import { numbersTyped } from '#domain/documents/docket.ts'
import type { Trx } from '../db/connection.ts'

/** The short codes of files that have, or had, this docket number, as far as the asker may see them; none where it is no number. */
export async function codesOfDocket(trx: Trx, text: string): Promise<string[]> {
  const numbers = numbersTyped(text)
  if (numbers.length === 0) return []
  const rows = await trx
    .selectFrom('dockets')
    .innerJoin('files', 'files.id', 'dockets.file_id')
    .select('files.short_code')
    .where('dockets.no', 'in', numbers)
    .execute()
  return rows.map((row) => row.short_code)
}
