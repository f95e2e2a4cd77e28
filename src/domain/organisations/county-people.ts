import type { CountyImport, RowFault } from './county-import.ts'
import { type PersonRow, SHEETS } from './county-rows.ts'
import { SIGN_IN_NAME } from './inputs.ts'
import { firstSeen, nameFault } from './names.ts'
import { levelOf, PLACE_LEVELS, type PlaceCode, type PlaceLevel } from './places.ts'
import { COMMITTEE_KINDS, GUARDIANS, RESIDENT_ROLES, ROLES, type Role, type UnitKind } from './words.ts'

/** At which level of place a role is held: a post's area is its unit's place, so a role held too high sees too much. */
export const LEVELS_OF_ROLE: Record<Role, readonly PlaceLevel[]> = {
  grid_worker: ['village', 'grid'],
  village_mediator: ['village'],
  village_director: ['village'],
  committee_director: ['village', 'town', 'county'],
  full_time_mediator: ['village', 'town', 'county'],
  resident_court_mediator: ['town', 'county'],
  resident_police_mediator: ['town', 'county'],
  resident_centre_mediator: ['town', 'county'],
  part_time_mediator: ['village', 'town', 'county'],
  invited_mediator: ['village', 'town', 'county'],
  expert: ['county'],
  town_intake: ['town'],
  town_director: ['town'],
  justice_officer: ['town'],
  county_intake: ['county'],
  county_dispatcher: ['county'],
  county_leader: ['county'],
  police_officer: ['town', 'county'],
  court_liaison: ['town', 'county'],
  petition_officer: ['town', 'county'],
  department_officer: ['town', 'county'],
  system_administrator: ['county'],
  security_auditor: ['county'],
  data_protection_officer: ['county'],
}

/**
 * At which kinds of units a role is held, where that is not open: a resident mediator's post is at the committee that sends her, not
 * in the court or station where she sits (domain 1.2 STN); else that office would mediate in a committee's place.
 */
export const KINDS_OF_ROLE: Partial<Record<Role, readonly UnitKind[]>> = Object.fromEntries(
  RESIDENT_ROLES.map((role) => [role, COMMITTEE_KINDS]),
)

/** What is wrong with holding this role at a unit of this kind, or null. */
export const kindFault = (role: Role, kind: UnitKind): string | null =>
  KINDS_OF_ROLE[role]?.includes(kind) === false
    ? `${ROLES[role]}的岗位要设在派出他的人民调解委员会，不设在所驻的单位：请改正单位或岗位。`
    : null

const columns = SHEETS.people.columns

/** Everything wrong with the people of an import: names, sign-in names, posts, and the three guardians (threats I33). */
export function checkPeople({ units, people }: CountyImport, rows: number[][]): RowFault[] {
  const faults: RowFault[] = []
  const kindOf = new Map<string, UnitKind>(units.map((unit) => [unit.key, unit.kind]))
  const placeOf = new Map<string, PlaceCode>(units.map((unit) => [unit.key, unit.place_code]))
  const nameBefore = firstSeen<string>()

  people.forEach((person, index) => {
    const row = rows[index]?.[0] ?? index + 1
    const fault = (column: keyof typeof columns, says: string, at = row) =>
      faults.push({ sheet: SHEETS.people.title, row: at, column: columns[column], says })

    const name = nameFault(person.name, { most: 50, called: '姓名' })
    if (name) fault('name', name)
    const taken = nameBefore(person.sign_in_name, row)
    if (!SIGN_IN_NAME.test(person.sign_in_name)) {
      fault(
        'sign_in_name',
        `登录名“${person.sign_in_name.slice(0, 40)}”不对：请用 2 到 32 个小写字母、数字、点、横线，例如 wang.jie。`,
      )
    } else if (taken !== null) {
      fault('sign_in_name', `登录名 ${person.sign_in_name} 与第 ${taken} 行的人重复：请给每个人不同的登录名。`)
    }

    if (person.posts.length === 0) fault('role', `${person.name} 没有岗位：请写上单位编号和岗位，或删掉这一行。`)
    const postBefore = firstSeen<string>()
    person.posts.forEach((post, nth) => {
      const at = rows[index]?.[nth] ?? row
      const place = placeOf.get(post.unit_key)
      const levels = LEVELS_OF_ROLE[post.role]
      if (place === undefined) {
        fault('unit_key', `没有编号为 ${post.unit_key} 的单位：请先在“单位”里加上，或改正单位编号。`, at)
      } else if (!levels.includes(levelOf(place))) {
        const right = levels.map((level) => PLACE_LEVELS[level]).join('或')
        fault('role', `${ROLES[post.role]}要在${right}的单位任职：请改正单位编号或岗位。`, at)
      }
      const kind = kindOf.get(post.unit_key)
      const wrong = kind && kindFault(post.role, kind)
      if (wrong) fault('role', wrong, at)
      const same = postBefore(`${post.role} ${post.unit_key}`, at)
      if (same !== null) fault('role', `与第 ${same} 行是同一个人的同一个岗位：请删掉一行。`, at)
    })
    const guardian = guardianFault(person)
    if (guardian) fault('role', guardian)
  })

  for (const role of GUARDIANS) {
    if (people.some((person) => person.posts.some((post) => post.role === role))) continue
    const says = `没有${ROLES[role]}：请指定一人（系统管理员、安全审计员、个人信息保护负责人要是三个不同的人）。`
    faults.push({ sheet: SHEETS.people.title, row: 1, column: columns.role, says })
  }
  return faults
}

function guardianFault({ name, posts }: PersonRow): string | null {
  const held = [...new Set(posts.map((post) => post.role))]
  const guarded = held.filter((role) => GUARDIANS.includes(role))
  const [guardian] = guarded
  if (guardian === undefined) return null
  if (guarded.length > 1) {
    return `${name} 同时是${guarded.map((role) => ROLES[role]).join('和')}：这几个岗位要由不同的人担任，请换人。`
  }
  // The database allows one guardian post a person, so two at different units are refused here with words.
  if (held.length > 1 || posts.length > 1) {
    return `${name} 是${ROLES[guardian]}，不能再任别的岗位：请把别的岗位交给别人。`
  }
  return null
}
