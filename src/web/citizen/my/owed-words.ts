import type { ObligationView } from '#contract/agreements.ts'
import { unended } from '#domain/documents/in-one-line.ts'

type Owed = Pick<ObligationView, 'debtors' | 'creditors' | 'joint' | 'nature'>

const people = (them: ObligationView['debtors']): string => them.map((it) => (it.me ? '您' : it.name)).join('、')
export const isMineToDo = (owed: Pick<ObligationView, 'debtors'>): boolean => owed.debtors.some((it) => it.me)
/** Whether she can say that she has hers: for all of them where she is the last, else for herself alone. */
export const mayConfirm = ({ can }: Pick<ObligationView, 'can'>): boolean =>
  can.includes('confirm_performed') || can.includes('confirm_share')

type Shared = Pick<ObligationView, 'creditors' | 'confirmed' | 'given_up'>
/** Those it is owed to who have said that they have theirs or want it no more, and those who have said nothing yet. */
export const whoConfirmed = ({ creditors, confirmed, given_up }: Shared) => {
  const without = (id: string) => given_up.some((it) => it.party_id === id)
  const has = (id: string) => confirmed.some((it) => it.party_id === id)
  return {
    have: creditors.filter((it) => has(it.party_id)),
    given: creditors.filter((it) => without(it.party_id)),
    awaited: creditors.filter((it) => !has(it.party_id) && !without(it.party_id)),
  }
}

/** Who of several has confirmed and who is waited for, in one line; null where one alone is to receive, or nobody has yet. */
export function sayWhoConfirmed(owed: Shared): string | null {
  const { have, given, awaited } = whoConfirmed(owed)
  if (have.length + given.length === 0 || awaited.length === 0) return null
  const said = [
    have.length ? `${people(have)}已经确认收到` : '',
    given.length ? `${people(given)}不要自己的一份了` : '',
  ].filter(Boolean)
  return `${said.join('，')}，还在等${people(awaited)}确认。`
}

export const isMineToGet = (owed: Pick<ObligationView, 'creditors'>): boolean => owed.creditors.some((it) => it.me)

/** Who owes whom, in one line: 您要付给苗秀禾. */
export function sayWhoOwes({ debtors, creditors, joint, nature }: Owed): string {
  const who = `${people(debtors)}${joint && debtors.length > 1 ? '（每一位都要对全部负责）' : ''}`
  const whom = people(creditors)
  if (who === whom) return `${who}互相要做到`
  if (!whom) return `${who}要做到`
  if (nature === 'pay') return `${who}要付给${whom}`
  if (nature === 'deliver') return `${who}要交给${whom}`
  return `${who}要对${whom}做到`
}

/** What the buttons say: money is paid, a thing is handed over, all else is done. */
const VERBS: Record<string, { did: string; got: string; not_yet: string }> = {
  pay: { did: '我已经付了', got: '收到了', not_yet: '还没收到' },
  deliver: { did: '我已经交了', got: '收到了', not_yet: '还没收到' },
}
const DONE = { did: '我已经做了', got: '做到了', not_yet: '还没做到' }
export const verbsFor = (nature: string) => VERBS[nature] ?? DONE

/** A long clause stands in full further down; at the top of the page it is only named, and ends without a full stop. */
export const inShort = (text: string): string =>
  text.length > 60 ? `${[...text].slice(0, 58).join('')}……` : unended(text)

/** What she may say about an obligation, by the names of the steps. */
export type Doing =
  | 'claim_performed'
  | 'confirm_share'
  | 'confirm_performed'
  | 'deny_performed'
  | 'waive_share'
  | 'waive'

/** Whether she may say yes to what is proposed: as the last of those it concerns, or before others. */
export const mayAgree = ({ can }: Pick<ObligationView, 'can'>): boolean =>
  can.includes('agree_change') || can.includes('join_change')

/** Whether money was promised and nobody knows yet how much it is. */
export const isAmountOpen = ({ nature, amount }: Pick<ObligationView, 'nature' | 'amount'>): boolean =>
  nature === 'pay' && amount === null

/** Whether it goes on without a last day: then nobody can say once and for all that it is done. */
export const isLasting = ({ lasting_says, due_on }: Pick<ObligationView, 'lasting_says' | 'due_on'>): boolean =>
  lasting_says !== null && due_on === null

/** By the day they fall due, what has no day last; those of one day as the agreement has them. */
export function dueFirst(
  a: Pick<ObligationView, 'due_on' | 'clause'>,
  b: Pick<ObligationView, 'due_on' | 'clause'>,
): number {
  const [one, other] = [a.due_on ?? '9', b.due_on ?? '9']
  if (one === other) return a.clause - b.clause
  return one < other ? -1 : 1
}
