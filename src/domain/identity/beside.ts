import { type Day, dayIn } from '../clocks/calendar.ts'

/** Who may act for a party (民事诉讼法 六十一，参照). */
export const AGENT_KINDS = {
  lawyer: '律师',
  legal_worker: '基层法律服务工作者',
  relative: '近亲属',
  employee: '单位工作人员',
  recommended: '社区、单位推荐的公民',
} as const
export type AgentKind = keyof typeof AGENT_KINDS

/** The powers a party gives, one by one: what is not ticked is not given (民法典 165). */
export const POWERS = {
  apply_end: '申请、终止调解',
  give_evidence: '收集、提供证据',
  choose_mediator: '选择或者接受调解员',
  settle: '承认、变更、放弃请求',
  take_part: '参加调解并签署文书',
  receive_papers: '领取文书',
  other: '其他',
} as const
export type Power = keyof typeof POWERS

/** The two that make a special authority (特别授权): without both nobody settles for somebody else. */
export const SPECIAL: readonly Power[] = ['settle', 'take_part']

export type Ended = { at: string; by: string; note: string }
export type Agent = {
  id: string
  name: string
  kind: AgentKind
  powers: Power[]
  /** The letter of authority (授权委托书). */
  paper: { number: string; on: Day }
  until: Day | null
  reach_id: string | null
  ended: Ended | null
}

/** Whether an authority holds at an instant: given by then, not run out, not taken back. */
export const inForce = (agent: Agent, at: string): boolean =>
  agent.paper.on <= dayIn(at) &&
  (agent.until === null || agent.until >= dayIn(at)) &&
  (agent.ended === null || agent.ended.at > at)

/** More than this many at once speak with too many voices (民事诉讼法 六十一，参照). */
export const MOST_AGENTS = 2

/** People who stand by a party without deciding anything (人民调解法 20). */
export const HELPER_KINDS = {
  family: '亲属',
  neighbour: '邻里',
  cadre: '村、社区干部',
  interpreter: '翻译（方言、民族语言、手语）',
  reads_aloud: '代读、代写',
} as const
export type HelperKind = keyof typeof HELPER_KINDS
/** They only help her understand: the other side is not asked. */
export const ONLY_HERS: readonly HelperKind[] = ['interpreter', 'reads_aloud']

export type Helper = {
  id: string
  name: string
  kind: HelperKind
  /** Who agreed to her presence, and how it was said. */
  agreed_by: string[]
  how: 'spoken' | 'written'
  at: string
  ended: Ended | null
}

export type Representative = { name: string; paper: string; reach_id: string | null }
/** 民事诉讼法 五十六（参照）：二至五人；本县约定最多五人。 */
export const MOST_REPRESENTATIVES = 5

/** One of the many whom a group party stands for: a household, a worker. */
export type MemberFacts = {
  party_id: string
  /** Her place in the list, from 1. */
  number: number
  name: string
  reach_id: string | null
  /** Her share in yuan, decimal. */
  amount: string | null
  ticked: Tick | null
}
export const TICKS = { paid: '已付', received: '已收到' } as const
export type Tick = { what: keyof typeof TICKS; by: string; at: string; note: string }
export type Member = MemberFacts & { id: string }
