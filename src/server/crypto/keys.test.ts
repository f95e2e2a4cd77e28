import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keptSecret, keysAreNew, loadKeys } from './keys.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fengqiao-keys-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8)

/** A process of its own that asks for the same secret at a moment agreed with the others. */
const maker = (startAt: number): Promise<string> =>
  new Promise((resolve, reject) => {
    const script = `import { keptSecret } from ${JSON.stringify(import.meta.resolve('./keys.ts'))}
      while (Date.now() < ${startAt}) {}
      process.stdout.write(keptSecret(${JSON.stringify(folder)}, 'root', () => 'made by ' + process.pid))`
    const child = spawn(process.execPath, ['--input-type=module', '-e', script])
    let told = ''
    let wrong = ''
    child.stdout.on('data', (chunk: Buffer) => (told += chunk))
    child.stderr.on('data', (chunk: Buffer) => (wrong += chunk))
    child.on('close', (code) => (code === 0 ? resolve(told) : reject(new Error(wrong))))
  })

test('processes that race for the first key all get the one that was kept', async () => {
  const startAt = Date.now() + 700
  const told = await Promise.all(Array.from({ length: 4 }, () => maker(startAt)))
  const kept = readFileSync(join(folder, 'keys', 'root'), 'utf8').trim()
  expect(kept).toMatch(/^made by \d+$/)
  expect(told).toEqual([kept, kept, kept, kept])
  expect(readdirSync(join(folder, 'keys'))).toEqual(['root'])
})

test('keys are readable by their owner alone, and made once', () => {
  expect(keysAreNew(folder)).toBe(true)
  const first = loadKeys(folder)
  expect(keysAreNew(folder)).toBe(false)
  expect(modeOf(join(folder, 'keys'))).toBe('700')
  expect(readdirSync(join(folder, 'keys')).sort()).toEqual(['check-signing.pem', 'head-signing.pem', 'root'])
  for (const name of readdirSync(join(folder, 'keys'))) expect(modeOf(join(folder, 'keys', name))).toBe('600')
  const again = loadKeys(folder)
  expect(again.field.equals(first.field)).toBe(true)
  expect(again.head.equals(first.head)).toBe(true)
  expect(keptSecret(folder, 'root', () => 'another')).not.toBe('another')
})

test('each purpose has a key of its own', () => {
  const { head, check, ...keys } = loadKeys(folder)
  expect(check.equals(head)).toBe(false)
  expect(new Set(Object.values(keys).map((key) => key.export().toString('hex'))).size).toBe(Object.keys(keys).length)
})

test('what a crash left half-made does not stand in the way of the next start', () => {
  keptSecret(folder, 'other', () => 'x')
  // A container gives every start the same process id.
  writeFileSync(join(folder, 'keys', `root.${process.pid}.new`), 'half')
  expect(keptSecret(folder, 'root', () => 'whole')).toBe('whole')
})
