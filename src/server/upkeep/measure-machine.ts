import { X509Certificate } from 'node:crypto'
import { constants } from 'node:fs'
import { access, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { memoryHere } from '../db/database-memory.ts'

/** The machine as it is measured; tests put another in its place. */
export type Machine = {
  /** How full the disc under a path is, in percent; null where there is no such path. */
  discUsed(path: string): Promise<number | null>
  /** Memory that can still be had, in percent of what this process may use. */
  memoryFree(): number
}

/** Of what an ordinary account may use: the share kept for root is no room of ours. */
export async function discOf(path: string): Promise<{ usedPercent: number; freeBytes: number } | null> {
  try {
    const { blocks, bfree, bavail, bsize } = await statfs(path)
    const ours = blocks - bfree + bavail
    return { usedPercent: ours === 0 ? 100 : (100 * (blocks - bfree)) / ours, freeBytes: bavail * bsize }
  } catch {
    return null
  }
}

export const thisMachine: Machine = {
  discUsed: async (path) => (await discOf(path))?.usedPercent ?? null,
  // Of its own limit alone, as what is available is.
  memoryFree: () => Math.min(100, (100 * process.availableMemory()) / memoryHere(process.constrainedMemory())),
}

/** Whole days until a certificate (PEM) runs out; negative when it has. @param at the present instant */
export function daysOfCertificate(pem: string | Buffer, at: string): number {
  return Math.floor((Date.parse(new X509Certificate(pem).validTo) - Date.parse(at)) / 86_400_000)
}

/** 1 where others than this account may read the folder of the keys; null where there is none yet. */
export async function keysOpen(dataDir: string): Promise<number | null> {
  try {
    return ((await stat(join(dataDir, 'keys'))).mode & 0o077) === 0 ? 0 : 1
  } catch {
    return null
  }
}

/** 1 where the folder files are kept in cannot be written; one that is not there yet is made with the first file. */
export async function folderAway(dataDir: string): Promise<number> {
  const writable = (path: string): Promise<boolean> =>
    access(path, constants.W_OK).then(
      () => true,
      () => false,
    )
  const blobs = join(dataDir, 'blobs')
  const isThere = await stat(blobs).then(
    () => true,
    () => false,
  )
  return (await writable(isThere ? blobs : dataDir)) ? 0 : 1
}
