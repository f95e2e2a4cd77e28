import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { now } from '../clock.ts'
import type { Config } from '../config.ts'
import { pendingMigrations } from '../db/migrate.ts'
import { productVersion } from './archive.ts'
import { localRecipient } from './keys.ts'
import { makeBackup } from './make-backup.ts'
import { checkRoom } from './place.ts'
import { onlyOne, saysOf } from './run-backup.ts'

/** Whether anybody has written anything here that would be missed. */
async function holdsFiles(ownerUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'fengqiao-owner' })
  await client.connect()
  try {
    await client.query("select set_config('app.lo', '0', false), set_config('app.hi', '9007199254740991', false)")
    return ((await client.query('select from files limit 1')).rowCount ?? 0) > 0
  } finally {
    await client.end()
  }
}

/**
 * Before newer code changes a database that holds files, puts that database and the keys away: the files beside it are only ever added to, so
 * they stand where they are. An outside database is backed up with its own tools, and whoever did so says for which version.
 * @returns the archive, or null where there was nothing to put away @throws a sentence for the operator: then nothing was changed
 */
export async function backUpBeforeUpgrade(
  config: Pick<Config, 'dataDir' | 'databaseUrl' | 'backedUpFor'>,
  { ownerUrl, say }: { ownerUrl: string; say: (line: string) => void },
): Promise<string | null> {
  const { had, pending } = await pendingMigrations(ownerUrl)
  if (had === 0 || pending.length === 0 || !(await holdsFiles(ownerUrl))) return null
  const version = productVersion()
  if (config.databaseUrl !== null) {
    if (config.backedUpFor === version) return null
    throw new Error(
      `升级到 ${version} 要改数据库结构（${pending.length} 处），数据库还没有动。请先用 pg_dump 备份外部数据库（见 docs/operating.md 第三节），` +
        `再设 BACKED_UP_FOR=${version} 启动。`,
    )
  }
  const place = join(config.dataDir, 'backups')
  say(`升级到 ${version}：先备份数据库……`)
  try {
    await mkdir(place, { recursive: true, mode: 0o700 })
    await checkRoom(place, 0)
    const { archive } = await onlyOne(config.dataDir, () =>
      makeBackup({
        ownerUrl,
        dataDir: config.dataDir,
        place,
        recipient: localRecipient(config.dataDir),
        at: now(),
        withFiles: false,
      }),
    )
    const path = join(place, archive)
    say(`已经备份到 ${path}。要退回：停下来，用这一版运行 npm run restore -- ${path} --back，再换回原来的版本启动。`)
    return path
  } catch (error) {
    throw new Error(`升级前的备份没有做成，数据库还没有动：${saysOf(error)}`, { cause: error })
  }
}
