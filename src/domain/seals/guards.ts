import { reading } from '../guard-reading.ts'
import type { Guard } from '../guards.ts'
import { bearsSeal, sealsIn, standingSeal } from './seal.ts'

/** Conditions of sealing: what bears a seal, whose it is, and that it is done once. */
export const SEAL_GUARDS = {
  /** 协议还没有盖过章。 */
  agreement_not_sealed: (_, __, part) => (part?.part === 'agreement' && part.facts.sealed ? 'already_sealed' : null),
  /** 只有要盖章的文书才盖，交签的文本不是生效的协议 (人民调解法 29；domain 3.1)。 */
  paper_bears_seal: ({ named }, input) =>
    input === undefined || (named.paper && bearsSeal(named.paper)) ? null : 'paper_takes_no_seal',
  /** 印章只盖在本单位自己的文书上。 */
  own_units_paper: ({ named, actor }, input) =>
    input === undefined || !named.paper || (actor.kind === 'staff' && actor.unit_id === named.paper.unit_id)
      ? null
      : 'paper_of_other_unit',
  paper_not_sealed: (here, input) =>
    input !== undefined && standingSeal(here, reading<{ paper_id: string }>(input).paper_id) ? 'already_sealed' : null,
  /** 写到的盖章件是本单位盖的、还没有撤销。 */
  seal_stands: ({ parts, actor }, input) => {
    if (input === undefined) return null
    const { seal_id } = reading<{ seal_id: string }>(input)
    const stands = sealsIn(parts).some(
      (it) => it.id === seal_id && it.revoked === null && actor.kind === 'staff' && it.unit_id === actor.unit_id,
    )
    return stands ? null : 'no_seal_stands'
  },
} as const satisfies Record<string, Guard>
