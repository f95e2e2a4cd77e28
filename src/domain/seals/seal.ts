import { type Part, partsOf } from '../disputes/parts.ts'
import type { Form } from '../documents/forms.ts'
import type { Here } from '../step.ts'

/** Where a paper bears a seal: whose, by whom, when, and whether it still counts. Its copy has the same id. */
export type Seal = {
  id: string
  paper_id: string
  form: string
  title: string
  /** In whose name: what stands on the seal. */
  committee: string
  unit_id: number
  /** The agreement whose paper it is, where it is one. */
  agreement_id: string | null
  by: { person_id: string; name: string }
  at: string
  /** Why, where it was not in the course of an agreement. */
  because: string
  revoked: { at: string; by: string; because: string } | null
}

/** A paper the input names, looked up by the caller. */
export type NamedPaper = {
  id: string
  form: string
  title: string
  /** The step that made it, and the unit whose paper it is. */
  step: string
  unit_id: number
  agreement_id: string | null
}

/**
 * Papers that bear a committee's seal (domain 3.1, last column), and by which steps: what is laid out to be signed is no
 * agreement yet. Whether a notice wants one is 本县约定; an agreement has no effect without (人民调解法 29).
 */
export const BEARS_SEAL: Partial<Record<Form, readonly string[] | 'all'>> = {
  'D-08': ['put_in_effect', 'settle_in_part'],
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

/** What a sealed paper is worth today: taken back by a person, overtaken by a new agreement, fallen with its own, or as it was. */
export type Worth = 'true' | 'revoked' | 'replaced'
export function worthOf(seal: Seal, parts: readonly Part[]): Worth {
  if (seal.revoked) return 'revoked'
  const agreement = partsOf(parts, 'agreement').find((it) => it.id === seal.agreement_id)
  if (agreement?.status === 'replaced') return 'replaced'
  return agreement?.status === 'void' ? 'revoked' : 'true'
}
export const WORTH = {
  true: '真',
  revoked: '已撤销',
  replaced: '已被新版代替',
} as const satisfies Record<Worth, string>
