import { z } from 'zod'
import { ChangeRuleInput, EnterHolidaysInput, TryRuleInput } from '#domain/clocks/keeper-inputs.ts'
import { RULE_UNITS } from '#domain/clocks/rule-book.ts'
import { WHOMS, type Whom } from '#domain/clocks/warnings.ts'
import { endpoint } from './endpoint.ts'
import { Day, Instant } from './shared.ts'

/** The lengths of clocks and the calendar they are counted with: everybody reads them, the justice bureau keeps them. */

const Unit = z.enum(RULE_UNITS)
/** How many would have been warned of, now and then: at the first and at the second warning. */
const Warned = { half_now: z.int(), half_then: z.int(), most_now: z.int(), most_then: z.int() }
const Tried = z.object({ since: Day, clocks: z.int(), late_now: z.int(), late_then: z.int() })
const Told = z.enum(Object.keys(WHOMS) as [Whom, ...Whom[]])

/** One length a rule had or has: the product's own, then the county's. */
const Edition = z.object({
  version: z.int(),
  edition: z.int(),
  length_says: z.string(),
  /** When it warns and whom, in one sentence. */
  warns_say: z.string(),
  /** Since when clocks start under it; null for the product's own. */
  from_on: Day.nullable(),
  at: Instant.nullable(),
  by: z.string().nullable(),
  reason: z.string().nullable(),
  /** Warnings are counted in trials since they may be chosen. */
  tried: Tried.extend({
    half_now: z.int().nullable(),
    half_then: z.int().nullable(),
    most_now: z.int().nullable(),
    most_then: z.int().nullable(),
  }).nullable(),
  /** How many clocks run under it now; for whoever keeps the rules. */
  running: z.int().nullable(),
})

export const RuleLine = z
  .object({
    id: z.string(),
    says: z.string(),
    kind: z.enum(['F', 'M', 'C', 'agreed']),
    kind_says: z.string(),
    starts: z.string(),
    amount: z.int(),
    /** Null where the day is agreed and never counted. */
    unit: Unit.nullable(),
    length_says: z.string(),
    length_from: z.string(),
    duty: z.array(z.string()),
    rolls_forward: z.boolean(),
    /** When somebody is warned, and who. */
    warns: z.array(z.object({ says: z.string(), to: z.string() })),
    /** The same, as it is chosen: at how many hundredths of the time, and whom. */
    half_at: z.int(),
    half_to: Told,
    most_at: z.int(),
    most_to: Told,
    over_to: Told,
    /** Why its length may not be changed; null where the bureau may. */
    why_fixed: z.string().nullable(),
    /** Why its warnings may not be changed; null where the bureau may. */
    why_warns_fixed: z.string().nullable(),
    /** How holidays touch it, and what else holds for it. */
    notes: z.array(z.string()),
    /** The longest the law allows, where it says one. */
    most: z.int().nullable(),
    editions: z.array(Edition),
  })
  .meta({ id: 'RuleLine' })
export type RuleLine = z.output<typeof RuleLine>

/** A deadline a statute sets that the product counts and does not keep itself. */
export const StatuteLine = z
  .object({
    id: z.string(),
    says: z.string(),
    kind: z.enum(['F', 'M', 'C']),
    kind_says: z.string(),
    starts: z.string(),
    whose: z.string(),
    length_says: z.string(),
    counting_says: z.string(),
    extension: z.string().nullable(),
    pauses: z.array(z.string()),
    law: z.string(),
    arguable: z.string().nullable(),
    unverified: z.boolean(),
  })
  .meta({ id: 'StatuteLine' })
export type StatuteLine = z.output<typeof StatuteLine>

export const clockRules = endpoint({
  id: 'clock_rules',
  method: 'GET',
  path: '/api/clock-rules',
  summary: '期限规则：每一项从哪天起、多久、依据哪一条，哪些本县可以改、改过几次',
  who: ['anyone', 'party', 'staff'],
  reply: z.object({
    rules: z.array(RuleLine),
    statutes: z.array(StatuteLine),
    /** Whether who asks may change them. */
    may_change: z.boolean(),
  }),
})

const ruleParams = z.strictObject({ rule: z.string().max(10) })

export const tryClockRule = endpoint({
  id: 'try_clock_rule',
  method: 'POST',
  path: '/api/clock-rules/:rule/trials',
  summary: '试算：如果早用这个期限，过去十二个月会有多少项超期；什么也不改',
  who: ['staff'],
  params: ruleParams,
  body: TryRuleInput,
  reply: Tried.extend({ ...Warned, trial: z.uuid(), length_says: z.string() }),
})

export const changeClockRule = endpoint({
  id: 'change_clock_rule',
  method: 'POST',
  path: '/api/clock-rules/:rule/versions',
  summary: '改一项本县约定的期限：先试算，写明理由，只对以后开始的期限有效',
  who: ['staff'],
  params: ruleParams,
  body: ChangeRuleInput,
  reply: z.object({ id: z.string(), notes: z.array(z.string()) }),
})

export const YearLine = z
  .object({
    year: z.int(),
    status: z.enum(['published', 'provisional']),
    source: z.string(),
    days_off: z.array(Day),
    days_on: z.array(Day),
    entered: z
      .object({ at: Instant, by: z.string(), reason: z.string(), moved: z.int(), done: z.boolean() })
      .nullable(),
  })
  .meta({ id: 'YearLine' })
export type YearLine = z.output<typeof YearLine>

export const holidays = endpoint({
  id: 'holidays',
  method: 'GET',
  path: '/api/holidays',
  summary: '各年的放假安排和通知文号；还没有公布的写明',
  who: ['anyone', 'party', 'staff'],
  reply: z.object({ years: z.array(YearLine), may_change: z.boolean() }),
})

export const enterHolidays = endpoint({
  id: 'enter_holidays',
  method: 'POST',
  path: '/api/holidays',
  summary: '录入国务院办公厅的放假通知：正在计的期限逐件重新计算，起算日不动',
  who: ['staff'],
  body: EnterHolidaysInput,
  reply: z.object({
    id: z.string(),
    notes: z.array(z.string()),
    days_off: z.array(Day),
    days_on: z.array(Day),
    /** How many running clocks get another day; earlier only where the law itself sets the day. */
    later: z.int(),
    earlier: z.int(),
    kept: z.int(),
  }),
})

export const CLOCK_QUESTIONS = [clockRules, holidays, tryClockRule, changeClockRule, enterHolidays] as const
