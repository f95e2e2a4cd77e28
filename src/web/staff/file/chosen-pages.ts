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
  /** No code says how many pages there are. */
  codeless: boolean
}

/**
 * What is let go of after these pages were registered: files nothing was taken of. A picture nobody could read waits while a page is missing:
 * it may be that one.
 */
export function putAside(pictures: readonly Picture[], { taken }: Pick<Chosen, 'taken'>, whole: boolean): string[] {
  const kept = new Set([...taken.values()].map(({ upload_id }) => upload_id))
  const waits = pictures.filter(({ is }) => is === 'unreadable' && !whole).map(({ upload_id }) => upload_id)
  const ids = new Set(pictures.map(({ upload_id }) => upload_id))
  return [...ids].filter((id) => !kept.has(id) && !waits.includes(id))
}

/** What stands of the paper already: how many pages it has, 0 where nothing came back, and which are there. */
export type Standing = { of: number; pages: readonly number[] }
export const NOTHING: Standing = { of: 0, pages: [] }

/**
 * What would be registered of these pictures: each page once, by its code before by hand. Those of another print stay out; so does what was sent
 * another day of a page that stands: it was put aside then.
 * @param counted how many pages the paper in hand has, as somebody counted; it holds only where no code could be read
 */
export function chosenOf(
  pictures: readonly Picture[],
  byHand: ByHand,
  standing: Standing = NOTHING,
  counted: number | null = null,
): Chosen {
  const coded = pictures.filter(({ is }) => is === 'page')
  const codeOf = coded.at(-1)?.of
  const of = codeOf ?? counted ?? (standing.of || (pictures.at(-1)?.drawn_of ?? 0))
  const aside = (it: Picture) => !it.fresh && standing.of === of && standing.pages.includes(it.page ?? 0)
  const read = coded.filter((it) => !aside(it))
  const taken = new Map<number, Picture>()
  for (const it of pictures) {
    const page = it.is === 'unreadable' ? byHand[keyOf(it)] : undefined
    if (page !== undefined && page <= of) taken.set(page, it)
  }
  for (const it of read) if (it.page !== null && it.of === of) taken.set(it.page, it)
  const missing = Array.from({ length: of }, (_, nth) => nth + 1).filter((page) => !taken.has(page))
  return { of, taken, missing, codeless: pictures.length > 0 && codeOf === undefined }
}
