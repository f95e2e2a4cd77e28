import type { PaperToDraw } from '../render/lay-out.ts'

/** A picture on its way into the volume: a JPEG in the folder of this binding. */
export type Picture = { path: string; says: string[] }
type Common = {
  /** Which line of the catalogue it belongs to; null: cover, catalogue, note and back, which have no page number. */
  item: string | null
  title: string
  /** A line at the foot, beside what a paper says there itself. */
  foot: string
}
/** One or several pages of the volume, as the process that binds is told of them. `own`: a sheet of the volume's, drawn with it. */
export type Sheet =
  | (Common & { kind: 'paper'; paper: PaperToDraw; own: boolean })
  /** Four to a page, each with what it is. */
  | (Common & { kind: 'photos'; pictures: Picture[] })
  /** A page of somebody else's document, as large as it fits. `whole`: with every dot it has. */
  | (Common & { kind: 'page'; picture: Picture; whole?: boolean })
  /** The copy that was sealed and given out, page by page as a picture: PDF/A takes no PDF in. */
  | (Common & { kind: 'copy'; path: string })

/** A volume to bind. Everything large is a file in `folder`: nothing of it passes between the processes. */
export type Volume = {
  title: string
  /** ISO instant. */
  made_at: string
  test_time: boolean
  sheets: Sheet[]
  folder: string
  /** Where the PDF is to be. */
  to: string
}
/** What was bound: pages with numbers, all pages, and on which the items begin and end. */
export type Bound = { numbered: number; pages: number; at: [item: string, from: number, to: number][] }
