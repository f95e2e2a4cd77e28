import { existsSync, readFileSync } from 'node:fs'
import exceljs from 'exceljs'
import { expect, test } from 'vitest'
import { readRegions } from './read-regions.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const read = (text: string, fileName = '名单.csv') => readRegions(utf8(text), { fileName })

const LIST = {
  source: '测试名单',
  areas: [
    {
      code: '990399000000',
      name: '试县',
      towns: [
        {
          code: '990399100000',
          name: '试镇',
          kind: 'town',
          villages: [
            { code: '990399100001', name: '𠮷䶮社区居委会', kind: 'community' },
            { code: '990399100201', name: '试村村委会', kind: 'village' },
          ],
        },
        { code: '990399001000', name: '试街道', kind: 'street', villages: [] },
      ],
    },
    { code: '990398000000', name: '邻县', towns: [{ code: '990398200000', name: '邻乡', kind: 'township' }] },
  ],
}

const TABLE = [
  ['代码', '名称', '类型'],
  ['990399000000', '试县', '县（区）'],
  ['990399100', '试镇', '镇'],
  ['990399001000', '试街道办事处', ''],
  ['990399100001', '试社区', ''],
  ['990399100201', '试村', '村'],
  ['990399100202', '试林场', ''],
  ['990399100201-001', '第一网格', ''],
]
const csv = (rows: string[][]) => rows.map((row) => row.join(',')).join('\r\n')

const expectTable = ({ places, faults }: Awaited<ReturnType<typeof readRegions>>) => {
  expect(faults).toEqual([])
  expect(places.map(({ code, level, kind }) => [code, level, kind])).toEqual([
    [990_399_000_000_000, 'county', 'county'],
    [990_399_100_000_000, 'town', 'town'],
    [990_399_001_000_000, 'town', 'street'],
    [990_399_100_001_000, 'village', 'community'],
    [990_399_100_201_000, 'village', 'village'],
    [990_399_100_202_000, 'village', 'other'],
    [990_399_100_201_001, 'grid', 'grid'],
  ])
}

test('a JSON list of several counties becomes places with their kinds, names and source', async () => {
  const { places, faults } = await read(JSON.stringify(LIST), '名单.json')
  expect(faults).toEqual([])
  expect(places).toHaveLength(7)
  expect(places[2]).toEqual({
    code: 990_399_100_001_000,
    level: 'village',
    kind: 'community',
    name: '𠮷䶮社区居委会',
    source: '测试名单',
  })
  expect(places.at(-1)).toMatchObject({ name: '邻乡', kind: 'town', level: 'town' })
})

test('a table is read alike from CSV in UTF-8, with a mark, in UTF-16, with tabs, and quoted', async () => {
  const text = csv(TABLE)
  expectTable(await read(text))
  expectTable(await read(`\uFEFF${text}`))
  expectTable(await read(text.replaceAll(',', '\t')))
  expectTable(await read(TABLE.map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\n')))
  expectTable(await readRegions(Buffer.from(`\uFEFF${text}`, 'utf16le'), { fileName: '名单.csv' }))
})

test('a table is read alike from CSV in GB18030, as Chinese spreadsheets save it', async () => {
  // 代码,名称 / 990399000000,试县
  const bytes = Buffer.from('b4fac2eb2cc3fbb3c60d0a3939303339393030303030302ccad4cfd8', 'hex')
  const { places, faults } = await readRegions(bytes, { fileName: '名单.csv' })
  expect(faults).toEqual([])
  expect(places).toMatchObject([{ code: 990_399_000_000_000, name: '试县', source: '名单.csv' }])
})

test('a table is read alike from .xlsx, whether the codes are texts or numbers', async () => {
  for (const asNumbers of [false, true]) {
    const workbook = new exceljs.Workbook()
    const sheet = workbook.addWorksheet('名单')
    for (const row of TABLE) sheet.addRow(row.map((cell) => (asNumbers && /^\d+$/.test(cell) ? Number(cell) : cell)))
    const bytes = Buffer.from(await workbook.xlsx.writeBuffer())
    expectTable(await readRegions(bytes, { fileName: '名单.xlsx' }))
  }
})

test('quotes, separators and line breaks inside a quoted cell do not move its neighbours', async () => {
  const { faults } = await read('代码,名称\n"990399000000","试,""县\n"\n坏,乙')
  expect(faults.map(({ row, column }) => [row, column])).toContainEqual([4, '区划代码'])
  expect((await read('代码,名称\n990399000000,"试,""县"""')).places[0]?.name).toBe('试,"县"')
})

const county = '990399000000,试县,\n'
test.each([
  ['a code spoilt by a spreadsheet', `${county}9.90399E+11,试镇,`, 3, '区划代码', /后几位已丢失/],
  ['a code of a wrong length', `${county}99039910,试镇,`, 3, '区划代码', /不是区划代码/],
  ['no code', `${county},试镇,`, 3, '区划代码', /没有写区划代码/],
  ['a code met twice', `${county}990399,试县二,`, 3, '区划代码', /与第 2 行重复/],
  [
    'a parent that is not listed',
    `${county}990399100201,试村,`,
    3,
    '区划代码',
    /上一级“乡镇（街道）990399100000”不在表里/,
  ],
  ['no name', `${county}990399100,,镇`, 3, '名称', /是空的/],
  ['a name in the wrong encoding', `${county}990399100,试\uFFFD镇,镇`, 3, '名称', /乱码/],
  ['a twin in the same county', `${county}990399100,试镇,\n990399101,试镇,`, 4, '名称', /与第 3 行同属一处/],
  ['an unknown kind', `${county}990399100,试镇,部落`, 3, '类型', /不认识类型“部落”/],
  ['a word every object has is no kind', `${county}990399100,试镇,constructor`, 3, '类型', /不认识类型/],
  ['a kind of another level', `${county}990399100,试镇,村`, 3, '类型', /把类型改为乡镇、街道、其他/],
])('in a table, %s is a fault with its line', async (_, rows, row, column, says) => {
  const { faults } = await read(`代码,名称,类型\n${rows}`)
  expect(faults).toEqual([{ sheet: '区划', row, column, says: expect.stringMatching(says) }])
})

test('a code nested at another level than its digits say is a fault', async () => {
  const list = structuredClone(LIST)
  const town = list.areas[1]?.towns[0]
  if (town) town.code = '990398200201'
  const { faults } = await read(JSON.stringify(list))
  expect(faults).toContainEqual(expect.objectContaining({ row: 7, column: '类型' }))
})

test.each([
  ['nothing', utf8(''), /文件是空的/],
  ['only spaces', utf8(' \n '), /要有“代码”和“名称”/],
  ['a table without the header', utf8('990399000000,试县'), /要有“代码”和“名称”/],
  ['a table without rows', utf8('代码,名称'), /没有区划/],
  ['half a JSON text', utf8('{"areas":['), /JSON 文件不完整/],
  ['JSON of another shape', utf8('{"areas":[{"code":1}]}'), /areas\.0\.name/],
  ['a JSON list without counties', utf8('{"areas":[]}'), /没有区划/],
  ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452ffff', 'hex'), /读不出文字|要有“代码”/],
  ['a broken archive', utf8('PK\u0003\u0004没有'), /不是能读的 \.xlsx/],
  ['an old spreadsheet', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /旧的 \.xls/],
])('%s is refused with a sentence', async (_, bytes, says) => {
  const { places, faults } = await readRegions(bytes, { fileName: '名单' })
  expect(places).toEqual([])
  expect(faults).toEqual([{ sheet: '整个文件', row: 1, column: '', says: expect.stringMatching(says) }])
})

const shared = (name: string) => new URL(`../../../../shared/data/open/${name}`, import.meta.url)
test.each([
  ['regions-shiquan.json', 1, 11, 164],
  ['regions-luohe.json', 6, 58, 1334],
])('the official list %s is read without a fault', async (name, counties, towns, villages) => {
  if (!existsSync(shared(name))) {
    console.log(`跳过：没有 ${name}，不读官方名单。`)
    return
  }
  const { places, faults } = await readRegions(readFileSync(shared(name)), { fileName: name })
  expect(faults).toEqual([])
  const count = (level: string) => places.filter((place) => place.level === level).length
  expect([count('county'), count('town'), count('village')]).toEqual([counties, towns, villages])
})
