/** Where a piece may end of itself, so that nothing more has to stand between it and the next. */
const ENDS_ITSELF = /[？！?!…]$/u
/** Points at the end of a piece that give way to the one that joins it with the next. */
const LAST_POINTS = /[。；;，,、.\s]+$/u

/** A piece that something is to follow: without the point at its end. */
export const unended = (piece: string): string => piece.replace(LAST_POINTS, '')

/** A sentence as a paper ends it: with a full stop, where its writer gave it none. */
export const asSentence = (text: string): string => (ENDS_ITSELF.test(text) ? text : `${unended(text)}。`)

/**
 * Pieces that several people wrote, one after another in one line: what is empty is left out, and a piece that ends in a
 * full stop does not end in one and a semicolon. The last keeps the ending its writer gave it.
 */
export function inOneLine(pieces: readonly (string | null | undefined)[]): string {
  const said = pieces.map((it) => it?.trim() ?? '').filter((it) => unended(it) !== '')
  return said
    .map((it, at) => {
      if (at === said.length - 1 || ENDS_ITSELF.test(it)) return it
      return `${unended(it)}；`
    })
    .join('')
}
