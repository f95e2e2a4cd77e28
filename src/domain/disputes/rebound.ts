import { MOST_OBLIGATIONS } from '../agreements/due.ts'
import { field, paragraph, routesBlock, whomToCall } from '../documents/forms.ts'
import { notice, slip } from '../documents/notice.ts'
import { cell } from '../documents/pieces.ts'
import { type Here, step } from '../step.ts'
import { asked, OFFICE, shortCodeOf, tellApplicants } from '../triage/asking.ts'
import { proposalLapses } from './false-proposal.ts'
import { lasts } from './held-open.ts'
import { ReboundInput } from './inputs.ts'
import { askPaper, startClock } from './make.ts'
import { type Part, partsOf } from './parts.ts'
import { applicantsOf, idsOf, responsibleUnit } from './people.ts'

/** Who led it last: there it goes on. */
const lastLead = (here: Here): Part<'task'> | undefined =>
  partsOf(here.parts, 'task')
    .filter((task) => !task.facts.assists)
    .at(-1)

export const rebound = step({
  on: 'dispute',
  from: ['closed'],
  to: 'open',
  by: ['applicant', 'other_party', 'clerk', 'handler', 'clerk_above'],
  needs: ['within_look_back', 'speaker_if_named', 'agent_may_apply_end'],
  input: ReboundInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    const last = lastLead(here)
    const unit = last?.facts.unit_id ?? responsibleUnit(here).id
    const answers = responsibleUnit(here)
    const task = next()
    const applicants = applicantsOf(here)
    return [
      ...proposalLapses(here),
      {
        kind: 'change_facts',
        part: 'dispute',
        id: part.id,
        facts: {
          rebounds: [...(part.facts.rebounds ?? []), here.today],
          rebounded_at: here.occurred_at,
          // What was looked at is not how it is now: somebody looks anew, even on the same day.
          ...(part.facts.verified ? { verified: null } : {}),
        },
      },
      {
        kind: 'open_part',
        part: 'task',
        id: task,
        status: 'dispatched',
        facts: {
          unit_id: unit,
          because: input.what,
          from_unit: answers.id,
          ...(answers.place_code === undefined ? {} : { from_place: answers.place_code }),
          ...(last?.facts.route ? { route: last.facts.route } : {}),
        },
      },
      { kind: 'involve', id: next(), who: { unit }, as_what: 'handling', until: null },
      ...asked(here, next, task, unit),
      // A lasting duty that was said to be over while nobody asked: now somebody has to.
      ...partsOf(here.parts, 'obligation')
        .filter((it) => it.status === 'claimed' && lasts(it))
        .map((it) => startClock(here, next(), 'R-27', it, { unit: it.facts.unit_id }, 'confirm_performed')),
      askPaper(
        next(),
        'F-05',
        unit === answers.id ? answers.name : '原承办单位',
        slip(here, answers.name, [cell('又发生了什么', input.what, true)], {
          said: [paragraph('结案后又起来了，还在原来的编号下办：请在期限内签收，接着办，不让当事人从头说。')],
        }),
        OFFICE,
      ),
      askPaper(
        next(),
        'F-32',
        applicants.map((it) => it.facts.name).join('、'),
        notice(here, answers.name, [
          field('编号', shortCodeOf(here)),
          paragraph('这件事又起来了，还在原来的编号下接着办，您不用从头说。要不要再调解，由各方自己定。'),
          whomToCall(answers),
          routesBlock(),
        ]),
        applicants.map((it) => it.id),
      ),
      ...tellApplicants(
        here,
        next,
        `${answers.name}：您的事（编号 ${shortCodeOf(here)}）又起来了，我们接着办，电话 ${answers.phone}。`,
      ),
    ]
  },
  // A clock for each lasting duty, and there are at most so many.
  ids: 16 + MOST_OBLIGATIONS,
  law: ['人民调解法 第三十一条（督促履行）', '本县约定：结案后一段日子内又起来的，在原来的编号下接着办，可以调整'],
  carries_out: { rows: [32] },
  says: '又起来了，接着办',
})
