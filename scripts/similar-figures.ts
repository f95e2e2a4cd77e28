/**
 * 查重的准头：node scripts/similar-figures.ts <有 retrieval-queries.jsonl 和 complaints-*.jsonl 的文件夹>
 * Prints one JSON line per figure: of texts that are known to be about one matter, how many are found among all others. The texts
 * are no part of the product; they name no parties and no village, so it is the words and the days alone that are measured.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { comparedNames, namedThings, objectsIn, tellingShare, tellingWords } from '#domain/intake/likeness.ts'

type Text = { id: string; text: string; title?: string; time?: string }
type Query = { qid: string; corpus: string; relevant: string[] }

const linesOf = <T>(file: string): T[] =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T)

const toldIn = ({ id, text, title = '', time = '' }: Text) => {
  const all = `${title}\n${text}`
  return {
    id,
    day: Date.parse(time.slice(0, 10)) / 86_400_000,
    words: tellingWords(all),
    names: namedThings(all),
    objects: new Set(objectsIn(all).keys()),
  }
}
type Told = ReturnType<typeof toldIn>

/** The parts of the product's own score that a text without parties and places can have (src/domain/intake/similar.ts). */
function score(one: Told, other: Told): number {
  const names = comparedNames(one.names, other.names)
  const alike = tellingShare(one.words, other.words).damped + (names.shared.length > 0 ? 0.15 : names.apart ? -0.15 : 0)
  const days = Math.abs(one.day - other.day)
  const decay = Number.isNaN(days) ? 1 : 365 / (365 + 2 * days)
  const object = [...one.objects].some((it) => other.objects.has(it)) ? 0.2 : 0
  return object + 0.3 * Math.min(1, Math.max(0, alike) / 0.5) * decay
}

export function similarFigures(folder: string) {
  const queries = linesOf<Query>(join(folder, 'retrieval-queries.jsonl'))
  return [...new Set(queries.map(({ corpus }) => corpus))].map((corpus) => {
    const file = readdirSync(folder).find((name) => name.startsWith(`complaints-${corpus}`))
    if (!file) throw new Error(`no texts of ${corpus}`)
    const told = linesOf<Text>(join(folder, file)).map(toldIn)
    const byId = new Map(told.map((it) => [it.id, it]))
    const mine = queries.filter((query) => query.corpus === corpus)
    let [hits, recall, took] = [0, 0, 0]
    for (const { qid, relevant } of mine) {
      const asked = byId.get(qid)
      if (!asked) continue
      const from = performance.now()
      const best = told
        .filter((it) => it.id !== qid)
        .map((it) => ({ id: it.id, score: score(asked, it) }))
        .sort((one, other) => other.score - one.score)
        .slice(0, 10)
      took += performance.now() - from
      if (best.slice(0, 5).some(({ id }) => relevant.includes(id))) hits += 1
      recall += best.filter(({ id }) => relevant.includes(id)).length / Math.min(10, relevant.length)
    }
    const share = (sum: number): number => Math.round((1000 * sum) / mine.length) / 1000
    return {
      corpus,
      texts: told.length,
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
