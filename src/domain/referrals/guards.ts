import { partsOf } from '../disputes/parts.ts'
import { liveMediations, liveReferrals } from '../disputes/people.ts'
import { reading } from '../guard-reading.ts'
import type { Guard } from '../guards.ts'
import { type ReferralKind, referralKind } from './kinds.ts'

type Asked = { kind: ReferralKind; unit_id: number | null; to: string; said_by: string; also_agreed: string[] }

export const REFERRAL_GUARDS = {
  /** 转介要有去处：本县的单位，或者写明名称。 */
  referral_has_target: ({ named }, input) => {
    if (input === undefined) return null
    const { unit_id, to } = reading<Asked>(input)
    if (unit_id !== null) return named.unit ? null : 'no_such_unit'
    return to === '' ? 'referral_nowhere' : null
  },
  /** 转介要本人同意；请专家、做鉴定的，参加调解的各方都要同意 (人民调解法 20)。 */
  referral_agreed: (here, input) => {
    if (input === undefined) return null
    const { kind, said_by, also_agreed } = reading<Asked>(input)
    const agreed = [said_by, ...also_agreed]
    const present = partsOf(here.parts, 'party').filter((party) => party.status === 'present')
    if (!agreed.every((id) => present.some((party) => party.id === id))) return 'party_not_in_file'
    if (!referralKind(kind).by_all) return null
    const going = liveMediations(here).filter((it) => it.status !== 'seeking_consent')
    const bound = going.filter((it) => it.facts.parties.includes(said_by)).flatMap((it) => it.facts.parties)
    return bound.every((id) => agreed.includes(id)) ? null : 'referral_not_agreed_by_all'
  },
  /** 同一个人、同一种转介，一次只有一个在外面。 */
  not_referred_yet: (here, input) => {
    if (input === undefined) return null
    const { kind, said_by } = reading<Asked>(input)
    return liveReferrals(here).some(({ facts }) => facts.kind === kind && facts.for_party === said_by)
      ? 'referred_already'
      : null
  },
  /** 先决定、再落实的，只有法律援助和理赔。 */
  decision_awaited: (_, __, part) =>
    part?.part === 'referral' && referralKind(part.facts.kind).then === undefined ? 'no_decision_awaited' : null,
  /** 援助要先决定给予，赔付要先核定：赔付有据。 */
  decided_first: (_, __, part) =>
    part?.part === 'referral' && part.status === 'taken' && referralKind(part.facts.kind).then !== undefined
      ? 'decision_first'
      : null,
  paper_by_now: ({ today }, input) => {
    const paper_on = reading<{ paper_on?: string | null } | undefined>(input)?.paper_on
    return paper_on && paper_on > today ? 'paper_in_future' : null
  },
  /** 出去的都回来了，才结案。 */
  every_referral_ended: (here) => (liveReferrals(here).length > 0 ? 'referral_open' : null),
} as const satisfies Record<string, Guard>
