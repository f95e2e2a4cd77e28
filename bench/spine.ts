import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import pg from 'pg'
import { startEmbedded } from '#server/db/embedded.ts'
import { prepareDatabase } from '#server/db/prepare.ts'
import { percentile, residentMegabytes, startProduct, withDataDir } from '#test/product.ts'
import type { Figure } from './run.ts'

const CONCURRENT = 20
const FILINGS = 5000
const WARMING = 2000
const PLACE = 990326100210000

const round = (value: number): number => Math.round(value * 10) / 10

/** Posts JSON over kept-alive connections and gives the milliseconds until the whole answer is there. */
function post(agent: Agent, url: string, body: unknown): Promise<number> {
  const text = JSON.stringify(body)
  const began = performance.now()
  return new Promise((done, fail) => {
    const asking = request(
      url,
      {
        method: 'POST',
        agent,
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(text),
          'idempotency-key': randomUUID(),
        },
      },
      (answer) => {
        answer.resume()
        answer.on('end', () =>
          answer.statusCode === 201 ? done(performance.now() - began) : fail(new Error(`HTTP ${answer.statusCode}`)),
        )
      },
    )
    asking.on('error', fail)
    asking.end(text)
  })
}

const filing = (n: number) => ({
  your_name: `试验人${n}`,
  reach: `1000${String(n).padStart(7, '0')}`,
  other_side: '隔壁邻居',
  place_code: PLACE,
  where_text: '村口',
  what_happened: `第 ${n} 次：邻居砌墙占了两家中间的水沟，下雨天水都流到我家院子里，说了几次都不听。`,
  wish: '把水沟让出来。',
})

/** Twenty people file at once, each the next as soon as she has her receipt. */
async function filingTimes(url: string): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONCURRENT })
  const times: number[] = []
  let next = 0
  const person = async (): Promise<void> => {
    while (next < FILINGS) {
      next += 1
      const n = next
      const took = await post(agent, `${url}/api/disputes/steps/register`, filing(n))
      // The first warm the compiler and the plans, as a server that has been up for a while is.
      if (n > WARMING) times.push(took)
    }
  }
  await Promise.all(Array.from({ length: CONCURRENT }, person))
  agent.destroy()
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

async function cloneMilliseconds(dataDir: string): Promise<number> {
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
    await client.query(`create database c${n} template tpl`)
    times.push(performance.now() - began)
  }
  await client.end()
  await database.stop()
  return percentile(times, 0.5)
}

/** The figures of the spine: how fast a request is acknowledged, how small the product is, how soon it stands. */
export async function figures(tell: (figure: Figure) => void): Promise<void> {
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
  tell({
    figure: 'test_database_clone',
    value: round(await withDataDir(cloneMilliseconds)),
    unit: 'ms',
    limit: 50,
    note: 'median of 20',
  })
  const lock = JSON.parse(readFileSync(join(import.meta.dirname, '../package-lock.json'), 'utf8')) as {
    packages: Record<string, unknown>
  }
  tell({ figure: 'packages', value: Object.keys(lock.packages).length, unit: 'in the lock file' })
}
