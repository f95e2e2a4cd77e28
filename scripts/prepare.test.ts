import { spawn, spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'

const root = mkdtempSync(join(tmpdir(), 'fengqiao-prepare-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const here = { os: 'linux', cpu: process.arch }
const lock = {
  'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
  'node_modules/tool': { version: '1.0.0', integrity: 'sha512-tool', dev: true },
  'node_modules/ours': { version: '1.0.0', integrity: 'sha512-ours', optional: true, os: [here.os], cpu: [here.cpu] },
  'node_modules/theirs': { version: '1.0.0', integrity: 'sha512-theirs', optional: true, os: ['win32'], cpu: ['x64'] },
}
type Packages = Record<string, object>
const whole: Packages = {
  'node_modules/a': lock['node_modules/a'],
  'node_modules/tool': lock['node_modules/tool'],
  'node_modules/ours': lock['node_modules/ours'],
}

function without(name: string): Packages {
  return Object.fromEntries(Object.entries(whole).filter(([path]) => path !== `node_modules/${name}`))
}

function putInstalled(packages: Packages): void {
  mkdirSync(join(root, 'node_modules/.bin'), { recursive: true })
  writeFileSync(join(root, 'node_modules/.bin/node'), '')
  writeFileSync(join(root, 'node_modules/.package-lock.json'), JSON.stringify({ packages }))
}

/** A stand-in for npm that takes a moment, counts its runs, and leaves what it is told to. */
function putNpm(leaves: Packages, status = 0): void {
  writeFileSync(
    join(root, 'npm.cjs'),
    `const fs = require('node:fs')
     fs.appendFileSync('runs', process.argv.slice(2).join(' ') + '\\n')
     setTimeout(() => {
       fs.mkdirSync('node_modules/.bin', { recursive: true })
       fs.writeFileSync('node_modules/.bin/node', '')
       fs.writeFileSync('node_modules/.package-lock.json', ${JSON.stringify(JSON.stringify({ packages: leaves }))})
       process.exit(${status})
     }, 300)`,
  )
}

function runs(): string[] {
  return existsSync(join(root, 'runs')) ? readFileSync(join(root, 'runs'), 'utf8').trim().split('\n') : []
}

function env(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, npm_execpath: join(root, 'npm.cjs'), npm_node_execpath: process.execPath }
}

function prepare(purpose: string): { status: number | null; said: string } {
  const args = [join(root, 'scripts/prepare.mjs'), purpose]
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { env: env(), encoding: 'utf8' })
  return { status, said: stdout + stderr }
}

beforeEach(() => {
  rmSync(root, { recursive: true, force: true })
  mkdirSync(join(root, 'scripts'), { recursive: true })
  for (const name of ['prepare.mjs', 'missing-packages.mjs'])
    copyFileSync(join(import.meta.dirname, name), join(root, 'scripts', name))
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...lock } }))
  putNpm(whole)
})

test('a first start installs, without install scripts, and says so; the second says and does nothing', () => {
  const first = prepare('start')
  expect(first.status).toBe(0)
  expect(first.said).toMatch(/^首次启动：正在安装所需程序包/)
  expect(runs()[0]).toMatch(/^ci --ignore-scripts --include=dev/)
  expect(prepare('start')).toEqual({ status: 0, said: '' })
  expect(prepare('test')).toEqual({ status: 0, said: '' })
  expect(runs()).toHaveLength(1)
})

test('an installed package of another version, or one missing for this machine, is installed again', () => {
  for (const installed of [
    { ...whole, 'node_modules/a': { version: '0.9.0', integrity: 'sha512-old' } },
    without('a'),
    without('ours'),
  ]) {
    const before = runs().length
    putInstalled(installed)
    expect(prepare('start').said).toMatch(/^程序包有更新/)
    expect(runs()).toHaveLength(before + 1)
  }
})

test('what only tests need is asked for by tests only', () => {
  putInstalled(without('tool'))
  expect(prepare('start')).toEqual({ status: 0, said: '' })
  expect(prepare('test').said).toMatch(/^程序包有更新/)
})

test('before the doctor nothing is installed: what is missing is named, with what to do', () => {
  putInstalled(without('a'))
  expect(prepare('doctor')).toMatchObject({
    status: 1,
    said: expect.stringMatching(/node_modules\/a（共 1 个）.*npm start/s),
  })
  putInstalled(whole)
  expect(prepare('doctor')).toEqual({ status: 0, said: '' })
  expect(runs()).toHaveLength(0)
})

test('two at once install once', async () => {
  const start = () =>
    new Promise<number | null>((resolve) => {
      const child = spawn(process.execPath, [join(root, 'scripts/prepare.mjs'), 'start'], {
        env: env(),
        stdio: 'ignore',
      })
      child.on('exit', resolve)
    })
  expect(await Promise.all([start(), start()])).toEqual([0, 0])
  expect(runs()).toHaveLength(1)
})

test('a failed install ends with a sentence that says what to do', () => {
  putNpm({}, 1)
  expect(prepare('start')).toMatchObject({ status: 1, said: expect.stringMatching(/程序包没有装上.*请检查网络/s) })
})

test('an install that silently left out a package for this machine is a failure', () => {
  putNpm(without('ours'))
  expect(prepare('start')).toMatchObject({ status: 1, said: expect.stringMatching(/没有装上：node_modules\/ours/) })
})
