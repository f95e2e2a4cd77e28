import { z } from 'zod'
import { AskedTime } from '../clocks/inputs.ts'
import { noted, written } from '../identity/inputs.ts'

/** Every sign of a quarrel turning violent or criminal is the mediators' to report. */
const MEDIATION = '人民调解法 第二十五条'
/** Who cannot speak for herself and suffers violence at home; the police keep secret who told them. */
const DEPENDENT = '反家庭暴力法 第十四条'

/**
 * What was seen. `flags`: nobody is put at one table with who threatens her. `must`: the law leaves no choice whether to report.
 * `law`: what this kind is reported under; the articles on minors and dependent people are for them alone.
 */
export const DANGERS = {
  violence: { says: '动手、持械、家庭暴力，或者人身威胁', flags: true, must: false, law: [MEDIATION] },
  public_order: { says: '可能引发治安案件（扬言报复、聚众、堵门）', flags: false, must: false, law: [MEDIATION] },
  crime: { says: '涉嫌犯罪', flags: false, must: false, law: [MEDIATION] },
  self_harm: { says: '扬言自杀、自伤', flags: false, must: false, law: [MEDIATION] },
  minor_abuse: {
    says: '疑似未成年人受到侵害',
    flags: true,
    must: true,
    law: ['未成年人保护法 第十一条', `${DEPENDENT}（在家里受侵害的）`, MEDIATION],
  },
  dependent_abuse: {
    says: '疑似无民事行为能力人、限制民事行为能力人受到侵害',
    flags: true,
    must: true,
    law: [DEPENDENT, MEDIATION],
  },
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
