import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { ownerClient } from '../db/connection.ts'
import { copyOut } from './copy.ts'
import { copyOutText, countRows, databaseSize, type Sequence, sequencesOf, type Table, tablesOf } from './schema.ts'
import type { Entry } from './tar.ts'

/** What stands first in a backup: enough to refuse it before anything is made of it. */
export type Head = {
  format: 1
  version: string
  made_at: string
  /** Null where the database is looked after with its own tools and is not in here. */
  migrations: { name: string; checksum: string }[] | null
  tables: Table[]
  /** What the database took on the disc; older backups do not tell. */
  database_bytes?: number
}
/** What stands last: what all of it should have been. */
export type Foot = {
  tables: { name: string; rows: number }[]
  sequences: Sequence[]
  /** Every entry before this one, in order. */
  entries: { name: string; bytes: number; sha256: string }[]
  files: number
}
/** A file of the product beside the database, by its path in the data folder. */
export type FileOf = { path: string; bytes: number }

export const HEAD = 'head.json'
export const FOOT = 'foot.json'
export const FILES = 'files.json'

/** Folders kept whole inside each backup: small, and not named by what is in them. */
export const SMALL_FOLDERS = ['keys', 'certificates'] as const
/** Folders whose files are written once under a name that says what they are. */
const FILE_FOLDERS = ['blobs', 'issued'] as const
/** What was being written when somebody looked. */
const UNFINISHED = /\.(coming|new)$/

export const productVersion = (): string =>
  (JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as { version: string }).version

/** Every file beside the database that a backup needs, in the order of their names. */
export function filesOf(dataDir: string): string[] {
  return FILE_FOLDERS.flatMap((folder) => {
    try {
      return readdirSync(join(dataDir, folder), { recursive: true, withFileTypes: true })
        .filter((it) => it.isFile() && !UNFINISHED.test(it.name))
        .map(({ parentPath, name }) => join(parentPath, name).slice(dataDir.length + 1))
        .sort()
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
      throw error
    }
  })
}

async function* smallFiles(dataDir: string, skipped: (path: string) => void): AsyncGenerator<Entry> {
  for (const folder of SMALL_FOLDERS) {
    const names = await readdir(join(dataDir, folder)).catch(() => [])
    for (const name of names.sort().filter((it) => !UNFINISHED.test(it))) {
      const path = join(dataDir, folder, name)
      // Stat follows a link: a certificate is often one.
      if ((await stat(path).catch(() => null))?.isFile())
        yield { name: `${folder}/${name}`, bytes: await readFile(path) }
      else skipped(`${folder}/${name}`)
    }
  }
}

const NAMED_BY = [
  // What the chain names: evidence, and the pages that came back signed.
  [
    'events',
    'blobs/originals',
    `select c #>> '{facts,file,sha256}' from events e, jsonb_array_elements(e.consequences) c
     where e.step = 'provide_evidence' and c ->> 'part' = 'evidence'
     union
     select p #>> '{file,sha256}' from events e, jsonb_array_elements(e.consequences) c, jsonb_array_elements(c #> '{facts,returned_papers,-1,pages}') p
     where e.step = 'return_signed_paper'`,
  ],
  ['template_versions', 'blobs/templates', 'select sha256 from template_versions'],
  ['issued_papers', 'issued', "select encode(sha256, 'hex') from issued_papers"],
  ['signing_copies', 'issued', "select encode(pdf_hash, 'hex') from signing_copies"],
] as const

/** The files that rows name, each by its path in the data folder: those that must be there. An older database has fewer tables. */
async function namedIn(client: pg.Client, tables: readonly Table[]): Promise<string[]> {
  const paths = new Set<string>()
  for (const [table, folder, text] of NAMED_BY) {
    if (!tables.some(({ name }) => name === table)) continue
    const { rows } = await client.query<{ sha256: string | null }>(`select it.sha256 from (${text}) as it (sha256)`)
    for (const { sha256 } of rows) if (sha256) paths.add(`${folder}/${sha256.slice(0, 2)}/${sha256}`)
  }
  return [...paths].sort()
}

/** Opens the one moment all tables are read at, as somebody from whom row-level security may hide nothing. */
async function openSnapshot(ownerUrl: string): Promise<pg.Client> {
  const client = ownerClient(ownerUrl, 'fengqiao-backup')
  client.on('error', () => undefined)
  await client.connect()
  // Rows that a policy would leave out are an error then, not a smaller backup.
  await client.query('set row_security = off')
  await client.query("set datestyle = 'ISO'; set intervalstyle = 'postgres'; set extra_float_digits = 3")
  await client.query('begin isolation level repeatable read read only')
  return client
}

const json = (name: string, it: unknown): Entry => ({ name, bytes: Buffer.from(`${JSON.stringify(it)}\n`) })

/**
 * Everything of an installation as entries of a tar file: head, keys, every table at one moment, the list of its files, foot.
 * The rows are read first: a file is on the disc before the row that names it, so what is listed afterwards has every file of every row.
 * @param ownerUrl null leaves the database out @param withFiles is given the list of those on the disc, and of those that rows name, and
 * answers what it has of both @param skipped is told of what is no file and so is left out
 * @throws when PostgreSQL's own count of a table is not what was copied
 */
export async function* entriesOf(of: {
  ownerUrl: string | null
  dataDir: string
  madeAt: string
  filesToo: boolean
  withFiles: (paths: string[], named: string[]) => Promise<FileOf[]>
  skipped: (path: string) => void
  told: (foot: Foot) => void
}): AsyncGenerator<Entry> {
  const entries: Foot['entries'] = []
  const noted = (entry: Entry): Entry => {
    const sha256 = createHash('sha256').update(entry.bytes).digest('hex')
    entries.push({ name: entry.name, bytes: entry.bytes.length, sha256 })
    return entry
  }
  const client = of.ownerUrl === null ? null : await openSnapshot(of.ownerUrl)
  try {
    const migrations = client
      ? (await client.query<{ name: string; checksum: string }>('select name, checksum from migrations order by name'))
          .rows
      : null
    const all = client ? await tablesOf(client) : []
    const head: Head = {
      format: 1,
      version: productVersion(),
      made_at: of.madeAt,
      migrations,
      tables: all,
      ...(client ? { database_bytes: await databaseSize(client) } : {}),
    }
    yield noted(json(HEAD, head))
    for await (const entry of smallFiles(of.dataDir, of.skipped)) yield noted(entry)
    const tables: Foot['tables'] = []
    for (const table of all) {
      if (!client) continue
      const copying = copyOut(client, copyOutText(table))
      let nth = 0
      for (;;) {
        const next = await copying.next()
        if (!next.done) {
          nth += 1
          yield noted({ name: `tables/${table.name}/${String(nth).padStart(6, '0')}`, bytes: next.value })
          continue
        }
        const counted = await countRows(client, table)
        if (counted !== next.value) throw new Error(`表 ${table.name} 有 ${counted} 行，只读出 ${next.value} 行。`)
        tables.push({ name: table.name, rows: counted })
        break
      }
    }
    const sequences = client ? await sequencesOf(client) : []
    const named = client && of.filesToo ? await namedIn(client, all) : []
    await client?.query('commit')
    const files = of.filesToo ? await of.withFiles(filesOf(of.dataDir), named) : []
    yield noted(json(FILES, files))
    const foot: Foot = { tables, sequences, entries: [...entries], files: files.length }
    of.told(foot)
    yield json(FOOT, foot)
  } finally {
    await client?.end().catch(() => {})
  }
}
