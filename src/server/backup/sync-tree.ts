import { open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fewAtOnce } from '../few-at-once.ts'

async function syncOne(path: string): Promise<void> {
  const handle = await open(path, 'r')
  await handle.sync().finally(() => handle.close())
}

/** Makes everything in a folder survive a power cut, whoever wrote it and how: each file, each folder, the folder itself last. */
export async function syncTree(folder: string): Promise<void> {
  const inside = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = inside
    .filter((it) => it.isFile() || it.isDirectory())
    .map(({ parentPath, name }) => join(parentPath, name))
  await fewAtOnce(8, paths, syncOne)
  await syncOne(folder)
}
