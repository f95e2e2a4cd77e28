import { inflateRawSync } from 'node:zlib'
import type exceljs from 'exceljs'
import { BATCH_SHEET, type BatchCells, type BatchColumn, type BatchFault } from '#domain/intake/batch-rows.ts'
import { openSpreadsheet, textOf } from '../organisations/spreadsheet.ts'

const NAMES = Object.keys(BATCH_SHEET.columns) as BatchColumn[]
/** Columns a sheet may do without; the others say who, with whom, what. */
const NEEDED: readonly BatchColumn[] = ['applicant', 'other', 'what']

const whole = (says: string): BatchFault => ({ line: 1, column: '', says })

/** A cell as text: sums may have cents and days may be days, which elsewhere would be mishaps of the spreadsheet. */
function cellText(column: BatchColumn, value: exceljs.CellValue): { text: string } | { says: string } {
  if (column === 'amount' && typeof value === 'number') {
    const cents = Math.round(value * 100)
    if (value >= 0 && Number.isSafeInteger(cents) && Math.abs(cents / 100 - value) < 1e-9)
      return { text: String(cents / 100) }
    return { says: '金额是负数或者小数超过两位：请改成实际的金额，单位是元。' }
  }
  if (column === 'day' && value instanceof Date && !Number.isNaN(value.getTime()))
    return { text: value.toISOString().slice(0, 10) }
  return textOf(value)
}

/**
 * Merged cells of the sheet, by their ranges: the reader leaves them out on purpose (a range may be huge), and a name that stands
 * in the first of them only would be missing in all others. Bounded by what was unpacked once already.
 */
export function mergedIn(bytes: Uint8Array): string[] {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  const found: string[] = []
  let at = zip.readUInt32LE(end + 16)
  for (let entry = zip.readUInt16LE(end + 10); entry > 0; entry -= 1) {
    const named = zip.readUInt16LE(at + 28)
    const name = zip.subarray(at + 46, at + 46 + named).toString('utf8')
    if (/^xl\/worksheets\/[^/]+\.xml$/.test(name)) {
      const local = zip.readUInt32LE(at + 42)
      const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
      const body = zip.subarray(from, from + zip.readUInt32LE(at + 20))
      const text = (zip.readUInt16LE(at + 10) === 0 ? body : inflateRawSync(body)).toString('utf8')
      for (const [, range] of text.matchAll(/<mergeCell [^>]*ref="([A-Z]+\d+:[A-Z]+\d+)"/g)) found.push(range ?? '')
    }
    at += 46 + named + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return found
}

export type ReadSheet = { rows: { line: number; cells: BatchCells }[]; lines: number; faults: BatchFault[] }

/** Reads a filled sheet: every line with its number, and what of its cells could not be read. Never throws. */
export async function readSheet(bytes: Uint8Array): Promise<ReadSheet> {
  const nothing = (says: string): ReadSheet => ({ rows: [], lines: 0, faults: [whole(says)] })
  const opened = await openSpreadsheet(bytes)
  if ('fault' in opened) return nothing(opened.fault.says)
  const sheet = opened.workbook.getWorksheet(BATCH_SHEET.title) ?? opened.workbook.worksheets[0]
  if (!sheet) return nothing('表格里没有工作表：请用本系统的模板填写，再上传。')
  const merged = mergedIn(bytes)
  if (merged.length > 0)
    return nothing(
      `有合并的单元格（${merged.slice(0, 3).join('、')}${merged.length > 3 ? '等' : ''}）：请全部取消合并，每一行都写完整，再上传。`,
    )
  const at = new Map<BatchColumn, number>()
  sheet.getRow(1).eachCell((cell, number) => {
    const title = textOf(cell.value)
    // 金额（元） is 金额: what stands in brackets explains the head.
    const words = 'text' in title ? title.text.replace(/[（(].*$/u, '').trim() : ''
    const name = NAMES.find((one) => BATCH_SHEET.columns[one] === words)
    if (name && !at.has(name)) at.set(name, number)
  })
  const missing = NEEDED.filter((name) => !at.has(name)).map((name) => `“${BATCH_SHEET.columns[name]}”`)
  if (missing.length > 0) return nothing(`第一行里没有${missing.join('、')}这一列：请用模板的表头，不要改动第一行。`)

  const rows: ReadSheet['rows'] = []
  const faults: BatchFault[] = []
  let lines = 0
  sheet.eachRow((row, line) => {
    if (line === 1) return
    const read = NAMES.map((name) => {
      const column = at.get(name)
      return { name, ...(column === undefined ? { text: '' } : cellText(name, row.getCell(column).value)) }
    })
    if (read.every((cell) => 'text' in cell && cell.text === '')) return
    lines += 1
    const wrong = read.filter((cell) => 'says' in cell)
    for (const cell of wrong) faults.push({ line, column: BATCH_SHEET.columns[cell.name], says: cell.says })
    if (wrong.length > 0) return
    const cells = Object.fromEntries(read.map((cell) => [cell.name, 'text' in cell ? cell.text : '']))
    rows.push({ line, cells: cells as BatchCells })
  })
  return { rows, lines, faults }
}
