import yauzl, { type Entry, type ZipFile } from 'yauzl'
import { brokenBy, refuseForeign, type Sound, Unsound } from './found.ts'
import { linksElsewhere, xmlOf } from './office-xml.ts'

/** A second name of an entry: one reader takes it, another the first, and each sees another file. No office program writes one. */
const OTHER_NAME = 0x7075
const MOST_ENTRIES = 3_000
const MOST_UNPACKED = 500 * 1024 * 1024
/** Unpacked against packed: text of one letter a thousand times over packs well, but not like a bomb. */
const MOST_RATIO = 100
/** So small that a ratio says nothing. */
const SMALL = 1024 * 1024
/** Largest part of a document that is looked into for what it links to. */
const MOST_PART = 64 * 1024 * 1024

const MUST_HAVE = { docx: 'word/document.xml', xlsx: 'xl/workbook.xml' } as const
/** Programs, controls, what other programs would run. */
const PROGRAM = /(^|\/)(vbaProject|activeX|oleObject)[^/]*\.(bin|xml)$|\.(exe|dll|js|vbs|html?|svg)$/i
const DOCTYPE = /<!(DOCTYPE|ENTITY)\b/i

export const openZip = (path: string): Promise<ZipFile> =>
  new Promise((resolve, reject) =>
    yauzl.open(
      path,
      { autoClose: false, lazyEntries: true, validateEntrySizes: true, strictFileNames: true },
      (error, zip) => (error || !zip ? reject(brokenBy(error)) : resolve(zip)),
    ),
  )

export const entriesOf = (zip: ZipFile): Promise<Entry[]> =>
  new Promise((resolve, reject) => {
    const found: Entry[] = []
    // Names that climb out of their folder, backslashes and absolute ones make the library stop.
    zip.on('error', () => reject(new Unsound('file_broken')))
    zip.on('entry', (entry: Entry) => {
      if (entry.extraFields.some(({ id }) => id === OTHER_NAME)) return reject(new Unsound('file_two_kinds'))
      found.push(entry)
      if (found.length > MOST_ENTRIES) return reject(new Unsound('file_too_big_inside'))
      zip.readEntry()
    })
    zip.on('end', () => resolve(found))
    zip.readEntry()
  })

/** Unpacks one entry without keeping more than its beginning. @throws where it is not what its directory says */
export const unpack = (zip: ZipFile, entry: Entry, keep: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error || !stream) return reject(new Unsound('file_broken'))
      const kept: Buffer[] = []
      let length = 0
      stream.on('data', (piece: Buffer) => {
        if (length < keep) kept.push(piece.subarray(0, keep - length))
        length += piece.length
      })
      stream.on('error', () => reject(new Unsound('file_broken')))
      stream.on('end', () => resolve(Buffer.concat(kept)))
    })
  })

const SYMLINK = 0o120000
const isLink = ({ externalFileAttributes }: Entry): boolean => ((externalFileAttributes >>> 16) & 0o170000) === SYMLINK

/** No two entries share bytes, as those of a bomb do. */
function refuseOverlap(entries: readonly Entry[]): void {
  const spans = entries
    .map((it) => ({
      from: it.relativeOffsetOfLocalHeader,
      to: it.relativeOffsetOfLocalHeader + 30 + it.compressedSize,
    }))
    .sort((one, other) => one.from - other.from)
  if (spans.some((it, at) => at > 0 && it.from < (spans[at - 1]?.to ?? 0))) throw new Unsound('file_too_big_inside')
}

/**
 * A Word or Excel file: a zip whose directory is looked at before anything is unpacked, then each entry unpacked once to see that
 * it is what the directory says, and nothing in it that another program would fetch or run.
 */
export async function checkOffice(path: string, kind: keyof typeof MUST_HAVE): Promise<Sound> {
  const zip = await openZip(path)
  try {
    const entries = await entriesOf(zip)
    const unpacked = entries.reduce((sum, it) => sum + it.uncompressedSize, 0)
    const packed = entries.reduce((sum, it) => sum + it.compressedSize, 0)
    if (unpacked > MOST_UNPACKED || (unpacked > SMALL && unpacked > packed * MOST_RATIO))
      throw new Unsound('file_too_big_inside')
    refuseOverlap(entries)
    if (entries.some((it) => it.isEncrypted())) throw new Unsound('file_locked')
    if (entries.some(isLink)) throw new Unsound('file_with_program')
    const names = entries.map((it) => it.fileName)
    if (!names.includes('[Content_Types].xml') || !names.includes(MUST_HAVE[kind]))
      throw new Unsound('file_not_what_name_says')
    if (names.some((it) => PROGRAM.test(it))) throw new Unsound('file_with_program')
    for (const entry of entries) {
      const isText = /\.(xml|rels)$/i.test(entry.fileName)
      if (isText && entry.uncompressedSize > MOST_PART) throw new Unsound('file_too_big_inside')
      const bytes = await unpack(zip, entry, isText ? MOST_PART : 0)
      if (!isText) continue
      const text = xmlOf(bytes)
      if (DOCTYPE.test(text) || (/\.rels$/i.test(entry.fileName) && linksElsewhere(text)))
        throw new Unsound('file_with_program')
      if (entry.fileName === '[Content_Types].xml' && /macroEnabled/i.test(text)) throw new Unsound('file_with_program')
    }
    if (zip.comment) refuseForeign(Buffer.from(zip.comment, 'latin1'))
    return { pages: null, previews: 0, no_preview: 'Word、Excel 文档这里不显示，请下载查看。' }
  } finally {
    zip.close()
  }
}
