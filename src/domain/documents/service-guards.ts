import { inDanger } from '../danger/violence.ts'
import { partsOf } from '../disputes/parts.ts'
import type { Guard } from '../guards.ts'
import { inForce } from '../identity/beside.ts'
import { CENTRE_KINDS, COMMITTEE_KINDS } from '../organisations/words.ts'
import { mayReceive, POSTED, type ServedHow, type ServedResult, WITNESSED } from './service.ts'

type Said = {
  party_id: string
  notices: string[]
  how: ServedHow
  result: ServedResult
  by_agent?: string | undefined
}
/** What these guards read of an input whose schema its rows already checked. */
const reading = (input: unknown): Said => input as Said

/** Legal conditions of writing down how a paper or a message reached somebody. */
export const SERVICE_GUARDS = {
  /** 送的是本件里给这一位的文书或者通知。 */
  notice_for_her: ({ named, parts }, input) => {
    if (input === undefined) return null
    const { party_id, notices } = reading(input)
    const party = partsOf(parts, 'party').find((it) => it.id === party_id)
    const isFor = (id: string): boolean => {
      const notice = named.notices.find((it) => it.id === id)
      if (!notice || !party) return false
      return notice.for_parties?.includes(party_id) ?? party.facts.side === 'applicant'
    }
    return notices.every(isFor) ? null : 'no_such_notice'
  },
  /** 留置、公告送达只有法律规定了才有：人民调解委员会、综治中心没有 (民事诉讼法 89、95 是法院的规定)。 */
  service_lawful: ({ own_unit }, input) => {
    if (input === undefined || !own_unit || !WITNESSED.includes(reading(input).how)) return null
    const { kind } = own_unit
    return COMMITTEE_KINDS.includes(kind) || CENTRE_KINDS.includes(kind) || kind === 'village_centre'
      ? 'service_not_lawful'
      : null
  },
  /** 代理人代收的，授权里有领取文书这一项 (民法典 165)。 */
  agent_may_receive: ({ parts, occurred_at }, input) => {
    if (input === undefined) return null
    const { party_id, by_agent, how } = reading(input)
    if (by_agent === undefined) return null
    const agents = partsOf(parts, 'party').find((it) => it.id === party_id)?.facts.agents ?? []
    const agent = agents.find((it) => it.id === by_agent)
    return how === 'agent' && agent && inForce(agent, occurred_at) && mayReceive(agent) ? null : 'agent_may_not_receive'
  },
  /** 有危险的人，文书不经同住的人转 (domain 10.4：单独的联系方式)。 */
  household_safe: (here, input) => {
    if (input === undefined) return null
    return reading(input).how === 'household' && inDanger(here.parts) ? 'household_not_safe' : null
  },
  result_fits: (_, input) => {
    if (input === undefined) return null
    const { how, result } = reading(input)
    if (result === 'sent' || result === 'returned') return POSTED.includes(how) ? null : 'result_not_by_this'
    return (result === 'left_there') === WITNESSED.includes(how) ? null : 'result_not_by_this'
  },
} as const satisfies Record<string, Guard>
