import { idsOf, responsibleUnit } from '../disputes/people.ts'
import { step } from '../step.ts'
import { GoOnInput } from './desk-inputs.ts'
import { openMediation } from './opening.ts'
import { change } from './steps.ts'

export const go_on = step({
  on: 'mediation',
  from: ['refused', 'failed'],
  to: null,
  by: ['mediator', 'handler'],
  needs: ['ended_by_one', 'task_in_hand', 'may_be_mediated', 'without_leavers', 'two_sides', 'in_no_other_mediation'],
  input: GoOnInput,
  then: (here, part, input) => {
    const { task_id, unit_id, kind, in_name_of, committee_id } = part.facts
    const { id, consequences } = openMediation(here, idsOf(here), responsibleUnit(here), {
      task_id,
      unit_id,
      kind,
      in_name_of,
      ...(committee_id === undefined ? {} : { committee_id }),
      matter: input.matter,
      parties: input.parties,
      goes_on_from: part.id,
    })
    return [change(part, { gone_on_in: id }), ...consequences]
  },
  ids: 16,
  law: ['人民调解法 第十七条', '人民调解法 第二十三条第二项'],
  carries_out: { because: '有人退出，其余愿意的人可以另开一场，重新征得每一位同意（INV-1；domain 2.4 第 10、23 行）' },
  says: '愿意的人继续谈',
})
