import { askPaper, startClock, stopClocks, tell } from '../disputes/make.ts'
import { type Part, partsOf } from '../disputes/parts.ts'
import { applicantOf, idAt, ownUnit, responsibleUnit } from '../disputes/people.ts'
import { field, paragraph, routesBlock, whomToCall } from '../documents/forms.ts'
import { type Here, step } from '../step.ts'
import { LeaveUnresolvedInput, ResolveInput, UNRESOLVED_WHY } from './inputs.ts'

const disputeOf = (here: Here): Part<'dispute'> => {
  const [dispute] = partsOf(here.parts, 'dispute')
  if (!dispute) throw new Error('a task without its dispute')
  return dispute
}

export const resolve_task = step({
  on: 'task',
  from: ['in_handling'],
  to: 'resolved',
  by: ['clerk'],
  needs: [],
  input: ResolveInput,
  then: (here, part, input) => [
    { kind: 'change_facts', part: 'task', id: part.id, facts: { outcome: input.how, outcome_note: input.account } },
    ...stopClocks(here, 'T-85'),
    startClock(here, idAt(here, 0), 'R-31', disputeOf(here), { unit: ownUnit(here).id }, 'close'),
    tell(
      idAt(here, 1),
      applicantOf(here),
      `${ownUnit(here).name}：您的请求（编号 ${here.file?.short_code ?? ''}）登记为已解决。如果不是这样，请马上拨打 ${ownUnit(here).phone}。`,
    ),
  ],
  law: ['人民调解法 第三条、第二十七条'],
  carries_out: '办理事项要有结果才能结案（domain 2.2a：task → resolved）',
  says: '登记：已解决',
})

export const leave_unresolved = step({
  on: 'task',
  from: ['in_handling'],
  to: 'unresolved',
  by: ['clerk'],
  needs: [],
  input: LeaveUnresolvedInput,
  then: (here, part, input) => {
    const applicant = applicantOf(here)
    return [
      { kind: 'change_facts', part: 'task', id: part.id, facts: { outcome: input.why, outcome_note: input.account } },
      ...stopClocks(here, 'T-85'),
      startClock(here, idAt(here, 0), 'R-31', disputeOf(here), { unit: ownUnit(here).id }, 'close'),
      askPaper(idAt(here, 1), 'D-13r', applicant.facts.name, [
        field('编号', here.file?.short_code ?? ''),
        field('结果', `未能解决：${UNRESOLVED_WHY[input.why]}`),
        paragraph('没有解决不影响您的任何权利。您可以选择下面的途径。'),
        whomToCall(responsibleUnit(here)),
        routesBlock(),
      ]),
      tell(
        idAt(here, 2),
        applicant,
        `${ownUnit(here).name}：您的请求（编号 ${here.file?.short_code ?? ''}）没能解决，您还有别的途径。请打开回执上的链接查看，或拨打 ${ownUnit(here).phone}。`,
      ),
    ]
  },
  law: ['人民调解法 第二十六条'],
  carries_out: '23',
  says: '登记：未能解决',
})
