import type { Consequence } from '../disputes/consequences.ts'
import { closingIfDone, unended } from '../disputes/ending.ts'
import { askPaper, stopClocks } from '../disputes/make.ts'
import type { Part } from '../disputes/parts.ts'
import { actorName, idsOf, namesOf, partOf } from '../disputes/people.ts'
import { field } from '../documents/forms.ts'
import { type Here, step } from '../step.ts'
import { NotReachedInput, PERFORMANCES, SATISFACTIONS, VISIT_HOWS, VisitInput } from './inputs.ts'
import { openVisit } from './open.ts'

/** Visits nobody could be reached on, after which the file may be closed without one (本县约定). */
const TRIED_AT_MOST = 3

const taskOf = (here: Here, visit: Part<'visit'>): string =>
  partOf(here, 'agreement', visit.facts.agreement_id).facts.task_id

/** While something is still owed there is always a next visit: agreements are followed until they are paid. */
function after(here: Here, next: () => string, visit: Part<'visit'>): Consequence[] {
  const { agreement_id, unit_id, round } = visit.facts
  const owing = unended(here, [visit.id]).some((part) => part.part === 'obligation')
  return owing
    ? openVisit(here, next, { agreement_id, unit_id, round: round + 1 }, taskOf(here, visit), here.today)
    : closingIfDone(here, next(), visit.id)
}

export const record_visit = step({
  on: 'visit',
  from: ['due'],
  to: 'done',
  by: ['handler'],
  needs: ['party_in_file'],
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
      ...stopClocks(here, 'T-60', part),
      askPaper(
        next(),
        'D-12',
        namesOf(here, input.visited),
        [
          field('编号', here.file?.short_code ?? ''),
          field('回访时间', here.occurred_at),
          field('方式', VISIT_HOWS[input.how]),
          field('回访对象', namesOf(here, input.visited)),
          field('履行情况', PERFORMANCES[input.performance]),
          field('满意情况', SATISFACTIONS[input.satisfaction]),
          field('有没有新的矛盾', input.trouble ? '有' : '没有'),
          field('回访情况', input.account),
          field('回访人', actorName(here)),
        ],
        [],
      ),
      ...after(here, next, part),
    ]
  },
  law: ['人民调解法 第三十一条'],
  carries_out: '30',
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
    const { agreement_id, unit_id, round } = part.facts
    return [
      ...stopClocks(here, 'T-60', part),
      ...(round < TRIED_AT_MOST
        ? openVisit(here, next, { agreement_id, unit_id, round: round + 1 }, taskOf(here, part), here.today)
        : after(here, next, part)),
    ]
  },
  law: ['人民调解法 第三十一条', '本县约定：联系不上的再访，三次为限，可以调整'],
  carries_out: '回访没联系上要如实登记（domain 2.2a：visit → not_reached）',
  says: '回访没联系上',
})
