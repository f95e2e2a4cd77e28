import { amountWords, faultsOfLength, type RuleBook, ruleInForce, type Wanted, whyFixed } from './rule-book.ts'
import { CLOCK_RULES, type ClockRule, type ClockRuleId, isTimed } from './rules.ts'
import { LEVELS, WARNED, type Warns, WHOMS, type Whom } from './warnings.ts'

/** What a county wants for a rule: how long, when somebody is warned, and who. */
export type Choice = Wanted & { warns: Warns }

/** As a choice travels and is kept: a column each. */
export const WARN_FIELDS = ['half_at', 'half_to', 'most_at', 'most_to', 'over_to'] as const
export type FlatWarns = { half_at: number; half_to: Whom; most_at: number; most_to: Whom; over_to: Whom }
export const flatWarns = ({ half, most, over }: Warns): FlatWarns => ({
  half_at: half.percent,
  half_to: half.to,
  most_at: most.percent,
  most_to: most.to,
  over_to: over.to,
})
export const warnsFrom = ({ half_at, half_to, most_at, most_to, over_to }: FlatWarns): Warns => ({
  half: { percent: half_at, to: half_to },
  most: { percent: most_at, to: most_to },
  over: { percent: 100, to: over_to },
})

export type ChoiceFault = { path: 'amount' | 'unit' | (typeof WARN_FIELDS)[number] | ''; says: string }

/** What the parties owe or may do: it warns nobody of an office, and so there is nothing of it to choose. */
export const OF_PARTIES: readonly ClockRuleId[] = ['T-05', 'T-33', 'T-54', 'T-61']

/** How a rule warns now. */
export const warnsOf = (rule: ClockRule): Warns => rule.warns ?? WARNED

/** Why the warnings of a rule may not be changed, in words; null where they may. */
export function whyWarnsFixed(id: ClockRuleId): string | null {
  const rule: ClockRule = CLOCK_RULES[id]
  if (OF_PARTIES.includes(id)) return '由当事人自己办或者自己决定，不催任何单位。'
  if (rule.unit === 'agreed') return '日子由当事人或者会商自己定，提醒照系统自带的：一半、八成、到期。'
  return null
}

/** Return visits by how pressing a matter is (T-60): a row, each day of which stands after the one before it. */
const VISIT_ROW = ['T-60d3', 'T-60d7', 'T-60d15', 'T-60', 'T-60d90', 'T-60d180'] as const satisfies ClockRuleId[]

/** Between which days of the row a visit has to stay: those of its neighbours now; null where it is no visit. */
export function visitBounds(book: RuleBook, id: ClockRuleId): { after: number; before: number | null } | null {
  const at = (VISIT_ROW as readonly string[]).indexOf(id)
  if (at < 0) return null
  const amountOf = (n: number): number | null => {
    const other = VISIT_ROW[n]
    return other ? ruleInForce(book, other).amount : null
  }
  return { after: amountOf(at - 1) ?? 0, before: amountOf(at + 1) }
}

/** The row of visits in one sentence, for whoever changes one of them. */
export function visitRowSays(book: RuleBook, id: ClockRuleId): string | null {
  const bounds = visitBounds(book, id)
  if (!bounds) return null
  const days = VISIT_ROW.map((it) => ruleInForce(book, it).amount).join('、')
  const until = bounds.before === null ? '' : `、第 ${bounds.before} 日以前`
  const between = bounds.after === 0 && until === '' ? '' : `这一次要在第 ${bounds.after} 日以后${until}。`
  return `几次回访排成一列：自达成协议起第 ${days} 日，各种风险从里面取几次。${between}改了以后，已经定下的那一次照原来的日子，以后的照新的。`
}

const RANK: Readonly<Record<Whom, number>> = { owes: 0, head: 1, centre: 2 }

/** What is wrong with when somebody is to be warned and who, in words beside the field. */
export function faultsOfWarns({ half, most, over }: Warns): ChoiceFault[] {
  const faults: ChoiceFault[] = []
  const within = (percent: number, last: number): boolean =>
    Number.isInteger(percent) && percent >= 1 && percent <= last
  if (!within(half.percent, 99)) faults.push({ path: 'half_at', says: '请写 1 到 99 的整数：第二次要比它晚。' })
  // A warning after the day itself would warn of nothing: that it is over is told by itself.
  if (!within(most.percent, 100))
    faults.push({ path: 'most_at', says: '请写 1 到 100 的整数：最晚在到期当天提醒，过了期另外提醒。' })
  if (faults.length === 0 && half.percent >= most.percent)
    faults.push({ path: 'most_at', says: `第二次要比第一次晚：请写 ${half.percent + 1} 到 100 的整数。` })
  if (RANK[most.to] < RANK[half.to])
    faults.push({ path: 'most_to', says: `第二次不能比第一次提醒得低：请选${WHOMS[half.to]}，或者更高的。` })
  // Who did not do it knows: over is told to somebody who answers for it.
  if (over.to === 'owes') faults.push({ path: 'over_to', says: '到期没有办完，要告诉负责人或者上级综治中心。' })
  else if (RANK[over.to] < RANK[most.to])
    faults.push({ path: 'over_to', says: `到期不能比前一次提醒得低：请选${WHOMS[most.to]}。` })
  return faults
}

const same = (one: Warns, other: Warns): boolean =>
  LEVELS.every((level) => one[level].percent === other[level].percent && one[level].to === other[level].to)

/**
 * What is wrong with what the bureau wants for a rule; empty where it may be chosen. Of what the law fixes (F) the warnings alone, of its
 * maximum (M) a shorter one, of the county's own (C) any within sense; visits keep their row.
 */
export function faultsOfChoice(book: RuleBook, id: ClockRuleId, wanted: Choice): ChoiceFault[] {
  const law: ClockRule = CLOCK_RULES[id]
  const now = ruleInForce(book, id)
  const longer = wanted.amount !== now.amount || wanted.unit !== now.unit
  const warned = !same(wanted.warns, warnsOf(now))
  const fixed = whyFixed(law)
  if (fixed && (longer || !warned)) return [{ path: '', says: fixed }]
  const quiet = whyWarnsFixed(id)
  if (warned && quiet) return [{ path: '', says: quiet }]
  if (!longer && !warned)
    return [{ path: 'amount', says: `现在就是 ${amountWords(now.amount, now.unit)}，提醒也一样：请改一样。` }]
  return [
    ...(longer ? [...faultsOfLength(law, now, wanted), ...faultsOfVisit(book, id, wanted)] : []),
    ...(warned ? faultsOfWarns(wanted.warns) : []),
  ]
}

function faultsOfVisit(book: RuleBook, id: ClockRuleId, { amount, unit }: Wanted): ChoiceFault[] {
  const bounds = visitBounds(book, id)
  if (!bounds) return []
  if (unit !== 'day') return [{ path: 'unit', says: '几次回访排成一列，都按日算：放假不影响，也不用重算。请选“日”。' }]
  const { after, before } = bounds
  if (amount > after && (before === null || amount < before)) return []
  const until = before === null ? '' : `，第 ${before} 日以前`
  return [
    { path: 'amount', says: `几次回访排成一列：这一次要在第 ${after} 日以后${until}。要动得多的，请先改旁边的。` },
  ]
}

/** How holidays touch a rule, and whether a notice of them counts it anew, in one sentence. */
export function holidaysSay(id: ClockRuleId, rule: ClockRule): string | null {
  if (rule.unit === 'agreed' || isTimed(rule)) return null
  if (rule.unit === 'working_day') return '只算工作日；放假通知改了，正在计的逐件重新计算。'
  if (rule.rolls_forward) return '最后一天放假的顺延；放假通知改了，正在计的逐件重新计算。'
  if (id === 'R-15')
    return '周末和放假也算在内，放假通知改了不用重算。意见另立案卷，所以只能按日或者按月，不能改成按工作日：答复的日子不会因为放假改动。'
  if (visitBounds([], id)) return '周末和放假也算在内，放假通知改了不用重算；几次回访排成一列，只能按日。'
  return '周末和放假也算在内，放假通知改了不用重算。'
}
