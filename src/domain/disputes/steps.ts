import type { PaperBlock } from '../documents/blocks.ts'
import { cameFrom } from '../documents/file-on-paper.ts'
import { paragraph, routesBlock, whomToCall } from '../documents/forms.ts'
import { matterCells } from '../documents/notice.ts'
import { box, byName, cell, sealOf, signing } from '../documents/pieces.ts'
import { dayWords } from '../documents/say-time.ts'
import { endOversight } from '../ledger/ending.ts'
import { type Here, step } from '../step.ts'
import { CloseInput } from '../triage/inputs.ts'
import type { Consequence } from './consequences.ts'
import { askPaper, cancelClocks, stopClocks, tell } from './make.ts'
import { partsOf } from './parts.ts'
import { actorName, idsOf, responsibleUnit } from './people.ts'

const RESULTS = {
  resolved: '已化解',
  unresolved: '未能化解，已告知其他途径',
  diverted: '已导入其他途径',
  returned: '已退回',
} as const

/** D-20 (domain 3.2): parties read it too, so the facts stand in the words all of them may read. */
const closingBox = (here: Here, readers: readonly string[], result: string, note: string): PaperBlock => {
  // What some of them mediate is no matter of the others: only of a mediation that all who read this are in.
  const ofAll = partsOf(here.parts, 'mediation').filter(({ facts }) =>
    readers.every((id) => facts.parties.includes(id)),
  )
  const matters = ofAll.map((it) => it.facts.matter)
  const numbers = ofAll.flatMap((it) => it.facts.docket?.no ?? [])
  return box([
    cell('卷号', numbers.join('、'), true),
    ...matterCells(here),
    cell('结案时间', dayWords(here.today)),
    cell('承办单位', responsibleUnit(here).name),
    cell('案件来源', cameFrom(here)),
    cell('填表时间', dayWords(here.today)),
    cell('纠纷简要事实', [...new Set(matters)].join('；'), true),
    cell('调处结果', result, true),
    ...(note ? [cell('说明', note, true)] : []),
  ])
}

export const close = step({
  on: 'dispute',
  from: ['open'],
  to: 'closed',
  by: ['clerk', 'handler'],
  needs: ['every_task_ended', 'every_obligation_ended', 'every_visit_made', 'every_referral_ended', 'danger_answered'],
  input: CloseInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    const parties = partsOf(here.parts, 'party').filter((party) => party.status === 'present')
    const results = partsOf(here.parts, 'task').map((task) => RESULTS[task.status as keyof typeof RESULTS] ?? '')
    return [
      {
        kind: 'change_facts',
        part: 'dispute',
        id: part.id,
        facts: { closing_note: input.note, closed_on: here.today },
      },
      ...stopClocks(here, 'R-31'),
      // What still runs are the parties' own limits: they are theirs, and no longer ours to show.
      ...cancelClocks(here, 'R-31'),
      ...endOversight(here),
      // Everybody who worked on it or waited for word has it, and needs it no longer.
      ...here.involvements
        .filter((it) => it.as_what === 'mediating' && it.until === null)
        .map((it): Consequence => ({ kind: 'involve', ...it, until: here.today })),
      askPaper(
        next(),
        'D-20',
        parties.map((it) => it.facts.name).join('、'),
        [
          closingBox(
            here,
            parties.map((it) => it.id),
            results.join('；'),
            input.note,
          ),
          signing([byName('承办人', actorName(here)), byName('审批意见')]),
          sealOf(responsibleUnit(here).name, null),
          paragraph('结案不影响您的任何权利。事情又起来了，请用原来的编号找我们，不用从头说。'),
          whomToCall(responsibleUnit(here)),
          routesBlock(),
        ],
        parties.map((it) => it.id),
      ),
      ...parties
        .filter((it) => it.facts.side === 'applicant')
        .slice(0, 5)
        .map((it) =>
          tell(
            next(),
            it,
            `${responsibleUnit(here).name}：您的请求（编号 ${here.file?.short_code ?? ''}）已经结案。有变化请拨打 ${responsibleUnit(here).phone}。`,
          ),
        ),
    ]
  },
  law: ['人民调解法 第二十七条'],
  carries_out: { rows: [31] },
  says: '结案',
})
