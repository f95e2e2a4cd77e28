import { readFile } from 'node:fs/promises'
import { inflateSync } from 'node:zlib'
import { holdsScript, type PreviewPath, type Sound, Unsound } from './found.ts'
import { LONGEST_SIDE, writePreview } from './picture.ts'

/** So many pages are shown; the whole of it is in the original. */
const MOST_SHOWN = 40
const MOST_PAGES = 2_000
/** What one of a PDF's streams may unpack to while it is looked through, and all of them. */
const MOST_STREAM = 8 * 1024 * 1024
const MOST_STREAMS = 64 * 1024 * 1024

const ACTIVE = /\/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|GoToE|SubmitForm|ImportData)\b/
/** So far behind its name the stream of such an object begins at most. */
const DICTIONARY = 2_000
/** Names may hide a letter: /J#61vaScript is /JavaScript. */
const unescaped = (text: string): string =>
  text.replaceAll(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

/** Whether it would do something by itself, also where that is packed in a stream of objects. */
function isActive(bytes: Buffer): boolean {
  if (ACTIVE.test(unescaped(bytes.toString('latin1')))) return true
  let left = MOST_STREAMS
  let to = -1
  // Each byte is passed over once: a file made of nothing but the word keeps nobody waiting.
  for (let at = bytes.indexOf('/ObjStm'); at >= 0; at = bytes.indexOf('/ObjStm', at + 1)) {
    const stream = bytes.indexOf('stream', at)
    if (stream < 0) break
    if (stream - at > DICTIONARY) {
      at = Math.max(at, stream - DICTIONARY - 1)
      continue
    }
    at = stream
    const from = stream + (bytes[stream + 6] === 13 ? 8 : 7)
    if (to < from) to = bytes.indexOf('endstream', from)
    if (to < 0) break
    try {
      const packed = inflateSync(bytes.subarray(from, to), { maxOutputLength: Math.min(MOST_STREAM, left) })
      left -= packed.length
      if (ACTIVE.test(unescaped(packed.toString('latin1')))) return true
    } catch {
      // What cannot be looked into is treated as if it did.
      return true
    }
    if (left <= 0) return true
  }
  return false
}

export async function checkPdf(path: string, preview: PreviewPath): Promise<Sound> {
  const bytes = await readFile(path)
  const end = bytes.lastIndexOf('%%EOF')
  if (end < 0) throw new Unsound('file_broken')
  const rest = bytes.subarray(end + 5)
  if (rest.length > 2_048 || holdsScript(rest) || bytes.subarray(-66_000).includes('PK\x05\x06'))
    throw new Unsound('file_two_kinds')
  if (holdsScript(bytes.subarray(0, 1_024))) throw new Unsound('file_two_kinds')
  const { PDFiumLibrary } = await import('@hyzyla/pdfium')
  const library = await PDFiumLibrary.init()
  try {
    const document = await library.loadDocument(bytes).catch((error: unknown) => {
      throw new Unsound(/password|security/i.test(String(error)) ? 'file_locked' : 'file_broken')
    })
    try {
      const pages = document.getPageCount()
      if (pages < 1) throw new Unsound('file_broken')
      if (pages > MOST_PAGES) throw new Unsound('file_too_big_inside')
      if (bytes.includes('/Encrypt'))
        return { pages, previews: 0, no_preview: '设了权限的 PDF，这里不显示，请下载查看。' }
      if (isActive(bytes))
        return { pages, previews: 0, no_preview: '里面带着脚本、附件或者会自动打开的东西，为了安全这里不显示。' }
      const shown = Math.min(pages, MOST_SHOWN)
      for (let nth = 1; nth <= shown; nth += 1) {
        const page = document.getPage(nth - 1)
        const { originalWidth, originalHeight } = page.getOriginalSize()
        const scale = Math.min(3, LONGEST_SIDE / Math.max(originalWidth, originalHeight, 1))
        const image = await page.render({ scale, render: 'bitmap' }).catch(() => {
          throw new Unsound('file_broken')
        })
        const data = Buffer.from(image.data.buffer, image.data.byteOffset, image.data.byteLength)
        await writePreview({ data, width: image.width, height: image.height }, preview(nth))
      }
      const more = pages > shown ? `一共 ${pages} 页，这里显示前 ${shown} 页。` : null
      return { pages, previews: shown, no_preview: more }
    } finally {
      document.destroy()
    }
  } finally {
    library.destroy()
  }
}
