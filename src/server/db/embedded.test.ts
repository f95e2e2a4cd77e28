import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { memoryHere } from './database-memory.ts'
import { type Embedded, findRunning, startEmbedded } from './embedded.ts'

const isRoot = process.getuid?.() === 0
const nobody = 65_534
const slow = 20_000
const folders: string[] = []

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fengqiao-embedded-'))
  folders.push(folder)
  return folder
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

async function ask(url: string, sql: string, values: string[] = []): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<unknown[]>({ text: sql, values, rowMode: 'array' })).rows.flat()
  } finally {
    await client.end()
  }
}

async function until(isTrue: () => boolean | Promise<boolean>, milliseconds: number): Promise<boolean> {
  for (const end = performance.now() + milliseconds; performance.now() < end; await sleep(20)) {
    if (await isTrue()) return true
  }
  return false
}

function answers(url: string): Promise<boolean> {
  return ask(url, 'select 1').then(
    () => true,
    () => false,
  )
}

/** All PostgreSQL processes that stand in the folder's cluster, whoever runs them. */
function postgresIn(dataDir: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readlinkSync(`/proc/${pid}/cwd`) === join(dataDir, 'postgres')
    } catch {
      return false
    }
  })
}

/** A process of its own that starts a database and stays; resolves with the address it prints. */
async function startInChild(
  dataDir: string,
  uid?: number,
  path = process.env.PATH,
): Promise<{ child: ChildProcess; url: string }> {
  const code = `
    import { startEmbedded } from ${JSON.stringify(join(import.meta.dirname, 'embedded.ts'))}
    const { ownerUrl } = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, durable: false })
    console.log(ownerUrl)
    setInterval(() => undefined, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, PATH: path },
    ...(uid === undefined ? {} : { uid, gid: uid }),
  })
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.once('data', (line) => resolve(String(line).trim()))
    child.once('exit', (status) => reject(new Error(`the child ended with ${status}`)))
  })
  return { child, url }
}

let running: Embedded | undefined

function now(): Embedded {
  if (!running) throw new Error('an earlier test did not leave a running database')
  return running
}

afterAll(() => running?.stop())

// One folder goes through a whole life; each test leaves it as the next one expects it.
const dataDir = newFolder()

test(
  'it starts with UTF-8 and UTC, on the loopback, for an owner with a password who is no superuser',
  async () => {
    running = await startEmbedded({ dataDir, durable: false })
    const url = running.ownerUrl
    expect(new URL(url).hostname).toBe('127.0.0.1')
    expect(new URL(url).username).toBe('fengqiao_owner')
    expect(
      await ask(
        url,
        `select current_database(), pg_encoding_to_char(encoding), datctype, current_setting('TimeZone'),
         current_setting('fsync'), current_setting('listen_addresses'), current_setting('is_superuser')
       from pg_database where datname = current_database()`,
      ),
    ).toEqual(['fengqiao', 'UTF8', 'C.UTF-8', 'UTC', 'off', '127.0.0.1', 'off'])
    expect(statSync(join(dataDir, 'keys/database-owner')).mode & 0o777).toBe(0o600)
    const wrong = new URL(url)
    wrong.password = 'wrong'
    await expect(ask(wrong.href, 'select 1')).rejects.toThrow(/password/)
    wrong.username = 'postgres'
    await expect(ask(wrong.href, 'select 1')).rejects.toThrow(/password/)
    expect(findRunning(dataDir)).toBe(url)
  },
  slow,
)

test(
  'what people wrote does not reach its log, also when a statement fails',
  async () => {
    const url = now().ownerUrl
    await ask(url, 'create table kept (id int primary key, said text)')
    await ask(url, 'insert into kept values (1, $1)', ['杨柳村的事'])
    await expect(ask(url, 'insert into kept values (1, $1)', ['杨柳村的事'])).rejects.toThrow(/duplicate/)
    await expect(ask(url, "insert into kept values (1, '杨柳村的事')")).rejects.toThrow(/duplicate/)
    const log = readFileSync(join(dataDir, 'logs/postgres.log'), 'utf8')
    expect(log).toMatch(/duplicate key/)
    expect(log).not.toMatch(/杨柳村|Key \(id\)/)
  },
  slow,
)

test(
  'a second start on the same folder is refused with a sentence, and the first goes on',
  async () => {
    await expect(startEmbedded({ dataDir, durable: false })).rejects.toThrow(
      new RegExp(`正被另一个枫桥进程使用（进程号 ${process.pid}）`),
    )
    expect(await answers(now().ownerUrl)).toBe(true)
  },
  slow,
)

test(
  'a server killed with SIGKILL comes back at the same address with all that was committed',
  async () => {
    const { ownerUrl, pid } = now()
    process.kill(pid, 'SIGKILL')
    expect(await until(() => now().pid !== pid && answers(ownerUrl), 10_000)).toBe(true)
    expect(await ask(ownerUrl, 'select said from kept')).toEqual(['杨柳村的事'])
  },
  slow,
)

test('a server that dies again and again is given up, and its owner is told', async () => {
  await running?.stop()
  const told = Promise.withResolvers<Error>()
  running = await startEmbedded({ dataDir, durable: false, failed: told.resolve })
  for (let death = 1; death <= 6; death++) {
    const { pid } = now()
    process.kill(pid, 'SIGKILL')
    if (death < 6) expect(await until(() => now().pid !== pid && answers(now().ownerUrl), 10_000)).toBe(true)
  }
  expect((await told.promise).message).toMatch(/一分钟内停了 6 次，不再重启/)
  await running.stop()
  running = undefined
}, 30_000)

test(
  'a stale postmaster.pid whose number now belongs to another process does not stop a start',
  async () => {
    writeFileSync(join(dataDir, 'postgres/postmaster.pid'), `${process.pid}\n${dataDir}/postgres\n1\n1\n\n127.0.0.1\n`)
    if (isRoot) chownSync(join(dataDir, 'postgres/postmaster.pid'), 0, 0)
    expect(findRunning(dataDir)).toBeUndefined()
    running = await startEmbedded({ dataDir })
    expect(await ask(running.ownerUrl, 'select said, current_setting($1) from kept', ['fsync'])).toEqual([
      '杨柳村的事',
      'on',
    ])
    await running.stop()
    expect(postgresIn(dataDir)).toEqual([])
  },
  slow,
)

test(
  'a start makes a lost password file anew, and puts aside a log of more than 10 MB',
  async () => {
    const log = join(dataDir, 'logs/postgres.log')
    rmSync(join(dataDir, 'keys/database-owner'))
    writeFileSync(log, 'x'.repeat(10 * 1024 * 1024 + 1))
    running = await startEmbedded({ dataDir, durable: false })
    expect(await answers(running.ownerUrl)).toBe(true)
    await running.stop()
    running = undefined
    expect(statSync(log).size).toBeLessThan(100_000)
    expect(existsSync(`${log}.1`)).toBe(true)
  },
  slow,
)

test(
  'after a SIGKILL of the process that started it nothing is left, and the next start has the data',
  async () => {
    const { child, url } = await startInChild(dataDir)
    await ask(url, 'insert into kept values (2, $1)', ['第二件'])
    expect(postgresIn(dataDir).length).toBeGreaterThan(1)
    child.kill('SIGKILL')
    running = await startEmbedded({ dataDir, durable: false })
    expect(await ask(running.ownerUrl, 'select said from kept order by id')).toEqual(['杨柳村的事', '第二件'])
    await running.stop()
    running = undefined
    const again = await startInChild(dataDir)
    again.child.kill('SIGKILL')
    expect(await until(() => postgresIn(dataDir).length === 0, 3000)).toBe(true)
  },
  slow,
)

const setpriv = (process.env.PATH ?? '')
  .split(':')
  .map((folder) => join(folder, 'setpriv'))
  .find((it) => existsSync(it))
test.skipIf(!setpriv || memoryHere() < 2 * 1024 ** 3)(
  'a machine that does not give it the memory it asks for has it all the same, with the least and a line for the operator',
  async () => {
    // What it runs through allows it somewhat more than the least, and less than it asks for from 2 GB on.
    const tools = newFolder()
    writeFileSync(join(tools, 'setpriv'), `#!/bin/sh\nulimit -v 300000\nexec '${setpriv}' "$@"\n`, { mode: 0o755 })
    const { PATH } = process.env
    process.env.PATH = `${tools}:${PATH}`
    const said: string[] = []
    try {
      running = await startEmbedded({ dataDir, say: (line) => said.push(line) })
    } finally {
      process.env.PATH = PATH
    }
    expect(await ask(running.ownerUrl, 'select current_setting($1)', ['shared_buffers'])).toEqual(['128MB'])
    expect(said).toContainEqual(expect.stringMatching(/最少的 128 MB 启动.*请/))
    await running.stop()
    running = undefined
  },
  slow,
)

test(
  'where setpriv is missing a shell ends it with us',
  async () => {
    const tools = newFolder()
    for (const tool of ['sh', 'flock', 'unshare']) {
      const at = (process.env.PATH ?? '').split(':').find((folder) => existsSync(join(folder, tool)))
      symlinkSync(join(at ?? '/usr/bin', tool), join(tools, tool))
    }
    const { child, url } = await startInChild(dataDir, undefined, tools)
    expect(await answers(url)).toBe(true)
    child.kill('SIGKILL')
    expect(await until(() => postgresIn(dataDir).length === 0, 3000)).toBe(true)
  },
  slow,
)

test.skipIf(!isRoot)(
  'root may keep it in a folder that only root can enter; no file changes its owner',
  async () => {
    const inside = join(newFolder(), 'data')
    mkdirSync(inside, { mode: 0o700 })
    const own = await startEmbedded({ dataDir: inside, durable: false })
    expect(await answers(own.ownerUrl)).toBe(true)
    await own.stop()
    expect(statSync(join(inside, 'postgres/PG_VERSION')).uid).toBe(0)
  },
  slow,
)

test.skipIf(!isRoot)(
  'where user namespaces are forbidden root runs it as a lesser user, and can go back',
  async () => {
    const inside = join(newFolder(), 'data')
    const lesser = await startEmbedded({ dataDir: inside, durable: false, blockNamespaces: true })
    await ask(lesser.ownerUrl, 'create table kept (id int)')
    expect(readFileSync(`/proc/${lesser.pid}/status`, 'utf8')).toMatch(new RegExp(`Uid:\\s+${nobody}\\s+${nobody}`))
    await lesser.stop()
    expect(statSync(join(inside, 'postgres/PG_VERSION')).uid).toBe(nobody)
    const again = await startEmbedded({ dataDir: inside, durable: false })
    expect(await ask(again.ownerUrl, 'select count(*)::int from kept')).toEqual([0])
    await again.stop()
  },
  slow,
)

const nobodyReads =
  isRoot &&
  spawnSync('sh', ['-c', `test -r ${import.meta.dirname}/embedded.ts`], { uid: nobody, gid: nobody }).status === 0
test.skipIf(!nobodyReads)(
  'an ordinary user can run it, and leaves nothing behind either',
  async () => {
    const own = newFolder()
    chownSync(own, nobody, nobody)
    const { child, url } = await startInChild(own, nobody)
    expect(await answers(url)).toBe(true)
    expect(statSync(join(own, 'postgres/PG_VERSION')).uid).toBe(nobody)
    child.kill('SIGKILL')
    expect(await until(() => postgresIn(own).length === 0, 3000)).toBe(true)
  },
  slow,
)
