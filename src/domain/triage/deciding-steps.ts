import type { Consequence } from '../disputes/consequences.ts'
import { askPaper, startAgreedClock, stopClocks } from '../disputes/make.ts'
import type { AskedUnit, Conference, Part } from '../disputes/parts.ts'
import { actorName, idsOf, namedUnit, ownUnit, partOf } from '../disputes/people.ts'
import { field, paragraph } from '../documents/forms.ts'
import { notice } from '../documents/notice.ts'
import { dayWords, momentWords } from '../documents/say-time.ts'
import { CONFERENCE_RULES } from '../ledger/colours.ts'
import { step } from '../step.ts'
import {
  asked,
  consult,
  dispatchPaper,
  endConsulting,
  handlesNoMore,
  OFFICE,
  shortCodeOf,
  tellApplicants,
} from './asking.ts'
import { CoordinateInput, DecideHandlerInput, EndCoordinationInput, FinishDutyInput } from './handler-inputs.ts'
import { type RouteCode, TRIAGE_ROUTES } from './types.ts'

export const decide_handler = step({
  on: 'task',
  from: ['objected'],
  to: 'dispatched',
  by: ['superior'],
  needs: ['unit_known', 'unit_is_other'],
  asks: ['unit'],
  input: DecideHandlerInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    const unit = namedUnit(here)
    const moved = unit.id !== part.facts.unit_id
    const route = input.route ?? part.facts.route
    return [
      {
        kind: 'change_facts',
        part: 'task',
        id: part.id,
        facts: {
          unit_id: unit.id,
          because: input.because,
          decider: null,
          decided: { by: ownUnit(here).name, on: here.today },
          ...(route ? { route } : {}),
        },
      },
      ...(moved
        ? ([
            ...handlesNoMore(here, part.facts.unit_id),
            { kind: 'involve', id: next(), who: { unit: unit.id }, as_what: 'handling', until: null },
          ] satisfies Consequence[])
        : []),
      ...endConsulting(here, (id) => id === part.facts.decider?.involvement),
      ...stopClocks(here, 'R-08', part),
      ...asked(here, next, part.id, unit.id, true),
      dispatchPaper(here, next(), 'F-08', unit, {
        because: input.because,
        route: TRIAGE_ROUTES[route as RouteCode] ?? '',
        says: '本决定由共同的上级综治中心作出，请在期限内签收办理，不再退单。签收以前，由原交办单位负责。',
      }),
      ...tellApplicants(
        here,
        next,
        `${ownUnit(here).name}：您的请求（编号 ${shortCodeOf(here)}）已经定由${unit.name}办理，电话 ${unit.phone}。`,
      ),
    ]
  },
  ids: 16,
  law: ['信访工作条例 第二十四条', '本县约定：退回两次的，由共同的上级综治中心决定，不再退单，可以调整'],
  carries_out: { rows: [8] },
  says: '指定由谁办',
})

const lastOf = (part: Part<'task'>): Conference | undefined => part.facts.conferences?.at(-1)

export const coordinate = step({
  on: 'task',
  from: ['in_handling'],
  to: 'coordinating',
  by: ['handler', 'clerk_above'],
  needs: ['task_leads', 'no_mediation_on_task', 'units_known'],
  asks: ['units'],
  input: CoordinateInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    const units: AskedUnit[] = here.named.units.map(({ id, name }) => ({ unit_id: id, name, involvement: next() }))
    const { at, place, agenda } = input
    const convened_by = ownUnit(here).name
    const conference: Conference = { convened_by, on: here.today, at, place, agenda, units }
    return [
      {
        kind: 'change_facts',
        part: 'task',
        id: part.id,
        facts: { conferences: [...(part.facts.conferences ?? []), conference] },
      },
      ...units.map(consult),
      // What an orange or red colour asks for is done once people sit together.
      ...CONFERENCE_RULES.flatMap((rule) => stopClocks(here, rule)),
      askPaper(
        next(),
        'F-10',
        units.map((it) => it.name).join('、'),
        notice(here, convened_by, [
          field('编号', shortCodeOf(here)),
          field('召集单位', convened_by),
          field('时间', momentWords(at)),
          field('地点', place),
          field('商量什么', agenda),
          paragraph('会商期间办理期限照常计算。请带上了解的情况和意见。'),
        ]),
        OFFICE,
      ),
    ]
  },
  ids: 24,
  law: ['信访工作条例 第二十四条', '本县约定：疑难复杂的由牵头单位或者上级综治中心召集会商，可以调整'],
  carries_out: { because: '疑难的事要能请几家一起商量（domain 2.2a：into coordinating）' },
  says: '召集会商',
})

export const end_coordination = step({
  on: 'task',
  from: ['coordinating'],
  to: 'in_handling',
  by: ['handler', 'clerk_above'],
  needs: ['duties_on_tasks'],
  input: EndCoordinationInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    const conference = lastOf(part)
    const before = (part.facts.conferences ?? []).slice(0, -1)
    const decision = { text: input.decision, on: here.today, by: actorName(here) }
    const laid = input.duties.map((it) => ({ ...it, id: next(), task: partOf(here, 'task', it.task_id) }))
    const on = [...new Set(laid.map((it) => it.task))]
    return [
      ...(conference
        ? ([
            {
              kind: 'change_facts',
              part: 'task',
              id: part.id,
              facts: { conferences: [...before, { ...conference, decision }] },
            },
            ...endConsulting(here, (id) => conference.units.some((it) => it.involvement === id)),
          ] satisfies Consequence[])
        : []),
      ...on.map((task): Consequence => {
        const duties = laid.filter((it) => it.task === task).map(({ id, what, by }) => ({ id, what, by, done: null }))
        const facts = { duties: [...(task.facts.duties ?? []), ...duties] }
        return { kind: 'change_facts', part: 'task', id: task.id, facts }
      }),
      ...laid.map(({ id, task, by }) =>
        startAgreedClock(
          here,
          id,
          { part: 'task', id: task.id },
          { unit: task.facts.unit_id },
          'finish_duty',
          by,
          'R-24',
        ),
      ),
      askPaper(
        next(),
        'F-10d',
        [...(conference?.units ?? []).map((it) => it.name)].join('、') || ownUnit(here).name,
        notice(here, conference?.convened_by ?? ownUnit(here).name, [
          field('编号', shortCodeOf(here)),
          field('召集单位', conference?.convened_by ?? ownUnit(here).name),
          field('商量什么', conference?.agenda ?? ''),
          field('商定的结果', input.decision),
          ...laid.map(({ what, by }) => field(`最迟${dayWords(by)}`, what)),
        ]),
        OFFICE,
      ),
    ]
  },
  ids: 24,
  law: ['信访工作条例 第二十四条', '本县约定：会商要有书面的结果，写明谁在什么时候办什么，可以调整'],
  carries_out: { because: '会商完了要回到办理，写明结果（domain 2.2a：out of coordinating）' },
  says: '登记会商结果',
})

export const finish_duty = step({
  on: 'task',
  from: ['in_handling', 'coordinating'],
  to: null,
  by: ['handler'],
  needs: ['duty_open'],
  input: FinishDutyInput,
  then: (here, part, input) => {
    const done = { on: here.today, note: input.note }
    const duties = (part.facts.duties ?? []).map((it) => (it.id === input.duty ? { ...it, done } : it))
    const theirs = here.clocks.filter((clock) => clock.id === input.duty)
    return [
      { kind: 'change_facts', part: 'task', id: part.id, facts: { duties } },
      ...stopClocks({ ...here, clocks: theirs }, 'R-24', part),
    ]
  },
  law: ['本县约定：会商定下的事办完要登记，可以调整'],
  carries_out: { because: '谁在什么时候办什么，办完要能销掉（issue：lead and assisting units on one strip）' },
  says: '会商定的事办完了',
  told: 'office',
})
