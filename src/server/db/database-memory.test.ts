import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { databaseMemory, leastLimit, memoryHere } from './database-memory.ts'
import { settings } from './embedded.ts'

const GB = 1024 ** 3

test('the database holds an eighth of the memory, never less than PostgreSQL’s own and never more than a gigabyte', () => {
  const held = (bytes: number) => databaseMemory(bytes).shared_buffers
  expect([0.5, 1, 2, 4, 8, 16, 256].map((it) => held(it * GB))).toEqual([
    '128MB',
    '128MB',
    '256MB',
    '512MB',
    '1024MB',
    '1024MB',
    '1024MB',
  ])
  expect(databaseMemory(4 * GB).effective_cache_size).toBe('2048MB')
})

test('what may be used here is no more than the machine has', () => {
  expect(memoryHere()).toBeGreaterThan(0)
  expect(memoryHere()).toBeLessThanOrEqual(totalmem())
  expect(memoryHere(2 * GB, 8 * GB)).toBe(2 * GB)
  expect(memoryHere(16 * GB, 8 * GB)).toBe(8 * GB)
  // As Node says that there is no limit: by 0, by all that 64 bits can say.
  expect(memoryHere(0, 8 * GB)).toBe(8 * GB)
  expect(memoryHere(2 ** 64 - 1, 8 * GB)).toBe(8 * GB)
  expect(memoryHere(Number.POSITIVE_INFINITY, 8 * GB)).toBe(8 * GB)
})

test('a limit set on a group above its own counts as well, the least of all', () => {
  const root = mkdtempSync(join(tmpdir(), 'fengqiao-cgroup-'))
  const limit = (path: string, says: string) => {
    mkdirSync(join(root, path), { recursive: true })
    writeFileSync(join(root, path, 'memory.max'), `${says}\n`)
  }
  limit('slice', String(2 * GB))
  limit('slice/service', 'max')
  limit('slice/service/own', String(4 * GB))
  limit('other', String(GB))
  expect(leastLimit('/slice/service/own', root)).toBe(2 * GB)
  limit('slice', 'max')
  expect(leastLimit('/slice/service/own', root)).toBe(4 * GB)
  expect(leastLimit('/slice/service', root)).toBe(Number.POSITIVE_INFINITY)
  // Within a container its own group is the root; one that is not there has no limit.
  limit('', String(3 * GB))
  expect(leastLimit('/', root)).toBe(3 * GB)
  expect(leastLimit('/', join(root, 'nowhere'))).toBe(Number.POSITIVE_INFINITY)
  rmSync(root, { recursive: true })
})

test('the database of a county is started with it, and one of a test is not', () => {
  const { shared_buffers, effective_cache_size } = databaseMemory(memoryHere())
  expect(settings(1, true)).toEqual(
    expect.arrayContaining([`shared_buffers=${shared_buffers}`, `effective_cache_size=${effective_cache_size}`]),
  )
  expect(settings(1, false)).toContain('shared_buffers=128MB')
})
