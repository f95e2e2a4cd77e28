import { createHash } from 'node:crypto'
import { readdir, rm, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createZstdCompress, createZstdDecompress } from 'node:zlib'
import { ownerClient } from '../db/connection.ts'
import { fewAtOnce } from '../few-at-once.ts'
import { CannotOpen, newFileKey, opened, plainLength, type Recipient, sealed } from './age.ts'
import { entriesOf, type FileOf, type Foot } from './archive.ts'
import { fileSecret, sealedFileKey, sealedName } from './keys.ts'
import {
  archiveName,
  BackupFault,
  checkRoom,
  filePath,
  nameWhole,
  needsPath,
  needsText,
  readingBack,
  writeWhole,
} from './place.ts'
import { databaseSize } from './schema.ts'
import { fromTar, TarFault, toTar } from './tar.ts'

export type Backup = {
  archive: string
  /** What this run added to the place. */
  bytes: number
  rows: number
  files: number
  newFiles: number
  /** Old files looked at again this time. */
  lookedAgain: number
  /** Files that are not what their name says, here or in the place: by path. */
  faults: string[]
  /** What is no file where only files belong, and so is not in it: by path. */
  skipped: string[]
}

const COPIES_AT_ONCE = 4
/** Each file put away earlier is read again once in so many days. */
const TURNS = 30

const size = async (path: string): Promise<number | null> => (await stat(path).catch(() => null))?.size ?? null

/** Passes bytes on and counts their fingerprint. */
async function* hashed(source: AsyncIterable<Buffer>, hash: ReturnType<typeof createHash>): AsyncGenerator<Buffer> {
  for await (const bytes of source) {
    hash.update(bytes)
    yield bytes
  }
}

/** The fingerprint a file is named by, where it is: pictures made of an original are not. */
export const namedBy = (path: string): string | null => /^[0-9a-f]{64}$/.exec(basename(path))?.[0] ?? null

const openedFile = (path: string, fileKey: Buffer): AsyncGenerator<Buffer> => opened({ fileKey }, readingBack(path))

async function fingerprintOf(source: AsyncIterable<Buffer>): Promise<string> {
  const hash = createHash('sha256')
  for await (const bytes of source) hash.update(bytes)
  return hash.digest('hex')
}

/** The files of a place: puts there what is new and reads it back, reads again what has its turn. */
function fileKeeper(of: { dataDir: string; place: string; recipient: Recipient; turn: number; made: Backup }) {
  const { dataDir, place, recipient, made } = of
  const secret = fileSecret(dataDir, recipient)

  /** @returns its length, or null when it is gone: what nobody used is let go of at any time */
  async function putAway(path: string, target: string): Promise<number | null> {
    const fileKey = sealedFileKey(secret, path)
    const hash = createHash('sha256')
    try {
      const source = hashed(readingBack(join(dataDir, path)), hash)
      const written = await writeWhole(target, sealed(recipient, fileKey, source))
      made.bytes += written
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT' && (await size(join(dataDir, path))) === null) return null
      throw error
    }
    const read = hash.digest('hex')
    if ((await fingerprintOf(openedFile(`${target}.coming`, fileKey)).catch(() => '')) !== read)
      throw new BackupFault('刚写到备份里的文件读回来不对：U 盘或者硬盘可能坏了，请换一个再试。')
    await nameWhole(target)
    made.newFiles += 1
    if ((namedBy(path) ?? read) !== read) made.faults.push(`${path}（本机上的原件）`)
    return size(join(dataDir, path))
  }

  async function lookAgain(path: string, target: string): Promise<void> {
    made.lookedAgain += 1
    const read = await fingerprintOf(openedFile(target, sealedFileKey(secret, path))).catch(() => null)
    if (read !== null && read === (namedBy(path) ?? read)) return
    // What has gone bad in the place is put there anew from here.
    await rm(target, { force: true })
    await putAway(path, target)
    made.faults.push(`${path}（备份里的，已经重新存了一份）`)
  }

  /** Of two lengths one is wrong. What its name does not tell of is put away anew. @returns the length of what is now in the place */
  async function settle(path: string, target: string, lengthThere: number): Promise<number | null> {
    const named = namedBy(path)
    if (named !== null && (await fingerprintOf(readingBack(join(dataDir, path))).catch(() => null)) !== named) {
      made.faults.push(`${path}（本机上的坏了，备份里的那一份留着）`)
      return lengthThere
    }
    if (named !== null) made.faults.push(`${path}（备份里的，已经重新存了一份）`)
    await rm(target, { force: true })
    return putAway(path, target)
  }

  async function keepOne(path: string): Promise<number | null> {
    const name = sealedName(secret, path)
    const target = filePath(place, name)
    if ((await size(target)) === null) return putAway(path, target)
    if (Number.parseInt(name.slice(0, 8), 16) % TURNS === of.turn) await lookAgain(path, target)
    const [here, there] = [await size(join(dataDir, path)), await size(target)]
    if (here === null || there === null || here === plainLength(there)) return here
    return settle(path, target, plainLength(there))
  }

  /** What a row names and this machine has no more: the copy in the place may be the last there is. */
  async function keepLast(path: string): Promise<number | null> {
    const target = filePath(place, sealedName(secret, path))
    const sealedLength = await size(target)
    const read = await fingerprintOf(openedFile(target, sealedFileKey(secret, path))).catch(() => null)
    const sound = read !== null && read === (namedBy(path) ?? read)
    const says = sealedLength === null ? '备份里也没有' : sound ? '备份里的那一份留着' : '备份里的也坏了'
    made.faults.push(`${path}（本机上不见了，${says}）`)
    return sealedLength !== null && sound ? plainLength(sealedLength) : null
  }

  return {
    secret,
    async keep(here: string[], named: string[]): Promise<FileOf[]> {
      const kept = new Map<string, number>()
      const onDisc = new Set(here)
      const lost = named.filter((path) => !onDisc.has(path))
      const paths = [...here, ...lost]
      await fewAtOnce(COPIES_AT_ONCE, paths, async (path) => {
        const bytes = onDisc.has(path) ? await keepOne(path) : await keepLast(path)
        if (bytes !== null) kept.set(path, bytes)
      })
      made.files = kept.size
      return paths.flatMap((path) => {
        const bytes = kept.get(path)
        return bytes === undefined ? [] : [{ path, bytes }]
      })
    },
  }
}

/** Reads a finished archive from its first byte to its last, and compares each entry with what went in. @throws BackupFault */
async function readBack(path: string, fileKey: Buffer, foot: Foot): Promise<void> {
  const expected = foot.entries.values()
  const compare = async (source: AsyncIterable<Uint8Array>): Promise<void> => {
    for await (const { name, bytes } of fromTar(source)) {
      const next = expected.next().value
      if (!next) continue
      if (next.name !== name || next.sha256 !== createHash('sha256').update(bytes).digest('hex'))
        throw new BackupFault(`刚写好的备份读回来不对（${name}）：备份的盘可能坏了，请换一个再试。`)
    }
    if (!expected.next().done) throw new BackupFault('刚写好的备份读回来不完整：备份的盘可能坏了，请换一个再试。')
  }
  try {
    await pipeline(openedFile(path, fileKey), createZstdDecompress(), compare)
  } catch (error) {
    const isSpoilt = error instanceof CannotOpen || error instanceof TarFault
    if (!isSpoilt && !(error as NodeJS.ErrnoException).code?.startsWith('ZSTD_')) throw error
    throw new BackupFault('刚写好的备份读回来是坏的：备份的盘可能坏了，请换一个再试。')
  }
}

/** What the next backup is likely to need in the place: the database, which shrinks to a part of itself, and files not there yet. */
async function roomFor(ownerUrl: string | null): Promise<number> {
  if (ownerUrl === null) return 0
  const client = ownerClient(ownerUrl)
  await client.connect()
  try {
    return (await databaseSize(client)) / 3
  } finally {
    await client.end()
  }
}

async function roomForFiles(dataDir: string, place: string, secret: Buffer, paths: string[]): Promise<number> {
  let bytes = 0
  for (const path of paths)
    if ((await size(filePath(place, sealedName(secret, path)))) === null)
      bytes += (await size(join(dataDir, path))) ?? 0
  return bytes
}

/**
 * Makes one backup: all tables at one moment, the keys, and each file the place has not yet; everything sealed, read back, and only then
 * given its name. Never call it twice at once on one place. @param withFiles false: what stands in the same folder and is only ever added to
 * @throws BackupFault, with a sentence for the operator
 */
export async function makeBackup(of: {
  ownerUrl: string | null
  dataDir: string
  place: string
  recipient: Recipient
  at: string
  withFiles: boolean
  /** Evidence lies in an object store, not in this folder. */
  blobsElsewhere?: boolean
}): Promise<Backup> {
  const { ownerUrl, dataDir, place, recipient, at } = of
  const archive = archiveName(at)
  const path = join(place, archive)
  if ((await size(path)) !== null) throw new BackupFault(`${path} 已经有了：过一秒再试。`)
  const made: Backup = { archive, bytes: 0, rows: 0, files: 0, newFiles: 0, lookedAgain: 0, faults: [], skipped: [] }
  const turn = Math.floor(Date.parse(at) / 86_400_000) % TURNS
  const keeper = fileKeeper({ dataDir, place, recipient, turn, made })
  for (const left of (await readdir(place).catch(() => [])).filter((name) => name.endsWith('.coming')))
    await rm(join(place, left), { force: true })
  await checkRoom(place, await roomFor(ownerUrl))
  const needs: string[] = []
  let foot: Foot | undefined
  const entries = entriesOf({
    ownerUrl,
    dataDir,
    madeAt: at,
    filesToo: of.withFiles,
    async withFiles(paths, named) {
      await checkRoom(place, await roomForFiles(dataDir, place, keeper.secret, paths))
      const ours = named.filter((path) => !(of.blobsElsewhere && path.startsWith('blobs/')))
      const files = await keeper.keep(paths, ours)
      // What a row names is needed also where it could not be read this time.
      const all = new Set([...files.map(({ path }) => path), ...ours])
      needs.push(...[...all].map((path) => sealedName(keeper.secret, path)))
      return files
    },
    skipped: (it) => made.skipped.push(it),
    told(it) {
      foot = it
    },
  })
  const fileKey = newFileKey()
  async function* archived(): AsyncGenerator<Buffer> {
    const packed = createZstdCompress()
    const packing = pipeline(toTar(entries), packed)
    // Told below, where the reading of it fails.
    packing.catch(() => {})
    yield* sealed(recipient, fileKey, packed)
    await packing
  }
  const bytes = await writeWhole(path, archived())
  if (!foot) throw new BackupFault('备份没有写完：请再试一次。')
  await readBack(`${path}.coming`, fileKey, foot)
  await writeFile(needsPath(place, archive), needsText(needs), { mode: 0o600, flush: true })
  await nameWhole(path)
  made.bytes += bytes
  made.rows = foot.tables.reduce((sum, table) => sum + table.rows, 0)
  return made
}
