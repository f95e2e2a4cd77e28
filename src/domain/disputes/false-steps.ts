import { field, paragraph, routesBlock, whomToCall } from '../documents/forms.ts'
import { notice } from '../documents/notice.ts'
import { endOversight } from '../ledger/ending.ts'
import { endReferrals } from '../referrals/ending.ts'
import { step } from '../step.ts'
import { endConsulting, shortCodeOf, tellApplicants } from '../triage/asking.ts'
import type { Consequence } from './consequences.ts'
import { ApproveFalseInput, ProposeFalseInput, RejectFalseInput } from './inputs.ts'
import { askPaper, cancelClocks, stopClocks } from './make.ts'
import { ENDED_TASK, partsOf } from './parts.ts'
import { applicantsOf, idsOf, liveReferrals, responsibleUnit } from './people.ts'

const BEFORE = ['registered', 'triaging', 'open'] as const

export const propose_false = step({
  on: 'dispute',
  from: BEFORE,
  to: null,
  by: ['clerk', 'handler', 'clerk_above'],
  needs: ['not_proposed_false', 'no_mediation_live', 'no_agreement_in_effect', 'never_handled'],
  input: ProposeFalseInput,
  then: (here, part, { checked, because }) => {
    if (here.actor.kind !== 'staff') throw new Error('only an office proposes this')
    const { person_id, name } = here.actor
    const false_proposed = { person_id, name, checked, because, on: here.today }
    return [{ kind: 'change_facts', part: 'dispute', id: part.id, facts: { false_proposed } }]
  },
  law: ['本县约定：核实无此纠纷的，写明怎样核实，由另一位负责人批准，可以调整'],
  carries_out: { because: '核实无此纠纷要先写明怎样核实的（domain 2.2，FALSE_REPORT）' },
  says: '提出：核实无此纠纷',
  told: 'office',
})

export const approve_false = step({
  on: 'dispute',
  from: BEFORE,
  to: 'false_report',
  by: ['director'],
  needs: [
    'false_proposed',
    'another_person',
    'no_mediation_live',
    'no_agreement_in_effect',
    'never_handled',
    'danger_answered',
  ],
  input: ApproveFalseInput,
  then: (here, part) => {
    const next = idsOf(here)
    const applicants = applicantsOf(here)
    const unit = responsibleUnit(here)
    const proposed = part.facts.false_proposed
    return [
      { kind: 'change_facts', part: 'dispute', id: part.id, facts: { false_because: proposed?.because ?? '' } },
      ...partsOf(here.parts, 'task')
        .filter((task) => !ENDED_TASK.includes(task.status))
        .flatMap((task): Consequence[] => [
          { kind: 'move_part', part: 'task', id: task.id, status: 'unresolved' },
          { kind: 'change_facts', part: 'task', id: task.id, facts: { outcome: 'no_such_dispute' } },
        ]),
      ...stopClocks(here, 'T-02'),
      ...stopClocks(here, 'T-06'),
      ...stopClocks(here, 'T-06e'),
      ...cancelClocks(here, 'T-02', 'T-06', 'T-06e'),
      ...endConsulting(here),
      ...endReferrals(here, liveReferrals(here), 'file_over', { clocks: false }),
      ...endOversight(here),
      askPaper(
        next(),
        'D-16f',
        applicants.map((it) => it.facts.name).join('、'),
        notice(here, unit.name, [
          field('编号', shortCodeOf(here)),
          field('怎样核实的', proposed?.checked ?? ''),
          field('核实的情况', proposed?.because ?? ''),
          paragraph(
            '经核实没有这件纠纷，这里不再办理。如果不是这样，请打下面的电话，或者到窗口说明，也可以重新登记；不影响您的任何权利。',
          ),
          whomToCall(unit),
          routesBlock(),
        ]),
        applicants.map((it) => it.id),
      ),
      ...tellApplicants(
        here,
        next,
        `${unit.name}：您的请求（编号 ${shortCodeOf(here)}）经核实登记为没有这件纠纷。如果不是这样，请拨打 ${unit.phone} 或者重新登记。`,
      ),
    ]
  },
  law: ['本县约定：核实无此纠纷由负责人批准，不由提出的人批准，可以调整', '人民调解法 第二十六条（告知其他途径）'],
  carries_out: { because: '核实无此纠纷要有负责人批准（domain 2.2a：false_report with its approval）' },
  says: '批准：核实无此纠纷',
})

export const reject_false = step({
  on: 'dispute',
  from: BEFORE,
  to: null,
  by: ['director'],
  needs: ['false_proposed'],
  input: RejectFalseInput,
  then: (_, part) => [{ kind: 'change_facts', part: 'dispute', id: part.id, facts: { false_proposed: null } }],
  law: ['本县约定：负责人不同意的，接着办理，可以调整'],
  carries_out: { because: '负责人不同意的要接着办（domain 2.2，FALSE_REPORT needs approval）' },
  says: '不同意：接着办',
  told: 'office',
})
