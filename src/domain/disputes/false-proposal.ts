import type { Here } from '../step.ts'
import type { Consequence } from './consequences.ts'
import { disputeOf } from './people.ts'

/**
 * A finding that there is no such dispute lapses with the next step that handles it as one: nobody may approve, months and
 * a whole matter later, what somebody thought of it at the start.
 */
export function proposalLapses(here: Here): Consequence[] {
  const dispute = disputeOf(here)
  return dispute.facts.false_proposed
    ? [{ kind: 'change_facts', part: 'dispute', id: dispute.id, facts: { false_proposed: null } }]
    : []
}
