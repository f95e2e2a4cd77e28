import { spawnSync } from 'node:child_process'
import { accessSync, constants, readdirSync, readFileSync, statfsSync, statSync } from 'node:fs'
import { userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import { release } from '#server/db/postgres-cluster.ts'
import { findPostgresProgram } from '#server/db/postgres-program.ts'
import { isLocked, lockHolder } from '#server/file-lock.ts'
import { command } from '#server/packed.ts'
import { type Check, ok, warning, wrong } from './check.ts'

/** What a command of the machine prints, or undefined where there is no such command or it failed. */
function ask(program: string, ...args: string[]): string | undefined {
  const { status, stdout } = spawnSync(program, args, { encoding: 'utf8', timeout: 5000 })
  return status === 0 ? stdout.trim() : undefined
}

function nameOf(uid: number): string {
  return ask('id', '-un', String(uid)) ?? `编号 ${uid}`
}

function mine(): number {
  return process.getuid?.() ?? 0
}

/** The folder itself, or the nearest one above that there is. */
function nearest(path: string): string {
  return statSync(path, { throwIfNoEntry: false }) ? path : nearest(dirname(path))
}

/** Whether this account may use the data folder. @param uid who runs this */
export function checkFolder(dataDir: string, uid = mine()): Check {
  const there = statSync(dataDir, { throwIfNoEntry: false })
  const database = statSync(join(dataDir, 'postgres'), { throwIfNoEntry: false })
  const owner = [there, database].find((it) => it && it.uid !== uid)?.uid
  // Root may run on its own folder a database that belongs to the machine's user without rights.
  const isForeign = owner !== undefined && (uid !== 0 || (there?.uid ?? 0) !== 0)
  if (isForeign)
    return wrong(
      `数据文件夹 ${dataDir} 属于另一个账号（${nameOf(owner)}）`,
      `请用那个账号运行，例如 sudo -u ${nameOf(owner)} ${command('doctor')}，或用 DATA_DIR 指定另一个文件夹`,
    )
  const place = nearest(dataDir)
  try {
    accessSync(place, constants.W_OK | constants.X_OK)
  } catch {
    return wrong(
      there ? `数据文件夹 ${dataDir} 不能写` : `建不了数据文件夹：${place} 不能写`,
      `请把它交给运行枫桥的账号（chown ${userInfo().username} ${place}），或用 DATA_DIR 指定另一个文件夹`,
    )
  }
  return ok(there ? `数据文件夹 ${dataDir}` : `数据文件夹 ${dataDir} 还没有，首次启动会建立`)
}

/** Whether there is room. @param space free GiB, and free inodes where the disc counts them */
export function checkDisc(space: { free: number; inodes: number | null }): Check {
  const free = space.free < 10 ? space.free.toFixed(1) : space.free.toFixed(0)
  const todo = '请清理磁盘、移走旧的备份，或换大一些的盘'
  if (space.free < 1) return wrong(`磁盘只剩 ${free} GB：快要写不进去了`, todo)
  if (space.inodes !== null && space.inodes < 20_000)
    return wrong(`磁盘还有空间，但只能再建 ${space.inodes} 个文件`, '请删掉不用的小文件，或换一个盘')
  return space.free < 5 ? warning(`磁盘只剩 ${free} GB`, todo) : ok(`磁盘剩余 ${free} GB`)
}

/** The room on the disc of a folder that may not be there yet. */
export function spaceFor(dataDir: string): { free: number; inodes: number | null } {
  const disc = statfsSync(nearest(dataDir))
  return { free: (disc.bavail * disc.bsize) / 2 ** 30, inodes: disc.files > 0 ? disc.ffree : null }
}

/** No machine that runs this version can have an earlier day. */
const EARLIEST = '2026-01-01T00:00:00Z'

/**
 * Whether the machine's time can be right: not before this version was made, nor before what was recorded already; and
 * whether somebody keeps it right.
 * @param of.newest the newest recorded instant in the database, where there is one
 * @param of.synchronised what the machine says of itself; undefined where it does not say
 */
export function checkClock(of: { now: string; newest: string | null; synchronised: boolean | undefined }): Check {
  const todo =
    '请先校准时间（chrony 或 NTP；没有时间源的，照可靠的钟用 date -s 改），再启动：收到请求的时间有法律意义，不能改'
  if (of.now < EARLIEST) return wrong(`机器的时间是 ${of.now}，早于这一版软件`, todo)
  if (of.newest !== null && Date.parse(of.newest) - Date.parse(of.now) > 60_000)
    return wrong(`机器的时间（${of.now}）早于已经记下的事（${of.newest}）`, todo)
  if (of.synchronised === false)
    return warning(
      '机器没有和时间源同步',
      '请启用 chrony 或 systemd-timesyncd；县里没有时间源的，请每月和可靠的钟对一次',
    )
  return of.synchronised
    ? ok('时间和时间源同步')
    : warning('看不出机器有没有和时间源同步', '请确认 chrony 或 NTP 在运行；没有的，请每月和可靠的钟对一次')
}

/** What the machine says of its own clock. */
export function isSynchronised(): boolean | undefined {
  const said = ask('timedatectl', 'show', '-p', 'NTPSynchronized', '--value')
  return said === 'yes' ? true : said === 'no' ? false : undefined
}

/** Whether Chinese is shown, and whether the embedded database can have its character classes. @param known the machine's locales */
export function checkLocale(env: NodeJS.ProcessEnv, needsDatabase: boolean, known = ask('locale', '-a')): Check[] {
  const used = env.LC_ALL || env.LC_CTYPE || env.LANG || ''
  return [
    /utf-?8/i.test(used)
      ? ok(`本机语言环境 ${used}`)
      : warning(
          `本机语言环境是${used || '空的'}，屏幕上的中文可能是乱码`,
          '请设 LANG=C.UTF-8（systemd 单元里已经设好）',
        ),
    ...(needsDatabase && known !== undefined && !/^C\.utf-?8$/im.test(known)
      ? [
          wrong(
            '这台机器没有 C.UTF-8，自带的数据库建不起来',
            '请以 root 运行 localedef -i C -f UTF-8 C.UTF-8，或安装 glibc 的语言包',
          ),
        ]
      : []),
  ]
}

/** Whether the embedded PostgreSQL can run here, under whom, and on these files. */
export function checkEmbedded(dataDir: string, blockNamespaces = false): Check[] {
  const folder = join(dataDir, 'postgres')
  const there = statSync(folder, { throwIfNoEntry: false })
  const checks: Check[] = []
  if (there) {
    const found = readVersion(folder)
    checks.push(
      found === release
        ? ok(`自带的数据库：PostgreSQL ${release}`)
        : wrong(`数据是 PostgreSQL ${found} 的，这一版带的是 ${release}`, '请换回原来的版本，照更新记录里写的办法搬'),
    )
  }
  if (!statSync(dataDir, { throwIfNoEntry: false })) return checks
  try {
    const { prefix } = findPostgresProgram(dataDir, there, blockNamespaces)
    const isLesser = mine() === 0 && !prefix.includes('unshare')
    checks.push(
      isLesser
        ? warning(
            '这台机器禁止用户命名空间，数据库改用权限最小的账号（nobody）运行',
            '能用；更好的办法是不用 root，照 docs/operating.md 建一个专用账号',
          )
        : ok('自带的数据库在这里能运行'),
    )
  } catch (error) {
    checks.push(wrong(error instanceof Error ? error.message : String(error), '照上面说的改好，再运行一次'))
  }
  return checks
}

function readVersion(folder: string): string {
  try {
    return readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim()
  } catch {
    return '未知版本'
  }
}

/** Whether anybody else could read the keys. */
export function checkKeys(dataDir: string): Check {
  const folder = join(dataDir, 'keys')
  const there = statSync(folder, { throwIfNoEntry: false })
  if (!there) return warning('还没有密钥文件夹', `首次 ${command('start')} 会自动建立，请随后备份`)
  const open = [
    ...((there.mode & 0o077) === 0 ? [] : [folder]),
    ...readable(folder).filter((path) => (statSync(path).mode & 0o077) !== 0),
  ]
  return open.length === 0
    ? ok('密钥只有本账号能读')
    : wrong(`密钥别人也能读：${open.join('、')}`, `请运行 chmod -R go= ${folder}；别人可能已经读过的，请告诉安全审计员`)
}

function readable(folder: string): string[] {
  try {
    return readdirSync(folder).map((name) => join(folder, name))
  } catch {
    return []
  }
}

/** Who works on the data folder now. */
export type Holder = { pid: string } | null

/** @returns the process that holds the data folder, or null */
export function holderOf(dataDir: string): Holder {
  const lock = join(dataDir, '.lock')
  return isLocked(lock) ? { pid: lockHolder(lock) } : null
}
