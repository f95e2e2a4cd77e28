import exceljs from 'exceljs'
import { BATCH_SHEET, type BatchCells, type BatchColumn } from '#domain/intake/batch-rows.ts'

/** A sheet as a clerk fills it in, base64 of the .xlsx: one row an entry, under the heads of the template. */
export async function sheetOf(
  rows: readonly Partial<Record<BatchColumn, exceljs.CellValue>>[],
  change: (sheet: exceljs.Worksheet) => void = () => {},
): Promise<string> {
  const workbook = new exceljs.Workbook()
  const sheet = workbook.addWorksheet(BATCH_SHEET.title)
  const names = Object.keys(BATCH_SHEET.columns) as BatchColumn[]
  sheet.addRow(names.map((name) => BATCH_SHEET.columns[name]))
  for (const row of rows) sheet.addRow(names.map((name) => row[name] ?? null))
  change(sheet)
  return Buffer.from(await workbook.xlsx.writeBuffer()).toString('base64')
}

/** One lender against so many borrowers, each told apart by `mark`. */
export const loans = (many: number, mark = ''): Partial<BatchCells>[] =>
  Array.from({ length: many }, (_, at) => ({
    applicant: '枫溪县清泉小额贷款有限公司',
    applicant_kind: '企业',
    reach: '0960-5550177',
    other: `荀大禾${mark}${at + 1}`,
    place: '',
    what: `借款到期没有还，第 ${at + 1} 份借款合同${mark}`,
    amount: String(10_000 + at),
    wish: '按合同还本付息，可以商量分期',
    type: '金融借款合同纠纷',
  }))
