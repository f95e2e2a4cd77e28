import type { PaperContent } from '#domain/disputes/consequences.ts'
import { drawn } from '#domain/documents/forms.ts'

const HOW = { name: '签名', finger: '指印', stamp: '盖章' } as const
type Drawn = ReturnType<typeof drawn>['blocks'][number]

/** Every label a block stands under: none of them may be empty. */
const labelsOf = (block: Drawn): string[] => {
  switch (block.kind) {
    case 'field':
    case 'list':
      return [block.label]
    case 'box':
      return [...(block.caption === null ? [] : [block.caption]), ...block.cells.map(({ label }) => label)]
    case 'table':
      return block.head
    case 'sign':
      return block.lines.map(({ role }) => role)
    case 'seal':
      return [block.unit]
    case 'heading':
      return [block.text]
    default:
      return []
  }
}

/** What no paper may show anybody: what the program says of itself, instants as they are stored, words of the code. */
const UNSAYABLE = /undefined|\bnull\b|NaN|\[object|\d{4}-\d{2}-\d{2}T\d|\b[a-z]+_[a-z_]+\b/

/** What is wrong with a paper as a reader would see it, or null. */
export function faultOfPaper(content: PaperContent): string | null {
  const { blocks, title } = drawn(content)
  const labels = blocks.flatMap(labelsOf)
  if (title.trim() === '' || labels.some((label) => label.trim() === '')) return `an empty label on ${title}`
  const uneven = blocks.find(
    (it) =>
      it.kind === 'table' &&
      (it.widths.length !== it.head.length || it.rows.some((row) => row.length !== it.head.length)),
  )
  if (uneven) return `a table of uneven rows on ${title}`
  if (blocks.some((it) => (it.kind === 'list' || it.kind === 'clauses') && it.items.some((item) => item.trim() === '')))
    return `an empty line in a list on ${title}`
  const found = UNSAYABLE.exec([title, ...blocks.flatMap(linesOf)].join('\n'))
  return found ? `${found[0]} on ${title}` : null
}

function linesOf(block: Drawn): string[] {
  switch (block.kind) {
    case 'field':
      return [`${block.label}：${block.text}`]
    case 'paragraph':
      return [block.text]
    case 'list':
      return [`【${block.label}】`, ...block.items.map((item) => `· ${item}`)]
    case 'number':
      return [`　　　　　　${block.text}`]
    case 'heading':
      return [`## ${block.text}`]
    case 'box':
      return [
        ...(block.caption ? [`〔${block.caption}〕`] : []),
        ...block.cells.map(({ label, text, wide }) => `│ ${label}${wide ? '（整行）' : ''}：${text}`),
      ]
    case 'clauses':
      return block.items.map((item, at) => `${at + 1}、${item}`)
    case 'table':
      return [block.head, ...block.rows].map((row) => `│ ${row.join(' │ ')} │`)
    case 'record':
      return block.lines.map(({ who, text }) => (who ? `${who}：${text}` : text))
    case 'end':
      return ['（以下无正文）']
    case 'sign':
      return block.lines.map(
        ({ role, names, how }) => `${role}（${how.map((it) => HOW[it]).join('、')}）：${names.join('、') || '＿＿＿'}`,
      )
    case 'seal':
      return [`［${block.unit}（盖章）　${block.on ?? '　年　月　日'}］`]
  }
}

/** A paper as plain text, block by block: what stands on it, in the order it is read. */
export function textOfPaper(content: PaperContent): string {
  const { title, to, blocks } = drawn(content)
  return [title, ...(to ? [`${to}：`] : []), ...blocks.flatMap(linesOf), ''].join('\n')
}
