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

/** What a step does to a part that exists, all of it in one statement: its status, its facts, and its version where it stands on it. */
export type PartChange<S, F> = { id: string; status?: S; facts?: F; raised: boolean }

/** The columns every part has, as a change sets them; `facts` beside those that have columns of their own. */
export const changedColumns = ({ status, facts, raised }: PartChange<string, object>) => ({
  ...(status === undefined ? {} : { status }),
  ...(facts === undefined ? {} : { facts: sql`facts || ${JSON.stringify(facts)}::jsonb` }),
  ...(raised ? { version: sql<number>`version + 1` } : {}),
})

/**
 * The two things a step can do to such a part. Each table is written by its own folder, which names it here once; the
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
  change: (trx: Trx, it: PartChange<string, object>): CompiledQuery =>
    trx.updateTable(table).set(changedColumns(it)).where('id', '=', it.id).compile(),
})
