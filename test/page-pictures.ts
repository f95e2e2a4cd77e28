import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pixelmatch from 'pixelmatch'
import type { PdfDrawer } from '#server/render/draw-pdf.ts'
import { EVERY_PAPER, toDraw } from './every-paper.ts'
import { type Picture, pictureIn, picturesOf, pngOf } from './read-paper.ts'

/** Where the small pictures of every form are kept: its pages side by side, from a file in which everything is said. */
const KEPT = join(import.meta.dirname, 'pages')
const WIDE = 200

/** One form as it is drawn, and its pages as small as they are kept. */
export type DrawnForm = { form: string; pdf: Buffer; pages: Picture[] }

/** Every form there is, one after another, so that only one is in memory. */
export async function* everyForm(drawer: PdfDrawer): AsyncGenerator<DrawnForm> {
  for (const [form, make] of EVERY_PAPER) {
    const paper = toDraw(form, make, 'full')
    if (!paper) throw new Error(`${form} cannot be drawn of a full file`)
    const pdf = drawer.draw(paper)
    yield { form, pdf, pages: await picturesOf(pdf, WIDE) }
  }
}

/** Pages beside one another, as one picture. */
function strip(pages: readonly Picture[]): Picture {
  const height = Math.max(...pages.map((page) => page.height))
  const width = pages.reduce((sum, page) => sum + page.width, 0)
  const grey = Buffer.alloc(width * height, 255)
  let left = 0
  for (const page of pages) {
    for (let y = 0; y < page.height; y += 1)
      page.grey.copy(grey, y * width + left, y * page.width, (y + 1) * page.width)
    left += page.width
  }
  return { width, height, grey }
}

const nameOf = (form: string): string => `${form.replace(' ', '-')}.png`

/** Draws the pictures anew: `node scripts/look-at-papers.ts --keep` does it, when the pages were meant to change. */
export async function keepPictures(drawer: PdfDrawer): Promise<void> {
  rmSync(KEPT, { recursive: true, force: true })
  mkdirSync(KEPT, { recursive: true })
  for await (const { form, pages } of everyForm(drawer))
    writeFileSync(join(KEPT, nameOf(form)), await pngOf(strip(pages)))
}

const inColours = ({ grey }: Picture): Uint8Array => {
  const dots = new Uint8Array(grey.length * 4)
  for (const [at, shade] of grey.entries()) dots.set([shade, shade, shade, 255], at * 4)
  return dots
}

/** The share of dots (0 to 1) by which a form's pages are apart from those kept; 1 where their number or size is another. */
export async function apartFromKept({ form, pages }: DrawnForm): Promise<number> {
  const now = strip(pages)
  const kept = await pictureIn(readFileSync(join(KEPT, nameOf(form))))
  if (now.width !== kept.width || now.height !== kept.height) return 1
  // Kept in sixteen shades: a dot is another one where it is a good part of black and white apart.
  const other = pixelmatch(inColours(now), inColours(kept), undefined, now.width, now.height, { threshold: 0.2 })
  return other / (now.width * now.height)
}
