import type { ClockRule, ClockRuleId } from './rules.ts'

/** F: set by law, nobody's to change. M: the law's maximum, only to be shortened. C: the county's own. 约: the day people agreed on. */
export type RuleKind = 'F' | 'M' | 'C' | 'agreed'
export const kindOf = (rule: ClockRule): RuleKind =>
  rule.unit === 'agreed' ? 'agreed' : ({ fixed: 'F', maximum: 'M', local: 'C', agreed: 'agreed' } as const)[rule.nature]
export const KINDS: Readonly<Record<RuleKind, string>> = {
  F: '法律规定，不能改',
  M: '法律的最长期限，只能缩短',
  C: '本县约定，司法局可以改',
  agreed: '当事人或者会商定的日子',
}

/** What starts each clock, as people say it after 自: from which day it is counted. */
export const STARTS: Readonly<Record<ClockRuleId, string>> = {
  'T-01': '群众来说这件事之日',
  'T-02': '登记之日',
  'T-03': '交办之日',
  'T-03r': '交办时',
  'T-04': '交办之日',
  'T-04p': '收到转送、交办之日',
  'T-05': '通知补充之日',
  'T-06': '收到请求之日',
  'T-06e': '收到请求之日',
  'T-07': '受理之日',
  'T-11': '受理之日',
  'T-11e': '各方同意延长之日',
  'T-33': '协议生效之日',
  'T-39': '公证机构受理之日',
  'T-51': '收到法律援助申请之日',
  'T-51a': '决定给予援助之日',
  'T-52': '知道有危险时',
  'T-54': '协议生效之日',
  'T-60': '达成协议之日',
  'T-60d3': '达成协议之日',
  'T-60d7': '达成协议之日',
  'T-60d15': '达成协议之日',
  'T-60d90': '达成协议之日',
  'T-60d180': '达成协议之日',
  'T-61': '结案之日',
  'T-85': '承办单位接下之日',
  'R-04': '发现可能重复之日',
  'R-08': '提出退单之日',
  'R-14': '提出要求之日',
  'R-15': '收到意见之日',
  'R-24': '会商之日',
  'R-27': '一方说不用再做之日',
  'R-31': '最后一项办完之日',
  'R-54': '第二次说没收到之日',
  'R-64': '转介之日',
  'R-65': '对方接收之日',
  'R-65a': '对方接收之日',
  'R-65h': '对方接收之日',
  'R-65i': '保险公司收到请求之日',
  'R-65p': '谈好赔付之日',
}
export const startsOf = (id: string): string => (STARTS as Record<string, string>)[id] ?? '开始计算之日'
