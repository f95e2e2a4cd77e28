import type { ClockRuleId } from '../clocks/rules.ts'
import type { Consequence } from '../disputes/consequences.ts'
import { closingIfDone, notDoneAfterAll } from '../disputes/ending.ts'
import { proposalLapses } from '../disputes/false-proposal.ts'
import { heldByNobody } from '../disputes/held.ts'
import { askPaper, cancelClocksOf, startClock, stopClocks, tell } from '../disputes/make.ts'
import type { Part } from '../disputes/parts.ts'
import { actorName, applicantsOf, idsOf, namedUnit, ownUnit, responsibleUnit } from '../disputes/people.ts'
import { field, paragraph, routesBlock, whomToCall } from '../documents/forms.ts'
import { notice, slip } from '../documents/notice.ts'
import { byName, cell } from '../documents/pieces.ts'
import { momentWords } from '../documents/say-time.ts'
import { type Here, type Receiver, step } from '../step.ts'
import {
  answersFor,
  asked,
  consult,
  dispatchPaper,
  dutiesFallAway,
  handledSince,
  handlesNoMore,
  OFFICE,
  passedOnPaper,
  shortCodeOf,
} from './asking.ts'
import { endedBy, heldBy } from './holding-steps.ts'
import {
  ConfirmDispatchInput,
  DispatchInput,
  LeaveUnresolvedInput,
  ObjectInput,
  ReassignInput,
  ResolveInput,
  SignOffInput,
  TriageInput,
  UNRESOLVED_WHY,
} from './inputs.ts'
import { changesKept, insteadOf, withLanguagesKept } from './kept.ts'
import { mayBeMediated, propose } from './propose.ts'
import { commonSuperior, MOST_RETURNS, returnedBy } from './superior.ts'
import { type RouteCode, TRIAGE_ROUTES } from './types.ts'
import { withAtHand } from './unit-reasons.ts'

const code = shortCodeOf

/** Where the acting unit is, as the task keeps it. */
const placeOf = ({ place_code }: Receiver) => (place_code === undefined ? {} : { from_place: place_code })

const SIGN_OR_RETURN = '请在期限内签收；不属于本单位职责的，写明理由和依据退回。签收以前，由交办单位负责。'

export const triage = step({
  on: 'dispute',
  from: ['registered', 'triaging'],
  to: 'triaging',
  by: ['clerk', 'clerk_above'],
  needs: ['change_explained'],
  asks: ['candidates', 'at_hand', 'guess'],
  input: TriageInput,
  then: (here, part, { because, ...given }) => {
    const input = withLanguagesKept(here, given)
    const units = withAtHand(here.named.candidates, here.named.at_hand)
    const answer = propose(input, { today: here.today, units, calendar: here.calendar })
    return [
      {
        kind: 'change_facts',
        part: 'dispute',
        id: part.id,
        facts: {
          dispute_type: input.dispute_type,
          triage: {
            facts: input,
            units,
            matrix_version: answer.matrix_version,
            asked_on: here.today,
            route: answer.route,
            unit_id: answer.unit?.id ?? null,
            urgent: answer.urgent,
            may_be_mediated: mayBeMediated(input) === null,
            ...(here.named.guess ? { guess: here.named.guess } : {}),
            changes: changesKept(here, part.facts.triage, input, because),
          },
        },
      },
    ]
  },
  law: ['人民调解法 第十七条', '本县约定：分流要写明理由，由人决定，可以调整'],
  carries_out: { rows: [5] },
  says: '分流研判',
  told: 'office',
})

export const dispatch = step({
  on: 'dispute',
  from: ['triaging', 'open'],
  to: 'open',
  by: ['clerk', 'clerk_above'],
  needs: ['triaged', 'unit_known', 'unit_is_other', 'one_lead'],
  asks: ['unit'],
  input: DispatchInput,
  then: (here, dispute, input) => {
    const next = idsOf(here)
    const unit = namedUnit(here)
    const task = next()
    const applicants = applicantsOf(here)
    return [
      ...stopClocks(here, 'T-02'),
      ...stopClocks(here, 'T-06'),
      ...stopClocks(here, 'T-06e'),
      ...notDoneAfterAll(here),
      ...proposalLapses(here),
      {
        kind: 'open_part',
        part: 'task',
        id: task,
        status: 'dispatched',
        facts: {
          unit_id: unit.id,
          route: input.route,
          because: input.because,
          from_unit: ownUnit(here).id,
          ...placeOf(ownUnit(here)),
          ...(input.assists ? { assists: true } : {}),
          ...insteadOf(dispute.facts.triage, input),
        },
      },
      { kind: 'involve', id: next(), who: { unit: unit.id }, as_what: 'handling', until: null },
      ...asked(here, next, task, unit.id),
      dispatchPaper(here, next(), 'F-05', unit, {
        because: input.because,
        route: TRIAGE_ROUTES[input.route],
        says: SIGN_OR_RETURN,
      }),
      passedOnPaper(here, next(), unit, input.because),
      ...applicants
        .slice(0, 5)
        .map((it) =>
          tell(
            next(),
            it,
            `${responsibleUnit(here).name}：您的请求（编号 ${code(here)}）已经转给${unit.name}办理，电话 ${unit.phone}。`,
          ),
        ),
    ]
  },
  ids: 24,
  law: ['人民调解法 第十七条', '本县约定：分流交办写明途径、理由和期限，可以调整'],
  carries_out: { rows: [5] },
  says: '交办',
})

export const sign_off = step({
  on: 'task',
  from: ['dispatched'],
  to: 'in_handling',
  by: ['handler'],
  needs: [],
  input: SignOffInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    const unit = ownUnit(here)
    const { from_unit } = part.facts
    // Passed on by whoever handled it until now: she handles it no more, and the day it began stays (threats I22).
    const passedOn = here.clocks.some((clock) => clock.rule === 'T-85' && clock.part_id === part.id)
    return [
      ...stopClocks(here, 'T-03', part),
      ...stopClocks(here, 'T-03r', part),
      ...cancelClocksOf(here, 'T-04', part),
      ...cancelClocksOf(here, 'T-04p', part),
      ...proposalLapses(here),
      // Until this moment the sender answered for it; from now on whoever signed does (threats I8).
      ...(part.facts.assists ? [] : answersFor(here, next, unit.id)),
      ...(passedOn && from_unit !== undefined && from_unit !== unit.id ? handlesNoMore(here, from_unit) : []),
      ...cancelClocksOf(here, 'T-85', part),
      startClock(here, next(), 'T-85', part, { unit: unit.id }, 'resolve_task', handledSince(here, part)),
      askPaper(
        next(),
        'F-06',
        ownUnit(here).name,
        slip(
          here,
          unit.name,
          [
            cell('签收单位', unit.name),
            cell('签收时间', momentWords(here.occurred_at)),
            ...(input.note ? [cell('说明', input.note, true)] : []),
          ],
          { sign: [byName('签收人', actorName(here))] },
        ),
        OFFICE,
      ),
      ...applicantsOf(here)
        .slice(0, 5)
        .map((it) =>
          tell(next(), it, `${unit.name}：您的请求（编号 ${code(here)}）我们已经接手，电话 ${unit.phone}。`),
        ),
    ]
  },
  ids: 16,
  law: ['本县约定：签收以前由交办单位负责，签收以后由承办单位负责，可以调整'],
  carries_out: { rows: [6] },
  says: '签收',
})

/** The limits of signing for a task and of objecting to it end with the objection. */
const OVER_WITH_OBJECTION: readonly string[] = ['T-03', 'T-03r', 'T-04', 'T-04p'] satisfies ClockRuleId[]

export const object_dispatch = step({
  on: 'task',
  from: ['dispatched'],
  to: 'objected',
  by: ['handler'],
  needs: ['objection_in_time', 'not_decided'],
  asks: ['candidates'],
  input: ObjectInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    const returns = (part.facts.returns ?? 0) + 1
    const returned_by = returnedBy(here, part)
    // Sent back and forth twice: neither of them decides any more, but whoever stands above both.
    const above = returns >= MOST_RETURNS ? commonSuperior(here, part, returned_by) : null
    const decider = above && { unit_id: above.id, name: above.name, involvement: next() }
    return [
      {
        kind: 'change_facts',
        part: 'task',
        id: part.id,
        facts: {
          objection: { reason: input.reason, basis: input.basis, on: here.today },
          returns,
          returned_by,
          held_by: null,
          ...(decider ? { decider } : {}),
        },
      },
      ...(decider ? [consult(decider)] : []),
      // What goes on (a referral, the day of the whole matter where it was passed on) nobody holds any more.
      ...heldBy({ ...here, clocks: here.clocks.filter(({ rule }) => !OVER_WITH_OBJECTION.includes(rule)) }, part, null),
      ...cancelClocksOf(here, 'T-03', part),
      ...cancelClocksOf(here, 'T-03r', part),
      ...stopClocks(here, 'T-04', part),
      ...stopClocks(here, 'T-04p', part),
      decider
        ? startClock(heldByNobody(here, part), next(), 'R-08', part, { unit: decider.unit_id }, 'decide_handler')
        : startClock(heldByNobody(here, part), next(), 'R-08', part, { unit: responsibleUnit(here).id }, 'reassign'),
      askPaper(
        next(),
        'F-07',
        decider ? `${responsibleUnit(here).name}、${decider.name}` : responsibleUnit(here).name,
        slip(
          here,
          ownUnit(here).name,
          [
            cell('退单单位', ownUnit(here).name),
            cell('退单时间', momentWords(here.occurred_at)),
            cell('理由', input.reason, true),
            cell('依据', input.basis, true),
          ],
          {
            said: decider ? [paragraph(`已经退回 ${returns} 次，由共同的上级${decider.name}决定由谁办。`)] : [],
            sign: [byName('经办人', actorName(here))],
          },
        ),
        OFFICE,
      ),
    ]
  },
  law: ['信访工作条例 第二十三条', '本县约定：不属于职责范围的说明依据退回，可以调整'],
  carries_out: { rows: [7] },
  says: '退单',
  told: 'office',
})

export const confirm_dispatch = step({
  on: 'task',
  from: ['objected'],
  to: 'dispatched',
  by: ['clerk', 'clerk_above'],
  needs: ['sender_decides'],
  input: ConfirmDispatchInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    return [
      { kind: 'change_facts', part: 'task', id: part.id, facts: { because: input.because } },
      ...stopClocks(here, 'R-08', part),
      ...asked(here, next, part.id, part.facts.unit_id),
      askPaper(
        next(),
        'F-08',
        '承办单位',
        slip(
          here,
          ownUnit(here).name,
          [cell('决定单位', ownUnit(here).name), cell('决定', '仍由原承办单位办理'), cell('理由', input.because, true)],
          { sign: [byName('经办人', actorName(here))] },
        ),
        OFFICE,
      ),
    ]
  },
  law: ['信访工作条例 第二十四条', '本县约定：退单由分流单位决定，可以调整'],
  carries_out: { rows: [8] },
  says: '决定仍由它办',
  told: 'office',
})

export const reassign = step({
  on: 'task',
  from: ['objected'],
  to: 'dispatched',
  by: ['clerk', 'clerk_above'],
  needs: ['sender_decides', 'unit_known', 'unit_is_other'],
  asks: ['unit'],
  input: ReassignInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    const unit = namedUnit(here)
    return [
      {
        kind: 'change_facts',
        part: 'task',
        id: part.id,
        facts: {
          unit_id: unit.id,
          because: input.because,
          from_unit: ownUnit(here).id,
          ...placeOf(ownUnit(here)),
          objection: null,
          ...(input.route ? { route: input.route } : {}),
        },
      },
      // Whoever was right that it was not theirs need not see it any more.
      ...handlesNoMore(here, part.facts.unit_id),
      { kind: 'involve', id: next(), who: { unit: unit.id }, as_what: 'handling', until: null },
      ...stopClocks(here, 'R-08', part),
      ...asked(here, next, part.id, unit.id),
      dispatchPaper(here, next(), 'F-08', unit, {
        because: input.because,
        route: TRIAGE_ROUTES[(input.route ?? part.facts.route) as RouteCode] ?? '',
        says: SIGN_OR_RETURN,
      }),
      ...applicantsOf(here)
        .slice(0, 5)
        .map((it) =>
          tell(
            next(),
            it,
            `${responsibleUnit(here).name}：您的请求（编号 ${code(here)}）改由${unit.name}办理，电话 ${unit.phone}。`,
          ),
        ),
    ]
  },
  ids: 16,
  law: ['信访工作条例 第二十四条', '本县约定：退单由分流单位决定，可以调整'],
  carries_out: { rows: [8] },
  says: '改由别的单位办',
})

const outcome = ({ actor }: Here, part: Part<'task'>, how: string, account: string): Consequence => ({
  kind: 'change_facts',
  part: 'task',
  id: part.id,
  facts: { outcome: how, outcome_note: account, ...endedBy(actor) },
})

export const resolve_task = step({
  on: 'task',
  from: ['in_handling'],
  to: 'resolved',
  by: ['handler'],
  needs: ['no_mediation_on_task'],
  input: ResolveInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    return [
      outcome(here, part, input.how, input.account),
      ...stopClocks(here, 'T-85', part),
      ...dutiesFallAway(here, part),
      ...closingIfDone(here, next(), part.id),
      ...applicantsOf(here)
        .slice(0, 5)
        .map((it) =>
          tell(
            next(),
            it,
            `${ownUnit(here).name}：您的请求（编号 ${code(here)}）登记为已解决。如果不是这样，请马上拨打 ${ownUnit(here).phone}。`,
          ),
        ),
    ]
  },
  law: ['人民调解法 第三条、第二十七条'],
  carries_out: { because: '办理事项要有结果才能结案（domain 2.2a：task → resolved）' },
  says: '登记：已解决',
})

export const leave_unresolved = step({
  on: 'task',
  from: ['in_handling'],
  to: 'unresolved',
  by: ['handler'],
  needs: ['no_mediation_on_task'],
  input: LeaveUnresolvedInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    const applicants = applicantsOf(here)
    return [
      outcome(here, part, input.why, input.account),
      ...stopClocks(here, 'T-85', part),
      ...dutiesFallAway(here, part),
      ...closingIfDone(here, next(), part.id),
      askPaper(
        next(),
        'D-13r',
        applicants.map((it) => it.facts.name).join('、'),
        notice(here, responsibleUnit(here).name, [
          field('编号', code(here)),
          field('结果', `未能解决：${UNRESOLVED_WHY[input.why]}`),
          paragraph('没有解决不影响您的任何权利。您可以选择下面的途径。'),
          whomToCall(responsibleUnit(here)),
          routesBlock(),
        ]),
        applicants.map((it) => it.id),
      ),
      ...applicants
        .slice(0, 5)
        .map((it) =>
          tell(
            next(),
            it,
            `${ownUnit(here).name}：您的请求（编号 ${code(here)}）没能解决，您还有别的途径。请打开回执上的链接查看，或拨打 ${ownUnit(here).phone}。`,
          ),
        ),
    ]
  },
  law: ['人民调解法 第二十六条'],
  carries_out: { rows: [23] },
  says: '登记：未能解决',
})
