import type { Selectable } from 'kysely'
import type { DisputeFacts, Part } from '#domain/disputes/parts.ts'
import type { Disputes } from '../db/types.ts'

export type DisputeRow = Omit<Selectable<Disputes>, 'file_id' | 'batch_id' | 'batch_line'>

/** The dispute part as its row has it. */
export function disputeFrom(row: DisputeRow): Part<'dispute'> {
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
