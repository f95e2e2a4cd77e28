import { z } from 'zod'
import { AskedTime } from '../clocks/inputs.ts'
import { noted, written } from '../identity/inputs.ts'

/** What was seen. `flags`: nobody is put at one table with who threatens her. `must`: the law leaves no choice whether to report. */
export const DANGERS = {
  violence: { says: '动手、持械、家庭暴力，或者人身威胁', flags: true, must: false },
  public_order: { says: '可能引发治安案件（扬言报复、聚众、堵门）', flags: false, must: false },
  crime: { says: '涉嫌犯罪', flags: false, must: false },
  self_harm: { says: '扬言自杀、自伤', flags: false, must: false },
  minor_abuse: { says: '疑似未成年人受到侵害', flags: true, must: true },
  dependent_abuse: { says: '疑似无民事行为能力人、限制民事行为能力人受到侵害', flags: true, must: true },
} as const
export type DangerKind = keyof typeof DANGERS
const KINDS = Object.keys(DANGERS) as [DangerKind, ...DangerKind[]]

export const DangerInput = z.strictObject({
  kind: z.enum(KINDS, { error: '请选择是哪一种情况。' }),
  what: written(2_000, '请写明看到、听到了什么。'),
  seen_at: AskedTime,
  /** Those of the parties who are in danger. */
  endangered: z.array(z.uuid()).max(60).default([]),
  /** Anybody else who is: a child, an old person in the house. */
  who: noted(300),
})

export const TOLD_HOWS = { phone: '打电话（110 或派出所）', in_person: '当面', system: '公安机关的系统' } as const
export type ToldHow = keyof typeof TOLD_HOWS
const HOWS = Object.keys(TOLD_HOWS) as [ToldHow, ...ToldHow[]]
export const PoliceToldInput = z.strictObject({
  received_by: written(100, '请写明哪个单位、谁接的报（姓名或者警号）。'),
  how: z.enum(HOWS, { error: '请选择怎样报告的。' }),
  note: noted(500),
})

export const NoReportInput = z.strictObject({ because: written(1_000, '请写明为什么不报告。') })
