import { CompiledQuery, type SqlBool, sql } from 'kysely'
import type pg from 'pg'
import type { Day } from '#domain/clocks/calendar.ts'
import { crashPoint } from '../crash.ts'
import { Problem } from '../http/problem.ts'
import type { Outcome } from './batch.ts'
import { ask, askAgain, endAsking, over, type Statement, send, type Trx } from './connection.ts'
import { joinInserts } from './join-inserts.ts'
import { Indeterminate } from './standby.ts'

/** What a transaction may see: set once at its start, read by every row-level policy (migration 0002). */
export type Scope = {
  /** The area of the acting post; lo > hi is no area at all. */
  lo: number
  hi: number
  /** Whose involvement counts. */
  units: readonly number[]
  person: string | null
  today: Day
  /** The one file whose secret link was shown, or that is being opened: it counts as seen. */
  holder_of: string | null
  /** The hash (hex) of a secret link just shown, to find its file. */
  link: string | null
}

export const NO_AREA = { lo: 1, hi: 0 } as const

/** Sees nothing: what a request without a session is. */
export const nobody = (today: Day): Scope => ({
  ...NO_AREA,
  units: [],
  person: null,
  today,
  holder_of: null,
  link: null,
})

/** Sees the whole county: the scanner, the worker, verify. Never given to a person. */
export const wholeCounty = (today: Day): Scope => ({ ...nobody(today), lo: 0, hi: Number.MAX_SAFE_INTEGER })

const plain = (sql: string): Statement => CompiledQuery.raw(sql, [])
const BEGIN = plain('begin')
const COMMIT = plain('commit')
const ROLLBACK = plain('rollback')

const SET = `select set_config('app.lo', $1, true), set_config('app.hi', $2, true), set_config('app.units', $3, true),
    set_config('app.person', $4, true), set_config('app.today', $5, true), set_config('app.holder_of', $6, true),
    set_config('app.link', $7, true), set_config('app.seen', $6, true)`

// Before 18 PostgreSQL calls a table that can only be read whole very dear then, and would compile the statement at each execution.
const BY_KEY = plain(
  `select set_config('plan_cache_mode', 'force_generic_plan', true), set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)`,
)

/**
 * What follows in this transaction finds its rows by their keys: each connection plans it once, and for a table that will grow. PostgreSQL by
 * itself would plan each statement five times on each connection, which under row-level security takes longer than carrying it out, and
 * would go on reading a table from end to end that was small when it was planned (docs/decisions/0090).
 */
export const byKey = (trx: Trx) => ask(trx, BY_KEY)

/** Hands over statements to travel with COMMIT, in one round trip: after them the transaction has nothing left to ask. */
export type Last = (statements: readonly Statement[]) => void
/**
 * Says that what was asked in this tick is the last: COMMIT leaves with it. For what only reads, and asks by `ask` or `question`: what the
 * builder carries to the connection itself comes too late, and is refused like everything after.
 * @throws Error where it was said before, or writes were handed over: they would leave after COMMIT
 */
export type End = () => void

/**
 * One transaction under one scope, all or nothing. BEGIN and the scope travel with the first statements, and what is given
 * to `last` travels with COMMIT: should one of those fail, the database turns COMMIT into ROLLBACK by itself.
 * @throws Indeterminate when COMMIT itself failed: the caller answers 503 and the client repeats with the same key.
 */
export async function inScope<T>(
  pool: pg.Pool,
  scope: Scope,
  work: (trx: Trx, last: Last, end: End) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  let finishing: readonly Statement[] = []
  let ended: Promise<Outcome> | null = null
  const commit = (): Promise<Outcome> => {
    const sent = send(client, COMMIT)
    sent.catch(() => {})
    return sent
  }
  try {
    const begun = Promise.all([
      send(client, BEGIN),
      send(
        client,
        CompiledQuery.raw(SET, [
          String(scope.lo),
          String(scope.hi),
          `{${scope.units.join(',')}}`,
          scope.person ?? '',
          scope.today,
          scope.holder_of ?? '',
          scope.link ?? '',
        ]),
      ),
    ])
    // A failure of BEGIN shows in the first query too; this keeps it from being reported twice.
    begun.catch(() => {})
    const result = await work(
      over(client),
      (statements) => {
        if (ended) throw new Error('writes were handed over after the end')
        finishing = statements
      },
      () => {
        if (ended || finishing.length) throw new Error('the end was said twice, or after writes were handed over')
        ended = commit()
        endAsking(client)
      },
    )
    const finished = Promise.all([begun, ...joinInserts(finishing).map((statement) => send(client, statement))])
    finished.catch(() => {})
    const committing = ended ?? commit()
    // The worst moment to be killed in: the writes and COMMIT have left, and nobody has heard what became of them.
    if (finishing.length) process.nextTick(crashPoint, 'commit_sent')
    await finished
    let done: string
    try {
      done = (await committing).command
    } catch (error) {
      broken = error instanceof Error ? error : new Error(String(error))
      throw new Indeterminate('commit failed', { cause: error })
    }
    if (done !== 'COMMIT') throw new Error('a statement failed unseen: the transaction was rolled back')
    return result
  } catch (error) {
    if (!broken) {
      await send(client, ROLLBACK).catch((fault: unknown) => {
        broken = fault instanceof Error ? fault : new Error(String(fault))
      })
    }
    throw error
  } finally {
    askAgain(client)
    client.release(broken)
  }
}

/**
 * Statements outside any scope and any transaction of ours: for tables without case data. Tables with it show nothing here. Those
 * sent in one tick are one transaction: all are done when they are answered, or all of them failed.
 */
export async function unscoped<T>(pool: pg.Pool, work: (db: Trx) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    return await work(over(client))
  } catch (error) {
    // Nothing is open on the connection: a refusal of ours or of the database leaves it as it was; one that broke is not given back.
    if (!(error instanceof Problem) && !(error instanceof Error && 'severity' in error))
      broken = error instanceof Error ? error : new Error(String(error))
    throw error
  } finally {
    client.release(broken)
  }
}

/** The explicit scope every list carries: the area of the post. The index on places works here; the policy only backs it. */
export const inArea = (scope: Scope) => sql<SqlBool>`files.place_code between ${scope.lo} and ${scope.hi}`
