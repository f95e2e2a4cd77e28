import { askPaper } from '../disputes/make.ts'
import { actorName, idAt } from '../disputes/people.ts'
import { paragraph } from '../documents/forms.ts'
import { box, byName, cell, heading, numbered, signing, theEnd } from '../documents/pieces.ts'
import { momentWords } from '../documents/say-time.ts'
import { step } from '../step.ts'
import { InquiryInput } from './inquiry-inputs.ts'

/** D-05 (domain 3.2): for the office alone. Whoever was asked told the mediator, not the other side. */
export const record_inquiry = step({
  on: 'dispute',
  from: ['open'],
  to: null,
  by: ['handler', 'mediator'],
  needs: [],
  input: InquiryInput,
  then: (here, _, input) => [
    askPaper(
      idAt(here, 0),
      'D-05',
      input.person,
      [
        numbered(`编号：${here.file?.short_code ?? ''}`),
        box([
          cell('时间', momentWords(here.occurred_at)),
          cell('地点', input.place),
          cell('被调查人', input.person),
          cell('身份、和这件事的关系', input.relation),
          cell('调查人、记录人', actorName(here)),
          cell('参加人', input.others || '无'),
        ]),
        paragraph('已经告诉被调查人：请如实说，不知道的可以说不知道；说的话会记下来，读给您听以后请您签名。'),
        heading('调查记录'),
        {
          kind: 'record',
          lines: input.lines.flatMap(({ asks, says }) => [
            { who: '问', text: asks },
            { who: '答', text: says },
          ]),
        },
        paragraph('以上记录已经读给（交给）我听（看），和我说的一样。'),
        theEnd,
        signing([
          { role: '被调查人', names: [input.person], how: ['name', 'finger'] },
          byName('调查人、记录人', actorName(here)),
        ]),
      ],
      [],
    ),
  ],
  law: ['人民调解法 第二十二条', '人民调解法 第二十七条', '本县约定：向旁人了解情况的记一份调查记录，可以调整'],
  carries_out: { rows: [17] },
  says: '记调查记录',
  told: 'office',
})
