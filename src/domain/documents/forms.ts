import type { PaperBlock, PaperContent } from '../disputes/consequences.ts'
import type { Receiver } from '../step.ts'
import { type Piece, type Wording, wordingOf } from './wordings.ts'

/** Papers this release can make. Codes of domain 3.1 where it has one; ours otherwise. */
export const FORMS = {
  'D-02r': '收件回执',
  'D-02s': '补正告知书',
  'D-16': '不予受理告知书',
  'D-02a': '受理告知书',
  'D-22r': '撤回确认书',
  'D-13r': '其他法定途径告知书',
} as const
export type Form = keyof typeof FORMS

export const field = (label: string, text: string): PaperBlock => ({ kind: 'field', label, text })
export const paragraph = (text: string): PaperBlock => ({ kind: 'paragraph', text })
const wording = (piece: Piece, version: number): PaperBlock => ({ kind: 'wording', piece, version })

/** The list of other lawful routes, which every refusal, withdrawal and ending must carry (threats I11). */
export const routesBlock = (): PaperBlock => wording('other_routes', 1)

/** What a request does to the limitation period, on the receipt (诉讼时效规定 12). */
export const limitationBlock = (): PaperBlock => wording('limitation_interrupted', 1)

/** Whom to call about this matter: on every paper a citizen gets. */
export const whomToCall = (unit: Receiver): PaperBlock =>
  field(
    '联系',
    [unit.name, `电话 ${unit.phone}`, unit.address && `地址 ${unit.address}`, unit.hours].filter(Boolean).join('，'),
  )

export const paper = (form: Form, to: string, blocks: PaperBlock[]): PaperContent => ({
  title: FORMS[form],
  to,
  blocks,
})

/** A paper as it is read: fixed wording in full. */
export type DrawnPaper = Omit<PaperContent, 'blocks'> & {
  blocks: (Exclude<PaperBlock, { kind: 'wording' }> | Wording)[]
}

/** Puts the words of its day where a paper names fixed wording. */
export const drawn = (content: PaperContent): DrawnPaper => ({
  ...content,
  blocks: content.blocks.map((block) => (block.kind === 'wording' ? wordingOf(block.piece, block.version) : block)),
})
