import { dayIn } from '../clocks/calendar.ts'
import { lasts } from '../disputes/held-open.ts'
import { ENDED_TASK, type Part, partsOf } from '../disputes/parts.ts'
import { type Stage, stageOf } from '../disputes/stage.ts'

/** The states of the working ledger (domain 6.4): derived from the file, never written down a second time. */
export const LEDGER_STATES = {
  new: '新增',
  assigned: '交办',
  resolving: '化解中',
  settled: '已化解',
  struck_off: '销号',
  diverted: '转其他途径',
  unresolved: '未化解，已告知其他途径',
  gone: '撤回、并案、不受理、不属实',
} as const
export type LedgerState = keyof typeof LEDGER_STATES
export const LEDGER_STATE_NAMES = Object.keys(LEDGER_STATES) as [LedgerState, ...LedgerState[]]

/** What is missing before a matter leaves the ledger (销号), in words. */
export const LACKING_RESULT = {
  task_open: '还有办理事项没有结果',
  not_settled: '没有化解',
  obligation_open: '协议里还有没履行完的',
  not_performed: '协议没有履行，已经告知依法主张',
  not_verified: '还没有回访或者核实过结果',
  not_kept_seen: '最近一次回访看到还没有履行完',
  trouble_seen: '最近一次回访看到又闹起来的苗头',
  not_closed: '还没有结案',
} as const
export type LackingResult = keyof typeof LACKING_RESULT

const lastLead = (parts: readonly Part[]): Part<'task'> | undefined =>
  partsOf(parts, 'task')
    .filter((task) => !task.facts.assists)
    .at(-1)

/** What a visit finds of the promises where they are not kept. */
const NOT_KEPT: readonly string[] = ['not', 'partly']

/** Whether something happened since the matter last came up again. Files from before the instant was kept know the day alone. */
function isSince(parts: readonly Part[], at: string): boolean {
  const { rebounds = [], rebounded_at } = partsOf(parts, 'dispute')[0]?.facts ?? {}
  return rebounded_at === undefined ? dayIn(at) >= (rebounds.at(-1) ?? '') : at >= rebounded_at
}

/** The last visit since it came up again, unless somebody who had not handled it looked after that visit; and whether anybody looked. */
function lastLook(parts: readonly Part[]) {
  const visit = partsOf(parts, 'visit')
    .flatMap(({ facts }) => (facts.found && isSince(parts, facts.found.at) ? [facts.found] : []))
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .at(-1)
  const at = partsOf(parts, 'dispute')[0]?.facts.verified?.at
  const verified = at !== undefined && isSince(parts, at) ? at : null
  return {
    looked: verified !== null || visit !== undefined,
    visit: visit && verified && verified >= visit.at ? null : visit,
  }
}

/**
 * What is missing before the result counts as verified: everything ended well, what was promised was done, and somebody asked. Of
 * the matter as it stands since it last came up again. Closing is another thing: a verified result may still wait for it.
 */
export function lackingResult(parts: readonly Part[]): LackingResult[] {
  const tasks = partsOf(parts, 'task')
  if (tasks.length === 0 || tasks.some((task) => !ENDED_TASK.includes(task.status))) return ['task_open']
  const lead = lastLead(parts)
  const went = lead?.status === 'diverted' && lead.facts.diverted?.result?.what === 'settled'
  if (lead?.status !== 'resolved' && !went) return ['not_settled']
  const owed = partsOf(parts, 'obligation')
  const kept = (it: Part<'obligation'>): boolean =>
    it.status === 'performed' || it.status === 'waived' || (lasts(it) && it.status === 'due')
  const { looked, visit } = lastLook(parts)
  return [
    ...(owed.some((it) => it.status === 'sent_to_enforcement') ? (['not_performed'] as const) : []),
    ...(owed.some((it) => !kept(it) && it.status !== 'sent_to_enforcement') ? (['obligation_open'] as const) : []),
    ...(looked || went ? [] : (['not_verified'] as const)),
    // A visit that saw the promise broken or trouble coming says the contrary of verified, until somebody looks again.
    ...(NOT_KEPT.includes(visit?.performance ?? '') ? (['not_kept_seen'] as const) : []),
    ...(visit?.trouble ? (['trouble_seen'] as const) : []),
  ]
}

const STATE_OF: Readonly<Record<Exclude<Stage, 'closed' | 'archived'>, LedgerState>> = {
  clue: 'new',
  registered: 'new',
  supplementing: 'new',
  checking_duplicates: 'new',
  triaging: 'new',
  dispatched: 'assigned',
  objected: 'assigned',
  in_handling: 'resolving',
  coordinating: 'resolving',
  mediating: 'resolving',
  performing: 'settled',
  revisiting: 'settled',
  settled: 'settled',
  unresolved: 'unresolved',
  diverted: 'diverted',
  merged: 'gone',
  withdrawn: 'gone',
  not_accepted: 'gone',
  false_report: 'gone',
}

/** Where a file stands in the ledger. Struck off it is only once it is closed and its result is verified (S0-22). */
export function ledgerStateOf(parts: readonly Part[]): LedgerState {
  const stage = stageOf(parts)
  if (stage !== 'closed' && stage !== 'archived') return STATE_OF[stage]
  if (lackingResult(parts).length === 0) return 'struck_off'
  const lead = lastLead(parts)
  if (lead?.status === 'resolved') return 'settled'
  return lead?.status === 'diverted' ? 'diverted' : 'unresolved'
}
