import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  type IParagraphOptions,
  type IRunOptions,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx'
import { counted } from '#domain/documents/counted.ts'
import { type Laid, layOut, longColumns, type PaperToDraw } from './lay-out.ts'
import { writable } from './printable.ts'

/** Twentieths of a point; the page between its margins (158 mm). */
const MM = 56.7
const ROOM = Math.round(158 * MM)

/** Fonts as an office has them; a computer without one takes its own 宋体. */
const font = (eastAsia: string) => ({ ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia, cs: eastAsia })
const [BODY, TITLE, KAI, STRONG] = ['仿宋', '方正小标宋简体', '楷体', '黑体'].map(font) as [Font, Font, Font, Font]
type Font = ReturnType<typeof font>

/** A text as runs: its lines as lines, nothing of it as a code. */
function runs(text: string, more: IRunOptions = {}): TextRun[] {
  return writable(text)
    .split('\n')
    .map((line, nth) => new TextRun({ font: BODY, ...more, text: line, ...(nth > 0 ? { break: 1 } : {}) }))
}

const LINE = { line: 480, lineRule: LineRuleType.AT_LEAST }
const TIGHT = { line: 300, lineRule: LineRuleType.AT_LEAST }

const par = (text: string, how: IParagraphOptions = {}, run: IRunOptions = {}): Paragraph =>
  new Paragraph({ spacing: LINE, ...how, children: runs(text, { size: 28, ...run }) })

/** Two characters in: both measures, since programs differ in which they read. */
const INDENTED = { indent: { firstLine: 560, firstLineChars: 200 } } as const

type CellHow = { width: number; span?: number; centre?: boolean; head?: boolean; size?: number }
const cell = (text: string, { width, span = 1, centre = false, head = false, size = 24 }: CellHow): TableCell =>
  new TableCell({
    width: { size: Math.round(width), type: WidthType.DXA },
    columnSpan: span,
    verticalAlign: VerticalAlign.CENTER,
    margins: { top: 70, bottom: 70, left: 110, right: 110 },
    children: [
      new Paragraph({
        spacing: TIGHT,
        alignment: centre ? AlignmentType.CENTER : AlignmentType.LEFT,
        children: runs(text, { size, ...(head ? { font: STRONG } : {}) }),
      }),
    ],
  })

const table = (widths: number[], rows: TableRow[]): Table =>
  new Table({
    width: { size: ROOM, type: WidthType.DXA },
    columnWidths: widths.map(Math.round),
    layout: TableLayoutType.FIXED,
    rows,
  })

const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const
const NO_BORDERS = { top: NONE, bottom: NONE, left: NONE, right: NONE, insideHorizontal: NONE, insideVertical: NONE }

/** A place to sign: who, a line for the hand, a box for the finger. */
function signing(line: Extract<Laid, { kind: 'sign' }>['lines'][number], name: string | null): Table {
  const [who, hand, finger] = [ROOM * 0.4, ROOM * 0.46, ROOM * 0.14]
  const open = (text: string, width: number, size: number, below: boolean) =>
    new TableCell({
      width: { size: Math.round(width), type: WidthType.DXA },
      verticalAlign: VerticalAlign.BOTTOM,
      borders: { top: NONE, left: NONE, right: NONE, bottom: below ? { style: BorderStyle.SINGLE, size: 4 } : NONE },
      children: [
        new Paragraph({
          spacing: TIGHT,
          // Signatures stay together, and with the seal below them.
          keepNext: true,
          alignment: below ? AlignmentType.RIGHT : AlignmentType.LEFT,
          children: runs(text, { size }),
        }),
      ],
    })
  return new Table({
    width: { size: ROOM, type: WidthType.DXA },
    columnWidths: [who, hand, finger].map(Math.round),
    layout: TableLayoutType.FIXED,
    borders: NO_BORDERS,
    rows: [
      new TableRow({
        cantSplit: true,
        height: { value: line.how.includes('finger') ? 900 : 640, rule: 'atLeast' },
        children: [
          open(`${line.role}（${line.how_says}）：`, who, 28, false),
          open(name === null ? '' : `（${name}）`, hand, 18, true),
          line.how.includes('finger')
            ? new TableCell({
                width: { size: Math.round(finger), type: WidthType.DXA },
                verticalAlign: VerticalAlign.CENTER,
                borders: Object.fromEntries(
                  ['top', 'bottom', 'left', 'right'].map((side) => [side, { style: BorderStyle.DASHED, size: 4 }]),
                ),
                children: [
                  new Paragraph({
                    alignment: AlignmentType.CENTER,
                    children: runs('指印', { size: 16, color: '808080' }),
                  }),
                ],
              })
            : open('', finger, 18, false),
        ],
      }),
    ],
  })
}

const gap = (keepNext = false) =>
  new Paragraph({ spacing: { line: 120, lineRule: LineRuleType.EXACT }, keepNext, children: [] })

/** One block for Word. */
function draw(block: Laid): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'to':
      return [par(`${block.text}：`)]
    case 'paragraph':
      return [par(block.text, INDENTED)]
    case 'heading':
      return [
        par(block.text, { keepNext: true, spacing: { ...LINE, before: 160, after: 60 } }, { size: 30, font: STRONG }),
      ]
    case 'number':
      return [par(block.text, { alignment: AlignmentType.RIGHT }, { size: 26, font: KAI })]
    case 'day':
      return [par(block.text, { alignment: AlignmentType.RIGHT, spacing: { ...LINE, before: 300 } })]
    case 'note':
      return [par(block.text, {}, { size: 18 })]
    case 'fields': {
      const label = block.label_em * 240 + 280
      const rows = block.rows.map(
        (row) =>
          new TableRow({
            // A short one is not torn over two pages.
            cantSplit: row.text.length < 200,
            children: [cell(row.label, { width: label, centre: true }), cell(row.text, { width: ROOM - label })],
          }),
      )
      return [table([label, ROOM - label], rows), gap()]
    }
    case 'box': {
      const label = block.label_em * 240 + 280
      const half = ROOM / 2 - label
      const rows = block.rows.map(
        (cells) =>
          new TableRow({
            ...(cells.some((it) => it.text === '') ? { height: { value: 520, rule: 'atLeast' as const } } : {}),
            children: cells.flatMap((it) => [
              cell(it.label, { width: label, centre: true }),
              cells.length === 1 ? cell(it.text, { width: 2 * half + label, span: 3 }) : cell(it.text, { width: half }),
            ]),
          }),
      )
      const caption = block.caption === null ? [] : [par(block.caption, { keepNext: true }, { size: 26, font: STRONG })]
      return [...caption, table([label, half, label, half], rows), gap()]
    }
    case 'clauses':
      return block.items.map((it, nth) => par(`${counted(nth + 1)}、${it}`, INDENTED))
    case 'list':
      return [
        par(block.label, { keepNext: true, spacing: { ...LINE, before: 160 } }, { size: 26, font: STRONG }),
        ...block.items.map((it, nth) =>
          par(`${nth + 1}. ${it}`, { spacing: TIGHT, indent: { left: 380, hanging: 380 } }, { size: 21 }),
        ),
      ]
    case 'table': {
      const parts = block.widths.reduce((sum, it) => sum + it, 0)
      const widths = block.widths.map((it) => (it / parts) * ROOM)
      const long = longColumns(block)
      const row = (texts: string[], head: boolean) =>
        new TableRow({
          tableHeader: head,
          cantSplit: true,
          children: texts.map((text, nth) =>
            cell(text, { width: widths[nth] ?? 0, centre: head || !long.has(nth), head, size: 22 }),
          ),
        })
      return [table(widths, [row(block.head, true), ...block.rows.map((it) => row(it, false))]), gap()]
    }
    case 'record':
      return block.lines.map(
        ({ who, text }) =>
          new Paragraph({
            spacing: LINE,
            ...INDENTED,
            children: [
              ...(who === null ? [] : runs(`${who}：`, { size: 28, font: STRONG })),
              ...runs(text, { size: 28, font: KAI }),
            ],
          }),
      )
    case 'end':
      return [par('（以下无正文）', { ...INDENTED, keepNext: true })]
    case 'sign':
      return [
        gap(true),
        ...block.lines.flatMap((line) =>
          (line.names.length ? line.names : [null]).flatMap((name) => [signing(line, name), gap(true)]),
        ),
      ]
    case 'seal':
      return [
        par(`${block.unit}（盖章）`, {
          keepNext: true,
          alignment: AlignmentType.RIGHT,
          spacing: { ...LINE, before: 500 },
        }),
        par(block.on, { alignment: AlignmentType.RIGHT, spacing: { ...LINE, after: 300 } }),
      ]
  }
}

/** The paper as a Word file of the same look, to be edited: it is a copy to work on and proves nothing. */
export async function drawWord(paper: PaperToDraw): Promise<Buffer> {
  const { title, blocks, foot } = layOut(paper)
  const small: IRunOptions = { size: 16, color: '505050' }
  const footer = new Footer({
    children: [
      new Paragraph({ children: runs(`${foot.form}　${foot.id}　${foot.made}`, small) }),
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [
          new TextRun({
            font: BODY,
            size: 20,
            children: ['第 ', PageNumber.CURRENT, ' 页　共 ', PageNumber.TOTAL_PAGES, ' 页'],
          }),
        ],
      }),
    ],
  })
  const document = new Document({
    creator: '枫桥',
    title: writable(title),
    sections: [
      {
        properties: {
          page: {
            size: { width: Math.round(210 * MM), height: Math.round(297 * MM) },
            margin: {
              top: Math.round(26 * MM),
              bottom: Math.round(26 * MM),
              left: Math.round(28 * MM),
              right: Math.round(24 * MM),
              footer: Math.round(12 * MM),
            },
          },
        },
        footers: { default: footer },
        children: [
          par(
            title,
            { alignment: AlignmentType.CENTER, spacing: { after: 260 } },
            { size: [...title].length > 18 ? 36 : 44, font: TITLE },
          ),
          ...blocks.flatMap(draw),
        ],
      },
    ],
  })
  return Packer.toBuffer(document)
}
