import type { ObligationView, PartyAgreement } from '#contract/agreements.ts'
import type { MyDispute } from '#contract/intake.ts'
import type { PartyMediation } from '#contract/mediation.ts'
import { isLate, isLateForMe } from './late-words.ts'
import { dueFirst, isLasting, isMineToDo, isMineToGet, mayAgree, mayConfirm, whoConfirmed } from './owed-words.ts'
import { OVER } from './stage-words.ts'
import { sayMeeting } from './when.ts'

/** The one thing that comes next for her, or what is being waited for. */
export type NextThing =
  | { kind: 'supply' }
  | { kind: 'answer'; mediation: PartyMediation }
  | { kind: 'sign'; agreement: PartyAgreement }
  | { kind: 'confirm'; obligation: ObligationView }
  | { kind: 'change'; obligation: ObligationView }
  | { kind: 'perform'; obligation: ObligationView }
  /** The other side is late: she cannot do it herself, and is told what is done and what she may do. */
  | { kind: 'unpaid'; obligation: ObligationView; more: number }
  | { kind: 'tick'; mediation: PartyMediation }
  | { kind: 'meet'; mediation: PartyMediation; at: string }
  | { kind: 'wait'; says: string }

const LIVE = ['seeking_consent', 'accepted', 'assigned', 'notified', 'in_session', 'suspended']
export const isLive = (mediation: Pick<PartyMediation, 'status'>): boolean => LIVE.includes(mediation.status)

/** Whether she can still say yes: not asked yet, or she wanted another time. */
export const mayStillAnswer = ({ status, my_answer, can }: PartyMediation): boolean =>
  status === 'seeking_consent' && my_answer !== 'agreed' && can.includes('agree_to_mediation')
/** Whether this mediation waits for her own answer. */
export const asksMe = (mediation: PartyMediation): boolean =>
  mayStillAnswer(mediation) && mediation.my_answer === 'asked'

/** Whether anything still lies between her and the other side that she cannot move herself. */
function waitingOn(mediation: PartyMediation): string | null {
  const others = mediation.parties.filter((it) => !it.me && it.answer !== 'agreed').map((it) => it.name)
  switch (mediation.status) {
    case 'seeking_consent':
      if (mediation.my_answer === 'another_time') return '您说想换个时间，等工作人员和您联系。'
      return others.length ? `您同意了，在等${others.join('、')}回复。` : '大家都同意了，在等正式开始。'
    case 'accepted':
      return '大家都同意了，在等定下调解员、约时间。'
    case 'notified':
      return '约好的时间已经过了，在等调解员登记谈得怎样。'
    case 'assigned':
      if (mediation.slots.length) return '您选好时间了，在等定下来。'
      return mediation.called_off
        ? `${sayMeeting(mediation.called_off)} 的见面不办了，在等调解员另约时间。`
        : '在等调解员约时间。'
    case 'in_session':
      return '正在谈。谈成了，调解员会把说好的写成协议给您看。'
    case 'suspended':
      return '调解先放一放，再开始会告诉您。'
    default:
      return null
  }
}

function waitingFor(owed: ObligationView): string | null {
  const names = (them: ObligationView['debtors']) => them.map((it) => it.name).join('、')
  const { have, awaited } = whoConfirmed(owed)
  if (owed.status === 'claimed' && isMineToDo(owed)) return `您说已经办了，在等${names(awaited)}确认。`
  if (have.some((it) => it.me) && awaited.length > 0) return `您确认了，在等${names(awaited)}确认。`
  if (isMineToGet(owed) && !isLasting(owed) && owed.status === 'due') return `在等${names(owed.debtors)}照协议办。`
  return null
}

/**
 * What comes next, the most pressing first: what only she can answer, then what is late, hers before the other side's, then
 * what has its day, and only then what is waited for. `now`: an instant, so that a meeting that is over is not announced.
 */
export function nextThing(
  matter: Pick<MyDispute, 'can' | 'stage' | 'mediations' | 'agreements' | 'obligations'>,
  now: string,
): NextThing | null {
  const { mediations, agreements } = matter
  const obligations = [...matter.obligations].sort(dueFirst)
  if (matter.can.includes('supply_supplement')) return { kind: 'supply' }
  const asked = mediations.find(asksMe)
  if (asked) return { kind: 'answer', mediation: asked }
  const unsigned = agreements.find((it) => it.status === 'signing' && !it.i_signed)
  if (unsigned) return { kind: 'sign', agreement: unsigned }
  const paid = obligations.find(
    (it) => it.payments.some(({ state }) => state === 'claimed') && it.can.includes('deny_payment'),
  )
  if (paid) return { kind: 'confirm', obligation: paid }
  const proposed = obligations.find((it) => it.proposal && !it.proposal.mine && mayAgree(it))
  if (proposed) return { kind: 'change', obligation: proposed }
  const claimed = obligations.find((it) => it.status === 'claimed' && mayConfirm(it))
  if (claimed) return { kind: 'confirm', obligation: claimed }
  const mine = obligations.filter((it) => it.due_on !== null && isMineToDo(it) && it.can.includes('claim_performed'))
  const late = mine.find(isLate)
  if (late) return { kind: 'perform', obligation: late }
  const [unpaid, ...others] = obligations.filter(isLateForMe)
  if (unpaid) return { kind: 'unpaid', obligation: unpaid, more: others.length }
  const offered = mediations.find(
    (it) => it.can.includes('tick_times') && it.slots.length > 0 && it.slots.every((slot) => !slot.ticked),
  )
  if (offered) return { kind: 'tick', mediation: offered }
  for (const mediation of mediations) {
    const at = mediation.meeting?.at
    if (mediation.status === 'notified' && at && Date.parse(at) >= Date.parse(now))
      return { kind: 'meet', mediation, at }
  }
  const [first] = mine
  if (first) return { kind: 'perform', obligation: first }
  if (OVER.includes(matter.stage)) return null
  const halfSigned = agreements.find((it) => it.status === 'signing')
  if (halfSigned)
    return {
      kind: 'wait',
      says: halfSigned.waiting_for.length
        ? `您签好了，在等${halfSigned.waiting_for.join('、')}签字。`
        : '大家都签好了，在等盖章生效。',
    }
  const live = mediations.find(isLive)
  const says = live ? waitingOn(live) : obligations.map(waitingFor).find((it) => it !== null)
  return says ? { kind: 'wait', says } : null
}

/** Whether the next move is hers and nobody else's. */
export const isHers = (next: NextThing | null): boolean =>
  next !== null && next.kind !== 'wait' && next.kind !== 'unpaid'

const IN_AGREEMENT = ['agreed', 'self_settled']

/** Whether mediation was tried, led nowhere, and nothing of the kind is under way or agreed. */
export const endedWithout = ({ mediations, agreements }: Pick<MyDispute, 'mediations' | 'agreements'>): boolean =>
  mediations.length > 0 &&
  agreements.length === 0 &&
  mediations.every((it) => !isLive(it) && !IN_AGREEMENT.includes(it.status))
