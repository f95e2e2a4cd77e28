import { randomUUID } from 'node:crypto'
import { percentile } from '#test/product.ts'
import { cpuSeconds } from './cpu.ts'
import { BENCH_JUDGE, benchName, benchPhone, benchShortCode } from './load-disputes.ts'
import { FIRMS } from './made-up.ts'
import type { Figure } from './run.ts'

/** As many as the cores this is promised on. */
const CONCURRENT = 2
const DESKS = ['tian.youyu', 'qiao.mulan', 'ding.xiaohe', 'gu.nianci', 'jiang.yingyue', 'fu.qinghe']

const round = (value: number): number => Math.round(value * 10) / 10

/** A person of the demo, ready to ask. */
async function enter(url: string, signInName: string): Promise<(path: string, body?: unknown) => Promise<Response>> {
  const entered = await fetch(`${url}/api/demo/enter`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ sign_in_name: signInName }),
  })
  const cookie = /__Host-fengqiao=[\w-]+/.exec(entered.headers.get('set-cookie') ?? '')?.[0] ?? ''
  return (path, body) =>
    fetch(url + path, {
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      headers: {
        cookie,
        ...(body === undefined ? {} : { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
      },
    })
}

const MONTHS = 12
const MONTH_MS = (365 / MONTHS) * 86_400_000

/**
 * Files somebody may see, a page of each month of the year that was loaded, one month after the other: old ones have had more steps than the
 * newest, and lie in no memory.
 */
async function filesOfAYear(ask: (path: string) => Promise<Response>): Promise<string[]> {
  const pages: string[][] = []
  for (let month = 0; month < MONTHS; month += 1) {
    const before = new Date(Date.now() - month * MONTH_MS).toISOString()
    const { lines } = (await (await ask(`/api/disputes?before=${before}`)).json()) as { lines: { file_id: string }[] }
    pages.push(lines.map((line) => line.file_id))
  }
  const longest = Math.max(...pages.map((page) => page.length))
  return Array.from({ length: longest }, (_, nth) => pages.flatMap((page) => page[nth] ?? [])).flat()
}

type Ask = (nth: number) => Promise<Response>

/** Milliseconds of each answer, the first tenth not counted: a server that has been up for a while has its plans. */
async function timesOf(ask: Ask, asked: number): Promise<number[]> {
  const times: number[] = []
  let next = 0
  const person = async (): Promise<void> => {
    while (next < asked) {
      const nth = next
      next += 1
      const began = performance.now()
      const answer = await ask(nth)
      await answer.arrayBuffer()
      if (answer.status !== 200) throw new Error(`answered ${answer.status}`)
      if (nth >= asked / 10) times.push(performance.now() - began)
    }
  }
  await Promise.all(Array.from({ length: CONCURRENT }, person))
  return times
}

const WORDS = [
  '水沟',
  '占了两家中间的水沟',
  '欠了三个月工资',
  '鱼塘 不退',
  '田埂',
  '种子没有出苗',
  '姓苗',
  '排烟口',
  '三轮车 巷口',
  '差点动手',
]

/** The most a figure may be at p95, in ms; where none is said our own limit holds. */
export type Limits = { desk: number; search: number; list: number; ledger: number; leader: number; file: number }

/**
 * What those who work with so many disputes wait for, asked over HTTP as their screens ask. Beside the time of each, what an answer costs
 * server and database of a core: that does not depend on what else the machine does.
 * @returns p95 of each, in ms
 */
export async function readingFigures(
  url: string,
  tell: (figure: Figure) => void,
  { many, limits, asked = 400 }: { many: number; limits: Limits; asked?: number },
): Promise<Map<string, number>> {
  const people = await Promise.all(DESKS.map((name) => enter(url, name)))
  const by = (nth: number): (typeof people)[number] => people[nth % people.length] as (typeof people)[number]
  const county = people[3] as (typeof people)[number]
  const found = new Map<string, number>()
  const measure = async (figure: string, limit: number | null, note: string, ask: Ask): Promise<void> => {
    const before = cpuSeconds()
    const times = await timesOf(ask, asked)
    const cpu = ((cpuSeconds() - before) / asked) * 1000
    for (const [name, share] of [
      ['p50', 0.5],
      ['p95', 0.95],
      ['p99', 0.99],
    ] as const) {
      const value = round(percentile(times, share))
      if (name === 'p95') found.set(figure, percentile(times, share))
      tell({ figure: `${figure}_${name}`, value, unit: 'ms', ...(limit && name === 'p95' ? { limit } : {}), note })
    }
    tell({ figure: `${figure}_cpu`, value: round(cpu), unit: 'ms of a core', note })
  }
  const n = (nth: number): number => (nth * 7919) % many
  const find = (nth: number, words: string): Promise<Response> => by(nth)('/api/find', { words })
  await measure('desk', limits.desk, `${DESKS.length} people, the county's among them`, (nth) => by(nth)('/api/desk'))
  const judge = await enter(url, BENCH_JUDGE)
  await measure('desk_of_a_booked_judge', limits.desk, 'some thousand bookings of others, some hundred hers', () =>
    judge('/api/desk'),
  )
  await measure('search_by_words', limits.search, 'words of the facts', (nth) =>
    find(nth, WORDS[nth % WORDS.length] ?? ''),
  )
  await measure('search_by_name', limits.search, 'whole names', (nth) => find(nth, benchName(n(nth) % 60_000)))
  await measure('search_by_beginning', limits.search, 'the first two characters of a name', (nth) =>
    find(nth, benchName(n(nth) % 60_000).slice(0, 2)),
  )
  await measure('search_by_firm', limits.search, 'firms that come up everywhere', (nth) =>
    find(nth, FIRMS[nth % FIRMS.length] ?? ''),
  )
  await measure('search_by_phone', limits.search, 'keyed hash', (nth) => find(nth, benchPhone(n(nth))))
  await measure('search_by_code', limits.search, 'short codes', (nth) => find(nth, benchShortCode(n(nth))))
  await measure('list_of_area', limits.list, 'county, town, village', (nth) => by(nth)('/api/disputes'))
  const FILTERS = [
    'stage=in_handling',
    'overdue=1',
    'stage=settled,withdrawn&from=2026-01-01',
    `text=${encodeURIComponent('鱼塘')}&stage=in_handling`,
  ]
  await measure('list_filtered', limits.list, 'by stage, time, late, words', (nth) =>
    by(nth)(`/api/disputes?${FILTERS[nth % FILTERS.length]}`),
  )
  await measure('list_mine', limits.list, 'what my unit is in', (nth) => by(nth)('/api/disputes?scope=mine'))
  const LEDGER = ['', 'state=settled', 'colour=red', 'overdue=1&state=resolving', 'type=M02']
  await measure('ledger', limits.ledger, 'a page of it, by state, colour, late, type', (nth) =>
    by(nth)(`/api/ledger?${LEDGER[nth % LEDGER.length]}`),
  )
  const leaders = people.slice(2)
  await measure('leaders_page', limits.leader, 'towns and the county', (nth) =>
    (leaders[nth % leaders.length] as (typeof people)[number])('/api/leaders-page'),
  )
  const all = await filesOfAYear(county)
  await measure('file_page', limits.file, 'the county reads, of all months alike', (nth) =>
    county(`/api/disputes/${all[nth % all.length]}`),
  )
  const town = people[2] as (typeof people)[number]
  const own = await filesOfAYear(town)
  await measure(
    'similar_files',
    limits.file,
    'candidates for one file of the largest town, of all months alike',
    (nth) => town(`/api/disputes/${own[nth % own.length]}/similar`),
  )
  return found
}
