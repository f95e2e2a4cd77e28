import type { Consequence } from '../disputes/consequences.ts'
import { closingIfDone, notDoneAfterAll } from '../disputes/ending.ts'
import { askPaper, startClock, stopClocks } from '../disputes/make.ts'
import type { Part } from '../disputes/parts.ts'
import { applicantsOf, idsOf, namedUnit, namesOf, ownUnit } from '../disputes/people.ts'
import { field, limitationBlock, paragraph, routesBlock, whomToCall } from '../documents/forms.ts'
import { notice } from '../documents/notice.ts'
import { type Here, step } from '../step.ts'
import {
  answersFor,
  asked,
  dispatchPaper,
  dutiesFallAway,
  handledSince,
  passedOnPaper,
  shortCodeOf,
  tellApplicants,
} from './asking.ts'
import { DivertInput, PassInput, RouteResultInput, TakeBackInput } from './handler-inputs.ts'
import { endedBy, heldBy } from './holding-steps.ts'
import { type RouteCode, TRIAGE_ROUTES } from './types.ts'

/** The file once what conferences laid down has fallen away. */
const withoutDuties = (here: Here): Here => ({ ...here, clocks: here.clocks.filter(({ rule }) => rule !== 'R-24') })

/**
 * One level up or down: a dispatch to the unit there. Until it signs, the sender answers for the file and owes the result;
 * the clock of the result runs on from the day it began (threats I8, I22).
 */
function pass(here: Here, part: Part<'task'>, because: string): Consequence[] {
  const next = idsOf(here)
  const [own, unit] = [ownUnit(here), namedUnit(here)]
  return [
    {
      kind: 'change_facts',
      part: 'task',
      id: part.id,
      facts: {
        unit_id: unit.id,
        because,
        from_unit: own.id,
        ...(own.place_code === undefined ? {} : { from_place: own.place_code }),
        objection: null,
      },
    },
    ...dutiesFallAway(here, part),
    // Whoever of the sender had it has it no more: what runs on until the receiver signs is her unit's.
    ...(part.facts.held_by ? heldBy(withoutDuties(here), part, null) : []),
    { kind: 'involve', id: next(), who: { unit: unit.id }, as_what: 'handling', until: null },
    ...asked(here, next, part.id, unit.id),
    dispatchPaper(here, next(), 'F-05', unit, {
      because,
      route: TRIAGE_ROUTES[part.facts.route as RouteCode] ?? '',
      says: '请在期限内签收；不属于本单位职责的，写明理由和依据退回。签收以前，由交来的单位负责，办理期限照常计算。',
    }),
    passedOnPaper(here, next(), unit, because),
    ...tellApplicants(
      here,
      next,
      `${own.name}：您的请求（编号 ${shortCodeOf(here)}）正在转给${unit.name}办理，电话 ${unit.phone}。那边签收以前，还由我们负责。`,
    ),
  ]
}

export const pass_up = step({
  on: 'task',
  from: ['in_handling'],
  to: 'dispatched',
  by: ['handler'],
  needs: ['task_leads', 'no_mediation_on_task', 'not_decided', 'unit_known', 'unit_is_other', 'unit_above'],
  asks: ['unit'],
  input: PassInput,
  then: (here, part, input) => pass(here, part, input.because),
  ids: 16,
  law: ['本县约定：小事不出村、大事不出镇，本级办不了的逐级上交，期限不中断，可以调整'],
  carries_out: { rows: [5] },
  says: '上交一级',
})

export const pass_down = step({
  on: 'task',
  from: ['in_handling'],
  to: 'dispatched',
  by: ['handler'],
  needs: ['task_leads', 'no_mediation_on_task', 'not_decided', 'unit_known', 'unit_is_other', 'unit_below'],
  asks: ['unit'],
  input: PassInput,
  then: (here, part, input) => pass(here, part, input.because),
  ids: 16,
  law: ['本县约定：就近就地能办好的交给下一级，期限不中断，可以调整'],
  carries_out: { rows: [5] },
  says: '交给下一级',
})

export const divert_task = step({
  on: 'task',
  from: ['in_handling'],
  to: 'diverted',
  by: ['handler'],
  needs: ['task_leads', 'no_mediation_on_task', 'chosen_by_applicants'],
  input: DivertInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    const applicants = applicantsOf(here)
    const own = ownUnit(here)
    const { route, to, docket_no, chosen_by, account } = input
    return [
      {
        kind: 'change_facts',
        part: 'task',
        id: part.id,
        facts: {
          diverted: { route, to, docket_no, chosen_by, on: here.today },
          outcome: 'goes_another_way',
          outcome_note: account,
          ...endedBy(here.actor),
        },
      },
      ...stopClocks(here, 'T-85', part),
      ...dutiesFallAway(here, part),
      ...closingIfDone(here, next(), part.id),
      askPaper(
        next(),
        'F-34',
        applicants.map((it) => it.facts.name).join('、'),
        notice(here, own.name, [
          field('编号', shortCodeOf(here)),
          field('谁选的', namesOf(here, chosen_by)),
          field('您选的途径', TRIAGE_ROUTES[route]),
          field('去哪里', to),
          ...(docket_no ? [field('那里的编号', docket_no)] : []),
          paragraph('那边没有受理的，请马上告诉我们，这里接着办，不用从头说。'),
          limitationBlock(),
          whomToCall(own),
          routesBlock(),
        ]),
        applicants.map((it) => it.id),
      ),
      ...tellApplicants(
        here,
        next,
        `${own.name}：按您的选择，您的请求（编号 ${shortCodeOf(here)}）登记为去${to}办。如果不是您的意思，或者那边没有受理，请马上拨打 ${own.phone}。`,
      ),
    ]
  },
  law: ['人民调解法 第三条第三项、第二十六条', '本县约定：当事人选了别的途径的，告知、引导并跟踪结果，可以调整'],
  carries_out: { rows: [34] },
  says: '导入其他途径',
})

export const note_route_result = step({
  on: 'task',
  from: ['diverted'],
  to: null,
  by: ['handler'],
  needs: [],
  input: RouteResultInput,
  then: (here, part, { result, docket_no, note }) => {
    const { diverted } = part.facts
    if (!diverted) throw new Error('a diverted task that went nowhere')
    const known = docket_no || diverted.docket_no
    const facts = { diverted: { ...diverted, docket_no: known, result: { what: result, note, on: here.today } } }
    return [{ kind: 'change_facts', part: 'task', id: part.id, facts }]
  },
  law: ['本县约定：导入其他途径的要跟踪编号和结果，可以调整'],
  carries_out: { rows: [34] },
  says: '登记那边的结果',
})

export const take_back = step({
  on: 'task',
  from: ['diverted'],
  to: 'in_handling',
  by: ['handler'],
  needs: ['dispute_open', 'no_other_lead'],
  input: TakeBackInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    const own = ownUnit(here)
    return [
      {
        kind: 'change_facts',
        part: 'task',
        id: part.id,
        facts: { because: input.because, diverted: null, outcome: '', outcome_note: '' },
      },
      ...notDoneAfterAll(here),
      ...answersFor(here, next, own.id),
      startClock(here, next(), 'T-85', part, { unit: own.id }, 'resolve_task', handledSince(here, part)),
      ...tellApplicants(
        here,
        next,
        `${own.name}：您的请求（编号 ${shortCodeOf(here)}）回到我们这里接着办，电话 ${own.phone}。`,
      ),
    ]
  },
  law: ['本县约定：别的途径没有受理的，回到原来的单位接着办，期限从最初受理算起，可以调整'],
  carries_out: { because: '别的途径没有受理，要能回来接着办（domain 2.2a：diverted → re-entry）' },
  says: '回到这里接着办',
})
