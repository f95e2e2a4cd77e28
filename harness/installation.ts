import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { makePool } from '#server/db/connection.ts'
import { findRunning } from '#server/db/embedded.ts'
import type { World } from '#server/world.ts'
import { keepJobs, keepWords } from '#test/kept.ts'
import { childrenRunning, workerUrlOn } from '#test/product.ts'
import { quietly } from './rig.ts'

const HERE = join(import.meta.dirname, '..')
const START_PATIENCE_MS = 300_000
const PATIENCE_MS = 20_000
export const SERVERS = 2

/** It may have died by itself a moment before. @returns whether there was one */
function kill(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    return false
  }
}

/** Whether a process has ended: its number is free, or only its parent still has to take notice of it. */
function isGone(pid: number): boolean {
  try {
    return /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return true
  }
}

/** @returns whether it was there and has gone */
async function killed(pid: number): Promise<boolean> {
  if (!kill(pid)) return false
  for (const end = performance.now() + START_PATIENCE_MS; !isGone(pid); await sleep(2))
    if (performance.now() > end) return false
  return true
}

const PROGRAMS = {
  server: 'src/server/main.ts',
  worker: 'src/server/worker.ts',
  database: 'native/bin/postgres',
} as const

/** Who can be killed: the parent by itself or with all it started, one of its children, or one session of the database. */
export type Victim = 'parent' | 'everything' | keyof typeof PROGRAMS | 'session'

/**
 * The product as `npm start` runs it, on a prepared data folder: a parent, two servers, a worker and the database, each of
 * which can be killed. All but the parent are started again by the product itself.
 * @param of.tree the sources it runs from, where they are not these
 */
export async function installation(of: { dataDir: string; world: World; smsUrl: string; tree?: string }) {
  const { dataDir, tree = HERE } = of
  const port = new URL(of.world.publicUrl).port
  const env = {
    ...process.env,
    DATA_DIR: dataDir,
    DATABASE_URL: '',
    BACKUP_DIR: '',
    PORT: port,
    SERVERS: String(SERVERS),
    SMS_URL: of.smsUrl,
    FENGQIAO_DEMO: '0',
    CRASH_AT: '',
  }
  let parent: ChildProcess
  let said = ''
  let owner: pg.Pool
  const world: World = { ...of.world }

  const childrenOf = (program: keyof typeof PROGRAMS) => childrenRunning(parent.pid ?? 0, PROGRAMS[program])
  const hasEnded = () => parent.exitCode !== null || parent.signalCode !== null

  /** Waits until it is true of the product that runs. @throws with what it said when it does not come about */
  async function until(what: string, truth: () => boolean): Promise<void> {
    for (const end = performance.now() + START_PATIENCE_MS; !truth(); await sleep(15))
      if (performance.now() > end || hasEnded()) throw new Error(`the product: ${what} did not come about:\n${said}`)
  }

  async function start(): Promise<void> {
    said = ''
    parent = keepWords(
      spawn(process.execPath, [join(tree, 'src/server/start.ts')], {
        cwd: tree,
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    )
    for (const stream of [parent.stdout, parent.stderr])
      stream?.on('data', (text) => {
        said = `${said}${text}`.slice(-4000)
      })
    await until('ready', () => said.includes('枫桥已就绪')).catch(async (error) => {
      await killParent(true)
      throw error
    })
    const ownerUrl = findRunning(dataDir) ?? ''
    owner = new pg.Pool({ connectionString: ownerUrl, max: 2 })
    world.pool = makePool(ownerUrl, 4)
    for (const each of [owner, world.pool]) quietly(each)
  }

  async function untilAnswers(): Promise<void> {
    const answers = () =>
      owner.query('select 1').then(
        () => true,
        () => false,
      )
    for (const end = performance.now() + START_PATIENCE_MS; !(await answers()); await sleep(15))
      if (performance.now() > end || hasEnded()) throw new Error(`the database did not come back:\n${said}`)
  }

  /** The connections to a database that is gone: closing them may fail, and nobody needs to hear of it. */
  const leave = () => Promise.allSettled([owner?.end(), world.pool.end()])

  /** @returns the process to be killed, once there is one */
  async function one(program: keyof typeof PROGRAMS, pick: () => number): Promise<number> {
    await until(`a ${program} to kill`, () => childrenOf(program).length > 0)
    const all = childrenOf(program)
    return all[Math.floor(pick() * all.length)] ?? Number.NaN
  }

  async function killSession(): Promise<boolean> {
    const busy = `select pid from pg_stat_activity where application_name = 'fengqiao' order by state_change desc limit 1`
    await untilAnswers()
    const { rows } = await owner.query<{ pid: number }>(busy)
    return rows[0] ? killed(rows[0].pid) : false
  }

  async function killParent(withChildren: boolean): Promise<void> {
    const database = childrenOf('database')
    const children = withChildren
      ? [
          ...childrenOf('server'),
          ...childrenOf('worker'),
          ...database,
          ...database.flatMap((it) => childrenRunning(it, '')),
        ]
      : []
    const gone = hasEnded() ? null : once(parent, 'exit')
    for (const pid of [parent.pid ?? Number.NaN, ...children]) kill(pid)
    await gone
    await leave()
  }

  await start()
  return {
    urls: [`http://127.0.0.1:${port}`],
    world,
    get owner() {
      return owner
    },
    said: () => said,
    /** The servers and the worker of this moment. */
    pids: () => [...childrenOf('server'), ...childrenOf('worker')],
    /**
     * Kills at this instant. Where it was the parent, it is started again, and this waits until it says that it is ready.
     * @returns whether there was one to be killed, and it has gone
     */
    async kill(victim: Victim, pick: () => number): Promise<boolean> {
      if (victim === 'session') return killSession()
      if (victim !== 'parent' && victim !== 'everything') return killed(await one(victim, pick))
      const { pid } = parent
      await killParent(victim === 'everything')
      const isDead = pid !== undefined && isGone(pid)
      await start()
      return isDead
    },
    /** Whether all that belongs to it runs: what was killed has been replaced. */
    async whole(): Promise<void> {
      await until('whole again', () => childrenOf('server').length === SERVERS && childrenOf('worker').length === 1)
      await untilAnswers()
    },
    async stop(): Promise<void> {
      await leave()
      if (hasEnded()) return
      // The database may be coming up again.
      await keepJobs(workerUrlOn(dataDir), PATIENCE_MS)
      const gone = hasEnded() ? null : once(parent, 'exit')
      parent.kill('SIGTERM')
      await gone
    },
    /** Ends it all at once, without a farewell. */
    end: () => killParent(true),
    /** Starts it where it was ended. @throws with what it said when it does not start */
    start,
  }
}
export type Installation = Awaited<ReturnType<typeof installation>>
