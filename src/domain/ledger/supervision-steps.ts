import { withinWords } from '../clocks/rule-book.ts'
import { askPaper, cancelClocksOn, startClock, stopClocks } from '../disputes/make.ts'
import { ENDED_DISPUTE, STATUSES, type StatusOf } from '../disputes/parts.ts'
import { actorName, idsOf, namedUnit, ownUnit } from '../disputes/people.ts'
import { field, paragraph } from '../documents/forms.ts'
import { notice } from '../documents/notice.ts'
import { step } from '../step.ts'
import { MOST_KEPT } from './ending.ts'
import {
  AcceptSupervisionInput,
  AnswerSupervisionInput,
  LiftSupervisionInput,
  SendBackSupervisionInput,
  SuperviseInput,
} from './inputs.ts'

const LAW = ['本县约定：综治中心和分管领导对辖区单位逾期未办、来回退单的督办，不督办当事人行使权利，可以调整']
/** The office alone: a supervision is between offices, and is no reproach of anybody before the parties. */
const OFFICE: string[] = []
/** While a dispute goes on. */
export const NOT_OVER = (Object.keys(STATUSES.dispute) as StatusOf<'dispute'>[]).filter(
  (status) => !ENDED_DISPUTE.includes(status),
)

export const supervise = step({
  on: 'dispute',
  from: NOT_OVER,
  to: null,
  by: ['supervisor'],
  needs: ['unit_known', 'unit_under_me', 'duty_overdue', 'not_supervised_yet'],
  asks: ['unit'],
  input: SuperviseInput,
  then: (here, _, input) => {
    const next = idsOf(here)
    const [unit, own] = [namedUnit(here), ownUnit(here)]
    const id = next()
    const clock = here.clocks.find((it) => it.id === input.clock_id)
    return [
      {
        kind: 'open_part',
        part: 'supervision',
        id,
        status: 'asked',
        facts: {
          unit_id: unit.id,
          unit_name: unit.name,
          by_unit: own.id,
          by_unit_name: own.name,
          by: actorName(here),
          on: here.today,
          duty: clock ? { clock_id: clock.id, rule: clock.rule, due_on: clock.due_on } : null,
          reason: input.reason,
          ask: input.ask,
          answers: [],
          sent_back: [],
        },
      },
      startClock(here, next(), 'R-12', { part: 'supervision', id }, { unit: unit.id }, 'answer_supervision'),
      askPaper(
        next(),
        'F-71',
        unit.name,
        notice(here, own.name, [
          field('编号', here.file?.short_code ?? ''),
          field('督办单位', own.name),
          field('事实和依据', input.reason),
          field('要求', input.ask),
          paragraph(
            `答复的期限：${withinWords(here.rules, 'R-12')}（本县约定）。请写明办了什么、接下来怎么办。督办的是逾期的职责；当事人是否愿意调解由他们自己决定。`,
          ),
        ]),
        OFFICE,
      ),
    ]
  },
  law: LAW,
  carries_out: { because: '逾期没有办的要有人督，督了要有答复（issue 督办；参考资料 7.1 W-12）' },
  says: '督办',
  told: 'office',
})

export const answer_supervision = step({
  on: 'supervision',
  from: ['asked'],
  to: 'answered',
  by: ['handler'],
  needs: [],
  input: AnswerSupervisionInput,
  then: (here, part, input) => [
    {
      kind: 'change_facts',
      part: 'supervision',
      id: part.id,
      facts: {
        answers: [...part.facts.answers, { on: here.today, by: actorName(here), ...input }].slice(-MOST_KEPT),
      },
    },
    ...stopClocks(here, 'R-12', part),
    startClock(here, idsOf(here)(), 'R-12c', part, { unit: part.facts.by_unit }, 'accept_supervision'),
  ],
  law: LAW,
  carries_out: { because: '被督办的单位要答复办了什么、接下来怎么办' },
  says: '答复督办',
  told: 'office',
})

export const accept_supervision = step({
  on: 'supervision',
  from: ['answered'],
  to: 'settled',
  by: ['supervising_office'],
  needs: [],
  input: AcceptSupervisionInput,
  then: (here, part, input) => [
    {
      kind: 'change_facts',
      part: 'supervision',
      id: part.id,
      facts: { ended: { on: here.today, by: actorName(here), note: input.note } },
    },
    ...stopClocks(here, 'R-12c', part),
  ],
  law: LAW,
  carries_out: { because: '督办要有头有尾：答复了、办到了，由督办的单位了结' },
  says: '了结督办',
  told: 'office',
})

export const send_back_supervision = step({
  on: 'supervision',
  from: ['answered'],
  to: 'asked',
  by: ['supervising_office'],
  needs: [],
  input: SendBackSupervisionInput,
  then: (here, part, input) => [
    {
      kind: 'change_facts',
      part: 'supervision',
      id: part.id,
      facts: {
        sent_back: [...part.facts.sent_back, { on: here.today, by: actorName(here), ...input }].slice(-MOST_KEPT),
      },
    },
    ...stopClocks(here, 'R-12c', part),
    startClock(here, idsOf(here)(), 'R-12', part, { unit: part.facts.unit_id }, 'answer_supervision'),
  ],
  law: LAW,
  carries_out: { because: '没有办到的，写明还差什么，退回再答复' },
  says: '退回督办答复',
  told: 'office',
})

export const lift_supervision = step({
  on: 'supervision',
  from: ['asked', 'answered'],
  to: 'lifted',
  by: ['supervising_office'],
  needs: [],
  input: LiftSupervisionInput,
  then: (here, part, input) => [
    {
      kind: 'change_facts',
      part: 'supervision',
      id: part.id,
      facts: { ended: { on: here.today, by: actorName(here), note: input.because } },
    },
    ...cancelClocksOn(here, part.id),
  ],
  law: LAW,
  carries_out: { because: '督办错了、不用督了的，写明理由撤销' },
  says: '撤销督办',
  told: 'office',
})
