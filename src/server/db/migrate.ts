import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import type pg from 'pg'
import { ownerClient } from './connection.ts'

const folder = new URL('../../../migrations/', import.meta.url)

/** Numbered SQL files, forward only. */
export const migrations = (): { name: string; text: string; checksum: string }[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const text = readFileSync(new URL(name, folder), 'utf8')
      return { name, text, checksum: createHash('sha256').update(text).digest('hex') }
    })

/** Any fixed number: two starting processes must not migrate at once. */
const LOCK = 990326

/** Which migrations a database has had, by their checksums; none where it is new. */
async function appliedIn(client: pg.Client): Promise<Map<string, string>> {
  const there = await client.query("select to_regclass('public.migrations') is not null as there")
  if (!there.rows[0]?.there) return new Map()
  const { rows } = await client.query<{ name: string; checksum: string }>('select name, checksum from migrations')
  return new Map(rows.map((row) => [row.name, row.checksum]))
}

/**
 * What a start would change in this database: the names in order. Nothing is changed by asking.
 * @returns also how many it has had: none in a new one
 */
export async function pendingMigrations(ownerUrl: string): Promise<{ had: number; pending: string[] }> {
  const client = ownerClient(ownerUrl)
  await client.connect()
  try {
    const done = await appliedIn(client)
    return { had: done.size, pending: migrations().flatMap(({ name }) => (done.has(name) ? [] : [name])) }
  } finally {
    await client.end()
  }
}

/**
 * Brings a database up to date: all that is new in one transaction, so that a failure leaves the old state whole. Signs in as the owner.
 * @param only just these, for a database that is to become as it was @returns the names applied now, in order
 * @throws with a Chinese sentence when an applied file was changed afterwards, or the database is of a newer version
 */
export async function migrate(ownerUrl: string, only?: ReadonlySet<string>): Promise<string[]> {
  const client = ownerClient(ownerUrl)
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    const done = await appliedIn(client)
    const known = migrations()
    for (const [name, checksum] of done) {
      const ours = known.find((it) => it.name === name)
      if (!ours)
        throw new Error(`这个数据库已经升级到更新的版本（有 ${name}）：请用那个版本启动，或者恢复升级前的备份。`)
      if (ours.checksum !== checksum)
        throw new Error(`迁移文件 ${name} 在应用之后被改过。请恢复原文件，另写一个新编号的迁移。`)
    }
    const wanted = known.filter(({ name }) => !done.has(name) && (only?.has(name) ?? true))
    await client.query('begin')
    await client.query(
      'create table if not exists migrations (name text primary key, checksum text not null, applied_at timestamptz not null)',
    )
    for (const { name, text, checksum } of wanted) {
      await client.query(text).catch((error: Error) => {
        throw new Error(`迁移 ${name} 没有做成，数据库还是升级前的样子，一步也没有改：${error.message}`, {
          cause: error,
        })
      })
      await client.query('insert into migrations values ($1, $2, $3)', [name, checksum, new Date()])
    }
    await client.query('commit')
    return wanted.map(({ name }) => name)
  } finally {
    await client.end()
  }
}
