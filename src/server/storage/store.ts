import { randomUUID } from 'node:crypto'
import { constants, createReadStream } from 'node:fs'
import { access, copyFile, link, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'

/** Where bytes are kept under a name that says what they are: written once, never changed. */
export type Store = {
  /** Keeps the file under this key; durable when it returns. What is there already under the key stays as it is. */
  put(key: string, path: string, of: { size: number; sha256: string }): Promise<void>
  /** The bytes, or null where there are none under this key. */
  read(key: string): Promise<Readable | null>
  remove(key: string): Promise<void>
}

/** The keys: the original by its own fingerprint, what was made of it by the same and a number. */
export const originalKey = (sha256: string): string => `originals/${sha256.slice(0, 2)}/${sha256}`
export const previewKey = (sha256: string, nth: number): string => `previews/${sha256.slice(0, 2)}/${sha256}-${nth}.jpg`

/** Makes what was written to a file or a folder survive a power cut. */
export async function sync(path: string): Promise<void> {
  const handle = await open(path, constants.O_RDONLY)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** A folder nobody else reads, made and on disc when this returns. */
export async function privateFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true, mode: 0o700 })
  if (!first) return
  // Each that was made stands in the one above it: all of those are written down, the lowest first.
  for (let made = path; ; made = dirname(made)) {
    await sync(dirname(made))
    if (made === first || dirname(made) === made) return
  }
}

const NO_LINKS = ['EXDEV', 'EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK']
const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

/** The store in a folder of this machine: `DATA_DIR/blobs`. */
export function folderStore(folder: string): Store {
  const pathOf = (key: string): string => join(folder, ...key.split('/'))
  return {
    async put(key, path) {
      const target = pathOf(key)
      if (await isThere(target)) {
        // Whoever put it there may not have come to the end of it before the power went.
        await sync(target)
        await sync(dirname(target))
        return
      }
      await privateFolder(dirname(target))
      // Under a name of its own first: whoever reads the key finds all of it or nothing, also after a power cut.
      const coming = `${target}.${randomUUID()}.coming`
      await link(path, coming).catch((error: NodeJS.ErrnoException) => {
        // Another disc, or one that knows no links: then byte by byte, and never over anything.
        if (!NO_LINKS.includes(error.code ?? '')) throw error
        return copyFile(path, coming, constants.COPYFILE_EXCL)
      })
      await sync(coming)
      await rename(coming, target)
      // Two links of one file are not renamed into each other: the second would stay beside it.
      await rm(coming, { force: true })
      await sync(dirname(target))
    },
    async read(key) {
      const path = pathOf(key)
      return (await isThere(path)) ? createReadStream(path) : null
    },
    async remove(key) {
      await rm(pathOf(key), { force: true })
    },
  }
}
