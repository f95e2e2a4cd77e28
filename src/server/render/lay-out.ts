import type { Cell, SigningLine } from '#domain/documents/blocks.ts'
import { DRAWN_FORMS } from '#domain/documents/drawn-form-names.ts'
import type { DrawnPaper } from '#domain/documents/forms.ts'

/** A paper as it was made and kept: what every renderer is given. */
export type PaperToDraw = {
  id: string
  form: string
  /** ISO instant: also the moment the file says it was created, so that the same paper is the same bytes for ever. */
  made_at: string
  test_time: boolean
  content: DrawnPaper
  /** A form drawn from the file and kept nowhere: its foot says so, and its day is written by whoever signs; a template's foot is filled. */
  draft?: true | 'template'
}

/** What is put on a paper after it was made: proof at the foot of every page, signatures and seals where they belong. */
export type Marks = {
  /** One line at the foot of every page, such as the paper's hash. */
  line?: string
  /** A QR code at the foot of every page, as an SVG text. */
  qr_svg?: string
  /** A QR code of its own at the foot of each page, first page first, as SVG texts: as many as it has pages. */
  qr_svgs?: string[]
  /** Drawn signatures by who signs (a name of the `sign` block, on a line of that role where one is said; where several there have that name, the nth of them), as PNG or SVG. */
  signatures?: { name: string; role?: string; nth?: number; png?: Uint8Array; svg?: string }[]
  /** Seals by the unit named in the `seal` block, as PNG with a clear ground. */
  seals?: { unit: string; png: Uint8Array }[]
  /** Units whose electronic seal is on the paper: drawn as a ring with their name, where there is no picture of it. */
  stamped?: string[]
}

/** What the renderers draw: the paper's blocks with everything decided that both must decide alike. */
export type Laid =
  | { kind: 'to' | 'paragraph' | 'heading' | 'number' | 'day' | 'note'; text: string }
  | { kind: 'fields'; label_em: number; rows: { label: string; text: string; blank: boolean }[] }
  | { kind: 'box'; caption: string | null; label_em: number; rows: Cell[][] }
  | { kind: 'clauses'; items: string[] }
  | { kind: 'list'; label: string; items: string[] }
  | { kind: 'table'; head: string[]; widths: number[]; rows: string[][] }
  | { kind: 'record'; lines: { who: string | null; text: string }[] }
  | { kind: 'end' }
  | { kind: 'sign'; lines: { role: string; how: SigningLine['how']; how_says: string; names: string[] }[] }
  | { kind: 'seal'; unit: string; on: string }
export type LaidPaper = {
  title: string
  blocks: Laid[]
  /** At the foot of each page: which form, which paper, made when. */
  foot: { form: string; id: string; made: string }
}

/** All of China keeps Beijing time: eight hours before UTC. */
const inBeijing = (instant: string): Date => new Date(Date.parse(instant) + 8 * 3_600_000)
const two = (number: number): string => String(number).padStart(2, '0')

/** Year, month, day, hour, minute, second of an instant in Beijing. */
export function momentOf(instant: string): [number, number, number, number, number, number] {
  const at = inBeijing(instant)
  return [
    at.getUTCFullYear(),
    at.getUTCMonth() + 1,
    at.getUTCDate(),
    at.getUTCHours(),
    at.getUTCMinutes(),
    at.getUTCSeconds(),
  ]
}
const dayInWords = (day: string): string => {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}
const instantInWords = (instant: string): string => {
  const [year, month, day, hour, minute] = momentOf(instant)
  return `${year}年${month}月${day}日 ${two(hour)}:${two(minute)}`
}
const momentDay = (instant: string): string => {
  const [year, month, day] = momentOf(instant)
  return `${year}年${month}月${day}日`
}
const INSTANT = /\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})/g
const DAY = /^\d{4}-\d{2}-\d{2}$/

/** Papers keep times as they are stored; a reader gets them in words. Other text stays as it is. */
const inWords = (text: string): string => {
  if (DAY.test(text)) return dayInWords(text)
  return text.replace(INSTANT, (it) => (Number.isNaN(Date.parse(it)) ? it : instantInWords(it)))
}

const SIGNED = { name: '签名', finger: '指印', stamp: '盖章' } as const
/** A table of fields has one label a row and more room for it than a box, which has two. */
const LABEL_MOST = { fields: 9, box: 8 } as const

/** How wide a label is, in Chinese characters: figures and letters take half of one. */
const widthOf = (label: string): number =>
  [...label].reduce((sum, letter) => sum + (letter.charCodeAt(0) < 256 ? 0.55 : 1), 0)

/** Room for the longest label, up to so many characters: a longer one takes two lines. */
const labelRoom = (labels: readonly string[], most: number): number =>
  Math.min(most, Math.max(4, ...labels.map((it) => Math.ceil(widthOf(it) / (widthOf(it) > most ? 2 : 1)))))

/** What a drawn form says of itself where a paper has its number: nothing binds before it is signed and put on file. */
const UNFILED = '草稿，签名（盖章）入卷以后才作数'
const TO_FILL = { id: '{系统编号}', made: '{制作时间} 用本县模板填写，入卷的是系统的 PDF' }
const footOf = (
  { id, draft }: Pick<PaperToDraw, 'id'> & { draft: PaperToDraw['draft'] | undefined },
  made: string,
): Omit<LaidPaper['foot'], 'form'> => {
  if (draft === 'template') return TO_FILL
  return draft ? { id: UNFILED, made: `${made} 照案卷填写` } : { id, made: `${made} 制作` }
}
/** 年　月　日 pushed to the right by blanks, as a form has it where whoever signs writes the day. */
const DAY_BY_HAND = /^　{8,}年　+月　+日$/u

const LONG_TITLE = 30
const SHORT = 8

/** The columns of a table in which something longer stands: they begin at the left, all others are centred. */
export const longColumns = ({ rows }: { rows: readonly (readonly string[])[] }): Set<number> =>
  new Set(
    rows.flatMap((row) => row.flatMap((text, nth) => ([...text].length > SHORT || text.includes('\n') ? [nth] : []))),
  )

/** Two cells a row; a wide one, and one that is left over, has the row to itself. */
function inRows(cells: readonly Cell[]): Cell[][] {
  const rows: Cell[][] = []
  let half: Cell | null = null
  for (const given of cells) {
    const cell = { ...given, text: inWords(given.text) }
    if (cell.wide) {
      if (half) rows.push([half])
      rows.push([cell])
      half = null
    } else if (half) {
      rows.push([half, cell])
      half = null
    } else half = cell
  }
  if (half) rows.push([half])
  return rows
}

/** Decides what both renderers must decide alike. Fields that follow one another become one ruled table. */
export function layOut({ id, form, made_at, test_time, content, draft }: PaperToDraw): LaidPaper {
  const blocks: Laid[] = []
  // The number stands under the title, and whom it is for comes after it.
  for (const block of content.blocks) if (block.kind === 'number') blocks.push(block)
  if (content.to) blocks.push({ kind: 'to', text: content.to })
  for (const block of content.blocks) {
    if (block.kind === 'number') continue
    const last = blocks.at(-1)
    if (block.kind === 'field') {
      const row = { label: block.label, text: inWords(block.text), blank: block.text.trim() === '' }
      if (last?.kind === 'fields') last.rows.push(row)
      else blocks.push({ kind: 'fields', label_em: 4, rows: [row] })
    } else if (block.kind === 'box') {
      const { caption, cells } = block
      blocks.push({
        kind: 'box',
        caption,
        label_em: labelRoom(
          cells.map((it) => it.label),
          LABEL_MOST.box,
        ),
        rows: inRows(cells),
      })
    } else if (block.kind === 'sign') {
      const lines = block.lines.map(({ role, how, names }) => ({
        role,
        how,
        how_says: how.map((it) => SIGNED[it]).join('、'),
        names,
      }))
      blocks.push({ kind: 'sign', lines })
    } else if (block.kind === 'seal') {
      blocks.push({
        kind: 'seal',
        unit: block.unit,
        on: block.on === null ? '　　　年　　月　　日' : dayInWords(block.on),
      })
    } else if (block.kind === 'paragraph') {
      // Each line somebody wrote is a paragraph with its own two characters in.
      const lines = block.text.split(/\r\n?|\n/).filter((line) => line.trim() !== '')
      for (const text of lines.length > 0 ? lines : [''])
        blocks.push(DAY_BY_HAND.test(text) ? { kind: 'day', text: text.trim() } : { kind: 'paragraph', text })
    } else blocks.push(block)
  }
  for (const it of blocks)
    if (it.kind === 'fields')
      it.label_em = labelRoom(
        it.rows.map(({ label }) => label),
        LABEL_MOST.fields,
      )
  const made = `${instantInWords(made_at)}${test_time ? '（测试时间）' : ''}`
  // A paper without a place for a seal still says of which day it is where a reader looks for it. A form that is drawn to be
  // filled in has the day of whoever signs it, and no second one of the machine.
  if (!draft && !(form in DRAWN_FORMS) && !content.blocks.some(({ kind }) => kind === 'seal'))
    blocks.push({ kind: 'day', text: momentDay(made_at) })
  const called =
    [...content.title].length > LONG_TITLE ? `${[...content.title].slice(0, LONG_TITLE).join('')}……` : content.title
  return {
    title: content.title,
    blocks,
    foot: { form: `${form} ${called}`, ...footOf({ id, draft }, made) },
  }
}
