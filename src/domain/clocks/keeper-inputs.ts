import { z } from 'zod'
import { written } from '../identity/inputs.ts'
import { Reason } from '../organisations/inputs.ts'
import { AskedDay } from './inputs.ts'
import { RULE_UNITS } from './rule-book.ts'
import { WHOMS, type Whom } from './warnings.ts'

const Amount = z.int('请写一个整数。').min(0, '请写 0 或者更大的整数。').max(100_000, '这个数太大了，请再看看。')

const upTo = (most: number) => {
  const says = `请写 1 到 ${most} 的整数。`
  return z.int(says).min(1, says).max(most, says)
}
const Told = z.enum(Object.keys(WHOMS) as [Whom, ...Whom[]], { error: '请选择提醒谁。' })

/** A length to try on what is behind us, and when to warn whom; what is not said about warnings stays as it is. */
export const TryRuleInput = z.strictObject({
  amount: Amount,
  unit: z.enum(RULE_UNITS, { error: '请选择单位。' }),
  /** The second comes after it, at the latest on the day itself. */
  half_at: upTo(99).optional(),
  half_to: Told.optional(),
  most_at: upTo(100).optional(),
  most_to: Told.optional(),
  over_to: Told.optional(),
})

/** A length chosen after it was tried: which trial, and why. */
export const ChangeRuleInput = z.strictObject({
  trial: z.uuid({ error: '请先试算，看清楚以后再决定。' }),
  reason: Reason,
})

/** A State Council notice as its text has it. `try_only`: says what it would change, and changes nothing. */
export const EnterHolidaysInput = z.strictObject({
  year: z.int('请写年份。').min(2024, '请写 2024 年以后的年份。').max(2100, '请再看看年份。'),
  document: written(100, '请写通知的文号和名称，例如：国办发明电〔2026〕7号。'),
  holidays: z
    .array(z.strictObject({ name: written(10, '请写节日的名称。'), from: AskedDay, to: AskedDay }))
    .max(20, '节日太多了，请对照通知原文。'),
  worked: z.array(AskedDay).max(30, '调休上班的日子太多了，请对照通知原文。'),
  try_only: z.boolean().default(false),
  reason: Reason,
})
