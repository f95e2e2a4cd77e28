import type { MadePaper } from './file-on-paper.ts'
import type { Form } from './forms.ts'

/** What a dossier is made of, in the order of the ministry's set (domain 3.1), with our papers that stand in each place. */
export const DOSSIER = [
  { code: 'D-00', name: '卷宗封面', forms: [] },
  { code: 'D-00b', name: '卷内目录', forms: [] },
  { code: 'D-01', name: '申请书或者受理登记表', forms: ['D-02m'] },
  { code: 'D-03', name: '当事人权利义务告知书', forms: ['D-03'] },
  { code: 'D-04', name: '当事人身份证明', forms: [] },
  { code: 'D-04b', name: '授权委托书', forms: [] },
  { code: 'D-05', name: '调查记录', forms: ['D-05'] },
  { code: 'D-06', name: '证据材料', forms: [] },
  { code: 'D-07', name: '调解记录', forms: ['D-07'] },
  { code: 'D-08', name: '调解协议书或者口头协议登记表', forms: ['D-08', 'D-09', 'D-08c'] },
  { code: 'D-10', name: '履行凭证', forms: ['D-10', 'F-27c'] },
  { code: 'D-12', name: '回访记录', forms: ['D-12'] },
  { code: 'D-11', name: '司法确认有关材料', forms: [] },
  { code: 'D-14', name: '卷宗情况说明', forms: [] },
  { code: 'D-15', name: '封底', forms: [] },
  { code: 'D-13', name: '终止调解告知书', forms: ['D-13', 'D-13n', 'D-13r'] },
  { code: 'D-16', name: '不予受理告知书', forms: ['D-16', 'D-16f'] },
  { code: 'D-17', name: '延长调解期限同意书', forms: ['D-17'] },
  { code: 'D-18', name: '调解通知书', forms: ['D-18'] },
  { code: 'D-19', name: '履行督促书', forms: ['D-19', 'D-19n', 'F-28'] },
  { code: 'D-20', name: '结案报告表', forms: ['D-20'] },
  { code: 'D-22', name: '撤回申请书', forms: ['D-22r', 'D-22b'] },
  { code: 'D-23', name: '送达地址确认书', forms: [] },
] as const satisfies readonly { code: string; name: string; forms: readonly Form[] }[]
export type DossierCode = (typeof DOSSIER)[number]['code']

const PLACE = new Map<string, number>(DOSSIER.flatMap(({ forms }, at) => forms.map((form) => [form, at])))

/** Where papers of a form lie in the set, and those of no place of it behind all others. */
export const placeOf = (form: string): number => PLACE.get(form) ?? DOSSIER.length
export const placeOfCode = (code: DossierCode): number => DOSSIER.findIndex((it) => it.code === code)

/** Papers as they lie in the volume: in the set's order, what the set does not name behind, each kind by its day. */
export const inOrder = (papers: readonly MadePaper[]): MadePaper[] =>
  papers
    .map((paper) => ({ paper, place: placeOf(paper.form) }))
    .sort((one, other) => one.place - other.place || one.paper.made_at.localeCompare(other.paper.made_at))
    .map(({ paper }) => paper)
