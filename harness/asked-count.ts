/** How many were asked for on the command line. @returns null where that is no whole number from one on */
export function askedCount(word: string | undefined, otherwise: number): number | null {
  if (word === undefined) return otherwise
  return /^[1-9]\d{0,5}$/.test(word) ? Number(word) : null
}
