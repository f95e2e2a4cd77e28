import type { ObligationView } from '#contract/agreements.ts'
import { sayYuan } from '#domain/agreements/amounts.ts'
import { sayDay } from '#web/lib/dates.ts'
import { obligationOf, type Person } from './about.ts'
import type { About, Values } from './act-form.ts'

/** Those an obligation is between, as a form offers them. */
export const people = (list: ObligationView['debtors']): Person[] =>
  list.map(({ party_id, name }) => ({ id: party_id, name }))
export const names = (list: ObligationView['debtors']): string => list.map(({ name }) => name).join('、')

/** What is owed, so that nobody confirms the wrong thing. */
export function Owed({ it }: { it: ObligationView }) {
  return (
    <p className="form-note">
      第 {it.clause} 条：{names(it.debtors)}
      {it.creditors.length > 0 ? ` 对 ${names(it.creditors)}` : ''}，{it.what}
      {it.amount ? `，${sayYuan(it.amount)}` : ''}
      {it.rest !== null && it.rest !== it.amount ? `（还差 ${sayYuan(it.rest)}）` : ''}
      {it.due_on ? `，${sayDay(it.due_on)}以前` : ''}
    </p>
  )
}

export const debtorFirst = (about: About): Values => {
  const { debtors } = obligationOf(about)
  return { said_by: debtors.length === 1 ? debtors[0]?.party_id : undefined }
}
/** Those it is owed to who have not said yet that they have theirs. */
export const awaited = ({ creditors, confirmed, given_up }: ObligationView): Person[] =>
  people(creditors.filter(({ party_id }) => ![...confirmed, ...given_up].some((it) => it.party_id === party_id)))
export const creditorFirst = (about: About): Values => {
  const [only, ...more] = awaited(obligationOf(about))
  return { said_by: more.length === 0 ? only?.id : undefined }
}
