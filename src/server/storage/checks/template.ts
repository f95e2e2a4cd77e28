import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LARGEST_TEMPLATE } from '#domain/documents/template-forms.ts'
import { neverPrinted, sentencesIn } from '#domain/documents/wording-rules.ts'
import { fillTemplate, placeholdersIn } from '../../render/fill-template.ts'
import { writable } from '../../render/printable.ts'
import type { TemplateValues } from '../../render/template-values.ts'
import { FILE_PROBLEMS } from '../file-problems.ts'
import { checkFile } from './check-file.ts'
import { isOfSystem, Unsound } from './found.ts'
import { entriesOf, openZip, unpack } from './office.ts'
import { xmlOf } from './office-xml.ts'
import { harmIn, linksIn } from './template-harm.ts'
import { type Named, Placeholders } from './template-places.ts'
import { type Met, piecesOf } from './template-xml.ts'

export type TemplateChecked = { sha256: string } & (
  | { ok: true; used: string[]; standing: string[] }
  | { ok: false; faults: string[] }
)

const MOST_PARTS = 300
const MOST_UNPACKED = 24 * 1024 * 1024
const MOST_XML = 3 * 1024 * 1024
/** Of what is filled: a list in it is written again for each of its lines. */
const MOST_FILLED = 512 * 1024
/** What a Word document of text, tables and pictures is made of: everything else has no place in a template. */
const PARTS =
  /^(\[Content_Types\]\.xml|_rels\/\.rels|docProps\/(core|app|custom)\.xml|docProps\/thumbnail\.(jpe?g|png|emf|wmf)|word\/(document|styles|stylesWithEffects|settings|webSettings|fontTable|numbering|footnotes|endnotes|comments|people|header\d*|footer\d*)\.xml|word\/theme\/theme\d*\.xml|word\/(theme\/)?_rels\/\w+\.xml\.rels|word\/media\/[\w.-]+\.(png|jpe?g|gif|bmp|emf|wmf)|customXml\/(item|itemProps)\d+\.xml|customXml\/_rels\/item\d+\.xml\.rels|[\w/]+\/)$/i
const MAIN = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'
const FILLED = /^word\/(document|header\d*|footer\d*)\.xml$/i
const OTHER_TEXT = /^word\/(footnotes|endnotes|comments)\.xml$/i
/** Why a file is not taken as a template, where the words of evidence would say to take a picture of it. */
const INSTEAD: Partial<Record<keyof typeof FILE_PROBLEMS, string>> = {
  file_with_program:
    '文件里带着宏、外部链接或者会自动运行的东西。请在 Word 里新建一个空白文档，只把文字和表格复制过去，另存为 .docx。',
  file_too_big_inside: '文件展开以后大得不正常。请在 Word 里新建一个空白文档，把内容复制过去，另存为 .docx。',
  file_too_heavy: '文件套得太深（表格套表格、文本框套文本框）。请把版面改简单一些。',
  file_two_kinds: '文件里夹着不认得的内容。请用 Word 或者 WPS 打开，另存为 .docx 再传。',
  file_locked: '文件设了密码。请先去掉密码。',
}
const saysOf = (code: keyof typeof FILE_PROBLEMS): string =>
  INSTEAD[code] ?? `${FILE_PROBLEMS[code].says}请用 Word 或者 WPS 打开看看，另存为 .docx 再传。`

/** Reads the whole archive, within its limits. @throws Unsound */
async function partsOf(path: string, mostFilled = MOST_FILLED): Promise<Map<string, Buffer>> {
  const zip = await openZip(path)
  try {
    const entries = await entriesOf(zip)
    const sum = entries.reduce((all, it) => all + it.uncompressedSize, 0)
    if (entries.length > MOST_PARTS || sum > MOST_UNPACKED) throw new Unsound('file_too_big_inside')
    const parts = new Map<string, Buffer>()
    for (const entry of entries) {
      const most = FILLED.test(entry.fileName) ? mostFilled : MOST_XML
      if (/\.(xml|rels)$/i.test(entry.fileName) && entry.uncompressedSize > most)
        throw new Unsound('file_too_big_inside')
      // Two parts of one name, also in other letters: one program reads the first, another the last.
      if ([...parts.keys()].some((it) => it.toLowerCase() === entry.fileName.toLowerCase()))
        throw new Unsound('file_two_kinds')
      parts.set(entry.fileName, await unpack(zip, entry, MOST_UNPACKED))
    }
    return parts
  } finally {
    zip.close()
  }
}

const PLAIN = '请在 Word 里新建一个空白文档，只把文字和表格复制过去，另存为 .docx。'
const namePart = (name: string): string =>
  /header/i.test(name) ? '页眉' : /footer/i.test(name) ? '页脚' : /document/i.test(name) ? '正文' : '脚注、批注'

/** What would run, fetch or hide something, wherever it lies in the archive. @throws Unsound */
function harmInParts(parts: ReadonlyMap<string, Buffer>): string[] {
  const faults: string[] = []
  for (const [name, bytes] of parts) {
    if (!PARTS.test(name)) faults.push(`文件里带着不认得的部分（${name.slice(0, 60)}）。${PLAIN}`)
    else if (/\.(xml|rels)$/i.test(name)) {
      const pieces = [...piecesOf(xmlOf(bytes))]
      for (const it of harmIn(pieces)) faults.push(`${namePart(name)}里有${it}，模板里不能有。`)
      if (/\.rels$/i.test(name)) for (const it of linksIn(pieces)) faults.push(`文件里有${it}，模板里不能有。${PLAIN}`)
      if (name === '[Content_Types].xml' && !hasMain(pieces))
        faults.push('这不是普通的 Word 文档（.docx）。请另存为“Word 文档（*.docx）”再传。')
    }
  }
  return faults
}

/** The placeholders of a template, and what it says itself. @throws Unsound */
function placesIn(parts: ReadonlyMap<string, Buffer>, fields: readonly Named[], sample: TemplateValues): Placeholders {
  const placeholders = new Placeholders(fields)
  // What our own paper says may be said again.
  const ours = new Set([...sample.texts.values()].flatMap((text) => sentencesIn(text)))
  for (const [name, bytes] of parts) {
    if (!/\.xml$/i.test(name)) continue
    const pieces = [...piecesOf(xmlOf(bytes))]
    const where = namePart(name)
    if (FILLED.test(name)) placeholders.read(where, pieces, name === 'word/document.xml')
    if (OTHER_TEXT.test(name)) {
      if (pieces.some((it) => it.is === 'text' && /[{}]/.test(it.text)))
        placeholders.fault(where, '脚注、尾注、批注里的占位符填不了，请写到正文、表格、页眉或者页脚里。')
      placeholders.read(where, pieces, false)
    }
    // Numbers of lists and water marks are words too, written as attributes.
    for (const it of pieces)
      if (it.is === 'begin' && (it.name === 'lvlText' || it.name === 'textpath'))
        placeholders.printed.push({ place: where, text: it.said.get('val') ?? it.said.get('string') ?? '' })
  }
  for (const { text, place } of placeholders.printed)
    for (const says of neverPrinted(text, ours)) placeholders.fault(place, says)
  return placeholders
}

const hasMain = (pieces: readonly Met[]): boolean =>
  pieces.some(
    (it) =>
      it.is === 'begin' && it.said.get('PartName') === '/word/document.xml' && it.said.get('ContentType') === MAIN,
  )

/** Whether what stands in the document itself stands there once it is filled. */
function allStand(
  parts: ReadonlyMap<string, Buffer>,
  names: readonly string[],
  { texts, rows }: TemplateValues,
): boolean {
  const solid = (text: string) => text.replace(/\s/g, '')
  const words = [...piecesOf(xmlOf(parts.get('word/document.xml') ?? Buffer.alloc(0)))]
  const said = solid(words.flatMap((it) => (it.is === 'text' ? [it.text] : [])).join(''))
  const linesOf = (name: string) =>
    rows.get(name)?.map((row) => row.get('内容') ?? '') ?? (texts.get(name) ?? '').split('\n')
  return names.every((name) => linesOf(name).every((line) => said.includes(solid(writable(line)))))
}
const UNREADABLE = '占位符读不出来：可能一个占位符被拆在两段、两格或者图片两边。请把它删掉，一口气重新输入一遍。'
const sorted = (names: readonly string[]): string => [...names].sort().join('\n')

/**
 * Looks at a template: a Word file as evidence is looked at, and besides nothing in it that runs, fetches or is computed, no placeholder
 * but the form's own, and filled once with a sample. `names`: the placeholders of the form. Runs in the process of the checks.
 */
export async function checkTemplate({
  path,
  folder,
  names,
  sample,
}: {
  path: string
  folder: string
  names: readonly Named[]
  sample: TemplateValues
}): Promise<TemplateChecked> {
  const bytes = await readFile(path)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const refuse = (faults: readonly string[]): TemplateChecked => ({
    ok: false,
    sha256,
    faults: [...new Set(faults)].slice(0, 20),
  })
  if (bytes.length > LARGEST_TEMPLATE) return refuse(['文件太大了，模板最大 2 MB。请把里面的图片缩小或者删掉。'])
  try {
    const checked = await checkFile({ path, kind: 'docx', folder })
    if (!checked.ok) return refuse([saysOf(checked.code)])
    const parts = await partsOf(path)
    const placeholders = placesIn(parts, names, sample)
    const faults = [...harmInParts(parts), ...placeholders.faults]
    if (faults.length > 0) return refuse(faults)
    // What fills it must find what was looked at, and nothing else.
    const filled = await placeholdersIn(bytes).catch(() => null)
    if (filled === null || sorted(filled) !== sorted(placeholders.found)) return refuse([UNREADABLE])
    if (filled.length === 0) return refuse(['这份文件里没有占位符，填不出任何内容。请照下面的表写上占位符。'])
    const tried = await fillTemplate(bytes, sample).catch(() => null)
    if (tried === null) return refuse([UNREADABLE])
    // What is handed out was written by the filler, which might have read the archive otherwise: it is looked at as well.
    const written = join(folder, 'tried.docx')
    await writeFile(written, tried)
    const made = await partsOf(written, MOST_XML)
    const harm = harmInParts(made)
    if (harm.length > 0) return refuse(harm)
    const standing = [...placeholders.standing]
    if (!allStand(made, standing, sample)) return refuse([UNREADABLE])
    return { ok: true, sha256, used: [...placeholders.used], standing }
  } catch (error) {
    if (error instanceof Unsound) return refuse([saysOf(error.code)])
    if (isOfSystem(error)) throw error
    return refuse([saysOf('file_broken')])
  }
}
