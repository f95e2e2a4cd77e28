import exceljs from 'exceljs'
import type { CountyImport } from '#domain/organisations/county-import.ts'
import { SHEETS } from '#domain/organisations/county-rows.ts'
import { LANGUAGES, saysLanguages } from '#domain/organisations/languages.ts'
import { officialText, PLACE_KINDS } from '#domain/organisations/places.ts'
import { ROLES, UNIT_KINDS } from '#domain/organisations/words.ts'
import { command } from '../packed.ts'

const WORDS = '词表'
const LISTED_ROWS = 5_000
const GREY = 'FF8C8C8C'

type Column = { width: number; note: string; list?: readonly string[]; sample: readonly string[] }
type Table<Name extends string> = { title: string; columns: Record<Name, string>; of: Record<Name, Column> }

const places: Table<keyof typeof SHEETS.places.columns> = {
  ...SHEETS.places,
  of: {
    code: {
      width: 20,
      note: '必填。12 位官方代码；网格写 15 位（村的 12 位代码后面加 001、002……）。先写县，再写乡镇、村、网格。',
      sample: ['990326000000', '990326100000', '990326100201', '990326100201001'],
    },
    name: { width: 30, note: '必填。', sample: ['枫溪县', '鹿渡镇', '上鹿村', '第一网格'] },
    kind: {
      width: 12,
      note: '可以空着，系统按代码和名称判断；填就从下拉列表里选。',
      list: Object.values(PLACE_KINDS),
      sample: ['县（区）', '乡镇', '村', '网格'],
    },
    source: {
      width: 24,
      note: '可以空着。名单从哪里来，例如“民政局 2026 年名单”。',
      sample: ['县民政局名单', '', '', ''],
    },
  },
}

const units: Table<keyof typeof SHEETS.units.columns> = {
  ...SHEETS.units,
  of: {
    number: {
      width: 10,
      note: '必填。自己编，1 到 9999，不重复；印在纠纷编号里，定了就不要再改。',
      sample: ['1', '101', '102'],
    },
    kind: {
      width: 28,
      note: '必填。从下拉列表里选。',
      list: Object.values(UNIT_KINDS),
      sample: ['县综治中心', '乡镇（街道）综治中心', '村（社区）综治工作站'],
    },
    name: {
      width: 34,
      note: '必填。全称，不重复；村一级请写上乡镇名。',
      sample: ['枫溪县社会治安综合治理中心', '枫溪县鹿渡镇综治中心', '鹿渡镇上鹿村综治工作站'],
    },
    place_code: {
      width: 20,
      note: '必填。单位管哪里，就写哪里的代码；这里的人能看到的范围由它决定。',
      sample: ['990326000000', '990326100000', '990326100201'],
    },
    parent_key: { width: 14, note: '上级单位的编号；没有就空着。', sample: ['', '1', '101'] },
    phone: {
      width: 18,
      note: '受理群众诉求的单位必填，印在回执上。',
      sample: ['0960-5550001', '0960-5550101', '0960-5550102'],
    },
    address: { width: 30, note: '可以空着。', sample: ['枫岸街道环城路 88 号', '', ''] },
    hours: { width: 26, note: '可以空着。例如“工作日 8:30–18:00”。', sample: ['工作日 8:30–18:00', '', ''] },
    takes_requests: {
      width: 14,
      note: '写“是”的单位接收当地群众的诉求：一个地方只能有一个，要有人值守；县里必须有一个。没有的村，诉求交给乡镇。',
      list: ['是', '否'],
      sample: ['是', '是', '否'],
    },
    rooms: {
      width: 30,
      note: '可以空着。调解室的名称，几间用“、”隔开；约时间时可以选，同一间不会约重。以后在“单位”里也能改。',
      sample: ['第一调解室、第二调解室', '调解室', ''],
    },
  },
}

const people: Table<keyof typeof SHEETS.people.columns> = {
  ...SHEETS.people,
  of: {
    name: {
      width: 18,
      note: '必填。生僻字、少数民族姓名的“·”照写。一个人有几个岗位就写几行。',
      sample: ['顾念慈', '丁晓禾', '毛一鸣'],
    },
    sign_in_name: {
      width: 20,
      note: '必填。2 到 32 个小写字母、数字、点、横线，不重复。',
      sample: ['gu.nianci', 'ding.xiaohe', 'mao.yiming'],
    },
    unit_key: { width: 10, note: '必填。“单位”表里的编号。', sample: ['1', '101', '1'] },
    role: {
      width: 24,
      note: '必填。从下拉列表里选。系统管理员、安全审计员、个人信息保护负责人要是三个不同的人，也不兼别的岗位。',
      list: Object.values(ROLES),
      sample: ['县综治中心受理岗', '镇综治中心受理岗', '系统管理员'],
    },
    languages: {
      width: 24,
      note: `可以空着。普通话以外会说的话，几种用“、”隔开，只写这些：${Object.values(LANGUAGES).join('、')}。以后在“人员”里也能改。`,
      sample: ['', '本地话、苗语', ''],
    },
  },
}

const GUIDE = [
  '一、先在下面一行填本县求助热线，再依次填“区划”“单位”“人员”三张表，最后上传。上传后先试算，一个字都不会写入；有错会逐行说明，改好再传。',
  '二、不要改表名和第一行。右边灰色的是示例，不会导入，可以不管。鼠标放在表头上有每一列的说明。',
  '三、代码、编号、电话请按文本填写（模板已设好），不要用公式。从别处复制时，请“选择性粘贴”为数值或文本。',
  `四、区划很多时，可以先请系统管理员导入官方名单（${command('import', 'regions 文件')}），“区划”表里就只需写县这一行和网格。`,
]

/** The empty set-up workbook: a guide and the sheets 区划, 单位, 人员 with notes, lists to choose from, a greyed sample. */
export const makeTemplate = (): Promise<Buffer> => writeWorkbook(null)

/** The same workbook with a county filled in, as an operator would have; unit keys become unit numbers. */
export async function writeWorkbook(county: CountyImport | null): Promise<Buffer> {
  const workbook = new exceljs.Workbook()
  const guide = workbook.addWorksheet(SHEETS.guide.title)
  const tables = [places, units, people]
  const sheets = tables.map((table) => workbook.addWorksheet(table.title, { views: [{ state: 'frozen', ySplit: 1 }] }))
  const words = workbook.addWorksheet(WORDS, { state: 'veryHidden' })
  writeGuide(guide, county?.county.hotline ?? '')
  tables.forEach((table, index) => {
    const sheet = sheets[index]
    if (sheet) layOut(sheet, table, words)
  })
  if (county) {
    const rowsOf = [placeCells(county), unitCells(county), personCells(county)]
    for (const [index, rows] of rowsOf.entries()) {
      rows.forEach((cells, row) => {
        cells.forEach((cell, column) => {
          if (cell !== '') textCell(sheets[index]?.getCell(row + 2, column + 1), cell)
        })
      })
    }
  }
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

/** Text stays text in every program: digits keep their zeros, and a leading = is no formula. */
function textCell(cell: exceljs.Cell | undefined, text: string): void {
  if (!cell) return
  cell.value = text
  cell.numFmt = '@'
}

function writeGuide(sheet: exceljs.Worksheet, hotline: string): void {
  sheet.getColumn(1).width = 22
  sheet.getColumn(2).width = 90
  sheet.getColumn(2).alignment = { wrapText: true, vertical: 'top' }
  sheet.addRow(['枫桥初装表', '']).font = { bold: true, size: 16 }
  for (const text of GUIDE) sheet.addRow(['', text])
  const row = sheet.addRow([SHEETS.guide.columns.hotline, ''])
  row.getCell(1).font = { bold: true }
  textCell(row.getCell(2), hotline)
  row.getCell(2).fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFF7CC' } }
  row.getCell(2).border = { bottom: { style: 'thin' } }
  sheet.addRow(['', '↑ 填在黄色格子里，群众可以拨打，印在回执上。'])
  sheet.addRow([])
  for (const { title, columns, of } of [places, units, people] as Table<string>[]) {
    sheet.addRow([`“${title}”表`, '']).font = { bold: true }
    for (const [name, column] of Object.entries(of)) sheet.addRow([columns[name], column.note])
  }
}

/** Header with notes, lists to choose from, and after an empty column the sample in grey. */
function layOut(sheet: exceljs.Worksheet, { columns, of }: Table<string>, words: exceljs.Worksheet): void {
  const all = Object.entries(of)
  all.forEach(([name, { width, note, list, sample }], index) => {
    const column = sheet.getColumn(index + 1)
    column.width = width
    column.numFmt = '@'
    const header = sheet.getCell(1, index + 1)
    header.value = columns[name] ?? ''
    header.font = { bold: true }
    header.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE6F0E6' } }
    header.note = note
    if (list) chooseFrom(sheet, index + 1, words, list)
    for (const [row, text] of [`示例：${columns[name]}`, ...sample].entries()) {
      const cell = sheet.getCell(row + 1, all.length + 2 + index)
      textCell(cell, text)
      cell.font = { italic: true, color: { argb: GREY } }
    }
    sheet.getColumn(all.length + 2 + index).width = width
  })
}

/** A list of its own column on the hidden sheet: written into the cell it may have only 255 characters. */
function chooseFrom(sheet: exceljs.Worksheet, column: number, words: exceljs.Worksheet, list: readonly string[]): void {
  const at = words.columnCount + 1
  for (const [row, word] of list.entries()) words.getCell(row + 1, at).value = word
  const letter = words.getColumn(at).letter
  const range = `${sheet.getColumn(column).letter}2:${sheet.getColumn(column).letter}${LISTED_ROWS}`
  // Missing from the library's types; cell by cell it would write 5,000 entries a column.
  const { dataValidations } = sheet as unknown as {
    dataValidations: { add(range: string, validation: exceljs.DataValidation): void }
  }
  dataValidations.add(range, {
    type: 'list',
    allowBlank: true,
    formulae: [`${WORDS}!$${letter}$1:$${letter}$${list.length}`],
    showErrorMessage: true,
    errorTitle: '请从列表里选',
    error: '请从下拉列表里选一项。',
  })
}

const placeCells = ({ places: rows }: CountyImport) =>
  rows.map(({ code, name, kind, source }) => [officialText(code).replace('-', ''), name, PLACE_KINDS[kind], source])

function unitCells({ units: rows }: CountyImport): string[][] {
  const numbers = new Map(rows.map((unit) => [unit.key, String(unit.number)]))
  return rows.map((unit) => [
    String(unit.number),
    UNIT_KINDS[unit.kind],
    unit.name,
    officialText(unit.place_code).replace('-', ''),
    unit.parent_key === null ? '' : (numbers.get(unit.parent_key) ?? ''),
    unit.phone,
    unit.address,
    unit.hours,
    unit.takes_requests ? '是' : '否',
    (unit.rooms ?? []).join('、'),
  ])
}

function personCells({ units: rows, people: persons }: CountyImport): string[][] {
  const numbers = new Map(rows.map((unit) => [unit.key, String(unit.number)]))
  return persons.flatMap(({ name, sign_in_name, languages = [], posts }) =>
    posts.map((post, nth) => [
      ...[name, sign_in_name, numbers.get(post.unit_key) ?? '', ROLES[post.role]],
      nth === 0 ? saysLanguages(languages) : '',
    ]),
  )
}
