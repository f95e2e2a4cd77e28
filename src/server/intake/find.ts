import type { DisputeFacts, Part } from '#domain/disputes/parts.ts'
import { question, type Trx } from '../db/connection.ts'

const disputeRows = question((trx, fileId: string) =>
  trx.selectFrom('disputes').selectAll().where('file_id', '=', fileId),
)

/** The dispute part of a file; null where the file is not visible. */
export async function disputePart(trx: Trx, fileId: string): Promise<Part<'dispute'> | null> {
  const [row] = await disputeRows(trx, fileId)
  if (!row) return null
  const { id, status, version, channel, other_side, where_text, what_happened, wish, dispute_type, facts } = row
  return {
    part: 'dispute',
    id,
    status: status as Part<'dispute'>['status'],
    version,
    facts: {
      channel,
      other_side,
      where_text,
      what_happened,
      wish,
      ...(dispute_type === null ? {} : { dispute_type }),
      ...(facts as Partial<DisputeFacts>),
    },
  }
}
