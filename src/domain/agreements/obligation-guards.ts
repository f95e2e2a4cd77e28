import { type Part, partsOf } from '../disputes/parts.ts'
import { herOwnWords, reading } from '../guard-reading.ts'
import type { Guard } from '../guards.ts'
import { hasSpoken } from './payments.ts'

/** Whether how much is owed was left open: by the agreement, or fixed later from a paper. */
const amountOpen = ({ facts }: Part<'obligation'>): boolean =>
  (facts.nature === 'pay' || facts.nature === 'continue') && (facts.amount === null || facts.amount_later !== null)

/** Those it is owed to who have not said yet that they have theirs. */
const unconfirmed = (part: Part | null): string[] =>
  part?.part === 'obligation' ? part.facts.creditors.filter((id) => !hasSpoken(part.facts, id)) : []

/** Legal conditions of what is owed: whose word counts, how much, since when. */
export const OBLIGATION_GUARDS = {
  /** 债权人的话只能由债权人说：确认收到、免除。 */
  creditor_speaks: ({ actor }, input, part) => {
    if (actor.kind === 'party') return herOwnWords(actor.party_id, input)
    if (input === undefined || actor.kind !== 'staff' || part?.part !== 'obligation') return null
    const { said_by } = reading<{ said_by?: string }>(input)
    if (said_by === undefined) return 'speaker_not_named'
    return part.facts.creditors.includes(said_by) ? null : 'speaker_not_in_file'
  },
  /** 几个人收的，各自说各自的 (民法典 五百一十七)：说过的不用再说。 */
  not_confirmed_yet: ({ actor }, input, part) => {
    if (part?.part !== 'obligation') return null
    const speaker = actor.kind === 'party' ? actor.party_id : reading<{ said_by?: string } | undefined>(input)?.said_by
    return speaker !== undefined && hasSpoken(part.facts, speaker) ? 'confirmed_already' : null
  },
  others_confirmed: (_, __, part) => (unconfirmed(part).length > 1 ? 'others_not_confirmed' : null),
  others_unconfirmed: (_, __, part) => (unconfirmed(part).length > 1 ? null : 'last_to_confirm'),
  debtor_speaks: ({ actor }, input, part) => {
    if (actor.kind === 'party') return herOwnWords(actor.party_id, input)
    if (input === undefined || actor.kind !== 'staff' || part?.part !== 'obligation') return null
    const { said_by } = reading<{ said_by?: string }>(input)
    if (said_by === undefined) return 'speaker_not_named'
    return part.facts.debtors.includes(said_by) ? null : 'speaker_not_in_file'
  },
  condition_free: ({ parts }, input, part) => {
    if (input === undefined || part?.part !== 'obligation') return null
    const { agreement_id, waiting_for } = part.facts
    const first = waiting_for?.after_clause
    if (first === null || first === undefined) return null
    const before = partsOf(parts, 'obligation').filter(
      (it) => it.facts.agreement_id === agreement_id && it.facts.clause === first,
    )
    return before.every((it) => it.status === 'performed' || it.status === 'waived')
      ? null
      : 'condition_waits_for_clause'
  },
  amount_known: (_, input, part) => {
    if (input === undefined || part?.part !== 'obligation') return null
    const { amount } = reading<{ amount?: string | null }>(input)
    return part.facts.nature === 'pay' && part.facts.amount === null && !amount ? 'amount_not_known' : null
  },
  /** 协议写定的金额谁也不能另改；约定以后再定的才补 (threats I25)。 */
  amount_open: (_, __, part) => (part?.part === 'obligation' && !amountOpen(part) ? 'amount_agreed' : null),
  amount_as_agreed: (_, input, part) => {
    if (input === undefined || part?.part !== 'obligation') return null
    const { amount } = reading<{ amount?: string | null }>(input)
    return amount && amount !== part.facts.amount && !amountOpen(part) ? 'amount_agreed' : null
  },
  obligation_overdue: ({ today }, _, part) =>
    part?.part === 'obligation' && part.facts.due_on !== null && part.facts.due_on < today ? null : 'not_overdue',
  /** 有日子的要等过期；没有约定日子的，权利人可以随时要求履行 (民法典 511)。 */
  claimable: (_, __, part) =>
    part?.part === 'obligation' && part.status === 'due' && part.facts.due_on !== null ? 'not_overdue' : null,
  not_reminded_yet: (_, input, part) => {
    if (input === undefined || part?.part !== 'obligation') return null
    const { days } = reading<{ days: number }>(input)
    return part.facts.reminded?.includes(days) ? 'reminded_already' : null
  },
} as const satisfies Record<string, Guard>
