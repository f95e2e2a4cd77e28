import type { Agent } from '../identity/beside.ts'
import type { Here } from '../step.ts'
import { LIVE_MEDIATION, LIVE_REFERRAL, type Part, type PartKind, partsOf, type Sealed } from './parts.ts'

/** The person who asked. Every dispute has one from its first event, but a clue that is none yet. */
export function applicantOf(here: Here): Part<'party'> {
  const [applicant] = applicantsOf(here)
  if (!applicant) throw new Error('a dispute without an applicant')
  return applicant
}

export const applicantsOf = (here: Here): Part<'party'>[] =>
  partsOf(here.parts, 'party').filter((party) => party.facts.side === 'applicant' && party.status === 'present')

/** The parties under these ids, in the order of the file. */
export const partiesAmong = (here: Here, ids: readonly string[]): Part<'party'>[] =>
  partsOf(here.parts, 'party').filter((party) => ids.includes(party.id))

/** Their names as a paper writes them: 甲、乙. */
export const namesOf = (here: Here, ids: readonly string[]): string =>
  partiesAmong(here, ids)
    .map((party) => party.facts.name)
    .join('、')

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

/** The unit the input names, looked up by the caller. */
export function namedUnit(here: Here) {
  if (!here.named.unit) throw new Error('a step without the unit it names')
  return here.named.unit
}

export function idAt(here: Here, at: number): string {
  const id = here.ids[at]
  if (!id) throw new Error('the caller supplied too few identifiers')
  return id
}

/** Takes fresh identifiers one after another. */
export function idsOf(here: Here): () => string {
  let at = 0
  return () => idAt(here, at++)
}

/** What the event keeps of a sealed field. */
export const referenceTo = (secret: Sealed): string => secret.sealed

/** The part of this kind with this id. @throws where there is none: the file is broken */
export function partOf<K extends PartKind>(here: Here, kind: K, id: string): Part<K> {
  const found = partsOf(here.parts, kind).find((part) => part.id === id)
  if (!found) throw new Error(`there is no ${kind} ${id}`)
  return found
}

/** In whose name an obligation was mediated, and by whom: what follows from it is said under that seal (domain 3.1). */
export function mediatedBy(here: Here, { facts }: Part<'obligation'>): { in_name_of: string; mediators: string[] } {
  const agreement = partsOf(here.parts, 'agreement').find(({ id }) => id === facts.agreement_id)
  const mediation = partsOf(here.parts, 'mediation').find(({ id }) => id === agreement?.facts.mediation_id)
  return {
    in_name_of: mediation?.facts.in_name_of ?? responsibleUnit(here).name,
    mediators: mediation?.facts.mediators.map((it) => it.name) ?? [],
  }
}

/** The dispute itself. */
export function disputeOf(here: Here): Part<'dispute'> {
  const [dispute] = partsOf(here.parts, 'dispute')
  if (!dispute) throw new Error('a file without its dispute')
  return dispute
}

export const liveMediations = (here: Here): Part<'mediation'>[] =>
  partsOf(here.parts, 'mediation').filter((it) => LIVE_MEDIATION.includes(it.status))

/** Referrals whose outcome is awaited. */
export const liveReferrals = (here: Pick<Here, 'parts'>): Part<'referral'>[] =>
  partsOf(here.parts, 'referral').filter((it) => LIVE_REFERRAL.includes(it.status))

/** Agreements not yet in effect: they fall with their mediation. */
export const unfinishedAgreements = (here: Here, mediationId?: string): Part<'agreement'>[] =>
  partsOf(here.parts, 'agreement').filter(
    (it) =>
      (it.status === 'drafting' || it.status === 'signing') &&
      (mediationId === undefined || it.facts.mediation_id === mediationId),
  )

/** Who did it, by name, for what a paper or a record says. */
export function actorName({ actor, parts }: Here): string {
  if (actor.kind === 'staff') return actor.name
  if (actor.kind !== 'party') return ''
  const party = partsOf(parts, 'party').find((it) => it.id === actor.party_id)
  return party ? nameOfActing(party, actor.agent_id) : ''
}

/** The agent by whose own link a party acts; undefined where she acts herself. */
export function actingAgentOf({ actor, parts }: Here): Agent | undefined {
  if (actor.kind !== 'party' || actor.agent_id === undefined) return undefined
  const party = partsOf(parts, 'party').find((it) => it.id === actor.party_id)
  return party?.facts.agents?.find((it) => it.id === actor.agent_id)
}

/** A party as she acts: herself by her name, or through her agent, who is named with whom he acts for. */
export function nameOfActing({ facts }: Part<'party'>, agentId: string | undefined): string {
  if (agentId === undefined) return facts.name
  const agent = facts.agents?.find((it) => it.id === agentId)
  return `代理人${agent?.name ?? ''}（受${facts.name}委托）`
}
