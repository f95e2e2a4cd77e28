import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { writePack } from './make-pack.ts'
import type { Entry } from './tar.ts'

const folder = mkdtempSync(join(tmpdir(), 'fengqiao-tar-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const LONG = `${'很长的文件夹/'.repeat(8)}文件.txt`

/** The same files on another machine: other rights, times, and order. */
function entriesIn(name: string, mode: number, at: number): Entry[] {
  mkdirSync(join(folder, name))
  const put = (file: string, text: string): string => {
    const path = join(folder, name, file)
    writeFileSync(path, text)
    chmodSync(path, mode)
    utimesSync(path, at, at)
    return path
  }
  return [
    { path: 'p/run', file: put('run', '#!/bin/sh\necho 在\n'), runs: true },
    { path: 'p/枫 桥/a.txt', file: put('a', '甲'.repeat(700)), runs: false },
    { path: `p/${LONG}`, file: put('b', ''), runs: false },
    { path: 'p/made.json', text: '{}', runs: false },
  ]
}

test('the same files give the same archive, whatever their times, rights and order; another byte gives another', async () => {
  const one = entriesIn('one', 0o600, 1_000_000)
  const other = entriesIn('other', 0o664, 1_700_000_000).reverse()
  const first = await writePack(one, join(folder, 'one.tar.gz'), 9)
  expect(await writePack(other, join(folder, 'other.tar.gz'), 9)).toEqual(first)
  writeFileSync(join(folder, 'other/a'), '乙'.repeat(700))
  expect((await writePack(other, join(folder, 'third.tar.gz'), 9)).sha256).not.toBe(first.sha256)
})

test('tar unpacks what was packed: Chinese and long names, empty files, what runs', async () => {
  await writePack(entriesIn('three', 0o600, 5), join(folder, 'three.tar.gz'), 1)
  const out = join(folder, 'out')
  mkdirSync(out)
  execFileSync('tar', ['-xzf', join(folder, 'three.tar.gz'), '-C', out], { stdio: 'pipe' })
  expect(readFileSync(join(out, 'p/枫 桥/a.txt'), 'utf8')).toBe('甲'.repeat(700))
  expect(readFileSync(join(out, 'p', LONG), 'utf8')).toBe('')
  expect(execFileSync(join(out, 'p/run'), { encoding: 'utf8' })).toBe('在\n')
  expect(statSync(join(out, 'p/made.json')).mode & 0o111).toBe(0)
  expect(statSync(join(out, 'p/枫 桥')).isDirectory()).toBe(true)
  const tooLong: Entry = { path: '长'.repeat(60), text: '', runs: false }
  await expect(writePack([tooLong], join(folder, 'x.tar.gz'), 1)).rejects.toThrow(/路径太长/)
})
