import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readSync, renameSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { holdDataDir } from '../file-lock.ts'
import { databaseMemory, LEAST_HELD, memoryHere } from './database-memory.ts'
import { type Cluster, ownerPasswordFile, prepareCluster, readOwnerPassword } from './postgres-cluster.ts'
import { endLeftovers, findRunningPort } from './postgres-leftovers.ts'
import { DATABASE, putRestoreRight } from './unfinished-restore.ts'

/** A running PostgreSQL of our own. `ownerUrl` stays right when it is restarted; `pid` is the server of this moment. */
export type Embedded = { readonly ownerUrl: string; readonly pid: number; stop(): Promise<void> }

const maxLogBytes = 10 * 1024 * 1024
const maxRestartsPerMinute = 5

function ownerUrl(password: string, port: number, database = 'fengqiao'): string {
  return `postgres://fengqiao_owner:${password}@127.0.0.1:${port}/${database}`
}

/** @returns the owner's address of the server that now runs on this data folder, for tools beside it; else undefined */
export function findRunning(dataDir: string): string | undefined {
  const folder = resolve(dataDir)
  const port =
    statSync(join(folder, 'postgres'), { throwIfNoEntry: false }) && findRunningPort(join(folder, 'postgres'))
  const password = readOwnerPassword(folder)
  return port && password ? ownerUrl(password, port) : undefined
}

/**
 * What the server is started with.
 * @param durable false does not wait for the disk, and is small (a test's has little in it, and there are several beside each other)
 * @param least whether it takes the least memory it can, since there is not as much here as it was told
 */
export function settings(port: number, durable: boolean, least = false): string[] {
  const memory = databaseMemory(memoryHere())
  const values = {
    listen_addresses: '127.0.0.1',
    port,
    // A path of a socket may not be longer than 107 bytes; DATA_DIR may.
    unix_socket_directories: '',
    // A process title rewritten for every statement helps nobody here.
    update_process_title: 'off',
    max_connections: 100,
    ...(durable ? memory : {}),
    ...(durable && !least ? {} : { shared_buffers: LEAST_HELD }),
    // Read at random from a disk without a moving arm, or from memory: hardly dearer than in a row.
    random_page_cost: 1.1,
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    password_encryption: 'scram-sha-256',
    fsync: durable ? 'on' : 'off',
    full_page_writes: durable ? 'on' : 'off',
    // What people wrote must not reach the log: no statements, no parameters, no DETAIL (which quotes whole rows).
    log_statement: 'none',
    log_parameter_max_length: 0,
    log_parameter_max_length_on_error: 0,
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
  }
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

function findFreePort(): Promise<number> {
  return new Promise((resolvePort, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolvePort(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** Opens the log for writing at its end; one older log is kept. */
function openLog(dataDir: string): { path: string; file: number; from: number } {
  mkdirSync(join(dataDir, 'logs'), { recursive: true, mode: 0o700 })
  const path = join(dataDir, 'logs/postgres.log')
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > maxLogBytes) renameSync(path, `${path}.1`)
  const file = openSync(path, 'a', 0o600)
  return { path, file, from: statSync(path).size }
}

function readLogFrom(path: string, from: number): string {
  const file = openSync(path, 'r')
  const bytes = Buffer.alloc(8192)
  const length = readSync(file, bytes, 0, bytes.length, from)
  closeSync(file)
  return bytes.toString('utf8', 0, length)
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

async function ended(child: ChildProcess, milliseconds: number): Promise<boolean> {
  for (const end = performance.now() + milliseconds; !hasEnded(child) && performance.now() < end; ) await sleep(10)
  return hasEnded(child)
}

/**
 * Fast shutdown, which writes what it holds to the disk (up to 1 GB, and some disks are slow); PostgreSQL's own harder ways if it does not
 * come. All of it stays within the 60 s the service unit allows, after the 10 s the web server may take.
 */
async function shutDown(child: ChildProcess): Promise<void> {
  for (const [name, milliseconds] of [['SIGINT', 40_000] as const, ['SIGQUIT', 3000] as const]) {
    if (hasEnded(child)) return
    child.kill(name)
    if (await ended(child, milliseconds)) return
  }
  child.kill('SIGKILL')
  await ended(child, 3000)
}

/** Where the kernel does not pass our death on, a shell waits for it: its input closes with us. */
function watchOver(child: ChildProcess): void {
  const script = 'trap "" INT TERM HUP; read _; kill -INT "$1"'
  const watch = spawn('sh', ['-c', script, 'sh', String(child.pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    env: { PATH: process.env.PATH },
  })
  // Killed, not closed: after its end the number may belong to another process.
  child.once('exit', () => watch.kill('SIGKILL'))
}

/** @returns the SQLSTATE or system code of the failure, or undefined when the database could be opened */
async function tryToOpen(url: string, statement?: string): Promise<string | undefined> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5000,
    application_name: 'fengqiao-owner',
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    if (statement) await client.query(statement)
    return undefined
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Waits as long as the server lives: after a hard crash the recovery of a large database takes minutes. */
async function untilOpen(child: ChildProcess, cluster: Cluster, port: number, options: Settled): Promise<void> {
  const tellAt = performance.now() + 5000
  let told = false
  while (!hasEnded(child)) {
    const code = await tryToOpen(ownerUrl(cluster.password, port))
    if (code === undefined || hasEnded(child)) return
    if (code === '3D000') await tryToOpen(ownerUrl(cluster.password, port, 'postgres'), 'create database fengqiao')
    if (code === '28P01') {
      throw new Error(
        `数据库不认 ${ownerPasswordFile(options.dataDir)} 里的口令：请删除这个文件再启动，口令会重新生成。`,
      )
    }
    if (!told && performance.now() > tellAt) {
      told = true
      options.say('数据库正在恢复上次没有写完的数据，请稍候……')
    }
    await sleep(15)
  }
}

type Settled = { dataDir: string; durable: boolean; say: (line: string) => void }

/** What PostgreSQL says where the machine does not give what `settings` asks for all at once (strict overcommit, limits of an account). */
const notGiven = /could not map anonymous shared memory|could not create shared memory segment|out of memory/

/**
 * Starts the server once it can be: another port if the first was taken meanwhile (unless it must be this one), a little
 * later if sessions of a killed predecessor still hold its memory, with the least memory where it is not given more.
 */
async function launch(
  cluster: Cluster,
  options: Settled,
  fixedPort?: number,
): Promise<{ child: ChildProcess; port: number }> {
  const { program, dir } = cluster
  const patience = performance.now() + 15_000
  let least = databaseMemory(memoryHere()).shared_buffers === LEAST_HELD || !options.durable
  for (;;) {
    await endLeftovers(dir)
    const port = fixedPort ?? (await findFreePort())
    const log = openLog(options.dataDir)
    const [command = '', ...args] = [
      ...program.prefix,
      program.postgres,
      '-D',
      dir,
      ...settings(port, options.durable, least),
    ]
    const child = spawn(command, args, {
      ...program.spawnAs,
      env: program.env,
      cwd: '/',
      stdio: ['ignore', log.file, log.file],
      // Its own session: Ctrl-C in a terminal must not end the database before the servers have drained.
      detached: true,
    })
    closeSync(log.file)
    const failure = new Promise<never>((_, reject) => child.once('error', reject))
    if (!program.diesWithParent) watchOver(child)
    try {
      await Promise.race([untilOpen(child, cluster, port, options), failure])
    } catch (error) {
      await shutDown(child)
      throw error
    }
    if (!hasEnded(child)) return { child, port }
    const said = readLogFrom(log.path, log.from)
    if (!least && notGiven.test(said)) {
      least = true
      options.say(
        `这台机器没有给数据库要的内存，先按最少的 ${LEAST_HELD.replace('MB', ' MB')} 启动，案卷多的时候会慢一些：请停掉不用的程序或者加内存，设过内存上限的调大，再重新启动枫桥。`,
      )
      continue
    }
    const passing = /could not bind|could not create any TCP|pre-existing shared memory|"postmaster.pid" already exists/
    if (!passing.test(said) || performance.now() > patience) {
      throw new Error(`数据库没有启动，原因（见 ${log.path}）：${said.trim().split('\n').slice(-5).join('\n')}`)
    }
    await sleep(100)
  }
}

/**
 * Starts the PostgreSQL that comes with the product, on the loopback and a free port, and keeps it running: when it is
 * killed it is started again at the same address. It ends with this process, however this process ends.
 * @param options.durable false does not wait for the disk: tests only
 * @param options.failed told when it cannot be kept running (more than five deaths a minute)
 * @param options.blockNamespaces tests only: behave as on a machine that forbids user namespaces
 * @throws a sentence for the operator: the folder is in use, belongs to another user, PostgreSQL cannot run here …
 */
export async function startEmbedded(options: {
  dataDir: string
  say?: (line: string) => void
  durable?: boolean
  failed?: (reason: Error) => void
  blockNamespaces?: boolean
  /** Whoever restores holds the folder already, and may start what is not whole yet: in this folder of it. */
  restoring?: string
}): Promise<Embedded> {
  const { say = () => undefined, failed = () => undefined } = options
  const settled: Settled = { dataDir: resolve(options.dataDir), durable: options.durable !== false, say }
  const held = options.restoring ? undefined : await holdDataDir(settled.dataDir)
  try {
    if (!options.restoring) putRestoreRight(settled.dataDir, say)
    const cluster = await prepareCluster({
      ...settled,
      folder: options.restoring ?? DATABASE,
      blockNamespaces: options.blockNamespaces === true,
    })
    let { child, port } = await launch(cluster, settled)
    let stopping = false
    let restarting: Promise<void> = Promise.resolve()
    const deaths: number[] = []

    async function restart(): Promise<void> {
      deaths.push(performance.now())
      const recent = deaths.filter((at) => at > performance.now() - 60_000).length
      try {
        if (recent > maxRestartsPerMinute) {
          throw new Error(
            `数据库一分钟内停了 ${recent} 次，不再重启：原因见 ${join(settled.dataDir, 'logs/postgres.log')}。`,
          )
        }
        say('数据库意外停止，正在重新启动……')
        child = (await launch(cluster, settled, port)).child
        keep()
        say('数据库已恢复。')
      } catch (error) {
        if (!stopping) failed(error instanceof Error ? error : new Error(String(error)))
      }
    }
    function keep(): void {
      const onExit = () => {
        if (!stopping) restarting = restart()
      }
      if (hasEnded(child)) onExit()
      else child.once('exit', onExit)
    }
    keep()

    return {
      ownerUrl: ownerUrl(cluster.password, port),
      get pid() {
        // Never 0: a signal to 0 goes to the caller's whole group.
        return child.pid ?? Number.NaN
      },
      async stop() {
        stopping = true
        await restarting
        await shutDown(child)
        held?.release()
      },
    }
  } catch (error) {
    held?.release()
    throw error
  }
}
