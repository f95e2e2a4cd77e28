import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { buildWebIfStale, hashWebSources } from './web-build.ts'

const root = mkdtempSync(join(tmpdir(), 'fengqiao-web-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** A stand-in for Vite that writes down each build. */
function putVite(script: string): void {
  mkdirSync(join(root, 'node_modules/vite/bin'), { recursive: true })
  writeFileSync(join(root, 'node_modules/vite/bin/vite.js'), script)
}
const building = `const fs = require('node:fs'); fs.mkdirSync('dist/web', { recursive: true }); fs.appendFileSync('dist/builds', 'x')`

function builds(): number {
  return existsSync(join(root, 'dist/builds')) ? readFileSync(join(root, 'dist/builds'), 'utf8').length : 0
}

function put(path: string, text: string): void {
  mkdirSync(join(root, path, '..'), { recursive: true })
  writeFileSync(join(root, path), text)
}

beforeEach(() => {
  rmSync(root, { recursive: true, force: true })
  put('src/web/citizen/page.tsx', 'page')
  put('src/domain/rules.ts', 'rules')
  put('package-lock.json', '{}')
  putVite(building)
})

test('it builds once, and again when a source changed, was added or was removed', async () => {
  const lines: string[] = []
  const build = () => buildWebIfStale({ root, say: (line) => lines.push(line) })
  await build()
  await build()
  expect(builds()).toBe(1)
  expect(lines).toEqual(['正在构建网页（约半分钟）……'])
  for (const change of [
    () => put('src/domain/rules.ts', 'other rules'),
    () => put('src/contract/said.ts', ''),
    () => put('package-lock.json', '{"newer":1}'),
    () => rmSync(join(root, 'src/web/citizen/page.tsx')),
    () => rmSync(join(root, 'dist/web'), { recursive: true }),
  ]) {
    const before = builds()
    change()
    await build()
    expect(builds()).toBe(before + 1)
  }
})

test('a test file or the server does not make the pages stale', () => {
  const before = hashWebSources(root)
  put('src/web/citizen/page.test.tsx', 'test')
  put('src/server/app.ts', 'server')
  expect(hashWebSources(root)).toBe(before)
})

test('text that moves from one file to its neighbour changes the hash', () => {
  put('src/web/a.ts', 'one')
  put('src/web/b.ts', 'two')
  const before = hashWebSources(root)
  put('src/web/a.ts', 'onet')
  put('src/web/b.ts', 'wo')
  expect(hashWebSources(root)).not.toBe(before)
})

test('two at once build once', async () => {
  const say = () => undefined
  await Promise.all([buildWebIfStale({ root, say }), buildWebIfStale({ root, say })])
  expect(builds()).toBe(1)
})

test('a failed build says why and is tried again the next time', async () => {
  const say = () => undefined
  putVite('console.error("page.tsx: broken"); process.exit(1)')
  await expect(buildWebIfStale({ root, say })).rejects.toThrow(/网页没有构建成功[\s\S]*page.tsx: broken/)
  putVite(building)
  await buildWebIfStale({ root, say })
  expect(builds()).toBe(1)
})
