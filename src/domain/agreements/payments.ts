import type { ObligationFacts, Part, Payment } from '../disputes/parts.ts'
import { cents, sumOf, yuan } from './amounts.ts'

/** How something was given, as stored, with the words people see. `in_kind`: something else instead of the money agreed. */
export const PAYMENT_HOWS = {
  cash: '当面给的现金',
  transfer: '转账',
  third_party: '别人代付、代管人转付',
  in_kind: '用东西或者做工抵的',
} as const
export type PaymentHow = keyof typeof PAYMENT_HOWS

type Facts = Pick<ObligationFacts, 'payments' | 'amount'>
type Spoken = Pick<ObligationFacts, 'received_by' | 'given_up'>
type Shared = Facts & Spoken & Pick<ObligationFacts, 'creditors'>

/** Whether one of those it is owed to has said of hers that she has it, or wants it no more. */
export const hasSpoken = ({ received_by, given_up }: Spoken, id: string): boolean =>
  received_by?.[id] !== undefined || given_up?.[id] !== undefined

const inState = ({ payments = [] }: Facts, state: Payment['state']): Payment[] =>
  payments.filter((it) => it.state === state)

/** Said to be paid, and not answered yet. */
export const unanswered = (facts: Facts): Payment[] => inState(facts, 'claimed')

/** What the creditor has confirmed so far, in decimal yuan. */
export const paidOf = (facts: Facts): string => sumOf(inState(facts, 'confirmed').map((it) => it.amount))

/** What is still owed of a sum; null where no sum is known. Never below nothing: the guards see to that. */
export function restOf(facts: Facts): string | null {
  return facts.amount === null ? null : yuan(cents(facts.amount) - cents(paidOf(facts)))
}

/** What could still be said to be paid: the rest without what waits for an answer. */
export function roomFor(facts: Facts): bigint {
  return cents(facts.amount ?? '0') - cents(paidOf(facts)) - cents(sumOf(unanswered(facts).map((it) => it.amount)))
}

/** Whether this payment, once confirmed, leaves nothing owed. */
export const isLast = (facts: Facts, payment: Payment): boolean =>
  facts.amount !== null && cents(paidOf(facts)) + cents(payment.amount) === cents(facts.amount)

/**
 * Whether nothing is owed to anybody once this payment is confirmed: the sum is full, and each of the others it is owed to has
 * said that she has hers. How they divide it among them nobody else decides (民法典 517).
 */
export const settlesAll = (facts: Shared, payment: Payment): boolean =>
  isLast(facts, payment) && facts.creditors.every((id) => id === receiverOf(facts, payment) || hasSpoken(facts, id))

/** Whom a payment was given to: of several the one it says. */
export const receiverOf = ({ creditors }: Pick<ObligationFacts, 'creditors'>, payment: Payment): string | undefined =>
  payment.to ?? (creditors.length === 1 ? creditors[0] : undefined)

/** Whether it is one sum of money whose amount stands: only of that is partial payment counted (民法典 531). */
export const isSum = ({ facts }: Part<'obligation'>): boolean =>
  facts.nature === 'pay' && facts.amount !== null && facts.amount_later === null

/** Denied so often that nobody but the office can find out what happened (本县约定：两次). */
const DENIED_OFTEN = 2
export const isDisputed = ({ denials = 0 }: Pick<ObligationFacts, 'denials'>): boolean => denials >= DENIED_OFTEN

/** Whoever says that all of it was received has said so of what waited for an answer too. */
export const answeredByAll = (facts: Facts, answer: NonNullable<Payment['answer']>): Partial<ObligationFacts> =>
  facts.payments === undefined
    ? {}
    : { payments: facts.payments.map((it) => (it.state === 'claimed' ? { ...it, state: 'confirmed', answer } : it)) }
