import { inflateRawSync } from 'node:zlib'
import { PDFiumLibrary } from '@hyzyla/pdfium'
import sharp from 'sharp'

/** A second program that reads what the first one wrote: PDFium, as in a browser. One a process. */
let library: Promise<PDFiumLibrary> | undefined
const pdfium = (): Promise<PDFiumLibrary> => {
  library ??= PDFiumLibrary.init()
  return library
}

/** The text of each page as it is copied or searched. A hyphen at the end of a line comes back as what was printed. */
export async function textsOf(pdf: Uint8Array): Promise<string[]> {
  const document = await (await pdfium()).loadDocument(pdf)
  try {
    return [...document.pages()].map((page) => page.getText().replaceAll('\uFFFE', '-').replaceAll('\r\n', '\n'))
  } finally {
    document.destroy()
  }
}

export type Picture = { width: number; height: number; grey: Buffer }

/** Pages as they look, in shades of grey. `width`: in dots. */
export async function picturesOf(pdf: Uint8Array, width: number): Promise<Picture[]> {
  const document = await (await pdfium()).loadDocument(pdf)
  try {
    const pictures: Picture[] = []
    for (const page of document.pages()) {
      const { originalWidth } = page.getOriginalSize()
      const drawn = await page.render({ scale: width / originalWidth, render: 'bitmap', colorSpace: 'Gray' })
      pictures.push({ width: drawn.width, height: drawn.height, grey: Buffer.from(drawn.data) })
    }
    return pictures
  } finally {
    document.destroy()
  }
}

/** A page as a small PNG of 16 shades. */
export const pngOf = ({ width, height, grey }: Picture): Promise<Buffer> =>
  sharp(grey, { raw: { width, height, channels: 1 } })
    .png({ palette: true, colours: 16, compressionLevel: 9 })
    .toBuffer()

/** A picture as it was kept. */
export async function pictureIn(png: Buffer): Promise<Picture> {
  const { data, info } = await sharp(png).greyscale().raw().toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, grey: data }
}

/** How far two pictures of one size are apart: the mean difference of their dots, 0 to 255. */
export function apart(one: Picture, other: Picture): number {
  if (one.width !== other.width || one.height !== other.height) return 255
  let sum = 0
  for (let at = 0; at < one.grey.length; at += 1) sum += Math.abs((one.grey[at] ?? 0) - (other.grey[at] ?? 0))
  return sum / one.grey.length
}

/** The share of dark dots in a part of a page (fractions of its width and height). */
export function inkIn(
  { width, height, grey }: Picture,
  [left, top, right, bottom]: [number, number, number, number],
): number {
  const [x0, x1, y0, y1] = [left * width, right * width, top * height, bottom * height].map(Math.floor) as [
    number,
    number,
    number,
    number,
  ]
  let dark = 0
  for (let y = y0; y < y1; y += 1) for (let x = x0; x < x1; x += 1) if ((grey[y * width + x] ?? 255) < 128) dark += 1
  return dark / Math.max(1, (x1 - x0) * (y1 - y0))
}

/** A part of a Word file, as XML: found by the directory at the end of the archive. */
export function partOf(docx: Uint8Array, name: string): string {
  const zip = Buffer.from(docx)
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  for (let at = zip.readUInt32LE(end + 16), left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [named, extra, note] = [zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32)]
    if (zip.toString('utf8', at + 46, at + 46 + named) === name) {
      const local = zip.readUInt32LE(at + 42)
      const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
      const packed = zip.subarray(from, from + zip.readUInt32LE(at + 20))
      return (zip.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed)).toString('utf8')
    }
    at += 46 + named + extra + note
  }
  throw new Error(`no ${name}`)
}

const OF_XML: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** The text of a Word file as it is read: runs one after another. */
export const wordText = (xml: string): string =>
  [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)]
    .map(([, text = '']) => text.replace(/&(lt|gt|amp|quot|apos);/g, (_, name: string) => OF_XML[name] ?? ''))
    .join('')

/** Text without its blanks: where a line ends is the page's, not the writer's. */
export const solid = (text: string): string => text.replace(/\s+/g, '')
