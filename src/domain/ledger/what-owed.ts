import { type Clock, ENDED_TASK, partsOf } from '../disputes/parts.ts'
import type { Here } from '../step.ts'

/** A task sent back so often is passed around (domain 7.1 W-12, 本县约定). */
export const RETURNS_MANY = 2
/** Answering a supervision is itself asked after by its own clock, not by another supervision. */
const OWN: readonly string[] = ['R-12', 'R-12c']

/**
 * Duties of units that are overdue now: never what a party owes or may do, never what stands still, and never what is asked of a
 * place somebody was sent to, of which only those who handle the file may know.
 */
export const overdueDuties = ({
  clocks,
  now,
  today,
}: Pick<Here, 'clocks' | 'now' | 'today'>): { clock: Clock; unit_id: number }[] =>
  clocks.flatMap((clock) => {
    if (clock.state !== 'running' || OWN.includes(clock.rule)) return []
    if (clock.part === 'referral' || 'party' in clock.owes) return []
    const late = clock.due_at === null ? clock.due_on < today : clock.due_at < now
    return late ? [{ clock, unit_id: 'unit' in clock.owes ? clock.owes.unit : clock.owes.for_unit }] : []
  })

/** Units with a task that went back and forth. */
export const passedAround = ({ parts }: Pick<Here, 'parts'>): number[] =>
  partsOf(parts, 'task')
    .filter((it) => !ENDED_TASK.includes(it.status) && (it.facts.returns ?? 0) >= RETURNS_MANY)
    .map((it) => it.facts.unit_id)
