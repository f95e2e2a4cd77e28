import type { Fault } from './administration.ts'
import { isWithin, levelOf, officialText, PLACE_LEVELS, type PlaceCode, parentOf } from './places.ts'
import { CENTRE_KINDS, COMMITTEE_KINDS, ROLES, type Role, UNIT_KINDS, type UnitKind } from './words.ts'

/**
 * The rules of handing over: who may come after a person, a unit, a place. Each function answers with everything wrong at
 * once, in Chinese; an empty list means it may be done.
 */

/** What an act of handing over is about, with the words people see. */
export const SUCCESSION_KINDS = {
  person: '人员离开',
  unit: '单位合并、撤销',
  place: '区划代码变更',
} as const
export type SuccessionKind = keyof typeof SUCCESSION_KINDS

const fault = (path: string, says: string): Fault => ({ path, says })

type Leaving = {
  /** The posts she has at the unit still, and what is hers there. */
  posts: number
  mediations: number
  duties: number
  /** Posts she keeps elsewhere: role and unit, for whoever is to leave altogether. */
  elsewhere: readonly { role: Role; unit_name: string }[]
  leaves: boolean
  /** Who comes after her: null for the unit itself, undefined where whoever was named does not work there. */
  successor: { name: string } | null | undefined
}

/** Everything wrong with handing over what somebody has at a unit. */
export function faultsOfLeaving(of: Leaving): Fault[] {
  const faults: Fault[] = []
  if (of.posts === 0 && of.mediations === 0 && of.duties === 0)
    faults.push(fault('', '这个人在这个单位没有岗位，手上也没有要交的：不用交接。'))
  if (of.successor === undefined)
    faults.push(fault('successor', '接手的人现在不在这个单位任职：请另选一位，或者交回单位。'))
  const [other] = of.elsewhere
  if (of.leaves && other)
    faults.push(
      fault('leaves', `还在“${other.unit_name}”任${ROLES[other.role]}：那边也交接了，才能离岗。请先不勾选“离岗”。`),
    )
  return faults
}

/** Why somebody's last post at a unit is not simply ended. */
export function faultsOfWorkLeft({ mediations, duties }: { mediations: number; duties: number }): Fault[] {
  if (mediations === 0 && duties === 0) return []
  const left = [
    ...(mediations > 0 ? [`${mediations} 件正在调解`] : []),
    ...(duties > 0 ? [`${duties} 项期限记在名下`] : []),
  ]
  return [fault('', `手上还有${left.join('、')}：请在“交接”页一次交给别人或者交回单位，岗位随着结束。`)]
}

type Unit = {
  id: number
  name: string
  kind: UnitKind
  place_code: PlaceCode
  phone: string
  takes_requests: boolean
}
type GivingWay = {
  from: Unit
  /** Null where there is none, or it has ended. */
  to: Unit | null
  county: PlaceCode
  /** Hand-overs that are not finished and touch one of the two. */
  running: boolean
  /** Complaints nobody could examine any more. */
  unexamined: number
}

/** Whether one unit can take the other's place: the same kind of office, or two of a family. */
const alike = (one: UnitKind, other: UnitKind): boolean =>
  one === other || [COMMITTEE_KINDS, CENTRE_KINDS].some((kinds) => kinds.includes(one) && kinds.includes(other))

/** Everything wrong with one unit giving way to another. */
export function faultsOfGivingWay({ from, to, county, running, unexamined }: GivingWay): Fault[] {
  if (to === null) return [fault('to_unit', '没有这个单位，或者它已经停用：请重新选择。')]
  if (to.id === from.id) return [fault('to_unit', '接替的不能是它自己：请选别的单位。')]
  const faults: Fault[] = []
  if (!alike(from.kind, to.kind))
    faults.push(
      fault(
        'to_unit',
        `“${from.name}”是${UNIT_KINDS[from.kind]}，“${to.name}”是${UNIT_KINDS[to.kind]}，职责不同：请选同类的单位。`,
      ),
    )
  else if (levelOf(from.place_code) !== levelOf(to.place_code))
    faults.push(
      fault(
        'to_unit',
        `接替的要是${PLACE_LEVELS[levelOf(from.place_code)]}一级的单位，人员的岗位才能原样过去：请重新选择。`,
      ),
    )
  const same = from.place_code === to.place_code
  if (from.takes_requests && same && to.phone === '')
    faults.push(fault('to_unit', `“${to.name}”要接着受理群众诉求，还没有填电话：请先在“单位”页填上。`))
  if (from.takes_requests && !same && from.place_code === county)
    faults.push(fault('', '它受理全县的诉求：请先让别的单位接替受理，再办合并。'))
  if (unexamined > 0)
    faults.push(
      fault(
        '',
        `有 ${unexamined} 件意见说的是“${to.name}”或者“${from.name}”，合并以后没有别的单位可以查：请先给县综治中心或者司法局安排人员，再办合并。`,
      ),
    )
  if (running) faults.push(fault('', '两个单位里有一个正在交接：请等那一次办完，再办这一次。'))
  return faults
}

type NewCode = {
  county: PlaceCode
  from: { code: PlaceCode; name: string }
  /** What was typed; null where it is no code. */
  to: PlaceCode | null
  /** A place that has or had the new code, or one below it. */
  known: { name: string } | null
  parent_in_use: boolean
  /** Another place of that name under the new parent. */
  same_name: boolean
  running: boolean
}

/** Everything wrong with giving a place a new code. */
export function faultsOfNewCode({ county, from, to, known, parent_in_use, same_name, running }: NewCode): Fault[] {
  if (to === null) return [fault('code', '这不是区划代码：请写 9 或 12 位官方代码，网格写 15 位。')]
  const [text, level] = [officialText(to), levelOf(from.code)]
  if (level === 'county') return [fault('', '本县自己的代码不在这里改。')]
  if (to === from.code) return [fault('code', '这就是现在的代码：请写新的代码。')]
  if (levelOf(to) !== level)
    return [fault('code', `“${from.name}”是${PLACE_LEVELS[level]}一级，代码 ${text} 不是：请核对位数。`)]
  const parent = parentOf(to)
  if (parent === null || !isWithin(to, county))
    return [fault('code', `代码 ${text} 不在本县（${officialText(county)}）之内：请核对。`)]
  const faults: Fault[] = []
  if (known) faults.push(fault('code', `代码 ${text} 已经用过，是“${known.name}”：一个代码只给一个地方，请核对。`))
  else if (!parent_in_use)
    faults.push(
      fault(
        'code',
        `上一级“${PLACE_LEVELS[levelOf(parent)]}${officialText(parent)}”还没有，或者已经停用：请先增加它。`,
      ),
    )
  else if (same_name) faults.push(fault('code', `那里已经有一个“${from.name}”：请先在“地方”页改名，写得能区分开。`))
  if (running) faults.push(fault('', '这里正在换代码：请等那一次办完，再办这一次。'))
  return faults
}
