import type { Day } from './calendar.ts'
import { CLOCK_RULES, type ClockRule, type ClockRuleId, clockRule } from './rules.ts'
import type { Warns } from './warnings.ts'

/** Units a county may choose a length in: what is counted to a day, and what is counted to an instant. */
export const DAY_UNITS = ['day', 'working_day', 'month'] as const
export const TIMED_UNITS = ['minute', 'hour'] as const
export const RULE_UNITS = [...DAY_UNITS, ...TIMED_UNITS] as const
export type RuleUnit = (typeof RULE_UNITS)[number]

/** A length the county chose for a rule (domain 5, kinds M and C), and since when. The rule itself stays the code's. */
export type RuleVersion = {
  rule: string
  version: number
  amount: number
  unit: RuleUnit
  from_on: Day
  /** When it warns and whom (docs/decisions/0047). */
  warns?: Warns
}

/** All lengths the county ever chose, the oldest first. What it never touched is as `CLOCK_RULES` has it. */
export type RuleBook = readonly RuleVersion[]

/** The product's own versions stand below, a county's from here up: neither ever takes the other's number. */
export const FIRST_OF_COUNTY = 100

const UNIT_WORDS = { minute: '分钟', hour: '小时', day: '日', working_day: '个工作日', month: '个月' } as const
export const unitWords = (unit: RuleUnit): string => UNIT_WORDS[unit]
/** A length in words: 3 个工作日, 30 日. */
export const amountWords = (amount: number, unit: ClockRule['unit']): string =>
  unit === 'agreed' ? '约定的日子' : amount === 0 ? '当日' : `${amount} ${UNIT_WORDS[unit]}`

/** Versions as people count them: the first is the product's, the county's follow. */
export const editionOf = (version: number): number =>
  version < FIRST_OF_COUNTY ? version : version - FIRST_OF_COUNTY + 2

function withVersion(rule: ClockRule, { version, amount, unit, from_on, warns }: RuleVersion): ClockRule {
  const warned = warns ? { warns } : {}
  // What the law sets stays the law's: of such a rule a county chose its warnings alone.
  if (rule.nature === 'fixed') return { ...rule, ...warned, version }
  const own = rule.amount === amount && rule.unit === unit
  if (own) return { ...rule, ...warned, version }
  const said =
    rule.nature === 'maximum'
      ? `本县约定 ${amountWords(amount, unit)}（第 ${editionOf(version)} 版，${from_on} 起），不超过法律的最长期限；${rule.length_from}`
      : `本县约定 ${amountWords(amount, unit)}（第 ${editionOf(version)} 版，${from_on} 起），可以调整`
  return { ...rule, ...warned, version, amount, unit, length_from: said }
}

/** The rule as a clock started now runs under it: the county's last choice, else the code's own. */
export function ruleInForce(book: RuleBook, id: ClockRuleId): ClockRule {
  const last = book.findLast((it) => it.rule === id)
  return last ? withVersion(CLOCK_RULES[id], last) : CLOCK_RULES[id]
}

/** Within a length, in words: 3 个工作日内, 当日. */
export const within = ({ amount, length_says }: { amount: number; length_says: string }): string =>
  amount === 0 ? '当日' : `${length_says}内`

/** Within how long, in words, what begins now is due. */
export function withinWords(book: RuleBook, id: ClockRuleId): string {
  const { amount, unit } = ruleInForce(book, id)
  return within({ amount, length_says: amountWords(amount, unit) })
}

/** The rule as a clock was started under it, for as long as that clock runs; undefined for one no longer known. */
export function ruleAsStarted(book: RuleBook, id: string, version: number): ClockRule | undefined {
  const rule = clockRule(id)
  const chosen = book.find((it) => it.rule === id && it.version === version)
  return rule && chosen ? withVersion(rule, chosen) : rule
}

/** The rule as it stood on a day: for what is counted from an event and has no clock of its own (T-61). */
export const ruleOn = (book: RuleBook, id: ClockRuleId, day: Day): ClockRule =>
  ruleInForce(
    book.filter((it) => it.from_on <= day),
    id,
  )

/** A complaint is a file of its own, which a notice of holidays does not count anew (docs/decisions/0037). */
const isComplaint = (rule: ClockRule): boolean => rule.says === CLOCK_RULES['R-15'].says

/** Why the length of a rule may not be changed, in words; null where it may. */
export function whyFixed(rule: ClockRule): string | null {
  if (rule.nature === 'fixed') return '这是法律规定的期限，任何单位都不能改长或者改短；什么时候提醒、提醒谁，可以改。'
  if (rule.nature === 'agreed' || rule.unit === 'agreed')
    return '这个日子由当事人或者会商自己定，不按天数算，没有长短可以改。'
  return null
}

/** Longer than any local promise: a year, or a week counted in hours. */
const MOST: Readonly<Record<RuleUnit, number>> = { day: 366, working_day: 250, month: 12, hour: 168, minute: 1440 }
/** Same-day duties are kept by ending the same day: only these two units know it. */
const LEAST = (unit: RuleUnit): number => (unit === 'day' || unit === 'working_day' ? 0 : 1)

export type Wanted = { amount: number; unit: RuleUnit }
export type RuleFault = { path: 'amount' | 'unit' | ''; says: string }

/**
 * What is wrong with a length the bureau wants for a rule, in words beside its field; empty where it may be chosen.
 * `law` is the rule as the law or the product made it: what is a maximum is measured against that, never against an earlier choice.
 */
export function faultsOfLength(law: ClockRule, now: ClockRule, wanted: Wanted): RuleFault[] {
  const fixed = whyFixed(law)
  if (fixed) return [{ path: '', says: fixed }]
  const timed = (TIMED_UNITS as readonly string[]).includes(law.unit)
  if (timed !== (TIMED_UNITS as readonly string[]).includes(wanted.unit))
    return [
      {
        path: 'unit',
        says: timed
          ? '这个期限是随到随办的，只能按分钟或者小时算：请改选单位。'
          : '这个期限按日子算，不能改成按分钟或者小时算：请改选单位。',
      },
    ]
  if (isComplaint(law) && wanted.unit === 'working_day')
    return [{ path: 'unit', says: '意见另立案卷，放假通知改了不逐件重算：请按日或者按月写。' }]
  if (wanted.amount < LEAST(wanted.unit) || wanted.amount > MOST[wanted.unit])
    return [
      {
        path: 'amount',
        says: `请写 ${LEAST(wanted.unit)} 到 ${MOST[wanted.unit]} 的整数（${UNIT_WORDS[wanted.unit]}）。`,
      },
    ]
  if (law.nature === 'maximum') {
    const most = `法律的最长期限是 ${amountWords(law.amount, law.unit)}`
    if (wanted.unit !== law.unit) return [{ path: 'unit', says: `${most}，不能换一种算法：请选原来的单位。` }]
    if (wanted.amount > law.amount)
      return [{ path: 'amount', says: `${most}，只能缩短：请写 ${law.amount} 或者更小的数。` }]
  }
  if (wanted.amount === now.amount && wanted.unit === now.unit)
    return [{ path: 'amount', says: `现在就是 ${amountWords(now.amount, now.unit)}：请写一个不同的数。` }]
  return []
}
