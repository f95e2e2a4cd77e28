import { spawn } from 'node:child_process'
import { constants, createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm, stat, statfs, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'

import { command } from '../packed.ts'

/** Why there is no backup, in a sentence for whoever looks after the machine. */
export class BackupFault extends Error {}

const MARK = '.fengqiao-backup'
const ENDING = '.tar.zst.age'
const NAMED = /^fengqiao-(\d{8})-(\d{6})\.tar\.zst\.age$/

/** The name of a backup of this instant, by the clock on the wall (Beijing). */
export function archiveName(instant: string): string {
  const wall = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString()
  return `fengqiao-${wall.slice(0, 10).replaceAll('-', '')}-${wall.slice(11, 19).replaceAll(':', '')}${ENDING}`
}

/** The backups in a place, the oldest first, each with its day (YYYY-MM-DD). */
export async function archivesIn(place: string): Promise<{ name: string; day: string }[]> {
  const names = await readdir(place).catch(() => [])
  return names.sort().flatMap((name) => {
    const day = NAMED.exec(name)?.[1]
    return day ? [{ name, day: `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}` }] : []
  })
}

/** Beside each backup stands which files it needs, by their names in the place: to know what nobody needs any more. */
export const needsPath = (place: string, archive: string): string => join(place, archive.replace(ENDING, '.files'))
export const filePath = (place: string, name: string): string => join(place, 'files', name.slice(0, 2), `${name}.age`)

/** Who asks for a backup: the product by itself, a person, a person to a place that had backups, a person who says that it is a new one. */
export type PlaceAsked = 'itself' | 'hand' | 'hand_again' | 'new_place'

/**
 * Makes sure that a folder is the place it should be. A stick that was pulled out leaves an empty folder of the same name on the system's
 * disc: so a place carries a mark, put there when a person makes the first backup to it, and nothing is written where it is missing.
 * @param asked by a person, an empty folder becomes the place; but not where backups were made before, unless they say that it is a new one
 * @throws BackupFault
 */
export async function checkPlace(place: string, installation: string, asked: PlaceAsked): Promise<void> {
  const mark = await readFile(join(place, MARK), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null
    throw new BackupFault(`备份的地方 ${place} 读不了：请检查 U 盘或者网络盘，再试一次。`)
  })
  if (mark?.trim() === installation) return
  if (mark !== null)
    throw new BackupFault(`${place} 里是另一套枫桥的备份：请换一个文件夹，不要让两套系统的备份放在一起。`)
  const inside = await readdir(place).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' && (asked === 'hand' || asked === 'new_place')) return []
    throw new BackupFault(`备份的地方 ${place} 打不开：请插上 U 盘或者接好网络盘，再运行 ${command('backup')}。`)
  })
  if (asked === 'itself' || asked === 'hand_again')
    throw new BackupFault(
      `${place} 里没有原来的备份：可能 U 盘没有插上、网络盘没有接好。请接好再试；确实换了新盘的，请手工运行一次 ${command('backup', 'new-place')}。`,
    )
  if (inside.some((name) => name !== 'lost+found' && !name.startsWith('.')))
    throw new BackupFault(`${place} 里有别的文件：请给备份一个单独的空文件夹，例如 ${join(place, 'fengqiao')}。`)
  // The last folder only: those above it are the stick, or are not there because it is out.
  await mkdir(place, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') return
    throw new BackupFault(
      error.code === 'ENOENT'
        ? `没有 ${dirname(place)} 这个文件夹：请插上 U 盘或者接好网络盘，或者改对 BACKUP_DIR。`
        : `不能在 ${place} 建文件夹：请检查路径和写权限。`,
    )
  })
  await writeFile(join(place, MARK), `${installation}\n`, { flush: true }).catch(() => {
    throw new BackupFault(`${place} 写不进去：请检查写权限，U 盘是不是只读。`)
  })
}

/** What a disc that nobody else writes to keeps free, in bytes. */
const LEFT_FREE = 50_000_000
/** What the disc of a system that runs keeps free for it: so many bytes, and so large a part of the disc where that is more. */
const LEFT_FOR_RUNNING = { bytes: 2_000_000_000, part: 0.05 }

/**
 * @param besideRunning whether a system that runs writes to the same disc: it must not be filled up for it
 * @throws BackupFault where that many bytes have no room
 */
export async function checkRoom(place: string, bytes: number, besideRunning = false): Promise<void> {
  const { bavail, blocks, bsize } = await statfs(place)
  const mega = (n: number): string => `${Math.ceil(n / 1_000_000)} MB`
  const forRunning = Math.max(LEFT_FOR_RUNNING.bytes, LEFT_FOR_RUNNING.part * blocks * bsize)
  if (bavail * bsize >= bytes + (besideRunning ? forRunning : LEFT_FREE)) return
  const also = besideRunning ? `，还要给正在用的系统留 ${mega(forRunning)}` : ''
  throw new BackupFault(
    `${place} 只剩 ${mega(bavail * bsize)}，这次大约要 ${mega(bytes)}${also}：请换大一些的盘，或者清理旧文件。`,
  )
}

async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, constants.O_RDONLY)
  // A stick's file system may know no such thing.
  await handle.sync().catch(() => {})
  await handle.close()
}

/** Writes a file whole or not at all: on the disc, under its name, when this returns. @returns its length in bytes */
export async function writeWhole(path: string, source: AsyncIterable<Buffer>): Promise<number> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const coming = `${path}.coming`
  await rm(coming, { force: true })
  try {
    await pipeline(source, createWriteStream(coming, { mode: 0o600, flags: 'wx', flush: true }))
    await forgetCached(coming)
    const { size } = await stat(coming)
    return size
  } catch (error) {
    await rm(coming, { force: true }).catch(() => {})
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOSPC' || code === 'EDQUOT')
      throw new BackupFault(`${dirname(path)} 所在的盘满了：请换大一些的盘，或者清理旧文件。`)
    if (code === 'EIO' || code === 'ENODEV' || code === 'EROFS')
      throw new BackupFault('写到一半，备份的盘读写出错：U 盘可能松了或者坏了，请换一个再试。')
    throw error
  }
}

/** Gives what `writeWhole` wrote its name. */
export async function nameWhole(path: string): Promise<void> {
  await rename(`${path}.coming`, path)
  await syncFolder(dirname(path))
}

/** What is read back is to come from the disc: the copy in memory is always right. Where this is not possible, it is read as it is. */
function forgetCached(path: string): Promise<void> {
  return new Promise((done) => {
    const tool = spawn('dd', [`if=${path}`, 'iflag=nocache', 'count=0'], { stdio: 'ignore' })
    tool.on('error', () => done())
    tool.on('exit', () => done())
  })
}

/** A file's bytes. It is opened when the first of them is asked for: what fails before anybody listens would end the process. */
export async function* readingBack(path: string): AsyncGenerator<Buffer> {
  yield* createReadStream(path, { highWaterMark: 1 << 20 })
}

/** How many backups stay: one for each of the last days, weeks and months that have one. */
export type Keep = { days: number; weeks: number; months: number }

const weekOf = (day: string): string => String(Math.floor((Date.parse(`${day}T00:00:00Z`) / 86_400_000 + 3) / 7))

/** Which of these backups (oldest first) may go: the newest of each of the last days, weeks and months stays, the newest of all always. */
export function outdated(archives: readonly { name: string; day: string }[], keep: Keep): string[] {
  const newest = [...archives].reverse()
  const kept = new Set<string>(newest.slice(0, 1).map(({ name }) => name))
  for (const [most, spanOf] of [
    [keep.days, (day: string) => day],
    [keep.weeks, weekOf],
    [keep.months, (day: string) => day.slice(0, 7)],
  ] as const) {
    const spans = new Set<string>()
    for (const { name, day } of newest) {
      const span = spanOf(day)
      if (spans.has(span) || spans.size >= most) continue
      spans.add(span)
      kept.add(name)
    }
  }
  return archives.map(({ name }) => name).filter((name) => !kept.has(name))
}

/** The newest backup in a place that is not dated later than an instant; where all are, the newest of those. @returns null where there is none */
export async function newestIn(place: string, at: string): Promise<string | null> {
  const names = (await archivesIn(place)).map(({ name }) => name)
  return names.filter((name) => !isAhead(name, at)).at(-1) ?? names.at(-1) ?? null
}

/** Whether a backup bears a later date than this instant: the machine's clock was or is wrong. */
export const isAhead = (archive: string, at: string): boolean => NAMED.test(archive) && archive > archiveName(at)

/** The date in a backup's name, for people. */
export const dateOf = (archive: string): string => {
  const [, day = '', time = ''] = NAMED.exec(archive) ?? []
  return (
    day && `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)} ${time.slice(0, 2)}:${time.slice(2, 4)}（北京时间）`
  )
}

/** The list of what a backup needs, ended by how many lines it has: one that was cut off or emptied must not look whole. */
export const needsText = (names: readonly string[]): string => [...names, `# ${names.length}`, ''].join('\n')

/** The bytes of the files beside a backup that it needs; 0 where it does not tell which. */
export async function bytesNeeded(place: string, archive: string): Promise<number> {
  let bytes = 0
  for (const name of (await needsOf(place, archive)) ?? [])
    bytes += (await stat(filePath(place, name)).catch(() => null))?.size ?? 0
  return bytes
}

async function needsOf(place: string, archive: string): Promise<string[] | null> {
  const lines = (await readFile(needsPath(place, archive), 'utf8').catch(() => '')).split('\n')
  const names = lines.slice(0, -2)
  return lines.at(-1) === '' && lines.at(-2) === `# ${names.length}` ? names : null
}

/**
 * Takes away old backups, and then the files that no backup left here needs. Where one does not tell what it needs, all files stay.
 * @param made the one just made: it stays, and what is dated later still neither counts nor goes
 */
export async function tidyPlace(
  place: string,
  keep: Keep,
  made: string,
): Promise<{ archives: number; files: number; ahead: number }> {
  const all = await archivesIn(place)
  const past = all.filter(({ name }) => name <= made)
  const old = outdated(past, keep)
  const done = { archives: old.length, files: 0, ahead: all.length - past.length }
  for (const name of old) {
    await rm(join(place, name), { force: true })
    await rm(needsPath(place, name), { force: true })
  }
  const needed = new Set<string>()
  for (const { name } of await archivesIn(place)) {
    const names = await needsOf(place, name)
    if (names === null) return done
    for (const it of names) needed.add(it)
  }
  const folders = await readdir(join(place, 'files'), { withFileTypes: true }).catch(() => [])
  for (const folder of folders.filter((it) => it.isDirectory() && /^[0-9a-f]{2}$/.test(it.name))) {
    for (const file of await readdir(join(place, 'files', folder.name))) {
      const name = /^(\w+)\.age(\.coming)?$/.exec(file)?.[1]
      if (name === undefined || needed.has(name)) continue
      await rm(join(place, 'files', folder.name, file), { force: true })
      done.files += 1
    }
  }
  return done
}
