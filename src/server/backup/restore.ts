import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createZstdDecompress } from 'node:zlib'
import type pg from 'pg'
import { ownerClient } from '../db/connection.ts'
import { startEmbedded } from '../db/embedded.ts'
import { migrate, migrations, pendingMigrations } from '../db/migrate.ts'
import { prepareDatabase } from '../db/prepare.ts'
import {
  ASIDE,
  DATABASE,
  dropRestoring,
  exchangeDatabase,
  markRestore,
  putRestoreRight,
  RESTORING,
  unfinishedRestore,
  unmarkRestore,
} from '../db/unfinished-restore.ts'
import { fewAtOnce } from '../few-at-once.ts'
import { holdDataDir } from '../file-lock.ts'
import { CannotOpen, type Identity, opened, recipientOf } from './age.ts'
import { FILES, type FileOf, FOOT, type Foot, HEAD, type Head, productVersion, SMALL_FOLDERS } from './archive.ts'
import { copyIn } from './copy.ts'
import { fileSecret, sealedFileKey, sealedName } from './keys.ts'
import { namedBy } from './make-backup.ts'
import { BackupFault, bytesNeeded, checkRoom, filePath, readingBack } from './place.ts'
import { closeOwnRun } from './runs.ts'
import { bareTables, copyInText, countRows, setSequences, type Table, tablesOf } from './schema.ts'
import { syncTree } from './sync-tree.ts'
import { type Entry, fromTar, TarFault } from './tar.ts'

export type Restored = {
  version: string
  madeAt: string
  rows: number
  files: number
  bytes: number
  faults: string[]
  hasDatabase: boolean
}

/** What an entry is called where somebody has to find it. */
function wordsFor(name: string): string {
  const [folder, table, nth] = name.split('/')
  if (folder === 'tables') return `表 ${table} 第 ${Number(nth)} 段`
  if (folder === 'keys') return '密钥文件夹'
  if (folder === 'certificates') return '证书文件夹'
  return { [HEAD]: '开头', [FILES]: '文件清单', [FOOT]: '结尾' }[name] ?? name
}

const damaged = (after: string): BackupFault =>
  new BackupFault(
    `备份坏了或者被改过：${after === '' ? '从开头' : `从“${wordsFor(after)}”后面`}就读不下去。请换一份备份恢复。`,
  )

/**
 * Reads the entries of an archive one after the other, its foot last, which must tell of exactly these.
 * @throws BackupFault that names the key, or the last part that was right
 */
export async function readArchive(
  path: string,
  identity: Identity,
  each: (entry: Entry) => Promise<void>,
): Promise<void> {
  const entries: Foot['entries'] = []
  let whole = false
  const last = (): string => entries.at(-1)?.name ?? ''
  async function take(entry: Entry): Promise<void> {
    if (whole) throw damaged(FOOT)
    if (entry.name === FOOT) {
      const foot = JSON.parse(entry.bytes.toString()) as Foot
      if (JSON.stringify(foot.entries) !== JSON.stringify(entries)) throw damaged(last())
      whole = true
    }
    await each(entry)
    const sha256 = createHash('sha256').update(entry.bytes).digest('hex')
    entries.push({ name: entry.name, bytes: entry.bytes.length, sha256 })
  }
  try {
    await pipeline(opened({ identity }, readingBack(path)), createZstdDecompress(), async (source) => {
      for await (const entry of fromTar(source as AsyncIterable<Uint8Array>)) await take(entry)
    })
    if (!whole) throw damaged(last())
  } catch (error) {
    if (error instanceof CannotOpen && error.why === 'other_key')
      throw new BackupFault('密钥对不上：这份备份不是用这把密钥做的。请核对纸上的密钥，或者换一把。')
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') throw new BackupFault(`找不到备份文件 ${path}：请检查路径。`)
    if (error instanceof BackupFault) throw error
    if (error instanceof CannotOpen || error instanceof TarFault || code?.startsWith('ZSTD_')) throw damaged(last())
    throw error
  }
}

/** @throws BackupFault where this version cannot make what the backup was made of */
function checkHead(head: Head): void {
  if (head.format !== 1) throw new BackupFault('这份备份的格式不认识：请用做它的那个版本恢复。')
  const known = new Map(migrations().map(({ name, checksum }) => [name, checksum]))
  for (const { name, checksum } of head.migrations ?? []) {
    if (known.get(name) === checksum) continue
    throw new BackupFault(
      `这份备份是 ${head.version} 版做的，比现在的 ${productVersion()} 版新（有 ${name}）：请用 ${head.version} 或者更新的版本恢复。`,
    )
  }
}

const strange = (name: string): BackupFault =>
  new BackupFault(`这份备份里有不认识的东西（${name}）：请用做它的那个版本恢复。`)

/** A path that leads nowhere else: whoever has the public key can seal an archive with names of their own. */
const staysInside = (path: string): boolean =>
  !path.includes('\0') && path.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
const isOurs = (name: string): boolean =>
  /^([a-z]+\.json|tables\/[^/]+\/\d+|(keys|certificates)\/[^/]+)$/.test(name) && staysInside(name)

function filesIn(entry: Entry): FileOf[] {
  const files = JSON.parse(entry.bytes.toString()) as FileOf[]
  const other = files.find(({ path }) => !/^(blobs|issued)\/./.test(path) || !staysInside(path))
  if (other) throw strange(other.path)
  return files
}

/** Beside the one that is used, until it is whole. */
const folderFor = (databaseOnly = false): string => (databaseOnly ? RESTORING : DATABASE)

/**
 * How much larger than its archive a database is taken to be where the archive, one of an older version, does not tell: a guess, as what it
 * shrinks to depends on what is in it. Where it is too small, the restore ends with a full disc and takes away what it wrote.
 */
const SHRUNK = 4
/** What PostgreSQL writes beside a database that is filled, in bytes: its log of changes up to `max_wal_size`, and what an empty one takes. */
const MOST_WAL = 1_000_000_000
const EMPTY = 200_000_000

/** What a restore needs of its disc, in bytes: the database as large as it was with what is written beside it, and each file. */
export async function roomToRestore(archive: string, head: Head, withFiles: boolean): Promise<number> {
  const files = withFiles ? await bytesNeeded(dirname(archive), basename(archive)) : 0
  if (!head.migrations) return files
  const database = head.database_bytes ?? (await stat(archive)).size * SHRUNK
  return database + Math.min(MOST_WAL, database) + EMPTY + files
}

/** Takes entries in, in the order they come, into a folder that has nothing yet. */
function taker(of: RestoreOf) {
  const { archive, dataDir, databaseOnly = false, besideRunning = false, say } = of
  const rows = new Map<string, number>()
  let head: Head | undefined
  let files: FileOf[] = []
  let tables: Table[] = []
  let putBack: string[] = []
  let database: Awaited<ReturnType<typeof startEmbedded>> | undefined
  let client: pg.Client | undefined
  let bytes = 0

  /** An empty database of just the shape the backup was made in. */
  async function openDatabase(of: Head): Promise<pg.Client> {
    say('  数据库……')
    // Nothing is lost by a power cut but the time: what is not whole is begun again.
    database = await startEmbedded({ dataDir, durable: false, restoring: folderFor(databaseOnly) })
    await migrate(database.ownerUrl, new Set(of.migrations?.map(({ name }) => name)))
    const opening = ownerClient(database.ownerUrl)
    opening.on('error', () => undefined)
    await opening.connect()
    client = opening
    await opening.query("set maintenance_work_mem = '512MB'; set synchronous_commit = off")
    tables = await tablesOf(opening)
    if (JSON.stringify(tables) !== JSON.stringify(of.tables))
      throw new BackupFault(`这份备份的表和 ${of.version} 版的不一样：请把这句话告诉维护人员。`)
    putBack = await bareTables(opening, tables)
    return opening
  }

  async function takeRows(entry: Entry): Promise<void> {
    if (!head) throw damaged('')
    const open = client ?? (await openDatabase(head))
    const name = entry.name.split('/')[1]
    const table = tables.find((it) => it.name === name)
    if (!table) throw damaged(entry.name)
    rows.set(table.name, (rows.get(table.name) ?? 0) + (await copyIn(open, copyInText(table), entry.bytes)))
  }

  async function close(foot: Foot): Promise<void> {
    if (!head) throw damaged('')
    if (head.migrations !== null) {
      const open = client ?? (await openDatabase(head))
      for (const { name, rows: expected } of foot.tables) {
        const counted = await countRows(open, { name })
        if (counted !== expected || (rows.get(name) ?? 0) !== expected)
          throw new BackupFault(`表 ${name} 应有 ${expected} 行，只恢复了 ${counted} 行：请换一份备份恢复。`)
      }
      say('  索引和引用……')
      for (const statement of putBack) await open.query(statement)
      await setSequences(open, foot.sequences)
      await open.query('analyze')
    }
  }

  return {
    async take(entry: Entry): Promise<void> {
      const [folder] = entry.name.split('/')
      if (entry.name === FOOT) return close(JSON.parse(entry.bytes.toString()))
      bytes += entry.bytes.length
      if (!isOurs(entry.name)) throw strange(entry.name)
      if (entry.name === HEAD) {
        head = JSON.parse(entry.bytes.toString()) as Head
        checkHead(head)
        await checkRoom(dataDir, await roomToRestore(archive, head, !databaseOnly), besideRunning)
      } else if (folder === 'tables') await takeRows(entry)
      else if (entry.name === FILES) files = filesIn(entry)
      else if (SMALL_FOLDERS.some((it) => it === folder)) {
        if (databaseOnly) return
        await mkdir(dirname(join(dataDir, entry.name)), { recursive: true, mode: 0o700 })
        await writeFile(join(dataDir, entry.name), entry.bytes, { mode: 0o600, flush: true })
      } else throw strange(entry.name)
    },
    /** What was taken, once all of it was. */
    taken() {
      if (!head) throw damaged('')
      return { head, files, rows: [...rows.values()].reduce((sum, n) => sum + n, 0), bytes }
    },
    async stop(): Promise<void> {
      await client?.end().catch(() => {})
      await database?.stop()
    },
  }
}

const sum = (entries: readonly { bytes: number }[]): number => entries.reduce((all, { bytes }) => all + bytes, 0)

/** Takes the files from the place, each opened by its own key. @returns those that are missing or are not what they are called */
export async function takeFiles(of: {
  place: string
  dataDir: string
  identity: Identity
  files: readonly FileOf[]
}): Promise<string[]> {
  if (of.files.length > 0 && !existsSync(join(of.place, 'files')))
    return [
      `${of.place} 里没有 files 文件夹，${of.files.length} 个文件都没有恢复：请把放备份的文件夹整个接上（不要只拷一份备份出来），换一个空的文件夹再恢复一次。`,
    ]
  const secret = fileSecret(of.dataDir, recipientOf(of.identity) ?? '')
  const faults: string[] = []
  await fewAtOnce(4, of.files, async ({ path, bytes }) => {
    const target = join(of.dataDir, path)
    await mkdir(dirname(target), { recursive: true, mode: 0o700 })
    const hash = createHash('sha256')
    let length = 0
    const source = opened(
      { fileKey: sealedFileKey(secret, path) },
      readingBack(filePath(of.place, sealedName(secret, path))),
    )
    async function* counted(): AsyncGenerator<Buffer> {
      for await (const piece of source) {
        hash.update(piece)
        length += piece.length
        yield piece
      }
    }
    try {
      await writeFile(target, counted(), { mode: 0o600, flush: true })
      const read = hash.digest('hex')
      if (length !== bytes || read !== (namedBy(path) ?? read)) faults.push(`${path}：内容和指纹不符`)
    } catch (error) {
      const missing = (error as NodeJS.ErrnoException).code === 'ENOENT'
      if (!missing && !(error instanceof CannotOpen)) throw error
      await rm(target, { force: true })
      faults.push(`${path}：${missing ? '备份里没有' : '在备份里坏了'}`)
    }
  })
  return faults.sort()
}

/** Whether nothing is in a folder, or it is not there. */
const isEmpty = async (folder: string): Promise<boolean> =>
  (await readdir(folder).catch(() => [])).every((name) => name === 'lost+found' || name === '.lock')

export type RestoreOf = {
  /** The archive; its files lie beside it. */
  archive: string
  identity: Identity
  dataDir: string
  /** Only the database is put back into a folder that has the rest: the way back from an upgrade. */
  databaseOnly?: boolean
  /** On the disc of a system that runs, which keeps room of its own. */
  besideRunning?: boolean
  /** Looks through what was restored while its database runs. @returns what is wrong */
  check: (ownerUrl: string, dataDir: string) => Promise<string[]>
  say: (line: string) => void
}

/**
 * Newer migrations, logins and jobs, as at a start; then what the caller asks of it. On the way back from an upgrade the database stays as
 * it was: an older version is to open it, and what this one would ask of it may not be there.
 */
async function makeReady({ dataDir, check, databaseOnly }: RestoreOf): Promise<string[]> {
  const database = await startEmbedded({ dataDir, restoring: folderFor(databaseOnly) })
  try {
    if (databaseOnly && (await pendingMigrations(database.ownerUrl)).pending.length > 0) return []
    await prepareDatabase({ ownerUrl: database.ownerUrl, dataDir })
    await closeOwnRun(database.ownerUrl)
    return await check(database.ownerUrl, dataDir)
  } finally {
    await database.stop()
  }
}

async function restoreAll(of: RestoreOf): Promise<Restored> {
  const { archive, identity, dataDir, databaseOnly = false, say } = of
  markRestore(dataDir, databaseOnly ? 'back' : 'all')
  const taking = taker(of)
  try {
    await readArchive(archive, identity, taking.take)
  } finally {
    await taking.stop()
  }
  const { head, files, rows, bytes } = taking.taken()
  if (files.length > 0) say(`  文件 ${files.length} 个……`)
  const faults = databaseOnly ? [] : await takeFiles({ place: dirname(archive), dataDir, identity, files })
  if (head.migrations !== null) {
    say('  核对……')
    faults.push(...(await makeReady(of)))
  }
  // It was filled without waiting for the disc, and counts as restored only once it is there.
  await syncTree(databaseOnly ? join(dataDir, RESTORING) : dataDir)
  if (databaseOnly) exchangeDatabase(dataDir)
  unmarkRestore(dataDir)
  return {
    version: head.version,
    madeAt: head.made_at,
    rows,
    files: files.length,
    bytes: bytes + sum(files),
    faults,
    hasDatabase: head.migrations !== null,
  }
}

const emptied = async (folder: string): Promise<void> => {
  for (const name of await readdir(folder).catch(() => []))
    if (name !== 'lost+found' && name !== '.lock') await rm(join(folder, name), { recursive: true })
}

/** Into a folder with nothing in it, or with what a restore that was cut off left there. */
async function restoreWhole(of: RestoreOf): Promise<Restored> {
  await emptied(of.dataDir)
  try {
    return await restoreAll(of)
  } catch (error) {
    await emptied(of.dataDir)
    await rm(join(of.dataDir, '.lock'), { force: true })
    throw error
  }
}

/** Beside the database that is used, which stays until the other is whole, looked through and on the disc. */
async function restoreBack(of: RestoreOf): Promise<Restored> {
  const { dataDir, say } = of
  if (unfinishedRestore(dataDir) === 'back') {
    if (existsSync(join(dataDir, DATABASE)) || existsSync(join(dataDir, ASIDE))) putRestoreRight(dataDir, say)
    else dropRestoring(dataDir)
  }
  const aside = join(dataDir, ASIDE)
  if (existsSync(aside)) throw new BackupFault(`${aside} 还在：请先把它移走（里面是上一次换下来的数据库），再试一次。`)
  try {
    return await restoreAll(of)
  } catch (error) {
    if (existsSync(join(dataDir, DATABASE))) {
      dropRestoring(dataDir)
      unmarkRestore(dataDir)
    }
    throw error
  }
}

/**
 * Makes an installation out of a backup: its keys, its database just as it was and then brought up to this version, its files; all of it
 * looked through. What fails leaves an empty folder, or with `databaseOnly` the database that was there. What is cut off is put right by
 * the next start or the next restore.
 * @throws BackupFault: the folder is not empty, another key, a backup that is damaged, cut off or of a newer version
 */
export async function restore(of: RestoreOf): Promise<Restored> {
  const { dataDir, databaseOnly } = of
  if (!databaseOnly && !(await isEmpty(dataDir)) && unfinishedRestore(dataDir) !== 'all')
    throw new BackupFault(`${dataDir} 里已经有东西：恢复只能放进空的文件夹，请换一个（DATA_DIR=…），原来的不会动。`)
  const held = await holdDataDir(dataDir)
  try {
    return await (databaseOnly ? restoreBack(of) : restoreWhole(of))
  } finally {
    held.release()
  }
}
