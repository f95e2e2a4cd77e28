import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { startEmbedded } from '#server/db/embedded.ts'
import { prepareDatabase } from '#server/db/prepare.ts'
import { keepJobs, keepWords, throwAway } from '#test/kept.ts'
import { freePort } from '#test/product.ts'
import { countyWorld } from './county-world.ts'

const SERVER = join(import.meta.dirname, '../src/server')
const PATIENCE_MS = 20_000
/** Servers without a compile cache, beside whatever else is at work. */
const START_PATIENCE_MS = 300_000

/** Waits until it is true. @throws with the sentence when it does not come about */
export async function until(what: string, truth: () => Promise<boolean>, patience = PATIENCE_MS): Promise<void> {
  for (const end = performance.now() + patience; !(await truth().catch(() => false)); await sleep(20)) {
    if (performance.now() > end) throw new Error(`not within ${patience} ms: ${what}`)
  }
}

/** The database is killed under it again and again: a connection that breaks meanwhile is no news. */
export const quietly = (pool: pg.Pool): void => void pool.on('error', () => undefined)

/** A process that is started again whenever it dies, as `npm start` does. */
export class Kept {
  deaths = 0
  /** The end of what it said: for the failure of a test, else nobody wants to read it. */
  said = ''
  #child: ChildProcess | undefined
  #wanted = false
  readonly #file: string
  readonly #env: NodeJS.ProcessEnv
  constructor(file: string, env: NodeJS.ProcessEnv) {
    this.#file = file
    this.#env = env
  }

  #start([env = {}, ...later]: readonly NodeJS.ProcessEnv[]): void {
    const child = keepWords(
      spawn(process.execPath, [join(SERVER, this.#file)], {
        env: { ...process.env, ...this.#env, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    )
    this.#child = child
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (text) => {
        this.said = `${this.said}${text}`.slice(-4000)
      })
    }
    child.once('exit', () => {
      if (!this.#wanted || this.#child !== child) return
      this.deaths += 1
      this.#start(later.length ? later : [env])
    })
  }

  /** Starts it, in place of the one that runs, with these surroundings: each for one life, the last for all that follow. */
  async start(...lives: readonly NodeJS.ProcessEnv[]): Promise<void> {
    await this.stop()
    this.#wanted = true
    this.#start(lives)
  }

  kill(): void {
    this.#child?.kill('SIGKILL')
  }

  /** The process of this moment; 0 where none runs. */
  get pid(): number {
    return this.#child?.pid ?? 0
  }

  /** Ends it for good, the hard way. */
  async stop(): Promise<void> {
    this.#wanted = false
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
}

/** The gateway for text messages: remembers under which keys it was asked, and what it was told. */
export async function startGateway() {
  const asked: { key: string; id: string }[] = []
  const server = createServer(async (message, reply) => {
    let body = ''
    for await (const part of message) body += part
    asked.push({ key: String(message.headers['idempotency-key']), id: (JSON.parse(body) as { id: string }).id })
    reply.end('ok')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/send`, server }
}

/**
 * A real installation without its launcher: durable PostgreSQL, a server (or several, each at an address of its own), a
 * worker, a gateway, and eyes on the database. @param of.under where its folder is made
 */
export async function startRig({ servers: many = 1, under = tmpdir() } = {}) {
  const dataDir = mkdtempSync(join(under, 'fengqiao-crash-'))
  const database = await startEmbedded({ dataDir, durable: true })
  const { serverUrl, workerUrl } = await prepareDatabase({ ownerUrl: database.ownerUrl, dataDir }).catch(
    async (error) => {
      await database.stop()
      throwAway(dataDir)
      throw error
    },
  )
  const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 })
  const ports: number[] = []
  while (ports.length < many) ports.push(await freePort())
  const port = ports[0] ?? 0
  const world = await countyWorld({ serverUrl, dataDir, port, connections: 4 })
  for (const each of [world.pool, owner]) quietly(each)
  const gateway = await startGateway()
  const common = {
    DATA_DIR: dataDir,
    DATABASE_URL: '',
    PORT: String(port),
    PUBLIC_URL: world.publicUrl,
    NODE_COMPILE_CACHE: join(dataDir, 'cache/node'),
  }
  const servers = ports.map(
    (each) => new Kept('main.ts', { ...common, PORT: String(each), FENGQIAO_SERVER_URL: serverUrl, CRASH_AT: '' }),
  )
  const server = servers[0] as Kept
  const worker = new Kept('worker.ts', {
    ...common,
    FENGQIAO_WORKER_URL: workerUrl,
    SMS_URL: gateway.url,
    CRASH_AT: '',
  })
  const urls = ports.map((each) => `http://127.0.0.1:${each}`)
  const url = urls[0] ?? ''
  let released = false
  /** Ends its processes and its database: the folder and the gateway are left to whoever comes next. */
  async function release(): Promise<void> {
    if (released) return
    released = true
    await Promise.all([...servers, worker].map((each) => each.stop()))
    await world.pool.end()
    await owner.end()
    // It may be coming up again.
    await keepJobs(workerUrl, PATIENCE_MS).finally(() => database.stop())
  }
  return {
    world,
    owner,
    url,
    /** The addresses of all servers, where there are several. */
    urls,
    dataDir,
    ownerUrl: database.ownerUrl,
    server,
    servers,
    worker,
    /** What it said last, for the failure of a test. */
    said: () => server.said,
    asked: gateway.asked,
    smsUrl: gateway.url,
    /** Kills the PostgreSQL server; it is started again at the same address by those who watch over it. */
    killDatabase: async () => void process.kill(database.pid, 'SIGKILL'),
    /** Kills the PostgreSQL process of one connection, as a machine short of memory does: PostgreSQL then ends all of them. */
    async killSession() {
      const busy = `select pid from pg_stat_activity where application_name = 'fengqiao' order by state_change desc limit 1`
      const { rows } = await owner.query<{ pid: number }>(busy)
      if (rows[0]) process.kill(rows[0].pid, 'SIGKILL')
    },
    serverAnswers: () =>
      until(
        'the servers answer',
        async () => (await Promise.all(urls.map((each) => fetch(`${each}/healthz`)))).every(({ ok }) => ok),
        START_PATIENCE_MS,
      ).catch((error) => {
        throw new Error(`${error}\n${servers.map(({ said }) => said).join('\n')}`)
      }),
    release,
    async stop() {
      await release()
      gateway.server.closeAllConnections()
      gateway.server.close()
      throwAway(dataDir)
    },
  }
}
export type Rig = Awaited<ReturnType<typeof startRig>>
