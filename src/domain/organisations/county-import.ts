import { z } from 'zod'
import { checkPeople } from './county-people.ts'
import { checkPlaces } from './county-places.ts'
import { personRow, placeRow, SHEETS, unitRow } from './county-rows.ts'
import { checkUnits } from './county-units.ts'
import { isPhone } from './names.ts'
import { isPlaceCode, type PlaceCode } from './places.ts'

/** A whole county as it is set up once: who it is, its places, its units, its people. */
export const countyImport = z.object({
  county: z.object({ name: z.string(), place_code: z.number().int(), hotline: z.string() }),
  places: z.array(placeRow),
  units: z.array(unitRow),
  people: z.array(personRow),
})
export type CountyImport = z.infer<typeof countyImport>

/** One thing to put right, where it stands in the operator's spreadsheet, in Chinese: what is wrong and what to do. */
export type RowFault = { sheet: string; row: number; column: string; says: string }

/** Where the rows of an import stand in their sheets; without it the n-th row of each list is called row n. */
export type WhereRowsStand = { hotline: number; places: number[]; units: number[]; posts: number[][] }

export type CheckOptions = {
  /** Places the database has already, for a workbook that lists only what is new. */
  known?: ReadonlySet<PlaceCode>
  where?: WhereRowsStand
}

/** Everything wrong with an import, in the order of the sheets; an empty list means it can be written. */
export function checkCounty(county: CountyImport, { known = new Set(), where }: CheckOptions = {}): RowFault[] {
  const stands = where ?? {
    hotline: 1,
    places: county.places.map((_, index) => index + 1),
    units: county.units.map((_, index) => index + 1),
    posts: county.people.map((person, index) => person.posts.map(() => index + 1)),
  }
  return [
    ...checkCountyItself(county, stands.hotline),
    ...checkPlaces(county.places, { known, rows: stands.places, countyCode: county.county.place_code }),
    ...checkUnits(county, { known, rows: stands.units }),
    ...checkPeople(county, stands.posts),
  ]
}

function checkCountyItself({ county, places }: CountyImport, hotlineRow: number): RowFault[] {
  const faults: RowFault[] = []
  const place = (column: string, says: string) => faults.push({ sheet: SHEETS.places.title, row: 1, column, says })
  const counties = places.filter((one) => one.level === 'county')
  if (!isPlaceCode(county.place_code) || counties.length === 0) {
    place(
      SHEETS.places.columns.code,
      '没有县（区）这一行：请加一行，代码写本县 6 位代码后面补 6 个 0，类型写“县（区）”。',
    )
  } else if (counties.length > 1) {
    place(SHEETS.places.columns.code, `有 ${counties.length} 行县（区）：一套系统只管一个县，请只留本县的区划。`)
  } else if (counties[0]?.code !== county.place_code || counties[0].name !== county.name) {
    place(SHEETS.places.columns.name, `县（区）一行与本县“${county.name}”对不上：请把名称和代码改成一样。`)
  }
  if (!isPhone(county.hotline)) {
    faults.push({
      sheet: SHEETS.guide.title,
      row: hotlineRow,
      column: SHEETS.guide.columns.hotline,
      says: '没有写本县求助热线，或者写的不是电话号码：请写群众可以拨打的号码，例如 0960-5550000。',
    })
  }
  return faults
}
