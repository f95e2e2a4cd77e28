import type { ChangedTerms, Part, Payment } from '../disputes/parts.ts'
import { partsOf } from '../disputes/parts.ts'
import { reading } from '../guard-reading.ts'
import type { Guard } from '../guards.ts'
import { BESIDE_GUARDS } from '../identity/beside-guards.ts'
import type { Here } from '../step.ts'
import { cents } from './amounts.ts'
import { awaitedIn, concerned, faultOfChange } from './change.ts'
import { rungsLeft } from './ladder.ts'
import { isDisputed, isSum, receiverOf, roomFor, settlesAll, unanswered } from './payments.ts'

const named = (part: Part<'obligation'>, input: unknown): Payment | undefined =>
  unanswered(part.facts).find((it) => it.id === reading<{ payment_id: string }>(input).payment_id)

/** Whose word it is; nobody's where an office has not said yet. */
const speakerOf = ({ actor }: Here, input: unknown): string | undefined =>
  actor.kind === 'party' ? actor.party_id : reading<{ said_by?: string } | undefined>(input)?.said_by
/** Who beside the speaker has still to agree. Asked before anybody is named, one of them will be she who speaks. */
const othersAwaited = (here: Here, part: Part<'obligation'>, input: unknown): number => {
  const awaited = awaitedIn(part)
  const speaker = speakerOf(here, input)
  return speaker === undefined ? awaited.length - 1 : awaited.filter((id) => id !== speaker).length
}

/** The conditions of performance: what is paid in parts, changed by both, urged, and how satisfaction is asked. */
export const PERFORMANCE_GUARDS = {
  /** 一边的话只能由这一边说：义务人或者权利人。 */
  either_side_speaks: ({ actor }, input, part) => {
    if (part?.part !== 'obligation' || input === undefined) return null
    const { said_by } = reading<{ said_by?: string }>(input)
    if (actor.kind === 'party')
      return said_by === undefined || said_by === actor.party_id ? null : 'speaker_not_in_file'
    if (said_by === undefined) return 'speaker_not_named'
    return [...part.facts.debtors, ...part.facts.creditors].includes(said_by) ? null : 'speaker_not_in_file'
  },
  /** 逐笔记的是一笔定了数的钱 (民法典 531)。 */
  sum_owed: (_, __, part) => {
    if (part?.part !== 'obligation') return null
    if (part.facts.nature !== 'pay') return 'not_a_sum'
    return isSum(part) ? null : 'amount_not_known'
  },
  /** 几个人收的，写明付给谁；几个人付的，写明谁付的 (民法典 517、519)。 */
  payment_between: (here, input, part) => {
    if (input === undefined || part?.part !== 'obligation') return null
    const { paid_to, paid_by } = reading<{ paid_to?: string; paid_by?: string }>(input)
    const { creditors, debtors } = part.facts
    const speaker = speakerOf(here, input) ?? ''
    const to = paid_to ?? (creditors.length === 1 ? creditors[0] : undefined)
    if (to === undefined || !creditors.includes(to)) return 'payment_to_whom'
    const by = paid_by ?? (debtors.length === 1 ? debtors[0] : speaker)
    return by !== undefined && debtors.includes(by) ? null : 'payment_by_whom'
  },
  /** 付给谁的，由谁答复：几个人收的，不能替别人确认，也不能替别人说没收到 (民法典 517)。 */
  payment_is_hers: (here, input, part) => {
    if (part?.part !== 'obligation') return null
    const speaker = speakerOf(here, input)
    if (speaker === undefined) return null
    const asked = input === undefined ? unanswered(part.facts) : [named(part, input)]
    const hers = asked.some((it) => it && [undefined, speaker].includes(receiverOf(part.facts, it)))
    return hers ? null : 'payment_to_other'
  },
  /** 付的不超过欠的 (threats I25)。 */
  payment_fits: (_, input, part) => {
    if (part?.part !== 'obligation') return null
    const room = roomFor(part.facts)
    if (input === undefined) return room > 0n ? null : 'payment_too_much'
    return cents(reading<{ amount: string }>(input).amount) > room ? 'payment_too_much' : null
  },
  paid_by_now: ({ today }, input) =>
    input !== undefined && reading<{ on: string }>(input).on > today ? 'payment_ahead' : null,
  payment_named: (_, input, part) => {
    if (part?.part !== 'obligation') return null
    const known = input === undefined ? unanswered(part.facts).length > 0 : named(part, input) !== undefined
    return known ? null : 'no_such_payment'
  },
  /** 用东西抵要收的人明确同意 (以物抵债；合同编通则解释 27)。 */
  in_kind_accepted: (_, input, part) => {
    if (input === undefined || part?.part !== 'obligation') return null
    const accepted = reading<{ accepts_in_kind: boolean }>(input).accepts_in_kind
    return named(part, input)?.how === 'in_kind' && !accepted ? 'in_kind_not_accepted' : null
  },
  /** 用东西抵是另一个约定：未成年的权利人，要监护人来说 (民法典 19、22；以物抵债)。 */
  in_kind_with_guardian: (here, input, part) => {
    if (part?.part !== 'obligation') return null
    const asked = input === undefined ? unanswered(part.facts) : [named(part, input)]
    return asked.length > 0 && asked.every((it) => it?.how === 'in_kind')
      ? BESIDE_GUARDS.guardian_with_her(here, input)
      : null
  },
  /** 付给她的用东西抵的还没有答复，先答复那一笔：一句“都收到了”不是同意抵债 (合同编通则解释 27)。 */
  no_kind_waiting: (here, input, part) => {
    if (part?.part !== 'obligation') return null
    const speaker = speakerOf(here, input)
    if (speaker === undefined) return null
    return unanswered(part.facts).some((it) => it.how === 'in_kind' && receiverOf(part.facts, it) === speaker)
      ? 'in_kind_waits'
      : null
  },
  payment_leaves_rest: (_, input, part) => {
    if (part?.part !== 'obligation') return null
    const asked = input === undefined ? unanswered(part.facts) : [named(part, input)]
    return asked.some((it) => it && !settlesAll(part.facts, it)) ? null : 'payment_is_last'
  },
  payment_settles: (_, input, part) => {
    if (part?.part !== 'obligation') return null
    const asked = input === undefined ? unanswered(part.facts) : [named(part, input)]
    return asked.some((it) => it && settlesAll(part.facts, it)) ? null : 'payment_not_last'
  },
  payment_disputed: (_, __, part) =>
    part?.part === 'obligation' && isDisputed(part.facts) ? null : 'payment_not_disputed',
  /** 不是一直要做下去的，牵涉的每一位都同意就可以直接改 (民法典 543)。 */
  change_possible: (_, __, part) => {
    if (part?.part !== 'obligation') return null
    return part.facts.runs === null ? null : 'change_of_lasting'
  },
  no_change_open: (_, __, part) => (part?.part === 'obligation' && part.facts.proposal ? 'change_open' : null),
  change_proposed: (_, __, part) => (part?.part === 'obligation' && part.facts.proposal ? null : 'no_change_proposed'),
  /** 一方说了不算：牵涉的每一位都要自己同意，提出的人不能替别人同意 (民法典 543)。 */
  other_side_agrees: (here, input, part) => {
    if (part?.part !== 'obligation' || !part.facts.proposal) return null
    const { actor } = here
    const said_by = reading<{ said_by?: string } | undefined>(input)?.said_by
    if (actor.kind === 'party' && said_by !== undefined && said_by !== actor.party_id) return 'speaker_not_in_file'
    if (actor.kind !== 'party' && input === undefined) return null
    const speaker = speakerOf(here, input)
    if (speaker === undefined) return 'speaker_not_named'
    if (!concerned(part).includes(speaker)) return 'speaker_not_in_file'
    if (speaker === part.facts.proposal.party_id) return 'own_proposal'
    return awaitedIn(part).includes(speaker) ? null : 'agreed_already'
  },
  others_agreed: (here, input, part) =>
    part?.part === 'obligation' && part.facts.proposal && othersAwaited(here, part, input) > 0
      ? 'others_not_agreed'
      : null,
  others_to_agree: (here, input, part) =>
    part?.part === 'obligation' && part.facts.proposal && othersAwaited(here, part, input) <= 0
      ? 'last_to_agree'
      : null,
  same_proposal: (_, input, part) =>
    input === undefined ||
    part?.part !== 'obligation' ||
    reading<{ proposal_id: string }>(input).proposal_id === part.facts.proposal?.id
      ? null
      : 'other_proposal',
  /** 提出时、同意时都要成立：日子在后头，分期加起来是没付的。 */
  change_sound: ({ today }, input, part) => {
    if (part?.part !== 'obligation') return null
    const agreed = part.facts.proposal
    if (agreed) return faultOfChange(part, agreed, today)
    return input === undefined ? null : faultOfChange(part, reading<ChangedTerms>(input), today)
  },
  /** 一级一级来：系统不跳；人要跳过，写明理由 (人民调解法 31)。 */
  ladder_kept: ({ parts }, input, part) => {
    if (input === undefined || part?.part !== 'obligation') return null
    const { skipped_because } = reading<{ skipped_because: string }>(input)
    return rungsLeft(parts, part).length > 1 && !skipped_because ? 'ladder_skipped' : null
  },
  /** 满意不满意要本人说：没有问到、不愿说，就是未评价 (domain 4.5)。 */
  satisfaction_told: ({ parts }, input) => {
    if (input === undefined) return null
    const it = reading<{
      satisfaction: string
      satisfaction_by: string | null
      satisfaction_words: string
      visited: string[]
    }>(input)
    if (it.satisfaction === 'not_said') return null
    const known = partsOf(parts, 'party').some((party) => party.id === it.satisfaction_by)
    const heard = known && it.visited.includes(it.satisfaction_by ?? '') && it.satisfaction_words
    return heard ? null : 'satisfaction_not_told'
  },
} as const satisfies Record<string, Guard>
