import { addDays, dayIn } from '../clocks/calendar.ts'
import type { Consequence } from '../disputes/consequences.ts'
import { closingIfDone, notDoneAfterAll } from '../disputes/ending.ts'
import { owedOnTask } from '../disputes/held.ts'
import { askPaper, cancelClocksOn, startClock, stopClocks, tell } from '../disputes/make.ts'
import { ENDED_TASK, type Owing, type Part, partsOf } from '../disputes/parts.ts'
import { actorName, idsOf, namesOf, partiesAmong, responsibleUnit } from '../disputes/people.ts'
import { field, paragraph, whomToCall } from '../documents/forms.ts'
import { notice } from '../documents/notice.ts'
import { dayWords } from '../documents/say-time.ts'
import { type Here, step } from '../step.ts'
import { endedBy, seesNoMore } from './ending.ts'
import {
  ReferInput,
  ReferralCameBackInput,
  ReferralDecidedInput,
  ReferralTakenInput,
  WHY_ENDED,
  WithdrawReferralInput,
  WithoutResultInput,
} from './inputs.ts'
import { type ReferralKind, referralKind } from './kinds.ts'

type Referral = Part<'referral'>

const CONSENT = '本县约定：转介要本人同意，随时可以收回，可以调整'
/** Everybody who agreed is told; more than so many at once are told by the office. */
const TOLD_AT_ONCE = 5

/** The task it is made under: the one that leads now, or led last. */
function taskOf({ parts }: Here): Part<'task'> {
  const leads = partsOf(parts, 'task').filter((task) => !task.facts.assists)
  const task = leads.find((it) => !ENDED_TASK.includes(it.status)) ?? leads.at(-1)
  if (!task) throw new Error('an open dispute without a task')
  return task
}

/** The receiving unit owes it where it is one of ours; else our own unit owes asking there. */
const whoOwes = (here: Here, to_unit: number | null): Owing => ({ unit: to_unit ?? responsibleUnit(here).id })

const tellThem = (here: Here, next: () => string, ids: readonly string[], says: string): Consequence[] =>
  partiesAmong(here, ids)
    .slice(0, TOLD_AT_ONCE)
    .map((party) =>
      // What kind of help it is stays off a telephone somebody else may read.
      tell(
        next(),
        party,
        `${responsibleUnit(here).name}：您的事（编号 ${here.file?.short_code ?? ''}）${says}电话 ${responsibleUnit(here).phone}。`,
      ),
    )

export const refer = step({
  on: 'dispute',
  from: ['open'],
  to: null,
  by: ['handler', 'mediator', 'clerk'],
  needs: [
    'speaker_named',
    'referral_agreed',
    'guardian_with_her',
    'referral_has_target',
    'unit_is_other',
    'not_referred_yet',
  ],
  asks: ['unit'],
  input: ReferInput,
  then: (here, _, input) => {
    const next = idsOf(here)
    const { kind, why, said_by } = input
    const { unit } = here.named
    const id = next()
    const involvement = unit ? next() : null
    const agreed_by = [...new Set([said_by, ...input.also_agreed])]
    const to = unit?.name ?? input.to
    const to_reach = unit ? [`电话 ${unit.phone}`, unit.address, unit.hours].filter(Boolean).join('，') : input.to_reach
    const task = taskOf(here)
    const owes = whoOwes(here, unit?.id ?? null)
    return [
      {
        kind: 'open_part',
        part: 'referral',
        id,
        status: 'sent',
        facts: {
          kind,
          task_id: task.id,
          to_unit: unit?.id ?? null,
          involvement,
          to,
          to_reach,
          why,
          for_party: said_by,
          agreed_by,
          by: actorName(here),
          on: here.today,
        },
      },
      ...(unit && involvement
        ? ([
            { kind: 'involve', id: involvement, who: { unit: unit.id }, as_what: 'referred_to', until: null },
          ] satisfies Consequence[])
        : []),
      ...notDoneAfterAll(here),
      startClock(
        here,
        next(),
        'R-64',
        { part: 'referral', id },
        'unit' in owes ? owedOnTask(here, task.id, owes.unit) : owes,
        'referral_taken',
      ),
      askPaper(
        next(),
        'F-45',
        to,
        notice(here, responsibleUnit(here).name, [
          field('编号', here.file?.short_code ?? ''),
          field('转介去做什么', referralKind(kind).says),
          field('转介的是谁', namesOf(here, [said_by])),
          field('谁同意的', namesOf(here, agreed_by)),
          field('为什么、要做什么', why),
          field('转到哪里', [to, to_reach].filter(Boolean).join('，')),
          paragraph(referralKind(kind).expect),
          paragraph('转介由本人自愿，随时可以收回同意，不影响这件事的办理。请接收单位把结果告诉本人和下面的联系人。'),
          whomToCall(responsibleUnit(here)),
        ]),
        agreed_by,
      ),
      ...tellThem(here, next, agreed_by, `已按您的同意转介到${to}。改主意了随时可以收回。`),
    ]
  },
  law: ['人民调解法 第二十条', '法律援助法 第四十三条', CONSENT],
  carries_out: {
    because:
      '一件事里的难处要有人接：法律援助、心理疏导、公证、鉴定、专家、理赔、口译、代读代写（issue：a referral that comes back）',
  },
  says: '转介',
})

export const referral_taken = step({
  on: 'referral',
  from: ['sent'],
  to: 'taken',
  by: ['referred_to', 'handler', 'mediator', 'clerk'],
  needs: [],
  input: ReferralTakenInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    const { kind, to_unit, agreed_by, to } = part.facts
    const told = dayIn(here.occurred_at)
    // What it owes runs from the day it has it, and not from before it was sent there.
    const on = told < part.facts.on ? part.facts.on : told
    const { done, then } = referralKind(kind)
    const act = then ? 'referral_decided' : 'referral_came_back'
    return [
      {
        kind: 'change_facts',
        part: 'referral',
        id: part.id,
        facts: { taken: { on, by: input.taken_by, note: input.note } },
      },
      ...stopClocks(here, 'R-64', part),
      startClock(here, next(), done, part, whoOwes(here, to_unit), act, on),
      ...tellThem(here, next, agreed_by, `${to}已经接收。`),
    ]
  },
  law: [
    '法律援助法 第四十三条',
    '公证法 第三十条',
    '保险法 第二十三条',
    '本县约定：接收转介的要说一声谁在办，可以调整',
  ],
  carries_out: { because: '转出去的要有人接，期限从接收算起（T-51；S0-116 介入及时）' },
  says: '登记那边接收',
})

export const referral_decided = step({
  on: 'referral',
  from: ['taken'],
  to: 'decided',
  by: ['referred_to', 'handler', 'mediator', 'clerk'],
  needs: ['decision_awaited'],
  input: ReferralDecidedInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    const { kind, to_unit, agreed_by, to } = part.facts
    const { done, then } = referralKind(kind)
    const told = dayIn(here.occurred_at)
    const on = told < (part.facts.taken?.on ?? told) ? (part.facts.taken?.on ?? told) : told
    return [
      {
        kind: 'change_facts',
        part: 'referral',
        id: part.id,
        facts: { decided: { on, by: actorName(here), what: input.what } },
      },
      ...stopClocks(here, done, part),
      startClock(here, next(), then?.rule ?? done, part, whoOwes(here, to_unit), 'referral_came_back', on),
      ...tellThem(here, next, agreed_by, `${to}有了决定，请打开您的页面看。`),
    ]
  },
  law: ['法律援助法 第四十三条', '保险法 第二十三条'],
  carries_out: { because: '援助先决定后指派，理赔先核定后付款：各有各的期限（T-51；S0-116 赔付有据、履行到位）' },
  says: '登记那边的决定',
})

const DONE_RULES = (kind: ReferralKind) => {
  const { done, then } = referralKind(kind)
  return [done, ...(then ? [then.rule] : [])]
}

export const referral_came_back = step({
  on: 'referral',
  from: ['taken', 'decided'],
  to: 'came_back',
  by: ['referred_to', 'handler', 'mediator', 'clerk'],
  needs: ['decided_first', 'paper_by_now'],
  input: ReferralCameBackInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    const { kind, agreed_by, to } = part.facts
    const { result, paper, paper_number, paper_on } = input
    const [name, no, on] = [paper, paper_number, paper_on ? dayWords(paper_on) : '']
    return [
      {
        kind: 'change_facts',
        part: 'referral',
        id: part.id,
        facts: { came_back: { on: here.today, by: actorName(here), ...input } },
      },
      ...DONE_RULES(kind).flatMap((rule) => stopClocks(here, rule, part)),
      ...seesNoMore(here, part),
      ...closingIfDone(here, next(), part.id),
      askPaper(
        next(),
        'F-45r',
        namesOf(here, agreed_by),
        notice(here, responsibleUnit(here).name, [
          field('编号', here.file?.short_code ?? ''),
          field('转介去做什么', referralKind(kind).says),
          field('转到的地方', to),
          field('结果', result),
          ...(name || no || on ? [field('文书', [name, no, on].filter(Boolean).join('，'))] : []),
          paragraph('结果供您参考，怎样解决仍由您自己决定。'),
          whomToCall(responsibleUnit(here)),
        ]),
        agreed_by,
      ),
      ...tellThem(here, next, agreed_by, `转介到${to}的有了结果，请打开您的页面看。`),
    ]
  },
  ids: 16,
  law: [
    '法律援助法 第四十三条',
    '公证法 第三十条',
    '保险法 第二十三条',
    '本县约定：转介要有结果，并告诉本人，可以调整',
  ],
  carries_out: { because: '转介单要回来，带着结果（issue：a slip out, an outcome in；S0-64、S0-116、S0-124）' },
  says: '登记转介结果',
})

/** What is said to her where nothing came of it: with the way to object where the law gives one. */
const whatNow = (kind: ReferralKind, refused: boolean): string =>
  kind === 'legal_aid' && refused
    ? '对不予法律援助的决定有异议的，可以向设立该法律援助机构的司法行政部门提出（法律援助法 第四十九条）。这件事照常办理。'
    : '这不影响这件事的办理；您也可以自己另找，或者请我们换一个地方转介。'

/** Ended without a result: nothing is owed any more, she is told, and closing may be due. */
function nothingCame(here: Here, part: Referral, why: string, note: string, until = here.today): Consequence[] {
  const next = idsOf(here)
  const { agreed_by, kind, to } = part.facts
  return [
    { kind: 'change_facts', part: 'referral', id: part.id, facts: endedBy(here, why, note) },
    ...cancelClocksOn(here, part.id),
    ...seesNoMore(here, part, until),
    ...closingIfDone(here, next(), part.id),
    askPaper(
      next(),
      'F-45r',
      namesOf(here, agreed_by),
      notice(here, responsibleUnit(here).name, [
        field('编号', here.file?.short_code ?? ''),
        field('转介去做什么', referralKind(kind).says),
        field('转到的地方', to),
        field('结果', `没有结果：${WHY_ENDED[why] ?? ''}`),
        ...(note ? [field('说明', note)] : []),
        paragraph(whatNow(kind, why === 'declined' || why === 'not_eligible')),
        whomToCall(responsibleUnit(here)),
      ]),
      agreed_by,
    ),
    ...tellThem(here, next, agreed_by, `转介到${to}的没有结果，这件事照常办理。`),
  ]
}

export const referral_without_result = step({
  on: 'referral',
  from: ['sent', 'taken', 'decided'],
  to: 'without_result',
  by: ['referred_to', 'handler', 'mediator', 'clerk'],
  needs: [],
  input: WithoutResultInput,
  then: (here, part, input) => nothingCame(here, part, input.reason, input.note),
  ids: 16,
  law: ['法律援助法 第四十九条（不予援助的可以提出异议）', '本县约定：没有结果的写明原因，并告诉本人，可以调整'],
  carries_out: { because: '转出去没有结果的也要如实登记，告诉本人接下来怎么办（issue：a referral that comes back）' },
  says: '登记没有结果',
})

export const withdraw_referral = step({
  on: 'referral',
  from: ['sent', 'taken', 'decided'],
  to: 'without_result',
  by: ['party', 'handler', 'mediator', 'clerk'],
  needs: ['speaker_named'],
  input: WithdrawReferralInput,
  // From this moment the place she was sent to reads nothing of her here.
  then: (here, part, input) => nothingCame(here, part, 'consent_withdrawn', input.note, addDays(here.today, -1)),
  ids: 16,
  law: ['个人信息保护法 第十五条（有权撤回同意）', CONSENT],
  carries_out: { because: '转介凭本人同意，收回同意就停（个人信息保护法 15；INV-1）' },
  says: '收回转介的同意',
})
