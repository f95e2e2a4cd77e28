import type { Part } from '../disputes/parts.ts'
import type { Here } from '../step.ts'
import { type Relation, relationsOf } from './relations.ts'

export type Standing = {
  person_id: string
  name: string
  /** red: related and not waived by all; amber: ask, or waived by all; green: nothing found. */
  level: 'red' | 'amber' | 'green'
  reasons: string[]
}

/** What names one relation: a name corrected, a party who came later, or another word makes another one. */
export const keyOf = (person_id: string, { level, party_id, says }: Relation): string =>
  [person_id, level, party_id, says].join(' ')

type Parts = Pick<Here, 'parts'>

/**
 * The relations that were waived. One given before a waiver named what it was of (0.2.0) was of whatever was disclosed then,
 * by all: it covers what a name shows about those parties, and nothing that somebody told of since.
 */
export function coversOf(here: Parts, mediation: Part<'mediation'>): readonly string[] {
  const { disclosure, parties, mediators } = mediation.facts
  if (disclosure === undefined || disclosure.covers !== undefined) return disclosure?.covers ?? []
  if (disclosure.says.length === 0 || !parties.every((id) => disclosure.waived_by.includes(id))) return []
  const then = { ...mediation, facts: { ...mediation.facts, declared: [] } }
  return mediators.flatMap(({ person_id, name, unit_name = '' }) =>
    relationsOf({ person_id, name, unit_name }, here, then)
      .filter((it) => it.level === 'related' && parties.includes(it.party_id))
      .map((it) => keyOf(person_id, it)),
  )
}

/**
 * How the mediators of a mediation stand to the parties now: counted afresh from the parties of this moment, so that whoever
 * is named, corrected or taken in later is looked at too (INV-5; threats I12). A waiver is of the very relations it was given for.
 */
export const standingsOf = (here: Parts, mediation: Part<'mediation'>): Standing[] =>
  mediation.facts.mediators.map(({ person_id, name, unit_name = '' }) => {
    const relations = relationsOf({ person_id, name, unit_name }, here, mediation)
    const covers = coversOf(here, mediation)
    const waived = (it: Relation) => it.level === 'related' && covers.includes(keyOf(person_id, it))
    const red = relations.some((it) => it.level === 'same_person' || (it.level === 'related' && !waived(it)))
    return {
      person_id,
      name,
      level: red ? 'red' : relations.length > 0 ? 'amber' : 'green',
      reasons: [...new Set(relations.map((it) => (waived(it) ? `${it.says}全体当事人已经书面同意。` : it.says)))],
    }
  })

/** The relations that all parties could waive and have not. */
export const waivable = (here: Parts, mediation: Part<'mediation'>): string[] =>
  mediation.facts.mediators.flatMap(({ person_id, name, unit_name = '' }) =>
    relationsOf({ person_id, name, unit_name }, here, mediation)
      .filter((it) => it.level === 'related')
      .map((it) => keyOf(person_id, it))
      .filter((key) => !coversOf(here, mediation).includes(key)),
  )

/** Whether this person may not look at what is sealed: she mediates here, and stands too near to a party. */
export const isConflicted = (here: Parts, mediations: readonly Part<'mediation'>[], personId: string): boolean =>
  mediations.some((it) => standingsOf(here, it).some((one) => one.person_id === personId && one.level === 'red'))
