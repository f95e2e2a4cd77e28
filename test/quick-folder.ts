import { mkdirSync, mkdtempSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inMemory } from './kept.ts'

/** Linux keeps this folder in memory. */
export const IN_MEMORY = '/dev/shm'
const GIGABYTE = 1024 ** 3
/** A whole run writes less than two at once; the tests themselves want the rest. */
const ROOM = 4 * GIGABYTE
const MEMORY = 8 * GIGABYTE

/** Whether this machine has so much to spare, there and altogether. */
function hasRoom(): boolean {
  try {
    const { bavail, bsize } = statfsSync(IN_MEMORY)
    return bavail * bsize >= ROOM && process.availableMemory() >= MEMORY
  } catch {
    return false
  }
}

/**
 * A new folder for databases that live no longer than the tests: in memory where there is room, because a database is seven
 * hundred files, and making them is most of what a copy of one costs on a disc. @returns its path
 */
export function quickFolder(prefix: string): string {
  if (!hasRoom()) return mkdtempSync(join(tmpdir(), prefix))
  const run = process.env.FENGQIAO_RUN
  const folder = run ? inMemory(IN_MEMORY, run) : IN_MEMORY
  mkdirSync(folder, { recursive: true })
  return mkdtempSync(join(folder, prefix))
}
