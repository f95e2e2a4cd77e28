import type { Here } from '../step.ts'
import { type Part, partsOf, type Sealed } from './parts.ts'

/** The person who asked. Every dispute has one from its first event. */
export function applicantOf(here: Here): Part<'party'> {
  const [applicant] = partsOf(here.parts, 'party').filter((party) => party.facts.side === 'applicant')
  if (!applicant) throw new Error('a dispute without an applicant')
  return applicant
}

/** The unit answerable for the file now (threats I8): loaded by the caller for every step on a file. */
export function responsibleUnit(here: Here) {
  if (!here.receiver) throw new Error('a step without its responsible unit')
  return here.receiver
}

/** The unit of the person who acts. */
export function ownUnit(here: Here) {
  if (!here.own_unit) throw new Error('a staff step without a unit')
  return here.own_unit
}

export function idAt(here: Here, at: number): string {
  const id = here.ids[at]
  if (!id) throw new Error('the caller supplied too few identifiers')
  return id
}

/** What the event keeps of a sealed field. */
export const referenceTo = (secret: Sealed): string => secret.sealed
