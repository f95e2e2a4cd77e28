import type { Consequence } from '../disputes/consequences.ts'
import { closingIfDone, unended } from '../disputes/ending.ts'
import { askPaper, entitled } from '../disputes/make.ts'
import type { Part } from '../disputes/parts.ts'
import { actorName, idsOf, namesOf, partOf } from '../disputes/people.ts'
import { type Here, step } from '../step.ts'
import { NotReachedInput, SaySatisfactionInput, VisitInput } from './inputs.ts'
import { openVisit, stopVisitClock } from './open.ts'
import { visitPaper, visitTitle } from './papers.ts'
import { type NextVisit, scheduledAfter, visitAgain, visitRisk, visitWhileOwing } from './schedule.ts'

/** Visits nobody could be reached on, after which the file may be closed without one (本县约定). */
const TRIED_AT_MOST = 3

/** The next round, where there is one: how soon is asked anew, from how the matter stands now. */
function again(here: Here, next: () => string, { facts }: Part<'visit'>, when: NextVisit, trouble = false) {
  const { agreement_id, unit_id, round, from } = facts
  const { risk, because } = visitRisk(here.parts, { trouble })
  return openVisit(
    here,
    next,
    { agreement_id, unit_id, round: round + 1, from: from ?? here.today, risk, risk_because: because },
    when,
    partOf(here, 'agreement', agreement_id).facts.task_id,
  )
}

/**
 * The schedule of its risk goes on; and while something is still owed there is always a next visit: agreements are followed
 * until they are paid.
 */
function after(here: Here, next: () => string, visit: Part<'visit'>, trouble = false): Consequence[] {
  const { round, from } = visit.facts
  const { risk } = visitRisk(here.parts, { trouble })
  const owing = unended(here, [visit.id]).some((part) => part.part === 'obligation')
  const planned = from === undefined ? null : scheduledAfter(risk, round, from, here.today, here.rules)
  const when = planned ?? (owing ? visitWhileOwing(risk, here.today) : null)
  return when ? again(here, next, visit, when, trouble) : closingIfDone(here, next(), visit.id)
}

export const record_visit = step({
  on: 'visit',
  from: ['due'],
  to: 'done',
  by: ['handler'],
  needs: ['party_in_file', 'satisfaction_told'],
  input: VisitInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    return [
      {
        kind: 'change_facts',
        part: 'visit',
        id: part.id,
        facts: { found: { at: here.occurred_at, ...input } },
      },
      ...stopVisitClock(here, part),
      entitled(
        askPaper(next(), 'D-12', namesOf(here, input.visited), visitPaper(here, part, input, actorName(here)), []),
        visitTitle(here, part),
      ),
      ...after(here, next, part, input.trouble),
    ]
  },
  law: ['人民调解法 第三十一条'],
  carries_out: { rows: [30] },
  says: '回访',
})

export const visit_not_reached = step({
  on: 'visit',
  from: ['due'],
  to: 'not_reached',
  by: ['handler'],
  needs: [],
  input: NotReachedInput,
  then: (here, part) => {
    const next = idsOf(here)
    const { round } = part.facts
    return [
      { kind: 'change_facts', part: 'visit', id: part.id, facts: { tried_on: here.today } },
      ...stopVisitClock(here, part),
      ...(round < TRIED_AT_MOST
        ? again(here, next, part, visitAgain(visitRisk(here.parts).risk, here.today))
        : after(here, next, part)),
    ]
  },
  law: ['人民调解法 第三十一条', '本县约定：联系不上的再访，三次为限，可以调整'],
  carries_out: { because: '回访没联系上要如实登记（domain 2.2a：visit → not_reached）' },
  says: '回访没联系上',
})

export const say_satisfaction = step({
  on: 'agreement',
  from: ['in_effect'],
  to: null,
  by: ['party'],
  needs: [],
  input: SaySatisfactionInput,
  then: (here, part, input) => {
    const { actor } = here
    if (actor.kind !== 'party') throw new Error('only she says how satisfied she is')
    const satisfaction = { ...part.facts.satisfaction, [actor.party_id]: { ...input, at: here.occurred_at } }
    return [{ kind: 'change_facts', part: 'agreement', id: part.id, facts: { satisfaction } }]
  },
  law: ['人民调解法 第三十一条（了解履行情况）', '本县约定：满意不满意由当事人自己说，不回答不算满意，可以调整'],
  carries_out: {
    because: '问满意不满意不能有压力：她在自己的页面上用自己的话说，不说也可以（issue: Performance, satisfaction）',
  },
  says: '说说满不满意',
  told: 'office',
})
