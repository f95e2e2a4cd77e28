import { addDays } from '../clocks/calendar.ts'
import { withinWords } from '../clocks/rule-book.ts'
import type { Consequence } from '../disputes/consequences.ts'
import { askPaper, cancelClocks, openLink, startClock, stopClocks } from '../disputes/make.ts'
import type { ComplaintFacts, Part } from '../disputes/parts.ts'
import { actorName, idsOf, responsibleUnit } from '../disputes/people.ts'
import type { PaperBlock } from '../documents/blocks.ts'
import { field, paragraph, routesBlock, whomToCall } from '../documents/forms.ts'
import { notice } from '../documents/notice.ts'
import { momentWords } from '../documents/say-time.ts'
import { type Here, step } from '../step.ts'
import { OFFICE, shortCodeOf } from '../triage/asking.ts'
import { examinerOf, kindSays } from './examiner.ts'
import {
  AnswerComplaintInput,
  CONDUCTS,
  ComplainInput,
  FINDINGS,
  MEASURES,
  RenewComplaintLinkInput,
  TakeUpComplaintInput,
  WithdrawComplaintInput,
} from './inputs.ts'

const change = (part: Part<'complaint'>, facts: Partial<ComplaintFacts>): Consequence => ({
  kind: 'change_facts',
  part: 'complaint',
  id: part.id,
  facts,
})

/** A message to whoever complained: it names no kind and no word of hers, since others may see her phone. */
const tellHer = (here: Here, id: string, part: Part<'complaint'>, what: string): Consequence => {
  const unit = responsibleUnit(here)
  return {
    kind: 'send_effect',
    id,
    effect: 'text_message',
    to_party: part.facts.by_party,
    wording: `${unit.name}：您提的意见（编号 ${shortCodeOf(here)}）${what}请打开意见回执上的链接查看，或拨打 ${unit.phone}。`,
  }
}

const NO_HARM = '提意见不影响您那件事的办理，也没有人可以因此为难您。您随时可以直接走别的途径，不必先等答复。'

/** What the law itself says: what a mediator may not do, and what follows. Who examines it and by when is the county's own. */
export const CONDUCT = '人民调解法 第十五条（调解员的四种做法：批评教育、责令改正，情节严重的罢免、解聘）'
/** The law makes them guide; that they examine is the county's own. */
export const GUIDING = '人民调解法 第五条（司法行政机关指导人民调解）'

export const complain = step({
  on: 'nothing',
  from: [],
  to: null,
  by: ['complainant', 'window'],
  needs: ['has_receiver', 'written_by_another', 'complaint_speaker', 'over_if_unsolved', 'examiner_there'],
  asks: ['complained'],
  input: ComplainInput,
  then: (here, _, input) => {
    const { opening, named, actor } = here
    const complained = named.complained
    const examiner = complained && examinerOf(input.kind, complained)
    if (!opening || !complained || !examiner) throw new Error('a complaint without its dispute or its examiner')
    const next = idsOf(here)
    const { unit, because } = examiner
    const by_party = actor.kind === 'party' ? actor.party_id : (input.said_by ?? '')
    const by_name = complained.parties.find((it) => it.id === by_party)?.name ?? ''
    const [file, complaint] = [next(), next()]
    return [
      {
        kind: 'open_part',
        part: 'file',
        id: file,
        facts: {
          kind: 'complaint',
          code: opening.code,
          short_code: opening.short_code,
          // In no area: only the unit that examines it sees it, and she herself.
          place_code: null,
          responsible_unit: unit.id,
          received_at: here.occurred_at,
        },
      },
      {
        kind: 'open_part',
        part: 'complaint',
        id: complaint,
        status: 'received',
        facts: {
          kind: input.kind,
          conducts: input.conducts,
          whom: input.whom,
          what: input.what,
          about_file: complained.file_id,
          about_code: complained.short_code,
          about_unit: complained.unit.name,
          unit_id: unit.id,
          examined_because: because,
          by_party,
          by_name,
          ...(actor.kind === 'staff' ? { written_by: `${actor.unit_name} ${actor.name}` } : {}),
          mediators: [...complained.mediators],
        },
      },
      { kind: 'involve', id: next(), who: { unit: unit.id }, as_what: 'responsible', until: null },
      openLink(next(), { id: by_party }, 'own'),
      startClock(here, next(), 'R-15', { part: 'complaint', id: complaint }, { unit: unit.id }, 'answer_complaint'),
      askPaper(
        next(),
        'F-41',
        by_name,
        notice(here, unit.name, [
          field('编号', opening.short_code),
          field('说的是', `编号 ${complained.short_code} 的事，${complained.unit.name}`),
          field('哪一种', kindSays(input.kind)),
          field('您说的', input.what),
          field('由谁查', unit.name),
          field('为什么由它查', because),
          field('收到的时间', momentWords(here.occurred_at)),
          paragraph(
            `${withinWords(here.rules, 'R-15')}给您答复（本县约定）。查的单位不是被说的单位，办过这件事的调解员看不到这份意见。`,
          ),
          paragraph(NO_HARM),
          whomToCall(unit),
          routesBlock(),
        ]),
        [by_party],
      ),
    ]
  },
  law: [CONDUCT, '人民调解法 第三条（不得阻止当事人依法维权）', '本县约定：由另一个单位查，按期答复，可以调整'],
  carries_out: {
    because: '当事人说没有解决，或者对调解员有意见，要有另一个单位查、有期限、有答复（本县约定；人民调解法 15；INV-2）',
  },
  says: '说没有解决，或者提意见',
})

export const take_up_complaint = step({
  on: 'complaint',
  from: ['received'],
  to: 'examining',
  by: ['examiner'],
  needs: [],
  input: TakeUpComplaintInput,
  then: (here, part) => [
    change(part, { taken_up: { name: actorName(here), on: here.today } }),
    tellHer(here, idsOf(here)(), part, `有人在查了。`),
  ],
  law: [GUIDING, '本县约定：由另一个单位查，被说的单位和办过这件事的调解员不查自己，可以调整'],
  carries_out: { because: '有人接手去查，提意见的人要知道（本县约定）' },
  says: '接手查意见',
})

/** What the dispute's own unit is handed: what is to be done, and nothing of who complained. */
const noticeToUnit = (here: Here, id: string, facts: ComplaintFacts, says: PaperBlock[]): Consequence =>
  askPaper(
    id,
    'F-43',
    facts.about_unit,
    notice(here, responsibleUnit(here).name, [
      field('涉及', `编号 ${facts.about_code} 的事`),
      ...says,
      paragraph('请照办，并把结果告诉本单位。不得打听、猜测是谁提的意见，不得因此为难任何人。'),
      whomToCall(responsibleUnit(here)),
    ]),
    OFFICE,
  )

export const answer_complaint = step({
  on: 'complaint',
  from: ['examining'],
  to: 'answered',
  by: ['examiner'],
  needs: ['measure_said', 'again_said'],
  input: AnswerComplaintInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    const { finding, found, measures } = input
    const { facts } = part
    const done = measures.map((it) => MEASURES[it]).join('；')
    const conducts = facts.conducts.map((it) => CONDUCTS[it]).join('、')
    return [
      change(part, { answer: { finding, found, measures, on: here.today, by: actorName(here) } }),
      ...stopClocks(here, 'R-15', part),
      askPaper(
        next(),
        'F-42',
        facts.by_name,
        notice(here, responsibleUnit(here).name, [
          field('编号', shortCodeOf(here)),
          field('您提的意见', `${kindSays(facts.kind)}${conducts ? `：${conducts}` : ''}`),
          field('查的结果', FINDINGS[finding]),
          field('查到了什么', found),
          ...(done ? [field('怎样处理', done)] : []),
          ...(measures.includes('goes_on')
            ? [paragraph(`编号 ${facts.about_code} 的事已经重新交办，还在原来的编号下接着办，您不用从头说。`)]
            : []),
          paragraph(
            '对答复不满意的，可以向上一级司法行政机关或者县综治中心反映，拨打 12345、12348，也可以到信访部门。' +
              '那件事本身，您随时可以走下面的任何途径。',
          ),
          whomToCall(responsibleUnit(here)),
          routesBlock(),
        ]),
        [facts.by_party],
      ),
      ...(finding === 'not_upheld'
        ? []
        : [
            noticeToUnit(here, next(), facts, [
              field('哪一种', kindSays(facts.kind)),
              field('查的结果', FINDINGS[finding]),
              field('怎样处理', done),
            ]),
          ]),
      tellHer(here, next(), part, '有答复了。'),
    ]
  },
  law: [CONDUCT, '本县约定：按期答复，告诉她还能去哪里，可以调整'],
  carries_out: { because: '查到了什么、怎样处理、还能去哪里，要书面告诉提意见的人（本县约定；人民调解法 15）' },
  says: '答复意见',
})

/** Her own link to the complaint: whoever handles the dispute never holds it, so whoever examines renews it. */
export const renew_complaint_link = step({
  on: 'complaint',
  from: ['received', 'examining', 'answered'],
  to: null,
  by: ['examiner'],
  needs: [],
  input: RenewComplaintLinkInput,
  then: (here, part) => [
    ...here.links
      .filter((link) => link.until === null || link.until >= here.today)
      .map(
        (link): Consequence => ({
          kind: 'involve',
          id: link.id,
          who: { holder: link.party_id },
          purpose: link.purpose,
          until: addDays(here.today, -1),
        }),
      ),
    openLink(idsOf(here)(), { id: part.facts.by_party }, 'own'),
  ],
  law: ['个人信息保护法 第五十一条（防止泄露）'],
  carries_out: { because: '意见回执上的链接丢了、给人看见了，也要能换新的（threats 13）' },
  says: '换意见回执的链接',
  told: 'office',
})

export const withdraw_complaint = step({
  on: 'complaint',
  from: ['received', 'examining'],
  to: 'withdrawn',
  by: ['complainant'],
  needs: [],
  input: WithdrawComplaintInput,
  then: (here, part) => {
    const next = idsOf(here)
    return [
      ...cancelClocks(here),
      askPaper(
        next(),
        'F-44',
        part.facts.by_name,
        notice(here, responsibleUnit(here).name, [
          field('编号', shortCodeOf(here)),
          paragraph('您已经收回这份意见，不用说理由。以后想再提，随时可以。'),
          paragraph(NO_HARM),
          whomToCall(responsibleUnit(here)),
          routesBlock(),
        ]),
        [part.facts.by_party],
      ),
    ]
  },
  law: ['人民调解法 第二十三条（自愿）', '本县约定：意见随时可以收回，不用说理由'],
  carries_out: { because: '意见是她自己提的，随时可以收回（INV-1）' },
  says: '收回意见',
})
