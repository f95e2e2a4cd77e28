import { GUESS_TOPICS, type GuessTopic, type GuessWord } from '#domain/triage/guess.ts'

export const TOPICS = Object.keys(GUESS_TOPICS) as GuessTopic[]
/** How much a word speaks for its topic, as it is written on the page, strongest first. */
export const WEIGHTS = [
  [3, '一看就是'],
  [2, '多半是'],
  [1, '有点像'],
  [-2, '有这个词就不像'],
] as const
export type Weight = (typeof WEIGHTS)[number][0]
export type Written = Record<string, string>

export const cellOf = (topic: GuessTopic, weight: Weight): string => `${topic} ${weight}`
/** A weight an older list may hold goes to the nearest column. */
const columnOf = (weight: number): Weight => (weight >= 1 ? (Math.min(3, weight) as Weight) : -2)

/** A list as it is written on the page: one box a topic and strength, words with a space between. */
export function writtenFrom(words: readonly GuessWord[]): Written {
  const cells: Record<string, string[]> = {}
  for (const { topic, word, weight } of words) {
    const cell = cellOf(topic, columnOf(weight))
    cells[cell] = [...(cells[cell] ?? []), word]
  }
  return Object.fromEntries(Object.entries(cells).map(([cell, list]) => [cell, list.join(' ')]))
}

/** The page read back; spaces, commas and new lines all stand between words, and a word said twice in one box is one. */
export const listFrom = (written: Written): GuessWord[] =>
  TOPICS.flatMap((topic) =>
    WEIGHTS.flatMap(([weight]) =>
      [...new Set((written[cellOf(topic, weight)] ?? '').split(/[\s,，、;；]+/).filter(Boolean))].map((word) => ({
        ...{ topic, word, weight },
      })),
    ),
  )
