/**
 * 查重的准头：node scripts/similar-figures.ts <有 retrieval-queries.jsonl 和 complaints-*.jsonl 的文件夹>
 * Prints one JSON line per figure: of texts that are known to be about one matter, how many are found among all others. The texts
 * are no part of the product; they name no parties and no village, so it is the words and the days alone that are measured.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { judgeTold, type Told, toldIn } from '#domain/intake/similar.ts'

type Text = { id: string; text: string; title?: string; time?: string }
type Query = { qid: string; corpus: string; relevant: string[] }

const linesOf = <T>(file: string): T[] =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T)

/** All of them in one town and in no village: what is left are words, named things and days. */
const TOWN = 610_922_101_000_000

const read = ({ text, title = '', time }: Text): Told =>
  toldIn({
    place_code: TOWN,
    received_at: `${(time || '2020-01-01').slice(0, 10)}T12:00:00+08:00`,
    what_happened: `${title}\n${text}`,
    other_side: '',
    where_text: '',
    dispute_type: null,
    parties: [],
  })

export function similarFigures(folder: string) {
  const queries = linesOf<Query>(join(folder, 'retrieval-queries.jsonl'))
  return [...new Set(queries.map(({ corpus }) => corpus))].map((corpus) => {
    const file = readdirSync(folder).find((name) => name.startsWith(`complaints-${corpus}`))
    if (!file) throw new Error(`no texts of ${corpus}`)
    const texts = linesOf<Text>(join(folder, file)).map((it) => ({ id: it.id, told: read(it) }))
    const byId = new Map(texts.map(({ id, told }) => [id, told]))
    const mine = queries.filter((query) => query.corpus === corpus)
    let [hits, recall, took] = [0, 0, 0]
    for (const { qid, relevant } of mine) {
      const asked = byId.get(qid)
      if (!asked) continue
      const from = performance.now()
      const best = texts
        .filter((it) => it.id !== qid)
        .map(({ id, told }) => ({ id, ...judgeTold(asked, told, { same_reach: false, same_identity: false }) }))
        .sort((one, other) => other.score - one.score)
        .slice(0, 10)
      took += performance.now() - from
      if (best.slice(0, 5).some(({ id }) => relevant.includes(id))) hits += 1
      recall += best.filter(({ id }) => relevant.includes(id)).length / Math.min(10, relevant.length)
    }
    const share = (sum: number): number => Math.round((1000 * sum) / mine.length) / 1000
    return {
      corpus,
      texts: texts.length,
      queries: mine.length,
      hit_at_5: share(hits),
      recall_at_10: share(recall),
      ms_a_query: Math.round(took / mine.length),
    }
  })
}

const [, script = '', folder] = process.argv
if (script.endsWith('similar-figures.ts')) {
  if (!folder || !existsSync(join(folder, 'retrieval-queries.jsonl'))) {
    process.stderr.write(
      '用法：node scripts/similar-figures.ts <有 retrieval-queries.jsonl 的文件夹>（没有就没有可算的）\n',
    )
    process.exit(1)
  }
  for (const figures of similarFigures(folder)) process.stdout.write(`${JSON.stringify(figures)}\n`)
}
