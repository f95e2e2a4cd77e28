import { dayIn } from '../clocks/calendar.ts'
import { partsOf } from '../disputes/parts.ts'
import { NO_NUMBER_YET } from '../mediation/papers.ts'
import type { Here } from '../step.ts'
import type { PaperBlock } from './blocks.ts'
import { docketNo } from './docket.ts'
import { inOrder } from './dossier-order.ts'
import { bindingIn, daysMediated, type FileOnPaper, mediationOf, titleOfDossier } from './file-on-paper.ts'
import { box, cell, signing, table, theEnd } from './pieces.ts'
import { dayWords } from './say-time.ts'

/** Land, houses, succession and adoption are kept for ever by default (domain 10.4). */
const FOR_EVER: readonly string[] = ['M03', 'M07', 'M08']

/** 保管期限 as this county proposes it (domain 10.4, a default the archive office may change); decided at binding. */
export function keptFor(here: Pick<Here, 'parts'>): string {
  const [dispute] = partsOf(here.parts, 'dispute')
  const bound = bindingIn(here)
  const forEver =
    FOR_EVER.includes(dispute?.facts.dispute_type ?? '') || bound.some(({ facts }) => facts.identity_relation)
  if (forEver) return '永久'
  return bound.some(({ facts }) => facts.form === 'written') ? '30 年' : '10 年'
}

const kindOf = (here: Pick<Here, 'parts'>): string => {
  const bound = bindingIn(here)
  if (bound.some(({ facts }) => facts.form === 'written')) return '书面协议'
  return bound.length > 0 ? '口头协议' : '未达成协议'
}
/** 卷号, as it was given; the pen writes it where none was. */
export const docketOf = (here: Here): string => {
  const mediation = mediationOf(here)
  return (mediation && docketNo(here, mediation)) ?? NO_NUMBER_YET
}
const years = ({ here }: FileOnPaper): string => `${(here.file?.received_at ?? here.today).slice(0, 4)} 年`

/** D-00. */
export function cover(file: FileOnPaper): PaperBlock[] {
  const { here } = file
  const mediation = mediationOf(here)
  const days = daysMediated(here)
  return [
    box([
      cell('人民调解委员会', mediation?.facts.in_name_of ?? here.receiver?.name, true),
      cell('卷名', titleOfDossier(here), true),
      cell('卷号', docketOf(here), true),
      cell('卷宗类型', kindOf(here)),
      cell('年度', years(file)),
      cell('人民调解员', mediation?.facts.mediators.map((it) => it.name).join('、'), true),
      cell('调解日期', days ? `${dayWords(days.from)}至${dayWords(days.to)}` : '', true),
      cell('立卷人', ''),
      cell('立卷日期', ''),
      cell('保管期限', `${keptFor(here)}（本县约定，立卷时核定）`, true),
      cell('备注', `查询编号 ${here.file?.short_code ?? ''}`, true),
    ]),
  ]
}

/** Rows of a catalogue that fill its page, and those left for the pen where it is longer. */
const [ROWS, FREE_ROWS] = [18, 3]

/** D-00b: what is in the dossier, in the statutory order; page numbers are written when it is bound. */
export function catalogue(file: FileOnPaper): PaperBlock[] {
  const listed = inOrder(file.papers)
  return [
    table(
      ['序号', '文书名称', '页号', '备注'],
      [1, 6, 2, 3],
      [
        ...listed.map(({ title, made_at }, at) => [String(at + 1), title, '', dayWords(dayIn(made_at))]),
        // What comes into the volume on paper alone is written in by hand.
        ...Array.from({ length: Math.max(FREE_ROWS, ROWS - listed.length) }, () => ['', '', '', '']),
      ],
    ),
  ]
}

/** What is known of a volume when it is bound; what nobody knows is left for the pen. */
export type StateTold = {
  pages: string
  beside: string
  missing: string
  mended: string
  joined: string
  other: string
}
const NOTHING_TOLD: StateTold = { pages: '', beside: '', missing: '', mended: '', joined: '', other: '' }

/** D-14. */
export const stateOfDossier = ({ here }: FileOnPaper, told: StateTold = NOTHING_TOLD): PaperBlock[] => [
  box([
    cell('卷名', titleOfDossier(here), true),
    cell('卷号', docketOf(here), true),
    cell('本卷共几页', told.pages),
    cell('其中附件、光盘', told.beside),
    cell('缺页、破损等异常', told.missing, true),
    cell('改正、补写的地方', told.mended, true),
    cell('合卷、分卷的情况', told.joined, true),
    cell('其他要说明的', told.other, true),
  ]),
  theEnd,
  signing([
    { role: '立卷人', names: [], how: ['name'] },
    { role: '检查人', names: [], how: ['name'] },
  ]),
  box([cell('立卷日期', ''), cell('检查日期', '')]),
]

/** D-15. */
export const backCover = ({ here }: FileOnPaper, pages = ''): PaperBlock[] => [
  box([
    cell('卷名', titleOfDossier(here), true),
    cell('本卷共几页', pages),
    cell('立卷时间', ''),
    cell('立卷人', ''),
    cell('检查人', ''),
  ]),
]
