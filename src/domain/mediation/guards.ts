import { dayIn } from '../clocks/calendar.ts'
import { partsOf } from '../disputes/parts.ts'
import { liveMediations } from '../disputes/people.ts'
import { mediationOf, present, reading } from '../guard-reading.ts'
import type { Guard } from '../guards.ts'
import { COMMITTEE_KINDS } from '../organisations/words.ts'
import { whoMayGoOn } from './leavers.ts'
import { relationsOf } from './relations.ts'
import { isConflicted, standingsOf, waivable } from './standing.ts'

/** How many days on which somebody tried in vain make "cannot be reached" (本县约定). */
const DAYS_TRIED = 2

/** Legal conditions of who mediates, and between whom: voluntary, and nobody in a matter of her own. */
export const MEDIATION_GUARDS = {
  /** 人民调解委员会不受理的事项 (人民调解工作若干规定 22): 由别的机关依职权调解的不在此列。 */
  may_be_mediated: ({ parts, own_unit }) => {
    if (!own_unit) return null
    const peoples = COMMITTEE_KINDS.includes(own_unit.kind) || own_unit.kind.endsWith('_centre')
    return peoples && partsOf(parts, 'dispute')[0]?.facts.triage?.may_be_mediated === false ? 'not_for_mediation' : null
  },
  two_sides: (here, input) => {
    if (input === undefined) return null
    const { parties } = reading<{ parties: string[] }>(input)
    const chosen = present(here).filter((party) => parties.includes(party.id))
    if (chosen.length < new Set(parties).size) return 'party_has_left'
    const sides = new Set(chosen.map((party) => party.facts.side))
    return sides.has('applicant') && (sides.has('respondent') || sides.has('third')) ? null : 'one_side_missing'
  },
  in_no_other_mediation: (here, input) => {
    if (input === undefined) return null
    const { parties } = reading<{ parties: string[] }>(input)
    return liveMediations(here).some((it) => it.facts.parties.some((id) => parties.includes(id)))
      ? 'already_in_mediation'
      : null
  },
  /** 自愿 (INV-1; 人民调解法 17、26): 每一位当事人都同意，而且没有收回。 */
  everybody_agreed: (here, _, part) => {
    const mediation = mediationOf(here, part)
    return mediation?.facts.parties.every((id) => mediation.facts.consents[id]?.answer === 'agreed')
      ? null
      : 'not_everybody_agreed'
  },
  tried_enough: (_, input, part) => {
    if (input === undefined || part?.part !== 'mediation') return null
    const { party_id } = reading<{ party_id: string }>(input)
    const days = part.facts.attempts
      .filter((it) => it.party_id === party_id && it.result !== 'reached')
      .map((it) => dayIn(it.at))
    return new Set(days).size >= DAYS_TRIED ? null : 'attempts_too_few'
  },
  mediators_known: ({ named }, input) => {
    if (input === undefined) return null
    const { mediators } = reading<{ mediators: string[] }>(input)
    return mediators.every((id) => named.people.some((it) => it.person_id === id)) ? null : 'not_a_mediator'
  },
  /** 回避 (INV-5): 当事人不能调自己的事；有关系的要全体当事人书面同意。 */
  mediators_free: (here, input, part) => {
    if (input === undefined || part?.part !== 'mediation') return null
    const { disclosed, waived_by } = reading<{ disclosed: string; waived_by: string[] }>(input)
    const found = here.named.people.flatMap((it) => relationsOf(it, here, part))
    if (found.some((it) => it.level === 'same_person')) return 'mediator_is_party'
    if (found.every((it) => it.level !== 'related') && disclosed === '') return null
    return part.facts.parties.every((id) => waived_by.includes(id)) ? null : 'relation_not_waived'
  },
  /** 关系随时重新核对 (INV-5；threats I12)：有关系、没有全体书面同意的，不能开始、记录、签名、生效。 */
  mediators_clear: (here, _, part) => {
    const mediation = mediationOf(here, part)
    return mediation && standingsOf(here, mediation).some((it) => it.level === 'red') ? 'relation_found' : null
  },
  mediator_of_this: (_, input, part) => {
    if (input === undefined || part?.part !== 'mediation') return null
    const { person_id } = reading<{ person_id: string }>(input)
    return part.facts.mediators.some((it) => it.person_id === person_id) ? null : 'not_a_mediator'
  },
  /** 谁的关系，谁不能自己登记“大家都不介意” (INV-5)。 */
  not_her_relation: (here, _, part) => {
    const { actor } = here
    if (part?.part !== 'mediation' || actor.kind !== 'staff') return null
    return isConflicted(here, [part], actor.person_id) ? 'own_relation' : null
  },
  relation_to_waive: (here, _, part) =>
    part?.part === 'mediation' && waivable(here, part).length > 0 ? null : 'no_relation_open',
  /** 不回避要全体当事人书面同意 (特邀调解规定 15)，少一位也不行。 */
  everybody_waives: (_, input, part) => {
    if (input === undefined || part?.part !== 'mediation') return null
    const { waived_by } = reading<{ waived_by: string[] }>(input)
    return part.facts.parties.every((id) => waived_by.includes(id)) ? null : 'relation_not_waived'
  },
  /** 另开一场，是因为有一位不愿意、退出了或者联系不上；只另开一次。 */
  ended_by_one: (_, __, part) => {
    if (part?.part !== 'mediation') return null
    if (part.facts.gone_on_in !== undefined) return 'gone_on_already'
    return typeof part.facts.ended?.party_id === 'string' ? null : 'not_ended_by_one'
  },
  task_in_hand: ({ parts }, _, part) =>
    part?.part === 'mediation' &&
    partsOf(parts, 'task').some((task) => task.id === part.facts.task_id && task.status === 'in_handling')
      ? null
      : 'task_not_in_hand',
  /** 退出的人不会被放进另一场 (INV-1)：除非她自己后来又同意了。 */
  without_leavers: (here, input, part) => {
    if (input === undefined || part?.part !== 'mediation') return null
    const { parties } = reading<{ parties: string[] }>(input)
    const may = whoMayGoOn(here, part)
    return parties.every((id) => may.includes(id)) ? null : 'left_this_matter'
  },
} as const satisfies Record<string, Guard>
