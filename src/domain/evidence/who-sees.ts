import { ENDED_TASK, type Part, partsOf } from '../disputes/parts.ts'
import { liveMediations } from '../disputes/people.ts'
import { isConflicted, standingsOf } from '../mediation/standing.ts'
import { ADVISING_ROLES } from '../organisations/words.ts'
import { mediatesIn, wasPutOut } from '../sealed/who-opens.ts'
import type { Actor, Here } from '../step.ts'

/** Whether this person handles the file: then names and ways to reach stand plainly before her (design 4). */
export const handlesFile = (actor: Actor, { file, parts }: Pick<Here, 'file' | 'parts'>): boolean =>
  actor.kind === 'staff' &&
  // Who advises carries nothing of her unit's: what opens a file to her is that she mediates in it.
  ((!ADVISING_ROLES.includes(actor.role) &&
    (actor.unit_id === file?.responsible_unit ||
      partsOf(parts, 'task').some((task) => task.facts.unit_id === actor.unit_id && task.status !== 'returned'))) ||
    // Whoever mediates and stands too near to a party is no longer among those before whom all lies open (INV-5).
    partsOf(parts, 'mediation').some((it) =>
      standingsOf({ parts }, it).some((one) => one.person_id === actor.person_id && one.level !== 'red'),
    ))

/** Whether who acts stands too near to nobody here (INV-5). */
export const standsClear = (here: Here): boolean =>
  here.actor.kind !== 'staff' || !isConflicted(here, liveMediations(here), here.actor.person_id)

/**
 * Whether somebody of the office reads the words of what was handed in. `open`: she handles the file and stands too near to nobody.
 * What was given in confidence is read by who mediates here now, by who holds the leading task, and by who wrote it down; by nobody who
 * was put out of the mediation.
 */
export function staffReadsEvidence(here: Here, { facts }: Part<'evidence'>, open: boolean): boolean {
  const { actor } = here
  if (!open || actor.kind !== 'staff') return false
  if (!facts.in_confidence) return true
  const me = actor.person_id
  return !wasPutOut(here, me) && (mediatesIn(here, me) || facts.by_person === me || holdsIt(here, me))
}

/** Whether she may open its file as well: what was withdrawn or is void opens to nobody. */
export const staffOpensEvidence = (here: Here, it: Part<'evidence'>, open: boolean): boolean =>
  (it.status === 'kept' || it.status === 'shown') && staffReadsEvidence(here, it, open)

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

/**
 * Whether who acts hears that an item is there at all: of the office whoever handles the file and stands too near to nobody; a party of
 * her own and of what was shown to her; her agent likewise, where he may hand evidence in.
 */
export function hearsOfEvidence(here: Here, it: Part<'evidence'>): boolean {
  const { actor, parts } = here
  if (actor.kind === 'staff') return handlesFile(actor, here) && standsClear(here)
  if (actor.kind !== 'party' || !partySeesEvidence(it, actor.party_id).there) return false
  if (!actor.agent_id) return true
  const party = partsOf(parts, 'party').find(({ id }) => id === actor.party_id)
  return (
    party?.facts.agents?.some(({ id, powers }) => id === actor.agent_id && powers.includes('give_evidence')) ?? false
  )
}
