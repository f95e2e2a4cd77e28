import type { Calendar, Day } from '../clocks/calendar.ts'
import { chosenFrom, townBeforeVillage } from './choose-unit.ts'
import { fieldsOf, flagsOf, suitStage } from './flags.ts'
import { runningLimits } from './limits.ts'
import { MATRIX_VERSION, rowFor } from './matrix.ts'
import { because, type Choice, CLAUSE, LOCAL, type Row } from './rows.ts'
import { waysBeside } from './rows-special.ts'
import {
  ALREADY_WITH,
  type AlreadyWith,
  type Exclusion,
  type MatrixVersion,
  type OtherRoute,
  PEOPLES_MEDIATION,
  type Proposal,
  type Reason,
  type RouteCode,
  TRIAGE_QUESTIONS,
  TRIAGE_ROUTES,
  type TriageFacts,
  type UnitCandidate,
} from './types.ts'
import { comparing, understoodFirst } from './unit-reasons.ts'
import { preconditionsOf, urgencies, violentIn } from './warnings.ts'

export type ProposalContext = {
  today: Day
  /** Units that cover the place, nearest first. */
  units: readonly UnitCandidate[]
  calendar: Calendar
}

const isMediation = (route: RouteCode): boolean => PEOPLES_MEDIATION.includes(route)

const RESERVED = '人民调解工作若干规定 第二十二条第一项'
const TAKEN = '人民调解工作若干规定 第二十二条第二项'
const ONE_PLACE = '本县约定：不重复受理，可以调整'
const CIVIL_ONLY = '人民调解法 第二条（民间纠纷）'

const A_TAKING: Reason = {
  says: '征收、征用和补偿是行政机关的决定，不是民间纠纷，人民调解委员会不受理。',
  law: `${CIVIL_ONLY}；${RESERVED}；行政复议法 第十一条第五项`,
}

const TAKEN_BY: Partial<Record<AlreadyWith, Reason>> = {
  court: {
    says: '人民法院已经受理或者解决的，人民调解委员会不受理；由法院依法审理，也可以由法院委托调解。',
    law: TAKEN,
  },
  police: { says: '公安机关已经受理或者解决的，人民调解委员会不受理；公安机关移交来调解的除外。', law: TAKEN },
  administrative: { says: '行政机关已经受理或者解决的，人民调解委员会不受理；行政机关移交来调解的除外。', law: TAKEN },
}

/**
 * Why people's mediation may not take a matter (domain 2.7), or null where it may. The grounds are the law's closed list
 * and what this county adds honestly as its own; an answer not known yet excludes only a taking, where being wrong would
 * carry an act of government into mediation.
 */
export function mayBeMediated(facts: TriageFacts): Reason | null {
  if (facts.crime_suspected === true)
    return {
      says: '可能构成犯罪的，由公安机关依法处理，人民调解委员会不受理；民事赔偿以后可以另行解决。',
      law: `${RESERVED}；刑事诉讼法 第三条；自诉范围以外一律不调为${LOCAL}`,
    }
  if (facts.expropriation === true) return A_TAKING
  if (facts.dispute_type === 'M08' && facts.expropriation === null)
    return {
      says: `${A_TAKING.says}还没有问清是不是只分已经定下来的补偿款，先按征收处理。`,
      law: `${A_TAKING.law}；${LOCAL}`,
    }
  if (facts.administrative_act === true)
    return {
      says: '对行政机关的决定不服，不是民间纠纷，人民调解委员会不受理。',
      law: `${CIVIL_ONLY}；${RESERVED}；司法部、国家信访局 2025 年访调对接意见（尚待核对原文）`,
    }
  if (facts.restricted_matter === true)
    return {
      says: '民族宗教、组织纪检的事由有权的机关处理，人民调解委员会不受理；里面的民事纠纷另外登记。',
      law: `${CIVIL_ONLY}；${RESERVED}；${LOCAL}`,
    }
  if (facts.status_only === true)
    return {
      says: '婚姻、收养、亲子关系有没有效，只能由法院判决或者登记机关办理，人民调解委员会不受理。',
      law: `${RESERVED}；民法典 第一千零七十六条、第一千零七十九条；只争身份一律不调为${LOCAL}`,
    }
  // An accident always was with the police; its parties still choose among committee, police and court (处理程序规定 84).
  if (facts.handed_over === true || (facts.already_with === 'police' && facts.dispute_type === 'M15')) return null
  return TAKEN_BY[facts.already_with] ?? null
}

const police = (facts: TriageFacts): Choice => ({
  route: 'police',
  says: '有人动手、可能动手或者可能犯罪的，先由公安机关处理，保证人身安全。',
  law:
    facts.dispute_type === 'M01'
      ? '人民调解法 第二十五条；反家庭暴力法 第十三条、第十五条'
      : '人民调解法 第二十五条；本县约定：安全在先，可以调整',
})

const FIRST_OF_WORK: readonly RouteCode[] = ['labour_inspection', 'labour_arbitration']

/** Who goes on with a matter that an office has taken, or that people's mediation may not take. */
function staysWith(row: Row, facts: TriageFacts, version: MatrixVersion): Choice {
  const work = facts.dispute_type === 'M10a' || facts.dispute_type === 'M10b'
  const land = facts.dispute_type === 'M07' || facts.collective_share === true
  const routes: Record<Exclude<AlreadyWith, 'none' | 'petition'>, RouteCode> = {
    court: 'court',
    police: 'police',
    administrative: work ? 'labour_inspection' : 'administrative_mediation',
    arbitration: work ? 'labour_arbitration' : land ? 'land_arbitration' : 'commercial_arbitration',
  }
  if (facts.already_with === 'none' || facts.already_with === 'petition') {
    // Not to a court that may not take it yet, as with wages: to what has to come before.
    const before = row.court.directly ? undefined : row.others.find(({ route }) => FIRST_OF_WORK.includes(route))
    return version >= 3 && before ? before : { route: 'court', says: row.court.says, law: row.court.law }
  }
  return {
    route: routes[facts.already_with],
    says: `${ALREADY_WITH[facts.already_with]}：由受理的机关继续办，别处不重复受理。`,
    law: facts.already_with === 'arbitration' ? ONE_PLACE : `${TAKEN}；${ONE_PLACE}`,
    words: row.first.flatMap((choice) => choice.words ?? []),
  }
}

const inCourt = (facts: TriageFacts): boolean => facts.already_with === 'court' && facts.handed_over !== true

/** The choices of the row for these facts: what is closed taken out, the town before the village where it should be. */
function choicesOf(
  row: Row,
  facts: TriageFacts,
  closed: Reason | null,
  version: MatrixVersion,
): { choices: Choice[]; why: Reason | null } {
  // A suit closes review, arbitration and the offices' mediation as well, not only people's mediation.
  if (inCourt(facts)) return { choices: [staysWith(row, facts, version)], why: null }
  // Arbitration is not on the list of art. 22(2), but two places deciding one matter help nobody: local rule.
  if (facts.already_with === 'arbitration' && row.first.some((choice) => isMediation(choice.route)))
    return { choices: [staysWith(row, facts, version)], why: null }
  const open = row.first.filter((choice) => !closed || !isMediation(choice.route))
  if (open.length === 0) return { choices: [staysWith(row, facts, version)], why: null }
  const why = townBeforeVillage(facts)
  const [village, town] = [
    open.find((choice) => choice.route === 'peoples_mediation_village'),
    open.find((choice) => choice.route === 'peoples_mediation_town'),
  ]
  if (!why || !village || !town || open.indexOf(town) < open.indexOf(village)) return { choices: open, why: null }
  const moved = open.map((choice) => (choice === village ? town : choice === town ? village : choice))
  return { choices: moved, why }
}

/** Where somebody may be hurt, mediation is named as what stays possible, without the words that recommend it. */
const onlyWhenSafe = (way: RouteCode): string =>
  `先由公安机关保证安全；双方都自愿、没有人受威胁时，才可以走这条路：${TRIAGE_ROUTES[way]}。`

function othersOf(row: Row, choices: readonly Choice[], route: RouteCode, facts: TriageFacts): OtherRoute[] {
  const unsafe = facts.violence === true || facts.crime_suspected === true
  const rest = [...choices, ...row.others].map(({ route: way, says, law }) => ({
    route: way,
    says: unsafe && isMediation(way) ? onlyWhenSafe(way) : says,
    law,
  }))
  const closed = mayBeMediated(facts) !== null
  if (inCourt(facts)) return rest.filter((other) => other.route === 'legal_aid')
  const seen = new Set<RouteCode>([route])
  return rest.filter((other) => {
    if (seen.has(other.route) || (closed && isMediation(other.route))) return false
    seen.add(other.route)
    return true
  })
}

/** The court's place: open, closed by a clause, or after something else, always with the reason. */
function courtOf(row: Row, facts: TriageFacts): Row['court'] {
  if (facts.already_with === 'court')
    return {
      directly: true,
      says: '人民法院已经受理或者判过：在原来的案子里提出，由法院决定。',
      law: '民事诉讼法 第一百二十七条',
    }
  if (row.arbitrable && facts.arbitration_clause === true)
    return {
      directly: false,
      says: '合同里有书面仲裁条款的，法院不受理，要向约定的仲裁委员会申请；条款无效的，仍然可以起诉。',
      law: '民事诉讼法 第一百二十七条第二项',
    }
  return row.court
}

/** What the questions that came with the third matrix say besides; a matrix before it never heard their answers. */
const asRead = (given: TriageFacts, version: MatrixVersion): TriageFacts =>
  version < 3 ? { ...given, private_prosecution: null } : { ...given, violence: violentIn(given) || given.violence }

/**
 * Proposes a route and a unit for a dispute, with reasons, by the matrix of domain 2.6. It proposes, a person decides.
 * Replayable: equal facts, context and version give an equal answer; it neither knows nor compares persons or success.
 * Throws RangeError for a day that is none (the facts' schema refuses those).
 */
export function propose(
  given: TriageFacts,
  { today, units, calendar }: ProposalContext,
  version: MatrixVersion = MATRIX_VERSION,
): Proposal {
  const facts = asRead(given, version)
  const row = rowFor(facts, version)
  const closed = mayBeMediated(facts)
  const { choices, why } = choicesOf(row, facts, closed, version)
  const urgent_says = urgencies(facts)
  const unsafe = facts.violence === true || facts.crime_suspected === true
  const [first = police(facts), ...rest] = unsafe ? [police(facts)] : choices
  const { choice, unit, unit_for, unit_against } = chosenFrom([first, ...rest], units, version)
  const compared = comparing({ choice, unit }, units, facts, version)
  const court = courtOf(row, facts)
  const beside = version < 3 ? [] : waysBeside(row, facts)
  const clause: Choice[] = !court.directly && row.arbitrable ? [CLAUSE] : []

  const alternatives = othersOf(row, [...choices, ...clause, ...beside], choice.route, facts).filter(
    (other) => other.route !== 'court',
  )
  if (court.directly && choice.route !== 'court')
    alternatives.unshift({ route: 'court', says: court.says, law: court.law })
  const exclusions: Exclusion[] = [
    ...(closed ? [{ route: 'peoples_mediation' as const, ...closed }] : []),
    ...row.exclusions,
    ...(court.directly || row.exclusions.some((it) => it.route === 'court')
      ? []
      : [{ route: 'court' as const, says: court.says, law: court.law }]),
  ]

  return {
    matrix_version: version,
    row: { code: row.code, says: row.says },
    route: choice.route,
    unit,
    unit_for: [...(why && !unsafe ? [why] : []), ...unit_for, ...compared.unit_for],
    unit_against: [...unit_against, ...compared.unit_against],
    unit_also: compared.unit_also,
    reasons: [
      because(choice.says, choice.law),
      ...(why && !unsafe ? [why] : []),
      ...(closed ? [because(closed.says, closed.law)] : []),
    ],
    preconditions: [...preconditionsOf(row, facts, isMediation(choice.route)), ...understoodFirst(facts, version)],
    limits: runningLimits(row.limits, facts, { today, calendar }),
    alternatives,
    exclusions,
    go_to_court_directly: court.directly,
    court: because(court.says, court.law),
    urgent: urgent_says.length > 0,
    urgent_says,
    lead_department: row.lead,
    flags: version < 3 ? [] : flagsOf(facts),
    fields: version < 3 ? [] : fieldsOf(facts),
    suit: version < 3 ? null : suitStage(facts, court, closed !== null),
    ask: row.ask.filter((fact) => facts[fact] === null).map((fact) => ({ fact, says: TRIAGE_QUESTIONS[fact] })),
  }
}
