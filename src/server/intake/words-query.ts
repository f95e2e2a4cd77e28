import { askedWords } from '#domain/intake/words.ts'

/** Tokens are letters, marks and digits alone; even so nothing that could end a quotation reaches one. */
const quoted = (token: string): string => `'${token.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`

/** What was typed as a search expression of the database (all of it must stand there), or null where it holds no word. */
export function wordsQuery(text: string): string | null {
  const { tokens, beginnings } = askedWords(text)
  const all = [...tokens.map(quoted), ...beginnings.map((start) => `${quoted(start)}:*`)]
  return all.length ? all.join(' & ') : null
}

/** A place for each field's letter: of two marks at one place the database keeps only one. */
const PLACES = { A: 1, B: 2, C: 3, D: 4 } as const

/** Tokens of one field as the database keeps them, marked with the field's letter so that it can be changed alone. */
export const wordsVector = (tokens: readonly string[], field: keyof typeof PLACES): string =>
  tokens.map((token) => `${quoted(token)}:${PLACES[field]}${field}`).join(' ')
