import { heldOpenBy } from './held-open.ts'
import { ENDED_TASK, LIVE_MEDIATION, type Part, partsOf, type StatusOf } from './parts.ts'

/** The stages people see (domain 2.2): always derived from the parts. */
export const STAGES = {
  clue: '线索，待核实',
  registered: '已登记',
  supplementing: '等待补充',
  checking_duplicates: '查重核验',
  triaging: '分流研判',
  dispatched: '已交办，待签收',
  objected: '退单待定',
  in_handling: '办理中',
  coordinating: '会商中',
  mediating: '调解中',
  performing: '履行中',
  revisiting: '回访期',
  settled: '已解决，待结案',
  unresolved: '未能解决，待结案',
  diverted: '已导入其他途径，待结案',
  closed: '已结案',
  archived: '已归档',
  merged: '已并案',
  withdrawn: '已撤回',
  not_accepted: '不予受理',
  false_report: '核实无此纠纷',
} as const
export type Stage = keyof typeof STAGES

/** Which stage an open dispute is in: the furthest behind of its tasks decides, then what is still owed. */
function stageWhenOpen(parts: readonly Part[]): Stage {
  const tasks = partsOf(parts, 'task')
  const open = tasks.filter((task) => !ENDED_TASK.includes(task.status))
  if (open.length > 0) {
    if (partsOf(parts, 'mediation').some((it) => LIVE_MEDIATION.includes(it.status))) return 'mediating'
    if (open.some((task) => task.status === 'objected')) return 'objected'
    if (open.some((task) => task.status === 'coordinating')) return 'coordinating'
    return open.some((task) => task.status === 'in_handling') ? 'in_handling' : 'dispatched'
  }
  if (heldOpenBy(parts).length > 0) return 'performing'
  if (partsOf(parts, 'visit').some((visit) => visit.status === 'due')) return 'revisiting'
  const last = tasks.filter((task) => !task.facts.assists).at(-1)
  if (last?.status === 'resolved') return 'settled'
  return last?.status === 'diverted' ? 'diverted' : 'unresolved'
}

/**
 * A complaint stands in no list of disputes; its own page says where it is, and its row the stage nearest to that: never one of
 * those in which disputes are counted as not dealt with.
 */
const STAGE_OF_COMPLAINT: Record<StatusOf<'complaint'>, Stage> = {
  received: 'registered',
  examining: 'in_handling',
  answered: 'closed',
  withdrawn: 'closed',
}

/** The stage of a dispute: a pure function of its parts. */
export function stageOf(parts: readonly Part[]): Stage {
  const [dispute] = partsOf(parts, 'dispute')
  const [complaint] = partsOf(parts, 'complaint')
  if (complaint) return STAGE_OF_COMPLAINT[complaint.status]
  if (!dispute) return 'registered'
  return dispute.status === 'open' ? stageWhenOpen(parts) : dispute.status
}
