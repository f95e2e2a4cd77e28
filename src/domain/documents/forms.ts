import type { PaperContent } from '../disputes/consequences.ts'
import type { Receiver } from '../step.ts'
import type { PaperBlock } from './blocks.ts'
import type { WordingText } from './wording-book.ts'
import { latestBuiltIn, type Piece, type Wording, wordingOf } from './wordings.ts'

/** Papers this release can make. Codes of domain 3.1 where it has one; ours otherwise. */
export const FORMS = {
  'D-02r': '收件回执',
  'D-02s': '补正告知书',
  'D-16': '不予受理告知书',
  'D-02a': '受理告知书',
  'D-22r': '撤回确认书',
  'D-22b': '登记更正告知书',
  'D-13r': '其他法定途径告知书',
  'F-01h': '移送登记单',
  'F-04m': '并案说明',
  'F-04u': '撤销并案说明',
  'F-05': '分流交办单',
  'F-05p': '转办告知书',
  'F-06': '签收回执',
  'F-07': '退单说明',
  'F-08': '指定办理通知',
  'F-10': '会商通知',
  'F-10d': '会商纪要',
  'F-32': '重新办理告知书',
  'F-34': '途径告知（引导）单',
  'F-45': '转介单',
  'F-45r': '转介结果告知书',
  'D-16f': '核实情况告知书',
  'F-09': '调解征询意见书',
  'D-03': '权利义务告知书',
  'D-02m': '人民调解受理登记表',
  'F-13': '调解员选定（指定）书',
  'F-14': '更换经办人（单位）告知书',
  'F-14q': '换调解员（回避）要求登记单',
  'F-14d': '更换（回避）决定书',
  'D-18': '调解通知书',
  'F-15s': '送达回证',
  'D-05': '人民调解调查记录',
  'D-07': '调解记录',
  'F-18': '中止调解通知书',
  'D-13n': '不同意调解告知书',
  'D-13': '终止调解告知书',
  'D-08': '调解协议书',
  'D-09': '口头协议登记表',
  'D-17': '延长调解期限同意书',
  'F-13w': '不回避书面同意书',
  'F-25': '激化风险报告单',
  'F-53': '重大矛盾纠纷报告',
  'F-71': '督办单',
  'F-72': '颜色降低告知单',
  'F-78': '领导包案单',
  'F-41': '意见（投诉）回执',
  'F-42': '意见（投诉）答复书',
  'F-43': '意见处理通知书',
  'F-44': '收回意见确认书',
  'D-08c': '补充协议',
  'D-10': '履行凭证',
  'F-27c': '付款核对记录',
  'D-19': '履行督促书',
  'D-19n': '到期未履行提醒',
  'F-28': '未履行告知书',
  'D-12': '回访记录',
  'D-20': '结案报告表',
} as const
export type Form = keyof typeof FORMS
/** Papers that say where somebody was sent for help: hers and the handling office's alone. */
export const SLIPS: readonly string[] = ['F-45', 'F-45r'] satisfies Form[]

type Block<K extends PaperBlock['kind']> = Extract<PaperBlock, { kind: K }>
export const field = (label: string, text: string): Block<'field'> => ({ kind: 'field', label, text })
export const paragraph = (text: string): Block<'paragraph'> => ({ kind: 'paragraph', text })
/** `decide` makes of it the version of the day the paper is made on (wording-book.ts); no form chooses one. */
const wording = (piece: Piece): PaperBlock => ({ kind: 'wording', piece, version: latestBuiltIn(piece) })

/** The list of other lawful routes, which every refusal, withdrawal and ending must carry (threats I11). */
export const routesBlock = (): PaperBlock => wording('other_routes')

/** What a request does to the limitation period, on the receipt (诉讼时效规定 12). */
export const limitationBlock = (): PaperBlock => wording('limitation_interrupted')

/** What a party may do and must do in mediation, read to her before it begins (人民调解法 23, 24). */
export const rightsBlock = (): PaperBlock => wording('rights_and_duties')

/** What a committee is, by which principles it mediates, what stays between these walls: before anybody says anything. */
export const aboutBlock = (): PaperBlock => wording('about_mediation')
export const confidentialBlock = (): PaperBlock => wording('confidential_and_personal')

/** What both sides promise the court they ask together (domain 3.2 D-11). */
export const sincerityBlock = (): PaperBlock => wording('sincerity')

/** That those who signed on a screen agreed to it (电子签名法 3). */
export const onScreenBlock = (): PaperBlock => wording('signing_on_screen')

/** What an agreement is worth, and how it becomes enforceable (人民调解法 31–33; 民事诉讼法 205). */
export const effectBlock = (): PaperBlock => wording('effect_of_agreement')

/** Whom to call about this matter: on every paper a citizen gets. */
export const whomToCall = (unit: Receiver): Block<'field'> =>
  field(
    '联系',
    [unit.name, `电话 ${unit.phone}`, unit.address && `地址 ${unit.address}`, unit.hours].filter(Boolean).join('，'),
  )

/** Forms and records are addressed to nobody: whom they are for stands in them. */
const NO_LETTERS: readonly Form[] = ['D-02m', 'D-05', 'D-07', 'D-08', 'D-09', 'D-08c', 'D-12', 'D-17', 'D-20', 'F-15s']

export const paper = (form: Form, to: string, blocks: PaperBlock[]): PaperContent => ({
  title: FORMS[form],
  to: NO_LETTERS.includes(form) ? '' : to,
  blocks,
})

/** A paper as it is read: fixed wording in full. */
export type DrawnPaper = Omit<PaperContent, 'blocks'> & {
  blocks: (Exclude<PaperBlock, { kind: 'wording' }> | Wording)[]
}

/**
 * Puts the words of its day where a paper names fixed wording.
 * @param stored the county's own versions it may name (`storedWordings` of the server has them)
 */
export const drawn = (content: PaperContent, stored: readonly WordingText[] = []): DrawnPaper => ({
  ...content,
  blocks: content.blocks.map((block) =>
    block.kind === 'wording' ? wordingOf(block.piece, block.version, stored) : block,
  ),
})
