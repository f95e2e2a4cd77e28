import { createHash } from 'node:crypto'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { now } from '../clock.ts'
import type { Config } from '../config.ts'
import { ownerClient } from '../db/connection.ts'
import { pendingMigrations } from '../db/migrate.ts'
import { command } from '../packed.ts'
import { productVersion } from './archive.ts'
import { localRecipient } from './keys.ts'
import { makeBackup } from './make-backup.ts'
import { archivesIn, checkRoom, needsPath } from './place.ts'
import { onlyOne, saysOf } from './run-backup.ts'
import { tablesOf } from './schema.ts'

/** Whether anybody has written anything here that would be missed. */
async function holdsFiles(ownerUrl: string): Promise<boolean> {
  const client = ownerClient(ownerUrl)
  await client.connect()
  try {
    await client.query("select set_config('app.lo', '0', false), set_config('app.hi', '9007199254740991', false)")
    return ((await client.query('select from files limit 1')).rowCount ?? 0) > 0
  } finally {
    await client.end()
  }
}

/** How many of them stay. */
const KEPT = 3

/** Beside each stands what the database was when it was made. */
const statePath = (place: string, archive: string): string => needsPath(place, archive).replace(/\.files$/, '.state')

/** What a database is, in one word: which row was written when, in every table. What was begun and undone leaves no trace in it. */
async function stateOf(ownerUrl: string): Promise<string> {
  const client = ownerClient(ownerUrl)
  await client.connect()
  try {
    await client.query('set row_security = off')
    const hash = createHash('sha256')
    for (const { name, columns } of await tablesOf(client)) {
      const { rows } = await client.query(
        `select count(*)::text as n, coalesce(sum(hashtextextended(xmin::text || ctid::text, 0)), 0)::text as sum from "${name}"`,
      )
      hash.update(JSON.stringify([name, columns, rows]))
    }
    return hash.digest('hex')
  } finally {
    await client.end()
  }
}

/** The newest of them, where the database is still what it was: a start that fails again and again makes one, not one each time. */
async function madeOf(place: string, state: string): Promise<string | null> {
  const newest = (await archivesIn(place)).at(-1)?.name
  if (!newest) return null
  const was = await readFile(statePath(place, newest), 'utf8').catch(() => '')
  return was.trim() === state ? join(place, newest) : null
}

async function dropOld(place: string): Promise<void> {
  for (const { name } of (await archivesIn(place)).slice(0, -KEPT))
    for (const path of [join(place, name), needsPath(place, name), statePath(place, name)])
      await rm(path, { force: true })
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
  const state = await stateOf(ownerUrl)
  const there = await madeOf(place, state)
  if (there) {
    say(`升级到 ${version}：上次启动时已经备份到 ${there}，以后没有人写过，不再备份。`)
    return there
  }
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
    await writeFile(statePath(place, archive), `${state}\n`, { mode: 0o600, flush: true })
    await dropOld(place)
    say(
      `已经备份到 ${path}。要退回：停下来，用这一版运行 ${command('restore', `"${path}" --back`)}，再换回原来的版本启动。`,
    )
    return path
  } catch (error) {
    throw new Error(`升级前的备份没有做成，数据库还没有动：${saysOf(error)}`, { cause: error })
  }
}
