import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { now, secondsAfter } from '../clock.ts'
import type { Config } from '../config.ts'
import { ownerClient } from '../db/connection.ts'
import { isLocked } from '../file-lock.ts'
import { command } from '../packed.ts'
import { backupRecipient } from './keys.ts'
import { backupLock } from './run-backup.ts'

const LOOK_SECONDS = 60
/** After a failure: the stick may be put in at any time. */
const AGAIN_SECONDS = 3600

/** The last instant at which the clock on the wall (Beijing) stood at this hour. */
export function lastHour(instant: string, hour: number): string {
  const wall = new Date(Date.parse(instant) + 8 * 3_600_000)
  const at = Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth(), wall.getUTCDate(), hour - 8)
  return new Date(at > Date.parse(instant) ? at - 86_400_000 : at).toISOString()
}

/** Whether a backup is due: none was made since the hour, and none failed within the last hour. */
export function isDue(at: string, hour: number, last: { done: string | null; tried: string | null }): boolean {
  if (last.done !== null && last.done >= lastHour(at, hour)) return false
  return last.tried === null || last.tried <= secondsAfter(at, -AGAIN_SECONDS)
}

/** The last runs up to an instant: one dated later was made while the clock was wrong, and says nothing of today. */
export async function lastRuns(ownerUrl: string, at: string): Promise<{ done: string | null; tried: string | null }> {
  const client = ownerClient(ownerUrl)
  client.on('error', () => undefined)
  await client.connect()
  try {
    const { rows } = await client.query<{ done: Date | null; tried: Date | null }>(
      "select max(began_at) filter (where outcome = 'done') as done, max(began_at) as tried from backup_runs where kind = 'backup' and began_at <= $1",
      [at],
    )
    return { done: rows[0]?.done?.toISOString() ?? null, tried: rows[0]?.tried?.toISOString() ?? null }
  } finally {
    await client.end()
  }
}

/**
 * Makes the day's backup at its hour, in a process of its own that gives way to everybody; a machine that was off makes it when it is on
 * again. It begins once there is a place and a key: both are a person's doing.
 * @returns what ends it
 */
export function keepBackingUp(
  config: Pick<Config, 'dataDir' | 'backup' | 'clockFile'>,
  of: { ownerUrl: string; env: NodeJS.ProcessEnv; say: (line: string) => void },
): () => Promise<void> {
  const { dataDir, backup } = config
  if (backup.dir === null) return async () => {}
  const missing = noBackupYet(config)
  if (missing) of.say(missing)
  let running: ChildProcess | undefined
  let looking = false
  let ended = false

  async function look(): Promise<void> {
    if (looking || running || backupRecipient(dataDir) === null) return
    // Somebody is making one by hand, or trying one out: asked again in a minute.
    if (isLocked(backupLock(dataDir))) return
    looking = true
    try {
      const at = now()
      if (isDue(at, backup.hour, await lastRuns(of.ownerUrl, at))) begin()
    } catch {
      // The database may be restarting: asked again in a minute.
    } finally {
      looking = false
    }
  }

  function begin(): void {
    const child = fork(join(import.meta.dirname, 'daily.ts'), [], {
      env: { ...of.env, DATA_DIR: dataDir, FENGQIAO_OWNER_URL: of.ownerUrl },
      execArgv: [],
    })
    running = child
    child.once('error', () => {
      running = undefined
    })
    child.once('exit', (code) => {
      running = undefined
      // One that is ended with the machine did not fail: it is made when the machine is on again, or had been made already.
      if (code !== 0 && !ended) of.say('今天的备份没有做成，原因见上面一行；一小时后再试。')
    })
  }

  const timer = setInterval(() => void look(), LOOK_SECONDS * 1000)
  void look()
  return async () => {
    clearInterval(timer)
    ended = true
    const child = running
    if (!child || child.exitCode !== null) return
    const gone = new Promise((done) => child.once('exit', done))
    // What it was writing has no name yet, and goes with the next backup.
    child.kill('SIGKILL')
    await gone
  }
}

/** What a start says where there is a place for backups and no key for them. */
const noBackupYet = ({ dataDir }: Pick<Config, 'dataDir'>): string | null =>
  backupRecipient(dataDir) === null
    ? `还没有备份的密钥，自动备份没有开始：请运行 ${command('backup', 'new-key')}。`
    : null
