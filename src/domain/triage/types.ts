import { z } from 'zod'
import type { Day } from '../clocks/calendar.ts'
import { type Language, LanguagesInput } from '../organisations/languages.ts'
import type { PlaceLevel } from '../organisations/places.ts'
import type { UnitKind } from '../organisations/words.ts'
import type { ProfessionalField, TriageFlag } from './flags.ts'

/** Types of disputes as people's mediation reports them (domain 4.1), as stored in `dispute_type`, with their official names. */
export const DISPUTE_TYPES = {
  M01: '婚姻家庭纠纷',
  M02: '邻里纠纷',
  M03: '房屋宅基地纠纷',
  M04: '合同纠纷',
  M05: '生产经营纠纷',
  M06: '损害赔偿纠纷',
  M07: '山林土地纠纷',
  M08: '征地拆迁纠纷',
  M09: '环境污染纠纷',
  M10a: '拖欠农民工工资纠纷',
  M10b: '其他劳动争议纠纷',
  M11: '旅游纠纷',
  M12: '电子商务纠纷',
  M13: '消费纠纷',
  M14: '医疗纠纷',
  M15: '道路交通事故纠纷',
  M16: '物业纠纷',
  M17: '知识产权纠纷',
  M18: '互联网纠纷',
  M99: '其他纠纷',
} as const
export type DisputeType = keyof typeof DISPUTE_TYPES
const TYPES = Object.keys(DISPUTE_TYPES) as [DisputeType, ...DisputeType[]]

/**
 * The closed questions behind the rules: yes, no, or null for "not known yet". Unknown is an honest answer: where it would
 * change the proposal, the proposal asks back.
 */
export const TRIAGE_QUESTIONS = {
  violence: '有没有打人、家庭暴力、威胁要动手，或者随时可能动手？',
  crime_suspected: '是不是可能构成要由公安机关立案的犯罪（重伤、诈骗、抢劫等，自诉的除外）？',
  minor_involved: '有没有未满 18 岁的人是当事人或者受害人？',
  injury_or_death: '有没有人受伤或者死亡？',
  administrative_act: '是不是对政府部门的决定、处罚或者不作为不服？',
  expropriation: '是不是对征地、拆迁的决定或者补偿有意见（不是家里人、组里人之间怎么分）？',
  land_title: '是不是争土地、山林的所有权或者使用权归谁？',
  employed: '是不是劳动关系（受单位管理、按月或者按天拿工资，不是给个人帮工）？',
  wage_only_iou: '是不是只凭工资欠条要钱，没有别的争议？',
  enterprise: '一方或者双方是不是企业、个体工商户？',
  elder_support: '是不是老人要求赡养？',
  inheritance: '是不是争遗产？',
  loan: '是不是借钱不还？',
  collective_share: '是不是争村集体的收益、资产怎么分，或者算不算成员？',
  arbitration_clause: '合同里有没有写明争议由仲裁委员会仲裁？',
  status_only: '是不是只争婚姻、收养、亲子关系有没有效？',
  public_order: '是不是邻居、熟人之间闹起来打架、砸东西，情节较轻（公安可以调解处理）？',
  private_prosecution: '是不是侮辱、诽谤、虐待、轻伤害这类可以自己到法院控告的？',
  school: '是不是在学校、幼儿园里发生的？',
  finance: '有没有一方是银行、保险公司、小额贷款公司？',
  insurance: '是不是保险理赔的事？',
  one_project: '是不是同一个楼盘、工程牵涉许多人（延期交房、烂尾等）？',
  review_first: '是不是当场处罚、不履行职责、不公开政府信息，或者侵犯已经依法取得的自然资源权利？',
  foreign_party: '有没有一方是外国人、港澳台居民，或者境外的公司？',
  restricted_matter: '是不是民族宗教的事，或者反映党员干部作风、组织人事？',
  handed_over: '是不是已经受理的机关（法院、公安、信访等）书面移交或者委托来调解的？',
} as const
export type TriageQuestion = keyof typeof TRIAGE_QUESTIONS

/** Who has the matter already (人民调解工作若干规定 22(2)). */
export const ALREADY_WITH = {
  none: '还没有向别处反映',
  court: '法院已经受理或者判过',
  police: '公安机关已经受理或者处理过',
  arbitration: '仲裁机构已经受理或者裁过',
  administrative: '其他行政机关已经受理或者处理过',
  petition: '信访部门已经登记',
} as const
export type AlreadyWith = keyof typeof ALREADY_WITH
const WITH = Object.keys(ALREADY_WITH) as [AlreadyWith, ...AlreadyWith[]]

/** The five kinds of matters of enterprises and the four fields named besides (S3-15, S4-28). */
export const ENTERPRISE_MATTERS = {
  contract_breach: '合同违约',
  debt: '债权债务',
  lease: '物业租赁',
  labour_use: '劳动用工',
  pay: '薪资关系',
  contract_signing: '合同签订',
  environmental_assessment: '环境评价',
  operation: '生产经营',
} as const
export type EnterpriseMatter = keyof typeof ENTERPRISE_MATTERS
const MATTERS = Object.keys(ENTERPRISE_MATTERS) as [EnterpriseMatter, ...EnterpriseMatter[]]

/** Service audiences, self-declared: a help that is offered, never a mark that is looked up. */
export const AUDIENCES = {
  migrant_worker: '农民工',
  veteran: '退役军人',
  new_form_worker: '新业态从业人员（骑手、网约车司机等）',
} as const
export type Audience = keyof typeof AUDIENCES
const FOR = Object.keys(AUDIENCES) as [Audience, ...Audience[]]

const answer = z.boolean().nullable().default(null)
const day = z.iso.date({ error: '请写成 2026-03-09 这样的日期。' }).nullable().default(null)

/** What the rules are given; stored with the step, so that the answer can be computed again. */
export const TriageFactsInput = z.strictObject({
  dispute_type: z.enum(TYPES, { error: '请选择纠纷类型。' }),
  amount_yuan: z
    .string()
    .regex(/^\d{1,12}(\.\d{1,2})?$/, '请写金额，例如 3500 或 3500.50，单位是元。')
    .nullable()
    .default(null),
  violence: answer,
  crime_suspected: answer,
  minor_involved: answer,
  injury_or_death: answer,
  administrative_act: answer,
  expropriation: answer,
  land_title: answer,
  employed: answer,
  wage_only_iou: answer,
  enterprise: answer,
  elder_support: answer,
  inheritance: answer,
  loan: answer,
  collective_share: answer,
  arbitration_clause: answer,
  status_only: answer,
  public_order: answer,
  private_prosecution: answer,
  school: answer,
  finance: answer,
  insurance: answer,
  one_project: answer,
  review_first: answer,
  foreign_party: answer,
  restricted_matter: answer,
  handed_over: answer,
  /** What it is about between or against firms (S3-15, S4-28). */
  enterprise_matter: z.enum(MATTERS).nullable().default(null),
  /** Whom a service is meant for; she says so herself, and nobody is looked up (S4-49, INV-9). */
  audiences: z.array(z.enum(FOR)).max(FOR.length).default([]),
  /** What is easiest to speak for somebody of them, where it is not Mandarin: said by herself, so that she can be understood. */
  languages: LanguagesInput.default([]),
  already_with: z.enum(WITH, { error: '请选择有没有别的机关已经受理。' }).default('none'),
  people_count: z
    .int({ error: '请写人数。' })
    .min(1, '人数至少是 1。')
    .max(100_000, '人数太大，请再核对。')
    .nullable()
    .default(null),
  /** The day the finding of liability in a traffic accident was received. */
  accident_liability_received_on: day,
  /** The day the person knew, or should have known, that a right was harmed, or of the decision. */
  right_known_on: day,
  left_job_on: day,
})
export type TriageFacts = z.output<typeof TriageFactsInput>

/** Where a dispute can go, as stored, with the words people see. */
export const TRIAGE_ROUTES = {
  peoples_mediation_village: '村（居）人民调解委员会调解',
  peoples_mediation_town: '乡镇（街道）人民调解委员会调解',
  peoples_mediation_trade: '行业性专业性人民调解委员会调解',
  administrative_mediation: '主管部门行政调解',
  traffic_police_mediation: '交警部门调解',
  police: '公安机关处理',
  labour_inspection: '劳动监察投诉',
  labour_arbitration: '劳动人事争议仲裁',
  land_arbitration: '农村土地承包仲裁',
  commercial_arbitration: '仲裁委员会仲裁',
  government_decision: '人民政府处理权属争议',
  administrative_review: '行政复议',
  court: '人民法院',
  notary: '公证',
  legal_aid: '法律援助',
  petition: '信访部门',
  competent_office: '有权处理的机关（民族宗教、纪检监察、组织部门等）',
} as const
export type RouteCode = keyof typeof TRIAGE_ROUTES

/** The three committees of people's mediation: all under the same law, and the same exclusions. */
export const PEOPLES_MEDIATION: readonly RouteCode[] = [
  'peoples_mediation_village',
  'peoples_mediation_town',
  'peoples_mediation_trade',
]

/** A sentence and where it comes from: an article, or 本县约定 where no law says so (it is never dressed as law). */
export type Reason = { says: string; law: string }

/** A time limit that runs against a party. A limit that has passed is information, never a ground for turning her away. */
export type RunningLimit = Reason & {
  /** The last day, of two readings the earlier; null where the day it runs from is not known, or none runs (yet). */
  ends_on: Day | null
  /** The last day by the later reading of the law: before it is over, nobody is told that it is. */
  latest_on: Day | null
  /** Why this day, in words. */
  because: readonly string[]
  /** Why the law reads two ways, where it does. */
  arguable: string | null
  /** Calendar days from today to the last day; negative when it is over. */
  days_left: number | null
  /** Whether the holidays of a year it reaches into are not published yet, so that the last day may move. */
  provisional: boolean
}

export type OtherRoute = Reason & { route: RouteCode }
/** A way that is closed, or closed until something has happened; `judicial_confirmation` is what a court will not confirm. */
export type Exclusion = Reason & { route: RouteCode | 'peoples_mediation' | 'judicial_confirmation' }

/** A unit that could take the dispute; the caller gives those covering the place, nearest first. */
export type UnitCandidate = {
  id: number
  kind: UnitKind
  name: string
  /** Of the place it is for; kept since the fourth matrix, so that one of several as near is not called the nearest. */
  level?: PlaceLevel
} & Partial<AtHand>

/** What was known of a unit when the rules were asked; stored beside it, so that the reasons can be given again. */
export type AtHand = {
  /** Files it answers for or handles that are not over. */
  open: number
  /** How many stand on its roster that day; null where it keeps none that week. */
  on_duty: { morning: number; afternoon: number } | null
  /** What somebody there speaks beside Mandarin. */
  languages: Language[]
}

/** What the rules propose; a person decides. Equal facts, day, units, calendar and version give an equal proposal. */
export type Proposal = {
  matrix_version: MatrixVersion
  /** The row of the matrix that answered, by its code and in words. */
  row: { code: string; says: string }
  route: RouteCode
  /** Null where the list of units has none for this route: a person chooses. */
  unit: { id: number; name: string } | null
  unit_for: readonly Reason[]
  unit_against: readonly Reason[]
  /** Others of the same kind that could do it too, nearest first, those as near in the order of the list: a person compares. None in the matrices before the fourth. */
  unit_also: readonly { unit: { id: number; name: string }; for: readonly Reason[]; against: readonly Reason[] }[]
  reasons: readonly Reason[]
  preconditions: readonly Reason[]
  limits: readonly RunningLimit[]
  alternatives: readonly OtherRoute[]
  exclusions: readonly Exclusion[]
  go_to_court_directly: boolean
  /** Why she may go to court directly, or what has to come before. */
  court: Reason
  urgent: boolean
  /** What has to be done first; empty when nothing is urgent. */
  urgent_says: readonly Reason[]
  lead_department: string
  /** What to keep in mind; the fields of the trades it belongs to. None in the matrices before the third. */
  flags: readonly TriageFlag[]
  fields: readonly ProfessionalField[]
  /** Not yet sued, or already; null in the matrices before the third. */
  suit: Reason | null
  /** Questions not answered yet that would change this proposal. */
  ask: readonly { fact: TriageQuestion; says: string }[]
}

export type MatrixVersion = 1 | 2 | 3 | 4
