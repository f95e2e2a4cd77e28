import { z } from 'zod'
import { FIRST_WORDS } from './guess-words.ts'
import type { DisputeType, TriageQuestion } from './types.ts'

/**
 * What a first guess can say: finer than the types where two ways of going on hide behind one type (借钱 is a contract to the
 * statistics, and a row of its own in the matrix). `asks` is what a tap on it also answers yes.
 */
export const GUESS_TOPICS = {
  family: { says: '婚姻家庭', type: 'M01' },
  neighbour: { says: '邻里', type: 'M02' },
  house: { says: '房屋、宅基地', type: 'M03' },
  contract: { says: '合同', type: 'M04' },
  loan: { says: '借钱不还', type: 'M04', asks: 'loan' },
  business: { says: '生产经营', type: 'M05' },
  harm: { says: '损害赔偿', type: 'M06' },
  land: { says: '山林土地', type: 'M07' },
  expropriation: { says: '征地拆迁', type: 'M08' },
  pollution: { says: '环境污染', type: 'M09' },
  wages: { says: '拖欠农民工工资', type: 'M10a' },
  labour: { says: '其他劳动争议', type: 'M10b' },
  travel: { says: '旅游', type: 'M11' },
  online: { says: '网上买卖', type: 'M12' },
  consumer: { says: '消费', type: 'M13' },
  medical: { says: '医疗', type: 'M14' },
  traffic: { says: '道路交通事故', type: 'M15' },
  property: { says: '物业', type: 'M16' },
  ip: { says: '知识产权', type: 'M17' },
  police: { says: '可能要找公安', type: 'M99' },
  other: { says: '其他', type: 'M99' },
} as const satisfies Record<string, { says: string; type: DisputeType; asks?: TriageQuestion }>
export type GuessTopic = keyof typeof GUESS_TOPICS
const TOPICS = Object.keys(GUESS_TOPICS) as [GuessTopic, ...GuessTopic[]]

/** One word of the list, with the topic it speaks for and how much. */
export type GuessWord = { topic: GuessTopic; word: string; weight: number }

export const MOST_WORDS = 3_000
const Word = z.strictObject({
  topic: z.enum(TOPICS, { error: '请选择这个词说明的是哪一类。' }),
  word: z
    .string()
    .trim()
    .regex(/^[\p{L}\p{N}]{1,12}$/u, '词只写汉字、字母或者数字，最多 12 个字。'),
  weight: z.int({ error: '请写整数。' }).min(-3, '最小是 -3。').max(3, '最大是 3。'),
})
/** An edition of the list as the bureau sends it. */
export const GuessWordsBody = z.strictObject({
  words: z
    .array(Word)
    .min(1, '至少要有一个词。')
    .max(MOST_WORDS, `最多 ${MOST_WORDS} 个词。`)
    .superRefine((list, check) => {
      const seen = new Set<string>()
      for (const { topic, word } of list) {
        if (seen.has(`${topic} ${word}`))
          check.addIssue({
            code: 'custom',
            message: `“${word}”在“${GUESS_TOPICS[topic].says}”里写了两次，请只留一个。`,
          })
        seen.add(`${topic} ${word}`)
      }
    }),
})

/** The list a county starts with, in the form of an edition. */
export const firstWords = (): GuessWord[] =>
  TOPICS.flatMap((topic) => {
    // Ascending, so that a word named twice keeps the stronger number.
    const weights = new Map(
      Object.entries(FIRST_WORDS[topic])
        .toSorted(([one], [other]) => Number(one) - Number(other))
        .flatMap(([weight, words]) =>
          words.split(/\s+/).flatMap((word) => (word === '' ? [] : [[word, Number(weight)] as const])),
        ),
    )
    return [...weights].map(([word, weight]) => ({ topic, word, weight }))
  })

/** What one topic has for it: how much, and by which words, so that whoever sees it can see why. */
export type Guess = { topic: GuessTopic; points: number; words: string[] }

/** By length, then strength, then writing, so that the order the list came in changes nothing. */
const strongestFirst = (one: GuessWord, other: GuessWord): number =>
  other.word.length - one.word.length || other.weight - one.weight || (one.word < other.word ? -1 : 1)

/** Chips shown; nothing is ever chosen by itself. */
export const MOST_GUESSES = 3

/**
 * The topics these words speak for, the likeliest first, at most three; none where no word of the list stands in the text. A word
 * counts once however often it is said, and a longer word of the same topic swallows the shorter ones inside it. It is a hint
 * for a person: equal text and equal list give equal guesses.
 */
export function guessTopics(text: string, list: readonly GuessWord[], most: number = MOST_GUESSES): Guess[] {
  const told = text.normalize('NFKC').toLowerCase()
  const found = new Map<GuessTopic, GuessWord[]>()
  for (const it of list)
    if (told.includes(it.word.toLowerCase())) found.set(it.topic, [...(found.get(it.topic) ?? []), it])
  return TOPICS.flatMap((topic, at): (Guess & { at: number })[] => {
    const hits = (found.get(topic) ?? []).toSorted(strongestFirst)
    const kept = hits.filter((it, nth) => !hits.slice(0, nth).some((longer) => longer.word.includes(it.word)))
    const points = kept.reduce((sum, { weight }) => sum + weight, 0)
    return points > 0 ? [{ topic, points, words: kept.map(({ word }) => word), at }] : []
  })
    .toSorted((one, other) => other.points - one.points || one.at - other.at)
    .slice(0, most)
    .map(({ topic, points, words }) => ({ topic, points, words }))
}

const saidOf = (guess: Guess | undefined): string => (guess ? GUESS_TOPICS[guess.topic].says : '猜不出')

/** The texts whose first guess is another under another list, with both guesses in words. */
export const newGuesses = <T extends { text: string }>(
  texts: readonly T[],
  before: readonly GuessWord[],
  after: readonly GuessWord[],
): { of: T; before: string; after: string }[] =>
  texts
    .map((of) => ({
      of,
      before: saidOf(guessTopics(of.text, before, 1)[0]),
      after: saidOf(guessTopics(of.text, after, 1)[0]),
    }))
    .filter((it) => it.before !== it.after)

/** What the trial found, as it is read and kept. */
export const trialSays = (lookedAt: number, changed: number): string =>
  `过去 ${lookedAt} 件里会改变 ${changed} 件的第一猜测。`
