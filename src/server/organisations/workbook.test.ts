import exceljs from 'exceljs'
import { expect, test } from 'vitest'
import { county } from '#demo/county.ts'
import { readWorkbook } from './workbook.ts'
import { makeTemplate, writeWorkbook } from './workbook-template.ts'

/** The county with its first town only, so that each change takes a moment. */
const isNear = (code: number) => code % 1_000_000_000 < 2_000_000
const units = county.units.filter((unit) => isNear(unit.place_code))
const filled = await writeWorkbook({
  ...county,
  places: county.places.filter((place) => isNear(place.code)),
  units,
  people: county.people.filter(({ posts }) => posts.every((post) => units.some((unit) => unit.key === post.unit_key))),
})

/** The filled workbook after a change, as a person would make it in her spreadsheet program. */
async function changed(change: (sheet: (title: string) => exceljs.Worksheet) => void): Promise<Buffer> {
  const workbook = new exceljs.Workbook()
  await workbook.xlsx.load(Uint8Array.from(filled).buffer)
  change((title) => {
    const sheet = workbook.getWorksheet(title)
    if (!sheet) throw new Error(`no sheet ${title}`)
    return sheet
  })
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

const setCell = (title: string, address: string, value: exceljs.CellValue) =>
  changed((sheet) => {
    const cell = sheet(title).getCell(address)
    cell.value = value
    if (value instanceof Date) cell.numFmt = 'yyyy-mm-dd'
  })

test('the template filled with a whole county is read back exactly', async () => {
  const { import: read, faults } = await readWorkbook(await writeWorkbook(county))
  expect(faults).toEqual([])
  const number = new Map(county.units.map((unit) => [unit.key, String(unit.number)]))
  const keyOf = (key: string | null) => (key === null ? null : (number.get(key) ?? ''))
  expect(read).toEqual({
    ...county,
    units: county.units.map((unit) => ({ ...unit, key: keyOf(unit.key), parent_key: keyOf(unit.parent_key) })),
    people: county.people.map((person) => ({
      ...person,
      posts: person.posts.map((post) => ({ ...post, unit_key: keyOf(post.unit_key) })),
    })),
  })
})

test('the empty template says what is missing, and its grey sample is not read', async () => {
  const { import: read, faults } = await readWorkbook(await makeTemplate())
  expect(read).toBeNull()
  expect(faults.map(({ sheet, column }) => `${sheet} ${column}`)).toEqual([
    '填写说明 本县求助热线',
    '区划 区划代码',
    '单位 受理群众诉求',
    '人员 岗位',
    '人员 岗位',
    '人员 岗位',
  ])
})

test('the template keeps digits as text, explains each column and offers the words to choose from', async () => {
  const workbook = new exceljs.Workbook()
  await workbook.xlsx.load(Uint8Array.from(await makeTemplate()).buffer)
  expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual(['填写说明', '区划', '单位', '人员', '词表'])
  const units = workbook.getWorksheet('单位')
  expect(units?.getColumn(4).numFmt).toBe('@')
  expect(units?.getCell('A1').note).toBeTruthy()
  expect(units?.getCell('B900').dataValidation.formulae).toEqual(['词表!$B$1:$B$24'])
  expect(workbook.getWorksheet('词表')?.getCell('B2').value).toBe('县综治中心')
  expect(units?.getCell('L2').font).toMatchObject({ color: { argb: 'FF8C8C8C' } })
})

test('the rooms of a unit stand in one cell; a workbook made before there were any is read as it is', async () => {
  const cell = units.findIndex((unit) => unit.kind === 'town_centre') + 2
  const read = await readWorkbook(await setCell('单位', `J${cell}`, '第一调解室、 第二调解室，大会议室'))
  expect(read.faults).toEqual([])
  expect(read.import?.units.flatMap((unit) => unit.rooms ?? [])).toEqual(['第一调解室', '第二调解室', '大会议室'])
  const older = await readWorkbook(await changed((sheet) => sheet('单位').spliceColumns(10, 1)))
  expect(older.faults).toEqual([])
  const twice = await readWorkbook(await setCell('单位', `J${cell}`, '调解室、调解室'))
  expect(twice.faults).toEqual([
    { sheet: '单位', row: cell, column: '调解室', says: '调解室的名称有重复：请给每一间不同的名称。' },
  ])
})

test('codes typed as numbers, rich text and links are read as the text people see', async () => {
  const bytes = await changed((sheet) => {
    sheet('区划').getCell('A2').value = 990_326_000_000
    sheet('单位').getCell('A2').value = 1
    sheet('区划').getCell('B2').value = { richText: [{ text: '枫' }, { font: { bold: true }, text: '溪县' }] }
    sheet('单位').getCell('F2').value = { text: '0960-5550001', hyperlink: 'tel:09605550001' }
  })
  const { import: read, faults } = await readWorkbook(bytes)
  expect(faults).toEqual([])
  expect(read?.county).toEqual(county.county)
  expect(read?.units[0]).toMatchObject({ number: 1, phone: '0960-5550001' })
})

test.each<[string, string, string, exceljs.CellValue, number, string, RegExp]>([
  ['a formula', '单位', 'C3', { formula: 'A1&"中心"', result: '中心', date1904: false }, 3, '单位名称', /是公式/],
  [
    'a formula for the hotline',
    '填写说明',
    'B6',
    { formula: '1+1', result: 2, date1904: false },
    6,
    '本县求助热线',
    /是公式/,
  ],
  ['a date made by the program', '单位', 'H3', new Date(Date.UTC(2026, 0, 1)), 3, '办公时间', /当成了日期/],
  ['a number no longer exact', '区划', 'A5', 9.9e17, 5, '区划代码', /太长的数字/],
  ['digits lost to an exponent', '区划', 'A5', '9.90E+14', 5, '区划代码', /后几位已丢失/],
  ['an error value', '人员', 'A4', { error: '#N/A' }, 4, '姓名', /内容出错/],
  ['an unknown kind of place', '区划', 'C5', '部落', 5, '类型', /不认识类型“部落”/],
  ['an unknown kind of unit', '单位', 'B4', '办事处', 4, '单位类型', /不认识单位类型/],
  ['an unknown role', '人员', 'D4', '__proto__', 4, '岗位', /不认识岗位/],
  ['a unit number in words', '单位', 'A4', '三号', 4, '单位编号', /1 到 9999/],
  ['a parent in words', '单位', 'E4', '县里', 4, '上级单位编号', /请写上级单位的编号/],
  ['neither yes nor no', '单位', 'I4', '也许', 4, '受理群众诉求', /“是”或“否”/],
  ['a person at a unit that is not there', '人员', 'C4', '9998', 4, '单位编号', /没有编号为 9998 的单位/],
])('%s is a fault that names its sheet, row and column', async (_, sheet, address, value, row, column, says) => {
  const { import: read, faults } = await readWorkbook(await setCell(sheet, address, value))
  expect(read).toBeNull()
  expect(faults).toContainEqual({ sheet, row, column, says: expect.stringMatching(says) })
})

test('what somebody speaks stands in one cell of any of her rows; a workbook made before there was such a column is read as it is', async () => {
  const spoken = async (text: string) => readWorkbook(await setCell('人员', 'E3', text))
  const at = (await readWorkbook(filled)).import?.people
  const read = await spoken('普通话、 苗语,手语')
  expect(read.faults).toEqual([])
  expect(read.import?.people.map(({ languages }) => languages)).toEqual(
    at?.map(({ languages }, nth) => (nth === 1 ? ['miao', 'sign_language'] : languages)),
  )
  const old = await readWorkbook(await changed((sheet) => sheet('人员').spliceColumns(5, 1)))
  expect(old.faults).toEqual([])
  expect(old.import?.people.some(({ languages }) => languages)).toBe(false)
  expect((await spoken('苗语、火星话')).faults).toEqual([
    {
      sheet: '人员',
      row: 3,
      column: '会说的语言',
      says: '不认识“火星话”：请照表头的说明写，例如 苗语、手语；普通话不用写。',
    },
  ])
  expect((await spoken('苗语、彝语、侗语、瑶语、白语、傣语、手语')).faults).toMatchObject([
    { says: '一个人最多写 6 种。' },
  ])
  // Counted of a person, whichever of her rows they stand in.
  const twice = await changed((sheet) => {
    for (const cell of ['A', 'B']) sheet('人员').getCell(`${cell}4`).value = sheet('人员').getCell(`${cell}3`).value
    sheet('人员').getCell('E3').value = '苗语、彝语、侗语、瑶语'
    sheet('人员').getCell('E4').value = '苗语、白语、傣语、手语'
  })
  expect((await readWorkbook(twice)).faults.filter(({ column }) => column === '会说的语言')).toMatchObject([
    { row: 4, says: '一个人最多写 6 种。' },
  ])
})

test('a cell that cannot be read is told once, without what would follow from it', async () => {
  expect((await readWorkbook(await setCell('单位', 'D4', '那边'))).faults).toHaveLength(1)
  const formula = { formula: '1+1', result: 2, date1904: false }
  expect((await readWorkbook(await setCell('填写说明', 'B6', formula))).faults).toHaveLength(1)
  expect((await readWorkbook(await setCell('填写说明', 'B6', '老王'))).faults).toMatchObject([{ row: 6 }])
})

test('blank rows and columns of one’s own do no harm, and faults still name the rows people see', async () => {
  const bytes = await changed((sheet) => {
    sheet('人员').spliceRows(3, 0, [], [])
    sheet('人员').getCell('Z1').value = '备注'
    sheet('人员').getCell('B9').value = 'Not Right'
  })
  const { faults } = await readWorkbook(bytes)
  expect(faults).toMatchObject([{ sheet: '人员', row: 9, column: '登录名' }])
})

test('two people of one sign-in name are told apart from one person with two posts', async () => {
  const bytes = await changed((sheet) => {
    sheet('人员').getCell('B3').value = 'fu.qinghe'
  })
  expect((await readWorkbook(bytes)).faults).toMatchObject([
    { sheet: '人员', row: 3, column: '登录名', says: expect.stringMatching(/与第 2 行的人重复/) },
  ])
})

test('a missing sheet and a changed header are told by name', async () => {
  const noSheet = await changed((sheet) => {
    sheet('人员').name = '人员名单'
  })
  expect((await readWorkbook(noSheet)).faults).toMatchObject([
    { sheet: '整个文件', says: expect.stringMatching(/没有“人员”这张表/) },
  ])
  expect((await readWorkbook(await setCell('单位', 'F1', '联系方式'))).faults).toContainEqual({
    sheet: '单位',
    row: 1,
    column: '',
    says: expect.stringMatching(/没有“电话”这一列/),
  })
})

test('text that looks like a formula or a page is kept as it is, or refused where it cannot be right', async () => {
  const name = '<b>=HYPERLINK("x")</b>村综治工作站'
  const { import: read } = await readWorkbook(await setCell('单位', 'C50', name))
  expect(read?.units[48]?.name).toBe(name)
})

/** A zip archive with one entry whose declared size lies: it unpacks to much more. */
async function bomb(): Promise<Buffer> {
  const { deflateRawSync } = await import('node:zlib')
  const body = deflateRawSync(Buffer.alloc(100 * 1024 * 1024))
  const name = Buffer.from('xl/workbook.xml')
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50)
  local.writeUInt16LE(8, 8)
  local.writeUInt32LE(body.length, 18)
  local.writeUInt32LE(1, 22)
  local.writeUInt16LE(name.length, 26)
  const central = Buffer.alloc(46)
  central.writeUInt32LE(0x02014b50)
  central.writeUInt16LE(8, 10)
  central.writeUInt32LE(body.length, 20)
  central.writeUInt32LE(1, 24)
  central.writeUInt16LE(name.length, 28)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(46 + name.length, 12)
  end.writeUInt32LE(30 + name.length + body.length, 16)
  return Buffer.concat([local, name, body, central, name, end])
}

test.each<[string, () => Uint8Array | Promise<Uint8Array>, RegExp]>([
  ['nothing', () => Buffer.alloc(0), /文件是空的/],
  ['a picture under another name', () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), /不是能读的 \.xlsx/],
  ['10 MB of anything', () => Buffer.alloc(10 * 1024 * 1024, 7), /不是能读的 \.xlsx/],
  ['more than 10 MB', () => Buffer.alloc(10 * 1024 * 1024 + 1, 7), /超过 10 MB/],
  ['half an upload', () => filled.subarray(0, filled.length / 2), /不是能读的 \.xlsx/],
  ['an archive of nonsense', () => Buffer.concat([Buffer.from('PK'), Buffer.alloc(1_000_000, 1)]), /不是能读的 \.xlsx/],
  ['an old or locked spreadsheet', () => Buffer.from('d0cf11e0a1b11ae100', 'hex'), /旧的 \.xls 格式，或者设了打开密码/],
  ['an archive that unpacks without end', bomb, /展开后太大/],
])('%s gives a sentence, never an error', async (_, bytes, says) => {
  const { import: read, faults } = await readWorkbook(await bytes())
  expect(read).toBeNull()
  expect(faults).toEqual([{ sheet: '整个文件', row: 1, column: '', says: expect.stringMatching(says) }])
})

test('validations and merged cells over the whole sheet cost nothing', async () => {
  const workbook = new exceljs.Workbook()
  const sheet = workbook.addWorksheet('区划')
  sheet.addRow(['区划代码'])
  const { dataValidations } = sheet as unknown as { dataValidations: { add(range: string, rule: object): void } }
  dataValidations.add('A1:XFD1048576', { type: 'whole', formulae: ['1', '2'] })
  const bytes = Buffer.from(await workbook.xlsx.writeBuffer())
  const began = performance.now()
  expect((await readWorkbook(bytes)).faults).toHaveLength(1)
  expect(performance.now() - began).toBeLessThan(1_000)
})
