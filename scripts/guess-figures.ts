/**
 * 第一猜测的准头：node scripts/guess-figures.ts <classify-gold-dev.jsonl>
 * Prints one JSON line per figure: how often the first guess, and one of the three chips, is what people labelled it. The file is
 * no part of the product; without one there is nothing to print.
 */
import { existsSync, readFileSync } from 'node:fs'
import { firstWords, type GuessTopic, guessTopics } from '#domain/triage/guess.ts'

/** The labels of that file are a shorter list than our topics. */
const LABEL: Record<GuessTopic, string> = {
  family: '婚姻家庭',
  neighbour: '邻里',
  house: '房屋宅基地',
  contract: '合同',
  loan: '债务',
  business: '生产经营',
  harm: '损害赔偿',
  land: '山林土地',
  expropriation: '征地拆迁',
  pollution: '环境污染',
  wages: '劳动争议',
  labour: '劳动争议',
  travel: '消费',
  online: '消费',
  consumer: '消费',
  medical: '医疗',
  traffic: '道路交通',
  property: '物业',
  ip: '知识产权',
  police: '治安刑事',
  other: '其他',
}

type Labelled = { text: string; label: string; accept?: string[] }
export type GuessFigures = { texts: number; top_1: number; top_3: number; ms_a_text: number }

/** Measured on labelled texts, one JSON object a line; a text nobody can place counts as "other". */
export function guessFigures(file: string | URL): GuessFigures {
  const texts = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line): Labelled => JSON.parse(line))
  const list = firstWords()
  const from = performance.now()
  // Three chips of topics are never more than three labels: fewer where two topics are one label there.
  const guesses = texts.map(({ text }) => guessTopics(text, list).map(({ topic }) => LABEL[topic]))
  const took = performance.now() - from
  const right = (most: number): number =>
    texts.filter(({ label, accept = [label] }, at) => {
      const said = guesses[at] ?? []
      return (said.length === 0 ? ['其他'] : said.slice(0, most)).some((it) => accept.includes(it))
    }).length
  const share = (count: number): number => Math.round((1000 * count) / texts.length) / 1000
  return {
    texts: texts.length,
    top_1: share(right(1)),
    top_3: share(right(3)),
    ms_a_text: Math.round((1000 * took) / texts.length) / 1000,
  }
}

const [, script = '', file] = process.argv
if (script.endsWith('guess-figures.ts')) {
  if (!file || !existsSync(file)) {
    process.stderr.write('用法：node scripts/guess-figures.ts <classify-gold-dev.jsonl>（没有这个文件就没有可算的）\n')
    process.exit(1)
  }
  const { texts, ...figures } = guessFigures(file)
  for (const [figure, value] of Object.entries(figures))
    process.stdout.write(`${JSON.stringify({ figure: `guess_${figure}`, value, texts })}\n`)
}
