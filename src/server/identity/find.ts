import type { Part } from '#domain/disputes/parts.ts'
import { question, type Trx } from '../db/connection.ts'

const partyRows = question((trx, fileId: string) =>
  trx.selectFrom('parties').selectAll().where('file_id', '=', fileId).orderBy('id'),
)

/** The parties of a file, in the order they came. Their secrets are references. */
export async function partiesOf(trx: Trx, fileId: string): Promise<Part<'party'>[]> {
  const rows = await partyRows(trx, fileId)
  return rows.map(({ id, status, version, side, name, reach_id, identity_paper, identity_id, facts }) => ({
    part: 'party',
    id,
    status: status as Part<'party'>['status'],
    version,
    facts: {
      side: side as Part<'party'>['facts']['side'],
      name,
      reach_id,
      identity_paper,
      identity_id,
      ...(facts as object),
    },
  }))
}
