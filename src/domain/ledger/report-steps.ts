import { askPaper, startClock, stopClocks } from '../disputes/make.ts'
import { actorName, idsOf, ownUnit } from '../disputes/people.ts'
import { field } from '../documents/forms.ts'
import { notice } from '../documents/notice.ts'
import { step } from '../step.ts'
import { COLOURS, REPORT_RULES } from './colours.ts'
import { MOST_KEPT } from './ending.ts'
import { ReceiveReportInput, ReportMajorInput, VERIFY_HOWS, VerifyResultInput } from './inputs.ts'
import { centreFor, openReport } from './report.ts'
import { NOT_OVER } from './supervision-steps.ts'

const LAW = ['本县约定：疑难、重大矛盾纠纷及时报告党委政府，红色、橙色各有时限，可以调整']

export const report_major = step({
  on: 'dispute',
  from: NOT_OVER,
  to: null,
  by: ['handler', 'mediator', 'clerk', 'supervisor'],
  needs: ['not_reported_yet', 'centre_above'],
  asks: ['candidates'],
  input: ReportMajorInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    const centre = centreFor(here, input.to)
    if (!centre) throw new Error('a report to nobody')
    const { situation, measures, needs } = input
    const own = ownUnit(here)
    const report = {
      ...{ id: next(), on: here.today, at: here.now, by: actorName(here), by_unit: own.name },
      ...{ to_unit: centre.id, to: centre.name, situation, measures, needs, received: null },
    }
    const { colour, major_reports = [] } = part.facts
    return [
      {
        kind: 'change_facts',
        part: 'dispute',
        id: part.id,
        facts: { major_reports: [...major_reports, report].slice(-MOST_KEPT) },
      },
      ...REPORT_RULES.flatMap((rule) => stopClocks(here, rule, part)),
      startClock(here, next(), 'R-53', part, { unit: centre.id }, 'receive_report'),
      askPaper(
        next(),
        'F-53',
        centre.name,
        notice(here, own.name, [
          field('编号', here.file?.short_code ?? ''),
          field('颜色', colour ? COLOURS[colour.colour] : '没有定'),
          field('情况', situation),
          field('已经采取的措施', measures),
          ...(needs ? [field('需要上级做什么', needs)] : []),
          field('报告人', `${own.name} ${actorName(here)}，电话 ${own.phone}`),
        ]),
        [],
      ),
    ]
  },
  law: LAW,
  carries_out: { because: '重大的事第一时间上报，一点就报，从案卷里带出来（T-53；S4-16）' },
  says: '报告重大纠纷',
  told: 'office',
})

export const receive_report = step({
  on: 'dispute',
  from: NOT_OVER,
  to: null,
  by: ['reported_to'],
  needs: [],
  input: ReceiveReportInput,
  then: (here, part, input) => {
    const open = openReport(here)
    const received = { by: actorName(here), at: here.now, note: input.note }
    return [
      {
        kind: 'change_facts',
        part: 'dispute',
        id: part.id,
        facts: {
          major_reports: (part.facts.major_reports ?? []).map((it) =>
            it.id === open?.report.id ? { ...it, received } : it,
          ),
        },
      },
      ...stopClocks(here, 'R-53', part),
    ]
  },
  law: LAW,
  carries_out: { because: '报告了要有人接：谁签收的、怎么批的看得见（S4-16）' },
  says: '签收重大纠纷报告',
  told: 'office',
})

export const verify_result = step({
  on: 'dispute',
  from: ['open', 'closed'],
  to: null,
  by: ['handler', 'clerk', 'supervisor'],
  needs: ['every_task_ended', 'party_in_file', 'another_verifies', 'result_unverified'],
  input: VerifyResultInput,
  then: (here, part, input) => [
    {
      kind: 'change_facts',
      part: 'dispute',
      id: part.id,
      facts: {
        verified: {
          ...{ on: here.today, at: here.occurred_at, by: actorName(here), how: VERIFY_HOWS[input.how] },
          ...{ whom: input.visited, found: input.found },
        },
      },
    },
  ],
  law: ['人民调解法 第三十一条（了解履行情况）', '本县约定：销号凭核实过的结果，核实的不是办这件事的人，可以调整'],
  carries_out: { because: '销号只凭核实过的结果；没有协议、没有回访的，也要有另一个人去问过（S0-22）' },
  says: '核实化解结果',
  told: 'office',
})
