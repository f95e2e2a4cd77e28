import type pg from 'pg'
import { now } from '../clock.ts'
import { ownerClient } from '../db/connection.ts'
import { newId } from '../ids.ts'

/** A backup made, or a restore tried. */
export type RunKind = 'backup' | 'drill'

/** Writes down that a run has begun; those that never ended died with their process and are said to have failed. @returns its identifier */
export async function beginRun(client: pg.Client, kind: RunKind, place: string): Promise<string> {
  const at = now()
  const id = newId(at)
  await client.query(
    "update backup_runs set outcome = 'failed', ended_at = $2, says = '中途停了，没有做完。' where outcome = 'running' and kind = $1",
    [kind, at],
  )
  await client.query(
    "insert into backup_runs (id, kind, began_at, outcome, place, says) values ($1, $2, $3, 'running', $4, '')",
    [id, kind, at, place],
  )
  return id
}

/** Writes down how a run ended. @param bytes what it added to the place, or what was restored */
export async function endRun(
  client: pg.Client,
  id: string,
  end: { outcome: 'done' | 'failed'; bytes: number | null; says: string },
): Promise<void> {
  await client.query('update backup_runs set outcome = $2, ended_at = $3, bytes = $4, says = $5 where id = $1', [
    id,
    end.outcome,
    now(),
    end.bytes,
    end.says,
  ])
}

/** Whether a backup was ever made at this place. */
export const wasPlace = async (client: pg.Client, place: string): Promise<boolean> =>
  ((
    await client.query("select from backup_runs where kind = 'backup' and outcome = 'done' and place = $1 limit 1", [
      place,
    ])
  ).rowCount ?? 0) > 0

/** In a backup its own run has not ended yet; in what was made out of it, it has: it is this one. */
export async function closeOwnRun(ownerUrl: string): Promise<void> {
  const client = ownerClient(ownerUrl)
  await client.connect()
  try {
    await client.query(
      "update backup_runs set outcome = 'done', ended_at = $1, says = '这个系统就是从这一份恢复的。' where outcome = 'running'",
      [now()],
    )
  } finally {
    await client.end()
  }
}
