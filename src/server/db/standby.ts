import { CompiledQuery } from 'kysely'

/** Whether it was done is unknown until the same key is sent again: COMMIT failed, or nobody knows whether a standby has it. */
export class Indeterminate extends Error {}

/**
 * Whether the database says that a commit was no longer waited for: somebody cancelled the statement, or ended the session,
 * while a standby still had to confirm it. It stands on this machine, and goes with it should another lead. By the place in the
 * program and not by the words, which come in the language of the machine.
 */
export const isWaitGivenUp = (notice: { routine?: string | undefined }): boolean =>
  notice.routine === 'SyncRepWaitForLSN'

/**
 * Lets a transaction that only reads wait at its COMMIT as one that writes does, until a standby has all it may have read: for
 * what goes out into the world, or is told a second time, on the strength of a row. Where nobody waits for standbys it does nothing.
 */
export const standbyHasIt = CompiledQuery.raw(
  `select pg_logical_emit_message(true, 'fengqiao', '') where current_setting('synchronous_standby_names') <> ''`,
  [],
)
