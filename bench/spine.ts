import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync, rmSync } from 'node:fs'
import { createConnection } from 'node:net'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import pg from 'pg'
import { startEmbedded } from '#server/db/embedded.ts'
import { prepareDatabase } from '#server/db/prepare.ts'
import { percentile, residentMegabytes, startProduct, withDataDir } from '#test/product.ts'
import { quickFolder } from '#test/quick-folder.ts'
import { filing } from './filing.ts'
import { figures as manyFigures } from './hundred-thousand.ts'
import type { Figure } from './run.ts'
import { figures as walkFigures } from './walk.ts'

const CONCURRENT = 20
const FILINGS = 5000
const WARMING = 2000

const round = (value: number): number => Math.round(value * 10) / 10

/**
 * One person's connection, spoken to by hand: the cores measured are the server's and the database's, so the client must
 * cost next to nothing. Gives the milliseconds until the whole answer is there.
 */
async function connect(
  url: string,
): Promise<{ post: (path: string, body: unknown) => Promise<number>; end: () => void }> {
  const { hostname, port } = new URL(url)
  const socket = createConnection({ host: hostname, port: Number(port), noDelay: true })
  await once(socket, 'connect')
  const post = (path: string, body: unknown): Promise<number> =>
    new Promise((done, fail) => {
      const text = JSON.stringify(body)
      const began = performance.now()
      let answer = ''
      let whole = Number.POSITIVE_INFINITY
      const read = (chunk: string): void => {
        answer += chunk
        const head = answer.indexOf('\r\n\r\n')
        if (whole === Number.POSITIVE_INFINITY && head > 0) {
          whole = head + 4 + Number(/content-length: (\d+)/i.exec(answer)?.[1] ?? 0)
        }
        if (answer.length < whole) return
        socket.off('data', read)
        if (answer.startsWith('HTTP/1.1 201')) done(performance.now() - began)
        else fail(new Error(answer.slice(0, 300)))
      }
      // Bytes as characters: lengths are counted in bytes, and nobody reads the text.
      socket.setEncoding('latin1').on('data', read)
      socket.write(
        `POST ${path} HTTP/1.1\r\nhost: ${hostname}\r\ncontent-type: application/json\r\nidempotency-key: ${randomUUID()}\r\ncontent-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
      )
    })
  return { post, end: () => socket.destroy() }
}

/** Twenty people file at once, each the next as soon as she has her receipt. */
async function filingTimes(url: string): Promise<number[]> {
  const times: number[] = []
  let next = 0
  const person = async (): Promise<void> => {
    const line = await connect(url)
    while (next < FILINGS) {
      next += 1
      const n = next
      const took = await line.post('/api/disputes/steps/register', filing(n))
      // The first warm the compiler and the plans, as a server that has been up for a while is.
      if (n > WARMING) times.push(took)
    }
    line.end()
  }
  await Promise.all(Array.from({ length: CONCURRENT }, person))
  return times
}

/** All that a browser loads for the citizen's first page: the page, its scripts and styles, and the first answer. */
async function firstPageKilobytes(url: string): Promise<number> {
  const page = await (await fetch(`${url}/`)).text()
  const loaded = new Map<string, number>([['page', gzipSync(page).length]])
  const follow = async (path: string): Promise<void> => {
    if (loaded.has(path)) return
    const text = await (await fetch(url + path)).text()
    loaded.set(path, gzipSync(text).length)
    for (const [, file] of text.matchAll(/from\s*"\.\/([^"]+\.js)"|import\s*"\.\/([^"]+\.js)"/g))
      if (file) await follow(`/assets/${file}`)
  }
  for (const [, path] of page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)) if (path) await follow(path)
  loaded.set('county', gzipSync(await (await fetch(`${url}/api/county`)).text()).length)
  return [...loaded.values()].reduce((sum, size) => sum + size, 0) / 1024
}

/** Measured where the suite keeps its databases. */
async function cloneMilliseconds(): Promise<number> {
  const dataDir = quickFolder('fengqiao-bench-')
  const database = await startEmbedded({ dataDir, durable: false })
  const client = new pg.Client({ connectionString: database.ownerUrl })
  await client.connect()
  await client.query('create database tpl')
  await prepareDatabase({
    ownerUrl: Object.assign(new URL(database.ownerUrl), { pathname: '/tpl' }).toString(),
    dataDir,
  })
  const times: number[] = []
  for (let n = 0; n < 20; n += 1) {
    const began = performance.now()
    await client.query(`create database c${n} template tpl strategy file_copy`)
    times.push(performance.now() - began)
  }
  await client.end()
  await database.stop()
  rmSync(dataDir, { recursive: true, force: true })
  return percentile(times, 0.5)
}

/** The figures of the spine: how fast a request is acknowledged, how small the product is, how soon it stands, and how it reads a hundred thousand. */
export async function figures(tell: (figure: Figure) => void): Promise<void> {
  tell({
    figure: 'test_database_clone',
    value: round(await cloneMilliseconds()),
    unit: 'ms',
    limit: 50,
    note: 'median of 20, where the suite keeps its databases: in memory where there is room',
  })
  await withDataDir(async (dataDir) => {
    const first = await startProduct(dataDir)
    tell({
      figure: 'first_start_ready',
      value: round(first.readySeconds),
      unit: 's',
      note: 'database made, demo loaded, pages built if stale',
    })
    await first.stop()
    const product = await startProduct(dataDir)
    tell({ figure: 'second_start_ready', value: round(product.readySeconds), unit: 's', limit: 5 })
    const times = await filingTimes(product.url)
    tell({
      figure: 'filing_acknowledged_p50',
      value: round(percentile(times, 0.5)),
      unit: 'ms',
      note: `${CONCURRENT} at once, ${times.length} counted`,
    })
    tell({
      figure: 'filing_acknowledged_p95',
      value: round(percentile(times, 0.95)),
      unit: 'ms',
      limit: 50,
      note: `${CONCURRENT} at once, ${times.length} counted`,
    })
    tell({
      figure: 'main_resident',
      value: round(residentMegabytes(product.mainPid)),
      unit: 'MB',
      limit: 300,
      note: `after ${FILINGS} filings`,
    })
    tell({
      figure: 'citizen_first_page',
      value: round(await firstPageKilobytes(product.url)),
      unit: 'KB gzip',
      limit: 120,
    })
    await product.stop()
  })
  const lock = JSON.parse(readFileSync(join(import.meta.dirname, '../package-lock.json'), 'utf8')) as {
    packages: Record<string, unknown>
  }
  await walkFigures(tell)
  await manyFigures(tell)
  tell({ figure: 'packages', value: Object.keys(lock.packages).length, unit: 'in the lock file' })
}
