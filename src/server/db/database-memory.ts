import { readFileSync } from 'node:fs'
import { totalmem } from 'node:os'
import { join } from 'node:path'

const MB = 1024 * 1024
/** What PostgreSQL itself takes where nothing is said, and what the smallest machine gets. */
const LEAST_MB = 128
export const LEAST_HELD = `${LEAST_MB}MB`
/** Twice as much brought nothing at 300,000 disputes, and each connection pays for the pages it has seen of it. */
const MOST_MB = 1024
/** The server, the worker and whatever draws papers need theirs as well; the system's own cache keeps the files beside it. */
const SHARE = 1 / 8

/**
 * Of the tree of cgroups (v2) the least limit of one and of all above it, in bytes; Infinity where none is set, as on a machine that has no
 * such tree. Node asks of its own alone.
 * @param own its path in the tree, as in /proc/self/cgroup @param root where the tree is mounted
 */
export function leastLimit(own: string, root: string): number {
  const folders = own.split('/').filter((it) => it !== '')
  const limits = [root, ...folders.map((_, at) => join(root, ...folders.slice(0, at + 1)))].map((folder) => {
    try {
      // `max` is no number: no limit.
      return Number(readFileSync(join(folder, 'memory.max'), 'utf8')) || Number.POSITIVE_INFINITY
    } catch {
      return Number.POSITIVE_INFINITY
    }
  })
  return Math.min(...limits)
}

function limitHere(): number {
  const constrained = process.constrainedMemory() || Number.POSITIVE_INFINITY
  try {
    const own = /^0::(.*)$/m.exec(readFileSync('/proc/self/cgroup', 'utf8'))?.[1]
    return Math.min(constrained, leastLimit(own ?? '/', '/sys/fs/cgroup'))
  } catch {
    return constrained
  }
}

/**
 * What this process may use at most, in bytes: of a machine, or of the container it runs in.
 * @param limit of the container; 0 or more than all (2^64 − 1 as the system says it) where there is none @param all of the machine
 */
export function memoryHere(limit = limitHere(), all = totalmem()): number {
  return limit > 0 ? Math.min(limit, all) : all
}

/**
 * What the database that comes with the product is told of memory, for a machine or container with so many bytes: what it holds itself,
 * and how much of its files it may take to be in memory (docs/decisions/0092).
 */
export function databaseMemory(bytes: number): { shared_buffers: string; effective_cache_size: string } {
  const held = Math.min(MOST_MB, Math.max(LEAST_MB, Math.floor((bytes * SHARE) / MB)))
  return { shared_buffers: `${held}MB`, effective_cache_size: `${Math.max(LEAST_MB, Math.floor(bytes / 2 / MB))}MB` }
}
