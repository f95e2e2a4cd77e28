import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  closeSync,
  fsyncSync,
  lchownSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { endLeftovers } from './postgres-leftovers.ts'
import { findPostgresProgram, type PostgresProgram } from './postgres-program.ts'

/** A database cluster that is ready to be started. */
export type Cluster = { dir: string; program: PostgresProgram; password: string }

/** The release whose files are in the lock file; another release's data must be carried over by export and import. */
export const release = '17'

/**
 * Only the owner and the roles it makes sign in, over the loopback, with a password. The bootstrap superuser has none:
 * it works in single-user mode only, that is: for whoever owns the files.
 */
const hostRules = 'host all all 127.0.0.1/32 scram-sha-256\n'

/** Where the owner's password stands (readable by the product's user only). */
export function ownerPasswordFile(dataDir: string): string {
  return join(dataDir, 'keys/database-owner')
}

/** @returns the password, or undefined when the file is missing or was cut off */
export function readOwnerPassword(dataDir: string): string | undefined {
  try {
    return /^[0-9a-f]{48}$/.exec(readFileSync(ownerPasswordFile(dataDir), 'utf8').trim())?.[0]
  } catch {
    return undefined
  }
}

function writeOwnerPassword(dataDir: string, password: string): void {
  const path = ownerPasswordFile(dataDir)
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const file = openSync(`${path}.new`, 'w', 0o600)
  writeSync(file, `${password}\n`)
  fsyncSync(file)
  closeSync(file)
  renameSync(`${path}.new`, path)
}

/** Runs one of PostgreSQL's programs to its end; the text is what it printed, on both channels. */
function run(program: PostgresProgram, args: string[], input = ''): Promise<{ code: number | null; text: string }> {
  const [command = '', ...rest] = [...program.prefix, ...args]
  return new Promise((resolve, reject) => {
    const child = spawn(command, rest, { ...program.spawnAs, env: program.env, cwd: '/' })
    let text = ''
    child.stdout.on('data', (part) => {
      text += part
    })
    child.stderr.on('data', (part) => {
      text += part
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, text }))
    // A program that ends before it has read everything says why on stderr.
    child.stdin.on('error', () => undefined)
    child.stdin.end(input)
  })
}

/** Speaks to a cluster that no server runs on, as its superuser. Single-user mode reports errors as text only. */
async function runSingle(program: PostgresProgram, dir: string, statements: string[], secret: string): Promise<void> {
  const input = statements.map((statement) => `${statement};\n\n`).join('')
  const { code, text } = await run(program, [program.postgres, '--single', '-j', '-D', dir, 'postgres'], input)
  if (code !== 0 || /\b(ERROR|FATAL|PANIC):/.test(text)) {
    throw new Error(`数据库的属主角色没有建好：${text.replaceAll(secret, '***').trim()}`)
  }
}

/** Gives everything in the folder to the user PostgreSQL runs as (a folder moved here, or a machine that changed). */
function giveTo(owner: { uid: number; gid: number }, dir: string): void {
  if (statSync(dir).uid === owner.uid) return
  for (const entry of readdirSync(dir, { recursive: true })) lchownSync(join(dir, String(entry)), owner.uid, owner.gid)
  // The folder itself comes last: it is the mark that all of it was given.
  chownSync(dir, owner.uid, owner.gid)
}

async function create(program: PostgresProgram, dir: string, password: string, durable: boolean): Promise<void> {
  rmSync(dir, { recursive: true, force: true })
  mkdirSync(dir, { mode: 0o700 })
  if (program.owner) giveTo(program.owner, dir)
  const options = ['-U', 'postgres', '-A', 'reject', '-E', 'UTF8', '--locale=C.UTF-8', '--data-checksums']
  const { code, text } = await run(program, [
    ...[program.initdb, '-D', dir, ...options, '--no-instructions'],
    ...(durable ? [] : ['--no-sync']),
  ])
  if (code !== 0) throw new Error(`数据库没有建成，请检查磁盘空间和 DATA_DIR 的写权限：${text.trim()}`)
  writeFileSync(join(dir, 'pg_hba.conf'), hostRules)
  await runSingle(
    program,
    dir,
    [
      // Not a superuser: what the migrations may do here they may do on an outside server. It passes row-level security
      // as the owner of the tables must (demo, verify); pg_signal_backend lets it drop a database that is in use.
      `create role fengqiao_owner login createdb createrole bypassrls password '${password}'`,
      'grant pg_signal_backend to fengqiao_owner',
    ],
    password,
  )
}

/**
 * Makes the cluster of a data folder if it has none, and finds out how to run it. A crash at any point leaves either no
 * cluster or a whole one. Call it while holding the folder, with no server running on it.
 * @param folder its name in the data folder @param durable false skips waiting for the disk: tests only
 * @throws a sentence for the operator
 */
export async function prepareCluster(options: {
  dataDir: string
  folder: string
  durable: boolean
  say: (line: string) => void
  blockNamespaces?: boolean
}): Promise<Cluster> {
  const { dataDir, durable, say } = options
  const dir = join(dataDir, options.folder)
  const there = statSync(dir, { throwIfNoEntry: false })
  const user = process.getuid?.() ?? 0
  if (there && user !== 0 && there.uid !== user) {
    throw new Error(`${dir} 属于另一个用户：请用原来启动它的用户运行，或用 DATA_DIR 指定另一个文件夹。`)
  }
  if (there) await endLeftovers(dir)
  const program = findPostgresProgram(dataDir, there, options.blockNamespaces)
  const known = readOwnerPassword(dataDir)
  const password = known ?? randomBytes(24).toString('hex')
  if (there) {
    const found = readFileSync(join(dir, 'PG_VERSION'), 'utf8').trim()
    if (found !== release) {
      throw new Error(`${dir} 是 PostgreSQL ${found} 的数据，本版本用 ${release}：请用原来的版本导出，再导入这里。`)
    }
    if (program.owner) giveTo(program.owner, dir)
    if (!known) await runSingle(program, dir, [`alter role fengqiao_owner password '${password}'`], password)
  } else {
    say('首次启动：正在建立数据库……')
    await create(program, `${dir}.new`, password, durable)
  }
  if (!known) writeOwnerPassword(dataDir, password)
  if (!there) renameSync(`${dir}.new`, dir)
  return { dir, program, password }
}
