import type { ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { appendFileSync, cpSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

/** What a run leaves behind besides the answers people got: looked through when it is over (`scripts/exhaust.ts`). */
export const KINDS = {
  words: '网页服务、后台作业、启动程序印出来的',
  faults: '测试里的服务记下的错误',
  console: '测试自己印出来的',
  databases: '数据库的日志',
  jobs: '扔掉数据库时，作业和它们的错误、告警、备份记录',
  requests: '浏览器请求的网址',
  pages: '浏览器地址栏里的网址',
} as const
export type Kind = keyof typeof KINDS

/** The folder of this run, where `npm test` made one; else nothing is kept. Read anew each time: a test may have a run of its own. */
const runFolder = (): string | undefined => process.env.FENGQIAO_RUN || undefined

export const keptIn = (run: string): string => join(run, 'kept')
export const temporaryIn = (run: string): string => join(run, 'tmp')
/** Where the databases of a run are, when they are in memory. */
export const inMemory = (memory: string, run: string): string => join(memory, basename(run))

/** Where it is written down that something could not be kept: what was not kept was not looked through either. */
export const UNKEPT = 'unkept'

/** Keeps a text under its kind. @param whose one file each, so that what two say at once is not mixed */
export function keep(kind: Kind | typeof UNKEPT, text: string | Buffer, whose: string | number = process.pid): void {
  const run = runFolder()
  if (!run) return
  mkdirSync(keptIn(run), { recursive: true })
  appendFileSync(join(keptIn(run), `${kind}-${whose}.log`), text)
}

/** Keeps every word a process prints; hears it to its end, so that no pipe fills up. @returns the process */
export function keepWords<C extends ChildProcess>(child: C): C {
  for (const [name, stream] of [['out', child.stdout] as const, ['err', child.stderr] as const])
    stream?.on('data', (chunk: Buffer) => keep('words', chunk, `${child.pid}-${name}`))
  return child
}

/** Keeps what PostgreSQL logged on a data folder. */
export function keepLogs(dataDir: string): void {
  const run = runFolder()
  const logs = join(dataDir, 'logs')
  if (run && existsSync(logs)) cpSync(logs, join(keptIn(run), `databases-${randomUUID()}`), { recursive: true })
}

/** Removes a folder; what the databases on the data folders in it logged is kept. */
export function throwAway(folder: string, dataDirs: readonly string[] = [folder]): void {
  for (const dataDir of dataDirs) keepLogs(dataDir)
  rmSync(folder, { recursive: true, force: true })
}

/** Jobs and what they failed with; what the gateways answered; and the rows in which the product says what is amiss. */
const JOBS_AND_FAULTS = `
  select concat_ws(' ', payload, last_error) as row from graphile_worker._private_jobs
  union all select answer from effects where answer <> ''
  union all select to_jsonb(it)::text from alarms it
  union all select to_jsonb(it)::text from measurements it
  union all select to_jsonb(it)::text from restarts it
  union all select to_jsonb(it)::text from backup_runs it`
/** Sees every file's rows, as the worker does. */
const WHOLE_COUNTY = '-c app.lo=0 -c app.hi=9007199254740991'

/** Reads the jobs of a database that runs, and what it says of faults, and keeps them. */
async function readJobs(workerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: workerUrl, options: WHOLE_COUNTY })
  try {
    await client.connect()
    const { rows } = await client.query<{ row: string }>(JOBS_AND_FAULTS)
    keep('jobs', rows.map(({ row }) => `${row}\n`).join(''))
  } finally {
    await client.end()
  }
}

/**
 * Keeps the jobs of a database that runs, and what it says of faults. Where that fails the last step of the run tells of it
 * (`scripts/exhaust.ts`): whoever throws a database away goes on. @param patience milliseconds in which it may still come up
 */
export async function keepJobs(workerUrl: string | undefined, patience = 0): Promise<void> {
  if (!runFolder() || !workerUrl) return
  for (const end = performance.now() + patience; ; await sleep(100)) {
    try {
      return await readJobs(workerUrl)
    } catch (error) {
      if (performance.now() < end) continue
      return keep(UNKEPT, `the jobs of ${new URL(workerUrl).pathname}: ${error}\n`)
    }
  }
}
