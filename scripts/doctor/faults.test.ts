import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { type Config, readConfig } from '#server/config.ts'
import { lockFile } from '#server/file-lock.ts'
import { keepCertificate } from '#server/tls/keep-certificate.ts'
import { freePort } from '#test/product.ts'
import { root } from '#test/source.ts'
import { newWorld } from '#test/world.ts'
import { checkDatabase, checkInstallation } from '../doctor.ts'
import type { Check } from './check.ts'
import { checkClock, checkDisc, checkEmbedded, checkFolder, checkKeys, checkLocale, holderOf } from './machine.ts'
import { checkAddress, checkCertificate, checkPort } from './network.ts'
import { checkModules, checkNode, checkPages, checkTools } from './program.ts'

const folder = mkdtempSync(join(tmpdir(), 'fengqiao-doctor-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let last = 0
/** A folder of its own for a fault. */
function place(): string {
  const path = join(folder, String(++last))
  mkdirSync(path)
  return path
}

function put(path: string, text: string): void {
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, text)
}

/** The one check as the operator reads it. Whatever is not fine says what to do. */
function told(checks: Check | Check[], state: Check['state']): string {
  const found = [checks].flat().filter((it) => it.state === state)
  for (const it of found) if (state !== 'ok') expect(it.todo, it.says).toMatch(/\p{Script=Han}/u)
  return found.map((it) => `${it.says} → ${it.todo ?? ''}`).join('\n')
}

function config(env: NodeJS.ProcessEnv): Config {
  const read = readConfig(env)
  if (!read.ok) throw new Error(read.faults.join())
  return read.config
}

test('another Node than the locked one is named, and so is a lock file that is not there', () => {
  expect(told(checkNode(root), 'ok')).toContain(process.versions.node)
  expect(told(checkNode(root, '20.1.0'), 'wrong')).toMatch(/20\.1\.0，应是 24\./)
  expect(told(checkNode(place()), 'wrong')).toContain('package-lock.json')
})

test('a package that is missing, another version, or emptied by hand is named', () => {
  const at = place()
  const locked = { 'node_modules/a': { version: '1.0.0' } }
  put(join(at, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...locked } }))
  put(join(at, 'node_modules/.bin/node'), '')
  const install = (packages: object) => put(join(at, 'node_modules/.package-lock.json'), JSON.stringify({ packages }))
  install({})
  expect(told(checkModules(at), 'wrong')).toContain('node_modules/a')
  install({ 'node_modules/a': { version: '0.9.0' } })
  expect(told(checkModules(at), 'wrong')).toContain('node_modules/a')
  install(locked)
  expect(told(checkModules(at), 'wrong')).toContain('node_modules/a')
  put(join(at, 'node_modules/a/package.json'), '{}')
  expect(checkModules(at).state).toBe('ok')
})

test('a file of a disc that is missing or changed by one byte is named', () => {
  const at = place()
  put(join(at, 'src/one.ts'), 'one')
  put(join(at, 'fonts/two.ttf'), 'two')
  const line = (path: string, text: string) => `${createHash('sha256').update(text).digest('hex')}  ${path}\n`
  put(join(at, 'files.sha256'), line('fonts/two.ttf', 'two') + line('src/one.ts', 'one'))
  expect(checkModules(at).state).toBe('ok')
  put(join(at, 'src/one.ts'), 'onE')
  expect(told(checkModules(at), 'wrong')).toMatch(/被改过：src\/one\.ts/)
  put(join(at, 'src/one.ts'), 'one')
  rmSync(join(at, 'fonts/two.ttf'))
  expect(told(checkModules(at), 'wrong')).toContain('fonts/two.ttf')
})

test('pages that were never built, and pages of older sources, are told', () => {
  const at = place()
  put(join(at, 'src/web/page.tsx'), 'page')
  expect(told(checkPages(at), 'wrong')).toContain('还没有构建')
  for (const door of ['citizen', 'staff']) put(join(at, 'dist/web', door, 'index.html'), '')
  expect(told(checkPages(at), 'warning')).toContain('旧的')
})

test('a machine without the tools of util-linux is told which', () => {
  const at = place()
  symlinkSync('/bin/sh', join(at, 'sh'))
  expect(told(checkTools(at), 'wrong')).toMatch(/flock、setpriv、unshare.*util-linux/)
  expect(checkTools().state).toBe('ok')
})

test('a data folder of somebody else, and one that cannot be written, are told with the account', () => {
  const at = place()
  expect(checkFolder(at).state).toBe('ok')
  expect(told(checkFolder(join(at, 'new/deep')), 'ok')).toContain('首次启动会建立')
  const other = (process.getuid?.() ?? 0) + 1
  expect(told(checkFolder(at, other), 'wrong')).toContain('属于另一个账号')
  if (process.getuid?.() !== 0) {
    chmodSync(at, 0o500)
    expect(told(checkFolder(at), 'wrong')).toContain('不能写')
    return
  }
  // Root may write anywhere: the one who may not is asked in a process of his own.
  const program = join(root, 'scripts/doctor/machine.ts')
  const script = `import(${JSON.stringify(program)}).then(({ checkFolder }) => console.log(JSON.stringify(checkFolder(${JSON.stringify(join(at, 'x'))}))))`
  chmodSync(folder, 0o755)
  const asked = spawnSync('setpriv', ['--reuid=65534', '--clear-groups', process.execPath, '-e', script], {
    encoding: 'utf8',
  })
  expect(told(JSON.parse(asked.stdout || '{}') as Check, 'wrong')).toContain('不能写')
  mkdirSync(join(at, 'postgres'))
  chownSync(at, 1234, 1234)
  expect(told(checkFolder(at), 'wrong')).toContain('编号 1234')
})

test('a disc that is nearly full, of bytes or of files, is told', () => {
  expect(checkDisc({ free: 60, inodes: 1e6 }).state).toBe('ok')
  expect(told(checkDisc({ free: 3, inodes: 1e6 }), 'warning')).toContain('3.0 GB')
  expect(told(checkDisc({ free: 0.2, inodes: 1e6 }), 'wrong')).toContain('0.2 GB')
  expect(told(checkDisc({ free: 60, inodes: 12 }), 'wrong')).toContain('12 个文件')
  expect(checkDisc({ free: 60, inodes: null }).state).toBe('ok')
})

test('a clock before this version, before what was recorded, or kept by nobody is told', () => {
  const at = { now: '2026-12-01T00:00:00Z', newest: '2026-11-30T23:59:00Z', synchronised: true as boolean | undefined }
  expect(checkClock(at).state).toBe('ok')
  expect(told(checkClock({ ...at, now: '2019-12-01T00:00:00Z', newest: null }), 'wrong')).toContain('早于这一版软件')
  expect(told(checkClock({ ...at, newest: '2026-12-03T00:00:00Z' }), 'wrong')).toContain('已经记下的事')
  expect(told(checkClock({ ...at, synchronised: false }), 'warning')).toContain('没有和时间源同步')
  expect(told(checkClock({ ...at, synchronised: undefined }), 'warning')).toContain('看不出')
})

test('a language without Chinese, and a machine on which the database cannot be made, are told', () => {
  const known = 'C\nC.utf8\nPOSIX'
  expect(checkLocale({ LANG: 'zh_CN.UTF-8' }, true, known).every((it) => it.state === 'ok')).toBe(true)
  expect(told(checkLocale({ LANG: 'C' }, true, known), 'warning')).toContain('乱码')
  expect(told(checkLocale({ LANG: 'C.UTF-8' }, true, 'C\nPOSIX'), 'wrong')).toContain('localedef')
  expect(told(checkLocale({ LANG: 'C.UTF-8' }, false, 'C\nPOSIX'), 'wrong')).toBe('')
})

test('data of another PostgreSQL, and a machine that forbids user namespaces, are told', () => {
  const at = place()
  chmodSync(folder, 0o755)
  put(join(at, 'postgres/PG_VERSION'), '16\n')
  expect(told(checkEmbedded(at), 'wrong')).toMatch(/PostgreSQL 16 的，这一版带的是 17/)
  put(join(at, 'postgres/PG_VERSION'), '17\n')
  expect(told(checkEmbedded(at), 'wrong')).toBe('')
  if (process.getuid?.() === 0) expect(told(checkEmbedded(at, true), 'warning')).toContain('用户命名空间')
})

test('keys that others can read are named, each of them', () => {
  const at = place()
  expect(told(checkKeys(at), 'warning')).toContain('还没有密钥')
  mkdirSync(join(at, 'keys'), { mode: 0o700 })
  writeFileSync(join(at, 'keys/field'), 'x', { mode: 0o600 })
  expect(checkKeys(at).state).toBe('ok')
  chmodSync(join(at, 'keys/field'), 0o640)
  expect(told(checkKeys(at), 'wrong')).toMatch(/keys\/field.*chmod/)
  chmodSync(join(at, 'keys/field'), 0o600)
  chmodSync(join(at, 'keys'), 0o750)
  expect(told(checkKeys(at), 'wrong')).toContain(join(at, 'keys'))
})

test('the port: free, taken by another program, by another 枫桥, by us, forbidden, of another machine; the folder held by one that does not answer', async () => {
  const at = place()
  let says = '{}'
  const other = createHttpServer((_, reply) => reply.end(says))
  await new Promise<void>((done) => other.listen(0, '127.0.0.1', done))
  const { port } = other.address() as AddressInfo
  const here = config({ DATA_DIR: at, PORT: String(port) })
  const holder = { pid: '42' }
  expect(told(await checkPort(here, null), 'wrong')).toMatch(/被别的程序占用.*ss -ltnp/)
  says = '{"ready":true}'
  expect(told(await checkPort(here, null), 'wrong')).toContain('另一个枫桥')
  expect(told(await checkPort(here, holder), 'ok')).toContain('进程号 42')
  await new Promise((done) => other.close(done))
  expect(told(await checkPort(here, null), 'ok')).toContain('空着')
  expect(told(await checkPort(here, holder), 'wrong')).toMatch(/正被进程 42 使用/)
  const elsewhere = { ...here, host: '192.0.2.7' }
  expect(told(await checkPort(elsewhere, null), 'wrong')).toContain('不是这台机器的地址')
})

test('who holds the data folder is seen without touching the lock', async () => {
  const at = place()
  expect(holderOf(at)).toBeNull()
  const lock = await lockFile(join(at, '.lock'))
  expect(holderOf(at)).toEqual({ pid: String(process.pid) })
  lock?.release()
  expect(holderOf(at)).toBeNull()
})

test('a certificate: of another name, out of date, not yet begun, its key open to all, another port; one that cannot be read or is of another key', () => {
  const at = join(place(), 'certificates')
  const made = keepCertificate(at, ['fengqiao.fengxi.test', '10.1.2.3'], new Date('2026-03-01T00:00:00Z'))
  if (!made.ok) throw new Error(made.faults.join())
  const { certFile, keyFile } = made.kept
  const env = { TLS_CERT: certFile, TLS_KEY: keyFile, HOST: '0.0.0.0', PORT: '3000', DATA_DIR: at }
  const of = (publicUrl: string, now = '2026-06-01T00:00:00Z') =>
    checkCertificate(config({ ...env, PUBLIC_URL: publicUrl }), now)
  const right = 'https://fengqiao.fengxi.test:3000'
  expect(of(right).every((it) => it.state === 'ok')).toBe(true)
  expect(of('https://10.1.2.3:3000').every((it) => it.state === 'ok')).toBe(true)
  expect(told(of('https://tiaojie.fengxi.test:3000'), 'wrong')).toMatch(
    /没有 PUBLIC_URL 的名称 tiaojie.*fengqiao\.fengxi\.test/,
  )
  expect(told(of('https://fengqiao.fengxi.test'), 'warning')).toMatch(/端口是 443，监听的是 3000/)
  expect(told(of(right, '2027-03-25T00:00:00Z'), 'warning')).toContain('到期')
  expect(told(of(right, '2028-01-01T00:00:00Z'), 'wrong')).toContain('已经过期')
  expect(told(of(right, '2026-02-01T00:00:00Z'), 'wrong')).toContain('还没有到生效')
  chmodSync(keyFile, 0o644)
  expect(told(of(right), 'wrong')).toContain('谁都能读')
  // The rest is found when the settings are read, and the doctor tells it.
  const installed = (more: NodeJS.ProcessEnv) => told(checkInstallation({ ...env, ...more }, '2026-06-01'), 'wrong')
  expect(installed({ TLS_CERT: join(at, 'none.crt') })).toContain('TLS_CERT')
  writeFileSync(join(at, 'bad.crt'), 'x')
  expect(installed({ TLS_CERT: join(at, 'bad.crt') })).toContain('不是证书')
  expect(installed({ TLS_KEY: join(at, 'ca.key') })).toContain('不是一对')
  expect(told(checkAddress(config({ ...env, PUBLIC_URL: 'https://localhost:3000' })), 'warning')).toContain('二维码')
  expect(told(checkInstallation({ ...env, PUBLIC_URL: 'https://other.test' }, '2026-06-01'), 'wrong')).toContain(
    'other.test',
  )
})

test('the tables: an unapplied migration, one changed afterwards, and one of a later version are told apart', async () => {
  const world = await newWorld()
  const client = new pg.Client({ connectionString: world.ownerUrl })
  await client.connect()
  const when = async (spoil: string): Promise<string> => {
    await client.query('begin')
    await client.query(spoil)
    const checks = await checkDatabase(client, '2026-06-10')
    await client.query('rollback')
    return told(
      checks.filter((it) => !it.says.includes('fsync')),
      'wrong',
    )
  }
  expect(await when("delete from migrations where name like '0003%'")).toContain('还有 1 个迁移没有应用')
  expect(await when("update migrations set checksum = 'x' where name like '0003%'")).toContain('被改过：0003')
  expect(await when("insert into migrations values ('9999_later.sql', 'x', '2026-06-10')")).toMatch(
    /更新的版本建的（多出 9999_later/,
  )
  await client.end()
})

test('a program without one of its modules is told in words, by a doctor that still runs', () => {
  const at = place()
  for (const path of [
    'src/server',
    'src/domain',
    'src/contract',
    'scripts',
    'package.json',
    'package-lock.json',
    'migrations',
  ])
    cpSync(join(root, path), join(at, path), { recursive: true })
  mkdirSync(join(at, 'node_modules'))
  const run = spawnSync(process.execPath, [join(at, 'scripts/doctor/run.ts')], {
    cwd: at,
    env: { PATH: process.env.PATH, DATA_DIR: join(at, 'data'), LANG: 'C.UTF-8' },
    encoding: 'utf8',
  })
  expect(run.status).toBe(1)
  expect(run.stdout).toMatch(/✘ 程序包缺少.*\n {4}→ /)
  expect(run.stdout).toContain('体检没有做完')
  expect(run.stderr).toBe('')
})

test('with a folder that is not ours the doctor goes on, and leaves nothing in it', async () => {
  if (process.getuid?.() !== 0) return
  const at = place()
  mkdirSync(join(at, 'data'))
  chownSync(join(at, 'data'), 1234, 1234)
  const run = spawnSync(process.execPath, [join(root, 'scripts/doctor/run.ts')], {
    env: { PATH: process.env.PATH, DATA_DIR: join(at, 'data'), LANG: 'C.UTF-8', PORT: String(await freePort()) },
    encoding: 'utf8',
  })
  expect(run.status).toBe(1)
  expect(run.stdout).toMatch(/属于另一个账号（编号 1234）/)
  expect(run.stdout).toMatch(/没有在运行/)
  expect(execFileSync('ls', ['-A', join(at, 'data')], { encoding: 'utf8' })).toBe('')
})
