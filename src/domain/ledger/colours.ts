import type { ClockRuleId } from '../clocks/rules.ts'
import type { Role } from '../organisations/words.ts'

/** How near trouble a matter is, said by a person from stated facts (domain 4.3): of a matter, never of a person, never a sum of points. */
export const COLOURS = { blue: '蓝', yellow: '黄', orange: '橙', red: '红' } as const
export type Colour = keyof typeof COLOURS
export const COLOUR_NAMES = Object.keys(COLOURS) as [Colour, ...Colour[]]

/**
 * The facts a colour may rest on: a closed list. That somebody petitions, sues, complains, speaks to a newspaper or does not want
 * mediation is her right and stands nowhere here (domain 7, principle 8).
 */
export const COLOUR_GROUNDS = {
  violence: '有动手、持械或者人身威胁',
  gathering: '有人员聚集、可能危及安全的苗头',
  crowd: '同一件事牵涉的人多（五人以上）',
  wages: '十人以上的工资没有发',
  amount: '涉及的钱多（五十万元以上）',
  safety: '房屋、道路、水电等有安全隐患',
  vulnerable: '有未成年人、老人、残疾人、孕妇需要保护',
  long: '办了三十日还没有结果',
  rebound: '解决以后又起来了',
  breach: '协议到期没有履行',
  project: '同一个工地、项目的事一起来',
  cross: '跨乡镇、跨部门，一家办不了',
} as const
export type ColourGround = keyof typeof COLOUR_GROUNDS
export const COLOUR_GROUND_NAMES = Object.keys(COLOUR_GROUNDS) as [ColourGround, ...ColourGround[]]

type Duty = {
  /** Who answers for it. */
  owner: string
  /** The clock of the first action, and of each word on how it goes. */
  first: ClockRuleId
  progress: ClockRuleId
  conference: { says: string; rule: ClockRuleId | null }
  /** The clock of the report upward (T-53). */
  report: ClockRuleId | null
  lowered_by: readonly Role[]
  lowered_says: string
}

/** What a colour asks for (domain 7.2): every value here is the county's own default, and says so where it is shown. */
export const COLOUR_DUTIES: Readonly<Record<Colour, Duty>> = {
  blue: {
    owner: '村（社区）',
    first: 'R-71b',
    progress: 'R-72b',
    conference: { says: '不专门会商', rule: null },
    report: null,
    lowered_by: ['village_director', 'committee_director', 'town_director', 'county_dispatcher', 'county_leader'],
    lowered_says: '村（社区）调委会主任',
  },
  yellow: {
    owner: '镇司法所、综治中心',
    first: 'R-71y',
    progress: 'R-72y',
    conference: { says: '列入每周调度', rule: null },
    report: null,
    lowered_by: ['town_director', 'county_dispatcher', 'county_leader'],
    lowered_says: '镇综治中心主任',
  },
  orange: {
    owner: '镇领导包案',
    first: 'R-71o',
    progress: 'R-72o',
    conference: { says: '按期会商（两所一庭联调）', rule: 'R-73o' },
    report: 'T-53o',
    lowered_by: ['town_director', 'county_dispatcher', 'county_leader'],
    lowered_says: '镇综治中心主任，并告知县综治中心',
  },
  red: {
    owner: '县领导包案',
    first: 'R-71r',
    progress: 'R-72r',
    conference: { says: '按期会商（联席会议、专班）', rule: 'R-73r' },
    report: 'T-53',
    lowered_by: ['county_leader'],
    lowered_says: '县政法委分管领导',
  },
}

const rank = (colour: Colour): number => COLOUR_NAMES.indexOf(colour)
/** Whether the one asks for more than the other; no colour asks for least. */
export const isHigher = (one: Colour | null, other: Colour | null): boolean =>
  (one === null ? -1 : rank(one)) > (other === null ? -1 : rank(other))

/** Every clock a colour keeps on a dispute. */
export const FIRST_RULES: readonly ClockRuleId[] = COLOUR_NAMES.map((it) => COLOUR_DUTIES[it].first)
export const PROGRESS_RULES: readonly ClockRuleId[] = COLOUR_NAMES.map((it) => COLOUR_DUTIES[it].progress)
export const CONFERENCE_RULES: readonly ClockRuleId[] = ['R-73o', 'R-73r']
export const REPORT_RULES: readonly ClockRuleId[] = ['T-53', 'T-53o']
export const REVIEW_RULE: ClockRuleId = 'R-74'
export const COLOUR_RULES: readonly ClockRuleId[] = [
  ...FIRST_RULES,
  ...PROGRESS_RULES,
  ...CONFERENCE_RULES,
  ...REPORT_RULES,
  REVIEW_RULE,
]

/** Clocks between offices, which no party reads: of colours and reports upward, of supervisions and packages. */
export const isOversightClock = ({ part, rule }: { part: string; rule: string }): boolean =>
  part === 'supervision' || part === 'package' || rule === 'R-53' || COLOUR_RULES.some((it) => it === rule)
