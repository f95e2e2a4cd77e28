/**
 * 核对档案包：node scripts/verify-archive.ts 文件.zip [公钥的指纹]。用本产品自带的核对程序，不用包里的那一份。
 * 不给指纹时用 DATA_DIR 里本系统自己的公钥；也没有的，只能核对里面前后一致（退出码 3）。
 */
import { createPrivateKey } from 'node:crypto'
import { createWriteStream, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, normalize, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import yauzl, { type Entry, type ZipFile } from 'yauzl'
import { printOfKey } from '#server/crypto/key-print.ts'
import { checkArchive } from '#server/dossier/check-archive.mjs'

/** Somebody could see the one and check the other: two entries of one name are no package. */
export class TwiceNamed extends Error {}

/**
 * Unpacks a package into a folder; a name that would lead out of it is refused, and one that comes twice.
 * @throws Error where it is no zip · TwiceNamed
 */
export async function unpack(path: string, folder: string): Promise<void> {
  const zip = await new Promise<ZipFile>((resolve, reject) =>
    yauzl.open(
      path,
      { autoClose: false, lazyEntries: true, validateEntrySizes: true, strictFileNames: true },
      (error, opened) => (opened ? resolve(opened) : reject(error ?? new Error('no zip'))),
    ),
  )
  const names = new Set<string>()
  try {
    await new Promise<void>((resolve, reject) => {
      zip.on('error', reject)
      zip.on('end', resolve)
      zip.on('entry', (entry: Entry) => {
        // Ordinary programs write an entry for each folder.
        if (entry.fileName.endsWith('/')) return zip.readEntry()
        const to = join(folder, normalize(entry.fileName))
        const name = entry.fileName.normalize('NFC').toLowerCase()
        if (names.has(name)) return reject(new TwiceNamed(entry.fileName))
        names.add(name)
        if (!to.startsWith(`${folder}${sep}`)) return reject(new Error('a name leads out of the package'))
        zip.openReadStream(entry, (error, bytes) => {
          if (!bytes) return reject(error ?? new Error('no bytes'))
          mkdirSync(dirname(to), { recursive: true })
          pipeline(bytes, createWriteStream(to, { flags: 'wx' })).then(() => zip.readEntry(), reject)
        })
      })
      zip.readEntry()
    })
  } finally {
    zip.close()
  }
}

/** The fingerprint of this installation's own key; empty where it has none. */
export function ownPrint(dataDir: string | undefined): string {
  try {
    return printOfKey(createPrivateKey(readFileSync(join(dataDir ?? 'data', 'keys', 'head-signing.pem'))))
  } catch {
    return ''
  }
}

if (import.meta.main) {
  const [path, key = ownPrint(process.env.DATA_DIR)] = process.argv.slice(2)
  if (!path) {
    console.error('用法：node scripts/verify-archive.ts 文件.zip [公钥的指纹]')
    process.exit(2)
  }
  const folder = mkdtempSync(join(tmpdir(), 'fengqiao-archive-'))
  try {
    await unpack(path, folder)
    const { code, says } = await checkArchive(folder, key)
    for (const line of says) console.log(line)
    process.exitCode = code
  } catch (error) {
    if (error instanceof TwiceNamed) console.error(`✘ 压缩包里有两个“${error.message}”：被人加过东西，不能当档案用。`)
    else console.error('✘ 压缩包打不开：不完整，或者不是档案包。请重新下载或者换一份备份。')
    process.exitCode = 1
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
