import type { z } from 'zod'
import type { LedgerLine } from '#contract/ledger.ts'
import { writable } from '../render/printable.ts'

type Line = z.input<typeof LedgerLine>
export type Printed = { query: readonly [string, string][]; by: string; at: string; more: boolean }

/** The ledger's columns (domain 6.4), each with what it is read from. */
const COLUMNS: readonly [title: string, width: number, read: (it: Line, at: number) => string][] = [
  ['序号', 6, (_, at) => String(at + 1)],
  ['编号', 12, (it) => it.line.short_code],
  ['排查（收到）日期', 12, (it) => it.found_on],
  ['排查（登记）人', 20, (it) => it.found_by],
  ['发生地点', 24, (it) => [...it.line.place, it.where].join('')],
  ['当事人', 20, (it) => it.people],
  ['涉及人数', 8, (it) => String(it.people_count)],
  ['涉及金额', 10, (it) => it.amount],
  ['纠纷类型', 16, (it) => it.type_says],
  ['简要情况', 36, (it) => it.line.excerpt],
  ['诉求', 24, (it) => it.wish],
  ['颜色', 6, (it) => it.colour_says],
  ['激化苗头', 8, (it) => (it.danger ? '有' : '')],
  ['群体', 6, (it) => (it.group ? '是' : '')],
  ['牵头单位', 22, (it) => it.lead_unit],
  ['协办单位', 20, (it) => it.other_units],
  ['包案领导', 16, (it) => it.leader],
  ['责任人', 12, (it) => it.handler],
  ['化解措施', 28, (it) => it.measures],
  ['化解时限', 12, (it) => it.due_on ?? ''],
  ['进展', 36, (it) => it.progress],
  ['化解方式', 16, (it) => it.how],
  ['化解结果', 14, (it) => it.result],
  ['化解日期', 12, (it) => it.settled_on ?? ''],
  ['台账状态', 12, (it) => it.state_says],
  ['销号还差', 28, (it) => it.lacking.join('；')],
  ['未化解原因', 28, (it) => it.why_not],
  ['回访', 24, (it) => it.visits],
  ['督办', 6, (it) => (it.supervised ? '是' : '')],
  ['文书份数', 8, (it) => String(it.papers)],
]

/**
 * Words from people as words: what a spreadsheet might take for a formula (also after it was saved as another kind of file) is
 * marked as text by a leading apostrophe.
 */
export const asWords = (text: string): string => (/^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text)

/** What a spreadsheet reads as the number of a character: `_x0041_` would be shown as A. */
const AS_A_NUMBER = /_(?=x[0-9a-f]{4}_)/gi

/**
 * What somebody typed as a cell holds it: no formula, not even where characters without a form stand before the sign; nothing
 * that a file of this kind may not hold, or the whole of it would be called broken; and no number of a character.
 */
export function cellText(text: string): string {
  const plain = writable(text)
  const marked = asWords(text) !== text || asWords(plain.trimStart()) !== plain.trimStart()
  return (marked ? `'${plain}` : plain).replace(AS_A_NUMBER, '_x005F_')
}

/** A column of a sheet: its title, its width, what stands in it (`at` counts from 0). */
export type Column<T> = readonly [title: string, width: number, read: (it: T, at: number) => string]
type Words = {
  title: string
  /** What one line of it is counted as. */
  unit: string
  note: string
}

/** A view as a workbook. On its first lines: by what query, by whom, when, how many. */
export async function printedWorkbook<T>(
  tab: string,
  columns: readonly Column<T>[],
  lines: readonly T[],
  { query, by, at, more }: Printed,
  { title, unit, note }: Words,
): Promise<Buffer> {
  // Hundreds of small files: a server that starts does not wait for them.
  const { default: exceljs } = await import('exceljs')
  const workbook = new exceljs.Workbook()
  const sheet = workbook.addWorksheet(tab, { views: [{ state: 'frozen', ySplit: 5 }] })
  sheet.addRow([title]).font = { bold: true, size: 16 }
  sheet.addRow([cellText(`条件：${query.map(([label, words]) => `${label} ${words}`).join('；')}`)])
  const when = new Date(at).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai' })
  const cut = more ? '，只列了最近的，还有更早的没有列出' : ''
  sheet.addRow([`导出：${by}，${when}；共 ${lines.length} ${unit}${cut}`])
  sheet.addRow([note])
  sheet.addRow(columns.map(([name]) => name)).font = { bold: true }
  lines.forEach((line, nth) => {
    sheet.addRow(columns.map(([, , read]) => cellText(read(line, nth))))
  })
  columns.forEach(([, width], index) => {
    const column = sheet.getColumn(index + 1)
    column.width = width
    column.numFmt = '@'
    column.alignment = { vertical: 'top', wrapText: true }
  })
  for (const row of [1, 2, 3, 4]) sheet.getRow(row).alignment = { wrapText: false }
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

/** The ledger as a workbook. */
export const ledgerWorkbook = (lines: readonly Line[], printed: Printed): Promise<Buffer> =>
  printedWorkbook('台账', COLUMNS, lines, printed, {
    title: '矛盾纠纷工作台账',
    unit: '件',
    note: '从案卷里读出来，姓名遮盖和列表一样；改动请在案卷里做。颜色、时限是本县约定，不是法律规定。',
  })
