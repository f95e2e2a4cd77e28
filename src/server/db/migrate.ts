import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import pg from 'pg'

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

/**
 * Brings a database up to date, each file in its own transaction. Signs in as the owner.
 * @returns the names applied now, in order. @throws with a Chinese sentence when an applied file was changed afterwards.
 */
export async function migrate(ownerUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await client.query(
      'create table if not exists migrations (name text primary key, checksum text not null, applied_at timestamptz not null)',
    )
    const { rows } = await client.query<{ name: string; checksum: string }>('select name, checksum from migrations')
    const done = new Map(rows.map((row) => [row.name, row.checksum]))
    const applied: string[] = []
    for (const { name, text, checksum } of migrations()) {
      const before = done.get(name)
      if (before === checksum) continue
      if (before !== undefined)
        throw new Error(`迁移文件 ${name} 在应用之后被改过。请恢复原文件，另写一个新编号的迁移。`)
      await client.query('begin')
      await client.query(text)
      await client.query('insert into migrations values ($1, $2, $3)', [name, checksum, new Date()])
      await client.query('commit')
      applied.push(name)
    }
    return applied
  } finally {
    await client.end()
  }
}
