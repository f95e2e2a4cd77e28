import { ENDED_TASK, type Part, partsOf, type SealedNote, type SessionNote } from '../disputes/parts.ts'
import { liveMediations } from '../disputes/people.ts'
import { isAskedIn } from '../mediation/asked.ts'
import { isConflicted } from '../mediation/standing.ts'
import { HANDLING_ROLES, INTAKE_ROLES } from '../organisations/words.ts'
import type { Here } from '../step.ts'

type Seen = Pick<Here, 'parts' | 'involvements' | 'today'>

const mediatingOf = ({ involvements }: Seen, person: string) =>
  involvements.filter((it) => it.as_what === 'mediating' && 'person' in it.who && it.who.person === person)

/** Whether this person mediates here: until the end of the day on which she no longer does, or until the very moment she is put out. */
export const mediatesIn = (here: Seen, person: string): boolean =>
  mediatingOf(here, person).some(({ until }) => until === null || until >= here.today)

/** Somebody who mediated here and was replaced: no mediation names her any more. One that ended by itself still names her. */
export const wasPutOut = (here: Seen, person: string): boolean =>
  mediatingOf(here, person).length > 0 &&
  !mediatesIn(here, person) &&
  !partsOf(here.parts, 'mediation').some((it) => it.facts.mediators.some(({ person_id }) => person_id === person))

/**
 * Whether who asks may open a sealed note (domain 10.3, the row "Psych/health/DV": handlers of a sealed list, nobody else): who
 * mediates here now, who holds the leading task for her unit, and who wrote it while she is still what she was when she did.
 * Whoever stands too near to a party, or was replaced for it or for anything, opens none, and no director or superior does.
 */
export function opensNote(here: Here, note: SealedNote): boolean {
  const { actor, file } = here
  if (actor.kind !== 'staff') return false
  const me = actor.person_id
  if (isConflicted(here, liveMediations(here), me) || wasPutOut(here, me)) return false
  if (mediatesIn(here, me)) return true
  const holds = partsOf(here.parts, 'task').some(
    ({ status, facts }) =>
      !facts.assists &&
      !ENDED_TASK.includes(status) &&
      facts.unit_id === actor.unit_id &&
      facts.held_by?.person_id === me,
  )
  if (holds) return true
  if (note.by_person !== me) return false
  if (note.as === 'advising') return isAskedIn(here, me)
  const handles = HANDLING_ROLES.includes(actor.role) || INTAKE_ROLES.includes(actor.role)
  return note.as === 'handling' && handles && actor.unit_id === file?.responsible_unit
}

/**
 * Whether who asks may open what was written of a session: whoever wrote it, at the place she was sent to, for as long as she has not
 * taken her consent back nor left the matter.
 */
export function opensSession({ actor }: Pick<Here, 'actor'>, referral: Part<'referral'>, note: SessionNote): boolean {
  const { to_unit, ended } = referral.facts
  const takenBack = ended?.why === 'consent_withdrawn' || ended?.why === 'left'
  return actor.kind === 'staff' && note.by_person === actor.person_id && actor.unit_id === to_unit && !takenBack
}
