import type { Consequence } from '../disputes/consequences.ts'
import { type Guidance, type Part, partsOf } from '../disputes/parts.ts'
import type { Here } from '../step.ts'

/** The questions of a mediation that wait for an opinion. */
export const openGuidance = ({ facts }: Part<'mediation'>): Guidance[] =>
  (facts.guidance ?? []).filter((it) => it.answer === undefined && it.ended === undefined)

/** Whether this person's opinion is awaited in a file. */
export const isAskedIn = ({ parts }: Pick<Here, 'parts'>, person: string): boolean =>
  partsOf(parts, 'mediation').some((it) => openGuidance(it).some(({ person_id }) => person_id === person))

/** Whoever was asked sees the file to the end of the day she answers or is not asked any more. */
export const endAsking = (here: Here, which: readonly Guidance[]): Consequence[] =>
  here.involvements
    .filter((it) => it.until === null && which.some(({ involvement }) => involvement === it.id))
    .map((it): Consequence => ({ kind: 'involve', ...it, until: here.today }))

/** A mediation that is over asks nobody any more; the questions stay, without an opinion. */
export function endEveryAsking(here: Here, mediation: Part<'mediation'>): Consequence[] {
  const open = openGuidance(mediation)
  if (open.length === 0) return []
  const guidance = (mediation.facts.guidance ?? []).map((it) =>
    open.includes(it) ? { ...it, ended: { because: '这一场调解已经结束。', at: here.occurred_at } } : it,
  )
  return [{ kind: 'change_facts', part: 'mediation', id: mediation.id, facts: { guidance } }, ...endAsking(here, open)]
}
