import type { Day } from '../clocks/calendar.ts'
import type { PaperContent } from '../disputes/consequences.ts'
import { type Part, partsOf } from '../disputes/parts.ts'
import { namesOf } from '../disputes/people.ts'
import type { PaperBlock } from '../documents/blocks.ts'
import type { Here } from '../step.ts'
import { COMPARED, EVIDENCE_FORMS, shortHash } from './words.ts'

const HEAD = ['序号', '证据名称', '来源', '证明对象', '页数/份数', '原件核对人', '提供人', '收到时间', '退还']
/** Parts of the page's width, one a column. */
const WIDTHS = [5, 13, 13, 19, 9, 10, 10, 11, 10]

const howMany = ({ pages, copies }: Part<'evidence'>['facts']): string =>
  [pages === null ? '' : `${pages}页`, `${copies}份`].filter(Boolean).join('/')

/** One line of the list, or that a number was given and is not used: numbers have no gaps that nobody explains. */
function line(here: Here, it: Part<'evidence'>, day: (at: string) => string): string[] {
  const { facts, status } = it
  if (status === 'withdrawn' || status === 'void') {
    const why = status === 'void' ? '登记有误，已作废' : '提供人已收回'
    return [
      String(facts.number),
      `（${why}）`,
      '',
      '',
      '',
      '',
      '',
      day(facts.at),
      facts.returned ? day(facts.returned.at) : '',
    ]
  }
  const checked = facts.checked
    ? facts.checked.result === 'same'
      ? facts.checked.by
      : `${facts.checked.by}（${COMPARED[facts.checked.result]}）`
    : ''
  return [
    String(facts.number),
    `${facts.what}（${EVIDENCE_FORMS[facts.form].split('（')[0]}）`,
    facts.source,
    facts.proves,
    howMany(facts),
    checked,
    facts.provider === null ? '本单位收集' : namesOf(here, [facts.provider]),
    day(facts.at),
    facts.returned ? `${day(facts.returned.at)} ${facts.returned.to}` : '',
  ]
}

/**
 * The list of evidence of a file (D-06, 证据材料), as a paper: every number that was ever given, in order. `sees` leaves out what this
 * reader may not open; how many were left out is said.
 */
export function evidenceListPaper(
  here: Here,
  {
    sees,
    day,
    unit,
    today,
  }: { sees: (it: Part<'evidence'>) => boolean; day: (at: string) => string; unit: string; today: Day },
): PaperContent {
  const all = partsOf(here.parts, 'evidence')
  const shown = all.filter(sees)
  const files = shown.flatMap(({ facts, status }) =>
    facts.file && (status === 'kept' || status === 'shown') ? [facts] : [],
  )
  const blocks: PaperBlock[] = [
    { kind: 'field', label: '编号', text: here.file?.short_code ?? '' },
    { kind: 'table', head: HEAD, widths: WIDTHS, rows: shown.map((it) => line(here, it, day)) },
    ...(shown.length < all.length
      ? [
          {
            kind: 'paragraph',
            text: `另有 ${all.length - shown.length} 份只给调解员看，不列在这里。`,
          } satisfies PaperBlock,
        ]
      : []),
    ...(files.length > 0
      ? [
          {
            kind: 'list',
            label: '电子文件的指纹（SHA-256 前 12 位）',
            items: files.map(
              ({ number, file }) => `第 ${number} 号 ${file?.name ?? ''}：${shortHash(file?.sha256 ?? '')}`,
            ),
          } satisfies PaperBlock,
        ]
      : []),
    { kind: 'end' },
    {
      kind: 'sign',
      lines: [
        { role: '提供人', names: [], how: ['name', 'finger'] },
        { role: '调解员', names: [], how: ['name'] },
      ],
    },
    { kind: 'seal', unit, on: today },
  ]
  return { title: '人民调解证据材料清单', to: '', blocks }
}
