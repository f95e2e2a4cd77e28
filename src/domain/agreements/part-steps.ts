import { dayIn } from '../clocks/calendar.ts'
import type { Consequence } from '../disputes/consequences.ts'
import { idsOf } from '../disputes/people.ts'
import { overPaper } from '../mediation/ending-steps.ts'
import { tellAll } from '../mediation/steps.ts'
import { step } from '../step.ts'
import { SettleInPartInput } from './desk-inputs.ts'
import { takeEffect } from './effect.ts'
import { change, IN_EFFECT_NEEDS, MANY, mediationOf } from './steps.ts'

export const settle_in_part = step({
  on: 'agreement',
  from: ['signing'],
  to: 'in_effect',
  by: ['mediator', 'handler'],
  needs: IN_EFFECT_NEEDS,
  input: SettleInPartInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    const mediation = mediationOf(here, part)
    const sealed = { by: mediation.facts.in_name_of, at: here.occurred_at }
    const rest = { what: input.rest, then: input.rest_then }
    const ends = input.rest_then === 'ends'
    const code = here.file?.short_code ?? ''
    return [
      change(part, { sealed, rest, effective_on: dayIn(here.occurred_at) }),
      ...(ends
        ? ([
            { kind: 'move_part', part: 'mediation', id: mediation.id, status: 'agreed' },
            {
              kind: 'change_facts',
              part: 'mediation',
              id: mediation.id,
              facts: { ended: { reason: 'settled_in_part', note: input.rest, party_id: null } },
            },
            overPaper(here, next(), 'D-13', mediation, '谈成一部分，其余的不再调解', input.rest),
          ] satisfies Consequence[])
        : []),
      ...takeEffect(here, next, part.id, { ...part.facts, sealed, rest }),
      ...tellAll(
        here,
        next,
        mediation,
        ends
          ? `${mediation.facts.in_name_of}：编号 ${code} 谈成一部分，协议已经生效；其余的可以走别的途径，请打开链接查看。`
          : `${mediation.facts.in_name_of}：编号 ${code} 谈成一部分，协议已经生效；其余的继续谈，随时可以退出。`,
      ),
    ]
  },
  ids: MANY,
  law: ['人民调解法 第二十六条、第二十八条、第二十九条', '山东省多元化解纠纷促进条例 第二十三条（参照）'],
  carries_out: { rows: [22] },
  says: '部分达成协议',
})
