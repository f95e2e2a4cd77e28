import { z } from 'zod'
import { noted, written } from '../identity/inputs.ts'

export const VISIT_HOWS = { phone: '打电话', visit: '上门', message: '发信息', at_office: '来办公室' } as const
export const PERFORMANCES = {
  all: '已经履行完',
  partly: '履行了一部分',
  lasting: '持续的事正在照做',
  not: '还没有履行',
  changed: '双方另外商量过',
} as const
/** Asked without pressure: not having been asked, or not wanting to say, are answers (domain 4.5). */
export const SATISFACTIONS = {
  satisfied: '满意',
  fairly: '基本满意',
  not_satisfied: '不满意',
  not_said: '未评价',
} as const
const keysOf = <T extends string>(words: Readonly<Record<T, unknown>>) => Object.keys(words) as [T, ...T[]]

export const VisitInput = z.strictObject({
  how: z.enum(keysOf(VISIT_HOWS), { error: '请选择怎样回访的。' }),
  visited: z.array(z.uuid()).min(1, '请选择回访了谁。').max(60),
  performance: z.enum(keysOf(PERFORMANCES), { error: '请选择履行得怎么样。' }),
  satisfaction: z.enum(keysOf(SATISFACTIONS)).default('not_said'),
  /** Whose answer it is, and how she said it: nobody else says for her that she is satisfied. */
  satisfaction_by: z.uuid().nullable().default(null),
  satisfaction_words: noted(500),
  /** Signs that it is starting again (反弹). */
  trouble: z.boolean().default(false),
  account: written(2_000, '请写明回访时各方怎么说。'),
})
/** On her own page, in her own words; not answering is no answer and counts as none. */
export const SaySatisfactionInput = z.strictObject({
  answer: z.enum(['satisfied', 'fairly', 'not_satisfied'], { error: '请选一项；不想评价，不用提交。' }),
  words: noted(1_000),
})
export const NotReachedInput = z.strictObject({ note: noted(500) })
