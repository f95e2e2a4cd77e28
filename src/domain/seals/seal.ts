import { type Part, partsOf } from '../disputes/parts.ts'
import type { Form } from '../documents/forms.ts'
import type { Here } from '../step.ts'
import type { RevokedWhy } from './inputs.ts'

/** Where a paper bears a seal: whose, by whom, when, and whether it still counts. Its copy has the same id. */
export type Seal = {
  id: string
  paper_id: string
  form: string
  title: string
  /** In whose name: what stands on the seal. */
  committee: string
  /** Who answers for it now: moved to the successor with everything else of a unit. */
  unit_id: number
  /** The agreement whose paper it is, where it is one. */
  agreement_id: string | null
  /** Whose paper it is; null: the applicants'. */
  for_parties: readonly string[] | null
  by: { person_id: string; name: string }
  at: string
  /** Why, where it was not in the course of an agreement. */
  because: string
  revoked: { at: string; by: string; why: RevokedWhy; court_paper: string; because: string } | null
}

/** A paper the input names, looked up by the caller. */
export type NamedPaper = {
  id: string
  form: string
  title: string
  for_parties: readonly string[] | null
  /** The step that made it, the part it was taken on, and the unit of whoever took it: null where nobody of an office did. */
  step: string
  part_id: string
  unit_id: number | null
  /** The agreement that step opened, where it did. */
  opened_agreement: string | null
}

/**
 * Papers that bear a committee's seal (domain 3.1, last column), and by which steps: what is laid out to be signed is no
 * agreement yet. Whether a notice wants one is 本县约定; an agreement has no effect without (人民调解法 29).
 */
export const BEARS_SEAL: Partial<Record<Form, readonly string[] | 'all'>> = {
  'D-08': ['seal_agreement', 'put_in_effect', 'settle_in_part'],
  'D-09': 'all',
  'D-08c': 'all',
  'D-02m': 'all',
  'D-13': 'all',
  'D-16': 'all',
  'D-17': 'all',
  'D-18': 'all',
  'D-19': 'all',
}

export const bearsSeal = ({ form, step }: { form: string; step: string }): boolean => {
  const steps = BEARS_SEAL[form as Form]
  return steps === 'all' || steps?.includes(step) === true
}

export const sealsIn = (parts: readonly Part[]): Seal[] => partsOf(parts, 'dispute')[0]?.facts.seals ?? []

export const standingSeal = (here: Pick<Here, 'parts'>, paperId: string): Seal | undefined =>
  sealsIn(here.parts).find((it) => it.paper_id === paperId && it.revoked === null)

/**
 * Whose a paper is, by the part it belongs to as that stands today: whoever pressed the button that made it may have been a
 * party, the clock or another office. Only where no part says so is it the acting unit's.
 */
export function ownerOf(
  parts: readonly Part[],
  paper: Pick<NamedPaper, 'part_id' | 'unit_id' | 'opened_agreement'>,
): { unit_id: number | null; committee: string | null; agreement_id: string | null } {
  const on = parts.find((it) => it.id === paper.part_id)
  const owing = on && 'agreement_id' in on.facts ? on.facts.agreement_id : null
  const agreement_id = paper.opened_agreement ?? (on?.part === 'agreement' ? on.id : owing)
  const agreement = partsOf(parts, 'agreement').find((it) => it.id === agreement_id)
  const mediation = partsOf(parts, 'mediation').find((it) => it.id === (agreement?.facts.mediation_id ?? on?.id))
  const own = on && 'unit_id' in on.facts ? on.facts.unit_id : null
  return {
    unit_id: agreement?.facts.unit_id ?? mediation?.facts.unit_id ?? own ?? paper.unit_id,
    committee: mediation?.facts.in_name_of ?? null,
    agreement_id,
  }
}

/** What a sealed paper is worth today: taken back by a person, overtaken by a new agreement, fallen with its own, or as it was. */
export type Worth = 'true' | 'revoked' | 'replaced'
export const WORTH = {
  true: '真',
  revoked: '已撤销',
  replaced: '已被新版代替',
} as const satisfies Record<Worth, string>

/** @param agreement the status of its agreement today, null where it is of none. No row leads to replaced or void yet (decision 0055). */
export function worthBy(seal: Pick<Seal, 'revoked'>, agreement: string | null): Worth {
  if (seal.revoked) return 'revoked'
  return agreement === 'replaced' ? 'replaced' : agreement === 'void' ? 'revoked' : 'true'
}
export const worthOf = (seal: Seal, parts: readonly Part[]): Worth =>
  worthBy(seal, partsOf(parts, 'agreement').find((it) => it.id === seal.agreement_id)?.status ?? null)
