import { createPrivateKey } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type pg from 'pg'
import { addDays, dayIn, isProvisional } from '#domain/clocks/calendar.ts'
import { calendar } from '#domain/clocks/calendar-data.ts'
import { FAULTY } from '#server/backup/run-backup.ts'
import { now } from '#server/clock.ts'
import { type Config, readConfig } from '#server/config.ts'
import { printOfKey } from '#server/crypto/key-print.ts'
import { migrations } from '#server/db/migrate.ts'
import { command, someOf } from '#server/packed.ts'
import { sealKeyFaults } from '#server/seals/key-faults.ts'
import { settings } from '#server/settings.ts'
import { type Check, ok, warning, wrong } from './doctor/check.ts'
import {
  checkClock,
  checkDisc,
  checkEmbedded,
  checkFolder,
  checkKeys,
  checkLocale,
  holderOf,
  isSynchronised,
  spaceFor,
} from './doctor/machine.ts'
import { checkMachines } from './doctor/machines.ts'
import { checkAddress, checkCertificate, checkPort } from './doctor/network.ts'
import { withDatabase } from './with-database.ts'

async function one<T>(client: pg.Client, text: string): Promise<T | undefined> {
  const { rows } = await client.query(text)
  return rows[0] as T | undefined
}

/** Whether the tables are those of this version: none missing, none changed afterwards, none of a later version. */
async function checkMigrations(client: pg.Client): Promise<Check> {
  const { rows } = await client.query<{ name: string; checksum: string }>('select name, checksum from migrations')
  const applied = new Map(rows.map((row) => [row.name, row.checksum]))
  const ours = new Map(migrations().map(({ name, checksum }) => [name, checksum]))
  const later = [...applied.keys()].filter((name) => !ours.has(name))
  if (later.length > 0)
    return wrong(
      `数据库是更新的版本建的（多出 ${someOf(later)}）`,
      '请用那个版本的程序；要退回这一版，先恢复升级前的备份',
    )
  const changed = [...ours].filter(([name, checksum]) => (applied.get(name) ?? checksum) !== checksum)
  if (changed.length > 0)
    return wrong(`迁移文件应用以后被改过：${someOf(changed.map(([name]) => name))}`, '请恢复原来的程序文件')
  const pending = [...ours.keys()].filter((name) => !applied.has(name))
  return pending.length === 0
    ? ok(`数据库结构是最新的（${applied.size} 个迁移）`)
    : wrong(`还有 ${pending.length} 个迁移没有应用`, `请运行 ${command('start')}，启动时会自己应用`)
}

/** The newest instant anything was recorded at. */
async function newestRecorded(client: pg.Client): Promise<string | null> {
  // What was recorded under a time set for a drill says nothing of the machine.
  const row = await one<{ at: Date | null }>(client, 'select max(recorded_at) as at from events where not test_time')
  return row?.at?.toISOString() ?? null
}

/** What the database itself must be. */
export async function checkDatabase(client: pg.Client, today: string): Promise<Check[]> {
  const checks: Check[] = []
  const server = await one<{ version: number; encoding: string; ctype: string; fsync: string; sync: string }>(
    client,
    `select current_setting('server_version_num')::int as version, pg_encoding_to_char(encoding) as encoding, datctype as ctype,
       current_setting('fsync') as fsync, current_setting('synchronous_commit') as sync
     from pg_database where datname = current_database()`,
  )
  if (!server) return [wrong('数据库没有回答', '请检查数据库是否在运行')]
  checks.push(
    server.version >= 150000
      ? ok(`PostgreSQL ${Math.floor(server.version / 10000)}`)
      : wrong('PostgreSQL 版本太旧', '请升级到 15 或更新'),
  )
  checks.push(
    server.encoding === 'UTF8'
      ? ok('字符集 UTF8')
      : wrong(`字符集是 ${server.encoding}`, '请用 UTF8 重建数据库，否则会丢生僻字'),
  )
  checks.push(
    /utf-?8/i.test(server.ctype)
      ? ok(`字符分类 ${server.ctype}`)
      : warning(`字符分类是 ${server.ctype}`, '建议用 C.UTF-8 重建，否则模糊查找可能查不到中文'),
  )
  checks.push(
    server.fsync === 'on' && server.sync !== 'off'
      ? ok('断电不丢已确认的数据')
      : wrong('fsync 或 synchronous_commit 关闭了', '请打开，否则断电会丢数据'),
  )
  const { rows: open } = await client.query<{ relname: string }>(
    `select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind = 'r' and not (c.relrowsecurity and c.relforcerowsecurity)
       and (c.relname = 'files' or exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'file_id'))`,
  )
  checks.push(
    open.length === 0
      ? ok('含案件内容的表都强制行级安全')
      : wrong(`这些表没有强制行级安全：${open.map((row) => row.relname).join('、')}`, '请恢复迁移文件所设的策略'),
  )
  const { rows: strong } = await client.query<{ rolname: string }>(
    `select r.rolname from pg_roles r where pg_has_role(r.rolname, 'fengqiao_app', 'member') and (r.rolsuper or r.rolbypassrls)
       and r.rolname like any (array['%\\_server', '%\\_worker'])`,
  )
  checks.push(
    strong.length === 0
      ? ok('服务账号不能绕过行级安全')
      : wrong(`这些账号权限过大：${strong.map((row) => row.rolname).join('、')}`, '请去掉 SUPERUSER 和 BYPASSRLS'),
  )
  checks.push(await checkMigrations(client))
  const waiting = await one<{ n: number; oldest: Date | null }>(
    client,
    "select count(*)::int as n, min(due_at) as oldest from effects where state = 'waiting'",
  )
  const stuck = waiting?.oldest && Date.parse(now()) - waiting.oldest.getTime() > 3_600_000
  checks.push(
    stuck
      ? warning(`有 ${waiting.n} 条消息等待超过 1 小时`, '请检查短信通道 SMS_URL 和后台作业是否在运行')
      : ok('没有积压的消息'),
  )
  const overdue = await one<{ n: number }>(
    client,
    `select count(*)::int as n from clocks where state = 'running' and rule = 'T-05' and due_on < '${today}'::date - 1`,
  )
  checks.push(
    overdue?.n ? warning(`有 ${overdue.n} 个到期事项没有自动处理`, '请检查后台作业是否在运行') : ok('到期事项都已处理'),
  )
  return checks
}

/** Whether what was sealed can still be known as ours. */
export async function checkSealKeys(client: pg.Client, dataDir: string): Promise<Check[]> {
  const faults = await sealKeyFaults(client, dataDir)
  return faults.length === 0
    ? [ok('印章和二维码的密钥都在')]
    : faults.map((fault) => wrong(fault, `请从备份恢复 ${dataDir}/keys`))
}

/** Whether the whole was put away lately, and whether anybody has tried to get it back. */
export async function checkBackups(client: pg.Client, at: string, place: string | null): Promise<Check[]> {
  if (place === null) return [warning('还没有设备份', '请设 BACKUP_DIR，见 docs/operating.md 第三节')]
  const runs = await one<{ backup: Date | null; drill: Date | null; ahead: number }>(
    client,
    `select max(began_at) filter (where kind = 'backup' and began_at <= '${at}') as backup,
       max(began_at) filter (where kind = 'drill' and began_at <= '${at}') as drill, count(*) filter (where began_at > '${at}')::int as ahead
     from backup_runs where outcome = 'done'`,
  )
  const last = await one<{ says: string }>(
    client,
    `select says from backup_runs where kind = 'backup' and outcome = 'done' and began_at <= '${at}' order by began_at desc limit 1`,
  )
  const daysSince = (then: Date): number => Math.floor((Date.parse(at) - then.getTime()) / 86_400_000)
  const checks: Check[] = []
  if (runs?.ahead)
    checks.push(
      warning(`有 ${runs.ahead} 次备份或者演练记在以后的时间`, '机器的时间跳过：请对一下时间，再看备份做了没有'),
    )
  if (last?.says.startsWith(FAULTY)) checks.push(wrong('最近一次备份里有文件不对', last.says.slice(FAULTY.length)))
  if (!runs?.backup)
    checks.push(wrong('还没有做成过备份', `请运行 ${command('backup', 'new-key')} 和 ${command('backup')}`))
  else if (daysSince(runs.backup) > 1)
    checks.push(wrong(`${daysSince(runs.backup)} 天没有做成备份`, `请检查备份盘接好没有，再运行 ${command('backup')}`))
  else checks.push(ok('一天之内做成过备份'))
  if (!runs?.drill || daysSince(runs.drill) > 92)
    checks.push(warning('三个月没有演练过恢复', `请运行 ${command('restore', '--drill')}`))
  else checks.push(ok(`${daysSince(runs.drill)} 天前演练过恢复`))
  return checks
}

/** What the settings, the keys, the files and the calendar must be, whether it runs or not. */
export function checkInstallation(env: NodeJS.ProcessEnv, today: string): Check[] {
  const read = readConfig(env)
  if (!read.ok) return read.faults.map((fault) => wrong(fault, '改好后再运行一次'))
  const { config } = read
  const checks: Check[] = [checkKeys(config.dataDir)]
  try {
    const head = createPrivateKey(readFileSync(join(config.dataDir, 'keys', 'head-signing.pem')))
    checks.push(ok(`签名公钥的指纹（核对档案包用，请抄下另存）：${printOfKey(head)}`))
  } catch {
    // There is none before the first start.
  }
  return [
    ...checks,
    ...checkFiles(config),
    isProvisional(today, addDays(today, 90), calendar)
      ? warning('90 天内会用到还没有公布的放假安排，期限标为“暂定”', '国务院办公厅公布后请更新日历')
      : ok('今后 90 天的放假安排已公布'),
    ...(config.clockFile ? [warning('时间是从文件读的（测试时间）', '正式使用的，请去掉 FENGQIAO_CLOCK_FILE')] : []),
    ...checkCertificate(config, now()),
    ...checkAddress(config),
  ]
}

/** Where files are kept, and whether anybody looks at them. */
function checkFiles({ dataDir, s3, clamdSocket }: Pick<Config, 'dataDir' | 's3' | 'clamdSocket'>): Check[] {
  const blobs = statSync(join(dataDir, 'blobs'), { throwIfNoEntry: false })
  const kept = s3
    ? ok(`文件存在对象存储 ${new URL(s3.endpoint).hostname} 的 ${s3.bucket}，请另外备份`)
    : !blobs
      ? ok('还没有人传过文件；以后存在 blobs 文件夹，要备份')
      : (blobs.mode & 0o077) === 0
        ? ok('文件存在 blobs 文件夹，只有本账号能读，要备份')
        : wrong('blobs 文件夹别人也能读', `请运行 chmod 700 ${join(dataDir, 'blobs')}`)
  if (clamdSocket === null)
    return [kept, ok('没有接杀毒服务：文件只做本系统自己的检查（要接的，装 ClamAV，设 CLAMD_SOCKET）')]
  const socket = statSync(clamdSocket, { throwIfNoEntry: false })?.isSocket()
  return [
    kept,
    socket
      ? ok('文件先由 ClamAV 查毒')
      : wrong('CLAMD_SOCKET 指的不是套接字，文件都收不了', '请启动 clamd，或者改对路径'),
  ]
}

/** The data folder as the settings name it, also where another setting is wrong. */
function dataDirOf(env: NodeJS.ProcessEnv): string {
  const read = settings.shape.DATA_DIR.safeParse(env.DATA_DIR?.trim() || undefined)
  return read.success ? read.data : resolve('./data')
}

/** The database and what only it knows; a sentence where it cannot be opened. */
async function checkInside(dataDir: string, today: string, isEmbedded: boolean): Promise<Check[]> {
  if (isEmbedded && !statSync(join(dataDir, 'postgres'), { throwIfNoEntry: false }))
    return [ok('还没有建库，首次启动会建立'), checkClock({ now: now(), newest: null, synchronised: isSynchronised() })]
  try {
    return await withDatabase(async (client) => {
      const there = await one<{ it: string | null }>(client, "select to_regclass('public.events') as it")
      if (!there?.it) return [warning('数据库里还没有表', `请运行 ${command('start')}，启动时会自己建好`)]
      return [
        ...(await checkDatabase(client, today)),
        ...(await checkSealKeys(client, dataDir)),
        ...(await checkBackups(client, now(), process.env.BACKUP_DIR?.trim() || null)),
        checkClock({ now: now(), newest: await newestRecorded(client), synchronised: isSynchronised() }),
      ]
    })
  } catch (error) {
    const sentence = error instanceof Error ? error.message : String(error)
    return [wrong(`数据库打不开：${sentence}`, '请照这句话改好；外部数据库请核对 DATABASE_URL 和它是不是在运行')]
  }
}

/**
 * Everything about an installation but its program files, in the order in which faults are mended. Works whether the
 * product runs or not, and goes on after each fault as far as sense goes.
 */
export async function checkAll(env: NodeJS.ProcessEnv): Promise<Check[]> {
  const read = readConfig(env)
  const dataDir = read.ok ? read.config.dataDir : dataDirOf(env)
  const isEmbedded = !env.DATABASE_URL?.trim()
  const today = dayIn(now())
  const folder = checkFolder(dataDir)
  const holder = holderOf(dataDir)
  return [
    folder,
    checkDisc(spaceFor(dataDir)),
    ...checkLocale(env, isEmbedded),
    // What was there before is asked of those who own it only: looking would leave files behind.
    ...(isEmbedded && folder.state === 'ok' ? checkEmbedded(dataDir) : []),
    ...checkInstallation(env, today),
    ...(read.ok ? [await checkPort(read.config, holder)] : []),
    ...(isEmbedded || !read.ok ? [] : await checkMachines(env.DATABASE_URL?.trim() ?? '')),
    ...(folder.state === 'ok' ? await checkInside(dataDir, today, isEmbedded) : []),
  ]
}
