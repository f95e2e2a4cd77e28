import { z } from 'zod'
import type { RowFault } from '#domain/organisations/county-import.ts'
import { checkPlaces } from '#domain/organisations/county-places.ts'
import { type PlaceRow, SHEETS } from '#domain/organisations/county-rows.ts'
import { levelOf, type PlaceCode, type PlaceLevel } from '#domain/organisations/places.ts'
import { decodeText, readCsv } from './csv.ts'
import { codeFromText, kindFromName, kindFromWord } from './place-words.ts'
import { faultOfFile, openSpreadsheet, textOf } from './spreadsheet.ts'

/** One place of a list as written; `level` where the list says it by its nesting. */
type Entry = { row: number; code: string; name: string; kind: string; level?: PlaceLevel }
type Entries = { entries: Entry[]; source: string; faults: RowFault[] }

export type ReadRegions = { places: PlaceRow[]; faults: RowFault[] }

/**
 * Reads an official list of places, one county or several, from the bytes of a file; its kind is told by the content:
 * JSON `{ source, areas: [{ code, name, towns: [{ code, name, kind, villages: [{ code, name, kind }] }] }] }`, or a
 * table with the columns 代码, 名称 and perhaps 类型 as CSV (UTF-8 or GB18030) or .xlsx.
 * Never throws on a wrong file. With any fault nothing should be written: half a list is worse than none.
 */
export async function readRegions(
  bytes: Uint8Array,
  { fileName, known = new Set() }: { fileName: string; known?: ReadonlySet<PlaceCode> },
): Promise<ReadRegions> {
  const { entries, source, faults } = await readEntries(bytes, fileName)
  const places: PlaceRow[] = []
  const rows: number[] = []
  for (const entry of entries) {
    const fault = (column: keyof typeof SHEETS.places.columns, says: string) =>
      faults.push({ sheet: SHEETS.places.title, row: entry.row, column: SHEETS.places.columns[column], says })
    const read = codeFromText(entry.code)
    if ('says' in read) {
      fault('code', read.says)
      continue
    }
    const level = entry.level ?? levelOf(read.code)
    const kind = entry.kind === '' ? kindFromName(level, entry.name) : kindFromWord(entry.kind)
    if (kind === null) {
      fault('kind', `不认识类型“${entry.kind.slice(0, 20)}”：请写乡镇、街道、村、社区、网格或其他，也可以空着。`)
      continue
    }
    places.push({ code: read.code, level, kind, name: entry.name, source })
    rows.push(entry.row)
  }
  if (entries.length === 0 && faults.length === 0) faults.push(faultOfFile('文件里没有区划：请检查是不是选错了文件。'))
  faults.push(...checkPlaces(places, { known, rows }))
  return { places, faults: faults.sort((one, other) => one.row - other.row) }
}

async function readEntries(bytes: Uint8Array, fileName: string): Promise<Entries> {
  const source = [...fileName].slice(0, 200).join('')
  const only = (says: string): Entries => ({ entries: [], source, faults: [faultOfFile(says)] })
  if (bytes.length === 0) return only('文件是空的：请选官方区划名单。')
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b
  if (isZip || (bytes[0] === 0xd0 && bytes[1] === 0xcf)) {
    const opened = await openSpreadsheet(bytes)
    if ('fault' in opened) return { entries: [], source, faults: [opened.fault] }
    const table: { line: number; cells: string[] }[] = []
    const faults: RowFault[] = []
    opened.workbook.worksheets[0]?.eachRow((line, row) => {
      const cells: string[] = []
      line.eachCell((cell, column) => {
        const read = textOf(cell.value)
        if ('says' in read) faults.push({ sheet: SHEETS.places.title, row, column: `第 ${column} 列`, says: read.says })
        else cells[column - 1] = read.text
      })
      table.push({ line: row, cells })
    })
    return readTableOfPlaces(table, source, faults)
  }
  const text = decodeText(bytes)
  if (text === null) return only('读不出文字：请选 JSON、CSV（UTF-8 或 GB18030 编码）或 .xlsx 格式的区划名单。')
  return /^\s*[{[]/.test(text) ? readJson(text, source) : readTableOfPlaces(readCsv(text), source, [])
}

function readTableOfPlaces(table: { line: number; cells: string[] }[], source: string, faults: RowFault[]): Entries {
  const [header, ...lines] = table
  const column = (...titles: string[]) => header?.cells.findIndex((cell) => titles.includes(cell)) ?? -1
  const at = { code: column('代码', SHEETS.places.columns.code), name: column('名称'), kind: column('类型') }
  if (at.code < 0 || at.name < 0) {
    return { entries: [], source, faults: [faultOfFile('第一行要有“代码”和“名称”两列（可再加“类型”）：请加上表头。')] }
  }
  const entries = lines.map(({ line, cells }) => ({
    row: line,
    code: cells[at.code] ?? '',
    name: cells[at.name] ?? '',
    kind: at.kind < 0 ? '' : (cells[at.kind] ?? ''),
  }))
  return { entries: entries.filter(({ code, name }) => code !== '' || name !== ''), source, faults }
}

const listed = {
  code: z.union([z.string(), z.number().transform(String)]),
  name: z.string(),
  kind: z.string().default(''),
}
const list = z.object({
  source: z.string().optional(),
  areas: z.array(
    z.object({
      ...listed,
      towns: z.array(z.object({ ...listed, villages: z.array(z.object(listed)).default([]) })).default([]),
    }),
  ),
})

function readJson(text: string, fileName: string): Entries {
  const only = (says: string): Entries => ({ entries: [], source: fileName, faults: [faultOfFile(says)] })
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return only('JSON 文件不完整或有错字：请重新下载，不要用文字处理软件改它。')
  }
  const read = list.safeParse(value)
  if (!read.success) {
    const where = read.error.issues[0]?.path.join('.') || '最外层'
    return only(`JSON 的格式不对（${where}）：要有 areas，其中有 code、name、towns，再里面有 villages。`)
  }
  const entries: Entry[] = []
  const add = (level: PlaceLevel, { code, name, kind }: { code: string; name: string; kind: string }) =>
    entries.push({ row: entries.length + 1, code, name: name.trim(), kind, level })
  for (const area of read.data.areas) {
    add('county', { ...area, kind: 'county' })
    for (const town of area.towns) {
      add('town', town)
      for (const village of town.villages) add('village', village)
    }
  }
  return { entries, source: [...(read.data.source ?? fileName)].slice(0, 300).join(''), faults: [] }
}
