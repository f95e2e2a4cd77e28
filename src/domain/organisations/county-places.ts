import type { RowFault } from './county-import.ts'
import { type PlaceRow, SHEETS } from './county-rows.ts'
import { firstSeen, nameFault } from './names.ts'
import {
  isPlaceCode,
  isWithin,
  levelOf,
  officialText,
  PLACE_KINDS,
  PLACE_LEVELS,
  type PlaceCode,
  type PlaceKind,
  type PlaceLevel,
  parentOf,
} from './places.ts'

/** Which kinds a place of each level may be of. */
export const KINDS_OF_LEVEL: Record<PlaceLevel, readonly PlaceKind[]> = {
  county: ['county'],
  town: ['town', 'street', 'other'],
  village: ['village', 'community', 'other'],
  grid: ['grid', 'other'],
}

type Options = {
  known: ReadonlySet<PlaceCode>
  /** The sheet row of each place. */
  rows: number[]
  /** The county everything must lie in; left out for official lists, which may hold several. */
  countyCode?: PlaceCode
}

/** Everything wrong with a list of places: codes, levels, kinds, names, parents that are not there. */
export function checkPlaces(places: readonly PlaceRow[], { known, rows, countyCode }: Options): RowFault[] {
  const faults: RowFault[] = []
  const codes = new Set<PlaceCode>([...known, ...places.map((place) => place.code)])
  const codeBefore = firstSeen<PlaceCode>()
  const nameBefore = firstSeen<string>()

  places.forEach((place, index) => {
    const row = rows[index] ?? index + 1
    const fault = (column: keyof typeof SHEETS.places.columns, says: string) =>
      faults.push({ sheet: SHEETS.places.title, row, column: SHEETS.places.columns[column], says })

    const name = nameFault(place.name, { most: 60, called: '名称' })
    if (name) fault('name', name)
    if ([...place.source].length > 300) fault('source', '来源超过 300 个字：请写短一些。')
    if (!isPlaceCode(place.code)) {
      fault('code', `代码 ${place.code} 不是区划代码：请写 12 位官方代码，网格写 15 位。`)
      return
    }

    const text = officialText(place.code)
    const earlier = codeBefore(place.code, row)
    if (earlier !== null) fault('code', `代码 ${text} 与第 ${earlier} 行重复：请改正代码，或删掉多余的一行。`)

    const level = levelOf(place.code)
    if (level !== place.level || !KINDS_OF_LEVEL[level].includes(place.kind)) {
      const right = KINDS_OF_LEVEL[level].map((kind) => PLACE_KINDS[kind]).join('、')
      const says = `代码 ${text} 是${PLACE_LEVELS[level]}一级，类型却写了“${PLACE_KINDS[place.kind]}”`
      fault('kind', `${says}：请改正代码，或把类型改为${right}。`)
    }

    const parent = parentOf(place.code)
    if (countyCode !== undefined && isPlaceCode(countyCode) && !isWithin(place.code, countyCode)) {
      fault('code', `代码 ${text} 不在本县（${officialText(countyCode)}）之内：请改正代码，或删掉这一行。`)
    } else if (parent !== null && !codes.has(parent)) {
      const above = `${PLACE_LEVELS[levelOf(parent)]}${officialText(parent)}`
      fault('code', `${text} 的上一级“${above}”不在表里：请加上那一行，或改正代码。`)
    }
    const twin = earlier === null && !name ? nameBefore(`${parent} ${place.name}`, row) : null
    if (twin !== null) fault('name', `与第 ${twin} 行同属一处，名称也一样：请改正名称，或删掉多余的一行。`)
  })
  return faults
}
