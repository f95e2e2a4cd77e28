import { addDays, type Day } from '../clocks/calendar.ts'
import { endEveryAsking } from '../mediation/asked.ts'
import type { Here } from '../step.ts'
import type { Consequence } from './consequences.ts'
import { awaits, heldOpenBy } from './held-open.ts'
import { cancelClocksOf, cancelClocksOn, startClock } from './make.ts'
import { ENDED_TASK, type Part, partsOf } from './parts.ts'
import { disputeOf, liveMediations, liveReferrals, responsibleUnit, unfinishedAgreements } from './people.ts'

/** The obligations that wait for this one's clause. */
export const waitingFor = (here: Here, first: Part<'obligation'>): string[] =>
  partsOf(here.parts, 'obligation')
    .filter((it) => it.status === 'waiting' && awaits(it, first))
    .map((it) => it.id)

/** What still has to end before the dispute can be closed, leaving out the parts that end in this very step. */
export function unended(here: Here, ending: readonly string[] = []): Part[] {
  const open = [
    ...partsOf(here.parts, 'task').filter((task) => !ENDED_TASK.includes(task.status)),
    ...heldOpenBy(here.parts),
    ...partsOf(here.parts, 'visit').filter((visit) => visit.status === 'due'),
    ...liveReferrals(here),
  ]
  return open.filter((part) => !ending.includes(part.id))
}

/** Where nothing is left to be done but closing, the clock for closing starts. */
export const closingIfDone = (here: Here, id: string, ...ending: string[]): Consequence[] =>
  disputeOf(here).status === 'open' &&
  unended(here, ending).length === 0 &&
  !here.clocks.some((clock) => clock.rule === 'R-31' && clock.state === 'running')
    ? [startClock(here, id, 'R-31', disputeOf(here), { unit: responsibleUnit(here).id }, 'close')]
    : []

/** Something is to be done again: closing is not owed yet. */
export const notDoneAfterAll = (here: Here): Consequence[] => cancelClocksOf(here, 'R-31')

/**
 * What goes with the end of a mediation without agreement, beside its own move: its clocks fall away, what was drafted in it
 * is void, its invitations end, its mediators see no more.
 */
export const mediationOver = (
  here: Here,
  mediation: Part<'mediation'>,
  ended: { reason: string; note: string; party_id: string | null },
): Consequence[] => {
  const drafts = unfinishedAgreements(here, mediation.id)
  return [
    { kind: 'change_facts', part: 'mediation', id: mediation.id, facts: { ended } },
    ...drafts.map((draft): Consequence => ({ kind: 'move_part', part: 'agreement', id: draft.id, status: 'void' })),
    ...cancelClocksOn(here, mediation.id, ...drafts.map((draft) => draft.id)),
    ...endInvitations(here, mediation),
    ...endMediating(here, mediation),
    ...endEveryAsking(here, mediation),
  ]
}

/** Long enough to read what became of it. */
export const DAYS_TO_READ = 30

/** An invitation ends with what it invited to; who never agreed has no other link, so it stays long enough to read why. */
export const endInvitations = (here: Here, mediation: Part<'mediation'>): Consequence[] =>
  here.links
    .filter(
      (link) =>
        link.purpose === 'invitation' &&
        (link.until === null || link.until > addDays(here.today, DAYS_TO_READ)) &&
        mediation.facts.parties.includes(link.party_id),
    )
    .map((link) => ({
      kind: 'involve',
      id: link.id,
      who: { holder: link.party_id },
      purpose: link.purpose,
      until: addDays(here.today, DAYS_TO_READ),
    }))

/**
 * Whoever mediated sees the file to the end of the day, unless she mediates another part of it still.
 * @param until yesterday where she is not to see it from now on
 */
export function endMediating(here: Here, mediation: Part<'mediation'>, until: Day = here.today): Consequence[] {
  const mediates = (it: Part<'mediation'>, person: string): boolean =>
    it.facts.mediators.some((known) => known.person_id === person)
  const others = liveMediations(here).filter((it) => it.id !== mediation.id)
  return here.involvements
    .filter(({ who, as_what, until: end }) => {
      if (as_what !== 'mediating' || end !== null || !('person' in who)) return false
      return mediates(mediation, who.person) && !others.some((it) => mediates(it, who.person))
    })
    .map((it) => ({ kind: 'involve', ...it, until }))
}
