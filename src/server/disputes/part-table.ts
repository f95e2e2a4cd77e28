import { type CompiledQuery, sql } from 'kysely'
import { insertInto, type Statement, type Trx } from '../db/connection.ts'

/** Parts that are nothing but a status, a version and facts. */
export type PartTable =
  | 'mediations'
  | 'agreements'
  | 'obligations'
  | 'visits'
  | 'complaints'
  | 'referrals'
  | 'supervisions'
  | 'packages'
  | 'evidence'

/**
 * The four things a step can do to such a part. Each table is written by its own folder, which names it here once; the
 * consequence that asks for it is typed by the domain.
 */
export const partWriter = (table: PartTable) => ({
  open: (fileId: string, it: { id: string; status: string; facts: object }): Statement =>
    insertInto(table, {
      id: it.id,
      file_id: fileId,
      status: it.status,
      version: 1,
      facts: JSON.stringify(it.facts),
    }),
  move: (trx: Trx, id: string, status: string): CompiledQuery =>
    trx.updateTable(table).set({ status }).where('id', '=', id).compile(),
  change: (trx: Trx, id: string, facts: object): CompiledQuery =>
    trx
      .updateTable(table)
      .set({ facts: sql`facts || ${JSON.stringify(facts)}::jsonb` })
      .where('id', '=', id)
      .compile(),
  raise: (trx: Trx, id: string): CompiledQuery =>
    trx.updateTable(table).set({ version: sql`version + 1` }).where('id', '=', id).compile(),
})
