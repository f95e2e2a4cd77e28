import { addDays, addWorkingDays, type Calendar, type Day, daysBetween, workingDaysBetween } from './calendar.ts'

/**
 * A rule for a clock (domain 5).
 * nature: `fixed` by law (F), `maximum` set by law (M), `local` default that a county may change (C) and that must show
 * itself as such: it is never dressed as law.
 */
export type ClockRule = {
  version: number
  says: string
  amount: number
  unit: 'working_day' | 'day'
  nature: 'fixed' | 'maximum' | 'local'
  /** Where the length comes from, in words shown beside the clock. */
  length_from: string
  /** The articles that make the duty itself. */
  duty: readonly string[]
}

export const CLOCK_RULES = {
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
  'T-85': {
    version: 1,
    says: '办出结果',
    amount: 30,
    unit: 'day',
    nature: 'local',
    length_from: '本县约定 30 日，可以调整',
    duty: ['人民调解法 第三条（不得因调解阻止当事人依法维权）'],
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

/**
 * The day something is due: a pure function of the rule, the day it started and the days it stood still, so that
 * recomputing from the events gives the stored value (threats I21). The start day itself is not counted (民事诉讼法 85).
 */
export function dueOn(rule: ClockRule, startedOn: Day, pausedDays: number, calendar: Calendar): Day {
  const amount = rule.amount + pausedDays
  return rule.unit === 'working_day' ? addWorkingDays(startedOn, amount, calendar) : addDays(startedOn, amount)
}

/** How many days of the rule's own unit a clock stood still, paused on one day and resumed on another. */
export const pausedDaysOf = (rule: ClockRule, pausedOn: Day, resumedOn: Day, calendar: Calendar): number =>
  rule.unit === 'working_day' ? workingDaysBetween(pausedOn, resumedOn, calendar) : daysBetween(pausedOn, resumedOn)
