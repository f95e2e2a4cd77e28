import type { z } from 'zod'
import type { ObligationView } from '#contract/agreements.ts'
import { sayYuan } from '#domain/agreements/amounts.ts'
import { awaitedIn } from '#domain/agreements/change.ts'
import { changeInWords } from '#domain/agreements/change-words.ts'
import { RUNGS, rungsLeft } from '#domain/agreements/ladder.ts'
import { isDisputed, isSum, PAYMENT_HOWS, paidOf, restOf, settlesAll } from '#domain/agreements/payments.ts'
import { AGREED_HOW, CHECK_RESULTS, URGED_HOWS } from '#domain/agreements/performance-inputs.ts'
import { daysBetween } from '#domain/clocks/calendar.ts'
import { type AgreedChange, ENDED_OBLIGATION, type Part, type Payment } from '#domain/disputes/parts.ts'
import { namesOf } from '#domain/disputes/people.ts'
import type { Here } from '#domain/step.ts'

type Reader = { open: boolean; named: (name: string) => string; me: string | null }
type View = z.input<typeof ObligationView>

const STATES: Record<Payment['state'], string> = {
  claimed: '等收的人答复',
  confirmed: '收的人确认了',
  denied: '收的人说不算',
}
const word = (words: Readonly<Record<string, string>>, key: string): string => words[key] ?? key

const termsInWords = ({ due_on, amount, condition }: AgreedChange['before']): string =>
  [amount === null ? '' : sayYuan(amount), due_on === null ? '' : `${due_on} 以前`, condition ?? '']
    .filter(Boolean)
    .join('，') || '没有约定日子'

function lateOf(here: Here, obligation: Part<'obligation'>, { open, me }: Reader): View['late'] {
  const { status, facts } = obligation
  if (status !== 'breached' || facts.due_on === null) return null
  const left = rungsLeft(here.parts, obligation)
  const [next] = left
  return {
    since: facts.due_on,
    days: Math.max(0, daysBetween(facts.due_on, here.today)),
    reminded: (facts.reminded ?? []).length,
    // What the debtor told the office when it urged her is the office's to read.
    urged: (facts.urged ?? []).map((it) => ({
      on: it.on,
      how_says: word(URGED_HOWS, it.how),
      by: it.by,
      answer: open && me === null ? it.answer : '',
    })),
    change_offered_on: facts.change_offered_on ?? null,
    left,
    next_says: next ? RUNGS[next] : null,
  }
}

/** How the performance of an obligation goes: what was paid, what both changed, how late it is and what is done about it. */
export function performanceOf(
  here: Here,
  obligation: Part<'obligation'>,
  reader: Reader,
): Pick<View, 'paid' | 'rest' | 'payments' | 'disputed' | 'checks' | 'proposal' | 'changes' | 'late'> {
  const { facts, status } = obligation
  const { open, named, me } = reader
  const ended = ENDED_OBLIGATION.includes(status)
  const payments = facts.payments ?? []
  const person = (id: string) => ({ party_id: id, name: named(namesOf(here, [id])), me: id === me })
  const sum = open && isSum(obligation) && payments.length > 0
  return {
    paid: sum ? (status === 'performed' ? facts.amount : paidOf(facts)) : null,
    rest: sum ? (ended ? '0' : restOf(facts)) : null,
    payments: open
      ? payments.map((it) => ({
          id: it.id,
          amount: it.amount,
          on: it.on,
          how_says: word(PAYMENT_HOWS, it.how),
          in_kind: it.how === 'in_kind',
          what: it.what,
          proof: it.proof,
          by: named(it.by),
          at: it.at,
          state: it.state,
          state_says: it.state === 'claimed' && ended ? '没有答复' : STATES[it.state],
          from: it.from === undefined ? null : named(namesOf(here, [it.from])),
          to: it.to === undefined ? null : person(it.to),
          last: settlesAll(facts, it),
          answer: it.answer ? { ...it.answer, by: named(it.answer.by) } : null,
        }))
      : [],
    disputed: !ended && isDisputed(facts),
    checks: open
      ? (facts.checks ?? []).map(({ result, ...it }) => ({ ...it, result_says: word(CHECK_RESULTS, result) }))
      : [],
    proposal:
      facts.proposal && !ended && open
        ? {
            id: facts.proposal.id,
            by: named(facts.proposal.by),
            party_id: facts.proposal.party_id,
            mine: facts.proposal.party_id === me,
            at: facts.proposal.at,
            says: changeInWords(facts.proposal),
            why: facts.proposal.why,
            agreed_by: Object.values(facts.proposal.agreed ?? {}).map(({ by }) => named(by)),
            awaited: awaitedIn(obligation).map(person),
          }
        : null,
    changes: open
      ? (facts.changes ?? []).map(({ on, before, proposed, agreed, agreed_before = [] }) => ({
          on,
          before_says: termsInWords(before),
          says: changeInWords(proposed),
          agreed_says: `${named(proposed.by)}提出，${[...agreed_before, agreed]
            .map((it) => `${named(it.by)}同意（${word(AGREED_HOW, it.how)}）`)
            .join('，')}`,
        }))
      : [],
    late: ended ? null : lateOf(here, obligation, reader),
  }
}
