import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '../http/problem.ts'
import type { World } from '../world.ts'

/** Where what is on its way in waits on this machine's disc. */
export const pieceOf = (world: World, id: string): string => join(world.files.waiting, `${id}.part`)
export const folderOf = (world: World, id: string): string => join(world.files.waiting, `${id}.pictures`)

/** A disc that takes no more is said to be full; the rest is as it was. */
export const ofDisc = (error: unknown): never => {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EROFS') throw new Problem('storage_full', { retryAfter: 60 })
  throw error
}

/** Takes away what of an upload is not in the store. */
export const removePieces = async (world: World, id: string): Promise<void> => {
  await rm(pieceOf(world, id), { force: true })
  await rm(folderOf(world, id), { recursive: true, force: true })
}

/**
 * Takes away the copies of an original that were made to read its codes and left by a server that was killed. By age, which the second id in
 * the name tells (UUID v7): a younger one is being read.
 */
export async function removeReadings(world: World, id: string, before: string): Promise<void> {
  const names = await readdir(world.files.waiting).catch(() => [])
  for (const name of names) {
    const [of, made = '', kind] = name.split('.')
    if (of === id && kind === 'reading' && instantOf(made) < Date.parse(before))
      await rm(join(world.files.waiting, name), { force: true })
  }
}
/** When an id of ours was given, in milliseconds. */
export const instantOf = (id: string): number => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)

/** A fresh folder for the pictures of one upload. */
export async function pictureFolder(world: World, id: string): Promise<string> {
  const folder = folderOf(world, id)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch(ofDisc)
  return folder
}

/** Which uploads have bytes waiting here: what the sweep looks at. */
export const waitingIds = async (world: World): Promise<string[]> => {
  const names = await readdir(world.files.waiting).catch(() => [])
  return [...new Set(names.map((name) => name.split('.')[0] ?? ''))].filter((id) => /^[0-9a-f-]{36}$/.test(id))
}
