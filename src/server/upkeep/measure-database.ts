import { sql } from 'kysely'
import { NO_STANDBY, type Readings } from '#domain/upkeep/conditions.ts'
import type { Trx } from '../db/connection.ts'
import { migrations } from '../db/migrate.ts'

type Row = {
  skew: number
  connections: number
  oldest_minutes: number
  deadlocks: number
  standbys: number
  alone: boolean
  lag_seconds: number | null
  archiving: boolean
  archive_failed: boolean
  unsafe: boolean
  direct: number
  bytes: number
  version: string
}

/** What only the database knows of itself, and two numbers that are told beside it. */
export type DatabaseMeasured = { readings: Readings; deadlocks: number; bytes: number; version: string }

/**
 * Looks at the database beside which the product runs. Its own clock is what is measured here, against this process's: the one
 * place where SQL may be asked for the time. Only sessions of the own login show when they began; each process looks at its own.
 */
export async function measureDatabase(trx: Trx): Promise<DatabaseMeasured> {
  const before = Date.now()
  const { rows } = await sql<Row>`
    with mine as (select usename, application_name, xact_start, pid from pg_stat_activity where datname = current_database())
    select extract(epoch from clock_timestamp())::float8 as skew,
      (select count(*) from pg_stat_activity)::float8 * 100 / current_setting('max_connections')::int as connections,
      (select coalesce(max(extract(epoch from clock_timestamp() - xact_start)), 0)::float8 / 60 from mine
        where usename = current_user and pid <> pg_backend_pid()) as oldest_minutes,
      (select deadlocks::int from pg_stat_database where datname = current_database()) as deadlocks,
      (select count(*)::int from pg_stat_replication where state is not null) as standbys,
      (select extract(epoch from max(replay_lag))::float8 from pg_stat_replication) as lag_seconds,
      -- To a login without the right every standby shows as a line with nothing in it.
      current_setting('synchronous_standby_names') <> '' and not exists (
        select from pg_stat_replication where sync_state is null or sync_state in ('sync', 'quorum')) as alone,
      current_setting('archive_mode') <> 'off' as archiving,
      (select coalesce(last_failed_time > coalesce(last_archived_time, '-infinity'), false) from pg_stat_archiver) as archive_failed,
      (current_setting('fsync') = 'off' or current_setting('synchronous_commit') = 'off'
        or current_setting('full_page_writes') = 'off') as unsafe,
      -- The product's two logins are members without a say over the role; the tools beside it name themselves.
      (select count(*)::int from mine where usename is not null and application_name not like 'fengqiao%'
        and usename not in (select m.rolname from pg_auth_members a join pg_roles r on r.oid = a.roleid
          join pg_roles m on m.oid = a.member where r.rolname = 'fengqiao_app' and not a.admin_option)) as direct,
      pg_database_size(current_database())::float8 as bytes,
      current_setting('server_version') as version`.execute(trx)
  const after = Date.now()
  const row = rows[0]
  if (!row) throw new Error('the database said nothing')
  // What lies between the two ends of the question is the way there and back, and no difference of clocks.
  const there = row.skew * 1000
  const skew = there < before ? before - there : there > after ? there - after : 0
  return {
    readings: {
      clock_skew: skew / 1000,
      connections: row.connections,
      transaction_old: row.oldest_minutes,
      standby_lag: row.alone ? NO_STANDBY : row.standbys === 0 ? null : (row.lag_seconds ?? 0),
      archive_stuck: row.archiving ? Number(row.archive_failed) : null,
      database_unsafe: Number(row.unsafe),
      direct_login: row.direct,
      program_changed: await pendingMigrations(trx),
    },
    deadlocks: row.deadlocks,
    bytes: row.bytes,
    version: row.version,
  }
}

/** Minutes the longest transaction of the own login has been open. */
export async function oldestTransaction(trx: Trx): Promise<number> {
  const { rows } = await sql<{ minutes: number }>`
    select coalesce(max(extract(epoch from clock_timestamp() - xact_start)), 0)::float8 / 60 as minutes from pg_stat_activity
    where datname = current_database() and usename = current_user and pid <> pg_backend_pid()`.execute(trx)
  return rows[0]?.minutes ?? 0
}

async function pendingMigrations(trx: Trx): Promise<number> {
  const rows = await trx.selectFrom('migrations').select(['name', 'checksum']).execute()
  const applied = new Map(rows.map((row) => [row.name, row.checksum]))
  return migrations().filter(({ name, checksum }) => applied.get(name) !== checksum).length
}
