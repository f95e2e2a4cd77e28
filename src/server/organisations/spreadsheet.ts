import { promisify } from 'node:util'
import { inflateRaw } from 'node:zlib'
import type exceljs from 'exceljs'
import type { RowFault } from '#domain/organisations/county-import.ts'

const MOST_BYTES = 10 * 1024 * 1024
const MOST_BYTES_UNPACKED = 80 * 1024 * 1024
const MOST_ROWS = 50_000
const MOST_COLUMNS = 200

/** maxRows and maxCols are options of the reader that its types leave out. */
const READ = {
  maxRows: MOST_ROWS,
  maxCols: MOST_COLUMNS,
  ignoreNodes: ['dataValidations', 'mergeCells', 'conditionalFormatting', 'extLst', 'drawing', 'picture', 'tableParts'],
}

const inflate = promisify(inflateRaw)

export const faultOfFile = (says: string): RowFault => ({ sheet: '整个文件', row: 1, column: '', says })

/**
 * Opens an .xlsx file from a person's computer. Never throws: what cannot be opened gives a sentence for her.
 * Nothing in it can cost more than a few seconds or 80 MB: sizes are bounded before it is unpacked as a whole, and
 * parts that name huge ranges (validations, merged cells) are not read.
 */
export async function openSpreadsheet(
  bytes: Uint8Array,
): Promise<{ workbook: exceljs.Workbook } | { fault: RowFault }> {
  const fault = (says: string) => ({ fault: faultOfFile(says) })
  if (bytes.length === 0) return fault('文件是空的：请选填好的 .xlsx 表格。')
  if (bytes.length > MOST_BYTES) return fault('文件超过 10 MB：请删掉表格里的图片和多余的表，再上传。')
  // The old binary format, and also an .xlsx locked with a password.
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) {
    return fault('这是旧的 .xls 格式，或者设了打开密码：请取消密码，另存为 .xlsx，再上传。')
  }
  const notSpreadsheet = '这不是能读的 .xlsx 表格：请用本系统的模板填写，用 WPS 或 Excel 保存为 .xlsx，再上传。'
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return fault(notSpreadsheet)
  try {
    if (!(await unpacksWithin(bytes, MOST_BYTES_UNPACKED))) {
      return fault('表格展开后太大：请把内容复制到新下载的模板里，再上传。')
    }
    // Hundreds of small files: a server that starts does not wait for them.
    const { default: library } = await import('exceljs')
    const workbook = new library.Workbook()
    await workbook.xlsx.load(Uint8Array.from(bytes).buffer, READ)
    if (workbook.worksheets.length === 0) return fault(notSpreadsheet)
    return { workbook }
  } catch (error) {
    const tooMany = error instanceof Error && /^Max (row|column) count/.test(error.message)
    return fault(tooMany ? `表格超过 ${MOST_ROWS} 行或 ${MOST_COLUMNS} 列：请删掉空行空列，再上传。` : notSpreadsheet)
  }
}

/** Whether a zip archive unpacks to at most so many bytes, by unpacking it entry by entry: declared sizes may lie. */
async function unpacksWithin(bytes: Uint8Array, most: number): Promise<boolean> {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  let at = zip.readUInt32LE(end + 16)
  let left = most
  for (let entry = zip.readUInt16LE(end + 10); entry > 0; entry -= 1) {
    const packed = zip.readUInt32LE(at + 20)
    const local = zip.readUInt32LE(at + 42)
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const body = zip.subarray(from, from + packed)
    if (zip.readUInt16LE(at + 10) === 0) {
      left -= body.length
    } else {
      try {
        left -= (await inflate(body, { maxOutputLength: Math.max(left, 1) })).length
      } catch (error) {
        if (error instanceof RangeError) return false
        throw error
      }
    }
    if (left < 0) return false
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return true
}

/** What a cell says as text, exactly as typed; or why it cannot be taken as it stands. */
export function textOf(value: exceljs.CellValue): { text: string } | { says: string } {
  if (value === null || value === undefined) return { text: '' }
  if (typeof value === 'string') return { text: value.trim() }
  if (typeof value === 'boolean') return { text: value ? '是' : '否' }
  if (typeof value === 'number') {
    if (Number.isSafeInteger(value) && value >= 0) return { text: String(value) }
    return { says: '这一格是小数、负数或太长的数字，可能已被表格软件改动：请把单元格设为“文本”格式，重新填写。' }
  }
  if (value instanceof Date) return { says: '这一格被表格软件当成了日期：请把单元格设为“文本”格式，重新填写。' }
  if ('formula' in value || 'sharedFormula' in value) {
    return { says: '这一格是公式：请复制后“选择性粘贴”为数值，或直接填写内容。' }
  }
  if ('richText' in value)
    return {
      text: value.richText
        .map((piece) => piece.text)
        .join('')
        .trim(),
    }
  if ('hyperlink' in value) return textOf(value.text)
  return { says: '这一格的内容出错了（如 #N/A）：请重新填写。' }
}

export type TableRow<Column extends string> = { row: number; cells: Record<Column, string> }

/** Reads the rows under a sheet's header by column titles, in any order; blank rows and other columns are skipped. */
export function readTable<Column extends string>(
  sheet: exceljs.Worksheet,
  columns: Record<Column, string>,
  later: readonly Column[] = [],
): { rows: TableRow<Column>[]; faults: RowFault[] } {
  const names = Object.keys(columns) as Column[]
  const at = new Map<Column, number>()
  sheet.getRow(1).eachCell((cell, number) => {
    const title = textOf(cell.value)
    const name = 'text' in title && names.find((one) => columns[one] === title.text)
    if (name && !at.has(name)) at.set(name, number)
  })
  const missing = names.filter((name) => !at.has(name) && !later.includes(name)).map((name) => `“${columns[name]}”`)
  if (missing.length > 0) {
    const says = `第一行里没有${missing.join('、')}这一列：请用模板的表头，不要改动第一行。`
    return { rows: [], faults: [{ sheet: sheet.name, row: 1, column: '', says }] }
  }
  const rows: TableRow<Column>[] = []
  const faults: RowFault[] = []
  sheet.eachRow((line, row) => {
    if (row === 1) return
    const read = names.map((name) => {
      const column = at.get(name)
      return { name, ...(column === undefined ? { text: '' } : textOf(line.getCell(column).value)) }
    })
    if (read.every((cell) => 'text' in cell && cell.text === '')) return
    const wrong = read.filter((cell) => 'says' in cell)
    for (const cell of wrong) faults.push({ sheet: sheet.name, row, column: columns[cell.name], says: cell.says })
    if (wrong.length > 0) return
    const cells = Object.fromEntries(read.map((cell) => [cell.name, 'text' in cell ? cell.text : '']))
    rows.push({ row, cells: cells as Record<Column, string> })
  })
  return { rows, faults }
}
