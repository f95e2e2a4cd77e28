import { dayIn } from '../clocks/calendar.ts'
import { CLOCK_RULES, dueOn } from '../clocks/rules.ts'
import type { Consequence } from '../disputes/consequences.ts'
import { endInvitations } from '../disputes/ending.ts'
import { askPaper, cancelClocksOf, LIMITS, startAgreedClock, startClock, stopClocks } from '../disputes/make.ts'
import type { AgreementFacts, Part } from '../disputes/parts.ts'
import { liveMediations, namesOf, ownUnit, partOf } from '../disputes/people.ts'
import type { PaperBlock } from '../documents/blocks.ts'
import { effectBlock, field, paragraph, routesBlock, whomToCall } from '../documents/forms.ts'
import { endEveryAsking } from '../mediation/asked.ts'
import type { Here } from '../step.ts'
import { dutiesFallAway } from '../triage/asking.ts'
import { openVisit } from '../visits/open.ts'
import { firstVisit, visitRisk } from '../visits/schedule.ts'
import { obligationsOf } from './due.ts'
import { clauseInWords } from './words.ts'

/** The text of an agreement as every side reads it (D-08, D-09). */
export function agreementBlocks(here: Here, facts: AgreementFacts, mediation: Part<'mediation'>): PaperBlock[] {
  const names = (ids: readonly string[]) => namesOf(here, ids)
  return [
    field('编号', here.file?.short_code ?? ''),
    field('调解组织', mediation.facts.in_name_of),
    field('当事人', names(facts.parties)),
    field('纠纷主要事实、争议事项', facts.dispute_facts),
    ...facts.clauses.map((clause, at) => field(`第${at + 1}条`, clauseInWords(clause, names))),
    ...facts.undertakings.map((it) => field('帮助人的承诺（不是当事人的义务）', `${it.who}：${it.what}`)),
    ...facts.outside_facts.map((it) =>
      field('别的机关的决定（不是协议内容）', `${it.authority}：${it.what}${it.paper ? `（${it.paper}）` : ''}`),
    ),
    ...(facts.rest
      ? [
          field('没有谈成的部分', facts.rest.what),
          paragraph(
            facts.rest.then === 'goes_on'
              ? '这份协议只管上面谈成的部分；没有谈成的，各方继续调解，任何一方随时可以退出。'
              : '这份协议只管上面谈成的部分；没有谈成的，不影响任何一方的权利，可以走别的途径。',
          ),
        ]
      : []),
  ]
}

/** 身份关系不能司法确认 (民事诉讼法解释 355); nor what no committee presided over (人民调解法 33). */
export const confirmable = (mediation: Part<'mediation'>, facts: Pick<AgreementFacts, 'identity_relation'>): boolean =>
  mediation.facts.kind === 'peoples' && facts.identity_relation !== true

const signed = (facts: AgreementFacts): PaperBlock[] =>
  facts.signatures.map((it) =>
    field(
      'party' in it.who ? '当事人签名' : '调解员签名',
      `${it.name}（${it.how === 'on_paper' ? '纸上签名' : '屏幕签名'}，${it.at}）`,
    ),
  )

/**
 * An agreement takes effect: the mediation ends in it, its task is settled, everything owed becomes an obligation with its
 * day, the window for judicial confirmation opens (民事诉讼法 205), and somebody will visit (人民调解法 31).
 */
export function takeEffect(here: Here, next: () => string, agreementId: string, facts: AgreementFacts): Consequence[] {
  const mediation = partOf(here, 'mediation', facts.mediation_id)
  const task = partOf(here, 'task', facts.task_id)
  const on = dayIn(here.occurred_at)
  const owed = obligationsOf(facts.clauses, on, here.calendar)
  const { risk, because } = visitRisk(here.parts, { opened: owed })
  const agreement = { part: 'agreement', id: agreementId } as const
  // Where most of many settle and the rest still talk, their task goes on until the last of them has a result.
  // Where a part is settled and they talk on about the rest, the mediation itself goes on (domain 2.4 row 22).
  const goesOn = facts.rest?.then === 'goes_on'
  const talking = goesOn || liveMediations(here).some((it) => it.id !== mediation.id && it.facts.task_id === task.id)
  return [
    {
      kind: 'change_facts',
      part: 'task',
      id: task.id,
      facts: { outcome: facts.rest ? 'settled_in_part' : 'agreement_reached' },
    },
    ...(talking
      ? []
      : [
          { kind: 'move_part', part: 'task', id: task.id, status: 'resolved' } as const,
          ...stopClocks(here, 'T-85', task),
          ...dutiesFallAway(here, task),
        ]),
    ...(goesOn
      ? []
      : [
          ...LIMITS.flatMap((rule) => stopClocks(here, rule, mediation)),
          ...cancelClocksOf(here, 'T-07', mediation),
          // It is settled: who mediates is asked about no more.
          ...cancelClocksOf(here, 'R-14', mediation),
          ...endInvitations(here, mediation),
          ...endEveryAsking(here, mediation),
        ]),
    ...owed.flatMap((it): Consequence[] => {
      const id = next()
      const debtor = it.debtors[0] ?? ''
      return [
        {
          kind: 'open_part',
          part: 'obligation',
          id,
          status: it.waiting_for === null ? 'due' : 'waiting',
          facts: { ...it, agreement_id: agreementId, unit_id: facts.unit_id },
        },
        ...(it.due_on !== null && it.waiting_for === null
          ? [
              startAgreedClock(
                here,
                next(),
                { part: 'obligation', id },
                { party: debtor },
                'confirm_performed',
                it.due_on,
              ),
            ]
          : []),
      ]
    }),
    ...(confirmable(mediation, facts)
      ? [startClock(here, next(), 'T-33', agreement, { party: facts.parties[0] ?? '' }, 'apply_confirmation', on)]
      : []),
    ...openVisit(
      here,
      next,
      { agreement_id: agreementId, unit_id: facts.unit_id, round: 1, from: on, risk, risk_because: because },
      firstVisit(risk, on),
      facts.task_id,
    ),
    askPaper(
      next(),
      facts.form === 'written' ? 'D-08' : 'D-09',
      namesOf(here, facts.parties),
      [
        ...agreementBlocks(here, facts, mediation),
        ...signed(facts),
        field('调解员', mediation.facts.mediators.map((it) => it.name).join('、')),
        ...(facts.sealed ? [field('盖章', facts.sealed.by)] : []),
        field('生效日期', on),
        ...(confirmable(mediation, facts)
          ? [
              field(
                '双方可以共同申请司法确认到',
                `${dueOn(CLOCK_RULES['T-33'], on, 0, here.calendar)}（民事诉讼法 第二百零五条）`,
              ),
            ]
          : []),
        paragraph(`本协议一式 ${facts.parties.length + 1} 份，当事人各一份，调解组织留存一份。`),
        ...(confirmable(mediation, facts) ? [effectBlock()] : []),
        whomToCall(ownUnit(here)),
        routesBlock(),
      ],
      facts.parties,
    ),
  ]
}
