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
  signing_on_screen: {
    says: '同意在屏幕上签',
    stands_on: '在手机、平板上签字的页面，盖章的协议书',
    why_fixed: null,
    keeps: ['电子签名法', '第三条', '纸上签', '不同意', '新的一版'],
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

/**
 * What no paper may say of mediation, whatever stands beside it: that it comes before the court (INV-2), that nobody may leave it or
 * suffers for not taking part (INV-1), that it costs something (INV-3), or that a period of the law waits for it. Read of what a county
 * adds; each with what it would do.
 */
const NEVER_SAID: readonly [RegExp, string][] = [
  [
    /先[^。;!?]{0,20}调解[^。;!?]{0,30}(?:再|后|才|方可)|前置|必经|一律(?:先|要|应当?|须|必须)[^。;!?]{0,8}调解|(?:必须|应当|应该|务必|强制|只能)[^。;!?,]{0,8}(?:经过?|参加|接受|同意|进行|申请)[^。;!?,]{0,6}调解|(?:未经?|不经|没有经过|没经过)[^。;!?,]{0,6}调解/u,
    '调解不是起诉、立案的前提，谁都可以不调解就起诉。',
  ],
  [
    /(?:证明|同意书|意见书|介绍信|回执)[^。;!?]{0,20}(?:起诉|立案|诉讼|仲裁)|(?:起诉|立案|诉讼|仲裁|法院)[^。;!?]{0,20}(?:证明|同意书|介绍信)/u,
    '起诉、仲裁不用调解的任何证明。',
  ],
  [
    /(?:不能|不得|不可以?|不许|不准|不予|无权|禁止|不再|不允许)[^。;!?,、]{0,10}(?:退出|反悔|撤回|离开|拒绝调解|不调解)|(?:退出|撤回)[^。;!?]{0,6}(?:须|要|应当?|必须)[^。;!?]{0,8}(?:同意|批准|理由|申请)/u,
    '任何一方随时可以退出，不用说理由。',
  ],
  [
    /(?:不|未|没有|没|拒绝?|拒不)(?:愿意?|肯|能|按时)?(?:同意|参加|接受|配合|到场|来|调解|签)[^。;!?]{0,12}(?:处罚|罚|不享受|不给|不发|不予|不受理|取消|停发|停止|扣|追究|后果|记入|失信|名单|上报|视为|影响)/u,
    '不参加调解、不同意、不签字，都不能因此受任何不利。',
  ],
  [
    /收取|押金|保证金|红包|(?:工本|服务|手续|材料|登记|误工|调解|辛苦|茶水|资料)费|[\d一二三四五六七八九十百千两]+元/u,
    '调解不收任何费用。',
  ],
  [
    /(?:不可以?|不能|不得|不许|不准|无权|不必|不用|无需|无须|不应当?|不要|禁止|不予|不再|别)(?:(?!可以|也能|就能|都能|也可)[^。;!?,]){0,8}(?:起诉|立案|诉讼|仲裁|复议|信访|上访|举报|投诉|报警|报案|法院|司法确认|强制执行)/u,
    '起诉、仲裁、行政复议、反映情况的权利，文书上不能说没有、不用或者不许。',
  ],
  [
    /顺延|重新计算|(?:起诉|诉讼|仲裁|复议|时效|确认)[^。;!?]{0,14}(?:延长|延后|推迟|不计算|不算|中止|中断|停止)/u,
    '哪一个期限会不会延长由法律定；写错了，当事人会误了期限。',
  ],
  [/(?:确认|逾期|过期)[^。;!?]{0,14}(?:作废|失效|无效|不算数|没有效|没用)/u, '没有去司法确认的协议一样有效。'],
]

/** Signs nobody sees: they turn a line round, or hide in it what is read otherwise than it looks. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]/u

/** The sentences of a text, each with its full stop. */
export const sentencesIn = (text: string): string[] =>
  (text.match(/[^。！？\n]+[。！？]*/gu) ?? []).map((it) => it.trim()).filter((it) => it !== '')

/**
 * The sentences a piece never loses, as they stand: what the program brought. A county adds to them and puts them in another order;
 * a right said in other words might be another right.
 */
export const coreOf = (piece: Piece): string[] =>
  linesOf(wordingOf(piece, latestBuiltIn(piece))).flatMap((line) => sentencesIn(line))

/** What a county adds to the core, as it is heard: width, blanks and the ends of lines make no difference to what is said. */
const addedIn = (wording: Wording, core: readonly string[], heading: string): string =>
  [
    ...(wording.kind === 'list' && wording.label !== heading ? [wording.label] : []),
    ...linesOf(wording).flatMap((line) => sentencesIn(line).map((it) => (core.includes(it) ? '。' : it))),
  ]
    .join('')
    .normalize('NFKC')
    .replace(/\s/g, '')

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

/** Every sentence that the program itself brings: a county may say it again wherever it likes. */
let brought: ReadonlySet<string> | undefined

/**
 * What is wrong with a text a county prints on papers of its own making (templates): the same that no wording may say. The sentences of
 * the program (`coreOf`) and those in `ours` may be said again as they stand.
 */
export function neverPrinted(text: string, ours: ReadonlySet<string>): string[] {
  brought ??= new Set((Object.keys(PIECES) as Piece[]).flatMap((piece) => coreOf(piece)))
  const said = sentencesIn(text.replace(/\p{Cf}/gu, ''))
    .map((it) => (brought?.has(it) || ours.has(it) ? '。' : it))
    .join('')
  const heard = said.normalize('NFKC').replace(/\s/g, '')
  const faults = unlawfulIn(said).map(({ code, found }) => `“${found}”：${UNLAWFUL[code].says}`)
  for (const [pattern, says] of NEVER_SAID) {
    const hit = pattern.exec(heard)
    if (hit) faults.push(`“${hit[0]}”：文书上不能这样写。${says}`)
  }
  for (const pattern of [PROMISES, NOT_OURS]) {
    const hit = pattern.exec(heard)
    if (hit) faults.push(`“${hit[0]}”：文书上不能这样许诺，结果由法院、仲裁机构依法决定。`)
  }
  return faults
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
  if (UNSEEN.test(text.replaceAll('\n', ''))) say('里面有看不见的字符，请删掉重新打一遍。')
  const core = coreOf(piece)
  const written = lines.flatMap((line) => sentencesIn(line))
  for (const sentence of core)
    if (!written.includes(sentence)) say(`这一句要照原样留着：“${sentence}”可以在前后加句子，不能改它、不能少它。`)
  for (const word of keeps) if (!text.includes(word)) say(`不能没有“${word}”：少了它，当事人就不知道这一项权利。`)
  for (const { code, found } of unlawfulIn(text)) say(`“${found}”：${UNLAWFUL[code].says}`)
  for (const { code, found } of doubtsIn(text)) say(`“${found}”：${DOUBTFUL[code].says}`)
  const builtIn = wordingOf(piece, latestBuiltIn(piece))
  const added = addedIn(wording, core, builtIn.kind === 'list' ? builtIn.label : '')
  for (const [pattern, says] of NEVER_SAID) {
    const hit = pattern.exec(added)
    const headed = wording.kind === 'list' && pattern.test(wording.label)
    if (hit) say(`“${hit[0]}”：文书上不能这样写。${says}`, headed ? 'label' : 'lines')
  }
  for (const pattern of [PROMISES, NOT_OURS]) {
    const hit = pattern.exec(text)
    if (hit) say(`“${hit[0]}”：文书上不能这样许诺，结果由法院、仲裁机构依法决定。`)
  }
  if (faults.length === 0 && text === textOf(present)) say('和那一天本来要用的一个字不差。')
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
