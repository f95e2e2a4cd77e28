import { LEDGER_CLOCKS } from '../ledger/clock-rules.ts'
import {
  addDays,
  addMonths,
  addWorkingDays,
  type Calendar,
  type Day,
  dayIn,
  daysBetween,
  minutesAfter,
  nextWorkingDay,
  workingDaysBetween,
} from './calendar.ts'
import type { Warns } from './warnings.ts'

/**
 * A rule for a clock (domain 5).
 * nature: `fixed` by law (F), `maximum` set by law (M), `local` default that a county may change (C) and that must show
 * itself as such: it is never dressed as law. `agreed`: the day the parties themselves wrote down.
 */
export type ClockRule = {
  version: number
  says: string
  amount: number
  /** Minutes and hours run through nights and holidays; `agreed` has its day from the agreement and is never counted. */
  unit: 'minute' | 'hour' | 'working_day' | 'day' | 'month' | 'agreed'
  /** Whether a last day that is a holiday moves to the next working day (民事诉讼法 85). */
  rolls_forward?: boolean
  nature: 'fixed' | 'maximum' | 'local' | 'agreed'
  /** Where the length comes from, in words shown beside the clock. */
  length_from: string
  /** The articles that make the duty itself. */
  duty: readonly string[]
  /** When somebody is warned and who, where the county chose that; else as the product has it. */
  warns?: Warns
}

/** A return visit after another number of days than most (T-60 by risk). */
/** The level is the office's to know: to a party the day stands without it. */
const visitRule = (amount: number) =>
  ({
    version: 1,
    says: '回访',
    amount,
    unit: 'day',
    nature: 'local',
    length_from: `本县约定：自达成协议起第 ${amount} 日回访，可以调整`,
    duty: ['人民调解法 第三十一条（了解履行情况、督促履行）'],
  }) as const

export const CLOCK_RULES = {
  'T-01': {
    version: 1,
    says: '首问登记',
    amount: 0,
    unit: 'day',
    nature: 'local',
    length_from: '本县约定当日登记（首问负责），可以调整',
    duty: ['本县约定：首问负责，谁先接待谁登记'],
  },
  'T-02': {
    version: 1,
    says: '分流交办，或者自己受理',
    amount: 1,
    unit: 'working_day',
    nature: 'local',
    length_from: '本县约定 1 个工作日，可以调整',
    duty: ['本县约定：及时分流交办', '最高人民法院关于诉讼时效的规定 第十二条（收到的时间不变）'],
  },
  'T-03': {
    version: 1,
    says: '签收交办单',
    amount: 1,
    unit: 'working_day',
    nature: 'local',
    length_from: '本县约定 1 个工作日，可以调整',
    duty: ['本县约定：收到交办及时签收，可以调整'],
  },
  'T-03r': {
    version: 1,
    says: '签收紧急交办单',
    amount: 2,
    unit: 'hour',
    nature: 'local',
    length_from: '本县约定：紧急事项 2 小时，可以调整',
    duty: ['人民调解法 第二十五条', '本县约定：紧急事项随到随办'],
  },
  'T-04': {
    version: 1,
    says: '不归本单位的，提出退单',
    amount: 2,
    unit: 'working_day',
    nature: 'local',
    length_from: '本县约定 2 个工作日，可以调整',
    duty: ['本县约定：不属于职责范围的说明依据退回'],
  },
  'T-04p': {
    version: 1,
    says: '不归本单位的，提出异议',
    amount: 5,
    unit: 'working_day',
    nature: 'fixed',
    length_from: '信访事项自收到转送、交办之日起 5 个工作日',
    duty: ['信访工作条例 第二十三条'],
  },
  'T-05': {
    version: 1,
    says: '补充材料',
    amount: 3,
    unit: 'working_day',
    nature: 'local',
    length_from: '本县约定 3 个工作日，可以调整；过了这个时间，请求仍然有效',
    duty: ['本县约定：请当事人一次补齐材料，可以调整'],
  },
  'T-06': {
    version: 1,
    says: '决定是否受理',
    amount: 3,
    unit: 'working_day',
    nature: 'local',
    length_from: '本县约定 3 个工作日（参照行业标准 SF/T 0083-2020，尚待核对原文），可以调整',
    duty: ['人民调解法 第十七条', '最高人民法院关于诉讼时效的规定 第十二条'],
  },
  'T-06e': {
    version: 1,
    says: '首次受理（涉企绿色通道）',
    amount: 1,
    unit: 'working_day',
    nature: 'local',
    length_from: '本县约定：涉企绿色通道 1 个工作日内决定受理或者分流，可以调整；不排在紧急事项前面',
    duty: ['人民调解法 第十七条', '最高人民法院关于诉讼时效的规定 第十二条'],
  },
  'T-07': {
    version: 1,
    says: '联系对方当事人',
    amount: 3,
    unit: 'working_day',
    nature: 'local',
    length_from: '本县约定 3 个工作日（法院在线调解规则第十五条为 3 日，这里参照），可以调整',
    duty: ['人民调解法 第十七条', '人民调解法 第二十一条（及时）'],
  },
  'T-11': {
    version: 1,
    says: '调解办结',
    amount: 1,
    unit: 'month',
    nature: 'local',
    length_from: '一般不超过 1 个月（人民调解工作若干规定 第三十三条）；本县可以调整，延长要双方同意',
    duty: ['人民调解工作若干规定 第三十三条', '人民调解法 第三条（不得因调解阻止当事人依法维权）'],
  },
  'T-11e': {
    version: 1,
    says: '调解办结（已延长）',
    amount: 30,
    unit: 'agreed',
    nature: 'agreed',
    length_from: '各方都同意的日子；每次最多延长 30 日（本县约定），可以调整',
    duty: ['人民调解工作若干规定 第三十三条', '人民调解法 第三条（不得因调解阻止当事人依法维权）'],
  },
  'T-33': {
    version: 1,
    says: '双方可以共同申请司法确认（到这一天为止）',
    amount: 30,
    unit: 'day',
    rolls_forward: true,
    nature: 'fixed',
    length_from: '自调解协议生效之日起 30 日',
    duty: ['民事诉讼法 第二百零五条', '人民调解法 第三十三条'],
  },
  'T-39': {
    version: 1,
    says: '出具公证书',
    amount: 15,
    unit: 'working_day',
    nature: 'maximum',
    length_from: '自受理之日起 15 个工作日；补材料、核实的时间不算',
    duty: ['公证法 第三十条'],
  },
  'T-51': {
    version: 1,
    says: '审查法律援助申请',
    amount: 7,
    unit: 'day',
    nature: 'fixed',
    length_from: '自收到申请之日起 7 日',
    duty: ['法律援助法 第四十三条'],
  },
  'T-51a': {
    version: 1,
    says: '指派法律援助人员',
    amount: 3,
    unit: 'day',
    nature: 'fixed',
    length_from: '自决定给予援助之日起 3 日',
    duty: ['法律援助法 第四十三条'],
  },
  'T-52': {
    version: 1,
    says: '向公安机关报告',
    amount: 30,
    unit: 'minute',
    nature: 'local',
    length_from: '法律要求及时报告；本县约定 30 分钟，可以调整',
    duty: ['人民调解法 第二十五条', '反家庭暴力法 第十四条', '未成年人保护法 第十一条'],
  },
  ...LEDGER_CLOCKS,
  'T-54': {
    version: 1,
    says: '履行协议',
    amount: 0,
    unit: 'agreed',
    nature: 'agreed',
    length_from: '双方在协议里约定的日子；到期前 3 日、当日、过后 3 日提醒（本县约定）',
    duty: ['人民调解法 第三十一条'],
  },
  'T-60': {
    version: 1,
    says: '回访',
    amount: 30,
    unit: 'day',
    nature: 'local',
    length_from: '本县约定：一般纠纷自达成协议起 30 日回访，可以调整',
    duty: ['人民调解法 第三十一条（了解履行情况、督促履行）'],
  },
  'T-61': {
    version: 1,
    says: '又起来了，还在原来的编号下办',
    amount: 180,
    unit: 'day',
    nature: 'local',
    length_from: '本县约定：结案后 180 日内，可以调整',
    duty: ['本县约定：结案后又起来的，在原来的编号下接着办，可以调整'],
  },
  'T-60d3': visitRule(3),
  'T-60d7': visitRule(7),
  'T-60d15': visitRule(15),
  'T-60d90': visitRule(90),
  'T-60d180': visitRule(180),
  'T-85': {
    version: 1,
    says: '办出结果',
    amount: 30,
    unit: 'day',
    nature: 'local',
    length_from: '本县约定 30 日，可以调整',
    duty: ['人民调解法 第三条（不得因调解阻止当事人依法维权）'],
  },
  'R-04': {
    version: 1,
    says: '核对是不是同一件事',
    amount: 1,
    unit: 'working_day',
    nature: 'local',
    length_from: '本县约定 1 个工作日，可以调整',
    duty: ['本县约定：不重复登记、不重复跑'],
  },
  'R-08': {
    version: 1,
    says: '对退单作出决定',
    amount: 2,
    unit: 'working_day',
    nature: 'local',
    length_from: '本县约定 2 个工作日，可以调整',
    duty: ['信访工作条例 第二十四条', '本县约定：不推不绕，由分流单位决定'],
  },
  'R-15': {
    version: 1,
    says: '答复意见',
    amount: 15,
    unit: 'day',
    nature: 'local',
    length_from: '本县约定 15 日，可以调整',
    duty: ['本县约定：提了意见的，要查、要答复'],
  },
  'R-14': {
    version: 1,
    says: '答复换调解员（回避）的要求',
    amount: 2,
    unit: 'working_day',
    nature: 'local',
    length_from: '本县约定 2 个工作日，可以调整',
    duty: [
      '人民调解法 第十九条、第二十三条第一项（选择或者接受调解员）',
      '特邀调解规定 第十五条（回避由调解组织或者人民法院决定）',
    ],
  },
  'R-24': {
    version: 1,
    says: '办会商定下的事',
    amount: 0,
    unit: 'agreed',
    nature: 'local',
    length_from: '会商时定下的日子（本县约定），可以调整',
    duty: ['本县约定：会商定下谁在什么时候办什么，到期未办的看得见，可以调整'],
  },
  'R-54': {
    version: 1,
    says: '核对付款争议',
    amount: 3,
    unit: 'working_day',
    nature: 'local',
    length_from: '本县约定：两次说没收到的，3 个工作日内把双方的说法和凭证核对一遍，可以调整',
    duty: ['人民调解法 第三十一条（了解履行情况、督促履行）'],
  },
  'R-64': {
    version: 1,
    says: '接收转介',
    amount: 3,
    unit: 'working_day',
    nature: 'local',
    length_from: '本县约定 3 个工作日，可以调整；那边不是本县单位的，到期由转介的单位去问',
    duty: ['本县约定：转介出去的要有人接，可以调整'],
  },
  'R-65': {
    version: 1,
    says: '转介办出结果',
    amount: 10,
    unit: 'working_day',
    nature: 'local',
    length_from: '本县约定 10 个工作日，可以调整',
    duty: ['本县约定：转介要有结果，并告诉本人，可以调整'],
  },
  'R-65a': {
    version: 1,
    says: '鉴定评估出结果',
    amount: 30,
    unit: 'working_day',
    nature: 'local',
    length_from: '本县约定 30 个工作日（参照司法鉴定程序通则 第二十八条），可以调整',
    duty: ['本县约定：转介要有结果，并告诉本人，可以调整'],
  },
  'R-65h': {
    version: 1,
    says: '安排人来帮忙',
    amount: 2,
    unit: 'working_day',
    nature: 'local',
    length_from: '本县约定 2 个工作日，可以调整',
    duty: ['本县约定：听不懂、看不懂、写不了的，尽快有人帮，可以调整'],
  },
  'R-65i': {
    version: 1,
    says: '核定保险赔付',
    amount: 30,
    unit: 'day',
    nature: 'maximum',
    length_from: '应当及时核定；情形复杂的，自收到请求之日起 30 日内，合同另有约定的除外',
    duty: ['保险法 第二十三条'],
  },
  'R-65p': {
    version: 1,
    says: '支付保险赔款',
    amount: 10,
    unit: 'day',
    nature: 'fixed',
    length_from: '自谈好赔付之日起 10 日',
    duty: ['保险法 第二十三条'],
  },
  'R-27': {
    version: 1,
    says: '问明一直要做的事是不是不用再做了',
    amount: 5,
    unit: 'working_day',
    nature: 'local',
    length_from: '本县约定 5 个工作日，可以调整',
    duty: ['人民调解法 第三十一条（了解履行情况、督促履行）'],
  },
  'R-31': {
    version: 1,
    says: '结案登记',
    amount: 3,
    unit: 'working_day',
    nature: 'local',
    length_from: '本县约定：最后一项办完后 3 个工作日，可以调整',
    duty: ['人民调解法 第二十七条（建立调解工作档案）'],
  },
} as const satisfies Record<string, ClockRule>
export type ClockRuleId = keyof typeof CLOCK_RULES

/** The rule by its id, as an open record: rows may carry ids of older releases. */
export const clockRule = (id: string): ClockRule | undefined => (CLOCK_RULES as Record<string, ClockRule>)[id]

/** Counted to an instant, through nights and holidays, rather than to a day. */
export const isTimed = (rule: ClockRule): boolean => rule.unit === 'minute' || rule.unit === 'hour'

const counted = (rule: ClockRule, from: Day, amount: number, pausedDays: number, calendar: Calendar): Day => {
  if (rule.unit === 'working_day') {
    // Nothing to count: the same day, worked or not.
    return amount + pausedDays === 0 ? from : addWorkingDays(from, amount + pausedDays, calendar)
  }
  return addDays(rule.unit === 'month' ? addMonths(from, amount) : addDays(from, amount), pausedDays)
}

/**
 * The day something is due: a pure function of the rule, the day it started and the days it stood still, so that
 * recomputing from the events gives the stored value (threats I21). The start day itself is not counted (民事诉讼法 85).
 * @throws where the rule is counted in hours or has its day from an agreement: those have no day of their own
 */
export function dueOn(rule: ClockRule, startedOn: Day, pausedDays: number, calendar: Calendar): Day {
  if (isTimed(rule) || rule.unit === 'agreed') throw new RangeError(`${rule.says} is not counted in days`)
  const day = counted(rule, startedOn, rule.amount, pausedDays, calendar)
  return rule.rolls_forward ? nextWorkingDay(day, calendar) : day
}

/** When a rule of minutes or hours is due: the instant, and the day of it in China. */
export function dueAt(rule: ClockRule, startedAt: string): { due_at: string; due_on: Day } {
  const due_at = minutesAfter(startedAt, rule.unit === 'minute' ? rule.amount : rule.amount * 60)
  return { due_at, due_on: dayIn(due_at) }
}

/** How many days of the rule's own unit a clock stood still, paused on one day and resumed on another. */
export const pausedDaysOf = (rule: ClockRule, pausedOn: Day, resumedOn: Day, calendar: Calendar): number =>
  rule.unit === 'working_day' ? workingDaysBetween(pausedOn, resumedOn, calendar) : daysBetween(pausedOn, resumedOn)
