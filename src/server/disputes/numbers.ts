import { CompiledQuery } from 'kysely'
import { ask, type Trx } from '../db/connection.ts'

const NEXT = CompiledQuery.raw("select nextval('dispute_numbers') as n")

/** The next running number of a dispute code: 1 … 999,999 and round again; with its day and unit it stays unique. */
export async function nextDisputeNumber(trx: Trx): Promise<number> {
  const rows = await ask<{ n: number }>(trx, NEXT)
  return rows[0]?.n ?? 0
}
