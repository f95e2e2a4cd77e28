/** What each clause makes people owe, and by which day. */
import { addDays, addWorkingDays, type Calendar, type Day, nextWorkingDay } from '../clocks/calendar.ts'
import type { Clause, Due, Nature } from './clauses.ts'

/** More than this many duties in one agreement nobody can follow; there is room for no more in one step. */
export const MOST_OBLIGATIONS = 190

/** What one debtor (or several together) owes to others, as it stands on the day the agreement takes effect. */
export type Owed = {
  /** The number of its clause, from 1, and of the share within it, from 1. */
  clause: number
  share: number
  nature: Exclude<Nature, 'release'>
  debtors: string[]
  /** Each of the debtors owes the whole (连带). */
  joint: boolean
  creditors: string[]
  what: string
  /** Decimal yuan; null where nothing is to be paid or `amount_later` says how it will be known. */
  amount: string | null
  /** `amount` is owed each time (`runs.rhythm`), not once. */
  each_time: boolean
  amount_later: string | null
  /** The last day; null where none was agreed (民法典 511: on request, after time to prepare) or while it waits. */
  due_on: Day | null
  /** What must happen first; it is `waiting` until then, and due `within_days` after (null: at once). */
  waiting_for: { condition: string; after_clause: number | null; within_days: number | null; working: boolean } | null
  /** For what lasts: since when, until when (null: without end), how often. */
  runs: { from: Day; until: Day | null; rhythm: string } | null
  guarantors: string[]
  held_by: string | null
}

/**
 * The last day of a period of so many days after `start`: the first day is not counted (民法典 201), and an end on a day off
 * moves to the next working day (民法典 203).
 */
export function dueAfter(start: Day, days: number, working: boolean, calendar: Calendar): Day {
  return working ? addWorkingDays(start, days, calendar) : nextWorkingDay(addDays(start, days), calendar)
}

/** The last day for a clause's due, counted from the day of effect; null while it waits or where none was agreed. */
export function dueOn(due: Due, effectiveOn: Day, calendar: Calendar): Day | null {
  switch (due.kind) {
    case 'at_signing':
      return effectiveOn
    case 'on':
      // A day that people named is that day; 民法典 203 moves the end of a period, not a date.
      return due.day
    case 'within':
      return dueAfter(effectiveOn, due.days, due.working, calendar)
    case 'ongoing':
      return due.until
    case 'when':
    case 'not_said':
      return null
  }
}

/** Who owes which share: own shares one each; a mutual duty one each, to the others; otherwise all of it together. */
function sharesOf(clause: Clause): { debtors: string[]; creditors: string[]; amount: string | null }[] {
  const { debtors, creditors, amount, joint } = clause
  const ids = debtors.map((debtor) => debtor.party_id)
  if (!joint && debtors.some((debtor) => debtor.amount !== null))
    return debtors.map((debtor) => ({ debtors: [debtor.party_id], creditors: [...creditors], amount: debtor.amount }))
  if (!joint && ids.some((id) => creditors.includes(id)))
    return ids.map((id) => ({ debtors: [id], creditors: creditors.filter((creditor) => creditor !== id), amount }))
  return [{ debtors: ids, creditors: [...creditors], amount }]
}

/**
 * The obligations of an agreement, in the order of its clauses. Only for clauses `faultsOfClauses` finds nothing in.
 * A release makes none. The amounts of a clause's obligations add up to the clause's amount.
 */
export function obligationsOf(clauses: readonly Clause[], effectiveOn: Day, calendar: Calendar): Owed[] {
  return clauses.flatMap((clause, at) => {
    const { nature, due } = clause
    if (nature === 'release') return []
    return sharesOf(clause).map((share, shareAt) => ({
      clause: at + 1,
      share: shareAt + 1,
      nature,
      ...share,
      joint: clause.joint,
      what: clause.what,
      each_time: nature === 'continue' && clause.amount !== null,
      amount_later: clause.amount_later,
      due_on: dueOn(due, effectiveOn, calendar),
      waiting_for:
        due.kind === 'when'
          ? {
              condition: due.condition,
              after_clause: due.after_clause,
              within_days: due.within_days,
              working: due.working,
            }
          : null,
      runs: due.kind === 'ongoing' ? { from: due.from ?? effectiveOn, until: due.until, rhythm: due.rhythm } : null,
      guarantors: [...clause.guarantors],
      held_by: clause.held_by,
    }))
  })
}
