import { totalmem } from 'node:os'

const MB = 1024 * 1024
/** What PostgreSQL itself takes where nothing is said, and what the smallest machine gets. */
const LEAST_MB = 128
export const LEAST_HELD = `${LEAST_MB}MB`
/** Twice as much brought nothing at 300,000 disputes, and each connection pays for the pages it has seen of it. */
const MOST_MB = 1024
/** The server, the worker and whatever draws papers need theirs as well; the system's own cache keeps the files beside it. */
const SHARE = 1 / 8

/** What this process may use at most, in bytes: of a machine, or of the container it runs in. */
export function memoryHere(): number {
  const constrained = process.constrainedMemory()
  return constrained > 0 ? Math.min(constrained, totalmem()) : totalmem()
}

/**
 * What the database that comes with the product is told of memory, for a machine or container with so many bytes: what it holds itself,
 * and how much of its files it may take to be in memory (docs/decisions/0092).
 */
export function databaseMemory(bytes: number): { shared_buffers: string; effective_cache_size: string } {
  const held = Math.min(MOST_MB, Math.max(LEAST_MB, Math.floor((bytes * SHARE) / MB)))
  return { shared_buffers: `${held}MB`, effective_cache_size: `${Math.max(LEAST_MB, Math.floor(bytes / 2 / MB))}MB` }
}
