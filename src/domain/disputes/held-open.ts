import { ENDED_OBLIGATION, type Part, partsOf } from './parts.ts'

/** A lasting duty (赡养, 轮水, 不再占道) is never over: kept at the last visit, it does not hold the file open. */
export const lasts = ({ facts }: Part<'obligation'>): boolean => facts.runs !== null && facts.runs.until === null

/** What waits for a clause that will not be performed here any more, as it was sent to enforcement, waits for nothing. */
const waitsInVain = (it: Part<'obligation'>, all: readonly Part<'obligation'>[]): boolean =>
  it.status === 'waiting' && all.some((first) => first.status === 'sent_to_enforcement' && awaits(it, first))

/** Whether the first has to be performed before the other falls due. */
export const awaits = (it: Part<'obligation'>, first: Part<'obligation'>): boolean =>
  it.facts.agreement_id === first.facts.agreement_id && it.facts.waiting_for?.after_clause === first.facts.clause

/** The obligations for which a file has to stay open. */
export function heldOpenBy(parts: readonly Part[]): Part<'obligation'>[] {
  const all = partsOf(parts, 'obligation')
  return all.filter(
    (it) => !ENDED_OBLIGATION.includes(it.status) && !(lasts(it) && it.status === 'due') && !waitsInVain(it, all),
  )
}
