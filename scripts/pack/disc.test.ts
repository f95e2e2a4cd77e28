import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
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
}, 240_000)

test('without one of its modules and fonts it does not start, and both the start and the doctor name the files', () => {
  const gone = [
    'node_modules/@expo-google-fonts/noto-serif-sc/900Black/NotoSerifSC_900Black.ttf',
    'node_modules/pg/package.json',
  ]
  for (const [nth, path] of gone.entries()) renameSync(join(program, path), join(folder, `away-${nth}`))
  const start = fengqiao('start')
  const doctor = fengqiao('doctor')
  for (const [nth, path] of gone.entries()) renameSync(join(folder, `away-${nth}`), join(program, path))
  expect(start.status).toBe(1)
  expect(start.stdout).toContain(`安装包不完整，少了 ${gone.join('、')}。`)
  expect(doctor.status).toBe(1)
  expect(doctor.stdout).toContain(`✘ 程序文件缺少或被改过：${gone.join('、')}`)
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

test('its commands say what they are called there', () => {
  expect(fengqiao().stderr).toMatch(/用法：\.\/fengqiao <命令>/)
  const usage = fengqiao('certificate')
  expect(usage.stderr).toContain('./fengqiao certificate <域名或地址>')
  expect(usage.stderr).not.toContain('npm')
})

test('its settings are read from a file, and a wrong line is told by its number', () => {
  const file = join(folder, 'settings.env')
  const asked = (lines: string, more: NodeJS.ProcessEnv = {}) => {
    writeFileSync(file, lines)
    const run = spawnSync(join(program, 'fengqiao'), ['start'], {
      env: { PATH: '/usr/bin:/bin', LANG: 'C.UTF-8', FENGQIAO_SETTINGS: file, ...more },
      encoding: 'utf8',
    })
    expect(run.status).toBe(1)
    return run.stdout + run.stderr
  }
  // Each is wrong in its own way, so that what arrived is seen in what is said and nothing starts.
  const arrived = asked('# 端口\r\nPORT=abc\r\n\n  DATA_DIR="/dev/null"  \nSMS_URL=ftp://$(id)`id`;x')
  expect(arrived).toMatch(/PORT 要写 1 到 65535/)
  expect(arrived).toMatch(/DATA_DIR 指的是一个文件/)
  expect(arrived).toMatch(/SMS_URL 要写/)
  expect(asked('PORT=abc', { PORT: '99999', SERVERS: '0' })).toMatch(/SERVERS 要写/)
  expect(asked('SERVERS=0', { SERVERS: '99', PORT: 'abc' })).toMatch(/PORT 要写/)
  expect(asked('PORT=3000\n不是设置')).toContain('第 2 行看不懂')
  expect(asked('PORT =3000')).toContain('第 1 行的名称不对')
})

test('systemd understands every line of the unit, and tells a misspelt one', () => {
  const text = readFileSync(join(program, 'fengqiao.service'), 'utf8')
  expect(text).toContain('ExecStart=/opt/fengqiao/fengqiao start\n')
  const verify = (unit: string) => {
    const file = join(folder, 'fengqiao-test.service')
    writeFileSync(file, unit.replace(/^ExecStart=.*$/m, `ExecStart=/bin/true`))
    return spawnSync('systemd-analyze', ['verify', '--man=no', file], { encoding: 'utf8' })
  }
  const right = verify(text)
  if (right.error) {
    console.log('跳过：这台机器没有 systemd-analyze，没有核对服务单元。')
    return
  }
  expect(right.stderr.split('\n').filter((line) => line.includes('fengqiao'))).toEqual([])
  expect(verify(text.replace('ProtectSystem=', 'ProtectSytem=')).stderr).toContain('ProtectSytem')
})
