import { z } from 'zod'
import { CLOCK_RULES } from '../clocks/rules.ts'
import type { Consequence } from '../disputes/consequences.ts'
import { askPaper, cancelClocks, pauseClocks, resumeClocks, startClock, stopClocks, tell } from '../disputes/make.ts'
import { partsOf } from '../disputes/parts.ts'
import { applicantOf, idAt, ownUnit, referenceTo, responsibleUnit } from '../disputes/people.ts'
import { field, limitationBlock, paragraph, routesBlock, whomToCall } from '../documents/forms.ts'
import { IdentityInput } from '../identity/inputs.ts'
import { type Here, step } from '../step.ts'
import {
  AcceptInput,
  AskSupplementInput,
  MISSING,
  REFUSAL_GROUNDS,
  RefuseInput,
  RegisterInput,
  SupplyInput,
  WITHDRAWAL_REASONS,
  WithdrawInput,
} from './inputs.ts'

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
    const unit = responsibleUnit(here)
    const { opening } = here
    if (!opening) throw new Error('register needs the codes of the new file')
    const [file, dispute, party] = [idAt(here, 0), idAt(here, 1), idAt(here, 2)]
    const facts = {
      channel: 'CH04',
      other_side: input.other_side,
      where_text: input.where_text,
      what_happened: input.what_happened,
      wish: input.wish,
    }
    return [
      {
        kind: 'open_part',
        part: 'file',
        id: file,
        facts: {
          kind: 'dispute',
          code: opening.code,
          short_code: opening.short_code,
          place_code: opening.place_code,
          responsible_unit: unit.id,
          received_at: here.now,
        },
      },
      { kind: 'open_part', part: 'dispute', id: dispute, status: 'registered', facts },
      {
        kind: 'involve',
        id: party,
        who: {
          party: {
            side: 'applicant',
            name: input.your_name,
            reach_id: referenceTo(input.reach),
            identity_paper: null,
            identity_id: null,
          },
        },
      },
      { kind: 'involve', id: idAt(here, 3), who: { unit: unit.id }, as_what: 'responsible', until: null },
      startClock(here, idAt(here, 4), 'T-06', { part: 'dispute', id: dispute }, { unit: unit.id }, 'accept_here'),
      askPaper(idAt(here, 5), 'D-02r', input.your_name, [
        field('编号', opening.short_code),
        field('一案一码', opening.code),
        field('收到请求的时间', here.now),
        field('受理单位', unit.name),
        limitationBlock(),
        whomToCall(unit),
        routesBlock(),
      ]),
    ]
  },
  law: ['人民调解法 第十七条', '最高人民法院关于诉讼时效的规定 第十二条', '人民调解法 第四条（免费）'],
  carries_out: '1',
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
    const applicant = applicantOf(here)
    const missing = input.missing.map((code) => MISSING[code])
    return [
      { kind: 'change_facts', part: 'dispute', id: part.id, facts: { missing: input.missing } },
      ...pauseClocks(here, 'T-06'),
      startClock(here, idAt(here, 0), 'T-05', part, { party: applicant.id }, 'supply_supplement'),
      askPaper(idAt(here, 1), 'D-02s', applicant.facts.name, [
        field('编号', here.file?.short_code ?? ''),
        field('请补充', lines(missing)),
        ...(input.note ? [field('说明', input.note)] : []),
        paragraph(
          `请在 ${CLOCK_RULES['T-05'].amount} 个工作日内补充。这是本县的约定；过了这个时间，您的请求仍然有效。有困难请打电话说。`,
        ),
        whomToCall(responsibleUnit(here)),
      ]),
      tell(idAt(here, 2), applicant, news(here, '还需要补充一些情况。')),
    ]
  },
  law: ['人民调解法 第十七条', '本县约定：一次性告知全部缺项，可以调整'],
  carries_out: '2',
  says: '请当事人补充',
})

export const supply_supplement = step({
  on: 'dispute',
  from: ['supplementing'],
  to: 'registered',
  by: ['applicant', 'clerk', 'clerk_above'],
  needs: [],
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
  ],
  law: ['人民调解法 第十七条'],
  carries_out: '补正之后要能回到已登记（domain 2.2a：supplementing → registered）',
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
    ...cancelClocks(here, 'T-06'),
    ...resumeClocks(here, 'T-06'),
    tell(idAt(here, 0), applicantOf(here), news(here, '还没有收到补充，我们会继续办理，工作人员会联系您。')),
  ],
  law: ['本县约定：过期不作废，不得以未补正为由退回，可以调整'],
  carries_out: '补正期满不退回，回到已登记由工作人员联系（domain 2.4 第 2 行）',
  says: '补充期满，继续办理',
})

export const record_identity = step({
  on: 'dispute',
  from: ['registered', 'supplementing', 'open'],
  to: null,
  by: ['clerk', 'clerk_above'],
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
  carries_out: '窗口核对证件并留存（D-04 当事人身份证明）',
  says: '登记证件',
})

export const accept_here = step({
  on: 'dispute',
  from: ['registered'],
  to: 'open',
  by: ['clerk', 'clerk_above'],
  needs: [],
  input: AcceptInput,
  then: (here, _, input) => {
    const unit = ownUnit(here)
    const applicant = applicantOf(here)
    const task = idAt(here, 0)
    const taken = here.file?.responsible_unit !== unit.id
    const taking: Consequence[] = taken
      ? [
          { kind: 'change_facts', part: 'file', id: here.file?.id ?? '', facts: { responsible_unit: unit.id } },
          // One unit is responsible at a time (threats I8): whoever was until now is no longer, from tomorrow.
          ...here.involvements
            .filter((it) => it.as_what === 'responsible' && it.until === null)
            .map((it): Consequence => ({ kind: 'involve', ...it, until: here.today })),
          { kind: 'involve', id: idAt(here, 4), who: { unit: unit.id }, as_what: 'responsible', until: null },
        ]
      : []
    return [
      ...taking,
      ...stopClocks(here, 'T-06'),
      { kind: 'open_part', part: 'task', id: task, status: 'in_handling', facts: { unit_id: unit.id } },
      startClock(here, idAt(here, 1), 'T-85', { part: 'task', id: task }, { unit: unit.id }, 'resolve_task'),
      askPaper(idAt(here, 2), 'D-02a', applicant.facts.name, [
        field('编号', here.file?.short_code ?? ''),
        field('受理单位', unit.name),
        ...(input.note ? [field('说明', input.note)] : []),
        paragraph('您随时可以撤回，也随时可以走别的途径，不需要说明理由。办理不收任何费用。'),
        whomToCall(unit),
        routesBlock(),
      ]),
      tell(idAt(here, 3), applicant, news(here, '已经受理。', unit)),
    ]
  },
  law: ['人民调解法 第十七条', '人民调解法 第四条（免费）'],
  carries_out: '11',
  says: '在这里受理',
})

export const refuse = step({
  on: 'dispute',
  from: ['registered', 'supplementing'],
  to: 'not_accepted',
  by: ['clerk'],
  needs: [],
  input: RefuseInput,
  then: (here, part, input) => {
    const applicant = applicantOf(here)
    const ground = REFUSAL_GROUNDS[input.ground]
    return [
      { kind: 'change_facts', part: 'dispute', id: part.id, facts: { refused_because: input.ground } },
      ...stopClocks(here, 'T-06'),
      ...cancelClocks(here, 'T-06'),
      askPaper(idAt(here, 0), 'D-16', applicant.facts.name, [
        field('编号', here.file?.short_code ?? ''),
        field('理由', `${ground.says}（${ground.law}）`),
        field('说明', input.explanation),
        whomToCall(responsibleUnit(here)),
        routesBlock(),
      ]),
      tell(idAt(here, 1), applicant, news(here, '有了处理结果。')),
    ]
  },
  law: ['人民调解工作若干规定 第二十二条，或本县约定（见理由）', '人民调解法 第二十六条（告知其他途径）'],
  carries_out: '12',
  says: '不予受理',
})

export const withdraw = step({
  on: 'dispute',
  from: ['registered', 'supplementing', 'open'],
  to: 'withdrawn',
  by: ['applicant', 'clerk'],
  needs: ['speaker_named'],
  input: WithdrawInput,
  then: (here, _, input) => {
    const applicant = applicantOf(here)
    const speaker = partsOf(here.parts, 'party').find((party) => party.id === input.said_by)
    return [
      ...partsOf(here.parts, 'task')
        .filter((task) => task.status === 'in_handling')
        .flatMap((task): Consequence[] => [
          { kind: 'move_part', part: 'task', id: task.id, status: 'unresolved' },
          { kind: 'change_facts', part: 'task', id: task.id, facts: { outcome: 'applicant_withdrew' } },
        ]),
      ...cancelClocks(here),
      askPaper(idAt(here, 0), 'D-22r', applicant.facts.name, [
        field('编号', here.file?.short_code ?? ''),
        field('撤回原因', WITHDRAWAL_REASONS[input.reason]),
        ...(speaker ? [field('谁说的', speaker.facts.name)] : []),
        paragraph('撤回不影响您的任何权利。以后还可以就同一件事再次提出请求，也可以走下面的任何途径。'),
        whomToCall(responsibleUnit(here)),
        routesBlock(),
      ]),
      // What an office wrote down for her she must be able to contradict.
      ...(speaker
        ? [tell(idAt(here, 1), applicant, news(here, '登记为已撤回。如果不是您的意思，请马上联系我们。'))]
        : []),
    ]
  },
  law: ['人民调解法 第二十三条第二项（随时可以要求终止）', '人民调解法 第二十六条'],
  carries_out: '24',
  says: '撤回请求',
})
