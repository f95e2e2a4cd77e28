import { type Part, partsOf } from '../disputes/parts.ts'
import type { Here } from '../step.ts'

/**
 * Who refused or left a mediation of this task and has not agreed to another one since: the latest word of each counts.
 * Nobody puts her into a new one in the same breath (INV-1); asked afresh and agreeing, she is in again.
 */
export function leaversOf({ parts }: Pick<Here, 'parts'>, taskId: string): ReadonlySet<string> {
  const latest = new Map<string, { refused: boolean; at: string }>()
  for (const { facts } of partsOf(parts, 'mediation')) {
    if (facts.task_id !== taskId) continue
    for (const [party, { answer, at }] of Object.entries(facts.consents)) {
      if (answer !== 'refused' && answer !== 'agreed') continue
      const before = latest.get(party)
      // Of two words of one minute the refusal counts.
      if (!before || (at ?? '') > before.at || ((at ?? '') === before.at && answer === 'refused'))
        latest.set(party, { refused: answer === 'refused', at: at ?? '' })
    }
  }
  return new Set([...latest].filter(([, it]) => it.refused).map(([party]) => party))
}

/** Those an ended mediation leaves who could go on: whoever did not want it, was not reached or left the file is not among them. */
export function whoMayGoOn(here: Pick<Here, 'parts'>, { facts }: Part<'mediation'>): string[] {
  const left = leaversOf(here, facts.task_id)
  const present = partsOf(here.parts, 'party').filter((party) => party.status === 'present')
  return facts.parties.filter(
    (id) => id !== facts.ended?.party_id && !left.has(id) && present.some((party) => party.id === id),
  )
}
