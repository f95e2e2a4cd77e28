import { dayIn } from '../clocks/calendar.ts'
import type { Consequence } from '../disputes/consequences.ts'
import { endInvitations } from '../disputes/ending.ts'
import {
  askPaper,
  cancelClocksOf,
  entitled,
  LIMITS,
  startAgreedClock,
  startClock,
  stopClocks,
} from '../disputes/make.ts'
import type { AgreementFacts } from '../disputes/parts.ts'
import { liveMediations, namesOf, partOf } from '../disputes/people.ts'
import { endEveryAsking } from '../mediation/asked.ts'
import { titleOf } from '../mediation/papers.ts'
import type { Here } from '../step.ts'
import { dutiesFallAway } from '../triage/asking.ts'
import { openVisit } from '../visits/open.ts'
import { firstVisit, visitRisk } from '../visits/schedule.ts'
import { confirmable } from './confirmable.ts'
import { obligationsOf } from './due.ts'
import { bindingPaper } from './papers.ts'

/**
 * An agreement takes effect: the mediation ends in it, its task is settled, everything owed becomes an obligation with its
 * day, the window for judicial confirmation opens (民事诉讼法 205), and somebody will visit (人民调解法 31).
 */
export function takeEffect(here: Here, next: () => string, agreementId: string, facts: AgreementFacts): Consequence[] {
  const mediation = partOf(here, 'mediation', facts.mediation_id)
  const task = partOf(here, 'task', facts.task_id)
  const on = dayIn(here.occurred_at)
  const owed = obligationsOf(facts.clauses, on, here.calendar)
  const { risk, because } = visitRisk(here.parts, { opened: owed })
  const agreement = { part: 'agreement', id: agreementId } as const
  // Where most of many settle and the rest still talk, their task goes on until the last of them has a result.
  // Where a part is settled and they talk on about the rest, the mediation itself goes on (domain 2.4 row 22).
  const goesOn = facts.rest?.then === 'goes_on'
  const talking = goesOn || liveMediations(here).some((it) => it.id !== mediation.id && it.facts.task_id === task.id)
  return [
    {
      kind: 'change_facts',
      part: 'task',
      id: task.id,
      facts: { outcome: facts.rest ? 'settled_in_part' : 'agreement_reached' },
    },
    ...(talking
      ? []
      : [
          { kind: 'move_part', part: 'task', id: task.id, status: 'resolved' } as const,
          ...stopClocks(here, 'T-85', task),
          ...dutiesFallAway(here, task),
        ]),
    ...(goesOn
      ? []
      : [
          ...LIMITS.flatMap((rule) => stopClocks(here, rule, mediation)),
          ...cancelClocksOf(here, 'T-07', mediation),
          // It is settled: who mediates is asked about no more.
          ...cancelClocksOf(here, 'R-14', mediation),
          ...endInvitations(here, mediation),
          ...endEveryAsking(here, mediation),
        ]),
    ...owed.flatMap((it): Consequence[] => {
      const id = next()
      const debtor = it.debtors[0] ?? ''
      return [
        {
          kind: 'open_part',
          part: 'obligation',
          id,
          status: it.waiting_for === null ? 'due' : 'waiting',
          facts: { ...it, agreement_id: agreementId, unit_id: facts.unit_id },
        },
        ...(it.due_on !== null && it.waiting_for === null
          ? [
              startAgreedClock(
                here,
                next(),
                { part: 'obligation', id },
                { party: debtor },
                'confirm_performed',
                it.due_on,
              ),
            ]
          : []),
      ]
    }),
    ...(confirmable(mediation, facts)
      ? [startClock(here, next(), 'T-33', agreement, { party: facts.parties[0] ?? '' }, 'apply_confirmation', on)]
      : []),
    ...openVisit(
      here,
      next,
      { agreement_id: agreementId, unit_id: facts.unit_id, round: 1, from: on, risk, risk_because: because },
      firstVisit(risk, on),
      facts.task_id,
    ),
    entitled(
      askPaper(
        next(),
        facts.form === 'written' ? 'D-08' : 'D-09',
        namesOf(here, facts.parties),
        bindingPaper(here, { id: agreementId, facts }, mediation, on),
        facts.parties,
      ),
      titleOf(mediation.facts, facts.form === 'written' ? '调解协议书' : '口头协议登记表'),
    ),
  ]
}
