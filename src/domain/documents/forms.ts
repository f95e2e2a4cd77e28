import type { PaperContent } from '../disputes/consequences.ts'
import type { Receiver } from '../step.ts'
import { LAWFUL_ROUTES } from '../triage/routes.ts'

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

type Block = PaperContent['blocks'][number]
export const field = (label: string, text: string): Block => ({ kind: 'field', label, text })
export const paragraph = (text: string): Block => ({ kind: 'paragraph', text })

/** The list of other lawful routes, which every refusal, withdrawal and ending must carry (threats I11). */
export const routesBlock = (): Block => ({
  kind: 'list',
  label: '您还可以走的途径（不必先调解）',
  items: LAWFUL_ROUTES.map((route) => `${route.name}：${route.fits}${route.where}${route.limit}（${route.law}）`),
})

/** Whom to call about this matter: on every paper a citizen gets. */
export const whomToCall = (unit: Receiver): Block =>
  field('联系', `${unit.name}，电话 ${unit.phone}，地址 ${unit.address}，${unit.hours}`)

export const paper = (form: Form, to: string, blocks: Block[]): PaperContent => ({ title: FORMS[form], to, blocks })
