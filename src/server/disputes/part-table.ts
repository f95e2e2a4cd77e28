import type { Updateable } from 'kysely'
import { insertInto, type Statement, updateOne } from '../db/connection.ts'
import type { DB } from '../db/types.ts'

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

/** The statement that changes a part: what every part has, and beside it what has columns of its own. */
export const changePart = <T extends PartTable | 'disputes' | 'tasks' | 'parties'>(
  table: T,
  { id, status, facts, raised }: PartChange<string, object>,
  columns: Updateable<DB[T]> = {},
): Statement =>
  updateOne(table, id, status === undefined ? columns : { ...columns, status }, {
    ...(facts === undefined ? {} : { over: { facts: JSON.stringify(facts) } }),
    ...(raised ? { up: ['version'] } : {}),
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
  change: (it: PartChange<string, object>): Statement => changePart(table, it),
})
