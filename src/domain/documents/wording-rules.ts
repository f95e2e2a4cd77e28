import { DOUBTFUL, doubtsIn, UNLAWFUL, unlawfulIn } from '../agreements/unlawful.ts'
import { latestBuiltIn, type Piece, type Wording, wordingOf } from './wordings.ts'

type About = {
  says: string
  /** On which papers it stands. */
  stands_on: string
  /** Why nobody here may change it; null where the bureau may. */
  why_fixed: string | null
  /** What it must go on naming: without these a paper would keep a right from somebody. */
  keeps: readonly string[]
  /** What may stand in braces in it. */
  fields: readonly string[]
}

/** The pieces of fixed wording, and how far a county may write them itself (本县约定 within what the law wants said). */
export const PIECES: Readonly<Record<Piece, About>> = {
  limitation_interrupted: {
    says: '诉讼时效告知',
    stands_on: '收件回执、转办告知书',
    why_fixed: null,
    keeps: ['诉讼时效', '第十二条', '仲裁', '行政复议'],
    fields: [],
  },
  rights_and_duties: {
    says: '当事人的权利和义务',
    stands_on: '权利义务告知书、调解征询意见书、交签的协议书、调解通知书；开始调解时念给双方听',
    why_fixed: null,
    keeps: ['第四条', '第十七条', '第十九条', '第二十三条', '第二十四条', '第二十六条', '不收', '退出', '起诉'],
    fields: [],
  },
  about_mediation: {
    says: '人民调解的性质和原则',
    stands_on: '权利义务告知书',
    why_fixed: null,
    keeps: ['自愿', '平等', '第三条', '第七条'],
    fields: [],
  },
  confidential_and_personal: {
    says: '保密和个人信息',
    stands_on: '权利义务告知书',
    why_fixed: null,
    keeps: ['第十五条第四项', '个人信息保护法', '第十七条', '第四十五条', '第四十六条', '更正'],
    fields: [],
  },
  sincerity: {
    says: '申请司法确认的承诺',
    stands_on: '司法确认申请书',
    why_fixed: null,
    keeps: ['自愿', '恶意串通', '责任'],
    fields: [],
  },
  effect_of_agreement: {
    says: '协议的效力',
    stands_on: '调解协议书、补充协议、未履行告知书',
    why_fixed: null,
    keeps: ['第三十一条', '第三十二条', '第三十三条', '30 日', '司法确认', '起诉'],
    fields: [],
  },
  other_routes: {
    says: '其他法定途径',
    stands_on: '每一份不予受理、不同意、终止、撤回的告知书，协议书和回执',
    why_fixed: '有哪些途径、各有什么期限是法律定的，跟着软件的新版走；这里改不了，也就谁都不会漏掉一条。',
    keeps: [],
    fields: [],
  },
}

/** As many characters as one line may have, and as many lines as a piece. */
export const MOST_IN_LINE = 400
export const MOST_LINES = 20
export const MOST_IN_LABEL = 30

/** What nobody can promise on an official paper, whatever it is about. */
const PROMISES =
  /保证(?:胜诉|能|会|支持|执行|赔)|包(?:赢|胜诉|成功|执行)|一定(?:能|会)(?:赢|胜诉|支持|执行|拿到)|百分之百|绝对(?:有效|能|会)/u
/** What only a court may do, said of a paper of ours. */
const NOT_OURS =
  /(?:本|这份)协议(?:可以|能)?直接(?:申请)?(?:强制)?执行|(?:等同|等于|视同)(?:于)?(?:法院)?(?:判决|裁定)/u

/** The lines of a piece as people write them: one a line. */
export const linesOf = (wording: Wording): string[] =>
  wording.kind === 'list' ? [...wording.items] : wording.text.split('\n')
const textOf = (wording: Wording): string =>
  wording.kind === 'list' ? [wording.label, ...wording.items].join('\n') : wording.text

/** A piece written anew in the shape it has: a list stays a list with its heading, a paragraph a paragraph. */
export function wordingFrom(piece: Piece, label: string, lines: readonly string[]): Wording {
  const written = lines.map((line) => line.trim()).filter((line) => line !== '')
  return wordingOf(piece, latestBuiltIn(piece)).kind === 'list'
    ? { kind: 'list', label: label.trim(), items: written }
    : { kind: 'paragraph', text: written.join('\n') }
}

export type WordingFault = { path: 'label' | 'lines'; says: string }

/**
 * What is wrong with a new version of a piece, beside which field; none: it may be put forward. It reads wording, not intent: whoever
 * releases it reads it as a lawyer would.
 */
export function faultsOfWording(piece: Piece, wording: Wording, present: Wording): WordingFault[] {
  const { keeps, fields, why_fixed } = PIECES[piece]
  if (why_fixed !== null) return [{ path: 'lines', says: why_fixed }]
  const lines = linesOf(wording)
  const text = textOf(wording)
  const faults: WordingFault[] = []
  const say = (says: string, path: WordingFault['path'] = 'lines') => faults.push({ path, says })
  if (text.trim() === '' || lines.every((line) => line.trim() === '')) return [{ path: 'lines', says: '请写下文字。' }]
  if (wording.kind === 'list' && wording.label === '') say('请写标题。', 'label')
  if (wording.kind === 'list' && wording.label.length > MOST_IN_LABEL) say(`标题最多 ${MOST_IN_LABEL} 个字。`, 'label')
  if (lines.length > MOST_LINES) say(`最多 ${MOST_LINES} 行。`)
  for (const [at, line] of lines.entries())
    if (line.length > MOST_IN_LINE) say(`第 ${at + 1} 行最多 ${MOST_IN_LINE} 个字，请分成两行。`)
  for (const [, field = ''] of text.matchAll(/\{([^{}]*)\}/g))
    if (!fields.includes(field)) say(`这一段里没有“{${field}}”可以填，请写成文字。`)
  if (/[{}]/.test(text.replace(/\{[^{}]*\}/g, ''))) say('花括号没有成对，请删掉。')
  for (const word of keeps) if (!text.includes(word)) say(`不能没有“${word}”：少了它，当事人就不知道这一项权利。`)
  for (const { code, found } of unlawfulIn(text)) say(`“${found}”：${UNLAWFUL[code].says}`)
  for (const { code, found } of doubtsIn(text)) say(`“${found}”：${DOUBTFUL[code].says}`)
  for (const pattern of [PROMISES, NOT_OURS]) {
    const hit = pattern.exec(text)
    if (hit) say(`“${hit[0]}”：文书上不能这样许诺，结果由法院、仲裁机构依法决定。`)
  }
  if (faults.length === 0 && JSON.stringify(wording) === JSON.stringify(present)) say('和现在用的一个字不差。')
  return faults
}

/** A line of the one or of the other, or of both, in order: what changed, without anybody having to compare by eye. */
export type DiffLine = { is: 'same' | 'gone' | 'new'; text: string }

/** The differences between two texts, line by line (longest common run of lines). */
export function differences(before: readonly string[], after: readonly string[]): DiffLine[] {
  const [rows, columns] = [before.length, after.length]
  const common = Array.from({ length: rows + 1 }, () => Array<number>(columns + 1).fill(0))
  const at = (row: number, column: number): number => common[row]?.[column] ?? 0
  for (let row = rows - 1; row >= 0; row -= 1)
    for (let column = columns - 1; column >= 0; column -= 1) {
      const line = common[row] as number[]
      line[column] =
        before[row] === after[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1))
    }
  const found: DiffLine[] = []
  let [row, column] = [0, 0]
  while (row < rows || column < columns) {
    if (row < rows && column < columns && before[row] === after[column]) {
      found.push({ is: 'same', text: before[row] ?? '' })
      row += 1
      column += 1
    } else if (row < rows && (column >= columns || at(row + 1, column) >= at(row, column + 1))) {
      found.push({ is: 'gone', text: before[row] ?? '' })
      row += 1
    } else {
      found.push({ is: 'new', text: after[column] ?? '' })
      column += 1
    }
  }
  return found
}
