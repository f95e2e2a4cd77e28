/**
 * Tries an unpacked archive as a county's machine would: without network, without Node or npm on the path. Run it where
 * the network is cut already. Usage: node scripts/pack/try-pack.ts <program folder> <data folder> <port>
 * Prints one JSON line; ends with 1 when something is not as it must be.
 */
import { spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { filesUnder, packagesNamedIn } from './packages.ts'

/** All of the machine that the product may use: a shell and the usual tools, above all no Node. */
const TOOLS = ['sh', 'env', 'readlink', 'dirname', 'basename', 'sed', 'tr', 'stat', 'id', 'flock', 'setpriv', 'unshare']

const [program = '', dataDir = '', port = ''] = process.argv.slice(2)
const url = `http://localhost:${port}`

function toolsOnly(): string {
  const folder = join(dataDir, '..', 'tools')
  mkdirSync(folder)
  for (const tool of TOOLS) {
    const { stdout } = spawnSync('sh', ['-c', `command -v ${tool}`], { encoding: 'utf8' })
    symlinkSync(stdout.trim(), join(folder, tool))
  }
  return folder
}

const env = {
  PATH: toolsOnly(),
  LANG: 'C.UTF-8',
  HOME: '/nonexistent',
  DATA_DIR: dataDir,
  PORT: port,
  FENGQIAO_DEMO: '0',
  FENGQIAO_SETTINGS: '/dev/null',
}

function must(isSo: boolean, says: string): void {
  if (!isSo) throw new Error(says)
}

/** Whether anything outside this machine can be reached: the error of trying. */
const reachOutside = (): Promise<string> =>
  new Promise((done) => {
    const trying = connect({ host: '192.0.2.1', port: 80, timeout: 1000 })
    trying.on('connect', () => done('connected'))
    trying.on('timeout', () => trying.destroy(new Error('timeout')))
    trying.on('error', (error: NodeJS.ErrnoException) => done(error.code ?? error.message))
  })

/** Everything the packed sources ask for from outside is loaded once by the Node that came with it, the fonts too. */
function loadAll(): number {
  const texts = ['src/server', 'src/domain', 'src/contract', 'demo', 'scripts'].flatMap((folder) =>
    filesUnder(join(program, folder))
      .filter((it) => /\.(ts|mjs)$/.test(it))
      .map((it) => readFileSync(join(program, folder, it), 'utf8')),
  )
  // Fonts have no code to load: they are read below.
  const names = [...packagesNamedIn(texts)].filter((it) => !/font/.test(it)).sort()
  const script = `
    for (const name of ${JSON.stringify(names)}) await import(name)
    const { existsSync } = await import('node:fs')
    const { loadFonts } = await import(${JSON.stringify(pathToFileURL(join(program, 'src/server/render/fonts.ts')).href)})
    const { folders } = loadFonts(null)
    for (const folder of folders) if (!existsSync(folder)) throw new Error('no fonts in ' + folder)`
  const node = join(program, `node_modules/node-${process.platform}-${process.arch}/bin/node`)
  const run = spawnSync(node, ['--input-type=module', '-e', script], { cwd: program, env, encoding: 'utf8' })
  must(run.status === 0, `a module or a font is not in the archive: ${run.stderr}`)
  return names.length
}

async function post(path: string, body: object): Promise<Record<string, unknown>> {
  const answer = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify(body),
  })
  const text = await answer.text()
  must(answer.ok, `${path}: ${answer.status} ${text}`)
  return JSON.parse(text)
}

const from = <T>(path: string): Promise<T> => import(pathToFileURL(join(program, path)).href)

async function walk(said: () => string): Promise<string> {
  const code = /\/setup#(\S+)/.exec(said())?.[1] ?? ''
  const { county } = await from<typeof import('#demo/county.ts')>('demo/county.ts')
  const { writeWorkbook } = await from<typeof import('#server/organisations/workbook-template.ts')>(
    'src/server/organisations/workbook-template.ts',
  )
  const workbook = (await writeWorkbook(county)).toString('base64')
  const made = await post('/api/setup/county', { code, dry_run: false, workbook })
  must(made.done === true, `the county was not made: ${JSON.stringify(made.faults)}`)
  const village = county.places.find((it) => it.name === '石板溪村')
  const receipt = await post('/api/disputes/steps/register', {
    your_name: '苗秀禾',
    reach: '10012345678',
    other_side: '隔壁邻居，姓邢',
    place_code: village?.code,
    where_text: '老槐树往东第二家',
    what_happened: '邻居砌墙占了两家中间的水沟，下雨天水都流到我家院子里。',
    wish: '把水沟让出来。',
  })
  const page = await (await fetch(`${url}/staff`)).text()
  const asset = /\/assets\/[^"]+\.js/.exec(page)?.[0] ?? ''
  must((await fetch(`${url}${asset}`)).ok, 'the pages are not whole')
  return String(receipt.short_code)
}

const began = performance.now()
const outside = await reachOutside()
must(outside === 'ENETUNREACH', `the network is not cut here (${outside})`)
const modules = loadAll()
const child = spawn(join(program, 'fengqiao'), ['start'], { cwd: '/', env, stdio: ['ignore', 'pipe', 'pipe'] })
let said = ''
for (const channel of [child.stdout, child.stderr]) channel.on('data', (part) => (said += part))
const ended = new Promise<number | null>((done) => child.on('exit', done))
try {
  const at = performance.now()
  while (!said.includes('枫桥已就绪')) {
    must(child.exitCode === null, `it did not start:\n${said}`)
    must(performance.now() - at < 180_000, `it was not ready in three minutes:\n${said}`)
    await sleep(50)
  }
  const readySeconds = (performance.now() - at) / 1000
  const filed = await walk(() => said)
  const doctor = spawnSync(join(program, 'fengqiao'), ['doctor'], { env, encoding: 'utf8' })
  must(
    doctor.status === 0 && doctor.stdout.includes('枫桥正在运行'),
    `the doctor finds faults:\n${doctor.stdout}${doctor.stderr}`,
  )
  child.kill('SIGTERM')
  must((await ended) === 0, `it did not stop well:\n${said}`)
  const seconds = (performance.now() - began) / 1000
  console.log(
    JSON.stringify({
      figure: 'disc_try',
      outside,
      modules,
      filed,
      ready_s: readySeconds,
      all_s: seconds,
      uid: process.getuid?.(),
      ok: true,
    }),
  )
} catch (error) {
  console.log(JSON.stringify({ figure: 'disc_try', ok: false }))
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
} finally {
  child.kill('SIGKILL')
}
