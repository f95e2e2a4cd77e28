import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { addDays, dayIn } from '#domain/clocks/calendar.ts'
import { findRunning, startEmbedded } from '#server/db/embedded.ts'
import { percentile, startProduct, withDataDir } from '#test/product.ts'
import { loadDisputes } from './load-disputes.ts'
import { readingFigures } from './reading.ts'
import type { Figure } from './run.ts'

const MANY = Number(process.env.BENCH_MANY ?? 1_000_000)
/** Where the loaded data is kept for the next run; without it, it is gone afterwards. */
const KEPT = process.env.BENCH_SCALE_DIR
/** What takes more than this from one size to ten times the size grows with the data. */
const GROWTH = 1.3
const LIMITS = { desk: 50, search: 200, list: 150, ledger: 200, leader: 200, file: 50 }
/** A generator slower than this is not used. Seconds for a million. */
const LOADING = 300
const FILINGS = 400
const SETTLING_MS = 20_000
const PLACE = 990326100210000

type Tell = (figure: Figure) => void
type Measured = { bytes: number; times: Map<string, number> }

const round = (value: number): number => Math.round(value * 10) / 10

async function asOwner<T>(ownerUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
const sizeOf = (ownerUrl: string): Promise<number> =>
  asOwner(ownerUrl, async (client) =>
    Number((await client.query('select pg_database_size(current_database())::text as n')).rows[0]?.n),
  )

/**
 * The demo's county with so many disputes more, in a folder that nothing runs on. Yesterday gets a head: what is measured is a county that
 * runs, not one that signs a year of days at once.
 */
async function load(dataDir: string, many: number, tell: Tell): Promise<void> {
  const mark = join(dataDir, `loaded-${many}`)
  if (existsSync(mark)) return
  await (await startProduct(dataDir)).stop()
  const now = new Date().toISOString()
  const database = await startEmbedded({ dataDir, durable: false })
  try {
    const empty = await sizeOf(database.ownerUrl)
    const seconds = await loadDisputes({ ownerUrl: database.ownerUrl, dataDir, many, now })
    const bytes = (await sizeOf(database.ownerUrl)) - empty
    const limit = many >= 1_000_000 ? { limit: (LOADING * many) / 1_000_000 } : {}
    tell({
      figure: `loaded_${many}`,
      value: Math.round(seconds),
      unit: 's',
      ...limit,
      note: 'indexes and statistics included',
    })
    await asOwner(database.ownerUrl, (client) =>
      client.query(
        `insert into day_heads (day, algorithm, files, looks, root, signature, made_at) values ($1, 'sha256', 0, 0, '', '', $2)
         on conflict do nothing`,
        [addDays(dayIn(now), -1), now],
      ),
    )
    writeFileSync(mark, String(bytes))
  } finally {
    await database.stop()
  }
}

/** Two people file, each the next as soon as she has her receipt, while a million others are there already. */
async function filingTimes(url: string): Promise<number[]> {
  const times: number[] = []
  let next = 0
  const person = async (): Promise<void> => {
    while (next < FILINGS) {
      next += 1
      const n = next
      const began = performance.now()
      const answer = await fetch(`${url}/api/disputes/steps/register`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
        body: JSON.stringify({
          your_name: `试验人${n}`,
          reach: `1000${String(n).padStart(7, '0')}`,
          other_side: '隔壁邻居',
          place_code: PLACE,
          where_text: '村口',
          what_happened: `第 ${n} 次：邻居砌墙占了两家中间的水沟，下雨天水都流到我家院子里，说了几次都不听。`,
          wish: '把水沟让出来。',
        }),
      })
      await answer.arrayBuffer()
      if (answer.status !== 201) throw new Error(`answered ${answer.status}`)
      if (n > FILINGS / 10) times.push(performance.now() - began)
    }
  }
  await Promise.all([person(), person()])
  return times
}

async function measured(dataDir: string, many: number, tell: Tell): Promise<Measured> {
  const product = await startProduct(dataDir, { DOOR_LIMITS: '0' })
  try {
    const ownerUrl = findRunning(dataDir)
    if (!ownerUrl) throw new Error('no database runs there')
    // The worker's first round looks through everything once.
    await sleep(SETTLING_MS)
    const bytes = (await sizeOf(ownerUrl)) / many
    tell({
      figure: `bytes_a_dispute_${many}`,
      value: Math.round(bytes),
      unit: 'bytes',
      note: 'rows and indexes, the demo’s beside',
    })
    const at: Tell = (figure) => tell({ ...figure, figure: `${figure.figure}_${many}` })
    const times = await readingFigures(product.url, at, { many, limits: LIMITS })
    const filings = await filingTimes(product.url)
    for (const [name, share] of [
      ['p50', 0.5],
      ['p95', 0.95],
      ['p99', 0.99],
    ] as const)
      at({
        figure: `filing_${name}`,
        value: round(percentile(filings, share)),
        unit: 'ms',
        ...(name === 'p99' ? { limit: 400 } : {}),
        note: 'two at once',
      })
    return { bytes, times }
  } finally {
    await product.stop()
  }
}

/**
 * A tenth of so many disputes and all of them, read by those who work with them: how long each answer takes, and how much more it takes
 * with ten times the data. BENCH_MANY: how many. BENCH_SCALE_DIR: a folder to keep the data in.
 */
export async function figures(tell: Tell): Promise<void> {
  const sizes = [MANY / 10, MANY]
  const found: Measured[] = []
  for (const many of sizes) {
    const work = async (dataDir: string): Promise<void> => {
      await load(dataDir, many, tell)
      found.push(await measured(dataDir, many, tell))
    }
    if (KEPT) {
      const dataDir = join(KEPT, String(many))
      mkdirSync(dataDir, { recursive: true })
      await work(dataDir)
    } else await withDataDir(work)
  }
  const [less, more] = found
  if (!less || !more) return
  for (const [figure, value] of more.times) {
    const limit = ['desk', 'file_page'].includes(figure) ? { limit: GROWTH } : {}
    tell({
      figure: `${figure}_growth`,
      // Not rounded: 1.34 is more than 1.3.
      value: value / (less.times.get(figure) ?? value),
      unit: 'times',
      ...limit,
      note: 'p95, ten times the data',
    })
  }
  tell({
    figure: 'bytes_growth',
    value: Math.round((more.bytes / less.bytes) * 100) / 100,
    unit: 'times',
    note: 'a dispute',
  })
}
