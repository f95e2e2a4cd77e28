import { type Part, partsOf } from './parts.ts'

/** The stages people see (domain 2.2): never stored, always derived from the parts. */
export const STAGES = {
  registered: '已登记',
  supplementing: '等待补充',
  in_handling: '办理中',
  settled: '已解决，待结案',
  unresolved: '未能解决，待结案',
  closed: '已结案',
  withdrawn: '已撤回',
  not_accepted: '不予受理',
} as const
export type Stage = keyof typeof STAGES

/** The stage of a dispute: a pure function of its parts. */
export function stageOf(parts: readonly Part[]): Stage {
  const [dispute] = partsOf(parts, 'dispute')
  const tasks = partsOf(parts, 'task')
  switch (dispute?.status) {
    case 'supplementing':
    case 'closed':
    case 'withdrawn':
    case 'not_accepted':
      return dispute.status
    case 'open':
      if (tasks.some((task) => task.status === 'in_handling')) return 'in_handling'
      return tasks.some((task) => task.status === 'resolved') ? 'settled' : 'unresolved'
    default:
      return 'registered'
  }
}
