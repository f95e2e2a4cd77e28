import { randomBytes } from 'node:crypto'
import { runMigrations } from 'graphile-worker'
import type pg from 'pg'
import { keptSecret } from '../crypto/keys.ts'
import { makeJobsPool, ownerClient } from './connection.ts'
import { signedInAs } from './machines.ts'
import { migrate } from './migrate.ts'

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

/**
 * The doors to the jobs, for one and for several of a kind: whoever serves requests may add a job and never touch the library's
 * tables. The library's own statements are planned once a connection and not at every call (docs/decisions/0090).
 */
const JOBS = `
create schema if not exists jobs;
create or replace function jobs.add_all(kind text, payloads json[], job_keys text[]) returns void
language plpgsql security definer set search_path = pg_catalog
  set plan_cache_mode = force_generic_plan set enable_seqscan = off set jit = off as
$$ begin
  perform graphile_worker.add_jobs(array(
    select row(kind, payload, null, null, 25, job_key, null, null)::graphile_worker.job_spec
    from unnest(payloads, job_keys) as one(payload, job_key)));
end $$;
create or replace function jobs.add(kind text, payload json, job_key text) returns void
language plpgsql security definer set search_path = pg_catalog
  set plan_cache_mode = force_generic_plan set enable_seqscan = off set jit = off as
$$ begin perform jobs.add_all(kind, array[payload], array[job_key]); end $$;
revoke all on function jobs.add(text, json, text), jobs.add_all(text, json[], text[]) from public;
grant usage on schema jobs to fengqiao_app;
grant execute on function jobs.add(text, json, text), jobs.add_all(text, json[], text[]) to fengqiao_app;
`

/** A login of the product on this database: it owns no case data and cannot bypass row-level security. */
async function makeLogin(
  client: pg.Client,
  database: string,
  kind: 'server' | 'worker',
  password: string,
): Promise<string> {
  const login = `${database}_${kind}`
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [login])
  // An owner that is no superuser may not even name the attributes of a role that exists.
  const made = rowCount
    ? `alter role ${quoted(login)} login`
    : `create role ${quoted(login)} login nosuperuser nobypassrls`
  await client.query(`${made} password ${literal(password)}`)
  await client.query(`grant fengqiao_app to ${quoted(login)}`)
  await client.query(`grant connect on database ${quoted(database)} to ${quoted(login)}`)
  return login
}

export type Prepared = { serverUrl: string; workerUrl: string; applied: string[] }

/**
 * Readies a database for the product: migrations, logins, jobs. Signs in as the owner, and only here.
 * The jobs' tables belong to the worker's login, so that the server's cannot read them.
 */
export async function prepareDatabase(options: { ownerUrl: string; dataDir: string }): Promise<Prepared> {
  const { ownerUrl, dataDir } = options
  const applied = await migrate(ownerUrl)
  const client = ownerClient(ownerUrl)
  await client.connect()
  try {
    const { rows } = await client.query<{ version: number; name: string }>(
      "select current_setting('server_version_num')::int as version, current_database() as name",
    )
    const { version, name } = rows[0] ?? { version: 0, name: '' }
    if (version < 150000) throw new Error('数据库版本太旧：需要 PostgreSQL 15 或更新。请升级后再启动。')
    await client.query(`revoke connect on database ${quoted(name)} from public`)
    const urlOf = async (kind: 'server' | 'worker'): Promise<string> => {
      const password = keptSecret(dataDir, `database-${kind}-${name}`, () => randomBytes(24).toString('base64url'))
      return signedInAs(ownerUrl, await makeLogin(client, name, kind, password), password)
    }
    const serverUrl = await urlOf('server')
    const workerUrl = await urlOf('worker')
    await client.query(`grant create on database ${quoted(name)} to ${quoted(`${name}_worker`)}`)
    await prepareJobs(workerUrl)
    return { serverUrl, workerUrl, applied }
  } finally {
    await client.end()
  }
}

async function prepareJobs(workerUrl: string): Promise<void> {
  const pool = makeJobsPool(workerUrl, 2)
  try {
    await runMigrations({ pgPool: pool })
    await pool.query(JOBS)
  } finally {
    await pool.end()
  }
}
