import type { Day } from '../clocks/calendar.ts'
import { dayIn } from '../clocks/calendar.ts'
import { type Part, partsOf } from '../disputes/parts.ts'
import { CHANNELS, type Channel, PAPER_CHANNELS, TOLD_OF_CHANNELS } from '../intake/channels.ts'
import type { Here } from '../step.ts'
import { DISPUTE_TYPES, type DisputeType } from '../triage/types.ts'

/** A paper of the file as the dossier lists it. */
export type MadePaper = { id: string; form: string; title: string; made_at: string }

/** How a party is reached and where she lives: whoever may not know the one may not know the other (反家庭暴力法 五). */
export type Ways = { reach: string; home: string }
export const NO_WAYS: Ways = { reach: '', home: '' }
/** All that a form is drawn from: the file as it stands, its papers, and the ways to each party, where the reader may know. */
export type FileOnPaper = {
  here: Here
  papers: readonly MadePaper[]
  ways: (party: Part<'party'>) => Ways
}

export const presentIn = (here: Pick<Here, 'parts'>): Part<'party'>[] =>
  partsOf(here.parts, 'party').filter(({ status }) => status === 'present')

/** The mediation a dossier is about: the one that led furthest, else the last. */
export function mediationOf({ parts }: Pick<Here, 'parts'>): Part<'mediation'> | undefined {
  const all = partsOf(parts, 'mediation')
  return all.findLast(({ status }) => status === 'agreed') ?? all.at(-1)
}

/** Agreements that bind, the newest last. */
export const bindingIn = ({ parts }: Pick<Here, 'parts'>): Part<'agreement'>[] =>
  partsOf(parts, 'agreement').filter(({ status }) => status === 'in_effect' || status === 'replaced')

export const typeOf = ({ parts }: Pick<Here, 'parts'>): string =>
  DISPUTE_TYPES[(partsOf(parts, 'dispute')[0]?.facts.dispute_type ?? '') as DisputeType] ?? ''

/**
 * 来源 on a paper that parties read: which door it came in by, or the office it came from. Not where somebody told of it who
 * is protected, or by a door of such: the paper would point at him (domain 10.3).
 */
export function cameFrom({ parts }: Pick<Here, 'parts'>): string {
  const { channel = '', hand_over, protected_reporter } = partsOf(parts, 'dispute')[0]?.facts ?? {}
  if (protected_reporter !== undefined || TOLD_OF_CHANNELS.includes(channel)) return ''
  return hand_over?.from_unit ?? CHANNELS[channel as Channel] ?? ''
}

/**
 * Whether what happened and what is wished are the applicant's own words: not where somebody else told of it, or another
 * office handed it over.
 */
export function inHerWords({ parts }: Pick<Here, 'parts'>): boolean {
  const { channel = '', hand_over } = partsOf(parts, 'dispute')[0]?.facts ?? {}
  return !hand_over && !TOLD_OF_CHANNELS.includes(channel) && !PAPER_CHANNELS.includes(channel)
}

const names = (parties: readonly Part<'party'>[]): string => parties.map(({ facts }) => facts.name).join('、')

/** 卷名: who against whom, and what kind of matter (domain 3.2 D-00). */
export function titleOfDossier(here: Pick<Here, 'parts'>): string {
  const all = presentIn(here)
  const asked = all.filter(({ facts }) => facts.side === 'applicant')
  const others = all.filter(({ facts }) => facts.side === 'respondent')
  return [names(asked), names(others)].filter(Boolean).join('与') + (typeOf(here) || '纠纷')
}

/** From the first to the last day anybody mediated; null where nobody did. */
export function daysMediated({ parts }: Pick<Here, 'parts'>): { from: Day; to: Day } | null {
  const days = partsOf(parts, 'mediation')
    .flatMap(({ facts }) => facts.sessions.map(({ at }) => dayIn(at)))
    .sort()
  const [from] = days
  const to = days.at(-1)
  return from && to ? { from, to } : null
}
