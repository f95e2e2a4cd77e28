import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findRunning } from '#server/db/embedded.ts'
import { percentile, withDataDir } from '#test/product.ts'
import { filing } from './filing.ts'
import { readingFigures } from './reading.ts'
import type { Figure } from './run.ts'
import { sizeOf, startStocked, stock } from './stock.ts'

const MANY = Number(process.env.BENCH_MANY ?? 1_000_000)
/** Where the loaded data is kept for the next run; without it, it is gone afterwards. */
const KEPT = process.env.BENCH_SCALE_DIR
/** What takes more than this from one size to ten times the size grows with the data. */
const GROWTH = 1.3
const LIMITS = { desk: 50, search: 200, list: 150, ledger: 200, leader: 200, file: 50 }
/** A generator slower than this is not used. Seconds for a million. */
const LOADING = 300
const FILINGS = 400

type Tell = (figure: Figure) => void
type Measured = { bytes: number; times: Map<string, number> }

const round = (value: number): number => Math.round(value * 10) / 10

/** Fills the folder, unless an earlier run has. */
async function load(dataDir: string, many: number, tell: Tell): Promise<void> {
  const mark = join(dataDir, `loaded-${many}`)
  if (existsSync(mark)) return
  const { seconds, bytes } = await stock(dataDir, many)
  const limit = many >= 1_000_000 ? { limit: (LOADING * many) / 1_000_000 } : {}
  tell({
    figure: `loaded_${many}`,
    value: Math.round(seconds),
    unit: 's',
    ...limit,
    note: 'indexes and statistics included',
  })
  writeFileSync(mark, String(bytes))
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
        body: JSON.stringify(filing(n)),
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
  const product = await startStocked(dataDir, { DOOR_LIMITS: '0' })
  try {
    const ownerUrl = findRunning(dataDir)
    if (!ownerUrl) throw new Error('no database runs there')
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
