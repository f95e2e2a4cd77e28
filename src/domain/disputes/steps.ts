import { step } from '../step.ts'
import { CloseInput } from '../triage/inputs.ts'
import { stopClocks } from './make.ts'

export const close = step({
  on: 'dispute',
  from: ['open'],
  to: 'closed',
  by: ['clerk'],
  needs: ['every_task_ended'],
  input: CloseInput,
  then: (here, part, input) => [
    { kind: 'change_facts', part: 'dispute', id: part.id, facts: { closing_note: input.note } },
    ...stopClocks(here, 'R-31'),
  ],
  law: ['人民调解法 第二十七条'],
  carries_out: '31',
  says: '结案',
})
