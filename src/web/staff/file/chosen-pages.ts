import type { Picture } from './use-scans.ts'

/** Which picture somebody says is which page, where no code says it: by file and place. */
export type ByHand = Readonly<Record<string, number>>
export const keyOf = ({ upload_id, nth }: { upload_id: string; nth: number }): string => `${upload_id} ${nth}`

export type Chosen = {
  /** How many pages the paper has. */
  of: number
  /** The picture taken for each page; of several the one sent last. */
  taken: ReadonlyMap<number, Picture>
  missing: number[]
}

/** What would be registered of these pictures: each page once, by its code before by hand. Those of another print stay out. */
export function chosenOf(pictures: readonly Picture[], byHand: ByHand): Chosen {
  const read = pictures.filter(({ is }) => is === 'page')
  const of = read.at(-1)?.of ?? pictures.at(-1)?.drawn_of ?? 0
  const taken = new Map<number, Picture>()
  for (const it of pictures) {
    const page = it.is === 'unreadable' ? byHand[keyOf(it)] : undefined
    if (page !== undefined && page <= of) taken.set(page, it)
  }
  for (const it of read) if (it.page !== null && it.of === of) taken.set(it.page, it)
  const missing = Array.from({ length: of }, (_, nth) => nth + 1).filter((page) => !taken.has(page))
  return { of, taken, missing }
}
