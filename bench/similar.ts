import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { findRunning } from '#server/db/embedded.ts'
import { percentile, withDataDir } from '#test/product.ts'
import { cpuSeconds } from './cpu.ts'
import { benchShortCode, type Telling } from './load-disputes.ts'
import { FIRMS } from './made-up.ts'
import type { Figure } from './run.ts'
import { startStocked, stock } from './stock.ts'

const MANY = 10_000
const ASKED = 400
/** As many as the cores this is promised on. */
const CONCURRENT = 2

type Text = { id: string; text: string; title?: string; time?: string }
type Query = { qid: string; corpus: string; relevant: string[] }
const linesOf = <T>(file: string): T[] =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T)

type Told = { tells: (n: number) => Telling; asked: { n: number; corpus: string; relevant: number[] }[] }

/** Made-up matters, every third against one of sixty firms, by its name. */
const madeUp = (): Told => ({
  tells: (n) => ({ in_first_town: true, ...(n % 3 === 0 ? { other_side: FIRMS[n % FIRMS.length] ?? '' } : {}) }),
  asked: Array.from({ length: ASKED }, (_, at) => ({ n: (at * 7919) % MANY, corpus: '', relevant: [] })),
})

/** Texts known to be about one matter, all told in one town in one year; made-up ones fill it up. */
function known(folder: string): Told {
  const queries = linesOf<Query>(join(folder, 'retrieval-queries.jsonl'))
  const corpora = [...new Set(queries.map(({ corpus }) => corpus))]
  const texts = corpora.flatMap((corpus) => {
    const file = readdirSync(folder).find((name) => name.startsWith(`complaints-${corpus}`)) ?? ''
    return linesOf<Text>(join(folder, file))
  })
  const at = new Map(texts.map(({ id }, n) => [id, n]))
  return {
    tells: (n) => {
      const text = texts[n]
      if (!text) return { in_first_town: true }
      return {
        in_first_town: true,
        what_happened: `${text.title ?? ''}\n${text.text}`.slice(0, 5_000),
        other_side: '不知道',
        received_at: `${(text.time || '2020-01-01').slice(0, 10)}T04:00:00.000Z`,
      }
    },
    asked: queries.flatMap(({ qid, corpus, relevant }) => {
      const n = at.get(qid)
      return n === undefined ? [] : [{ n, corpus, relevant: relevant.map((id) => at.get(id) ?? -1) }]
    }),
  }
}

/**
 * Files like this one, asked over HTTP in a town of ten thousand: how long it takes, and, with a folder of texts known to be about
 * one matter, how many of them are shown among the first. npm run bench -- similar [文件夹]
 */
export async function figures(tell: (figure: Figure) => void): Promise<void> {
  const folder = process.argv[3]
  const { tells, asked } = folder ? known(folder) : madeUp()
  await withDataDir(async (dataDir) => {
    await stock(dataDir, MANY, tells)
    const product = await startStocked(dataDir)
    const ownerUrl = findRunning(dataDir)
    if (!ownerUrl) throw new Error('no database runs there')
    const ask = await enterAs(product.url, 'ding.xiaohe')
    const times: number[] = []
    const shown = new Map<number, number[]>()
    let next = 0
    const person = async (): Promise<void> => {
      while (next < asked.length) {
        const nth = next
        next += 1
        const it = asked[nth] as (typeof asked)[number]
        const began = performance.now()
        const answer = await ask(`/api/disputes/${files.get(benchShortCode(it.n))}/similar`)
        const { candidates } = (await answer.json()) as { candidates: { line: { short_code: string } }[] }
        if (answer.status !== 200) throw new Error(`answered ${answer.status}`)
        if (nth >= asked.length / 10) times.push(performance.now() - began)
        shown.set(
          it.n,
          candidates.map(({ line }) => byCode.get(line.short_code) ?? -1),
        )
      }
    }
    const byCode = new Map(Array.from({ length: MANY }, (_, n) => [benchShortCode(n), n]))
    const files = await fileIds(ownerUrl)
    const before = cpuSeconds()
    await Promise.all(Array.from({ length: CONCURRENT }, person))
    tell({
      figure: 'similar_files_cpu',
      value: Math.round(((cpuSeconds() - before) / asked.length) * 10_000) / 10,
      unit: 'ms',
      note: 'of server and database, one answer: what it costs whatever else the machine does',
    })
    for (const [name, share] of [
      ['p50', 0.5],
      ['p95', 0.95],
    ] as const)
      tell({
        figure: `similar_files_${name}`,
        value: Math.round(percentile(times, share) * 10) / 10,
        unit: 'ms',
        ...(name === 'p95' ? { limit: 50 } : {}),
        note: `${times.length} asked in a town of ${MANY}`,
      })
    for (const corpus of new Set(asked.map((it) => it.corpus).filter((name) => name !== ''))) {
      const mine = asked.filter((it) => it.corpus === corpus)
      const share = (of: (it: (typeof asked)[number], best: number[]) => number): number =>
        Math.round((1000 * mine.reduce((sum, it) => sum + of(it, shown.get(it.n) ?? []), 0)) / mine.length) / 1000
      tell({
        figure: `shown_hit_at_5_${corpus}`,
        value: share((it, best) => Number(best.slice(0, 5).some((n) => it.relevant.includes(n)))),
        unit: 'share',
        note: `${mine.length} asked`,
      })
      tell({
        figure: `shown_recall_at_10_${corpus}`,
        value: share(
          (it, best) =>
            best.slice(0, 10).filter((n) => it.relevant.includes(n)).length / Math.min(10, it.relevant.length),
        ),
        unit: 'share',
      })
    }
    await product.stop()
  })
}

/** A person of the demo, ready to ask. */
async function enterAs(url: string, signInName: string): Promise<(path: string) => Promise<Response>> {
  const entered = await fetch(`${url}/api/demo/enter`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ sign_in_name: signInName }),
  })
  const cookie = /__Host-fengqiao=[\w-]+/.exec(entered.headers.get('set-cookie') ?? '')?.[0] ?? ''
  return (path) => fetch(url + path, { headers: { cookie } })
}

/** The files that were loaded, by their short codes. */
async function fileIds(ownerUrl: string): Promise<Map<string, string>> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  const { rows } = await client.query<{ id: string; short_code: string }>('select id, short_code from files')
  await client.end()
  return new Map(rows.map((row) => [row.short_code, row.id]))
}
