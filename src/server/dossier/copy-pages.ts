import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import type { Picture } from './sheets.ts'

/** Dots an inch of a sealed copy's pages: its small print and its seal can be looked at closely. */
const DPI = 200
/** So many pages of one copy: more is no paper of ours. */
const MOST_PAGES_OF_COPY = 60

/** Whether a copy opens, and is no longer than a volume takes in. */
export async function isBindable(path: string): Promise<boolean> {
  const { PDFiumLibrary } = await import('@hyzyla/pdfium')
  const library = await PDFiumLibrary.init()
  try {
    const document = await library.loadDocument(readFileSync(path))
    const pages = document.getPageCount()
    document.destroy()
    return pages > 0 && pages <= MOST_PAGES_OF_COPY
  } catch {
    return false
  } finally {
    library.destroy()
  }
}

/** The pages of a sealed copy as pictures in the folder. */
export async function pagesOfCopy(path: string, folder: string, nth: number): Promise<Picture[]> {
  const { PDFiumLibrary } = await import('@hyzyla/pdfium')
  const library = await PDFiumLibrary.init()
  try {
    const document = await library.loadDocument(readFileSync(path))
    try {
      const pages: Picture[] = []
      const count = document.getPageCount()
      if (count > MOST_PAGES_OF_COPY) throw new Error('a copy of too many pages')
      for (let page = 0; page < count; page += 1) {
        const drawn = await document.getPage(page).render({ scale: DPI / 72, render: 'bitmap' })
        const data = Buffer.from(drawn.data.buffer, drawn.data.byteOffset, drawn.data.byteLength)
        const to = join(folder, `copy-${nth}-${page}.jpg`)
        await sharp(data, { raw: { width: drawn.width, height: drawn.height, channels: 4 } })
          .flatten({ background: '#ffffff' })
          .jpeg({ quality: 85, chromaSubsampling: '4:4:4' })
          .toFile(to)
        pages.push({ path: to, says: [] })
      }
      return pages
    } finally {
      document.destroy()
    }
  } finally {
    library.destroy()
  }
}
