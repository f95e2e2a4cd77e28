import exceljs from 'exceljs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { partOf } from '#test/read-paper.ts'
import { HOSTILE, TYPED_RUNS, typedText } from '#test/typed.ts'
import { writable } from '../render/printable.ts'
import { cellText, printedWorkbook } from './sheet.ts'

const printed = (lines: readonly string[], words = ''): Promise<Buffer> =>
  printedWorkbook(
    '台账',
    [['写的', 20, (it: string) => it]],
    lines,
    { query: [['词', words]], by: '周调解', at: '2026-03-02T04:00:00.000Z', more: false },
    { title: '台账', unit: '件', note: '说明' },
  )

test('what somebody typed comes out of a sheet as typed, and is never a formula', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(typedText(), { minLength: 10, maxLength: 40 }), typedText(), async (typed, words) => {
      const bytes = await printed(typed, words)
      const workbook = new exceljs.Workbook()
      await workbook.xlsx.load(Uint8Array.from(bytes).buffer)
      const sheet = workbook.getWorksheet('台账')
      for (const [nth, text] of typed.entries()) {
        const { value, type } = sheet?.getRow(6 + nth).getCell(1) ?? {}
        const said = writable(text)
        expect([exceljs.ValueType.String, exceljs.ValueType.Null]).toContain(type)
        // Marked as text where it begins like a formula; all else as it was typed.
        expect([said, `'${said}`]).toContain((value ?? '') as string)
        expect(value ?? '').not.toMatch(/^\s*[=+\-@＝＋－＠]/)
      }
      expect(sheet?.getRow(2).getCell(1).value).toBe(`条件：词 ${writable(words)}`)
      for (const part of ['xl/worksheets/sheet1.xml', 'xl/sharedStrings.xml']) {
        const xml = partOf(bytes, part)
        expect(xml).not.toMatch(/<f[ >]/)
        // biome-ignore lint/suspicious/noControlCharactersInRegex: a file with one cannot be opened
        expect(xml).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/)
      }
    }),
    { numRuns: TYPED_RUNS, examples: [[[...HOSTILE], HOSTILE[7] ?? '']] },
  )
})

test('what a spreadsheet takes for the number of a character stays what it is, in small letters as well', () => {
  expect(cellText('_x0041_')).toBe('_x005F_x0041_')
  expect(cellText('_x00e9_')).toBe('_x005F_x00e9_')
  expect(cellText('_xyz_ 甲_乙')).toBe('_xyz_ 甲_乙')
  expect(cellText('\u200B=1+1')).toBe("'=1+1")
})
