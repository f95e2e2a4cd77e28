/** 核对档案包：node scripts/verify-archive.ts 文件.zip [公钥的指纹]。用本产品自带的核对程序，不用包里的那一份。 */
import { createWriteStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, normalize } from 'node:path'
import { pipeline } from 'node:stream/promises'
import yauzl, { type Entry, type ZipFile } from 'yauzl'
import { checkArchive } from '#server/dossier/check-archive.mjs'

/** Unpacks a package into a folder; a name that would lead out of it is refused. @throws Error where it is no zip */
export async function unpack(path: string, folder: string): Promise<void> {
  const zip = await new Promise<ZipFile>((resolve, reject) =>
    yauzl.open(
      path,
      { autoClose: false, lazyEntries: true, validateEntrySizes: true, strictFileNames: true },
      (error, opened) => (opened ? resolve(opened) : reject(error ?? new Error('no zip'))),
    ),
  )
  try {
    await new Promise<void>((resolve, reject) => {
      zip.on('error', reject)
      zip.on('end', resolve)
      zip.on('entry', (entry: Entry) => {
        const to = join(folder, normalize(entry.fileName))
        if (!to.startsWith(folder)) return reject(new Error('a name leads out of the package'))
        zip.openReadStream(entry, (error, bytes) => {
          if (!bytes) return reject(error ?? new Error('no bytes'))
          mkdirSync(dirname(to), { recursive: true })
          pipeline(bytes, createWriteStream(to)).then(() => zip.readEntry(), reject)
        })
      })
      zip.readEntry()
    })
  } finally {
    zip.close()
  }
}

if (import.meta.main) {
  const [path, key] = process.argv.slice(2)
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
  } catch {
    console.error('✘ 压缩包打不开：不完整，或者不是档案包。请重新下载或者换一份备份。')
    process.exitCode = 1
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
