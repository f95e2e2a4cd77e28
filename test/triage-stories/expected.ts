import type { TriageFlag } from '#domain/triage/flags.ts'
import type { DisputeType, RouteCode, TriageFacts, UnitCandidate } from '#domain/triage/types.ts'

/** An invented county with a unit for every way, nearest first. */
export const COUNTY: readonly UnitCandidate[] = (
  [
    ['village_committee', '石磨村调委会'],
    ['town_committee', '云溪镇调委会'],
    ['town_government', '云溪镇政府'],
    ['police_station', '云溪派出所'],
    ['tribunal', '云溪法庭'],
    ['trade_committee', '婚姻家庭调委会'],
    ['trade_committee', '医疗调委会'],
    ['trade_committee', '道交调委会'],
    ['trade_committee', '劳动争议调委会'],
    ['trade_committee', '物业调委会'],
    ['trade_committee', '商会调委会'],
    ['trade_committee', '金融调委会'],
    ['trade_committee', '校园调委会'],
    ['trade_committee', '知识产权调委会'],
    ['trade_committee', '旅游调委会'],
    ['department', '人力资源局'],
    ['department', '自然资源局'],
    ['department', '住房城乡建设局'],
    ['department', '市场监督局'],
    ['department', '农业农村局'],
    ['department', '生态环境局'],
    ['department', '卫生健康局'],
    ['traffic_police', '交警大队'],
    ['labour_arbitration', '劳动仲裁委'],
    ['land_arbitration', '土地仲裁委'],
    ['administrative_review', '复议办'],
    ['legal_aid_centre', '法律援助中心'],
    ['petition_bureau', '信访局'],
  ] as const
).map(([kind, name], at) => ({ id: at + 1, kind, name }))

/** What a lawyer expects: way, unit, what comes first (a piece of each article, in order), last days, flags, court, mediation. */
export type Expected = {
  row: string
  to: RouteCode
  unit: string | null
  first: readonly string[]
  limits: readonly (string | null)[]
  flags: readonly TriageFlag[]
  court: boolean
  /** People's mediation may not take it. */
  closed: boolean
}
export type Story = [
  told: string,
  facts: Partial<TriageFacts> & { dispute_type: DisputeType },
  row: keyof typeof USUAL,
  but?: Partial<Expected>,
]

/** Known on 2026-01-15 and asked on 2026-03-10 where a story says nothing else; each day counted by hand from its article. */
export const D = {
  /** 民法典 188: three years. */
  civil: '2029-01-15',
  /** 行政复议法 20: sixty days; 16 left in January, 28 in February, 16 in March. */
  review: '2026-03-16',
  /** 行政诉讼法 46: six months. */
  sue: '2026-07-15',
  /** 劳动争议调解仲裁法 27: one year. */
  labour: '2027-01-15',
  /** 农村土地承包经营纠纷调解仲裁法 18: two years; 2028-01-15 is a Saturday, so the Monday (民法典 203). */
  land: '2028-01-17',
  /** 农村集体经济组织法 57: one year. */
  collective: '2027-01-15',
} as const

const mediation = '人民调解法 第十七条'
type Usual = Omit<Expected, 'row' | 'flags' | 'closed'> & Partial<Pick<Expected, 'flags' | 'closed'>>
const village = { to: 'peoples_mediation_village', unit: '石磨村调委会', court: true } as const
const town = { to: 'peoples_mediation_town', unit: '云溪镇调委会', court: true } as const
const trade = (unit: string) => ({ to: 'peoples_mediation_trade', unit, court: true }) as const
const department = (unit: string) => ({ to: 'administrative_mediation', unit, court: true }) as const

/** The plain case of each row, from domain 2.6; a story says in what it differs. */
export const USUAL = {
  family: { ...village, first: ['反家庭暴力法 第五条', mediation], limits: [D.civil] },
  elder_support: { ...village, first: ['老年人权益保障法 第十九条'], limits: [null] },
  inheritance: { ...village, first: ['第一千一百二十三条', '电子签名法 第三条'], limits: [D.civil] },
  status_only: { to: 'court', unit: '云溪法庭', first: ['第一千零七十六条'], limits: [], court: true, closed: true },
  neighbour: { ...village, first: ['民法典 第二百八十八条'], limits: [D.civil] },
  house: { ...village, first: ['土地管理法 第十四条'], limits: [D.civil] },
  contract: { ...village, first: ['民法典 第四百六十九条'], limits: [D.civil] },
  debt: { ...village, first: ['民法典 第六百八十条'], limits: [D.civil] },
  injury_compensation: { ...village, first: ['第一千一百七十九条', mediation], limits: [D.civil] },
  land_contract: { ...village, first: ['农村土地承包经营纠纷调解仲裁法 第十条'], limits: [D.land, D.civil] },
  land_title: {
    to: 'government_decision',
    unit: '云溪镇政府',
    first: ['行政复议法 第二十三条第一款第二项', '土地管理法 第十四条第四款'],
    limits: [null],
    court: false,
  },
  land_title_units: {
    to: 'government_decision',
    unit: '自然资源局',
    first: ['行政复议法 第二十三条第一款第二项', '土地管理法 第十四条第四款'],
    limits: [null],
    court: false,
    flags: ['enterprise'],
  },
  expropriation: {
    ...department('自然资源局'),
    first: ['行政复议法 第二十条'],
    limits: [D.review, D.sue],
    closed: true,
    flags: ['government'],
  },
  administrative_act: {
    to: 'administrative_review',
    unit: '复议办',
    first: ['行政复议法 第二十三条'],
    limits: [D.review, D.sue],
    court: true,
    closed: true,
    flags: ['government'],
  },
  review_first: {
    to: 'administrative_review',
    unit: '复议办',
    first: ['行政复议法 第十一条'],
    // 行政诉讼法 45: fifteen days from the decision on review; the six months of art. 46 are for who may sue at once.
    limits: [D.review, null],
    court: false,
    closed: true,
    flags: ['government'],
  },
  collective_share: { ...town, first: [mediation], limits: [D.collective, D.civil] },
  compensation_sharing: { ...village, first: [mediation, '行政复议法 第十一条第五项'], limits: [D.civil] },
  wage_iou: { ...town, first: ['（一）第十五条'], limits: [D.civil] },
  service_wages: { ...village, first: ['劳动争议调解仲裁法 第二条'], limits: [D.civil] },
  migrant_wages: {
    ...town,
    first: ['保障农民工工资支付条例 第三十条', '（一）第五十二条'],
    limits: [D.labour],
    court: false,
  },
  labour: {
    ...trade('劳动争议调委会'),
    first: ['工伤保险条例 第十七条', '（一）第五十二条'],
    limits: [D.labour, D.labour],
    court: false,
  },
  traffic: {
    ...trade('道交调委会'),
    first: ['道路交通事故处理程序规定 第八十四条、第八十九条'],
    limits: [null, D.civil],
  },
  medical: {
    ...trade('医疗调委会'),
    first: ['医疗纠纷预防和处理条例 第三十条、第三十一条', '第三十四条、第三十八条'],
    limits: [D.civil],
  },
  property: { ...trade('物业调委会'), first: ['第九百四十四条第三款', '第九百三十八条'], limits: [D.civil] },
  consumer: { ...department('市场监督局'), first: ['2026 年文本'], limits: [D.civil, D.civil] },
  travel: { ...trade('旅游调委会'), first: ['旅游法 第五十七条'], limits: [D.civil] },
  online: { ...department('市场监督局'), first: ['电子商务法 第六十二条'], limits: [D.civil] },
  intellectual_property: { ...trade('知识产权调委会'), first: ['本县约定'], limits: [D.civil] },
  environment: { ...department('生态环境局'), first: ['民事诉讼法 第五十八条'], limits: [D.civil] },
  enterprise: {
    ...trade('商会调委会'),
    first: ['民事诉讼法 第一百二十七条第二项'],
    limits: [D.civil],
    flags: ['enterprise'],
  },
  finance: { ...trade('金融调委会'), first: ['民法典 第六百八十条'], limits: [D.civil] },
  housing_project: {
    ...department('住房城乡建设局'),
    first: ['民法典 第五百零九条', mediation],
    limits: [D.civil],
    flags: ['one_project'],
  },
  school: {
    ...trade('校园调委会'),
    first: ['民法典 第一千一百九十九条', '未成年人保护法 第十一条'],
    limits: [D.civil],
    flags: ['school'],
  },
  public_order: {
    to: 'police',
    unit: '云溪派出所',
    first: ['第一百八十一条', '第一百八十三条'],
    limits: [D.civil],
    court: true,
  },
  private_prosecution: { to: 'court', unit: '云溪法庭', first: ['刑事诉讼法 第二百一十二条'], limits: [], court: true },
  restricted: {
    to: 'competent_office',
    unit: null,
    first: ['本县约定'],
    limits: [],
    court: true,
    closed: true,
    flags: ['restricted'],
  },
  other: { ...village, first: ['人民调解法 第二条'], limits: [D.civil] },
} as const satisfies Record<string, Usual>
