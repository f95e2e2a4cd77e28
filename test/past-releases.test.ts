import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { fold } from '#domain/fold.ts'
import { digestsOf, type KeptFile } from './past-releases/digest.ts'

const folder = join(import.meta.dirname, 'past-releases')
const releases = readdirSync(folder).filter((name) => name.endsWith('.jsonl.gz'))

/**
 * What was written by a past release means today what it meant then (docs/decisions/0067). Where this fails, today's fold reads an old event
 * another way: give the new meaning a kind of consequence of its own, or read the old one as before.
 */
test.each(releases)('every event of the demo of %s folds to what it folded to then', (name) => {
  const files = gunzipSync(readFileSync(join(folder, name)))
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as KeptFile)
  expect(files.length).toBeGreaterThan(20)
  const changed = files.flatMap(({ events, digests }, nth) => {
    const now = digestsOf(fold(events))
    return Object.keys(digests)
      .filter((part) => now[part] !== digests[part])
      .map((part) => `file ${nth + 1}: ${part}`)
  })
  expect(changed).toEqual([])
})

test('at least two past releases are kept, none of them large', () => {
  expect(releases.length).toBeGreaterThanOrEqual(2)
  const bytes = releases.reduce((sum, name) => sum + readFileSync(join(folder, name)).length, 0)
  expect(bytes).toBeLessThan(2_000_000)
})
