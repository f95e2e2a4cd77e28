import { sql } from 'kysely'
import type { Trx } from '../db/connection.ts'

const MOST = 8

/** How backups stand: hours since the last that was made, drills likewise in days, failures since the last good backup. */
export type BackupsNow = { backup_hours: number | null; drill_days: number | null; failures: number | null }

/**
 * Ages at an instant; what a clock that was ahead wrote into the future is not looked at. Where none was ever made, counted from the county's beginning; null where there is no county yet, and for
 * the failures where no backup was tried.
 */
export async function backupsNow(trx: Trx, at: string): Promise<BackupsNow> {
  const { rows } = await sql<BackupsNow>`
    with begun as (select min(applied_at) as at from migrations where exists (select from county)),
    done as (select kind, max(ended_at) as at from backup_runs
      where outcome = 'done' and ended_at <= ${at}::timestamptz group by kind)
    select
      extract(epoch from ${at}::timestamptz - coalesce((select at from done where kind = 'backup'), begun.at))::float8 / 3600 as backup_hours,
      extract(epoch from ${at}::timestamptz - coalesce((select at from done where kind = 'drill'), begun.at))::float8 / 86400 as drill_days,
      case when exists (select from backup_runs where kind = 'backup') then
        (select count(*)::int from backup_runs r where kind = 'backup' and outcome = 'failed' and began_at <= ${at}::timestamptz
          and not exists (select from done where done.kind = 'backup' and done.at > r.began_at)) end as failures
    from begun`.execute(trx)
  return rows[0] ?? { backup_hours: null, drill_days: null, failures: null }
}

/** The last backups and restore drills, the latest first. */
export async function latestRuns(trx: Trx) {
  const rows = await trx
    .selectFrom('backup_runs')
    .select(['id', 'kind', 'outcome', 'began_at', 'ended_at', 'bytes', 'says'])
    .orderBy('began_at', 'desc')
    .limit(MOST)
    .execute()
  return rows.map((run) => ({
    ...run,
    kind: run.kind as 'backup' | 'drill',
    outcome: run.outcome as 'running' | 'done' | 'failed',
  }))
}
