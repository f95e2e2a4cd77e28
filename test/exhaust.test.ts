import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, expect, test, vi } from 'vitest'
import { clearDeadRuns, lookThrough } from '../scripts/exhaust.ts'
import { KINDS, type Kind, keep, keepJobs, keepWords, temporaryIn, throwAway } from './kept.ts'
import { filesIn } from './source.ts'
import { partyNames, searcher } from './spilt.ts'
import { newApp, newWorld } from './world.ts'

const PHONE = '10012345678'
/** Something private of each kind, as the tests invent it. */
const PRIVATE: Record<string, string> = {
  电话: PHONE,
  身份证号码: '11010519491231002X',
  链接的密钥: 'abcdefgh23456789jkmnpqrstu',
  登录凭证: '__Host-fengqiao=Zk9v3mQ1xW7rT5yU2iO8pA4sD6fG0hJ-lN_bVcX1zE3',
  动态码的种子: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
  口令: '一句好记的话 ding.xiaohe',
  姓名: '苗秀禾',
}

/** A text as it may stand in a line of a file. */
const SPELT: Record<string, (text: string) => string | Buffer> = {
  原样: (text) => `{"said":"${text}。"}`,
  'base64 0': (text) => Buffer.from(`${text}。`).toString('base64'),
  'base64 1': (text) => Buffer.from(`>${text}。`).toString('base64'),
  'base64 2': (text) => Buffer.from(`x:${text}。`).toString('base64'),
  'base64 behind a letter': (text) => `/${Buffer.from(`${text}。`).toString('base64')}`,
  'base64 behind two': (text) => `a/${Buffer.from(`${text}。`).toString('base64')}`,
  'base64 behind three': (text) => `id/${Buffer.from(`${text}。`).toString('base64')}`,
  'base64 in an address': (text) => `?q=${Buffer.from(`>?q=${text} `).toString('base64url')}`,
  'in an address': (text) => `GET /api/find?q=${encodeURIComponent(text)}&page=1`,
  'in an address, every byte': (text) =>
    `/x?q=${[...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')}`,
  hex: (text) => `\\x${Buffer.from(text).toString('hex')}`,
  escaped: (text) => [...text].map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
  'with its country': (text) => (text === PHONE ? `0086${text}` : ` ${text} `),
  'UTF-16': (text) => Buffer.from(` ${text} `, 'utf16le'),
  'UTF-16, from an odd byte': (text) => Buffer.concat([Buffer.from(' '), Buffer.from(` ${text} `, 'utf16le')]),
  'UTF-16, big': (text) => Buffer.from(` ${text} `, 'utf16le').swap16(),
}

const search = searcher()

test('what is private is found in every spelling, with its line, and is not said again', () => {
  for (const [what, text] of Object.entries(PRIVATE))
    for (const [how, spell] of Object.entries(SPELT)) {
      const file = Buffer.concat([Buffer.from('first\nsecond\n'), Buffer.from(spell(text)), Buffer.from('\nlast\n')])
      const found = search(file)
      expect(
        found.map((it) => it.what),
        `${what} ${how}`,
      ).toContain(what)
      if (!how.startsWith('UTF-16')) expect(found[0]?.line, `${what} ${how}`).toBe(3)
      expect(JSON.stringify(found), how).not.toContain(text)
    }
})

/** Telephones that may be somebody's, and where: none of these reaches a server. */
const REAL_FORM = [
  'test/exhaust.test.ts',
  'src/web/staff/acts/pasted-lines.test.ts',
  'src/domain/intake/similar.test.ts',
]

test('those whom tests invent are known by name, and by telephones that nobody has', () => {
  expect(partyNames().length).toBeGreaterThan(150)
  const folders = ['test', 'journeys', 'harness', 'demo', 'src'].flatMap((folder) =>
    filesIn(folder, folder === 'src' ? /\.test\.ts$/ : /\.ts$/),
  )
  const others = folders.filter(([, text]) => /(?<![\w.])(?:(?:00)?86)?1[3-9]\d{9}(?![\w.])/.test(text))
  expect(others.map(([path]) => path).sort()).toEqual([...REAL_FORM].sort())
})

test('what a log is full of is nobody’s', () => {
  const plain = [
    '{"level":40,"time":1781064000123,"pid":10012,"path":"/api/disputes/0198f0e6-7b1c-7c55-8a01-100123456789/steps/close"}',
    '2026-06-10 04:00:00.123 UTC [1001] LOG:  checkpoint complete: wrote 100 buffers; lsn=0/10012345, distance=100123 kB',
    'at Object.<anonymous> (/srv/fengqiao/node_modules/fastify/lib/handleRequest.js:100:12) 0.10012345678 ms',
    'c1d2b8f1a10012345678ab54c1d2b8f1a1001234567890ab54e3b0c44298fc1c149afbf4c8996fb924',
    '110105194912310022 2001200320042005200 internationalisationlibrary 13800000000',
  ].join('\n')
  expect(search(Buffer.from(plain))).toEqual([])
})

let run: string
function newRun(): void {
  run = mkdtempSync(join(tmpdir(), 'fengqiao-own-run-'))
  for (const folder of ['kept', 'tmp']) mkdirSync(join(run, folder))
  vi.stubEnv('FENGQIAO_RUN', run)
}
afterEach(() => {
  vi.unstubAllEnvs()
  if (run) rmSync(run, { recursive: true, force: true })
})

test('whatever a run leaves is looked through: what is said, logged, thrown away with its database, asked for, left lying', async () => {
  const world = await newWorld()
  const worker = new pg.Client({ connectionString: world.workerUrl })
  await worker.connect()
  newRun()
  const says = keepWords(
    spawn(process.execPath, ['-e', `console.log('${PHONE}'); console.error('${PHONE}')`], {
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  )
  await once(says, 'close')
  const app = await newApp(world)
  app.log.warn(`asked for ${PHONE}`)
  await app.close()
  await world.pool.query('select jobs.add($1, $2, $3)', ['nobody_takes_this', { to: PHONE }, 'exhaust'])
  await keepJobs(world.workerUrl)
  // What is kept of this database when it is thrown away must be clean.
  await worker.query('delete from graphile_worker._private_jobs')
  await worker.end()
  const data = join(run, 'data')
  mkdirSync(join(data, 'logs'), { recursive: true })
  writeFileSync(join(data, 'logs/postgres.log'), `ERROR:  nobody has ${PHONE}\n`)
  throwAway(data)
  keep('requests', `GET /api/find?q=${PHONE}\n`)
  keep('pages', `/staff/find?q=${PHONE}\n`)
  keep('console', PHONE)
  mkdirSync(join(temporaryIn(run), 'deep'))
  writeFileSync(join(temporaryIn(run), 'deep/left.txt'), `\n${PHONE}`)

  const all = Object.keys(KINDS) as Kind[]
  const { found, missing, files } = lookThrough(run, all, search)
  expect(missing).toEqual([])
  expect(files).toBe(9)
  const places = found.map(({ path, line }) => `${path.replace(/-.*?(-out|-err)?(\.log|\/)/, '$1$2')} ${line}`)
  expect(places.sort()).toEqual([
    'kept/console.log 1',
    'kept/databases/postgres.log 1',
    'kept/faults.log 2',
    'kept/jobs.log 1',
    'kept/pages.log 1',
    'kept/requests.log 1',
    'kept/words-err.log 1',
    'kept/words-out.log 1',
    'tmp/deep/left.txt 2',
  ])
})

test('what her own link is for may stand in the address before her; and a run that kept nothing is not clean', () => {
  newRun()
  keep('pages', `/my#${PRIVATE.链接的密钥}\n`)
  keep('requests', `GET /my?key=${PRIVATE.链接的密钥}\n`)
  const { found, missing } = lookThrough(run, ['pages', 'words', 'jobs'], search)
  expect(found.map(({ path, what }) => [path.replace(/-.*/, ''), what])).toEqual([['kept/requests', '链接的密钥']])
  expect(missing).toEqual(['words', 'jobs'])
})

test('jobs that could not be kept are told of, not in place of a failure; what is gone while it is read is passed by', async () => {
  newRun()
  await keepJobs('postgres://nobody@127.0.0.1:1/gone')
  const left = ['one', 'other'].map((name) => join(temporaryIn(run), name))
  for (const path of left) writeFileSync(path, PHONE)
  const removing = (): [] => {
    for (const path of left) rmSync(path, { force: true })
    return []
  }
  const { unkept, files } = lookThrough(run, [], (bytes) => (bytes.includes(PHONE) ? removing() : []))
  expect([files, unkept]).toEqual([2, [`kept/unkept-${process.pid}.log`]])
})

test('what a run that was cut off left in memory is cleared away by the next, and nobody else’s', () => {
  newRun()
  const names = ['fengqiao-run-4194305-dead', `fengqiao-run-${process.pid}-runs`, 'fengqiao-test-other']
  for (const name of names) mkdirSync(join(run, name))
  clearDeadRuns(run)
  expect(readdirSync(run).sort()).toEqual([...names.slice(1), 'kept', 'tmp'].sort())
})

test('whoever starts a server, a worker or a launcher keeps what it says', () => {
  const starts = ['test', 'harness', 'journeys', 'src']
    .flatMap((folder) => filesIn(folder, /\.ts$/))
    .filter(
      ([, text]) => /\bspawn\(\s*process\.execPath/.test(text) && /(main|worker|start|\{name\})\.ts['`]/.test(text),
    )
  expect(starts.length).toBeGreaterThan(5)
  expect(starts.filter(([, text]) => !text.includes('keepWords(')).map(([path]) => path)).toEqual([])
})
