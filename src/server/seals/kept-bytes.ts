import { createHash, randomUUID } from 'node:crypto'
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Where bytes lie that are known by their SHA-256 (hex): `DATA_DIR/issued/ab/abcdef…`. */
export const pathOfBytes = (dataDir: string, sha256: string): string =>
  join(dataDir, 'issued', sha256.slice(0, 2), sha256)

export const sha256Of = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest()

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r')
  await handle.sync().finally(() => handle.close())
}

/** Keeps bytes under their own hash, once and for ever; they have reached the disc when it returns. @returns the hash */
export async function keepBytes(dataDir: string, bytes: Uint8Array): Promise<Buffer> {
  const hash = sha256Of(bytes)
  const path = pathOfBytes(dataDir, hash.toString('hex'))
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const aside = `${path}.${randomUUID()}.new`
  const handle = await open(aside, 'wx', 0o400)
  await handle
    .writeFile(bytes)
    .then(() => handle.sync())
    .finally(() => handle.close())
  try {
    await link(aside, path)
  } catch (error) {
    // The same bytes are there already.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    await unlink(aside)
  }
  await sync(dirname(path))
  await sync(dirname(dirname(path)))
  return hash
}

/** The bytes, as long as they are those of the hash; null where they are gone or are others. */
export async function readBytes(dataDir: string, sha256: Buffer): Promise<Buffer | null> {
  const bytes = await readFile(pathOfBytes(dataDir, sha256.toString('hex'))).catch(() => null)
  return bytes && sha256Of(bytes).equals(sha256) ? bytes : null
}
