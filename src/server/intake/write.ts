import { sql } from 'kysely'
import type { DisputeFacts, Part } from '#domain/disputes/parts.ts'
import { insertInto, type Trx } from '../db/connection.ts'

/** The facts that have columns of their own; the rest live in `facts`. */
const COLUMNS = ['channel', 'other_side', 'where_text', 'what_happened', 'wish'] as const

const split = (facts: Partial<DisputeFacts>) => {
  const { channel, other_side, where_text, what_happened, wish, ...rest } = facts
  const own = { channel, other_side, where_text, what_happened, wish }
  return {
    columns: Object.fromEntries(COLUMNS.filter((name) => own[name] !== undefined).map((name) => [name, own[name]])),
    rest,
  }
}

/** The one writer of `disputes`. */
export const openDispute = (
  fileId: string,
  part: { id: string; status: Part<'dispute'>['status']; facts: DisputeFacts },
) => {
  const { channel, other_side, where_text, what_happened, wish, ...rest } = part.facts
  return insertInto('disputes', {
    id: part.id,
    file_id: fileId,
    status: part.status,
    version: 1,
    channel,
    other_side,
    where_text,
    what_happened,
    wish,
    facts: JSON.stringify(rest),
  })
}

export const moveDispute = (trx: Trx, id: string, status: Part<'dispute'>['status']) =>
  trx.updateTable('disputes').set({ status }).where('id', '=', id).compile()

export const changeDispute = (trx: Trx, id: string, facts: Partial<DisputeFacts>) => {
  const { columns, rest } = split(facts)
  return trx
    .updateTable('disputes')
    .set({ ...columns, facts: sql`facts || ${JSON.stringify(rest)}::jsonb` })
    .where('id', '=', id)
    .compile()
}

/** A step was taken on it. */
export const raiseDispute = (trx: Trx, id: string) =>
  trx.updateTable('disputes').set({ version: sql`version + 1` }).where('id', '=', id).compile()
