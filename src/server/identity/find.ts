import type { Selectable } from 'kysely'
import type { Part } from '#domain/disputes/parts.ts'
import { question, type Trx } from '../db/connection.ts'
import type { Parties } from '../db/types.ts'

export type PartyRow = Omit<Selectable<Parties>, 'file_id'>

/** A party as its row has it. Its secrets are references. */
export function partyFrom(row: PartyRow): Part<'party'> {
  const { id, status, version, side, name, reach_id, identity_paper, identity_id, facts } = row
  return {
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
  }
}

const partyRows = question((trx, fileId: string) =>
  trx.selectFrom('parties').selectAll().where('file_id', '=', fileId).orderBy('id'),
)

/** The parties of a file, in the order they came. */
export const partiesOf = async (trx: Trx, fileId: string): Promise<Part<'party'>[]> =>
  (await partyRows(trx, fileId)).map(partyFrom)
