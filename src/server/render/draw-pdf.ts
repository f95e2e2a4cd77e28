import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { NodeCompiler, type NodeError, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler'
import { type Fonts, loadFonts } from './fonts.ts'
import { type Laid, layOut, longColumns, type Marks, momentOf, type PaperToDraw } from './lay-out.ts'
import { breakable, printable } from './printable.ts'

const HERE = import.meta.dirname
const MAIN = join(HERE, 'paper.typ')
/** A paper of so many pages is drawn closer where that saves one; of more it is too much work for too little. */
const FEW_PAGES = 4
const CLOSER = [0.82, 0.66] as const
/** The widest run of letters that is kept whole, by where it stands: an identity number has 18. */
const WHOLE = { text: 36, cell: 20 } as const

/** Draws PDF/A-2b of papers; holds the fonts, and is made once a process. */
export type PdfDrawer = { draw(paper: PaperToDraw, marks?: Marks): Buffer }

/** Sheets that are bound outside of a volume: they are read from afar. */
const COVERS: ReadonlySet<string> = new Set(['D-00', 'D-15'])
/** What stands in the data by itself and is no text of a paper. */
const NO_TEXT = new Set(['kind', 'drawn', 'picture'])
/** What a paper ends in. */
const SIGNED: ReadonlySet<string> = new Set(['sign', 'seal', 'day'] satisfies Laid['kind'][])
/** Letters that stand around a seal's ring: a longer name would meet itself. */
const RING_MOST = 26

/** Every text under a value, put through a function; names of kinds and of pictures stay. */
function throughTexts(value: unknown, put: (text: string) => unknown, key = ''): unknown {
  if (typeof value === 'string') return NO_TEXT.has(key) ? value : put(value)
  if (Array.isArray(value)) return value.map((it) => throughTexts(it, put, key))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, it]) => [name, throughTexts(it, put, name)]))
}

/** What a block needs beside its own words: which picture stands where, which cells are long. */
function forTypst(block: Laid, pictures: Map<string, Uint8Array>, marks: Marks): Record<string, unknown> {
  if (block.kind === 'sign') {
    const seen = new Map<string, number>()
    const lines = block.lines.map((line) => ({
      ...line,
      finger: line.how.includes('finger'),
      names: line.names.map((name) => {
        const nth = seen.get(`${line.role} ${name}`) ?? 0
        seen.set(`${line.role} ${name}`, nth + 1)
        const signature = marks.signatures?.find(
          (it) =>
            it.name === name &&
            (it.role === undefined || it.role === line.role) &&
            (it.nth === undefined || it.nth === nth),
        )
        if (signature?.svg) return { name, drawn: keep(pictures, 'signature', Buffer.from(signature.svg), 'svg') }
        return { name, drawn: signature?.png ? keep(pictures, 'signature', signature.png) : null }
      }),
    }))
    // A few signatures stay together on one page.
    return { ...block, lines, many: lines.reduce((sum, it) => sum + Math.max(1, it.names.length), 0) > 8 }
  }
  if (block.kind === 'seal') {
    const seal = marks.seals?.find((it) => it.unit === block.unit)
    const stamped = marks.stamped?.includes(block.unit) === true
    return {
      ...block,
      unit_em: [...block.unit].length,
      ring: stamped ? [...block.unit].slice(0, RING_MOST) : null,
      picture: seal ? keep(pictures, 'seal', seal.png) : null,
    }
  }
  if (block.kind === 'table') {
    const long = longColumns(block)
    const rows = block.rows.map((row) =>
      row.map((text, nth) => ({
        text,
        long: long.has(nth),
        blank: row.every((it) => it.trim() === ''),
      })),
    )
    // A few short rows stay on one page; what may be longer than a page is never held together.
    const together = block.rows.length <= 6 && block.rows.flat().join('').length <= 600
    return { ...block, rows, together }
  }
  if (block.kind === 'box') {
    const rows = block.rows.map((row) => row.map((cell) => ({ ...cell, blank: cell.text.trim() === '' })))
    return { ...block, rows }
  }
  return block
}

function keep(pictures: Map<string, Uint8Array>, what: string, bytes: Uint8Array, kind = 'png'): string {
  const name = `${what}-${pictures.size}.${kind}`
  pictures.set(name, bytes)
  return name
}

/** Letters of a table's column that fit in it: its share of 158 mm, at 11 points. */
const lettersIn = (widths: readonly number[], nth: number): number =>
  Math.max(2, Math.floor((((widths[nth] ?? 1) / widths.reduce((sum, it) => sum + it, 0)) * 448 - 9) / 6.2))

/** All a paper says, as data for `paper.typ`. `has` names the characters that can be drawn. */
export function dataOf(paper: PaperToDraw, marks: Marks, fonts: Fonts, pictures: Map<string, Uint8Array>) {
  const laid = layOut(paper)
  let lacking = 0
  const put = (most: number) => (text: string) => {
    const it = printable(text, fonts.has)
    lacking += it.lacking
    return breakable(it.text, most)
  }
  const blocks = laid.blocks.map((block, nth) => {
    // A seal alone on a sheet could belong to anything: something of the paper goes with it. A few characters alone (此致) go with
    // whom they are said to.
    const few = block.kind === 'paragraph' && block.text.length <= 4
    const keep = few || SIGNED.has(laid.blocks[nth + 1]?.kind ?? '')
    const given: Record<string, unknown> = { ...forTypst(block, pictures, marks), keep }
    if (block.kind === 'table') {
      const { head, widths, rows } = given as { head: string[]; widths: number[]; rows: { text: string }[][] }
      const inColumn = (nth: number) => put(lettersIn(widths, nth))
      return {
        ...given,
        head: head.map((it, nth) => inColumn(nth)(it)),
        rows: rows.map((row) => row.map((cell, nth) => ({ ...cell, text: inColumn(nth)(cell.text) }))),
      }
    }
    return throughTexts(given, put(block.kind === 'box' || block.kind === 'fields' ? WHOLE.cell : WHOLE.text))
  })
  const title = throughTexts(laid.title, put(16))
  if (lacking > 0) {
    const text = `注：这份文书里有 ${lacking} 个字符没有可用的字形（例如表情符号），印成了写着编号的方括号〔U+……〕。`
    blocks.push({ kind: 'note', text, keep: false })
  }
  const plain = printable(laid.title, fonts.has).text
  return {
    fonts: fonts.families,
    plain_title: plain,
    title,
    cover: COVERS.has(paper.form),
    title_is_long: [...plain].length > 18,
    made: momentOf(paper.made_at),
    foot_form: put(WHOLE.text)(laid.foot.form),
    foot_id: laid.foot.id,
    foot_made: laid.foot.made,
    marks: {
      qr: qrOf(marks),
      codes: marks.qr_svgs?.length ?? 0,
      line: marks.line === undefined ? null : put(40)(marks.line),
    },
    blocks,
  }
}

/** Which QR stands at the foot: one on all pages, one of its own on each, or none. */
const qrOf = ({ qr_svg, qr_svgs }: Marks): 'one' | 'each' | null =>
  qr_svgs ? 'each' : qr_svg === undefined ? null : 'one'

const complaintsOf = (error: NodeError | null): string => JSON.stringify(error?.shortDiagnostics ?? [])

/** The letters of everyday writing: nothing a font can fail at. */
export const EVERYDAY = /[\n -~\u3000-\u303F\u4E00-\u9FA5\uFF01-\uFF5E]/u

/**
 * Makes the drawer.
 * @param fontFolder a county's own licensed fonts, searched first; null where it has none
 */
export function pdfDrawer(fontFolder: string | null): PdfDrawer {
  const main = readFileSync(MAIN, 'utf8')
  const start = (folder: string | null) => {
    const fonts = loadFonts(folder)
    const compiler = NodeCompiler.create({
      workspace: HERE,
      fontArgs: [{ fontBlobs: fonts.blobs }, { fontPaths: fonts.folders }],
    })
    // The renderer has its own copy now.
    fonts.blobs = []
    return { fonts, compiler }
  }
  const ready = start(fontFolder)
  type With = typeof ready

  function attempt({ compiler, fonts }: With, paper: PaperToDraw, marks: Marks, has = fonts.has): Buffer {
    const pictures = new Map<string, Uint8Array>()
    const data = dataOf(paper, marks, { ...fonts, has }, pictures)
    try {
      if (marks.qr_svg !== undefined) compiler.mapShadow(join(HERE, 'qr.svg'), Buffer.from(marks.qr_svg))
      for (const [nth, svg] of (marks.qr_svgs ?? []).entries())
        compiler.mapShadow(join(HERE, `qr-${nth + 1}.svg`), Buffer.from(svg))
      for (const [name, bytes] of pictures) compiler.mapShadow(join(HERE, name), Buffer.from(bytes))
      const lay = (air: number): NodeTypstDocument => {
        compiler.mapShadow(join(HERE, 'data.json'), Buffer.from(JSON.stringify({ ...data, air })))
        const made = compiler.compile({ mainFileContent: main, resetRead: true })
        const { result } = made
        if (!result) throw new Error(`the paper was not laid out: ${complaintsOf(made.takeDiagnostics())}`)
        return result
      }
      let laid = lay(1)
      const pages = laid.numOfPages
      // The last lines, or a seal, on a sheet of their own: it is lost, or the reader takes the others for the whole.
      if (pages > 1 && pages <= FEW_PAGES)
        for (const air of CLOSER) {
          const closer = lay(air)
          if (closer.numOfPages === pages) continue
          laid = closer
          break
        }
      return compiler.pdf(laid, { pdfStandard: 'a-2b', pdfTags: true })
    } finally {
      compiler.resetShadow()
      // What was worked out for one paper is of no use to the next, and would add up to a megabyte each.
      compiler.evictCache(0)
    }
  }

  return {
    draw(paper, marks = {}) {
      let using = ready
      try {
        return attempt(using, paper, marks)
      } catch {
        // A county's font may promise what it cannot draw; a cluster of marks may have no form. A paper comes out all the same.
        if (fontFolder !== null && ready.fonts.folders.includes(fontFolder)) {
          // For this paper alone: the next one is to be the bytes it always was.
          using = start(null)
          try {
            return attempt(using, paper, marks)
          } catch {
            // Then with the letters of everyday writing alone.
          }
        }
        const { has } = using.fonts
        return attempt(using, paper, marks, (point) => EVERYDAY.test(String.fromCodePoint(point)) && has(point))
      }
    },
  }
}
