import type { CountyImport, RowFault } from './county-import.ts'
import { MOST_ROOMS, ROOM_NAME, SHEETS, type UnitRow } from './county-rows.ts'
import { firstSeen, isPhone, nameFault } from './names.ts'
import { levelOf, officialText, PLACE_LEVELS, type PlaceCode, type PlaceLevel } from './places.ts'
import { INTAKE_ROLES, UNIT_KINDS, type UnitKind } from './words.ts'

/** Kinds of unit that only make sense at one level; a post there sees the area of the unit's place. */
export const LEVEL_OF_KIND: Partial<Record<UnitKind, PlaceLevel>> = {
  political_legal_committee: 'county',
  county_centre: 'county',
  town_government: 'town',
  town_centre: 'town',
  town_committee: 'town',
  justice_office: 'town',
  village_centre: 'village',
  village_committee: 'village',
}

/** Everything wrong with the units of an import: numbers, names, places, parents, and who receives what is filed. */
export function checkUnits(
  { county, places, units, people }: CountyImport,
  { known, rows }: { known: ReadonlySet<PlaceCode>; rows: number[] },
): RowFault[] {
  const faults: RowFault[] = []
  const codes = new Set<PlaceCode>([...known, ...places.map((place) => place.code)])
  const byKey = new Map(units.map((unit) => [unit.key, unit]))
  const staffed = new Set(
    people.flatMap(({ posts }) =>
      posts.filter((post) => INTAKE_ROLES.includes(post.role)).map((post) => post.unit_key),
    ),
  )
  const numberBefore = firstSeen<number>()
  const keyBefore = firstSeen<string>()
  const nameBefore = firstSeen<string>()
  const receiverBefore = firstSeen<PlaceCode>()

  units.forEach((unit, index) => {
    const row = rows[index] ?? index + 1
    const fault = (column: keyof typeof SHEETS.units.columns, says: string) =>
      faults.push({ sheet: SHEETS.units.title, row, column: SHEETS.units.columns[column], says })

    const sameNumber = numberBefore(unit.number, row) ?? keyBefore(unit.key, row)
    if (!Number.isInteger(unit.number) || unit.number < 1 || unit.number > 9999) {
      fault('number', `单位编号 ${unit.number} 不对：请写 1 到 9999 的整数。`)
    } else if (sameNumber !== null) {
      fault('number', `单位编号 ${unit.number} 与第 ${sameNumber} 行重复：请给每个单位不同的编号。`)
    }

    const name = nameFault(unit.name, { most: 60, called: '单位名称' })
    const sameName = name ? null : nameBefore(unit.name, row)
    if (name) fault('name', name)
    if (sameName !== null) fault('name', `单位名称与第 ${sameName} 行重复：请在名称里写上乡镇名，以便区分。`)

    const level = LEVEL_OF_KIND[unit.kind]
    if (!codes.has(unit.place_code)) {
      fault('place_code', `“区划”里没有代码 ${unit.place_code}：请先在“区划”里加上，或改正代码。`)
    } else if (level && levelOf(unit.place_code) !== level) {
      const says = `${UNIT_KINDS[unit.kind]}要设在${PLACE_LEVELS[level]}一级，${officialText(unit.place_code)} 不是`
      fault('place_code', `${says}：请改正区划代码或单位类型。`)
    }

    if (unit.parent_key !== null && !byKey.has(unit.parent_key)) {
      fault('parent_key', `没有编号为 ${unit.parent_key} 的单位：请先加上它，或改正上级单位编号。`)
    } else if (isAboveItself(unit, byKey)) {
      fault('parent_key', '上级单位绕成了圈，绕回到了它自己：请改正上级单位编号。')
    }

    if (unit.phone !== '' && !isPhone(unit.phone)) {
      fault('phone', `“${unit.phone.slice(0, 30)}”不是电话号码：请写群众可以拨打的号码，例如 0960-5550000。`)
    }
    for (const column of ['address', 'hours'] as const) {
      const text =
        unit[column] === '' ? null : nameFault(unit[column], { most: 100, called: SHEETS.units.columns[column] })
      if (text) fault(column, text)
    }

    for (const says of roomFaults(unit.rooms ?? [])) fault('rooms', says)

    if (unit.takes_requests) {
      const other = receiverBefore(unit.place_code, row)
      if (other !== null) {
        fault(
          'takes_requests',
          `第 ${other} 行的单位已经受理这个地方的诉求：一个地方只能有一个，请把其中一个改为“否”。`,
        )
      }
      if (unit.phone === '') fault('phone', '受理群众诉求的单位要有电话，回执上要印：请填写。')
      if (!staffed.has(unit.key)) {
        const says = '这里受理群众诉求，却没有受理人员'
        fault('takes_requests', `${says}：请在“人员”里安排主任、调解员或受理岗，或改为“否”（诉求会交给上一级）。`)
      }
    }
  })

  if (!units.some((unit) => unit.takes_requests && unit.place_code === county.place_code)) {
    faults.push({
      sheet: SHEETS.units.title,
      row: 1,
      column: SHEETS.units.columns.takes_requests,
      says: '没有受理全县诉求的单位，有的诉求会没人接：请让县综治中心“受理群众诉求”，区划代码写本县的。',
    })
  }
  return faults
}

/** What is wrong with the names of a unit's rooms: the same that its form asks of them. */
function roomFaults(rooms: readonly string[]): string[] {
  const said = rooms.flatMap((name) => nameFault(name, { most: ROOM_NAME, called: '调解室的名称' }) ?? [])
  if (rooms.length > MOST_ROOMS) said.push(`写了 ${rooms.length} 间调解室，最多 ${MOST_ROOMS} 间：请删掉一些。`)
  if (new Set(rooms).size < rooms.length) said.push('调解室的名称有重复：请给每一间不同的名称。')
  return said
}

function isAboveItself(unit: UnitRow, byKey: ReadonlyMap<string, UnitRow>): boolean {
  const passed = new Set<string>()
  let above = unit.parent_key === null ? undefined : byKey.get(unit.parent_key)
  while (above && !passed.has(above.key)) {
    if (above.key === unit.key) return true
    passed.add(above.key)
    above = above.parent_key === null ? undefined : byKey.get(above.parent_key)
  }
  return false
}
