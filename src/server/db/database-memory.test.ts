import { totalmem } from 'node:os'
import { expect, test } from 'vitest'
import { databaseMemory, memoryHere } from './database-memory.ts'
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
})

test('the database of a county is started with it, and one of a test is not', () => {
  const { shared_buffers, effective_cache_size } = databaseMemory(memoryHere())
  expect(settings(1, true)).toEqual(
    expect.arrayContaining([`shared_buffers=${shared_buffers}`, `effective_cache_size=${effective_cache_size}`]),
  )
  expect(settings(1, false)).toContain('shared_buffers=128MB')
})
