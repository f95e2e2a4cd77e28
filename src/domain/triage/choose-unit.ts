import type { UnitKind } from '../organisations/words.ts'
import { type Choice, LOCAL, type Match, type Row } from './rows.ts'
import type { MatrixVersion, Reason, RouteCode, TriageFacts, UnitCandidate } from './types.ts'

/** Which kinds of unit serve a route, the preferred kind first; `named` where the name has to hold a word of the row. */
const SERVED_BY: Record<
  RouteCode,
  { kinds: readonly UnitKind[]; named?: readonly UnitKind[]; words?: readonly string[] }
> = {
  peoples_mediation_village: { kinds: ['village_committee'] },
  peoples_mediation_town: { kinds: ['town_committee'] },
  peoples_mediation_trade: { kinds: ['trade_committee'], named: ['trade_committee'] },
  administrative_mediation: { kinds: ['department'], named: ['department'] },
  traffic_police_mediation: { kinds: ['traffic_police'] },
  police: { kinds: ['police_station', 'public_security_bureau'] },
  labour_inspection: { kinds: ['department'], named: ['department'], words: ['人力资源', '人社', '劳动'] },
  labour_arbitration: { kinds: ['labour_arbitration'] },
  land_arbitration: { kinds: ['land_arbitration'] },
  commercial_arbitration: { kinds: [] },
  government_decision: { kinds: ['town_government', 'department'], named: ['department'] },
  administrative_review: { kinds: ['administrative_review', 'justice_bureau'] },
  court: { kinds: ['tribunal', 'court'] },
  notary: { kinds: ['notary_office'] },
  legal_aid: { kinds: ['legal_aid_centre', 'legal_service_centre'] },
  petition: { kinds: ['petition_bureau'] },
  // Which office that is depends on the matter: a person chooses, and no list of names proposes one.
  competent_office: { kinds: [] },
}

const APPLIES_HERSELF: Reason = {
  says: '要由当事人自己提出申请，这里只能告知、帮助准备材料和转交。',
  law: '人民调解法 第三条第三项；本县约定：帮助准备材料，可以调整',
}
const FARTHER: Reason = { says: '离双方远一些：先问清双方来回方不方便，能上门、能视频的尽量。', law: LOCAL }

/** What speaks against the unit, so that whoever decides sees both sides. */
const AGAINST: Partial<Record<RouteCode, Reason>> = {
  peoples_mediation_village: {
    says: '同村熟人多：先核对调解员和双方有没有亲属、利害关系，有的要换人。',
    law: '本县约定（参照最高人民法院关于人民法院特邀调解的规定 第十五条），可以调整',
  },
  peoples_mediation_town: FARTHER,
  peoples_mediation_trade: FARTHER,
  administrative_mediation: { says: '行政调解也要双方同意；不同意的，告知别的途径。', law: LOCAL },
  police: {
    says: '公安机关管安全和违法行为，欠钱、归属这类民事的事还要另外解决。',
    law: '公安机关办理行政案件程序规定 第一百七十八条',
  },
  government_decision: { says: '处理决定要时间，其间不得改变现状。', law: '土地管理法 第十四条第四款' },
}

/** Five people with one claim (domain 4.3): a county's own line, not the law's. */
const LARGE = 5

/** Why the town goes before the village, or null where the village goes first. */
export function townBeforeVillage(facts: TriageFacts): Reason | null {
  if (facts.injury_or_death === true) return { says: '有人伤亡，先由乡镇（街道）一级调解。', law: LOCAL }
  if ((facts.people_count ?? 0) >= LARGE)
    return { says: `涉及 ${facts.people_count} 人，先由乡镇（街道）一级调解。`, law: LOCAL }
  return null
}

/**
 * Whether a trade committee may take a matter of this type: one whose trade the matrix knows by its name takes only the types
 * of the rows that name it. What trade is meant by another name the matrix cannot tell, and it closes no door to it.
 */
export function servesTypeOf(unit: { kind: UnitKind; name: string }, type: string, matrix: readonly Row[]): boolean {
  if (unit.kind !== 'trade_committee') return true
  const rows = matrix.filter((row) =>
    row.first.some(
      (choice) =>
        choice.route === 'peoples_mediation_trade' && (choice.words ?? []).some((word) => unit.name.includes(word)),
    ),
  )
  const takes = ({ types }: Match): boolean => types === undefined || types.some((it) => it === type)
  return rows.length === 0 || rows.some((row) => row.match.some(takes))
}

function serves(unit: UnitCandidate, choice: Choice, kind: UnitKind): boolean {
  const { named = [], words: routeWords } = SERVED_BY[choice.route]
  const words = routeWords ?? choice.words ?? []
  return unit.kind === kind && (!named.includes(kind) || words.some((word) => unit.name.includes(word)))
}

/** The nearest unit for a choice, the preferred kind first; null where the list has none. */
export function unitFor(choice: Choice, units: readonly UnitCandidate[]): UnitCandidate | null {
  for (const kind of choice.kinds ?? SERVED_BY[choice.route].kinds) {
    const unit = units.find((it) => serves(it, choice, kind))
    if (unit) return unit
  }
  return null
}

/** The others of its kind that serve the same choice, in the order of the list. */
export const unitsLike = (unit: UnitCandidate, choice: Choice, units: readonly UnitCandidate[]): UnitCandidate[] =>
  units.filter((it) => it.id !== unit.id && it.kind === unit.kind && serves(it, choice, unit.kind))

/** How near it is: one of several of the same level is the first of the list, as the fourth matrix says. */
function nearest(unit: UnitCandidate, choice: Choice, units: readonly UnitCandidate[], version: MatrixVersion): string {
  const asNear =
    version < 4 || !unit.level ? [] : unitsLike(unit, choice, units).filter((it) => it.level === unit.level)
  return asNear.length === 0
    ? '管事情发生的地方，是名单里最近的一家。'
    : `管事情发生的地方，同一级的有 ${asNear.length + 1} 家，这是排在名单前面的一家。`
}

export type Chosen = {
  choice: Choice
  unit: { id: number; name: string } | null
  unit_for: Reason[]
  unit_against: Reason[]
}

/** The first choice that has a unit, with what speaks for and against it; without any, the first choice and no unit. */
export function chosenFrom(
  choices: readonly [Choice, ...Choice[]],
  units: readonly UnitCandidate[],
  version: MatrixVersion,
): Chosen {
  const without: Choice[] = []
  for (const choice of choices) {
    const unit = unitFor(choice, units)
    if (!unit) {
      without.push(choice)
      continue
    }
    return {
      choice,
      unit: { id: unit.id, name: unit.name },
      unit_for: [{ says: `${unit.name}：${nearest(unit, choice, units, version)}`, law: LOCAL }],
      unit_against: [
        ...without.map((it) => ({ says: `本来先考虑：${it.says}名单里没有这样的单位。`, law: it.law })),
        AGAINST[choice.route] ?? APPLIES_HERSELF,
      ],
    }
  }
  return {
    choice: choices[0],
    unit: null,
    unit_for: [],
    unit_against: [{ says: '名单里没有对应的单位，请人工选择，或者请管理员补上。', law: LOCAL }],
  }
}
