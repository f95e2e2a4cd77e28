import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildWebIfStale } from '#server/web-build.ts'
import { freePort } from '#test/product.ts'
import { root } from '#test/source.ts'
import { wholePack, writePack } from './make-pack.ts'

/** Nobody's number on every Linux: an ordinary user where the tests run as root. */
const NOBODY = 65_534
const isRoot = process.getuid?.() === 0
const folder = mkdtempSync(join(tmpdir(), 'fengqiao-disc-'))
const place = join(folder, '光 盘')
const program = join(place, 'fengqiao')

/** A network of its own, with nothing in it but this machine itself. */
const CUT = ['unshare', ...(isRoot ? [] : ['--user', '--map-root-user']), '--net', '--']
const canCut = spawnSync('unshare', [...CUT.slice(1), 'ip', 'link', 'set', 'lo', 'up']).status === 0

beforeAll(async () => {
  await buildWebIfStale({ root, say: () => undefined })
  chmodSync(folder, 0o755)
  mkdirSync(place)
  const archive = join(folder, 'pack.tar.gz')
  // Not pressed together: that takes most of the time, and tar.test.ts has it.
  await writePack(wholePack(root, 'fengqiao'), archive, 0)
  execFileSync('tar', ['-xzf', archive, '-C', place])
  rmSync(archive)
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Runs one of the pack's commands without Node on the path. */
function fengqiao(...args: string[]) {
  return spawnSync(join(program, 'fengqiao'), args, {
    env: { PATH: '/usr/bin:/bin', LANG: 'C.UTF-8', DATA_DIR: join(folder, 'data'), FENGQIAO_SETTINGS: '/dev/null' },
    encoding: 'utf8',
  })
}

test('unpacked in a folder with a space and Chinese in its name, it starts without network, takes a dispute in, and stops', async () => {
  if (!canCut) {
    console.log('跳过：这台机器不许建网络命名空间（unshare --net），没有在断网时启动安装包。')
    return
  }
  const own = join(folder, '用 户')
  mkdirSync(own)
  if (isRoot) chownSync(own, NOBODY, NOBODY)
  const lesser = isRoot ? ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'] : []
  const port = String(await freePort())
  const line = [process.execPath, join(root, 'scripts/pack/try-pack.ts'), program, join(own, '数据'), port]
  const script = 'ip link set lo up && exec "$@"'
  const [command = '', ...args] = [...CUT, 'sh', '-c', script, 'sh', ...lesser, ...line]
  const run = spawnSync(command, args, { encoding: 'utf8' })
  expect(run.stderr).toBe('')
  const said = JSON.parse(run.stdout)
  console.log(run.stdout.trim())
  expect(said).toMatchObject({ ok: true, outside: 'ENETUNREACH' })
  expect(said.filed).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/)
}, 120_000)

test('without one of its modules or fonts it does not start, and both the start and the doctor name the file', () => {
  for (const path of [
    'node_modules/pg/package.json',
    'node_modules/@expo-google-fonts/noto-serif-sc/900Black/NotoSerifSC_900Black.ttf',
  ]) {
    renameSync(join(program, path), join(folder, 'away'))
    const start = fengqiao('start')
    const doctor = fengqiao('doctor')
    renameSync(join(folder, 'away'), join(program, path))
    expect(start.status).toBe(1)
    expect(start.stdout).toContain(`安装包不完整，少了 ${path}。`)
    expect(doctor.status).toBe(1)
    expect(doctor.stdout).toMatch(/✘ 程序文件缺少或被改过/)
    expect(doctor.stdout).toContain(path)
  }
}, 60_000)

test('an archive that was made without a module is caught when it is tried', async () => {
  if (!canCut) return
  const away = join(folder, 'away')
  // As if the closure had lost it: neither the folder nor its lines in the list are there.
  renameSync(join(program, 'node_modules/libheif-js'), away)
  renameSync(join(program, 'files.sha256'), join(folder, 'list'))
  const [command = '', ...args] = [...CUT, process.execPath, join(root, 'scripts/pack/try-pack.ts'), program]
  const own = join(folder, 'without')
  mkdirSync(own)
  const run = spawnSync(command, [...args, join(own, 'data'), String(await freePort())], { encoding: 'utf8' })
  renameSync(away, join(program, 'node_modules/libheif-js'))
  renameSync(join(folder, 'list'), join(program, 'files.sha256'))
  expect(run.status).toBe(1)
  expect(run.stderr).toMatch(/not in the archive[\s\S]*libheif-js/)
})

test('its commands say what they are called there, and a wrong settings file is told by its line', () => {
  expect(fengqiao().stderr).toMatch(/用法：\.\/fengqiao <命令>/)
  const usage = fengqiao('certificate')
  expect(usage.stderr).toContain('./fengqiao certificate <域名或地址>')
  expect(usage.stderr).not.toContain('npm')
})
