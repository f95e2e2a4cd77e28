import { type ChildProcess, spawn } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { keepWords } from '#test/kept.ts'
import { launch } from './launch.ts'

const folder = mkdtempSync(join(tmpdir(), 'fengqiao-launch-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const here = import.meta.dirname

/** A small server that listens, tells its parent, and writes down what it was told and what it was given. */
function writeServer(name: string, atStart = ''): string {
  const file = join(folder, `${name}.ts`)
  writeFileSync(
    file,
    `import { appendFileSync } from 'node:fs'
     import { createServer } from 'node:http'
     import { exitWithParent, tellReady } from ${JSON.stringify(join(here, 'parent-watch.ts'))}
     exitWithParent()
     const note = (line: string) => appendFileSync(${JSON.stringify(join(folder, `${name}.log`))}, line + '\\n')
     ${atStart}
     note(\`start \${process.pid} \${process.env.FENGQIAO_SERVER_URL} [\${process.env.DATABASE_URL}\${process.env.FENGQIAO_WORKER_URL}]\`)
     process.on('SIGTERM', () => { note('drained'); process.exit(0) })
     const server = createServer((_, reply) => reply.end(String(process.pid)))
     server.listen(Number(process.env.PORT), '127.0.0.1', () => {
       const address = server.address()
       const port = typeof address === 'object' && address ? address.port : 0
       tellReady(\`http://localhost:\${port}\`)
     })`,
  )
  return file
}

function notesOf(name: string): string[] {
  const path = join(folder, `${name}.log`)
  return existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : []
}

function startsOf(name: string): number[] {
  return notesOf(name).flatMap((line) => (line.startsWith('start ') ? [Number(line.split(' ')[1])] : []))
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

async function until(isTrue: () => boolean, milliseconds: number): Promise<boolean> {
  for (const end = performance.now() + milliseconds; performance.now() < end; await sleep(20)) {
    if (isTrue()) return true
  }
  return false
}

/** Launches with an outside database that nobody asks, so that only the processes are at stake. */
function launchCrew(name: string, options: { servers?: number; atStart?: string; workerStart?: string } = {}) {
  const stop = new AbortController()
  const lines: string[] = []
  const dataDir = join(folder, `${name}-data`)
  const serverFile = writeServer(name, options.atStart)
  const ended = launch({
    dataDir,
    databaseUrl: 'postgres://owner:secret@db.example/fengqiao',
    servers: options.servers ?? 1,
    workers: 1,
    serverFile,
    workerFile: writeServer(`${name}-worker`, options.workerStart),
    env: { ...process.env, DATABASE_URL: 'postgres://owner:secret@db.example/fengqiao', PORT: '0' },
    drainMilliseconds: 1000,
    say: (line) => lines.push(line),
    buildWeb: async () => undefined,
    prepareDatabase: async () => ({
      serverUrl: 'postgres://server@db.example/fengqiao',
      workerUrl: 'postgres://worker@db.example/fengqiao',
    }),
    keepBackups: () => async () => undefined,
    signal: stop.signal,
  })
  const isReady = () => lines.some((line) => line.startsWith('枫桥已就绪'))
  return { stop, lines, ended, isReady, dataDir }
}

test('it says the address when the server answers, gives each child its own login only, and drains them when stopped', async () => {
  const { stop, lines, ended, isReady } = launchCrew('plain')
  expect(await until(() => isReady() && startsOf('plain-worker').length === 1, 5000)).toBe(true)
  expect(lines.at(-2)).toMatch(/^枫桥已就绪：http:\/\/localhost:\d+$/)
  stop.abort()
  expect(await ended).toBe(0)
  expect(notesOf('plain').at(0)).toMatch(/^start \d+ postgres:\/\/server@db.example\/fengqiao \[\]$/)
  expect(notesOf('plain-worker').at(0)).toMatch(/ \[postgres:\/\/worker@db.example\/fengqiao\]$/)
  expect(notesOf('plain').at(-1)).toBe('drained')
  expect(notesOf('plain-worker').at(-1)).toBe('drained')
}, 15_000)

test('a second launch on the same data folder is refused with a sentence', async () => {
  const first = launchCrew('twice')
  expect(await until(first.isReady, 5000)).toBe(true)
  const second = launchCrew('twice')
  expect(await second.ended).toBe(1)
  expect(second.lines.join()).toMatch(/枫桥没有启动：数据文件夹 .*正被另一个枫桥进程使用/)
  first.stop.abort()
  expect(await first.ended).toBe(0)
}, 15_000)

test('a server or worker killed with SIGKILL is replaced', async () => {
  const { stop, ended, isReady } = launchCrew('killed')
  expect(await until(isReady, 5000)).toBe(true)
  for (const name of ['killed', 'killed-worker']) {
    expect(await until(() => startsOf(name).length === 1, 5000)).toBe(true)
    process.kill(startsOf(name)[0] ?? Number.NaN, 'SIGKILL')
    expect(await until(() => startsOf(name).length === 2, 5000)).toBe(true)
  }
  stop.abort()
  expect(await ended).toBe(0)
}, 15_000)

test('several servers share one port, and one that is killed is replaced while the others answer', async () => {
  const { stop, lines, ended, isReady } = launchCrew('shared', { servers: 2 })
  expect(await until(isReady, 5000)).toBe(true)
  const url = lines.find((line) => line.startsWith('枫桥已就绪'))?.split('：')[1] ?? ''
  const asks = async () => Number(await (await fetch(url, { headers: { connection: 'close' } })).text())
  const answered = new Set<number>()
  for (let round = 0; round < 50 && answered.size < 2; round++) {
    for (const pid of await Promise.all([asks(), asks(), asks(), asks()])) answered.add(pid)
  }
  expect([...answered].sort()).toEqual(startsOf('shared').sort())
  process.kill(startsOf('shared')[0] ?? Number.NaN, 'SIGKILL')
  for (let i = 0; i < 10; i++) expect(startsOf('shared')).toContain(await asks())
  expect(await until(() => startsOf('shared').length === 3, 5000)).toBe(true)
  stop.abort()
  expect(await ended).toBe(0)
  expect(startsOf('shared').filter(isAlive)).toEqual([])
}, 15_000)

test('a server that never came up ends the launch with 1 instead of being tried again', async () => {
  const { lines, ended } = launchCrew('never', { atStart: 'note("start 0"); process.exit(7)' })
  expect(await ended).toBe(1)
  expect(startsOf('never')).toHaveLength(1)
  expect(lines.join()).toMatch(/网页服务没有启动成功（7）/)
}, 15_000)

test('a worker that dies six times in a minute ends everything with 1', async () => {
  const { lines, ended } = launchCrew('again', { workerStart: 'note("start 0"); process.exit(3)' })
  expect(await ended).toBe(1)
  expect(startsOf('again-worker')).toHaveLength(6)
  expect(lines.at(-1)).toMatch(/后台作业一分钟内第 6 次意外退出（3），不再重启/)
  expect(startsOf('again').filter(isAlive)).toEqual([])
}, 20_000)

test('a child that does not drain is killed when its time is over', async () => {
  const { stop, ended, isReady } = launchCrew('stubborn', {
    workerStart: 'process.on("SIGTERM", () => note("told")); process.on = () => process',
  })
  expect(await until(() => isReady() && startsOf('stubborn-worker').length === 1, 5000)).toBe(true)
  stop.abort()
  expect(await ended).toBe(0)
  expect(notesOf('stubborn-worker').at(-1)).toBe('told')
  expect([...startsOf('stubborn'), ...startsOf('stubborn-worker')].filter(isAlive)).toEqual([])
}, 20_000)

test('a failure while the database is prepared ends with 1 and leaves the folder free', async () => {
  const stop = new AbortController()
  const lines: string[] = []
  const dataDir = join(folder, 'failing-data')
  const start = () =>
    launch({
      dataDir,
      databaseUrl: 'postgres://owner@db.example/fengqiao',
      servers: 1,
      workers: 1,
      serverFile: '',
      workerFile: '',
      env: {},
      drainMilliseconds: 1000,
      say: (line) => lines.push(line),
      buildWeb: async () => undefined,
      prepareDatabase: async () => {
        throw new Error('外部数据库连不上：请检查 DATABASE_URL。')
      },
      keepBackups: () => async () => undefined,
      signal: stop.signal,
    })
  expect(await start()).toBe(1)
  expect(await start()).toBe(1)
  expect(lines).toEqual(Array(2).fill('枫桥没有启动：外部数据库连不上：请检查 DATABASE_URL。'))
})

/** PostgreSQL processes standing in the folder's cluster. */
function postgresIn(dataDir: string): number {
  return readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readlinkSync(`/proc/${pid}/cwd`) === join(dataDir, 'postgres')
    } catch {
      return false
    }
  }).length
}

test('after a SIGKILL of the parent neither PostgreSQL nor server nor worker is left', async () => {
  const dataDir = join(folder, 'orphans-data')
  mkdirSync(dataDir)
  const parentFile = join(folder, 'parent.ts')
  writeFileSync(
    parentFile,
    `import { launch } from ${JSON.stringify(join(here, 'launch.ts'))}
     await launch({
       dataDir: ${JSON.stringify(dataDir)}, databaseUrl: null, servers: 1, workers: 1,
       serverFile: ${JSON.stringify(writeServer('orphans'))}, workerFile: ${JSON.stringify(writeServer('orphans-worker'))},
       env: { ...process.env, PORT: '0' }, drainMilliseconds: 1000, say: (line) => console.log(line),
       buildWeb: async () => undefined,
       prepareDatabase: async ({ ownerUrl }) => ({ serverUrl: ownerUrl, workerUrl: ownerUrl }),
       keepBackups: () => async () => undefined,
       signal: new AbortController().signal,
     })`,
  )
  const parent: ChildProcess = keepWords(
    spawn(process.execPath, [parentFile], { stdio: ['ignore', 'pipe', 'inherit'] }),
  )
  let said = ''
  parent.stdout?.on('data', (part) => {
    said += part
  })
  expect(await until(() => said.includes('枫桥已就绪') && startsOf('orphans-worker').length === 1, 15_000)).toBe(true)
  expect(postgresIn(dataDir)).toBeGreaterThan(0)
  parent.kill('SIGKILL')
  const children = () => [...startsOf('orphans'), ...startsOf('orphans-worker')].filter(isAlive)
  expect(await until(() => postgresIn(dataDir) === 0 && children().length === 0, 3000)).toBe(true)
}, 30_000)
