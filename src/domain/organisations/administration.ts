import { addDays, type Day } from '../clocks/calendar.ts'
import { kindFault, LEVELS_OF_ROLE } from './county-people.ts'
import { KINDS_OF_LEVEL } from './county-places.ts'
import { LEVEL_OF_KIND } from './county-units.ts'
import {
  isWithin,
  levelOf,
  officialText,
  PLACE_KINDS,
  PLACE_LEVELS,
  type PlaceCode,
  type PlaceKind,
  parentOf,
} from './places.ts'
import { GUARDIANS, ROLES, type Role, UNIT_KINDS, type UnitKind } from './words.ts'

/**
 * The rules of administration after the set-up: what may be added, changed and ended, and when. Nothing is deleted; things
 * end. Each function answers with everything wrong at once, in Chinese; an empty list means it may be done.
 */

/** One thing wrong: beside which field, or about how things stand ('' as path). */
export type Fault = { path: string; says: string }

/** A stretch of days, both ends included; without `until` it goes on. */
export type Held = { from_on: Day; until: Day | null }
export type HeldPost = Held & { id: string; unit_id: number; role: Role }

/** The furthest a post may be planned ahead or limited to, in days: three years, an ordinary term of office. */
const FURTHEST = 3 * 366

/** Whether two stretches share a day. One whose last day lies before its first was never in force. */
export function overlap(one: Held, other: Held): boolean {
  const isEmpty = ({ from_on, until }: Held) => until !== null && until < from_on
  if (isEmpty(one) || isEmpty(other)) return false
  return (other.until === null || one.from_on <= other.until) && (one.until === null || other.from_on <= one.until)
}

/** Whether a post is in force on a day. */
export const inForce = (post: Held, day: Day): boolean => overlap(post, { from_on: day, until: day })

/**
 * Why a person who holds these posts may not hold this one too, or null: a guardian holds no other post on any of her days,
 * neither another guardian's nor an ordinary one (三员分立, threats I33).
 */
export function guardianConflict(held: readonly HeldPost[], wanted: Held & { role: Role }): string | null {
  const other = held.find(
    (post) => overlap(post, wanted) && (GUARDIANS.includes(post.role) || GUARDIANS.includes(wanted.role)),
  )
  if (!other) return null
  const guardian = GUARDIANS.includes(wanted.role) ? wanted.role : other.role
  return `${ROLES[guardian]}不能同时任别的岗位：这个人这段时间还是${ROLES[other.role]}。请换人，或先结束那个岗位。`
}

type WantedPost = {
  wanted: { unit_id: number; role: Role; from_on: Day; until: Day | null }
  /** The unit it is at; null when there is none or it has ended. */
  unit: { name: string; place_code: PlaceCode; kind: UnitKind } | null
  /** The posts the person has or had. */
  held: readonly HeldPost[]
  today: Day
}

/** Everything wrong with giving a person a post. */
export function faultsOfPost({ wanted, unit, held, today }: WantedPost): Fault[] {
  const faults: Fault[] = []
  const fault = (path: string, says: string) => faults.push({ path, says })
  const levels = LEVELS_OF_ROLE[wanted.role]
  if (unit === null) fault('unit_id', '没有这个单位，或者它已经停用：请重新选择。')
  else if (!levels.includes(levelOf(unit.place_code))) {
    const right = levels.map((level) => PLACE_LEVELS[level]).join('或')
    fault('role', `${ROLES[wanted.role]}要在${right}的单位任职，“${unit.name}”不是：请改单位或岗位。`)
  }
  const wrong = unit && kindFault(wanted.role, unit.kind)
  if (wrong) fault('unit_id', wrong)
  const latest = addDays(today, FURTHEST)
  if (wanted.from_on < today) fault('from_on', '岗位不能从过去的日子算起：请写今天或以后。')
  else if (wanted.from_on > latest) fault('from_on', '最多提前三年安排：请写近一些的日子。')
  if (wanted.until !== null && wanted.until < wanted.from_on) fault('until', '最后一天不能早于第一天。')
  else if (wanted.until !== null && wanted.until > latest) fault('until', '最多写到三年以后；没有期限就不要填。')
  if (faults.length > 0) return faults
  const conflict = guardianConflict(held, wanted)
  if (conflict) fault('role', conflict)
  const same = held.find(
    (post) => post.role === wanted.role && post.unit_id === wanted.unit_id && overlap(post, wanted),
  )
  if (same) fault('role', '这个人在这个单位已经有这个岗位。')
  return faults
}

/**
 * The last day of a post that is ended, or what is wrong. At once (null) means that yesterday was the last day, and that a
 * post still to begin never does.
 */
export function lastDayOf(post: Held, asked: Day | null, today: Day): { until: Day } | { fault: Fault } {
  const fault = (path: string, says: string) => ({ fault: { path, says } })
  if (post.until !== null && post.until < today) return fault('', '这个岗位已经结束了。')
  if (asked === null) return { until: addDays(post.from_on < today ? today : post.from_on, -1) }
  if (asked < today) return fault('last_day', '最后一天不能在过去：请写今天或以后，或选“马上停止”。')
  if (asked < post.from_on) return fault('last_day', '最后一天不能早于第一天；这个岗位不要了，请选“马上停止”。')
  if (asked > addDays(today, FURTHEST)) return fault('last_day', '最多写到三年以后。')
  if (post.until !== null && asked >= post.until)
    return fault('last_day', '这里只能提前结束；要延长，请在到期后另加一个岗位。')
  return { until: asked }
}

/** Somebody with a system administrator's post: `can_act` when her account is activated and she has not left. */
export type Administrator = Held & { person_id: string; can_act: boolean }

/** Whether the county keeps a system administrator who can act, for good, when this person no longer is one. */
export const staysAdministered = (all: readonly Administrator[], without: string, today: Day): boolean =>
  all.some((one) => one.person_id !== without && one.can_act && one.until === null && inForce(one, today))

export const LAST_ADMINISTRATOR: Fault = {
  path: '',
  says: '这是最后一位能登录的系统管理员：请先增加另一位系统管理员并让他开通账号，再办这一项。',
}
export const NOT_TO_ONESELF: Fault = { path: '', says: '不能给自己加岗位：请另一位系统管理员来办。' }
export const BEING_HANDED_OVER: Fault = {
  path: '',
  says: '这个单位正在交接：请等“交接”页上那一次办完，再停用。',
}
export const HAS_LEFT: Fault = { path: '', says: '这个人已经离岗：回来工作请作为新的人员增加，用新的登录名。' }

type PlaceWords = { name: string; kind: PlaceKind }
/** Another place under the same parent. */
type Sibling = { code: PlaceCode; name: string }

/** What is wrong with the name and kind of a place, new or known. */
export function faultsOfPlace(code: PlaceCode, { name, kind }: PlaceWords, siblings: readonly Sibling[]): Fault[] {
  const faults: Fault[] = []
  const level = levelOf(code)
  if (!KINDS_OF_LEVEL[level].includes(kind)) {
    const right = KINDS_OF_LEVEL[level].map((one) => PLACE_KINDS[one]).join('、')
    faults.push({ path: 'kind', says: `代码 ${officialText(code)} 是${PLACE_LEVELS[level]}一级，类型请选${right}。` })
  }
  if (siblings.some((one) => one.code !== code && one.name === name))
    faults.push({ path: 'name', says: '同一个上级之下已经有这个名称：请写得能区分开。' })
  return faults
}

type AroundPlace = {
  county: PlaceCode
  /** The same code, where it is known already. */
  known: { name: string; in_use: boolean } | null
  parent_in_use: boolean
  siblings: readonly Sibling[]
}

/** Everything wrong with a new place; `code` is null where what was typed is no code. */
export function faultsOfNewPlace(code: PlaceCode | null, words: PlaceWords, around: AroundPlace): Fault[] {
  if (code === null) return [{ path: 'code', says: '这不是区划代码：请写 9 或 12 位官方代码，网格写 15 位。' }]
  const text = officialText(code)
  const parent = parentOf(code)
  if (parent === null || !isWithin(code, around.county))
    return [{ path: 'code', says: `代码 ${text} 不在本县（${officialText(around.county)}）之内：请核对。` }]
  if (around.known?.in_use) return [{ path: 'code', says: `代码 ${text} 已经有了，是“${around.known.name}”。` }]
  const faults = faultsOfPlace(code, words, around.siblings)
  if (!around.parent_in_use) {
    const above = `${PLACE_LEVELS[levelOf(parent)]}${officialText(parent)}`
    faults.push({ path: 'code', says: `上一级“${above}”还没有，或者已经停用：请先增加它，或改正代码。` })
  }
  return faults
}

/** Why a place cannot be ended: what is still in use below and in it. */
export function faultsOfEndingPlace(code: PlaceCode, inUse: { places: number; units: number }): Fault[] {
  if (levelOf(code) === 'county') return [{ path: '', says: '本县不能停用。' }]
  const left = [
    ...(inUse.places > 0 ? [`${inUse.places} 个下级地方`] : []),
    ...(inUse.units > 0 ? [`${inUse.units} 个单位`] : []),
  ]
  return left.length > 0 ? [{ path: '', says: `这里还有${left.join('、')}在用：请先停用它们。` }] : []
}

type UnitWords = { name: string; phone: string; takes_requests: boolean; takes_over: boolean }
type AroundUnit = {
  /** Another unit in use or ended that has this name. */
  same_name: boolean
  /** The other unit that receives the requests of the place now. */
  receiver: { name: string } | null
  /** How many people at the unit may receive requests. */
  receiving_people: number
  is_county: boolean
  takes_now: boolean
}

/** Everything wrong with the words of a unit: its name, and receiving requests (one unit a place, reachable, staffed). */
export function faultsOfUnit(words: UnitWords, around: AroundUnit): Fault[] {
  const faults: Fault[] = []
  const fault = (path: string, says: string) => faults.push({ path, says })
  if (around.same_name) fault('name', '已经有单位用过这个名称：请写上乡镇名或年份，以便区分。')
  if (!words.takes_requests) {
    if (around.takes_now && around.is_county)
      fault('takes_requests', '全县的诉求要有单位受理：请在接替的单位上选“受理”并由它接替，这里会自动停止。')
    return faults
  }
  if (words.phone === '') fault('phone', '受理群众诉求的单位要有电话，回执上要印：请填写。')
  if (around.receiver && !words.takes_over)
    fault('takes_over', `这个地方现在由“${around.receiver.name}”受理，一个地方只能有一个：要接替请勾选。`)
  if (!around.takes_now && around.receiving_people === 0)
    fault('takes_requests', '这里还没有受理人员：请先安排主任、调解员或受理岗，再选“受理”。')
  return faults
}

/** What is wrong with where a new unit stands. */
export function faultsOfUnitPlace(kind: UnitKind, place: { code: PlaceCode; name: string } | null): Fault[] {
  if (place === null) return [{ path: 'place_code', says: '没有这个地方，或者它已经停用：请重新选择。' }]
  const level = LEVEL_OF_KIND[kind]
  if (!level || levelOf(place.code) === level) return []
  return [
    {
      path: 'place_code',
      says: `${UNIT_KINDS[kind]}要设在${PLACE_LEVELS[level]}一级，“${place.name}”不是：请改地方或类型。`,
    },
  ]
}

type OfEndingUnit = {
  /** Open files the unit is answerable for or handles, and duties running against it: numbers, no content. */
  files: number
  duties: number
  /** Open lines, sites and receptions of the registers that lie on it: a number, no content. */
  register_lines: number
  /** People who hold a post there, now or from a later day. */
  people: number
  receives_for_county: boolean
  /** Who would receive the requests of its place once it is gone. */
  next: string | null
}

/** Why a unit cannot be ended yet: what it still owes and to whom to hand it, and who still works there. */
export function faultsOfEndingUnit(of: OfEndingUnit): Fault[] {
  const { files, duties, register_lines, people, receives_for_county, next } = of
  const faults: Fault[] = []
  const fault = (says: string) => faults.push({ path: '', says })
  if (files > 0 || duties > 0) {
    const owed = [...(files > 0 ? [`${files} 件纠纷没有办结`] : []), ...(duties > 0 ? [`${duties} 项时限在计`] : [])]
    const to = next ? `“${next}”` : '别的单位'
    fault(`它还有${owed.join('、')}：请它的负责人先办结，或交给${to}接过去，再停用。内容您看不到，也不必看。`)
  }
  if (register_lines > 0)
    fault(`工作清单里还有 ${register_lines} 项落在它身上：请先办完、由管这里的结束，或者办机构合并，再停用。`)
  if (people > 0) fault(`还有 ${people} 个岗位在这里：请先结束这些岗位，要换单位的在新单位另加岗位。`)
  if (receives_for_county) fault('它受理全县的诉求：请先让别的单位接替，再停用。')
  return faults
}
