import exceljs from 'exceljs'
import { BATCH_KINDS, BATCH_SHEET, BATCH_TYPES, type BatchColumn, MOST_LINES } from '#domain/intake/batch-rows.ts'

const WORDS = '词表'
type Column = { width: number; note: string; list?: readonly string[]; sample: readonly [string, string] }

const kinds = Object.keys(BATCH_KINDS)
const COLUMNS: Record<BatchColumn, Column> = {
  applicant: {
    width: 26,
    note: '必填。谁提出来的：姓名或者单位名称。',
    sample: ['枫溪县清泉小额贷款有限公司', '祁小麦'],
  },
  applicant_kind: { width: 12, note: '个人、单位或者企业；空着就是个人。', list: kinds, sample: ['企业', '个人'] },
  reach: { width: 18, note: '申请人的电话，可以空着；没有电话的写找谁转告。', sample: ['0960-5550177', '10055550101'] },
  other: { width: 26, note: '必填。和谁有纠纷：姓名或者单位名称。', sample: ['荀大禾', '枫溪县和顺建筑劳务有限公司'] },
  other_kind: { width: 12, note: '个人、单位或者企业；空着就是个人。', list: kinds, sample: ['个人', '企业'] },
  other_reach: { width: 18, note: '对方的电话，可以空着。', sample: ['10055550102', ''] },
  place: {
    width: 26,
    note: '可以空着。以本辖区的村、镇名开头的，就登记到那个地方。',
    sample: ['上鹿村三组', '鹿渡镇工业园三号楼'],
  },
  day: { width: 14, note: '可以空着。什么时候发生的，写成 2026-03-09。', sample: ['2025-11-20', '2026-01-31'] },
  what: { width: 44, note: '必填。发生了什么事。', sample: ['借款到期没有还，催过三次', '干完活没有结工钱'] },
  amount: { width: 14, note: '可以空着。只写数字，单位是元，最多两位小数。', sample: ['35000', '8600.50'] },
  wish: { width: 30, note: '可以空着。希望怎样解决。', sample: ['按合同还本付息，可以商量分期', '结清工钱'] },
  type: {
    width: 20,
    note: '可以空着，以后再定；填就从下拉列表里选。',
    list: Object.keys(BATCH_TYPES),
    sample: ['金融借款合同纠纷', '拖欠农民工工资纠纷'],
  },
}

const GUIDE = [
  '一、一张表是一方对多人（例如一家银行对许多借款人），或者多人对一方（例如许多工人对一个老板）。两边都不止一个的，请分开。',
  `二、从“${BATCH_SHEET.title}”表的第 2 行填起，一行一件，最多 ${MOST_LINES} 行。不要改第一行，不要合并单元格，不要用公式。`,
  '三、上传后先试读：每一行都会检查，错的地方会写明是第几行、怎样改；试读不保存任何内容。',
  '四、每一行登记成单独的一件，各有各的编号、期限和回执。登记错了表，24 小时内、没有人办过的可以整批撤回。',
]

/** The empty sheet: its heads with notes, lists to choose from, two greyed samples aside, and a page of explanation. */
export async function makeBatchTemplate(): Promise<Buffer> {
  const workbook = new exceljs.Workbook()
  const sheet = workbook.addWorksheet(BATCH_SHEET.title, { views: [{ state: 'frozen', ySplit: 1 }] })
  const guide = workbook.addWorksheet('填写说明')
  const words = workbook.addWorksheet(WORDS, { state: 'veryHidden' })
  guide.getColumn(1).width = 100
  guide.getColumn(1).alignment = { wrapText: true, vertical: 'top' }
  for (const text of GUIDE) guide.addRow([text])
  const columns = Object.entries(COLUMNS) as [BatchColumn, Column][]
  columns.forEach(([name, { width, note, list, sample }], index) => {
    const at = index + 1
    const column = sheet.getColumn(at)
    column.width = width
    column.numFmt = '@'
    const head = sheet.getCell(1, at)
    head.value = BATCH_SHEET.columns[name]
    head.font = { bold: true }
    head.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE6F0E6' } }
    head.note = note
    if (list) chooseFrom(sheet, at, words, list)
    guide.addRow([`${BATCH_SHEET.columns[name]}：${note}　例：${sample.filter(Boolean).join('；')}`])
  })
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

/** A list of its own column on the hidden sheet: written into the cell it may have only 255 characters. */
function chooseFrom(sheet: exceljs.Worksheet, column: number, words: exceljs.Worksheet, list: readonly string[]): void {
  const at = words.columnCount + 1
  for (const [row, word] of list.entries()) words.getCell(row + 1, at).value = word
  const letter = words.getColumn(at).letter
  const { letter: own } = sheet.getColumn(column)
  // Missing from the library's types; cell by cell it would write a thousand entries a column.
  const { dataValidations } = sheet as unknown as {
    dataValidations: { add(range: string, validation: exceljs.DataValidation): void }
  }
  dataValidations.add(`${own}2:${own}${MOST_LINES + 1}`, {
    type: 'list',
    allowBlank: true,
    formulae: [`${WORDS}!$${letter}$1:$${letter}$${list.length}`],
    showErrorMessage: true,
    errorTitle: '请从列表里选',
    error: '请从下拉列表里选一项。',
  })
}
