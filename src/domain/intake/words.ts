/** Chinese runs first, so that a run of other letters ends where Chinese begins; then other letters; then digits. */
const RUNS = /(\p{Script=Han}+)|((?:(?!\p{Script=Han})[\p{L}\p{M}])+)|(\p{N}+)/gu

/** A token longer than this says no more than its beginning does, and an index entry has an end. */
const LONGEST = 64

type Run = { kind: 'han' | 'letters' | 'digits'; letters: string[] }

/** A text as runs of one kind: full-width becomes half-width, capitals small, punctuation and spaces only divide. */
function runsOf(text: string): Run[] {
  return Array.from(text.normalize('NFKC').toLowerCase().matchAll(RUNS), ([run, han, letters]) => ({
    kind: han ? 'han' : letters ? 'letters' : 'digits',
    letters: Array.from(run),
  }))
}

const pairs = (letters: readonly string[]): string[] =>
  letters.length === 1 ? [...letters] : letters.slice(1).map((letter, at) => `${letters[at]}${letter}`)

const whole = (letters: readonly string[]): string => letters.slice(0, LONGEST).join('')

/**
 * What a text is compared by: every pair of neighbouring Chinese characters (a character that stands alone is itself),
 * every word in other letters, every number; each once, in the order of its first appearance.
 * Chinese is written without spaces: pairs find any word of two characters or more without a dictionary.
 */
export const bigrams = (text: string): string[] => [
  ...new Set(runsOf(text).flatMap(({ kind, letters }) => (kind === 'han' ? pairs(letters) : [whole(letters)]))),
]

/**
 * What a text is found by: its bigrams, and the last character of every Chinese run, so that a single character that is
 * asked for as the beginning of a pair is found at the end of a sentence as well.
 */
export const searchTokens = (text: string): string[] => [
  ...new Set(
    runsOf(text).flatMap(({ kind, letters }) =>
      kind === 'han' ? [...pairs(letters), letters.at(-1) ?? ''] : [whole(letters)],
    ),
  ),
]

/** What must stand in a text that is searched for: tokens as they are, and beginnings of tokens. */
export type AskedWords = { tokens: string[]; beginnings: string[] }

/** The words somebody typed, as what a text must hold, all of it. Numbers are meant whole, words in other letters may go on. */
export function askedWords(text: string): AskedWords {
  const asked: AskedWords = { tokens: [], beginnings: [] }
  for (const { kind, letters } of runsOf(text)) {
    if (kind === 'han' && letters.length > 1) asked.tokens.push(...pairs(letters))
    else if (kind === 'digits') asked.tokens.push(whole(letters))
    else asked.beginnings.push(whole(letters))
  }
  return { tokens: [...new Set(asked.tokens)], beginnings: [...new Set(asked.beginnings)] }
}

const BANDS = 20
const ROWS = 3

/** A 32-bit number of a text (FNV-1a), the same on every machine. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash | 0
}

/** Stirs a 32-bit number until each bit depends on all (the last steps of MurmurHash3). */
function stir(number: number): number {
  let it = number
  it = Math.imul(it ^ (it >>> 16), 0x85ebca6b)
  it = Math.imul(it ^ (it >>> 13), 0xc2b2ae35)
  return it ^ (it >>> 16)
}

/**
 * A signature by which near-copies are found among very many texts: 20 numbers of 32 bits, each made of three least hashes
 * of the bigrams (minhash, 20 bands of 3). Two texts that share half of their bigrams share at least one number with a
 * probability of 93 %, two that share a tenth with 2 %. A text without any word has none. Stored: never change how it is
 * made without making all rows anew.
 */
export function minhash(text: string): number[] {
  const hashes = bigrams(text).map(hashOf)
  if (hashes.length === 0) return []
  return Array.from({ length: BANDS }, (_, band) => {
    let number = stir(band + 1)
    for (let row = 0; row < ROWS; row += 1) {
      const salt = Math.imul(band * ROWS + row + 1, 0x9e3779b9)
      let least = 0x7fffffff
      for (const hash of hashes) {
        const mixed = stir(hash ^ salt)
        if (mixed < least) least = mixed
      }
      number = stir(Math.imul(number, 31) ^ least)
    }
    return number
  })
}

/** How much of what two texts say is the same: shared bigrams among all bigrams of both, from 0 to 1. */
export const sharedWords = (one: string, other: string): number => wordsSharedWith(one)(other)

/** The same, of one text with many: its own words are cut once. */
export function wordsSharedWith(one: string): (other: string) => number {
  const mine = new Set(bigrams(one))
  return (other) => {
    const theirs = bigrams(other)
    const shared = theirs.filter((token) => mine.has(token)).length
    const all = mine.size + theirs.length - shared
    return all === 0 ? 0 : shared / all
  }
}
