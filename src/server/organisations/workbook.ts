import type exceljs from 'exceljs'
import {
  type CountyImport,
  checkCounty,
  type RowFault,
  type WhereRowsStand,
} from '#domain/organisations/county-import.ts'
import { type PersonRow, type PlaceRow, SHEETS, type UnitRow } from '#domain/organisations/county-rows.ts'
import { languagesFrom, MOST_LANGUAGES } from '#domain/organisations/languages.ts'
import { levelOf, type PlaceCode } from '#domain/organisations/places.ts'
import { ROLES, type Role, UNIT_KINDS, type UnitKind } from '#domain/organisations/words.ts'
import { codeFromText, kindFromName, kindFromWord } from './place-words.ts'
import { faultOfFile, openSpreadsheet, readTable, type TableRow, textOf } from './spreadsheet.ts'

/** Reading of the set-up workbook; the template is made in workbook-template.ts. */

type Fault<Column extends string> = (column: Column, says: string) => void
const BETWEEN_ROOMS = /\s*[、，,；;\n]\s*/
const turned = <Key extends string>(words: Record<Key, string>) =>
  new Map((Object.keys(words) as Key[]).map((key) => [words[key], key]))

const unitKinds = turned<UnitKind>(UNIT_KINDS)
const roles = turned<Role>(ROLES)

/**
 * Reads a filled-in set-up workbook and checks it as a whole (the dry run). Never throws on what a person may upload.
 * @param known codes of places the database has already; they need not be listed again
 * @returns the import when it may be written as it stands, else null and every fault with its sheet and row
 */
export async function readWorkbook(
  bytes: Uint8Array,
  { known = new Set() }: { known?: ReadonlySet<PlaceCode> } = {},
): Promise<{ import: CountyImport | null; faults: RowFault[] }> {
  const opened = await openSpreadsheet(bytes)
  if ('fault' in opened) return { import: null, faults: [opened.fault] }
  const { workbook } = opened
  const missing = Object.values(SHEETS).filter(({ title }) => !workbook.getWorksheet(title))
  if (missing.length > 0) {
    const says = `没有“${missing.map(({ title }) => title).join('”“')}”这张表：请用本系统的模板，不要改表的名字。`
    return { import: null, faults: [faultOfFile(says)] }
  }

  const places = readPlaces(workbook)
  const units = readUnits(workbook)
  const people = readPeople(workbook)
  const hotline = readHotline(workbook)
  const top = places.rows.find((place) => place.level === 'county')
  const county: CountyImport = {
    county: { name: top?.name ?? '', place_code: top?.code ?? 0, hotline: hotline.text },
    places: places.rows,
    units: units.rows,
    people: people.rows,
  }
  const where: WhereRowsStand = { hotline: hotline.row, places: places.at, units: units.at, posts: people.at }
  const unread = [...hotline.faults, ...places.faults, ...units.faults, ...people.faults]
  // A cell that could not be read has said so; what follows from it would only confuse.
  const spoken = new Set(unread.map(({ sheet, row, column }) => `${sheet} ${row} ${column}`))
  const checked = checkCounty(county, { known, where }).filter(
    ({ sheet, row, column }) => !spoken.has(`${sheet} ${row} ${column}`),
  )
  const faults = inOrder([...unread, ...checked])
  return { import: faults.length === 0 ? county : null, faults }
}

function inOrder(faults: RowFault[]): RowFault[] {
  const sheets: string[] = Object.values(SHEETS).map(({ title }) => title)
  return faults.sort((one, other) => sheets.indexOf(one.sheet) - sheets.indexOf(other.sheet) || one.row - other.row)
}

/** The hotline stands beside its label on the guide sheet, wherever that is moved to. */
function readHotline(workbook: exceljs.Workbook): { text: string; row: number; faults: RowFault[] } {
  const { title, columns } = SHEETS.guide
  const faults: RowFault[] = []
  let text = ''
  let at = 1
  workbook.getWorksheet(title)?.eachRow((line, row) => {
    const label = textOf(line.getCell(1).value)
    if (!('text' in label) || label.text !== columns.hotline) return
    at = row
    const value = textOf(line.getCell(2).value)
    if ('text' in value) text = value.text
    else faults.push({ sheet: title, row, column: columns.hotline, says: value.says })
  })
  return { text, row: at, faults }
}

/** Reads one sheet row by row; a row that cannot be made out is left out, its faults are kept. */
function readSheet<Column extends string, Row>(
  workbook: exceljs.Workbook,
  { title, columns }: { title: string; columns: Record<Column, string> },
  make: (cells: TableRow<Column>['cells'], fault: Fault<Column>) => Row | null,
  later: readonly NoInfer<Column>[] = [],
): { rows: Row[]; at: number[]; faults: RowFault[] } {
  const sheet = workbook.getWorksheet(title)
  const table = sheet ? readTable<Column>(sheet, columns, later) : { rows: [], faults: [] }
  const rows: Row[] = []
  const at: number[] = []
  for (const { row, cells } of table.rows) {
    const made = make(cells, (column, says) => table.faults.push({ sheet: title, row, column: columns[column], says }))
    if (made === null) continue
    rows.push(made)
    at.push(row)
  }
  return { rows, at, faults: table.faults }
}

const readPlaces = (workbook: exceljs.Workbook) =>
  readSheet(workbook, SHEETS.places, (cells, fault): PlaceRow | null => {
    const read = codeFromText(cells.code)
    if ('says' in read) {
      fault('code', read.says)
      return null
    }
    const level = levelOf(read.code)
    const kind = cells.kind === '' ? kindFromName(level, cells.name) : kindFromWord(cells.kind)
    if (kind === null) fault('kind', `不认识类型“${cells.kind.slice(0, 20)}”：请从下拉列表里选，也可以空着。`)
    const { name, source } = cells
    return { code: read.code, level, kind: kind ?? kindFromName(level, name), name, source: source || '县里填写' }
  })

/** Columns a workbook made from an older template does not have. */
const LATER_COLUMNS = ['rooms'] as const
const LATER_OF_PEOPLE = ['languages'] as const

const readUnits = (workbook: exceljs.Workbook) =>
  readSheet(
    workbook,
    SHEETS.units,
    (cells, fault): UnitRow | null => {
      const number = unitNumber(cells.number)
      if (number === null) {
        fault('number', `单位编号“${cells.number.slice(0, 20)}”不对：请写 1 到 9999 的整数。`)
        return null
      }
      const kind = unitKinds.get(cells.kind)
      if (!kind) fault('kind', `不认识单位类型“${cells.kind.slice(0, 20)}”：请从下拉列表里选。`)
      const place = codeFromText(cells.place_code)
      if ('says' in place) fault('place_code', place.says)
      const parent = cells.parent_key === '' ? null : unitNumber(cells.parent_key)
      if (parent === null && cells.parent_key !== '') {
        fault('parent_key', `上级单位编号“${cells.parent_key.slice(0, 20)}”不对：请写上级单位的编号，没有上级就空着。`)
      }
      if (!['是', '否', ''].includes(cells.takes_requests)) {
        fault('takes_requests', `“${cells.takes_requests.slice(0, 20)}”看不懂：请写“是”或“否”。`)
      }
      const rooms = cells.rooms.split(BETWEEN_ROOMS).filter(Boolean)
      return {
        key: String(number),
        number,
        // Stands in for a word already reported, so that the people of this unit are not reported too.
        kind: kind ?? 'department',
        name: cells.name,
        place_code: 'code' in place ? place.code : 0,
        parent_key: parent === null ? null : String(parent),
        phone: cells.phone,
        address: cells.address,
        hours: cells.hours,
        takes_requests: cells.takes_requests === '是',
        ...(rooms.length > 0 ? { rooms } : {}),
      }
    },
    LATER_COLUMNS,
  )

function unitNumber(text: string): number | null {
  return /^\d{1,4}$/.test(text) ? Number(text) : null
}

/** A person with several posts has a row for each, with the same name and sign-in name. */
function readPeople(workbook: exceljs.Workbook): { rows: PersonRow[]; at: number[][]; faults: RowFault[] } {
  const sheet = readSheet(
    workbook,
    SHEETS.people,
    ({ name, sign_in_name, unit_key, role, languages: spoken }, fault) => {
      const number = unitNumber(unit_key)
      const known = roles.get(role)
      if (number === null) fault('unit_key', `单位编号“${unit_key.slice(0, 20)}”不对：请写“单位”表里的编号。`)
      if (!known) fault('role', `不认识岗位“${role.slice(0, 20)}”：请从下拉列表里选。`)
      const { languages, unknown } = languagesFrom(spoken)
      for (const word of unknown)
        fault('languages', `不认识“${word.slice(0, 20)}”：请照表头的说明写，例如 苗语、手语；普通话不用写。`)
      const post = number !== null && known ? { unit_key: String(number), role: known } : null
      return { name, sign_in_name, languages, post }
    },
    LATER_OF_PEOPLE,
  )
  const rows: PersonRow[] = []
  const at: number[][] = []
  const faults: RowFault[] = []
  const seen = new Map<string, number>()
  sheet.rows.forEach(({ name, sign_in_name, languages, post }, index) => {
    const row = sheet.at[index] ?? 0
    const who = `${sign_in_name} ${name}`
    const nth = seen.get(who) ?? rows.length
    seen.set(who, nth)
    rows[nth] ??= { name, sign_in_name, posts: [] }
    at[nth] ??= []
    at[nth].push(row)
    if (post) rows[nth].posts.push(post)
    // Written in any one of her rows, it is hers.
    const before = rows[nth].languages ?? []
    const all = [...new Set([...before, ...languages])]
    if (all.length > 0) rows[nth].languages = all
    // Counted of her and not of a row; told where it becomes too many.
    if (all.length > MOST_LANGUAGES && before.length <= MOST_LANGUAGES) {
      const { title: sheet, columns } = SHEETS.people
      faults.push({ sheet, row, column: columns.languages, says: `一个人最多写 ${MOST_LANGUAGES} 种。` })
    }
  })
  return { rows, at, faults: [...sheet.faults, ...faults] }
}
