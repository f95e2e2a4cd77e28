import { type Danger, type Part, partsOf } from '../disputes/parts.ts'
import type { Here } from '../step.ts'
import { violentIn } from '../triage/warnings.ts'
import { DANGERS } from './inputs.ts'

type Parts = Pick<Here, 'parts'>
const factsIn = ({ parts }: Parts) => partsOf(parts, 'dispute')[0]?.facts
/** What was reported in this file itself. */
export const ownDangers = (here: Parts): readonly Danger[] => factsIn(here)?.dangers ?? []
/** What is known of danger here: reported in this file, or come over with one that is merged in it. */
export const dangersIn = (here: Parts): readonly Danger[] => [
  ...ownDangers(here),
  ...(factsIn(here)?.merged_here ?? []).flatMap((it) => it.dangers ?? []),
]
/** Reported here, and neither told to the police nor decided against. */
export const openDangers = (here: Parts): Danger[] =>
  dangersIn(here).filter((it) => it.told === null && it.declined === null)

/** Said at the triage of this file, or of one that is merged in it. */
export const violenceSaid = (here: Parts): boolean => {
  const said = factsIn(here)?.triage?.facts
  return (said !== undefined && violentIn(said)) || (factsIn(here)?.merged_here ?? []).some((it) => it.violence)
}

/**
 * Somebody may be hurt: said at the triage, or reported since. Then a way to reach anybody is read one by one, with a reason
 * (反家庭暴力法 五), and the matter is visited sooner.
 */
export const inDanger = (parts: readonly Part[]): boolean =>
  violenceSaid({ parts }) || dangersIn({ parts }).some((it) => DANGERS[it.kind].flags)

/** Ways of meeting in which both sides need not face each other. */
const APART: readonly string[] = ['back_to_back', 'phone']

/**
 * Those who would have to say that they wish to sit at one table, and have not (domain 10.4): whoever is endangered; where
 * nobody of the parties is named, everybody. A wish from before the danger was known counts for nothing.
 */
export const wishesMissing = (here: Parts, { facts }: Part<'mediation'>): string[] => {
  const missing = dangersIn(here)
    .filter((it) => DANGERS[it.kind].flags)
    .flatMap((danger) => {
      const named = danger.endangered.filter((id) => facts.parties.includes(id))
      // Danger to somebody of another mediation is no danger here; to nobody named, it may be to anybody.
      const asked = danger.endangered.length > 0 ? named : facts.parties
      return asked.filter((id) => {
        const said = facts.joint_wishes?.[id]
        return !(said?.wish && said.at >= danger.at)
      })
    })
  return [...new Set(missing)]
}

/** Whether the sides may be put at one table in this way of meeting. */
export const mayMeet = (here: Parts, mediation: Part<'mediation'>, mode: string | undefined): boolean =>
  mode === undefined || APART.includes(mode) || wishesMissing(here, mediation).length === 0
