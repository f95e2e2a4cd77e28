import { ENDED_TASK, type Part, partsOf } from '../disputes/parts.ts'
import { mediatesIn } from '../sealed/who-opens.ts'
import type { Here } from '../step.ts'

/**
 * Whether somebody of the office may open what was handed in, beyond that it is there. `open`: she handles the file and stands too near to
 * nobody. What was given in confidence opens to who mediates here now, to who holds the leading task, and to who wrote it down.
 * What was withdrawn or is void opens to nobody.
 */
export function staffOpensEvidence(here: Here, { facts, status }: Part<'evidence'>, open: boolean): boolean {
  const { actor } = here
  if (!open || actor.kind !== 'staff' || status === 'withdrawn' || status === 'void') return false
  if (!facts.in_confidence) return true
  return mediatesIn(here, actor.person_id) || facts.by_person === actor.person_id || holdsIt(here, actor.person_id)
}

const holdsIt = ({ parts, actor }: Here, me: string): boolean =>
  partsOf(parts, 'task').some(
    ({ status, facts }) =>
      !facts.assists &&
      !ENDED_TASK.includes(status) &&
      actor.kind === 'staff' &&
      facts.unit_id === actor.unit_id &&
      facts.held_by?.person_id === me,
  )

/** What a party knows of an item: her own all of it; another's, once it was shown to her. */
export function partySeesEvidence(
  { facts, status }: Part<'evidence'>,
  party: string,
): { there: boolean; opens: boolean } {
  if (facts.provider === party) return { there: true, opens: status === 'kept' || status === 'shown' }
  const hers = facts.shown.filter((it) => it.to.includes(party))
  return {
    there: hers.length > 0,
    opens: status === 'shown' && hers.some((it) => it.how === 'on_page'),
  }
}
