import { z } from 'zod'
import { addDays } from '../clocks/calendar.ts'
import { amountWords, ruleInForce } from '../clocks/rule-book.ts'
import type { Consequence } from '../disputes/consequences.ts'
import { closingIfDone, DAYS_TO_READ, mediationOver } from '../disputes/ending.ts'
import { proposalLapses } from '../disputes/false-proposal.ts'
import {
  askPaper,
  cancelClocks,
  cancelClocksOf,
  endAgentLinks,
  pauseClocks,
  resumeClocks,
  startClock,
  stopClocks,
  tell,
} from '../disputes/make.ts'
import { ENDED_TASK, partsOf } from '../disputes/parts.ts'
import {
  actorName,
  applicantOf,
  applicantsOf,
  idsOf,
  liveMediations,
  liveReferrals,
  ownUnit,
  referenceTo,
  responsibleUnit,
} from '../disputes/people.ts'
import { field, paragraph, routesBlock, whomToCall } from '../documents/forms.ts'
import { notice } from '../documents/notice.ts'
import { byName, signing } from '../documents/pieces.ts'
import { IdentityInput } from '../identity/inputs.ts'
import { endOversight } from '../ledger/ending.ts'
import { endReferrals, restsOn } from '../referrals/ending.ts'
import { type Here, step } from '../step.ts'
import { endConsulting } from '../triage/asking.ts'
import {
  AcceptInput,
  AskSupplementInput,
  MISSING,
  REFUSAL_GROUNDS,
  RefuseInput,
  RegisterInput,
  StepBackInput,
  SupplyInput,
  WITHDRAWAL_REASONS,
  WithdrawInput,
} from './inputs.ts'
import { bringIn, firstClock, openFile, receiptPaper } from './opening.ts'

const lines = (items: readonly string[]): string => items.map((item, at) => `${at + 1}. ${item}`).join('\n')
const news = (here: Here, what: string, unit = responsibleUnit(here)): string =>
  `${unit.name}：您的请求（编号 ${here.file?.short_code ?? ''}）${what}请打开回执上的链接查看，或拨打 ${unit.phone}。`

export const register = step({
  on: 'nothing',
  from: [],
  to: null,
  by: ['anyone'],
  needs: ['has_receiver'],
  input: RegisterInput,
  secrets: { reach: 'reach' },
  then: (here, _, input) => {
    const next = idsOf(here)
    const opened = openFile(here, next, 'registered', {
      channel: 'CH04',
      other_side: input.other_side,
      where_text: input.where_text,
      what_happened: input.what_happened,
      wish: input.wish,
      ...(input.dispute_type ? { dispute_type: input.dispute_type } : {}),
    })
    const applicant = bringIn(next, {
      side: 'applicant',
      name: input.your_name,
      reach_id: referenceTo(input.reach),
      identity_paper: null,
      identity_id: null,
      reach_from: 'self',
    })
    return [
      ...opened.consequences,
      ...applicant.consequences,
      firstClock(here, next(), opened.dispute),
      receiptPaper(here, next(), input.your_name),
    ]
  },
  law: ['人民调解法 第十七条', '最高人民法院关于诉讼时效的规定 第十二条', '人民调解法 第四条（免费）'],
  carries_out: { rows: [1] },
  says: '提交请求',
})

export const ask_supplement = step({
  on: 'dispute',
  from: ['registered'],
  to: 'supplementing',
  by: ['clerk', 'clerk_above'],
  needs: ['not_asked_before'],
  input: AskSupplementInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    const applicant = applicantOf(here)
    const { amount, unit } = ruleInForce(here.rules, 'T-05')
    const missing = input.missing.map((code) => MISSING[code])
    return [
      { kind: 'change_facts', part: 'dispute', id: part.id, facts: { missing: input.missing } },
      ...pauseClocks(here, 'T-06'),
      ...pauseClocks(here, 'T-02'),
      ...pauseClocks(here, 'T-06e'),
      startClock(here, next(), 'T-05', part, { party: applicant.id }, 'supply_supplement'),
      askPaper(
        next(),
        'D-02s',
        applicant.facts.name,
        notice(here, responsibleUnit(here).name, [
          field('编号', here.file?.short_code ?? ''),
          field('请补充', lines(missing)),
          ...(input.note ? [field('说明', input.note)] : []),
          paragraph(
            `请在 ${amountWords(amount, unit)}内补充。这是本县的约定；过了这个时间，您的请求仍然有效。有困难请打电话说。`,
          ),
          whomToCall(responsibleUnit(here)),
        ]),
      ),
      tell(next(), applicant, news(here, '还需要补充一些情况。')),
    ]
  },
  law: ['人民调解法 第十七条', '本县约定：一次性告知全部缺项，可以调整'],
  carries_out: { rows: [2] },
  says: '请当事人补充',
})

export const supply_supplement = step({
  on: 'dispute',
  from: ['supplementing'],
  to: 'registered',
  by: ['applicant', 'clerk', 'clerk_above'],
  needs: ['speaker_named', 'agent_may_give_evidence'],
  input: SupplyInput,
  then: (here, part, input) => [
    {
      kind: 'change_facts',
      part: 'dispute',
      id: part.id,
      facts: {
        what_happened: `${part.facts.what_happened}\n\n【补充】${input.text}`,
        ...(input.other_side ? { other_side: input.other_side } : {}),
        missing: [],
      },
    },
    ...stopClocks(here, 'T-05'),
    ...resumeClocks(here, 'T-06'),
    ...resumeClocks(here, 'T-02'),
    ...resumeClocks(here, 'T-06e'),
  ],
  law: ['人民调解法 第十七条'],
  carries_out: { because: '补正之后要能回到已登记（domain 2.2a：supplementing → registered）' },
  says: '补充材料',
})

export const lapse_supplement = step({
  on: 'dispute',
  from: ['supplementing'],
  to: 'registered',
  by: ['system'],
  needs: ['supplement_overdue'],
  input: z.strictObject({}),
  then: (here) => [
    // Nobody supplied anything: the duty fell away, it was not met.
    ...cancelClocksOf(here, 'T-05'),
    ...resumeClocks(here, 'T-06'),
    ...resumeClocks(here, 'T-02'),
    ...resumeClocks(here, 'T-06e'),
    tell(idsOf(here)(), applicantOf(here), news(here, '还没有收到补充，我们会继续办理，工作人员会联系您。')),
  ],
  law: ['本县约定：过期不作废，不得以未补正为由退回，可以调整'],
  carries_out: { rows: [2] },
  says: '补充期满，继续办理',
})

export const record_identity = step({
  on: 'dispute',
  from: ['registered', 'supplementing', 'checking_duplicates', 'triaging', 'open'],
  to: null,
  by: ['clerk', 'clerk_above', 'handler'],
  needs: ['party_in_file'],
  input: IdentityInput,
  secrets: { number: 'identity_number' },
  then: (_, __, input) => [
    {
      kind: 'change_facts',
      part: 'party',
      id: input.party_id,
      facts: { identity_paper: input.paper, identity_id: referenceTo(input.number) },
    },
  ],
  law: ['个人信息保护法 第六条、第二十八条', '人民调解法 第二十七条'],
  carries_out: { because: '窗口核对证件并留存（D-04 当事人身份证明）' },
  says: '登记证件',
  told: 'office',
})

export const accept_here = step({
  on: 'dispute',
  from: ['registered', 'triaging'],
  to: 'open',
  by: ['clerk', 'clerk_above'],
  needs: ['of_its_kind'],
  input: AcceptInput,
  then: (here, _, input) => {
    const next = idsOf(here)
    const unit = ownUnit(here)
    const taken = here.file?.responsible_unit !== unit.id
    const task = next()
    const taking: Consequence[] = taken
      ? [
          { kind: 'change_facts', part: 'file', id: here.file?.id ?? '', facts: { responsible_unit: unit.id } },
          // One unit is responsible at a time (threats I8): whoever was until now is no longer, from tomorrow.
          ...here.involvements
            .filter((it) => it.as_what === 'responsible' && it.until === null)
            .map((it): Consequence => ({ kind: 'involve', ...it, until: here.today })),
          { kind: 'involve', id: next(), who: { unit: unit.id }, as_what: 'responsible', until: null },
        ]
      : []
    const applicants = applicantsOf(here)
    return [
      ...taking,
      ...proposalLapses(here),
      ...stopClocks(here, 'T-06'),
      ...stopClocks(here, 'T-02'),
      ...stopClocks(here, 'T-06e'),
      { kind: 'open_part', part: 'task', id: task, status: 'in_handling', facts: { unit_id: unit.id } },
      startClock(here, next(), 'T-85', { part: 'task', id: task }, { unit: unit.id }, 'resolve_task'),
      askPaper(
        next(),
        'D-02a',
        applicants.map((it) => it.facts.name).join('、'),
        notice(here, unit.name, [
          field('编号', here.file?.short_code ?? ''),
          field('受理单位', unit.name),
          ...(input.note ? [field('说明', input.note)] : []),
          paragraph('您随时可以撤回，也随时可以走别的途径，不需要说明理由。办理不收任何费用。'),
          whomToCall(unit),
          routesBlock(),
        ]),
        applicants.map((it) => it.id),
      ),
      ...applicants.slice(0, TOLD_AT_ONCE).map((it) => tell(next(), it, news(here, '已经受理。', unit))),
    ]
  },
  ids: 20,
  law: ['人民调解法 第十七条', '人民调解法 第四条（免费）'],
  carries_out: { rows: [11] },
  says: '在这里受理',
})

/** A message goes to each applicant; where there are very many, to those who speak for them. */
const TOLD_AT_ONCE = 5

export const refuse = step({
  on: 'dispute',
  from: ['registered', 'supplementing', 'triaging'],
  to: 'not_accepted',
  by: ['clerk'],
  needs: [],
  input: RefuseInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    const applicants = applicantsOf(here)
    const ground = REFUSAL_GROUNDS[input.ground]
    return [
      { kind: 'change_facts', part: 'dispute', id: part.id, facts: { refused_because: input.ground } },
      ...stopClocks(here, 'T-06'),
      ...stopClocks(here, 'T-02'),
      ...stopClocks(here, 'T-06e'),
      ...cancelClocks(here, 'T-06', 'T-02', 'T-06e'),
      ...endOversight(here),
      askPaper(
        next(),
        'D-16',
        applicants.map((it) => it.facts.name).join('、'),
        notice(here, responsibleUnit(here).name, [
          field('编号', here.file?.short_code ?? ''),
          field('理由', `${ground.says}（${ground.law}）`),
          field('说明', input.explanation),
          whomToCall(responsibleUnit(here)),
          routesBlock(),
          signing([byName('登记人', actorName(here))]),
        ]),
        applicants.map((it) => it.id),
      ),
      ...applicants.slice(0, TOLD_AT_ONCE).map((it) => tell(next(), it, news(here, '有了处理结果。'))),
    ]
  },
  law: ['人民调解工作若干规定 第二十二条，或本县约定（见理由）', '人民调解法 第二十六条（告知其他途径）'],
  carries_out: { rows: [12] },
  says: '不予受理',
})

export const withdraw = step({
  on: 'dispute',
  from: ['registered', 'supplementing', 'checking_duplicates', 'triaging', 'open'],
  to: 'withdrawn',
  by: ['applicant', 'clerk', 'handler'],
  needs: ['no_agreement_in_effect', 'speaker_named', 'sole_applicant', 'agent_may_apply_end'],
  input: WithdrawInput,
  then: (here, _, input) => {
    const next = idsOf(here)
    const applicant = applicantOf(here)
    const speaker = partsOf(here.parts, 'party').find((party) => party.id === input.said_by)
    const running = liveMediations(here)
    const others = partsOf(here.parts, 'party').filter((party) =>
      running.some((it) => it.facts.parties.includes(party.id) && party.facts.side !== 'applicant'),
    )
    return [
      ...partsOf(here.parts, 'task')
        .filter((task) => !ENDED_TASK.includes(task.status))
        .flatMap((task): Consequence[] => [
          { kind: 'move_part', part: 'task', id: task.id, status: 'unresolved' },
          { kind: 'change_facts', part: 'task', id: task.id, facts: { outcome: 'applicant_withdrew' } },
        ]),
      ...running.flatMap((it): Consequence[] => [
        { kind: 'move_part', part: 'mediation', id: it.id, status: 'withdrawn' },
        // Every clock of the file is cancelled below, once; and none of these mediations goes on.
        ...mediationOver({ ...here, parts: here.parts.filter((part) => part.part !== 'mediation') }, it, {
          reason: 'applicant_withdrew',
          note: '',
          party_id: applicant.id,
        }).filter((consequence) => consequence.kind !== 'stop_clock'),
      ]),
      ...endReferrals(here, liveReferrals(here), 'file_over', { clocks: false }),
      ...endOversight(here),
      ...cancelClocks(here),
      ...endConsulting(here),
      askPaper(
        next(),
        'D-22r',
        [applicant, ...others].map((it) => it.facts.name).join('、'),
        notice(here, responsibleUnit(here).name, [
          field('编号', here.file?.short_code ?? ''),
          // Why is between her and the office where others read this too.
          ...(others.length ? [] : [field('撤回原因', WITHDRAWAL_REASONS[input.reason])]),
          ...(speaker ? [field('谁说的', speaker.facts.name)] : []),
          paragraph('撤回不影响您的任何权利。以后还可以就同一件事再次提出请求，也可以走下面的任何途径。'),
          whomToCall(responsibleUnit(here)),
          routesBlock(),
        ]),
        [...applicantsOf(here), ...others].map((it) => it.id),
      ),
      // What an office wrote down for her she must be able to contradict.
      ...(speaker ? [tell(next(), applicant, news(here, '登记为已撤回。如果不是您的意思，请马上联系我们。'))] : []),
      ...others.slice(0, TOLD_AT_ONCE).map((it) => tell(next(), it, news(here, '提出的人已经撤回，调解到此为止。'))),
    ]
  },
  ids: 20,
  law: ['人民调解法 第二十三条第二项（随时可以要求终止）', '人民调解法 第二十六条'],
  carries_out: { rows: [24] },
  says: '撤回请求',
})

export const step_back = step({
  on: 'party',
  from: ['present'],
  to: 'left',
  by: ['herself', 'clerk', 'handler'],
  needs: ['no_agreement_in_effect', 'another_applicant', 'agent_may_apply_end'],
  input: StepBackInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    const hers = liveMediations(here).filter((it) => it.facts.parties.includes(part.id))
    const sent = liveReferrals(here).filter((it) => restsOn(it, part.id))
    const others = partsOf(here.parts, 'party').filter(
      (party) => party.id !== part.id && hers.some((it) => it.facts.parties.includes(party.id)),
    )
    return [
      // A mediation she is in ends with her going; those who wish to go on agree anew (INV-1).
      ...hers.flatMap((it): Consequence[] => [
        { kind: 'move_part', part: 'mediation', id: it.id, status: 'failed' },
        ...mediationOver(here, it, { reason: 'party_left', note: input.note, party_id: part.id }),
      ]),
      ...endReferrals(here, sent, 'left'),
      ...closingIfDone(here, next(), ...sent.map((it) => it.id)),
      ...here.links
        .filter((link) => link.party_id === part.id && link.purpose === 'own' && link.until === null)
        .map(
          (link): Consequence => ({
            kind: 'involve',
            id: link.id,
            who: { holder: link.party_id },
            purpose: link.purpose,
            until: addDays(here.today, DAYS_TO_READ),
          }),
        ),
      // Whoever acted for her acts no more; she may still read what becomes of it.
      ...endAgentLinks(here, part),
      askPaper(
        next(),
        'D-22r',
        [part, ...others].map((it) => it.facts.name).join('、'),
        notice(here, responsibleUnit(here).name, [
          field('编号', here.file?.short_code ?? ''),
          field('谁退出', part.facts.name),
          paragraph('退出不影响任何人的权利。以后还可以就同一件事再次提出请求，也可以走下面的任何途径。'),
          whomToCall(responsibleUnit(here)),
          routesBlock(),
        ]),
        [part, ...others].map((it) => it.id),
      ),
      ...(here.actor.kind === 'staff'
        ? [tell(next(), part, news(here, '登记为您退出。如果不是您的意思，请马上联系我们。'))]
        : []),
      ...others
        .slice(0, TOLD_AT_ONCE)
        .map((it) => tell(next(), it, news(here, `有一位当事人退出，正在进行的调解到此为止。`))),
    ]
  },
  ids: 20,
  law: ['人民调解法 第二十三条第二项', '人民调解法 第二十六条'],
  carries_out: { because: '几个人一起提出的，其中一个要能单独退出（domain 2.4 第 24 行；INV-1）' },
  says: '这一位退出',
})
