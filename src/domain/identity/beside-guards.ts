import { ENDED_DISPUTE, type Part, partsOf } from '../disputes/parts.ts'
import { liveMediations } from '../disputes/people.ts'
import { reading } from '../guard-reading.ts'
import type { Guard } from '../guards.ts'
import type { RefusalCode } from '../refusals.ts'
import type { Here } from '../step.ts'
import { type Agent, type HelperKind, inForce, MOST_AGENTS, ONLY_HERS } from './beside.ts'
import type { AskedPower } from './beside-refusals.ts'
import { capacityOf } from './capacity.ts'
import { newcomers, standsOnTwo } from './one-side.ts'

/** What these guards read of an input whose schema its rows already checked. */
type Said = {
  said_by?: string
  party_id?: string
  by_agent?: string
  with_guardian?: boolean
  agents?: string[]
  guardians?: string[]
}
const parties = ({ parts }: Here) => partsOf(parts, 'party')
/** Whose word an input is. */
const speaker = (here: Here, { said_by, party_id }: Said): Part<'party'> | undefined => {
  const id = here.actor.kind === 'party' ? here.actor.party_id : (party_id ?? said_by)
  return parties(here).find((party) => party.id === id)
}
/** The parties a mediation or agreement is between. */
const among = (here: Here, part: Part | null): Part<'party'>[] =>
  part?.part === 'mediation' || part?.part === 'agreement'
    ? parties(here).filter((party) => part.facts.parties.includes(party.id))
    : []

/** Through whose hands a party acts by an agent's own link; undefined where she acts herself, and for anybody else. */
const actingAgent = ({ actor }: Here): string | undefined => (actor.kind === 'party' ? actor.agent_id : undefined)

const lacking = (agent: Agent | undefined, at: string, powers: readonly AskedPower[]): RefusalCode | null => {
  if (!agent || !inForce(agent, at)) return 'agent_not_in_force'
  const missing = powers.find((power) => !agent.powers.includes(power))
  return missing === undefined ? null : `agent_lacks_${missing}`
}

/**
 * An agent's word is her principal's only within the powers in force when it was said (民法典 162、165). The agent is named
 * by whoever writes it down, or is the one whose link was shown; a party who acts herself names none.
 */
const agentMay =
  (...powers: AskedPower[]): Guard =>
  (here, input, part) => {
    const acting = actingAgent(here)
    if (acting !== undefined) {
      if (reading<Said | undefined>(input)?.by_agent !== undefined) return 'agent_not_in_force'
      const agent = speaker(here, {})?.facts.agents?.find((it) => it.id === acting)
      // What he says happened earlier he says today: his authority has to hold then and now.
      return lacking(agent, here.now, powers) ?? lacking(agent, here.occurred_at, powers)
    }
    if (input === undefined) return null
    const said = reading<Said>(input)
    if (said.by_agent !== undefined) {
      const agent = speaker(here, said)?.facts.agents?.find((it) => it.id === said.by_agent)
      return here.actor.kind === 'staff' ? lacking(agent, here.occurred_at, powers) : 'agent_not_in_force'
    }
    const known = among(here, part).flatMap((party) => party.facts.agents ?? [])
    const found = (said.agents ?? []).map((id) =>
      lacking(
        known.find((it) => it.id === id),
        here.occurred_at,
        powers,
      ),
    )
    return found.find((why) => why !== null) ?? null
  }

const needsGuardian = (here: Here, { facts }: Part<'party'>): boolean =>
  capacityOf(facts.capacity, here.today) !== 'full'

/** The guards that say which power of an agent a step wants: a row that names none of them is not open to an agent. */
export const POWER_GUARDS = [
  'agent_may_apply_end',
  'agent_may_give_evidence',
  'agent_may_choose',
  'agent_may_take_part',
  'agent_may_settle',
] as const

export const BESIDE_GUARDS = {
  /** 代理人替当事人申请、同意、拒绝或者终止调解，要有这一项授权；当事人本人说的不受任何限制 (INV-1)。 */
  agent_may_apply_end: agentMay('apply_end'),
  agent_may_give_evidence: agentMay('give_evidence'),
  agent_may_choose: agentMay('choose_mediator'),
  agent_may_take_part: agentMay('take_part'),
  /** 特别授权 (threats I18)：没有它，代理人不能承认、变更、放弃请求，也不能签协议。 */
  agent_may_settle: agentMay('settle', 'take_part'),
  /** 身份关系的协议要本人签，谁也不能代 (民法典 161 第二款)。 */
  not_by_agent_where_personal: (here, input, part) => {
    const named = reading<Said | undefined>(input)?.by_agent !== undefined || actingAgent(here) !== undefined
    return named && part?.part === 'agreement' && part.facts.identity_relation === true
      ? 'agent_not_for_identity'
      : null
  },
  /** 验证码发到代理人自己的电话：没有登记电话的，不能在屏幕上签。 */
  agent_has_phone: (here) => {
    const acting = actingAgent(here)
    const agent = speaker(here, {})?.facts.agents?.find((it) => it.id === acting)
    return acting !== undefined && !agent?.reach_id ? 'agent_without_phone' : null
  },
  agent_in_force: ({ occurred_at }, input, part) => {
    if (part?.part !== 'party') return null
    // Before one is named, any of hers will do. One that has run out may still be taken back: it says so to everybody.
    const named = reading<{ agent_id?: string } | undefined>(input)?.agent_id
    const found = part.facts.agents?.some(
      (it) => (named === undefined || it.id === named) && (it.ended === null || it.ended.at > occurred_at),
    )
    return found ? null : 'agent_not_in_force'
  },
  /** 链接只给现在有授权的代理人：过期的、收回的、还没到日子的，一概不给。 */
  agency_holds: ({ now }, input, part) => {
    if (part?.part !== 'party') return null
    const named = reading<{ agent_id?: string } | undefined>(input)?.agent_id
    const found = part.facts.agents?.some((it) => (named === undefined || it.id === named) && inForce(it, now))
    return found ? null : 'agent_not_in_force'
  },
  agents_few: ({ occurred_at }, _, part) =>
    part?.part === 'party' && (part.facts.agents ?? []).filter((it) => inForce(it, occurred_at)).length >= MOST_AGENTS
      ? 'agents_too_many'
      : null,
  /** 替一方作主、说话的，不能又站在另一边，也不能是调解员 (threats I13、I18)。同名先当作同一个人；谁加入、改名都再核一遍。 */
  stands_on_one_side: (here, input, part) =>
    input !== undefined && standsOnTwo(here, newcomers(here, reading(input), part)) ? 'person_not_free' : null,
  dispute_goes_on: ({ parts }) =>
    partsOf(parts, 'dispute').some((it) => ENDED_DISPUTE.includes(it.status)) ? 'file_over' : null,
  /** 未成年人、不能完全辨认自己行为的人，同意和签字要有监护人 (民法典 19–22)；本人自己要退出，谁也拦不住。 */
  guardian_with_her: (here, input) => {
    if (here.actor.kind !== 'party' && input === undefined) return null
    const said = reading<Said>(input ?? {})
    const party = speaker(here, said)
    if (!party || !needsGuardian(here, party)) return null
    if (!party.facts.guardian) return 'guardian_missing'
    return here.actor.kind === 'staff' && said.with_guardian === true ? null : 'guardian_needed'
  },
  guardians_there: (here, input, part) => {
    if (input === undefined) return null
    const { guardians = [] } = reading<Said>(input)
    const minors = among(here, part).filter((party) => needsGuardian(here, party))
    if (minors.some((party) => !party.facts.guardian)) return 'guardian_missing'
    return minors.every((party) => guardians.includes(party.id)) ? null : 'guardian_needed'
  },
  guardians_agreed: (here, _, part) =>
    part?.part === 'mediation' &&
    among(here, part).some(
      (party) => needsGuardian(here, party) && part.facts.consents[party.id]?.with_guardian !== true,
    )
      ? 'guardian_needed'
      : null,
  guardians_signed: (here, _, part) =>
    part?.part === 'agreement' &&
    among(here, part).some(
      (party) =>
        needsGuardian(here, party) &&
        part.facts.signatures.some((it) => 'party' in it.who && it.who.party === party.id && it.with_guardian !== true),
    )
      ? 'guardian_not_signed'
      : null,
  guardian_wanted: (here, _, part) =>
    part?.part === 'party' && !needsGuardian(here, part) ? 'guardian_not_needed' : null,
  born_by_now: ({ today }, input) => {
    if (input === undefined) return null
    const { born } = reading<{ born: string | null }>(input)
    return born !== null && born > today ? 'born_in_future' : null
  },
  /** 人民调解法 20：请亲属、邻里参加，双方都要同意；只是帮当事人听懂的，本人同意就行。 */
  help_agreed: (here, input, part) => {
    if (input === undefined || part?.part !== 'party') return null
    const { kind, agreed_by } = reading<{ kind: HelperKind; agreed_by: string[] }>(input)
    const others = liveMediations(here)
      .filter((it) => it.facts.parties.includes(part.id))
      .flatMap((it) => it.facts.parties)
    const wanted = [part.id, ...(ONLY_HERS.includes(kind) ? [] : others)]
    return wanted.every((id) => agreed_by.includes(id)) ? null : 'help_not_agreed'
  },
  helper_here: (_, input, part) => {
    if (part?.part !== 'party') return null
    const named = reading<{ helper_id?: string } | undefined>(input)?.helper_id
    return part.facts.helpers?.some((it) => (named === undefined || it.id === named) && it.ended === null)
      ? null
      : 'helper_not_here'
  },
  is_group: (_, __, part) => (part?.part === 'party' && part.facts.kind !== 'group' ? 'not_a_group' : null),
  member_known: ({ named }, input, part) =>
    input === undefined || (part?.part === 'party' && named.member?.party_id === part.id) ? null : 'member_not_found',
} as const satisfies Record<string, Guard>
