import type { Consequence } from '../disputes/consequences.ts'
import { askPaper, cancelClocks, tell } from '../disputes/make.ts'
import type { DisputeFacts } from '../disputes/parts.ts'
import { applicantsOf, idsOf, responsibleUnit } from '../disputes/people.ts'
import { field, limitationBlock, paragraph, routesBlock, whomToCall } from '../documents/forms.ts'
import { notice } from '../documents/notice.ts'
import { momentWords } from '../documents/say-time.ts'
import { endOversight } from '../ledger/ending.ts'
import { type Here, step } from '../step.ts'
import { TakeBackFilingInput } from './desk-inputs.ts'

/** Which line of which sheet a file is, by whom: kept on it, so that the sheet is found again and can be taken back. */
export function lineOfBatch({ named, actor, now }: Here, line: number | undefined): Pick<DisputeFacts, 'batch'> {
  const { batch } = named
  if (line === undefined || !batch || actor.kind !== 'staff') return {}
  return { batch: { id: batch.id, number: batch.number, line, by: actor.person_id, at: now } }
}

/** People of one file who get a message at once. */
const TOLD_AT_ONCE = 5

/**
 * A file written down with a sheet by mistake. Nothing is deleted and the time it came in stays; the applicant is told that it
 * was not she who took it back, and that what she did ask for is asked for.
 */
export const take_back_filing = step({
  on: 'dispute',
  from: ['registered'],
  to: 'withdrawn',
  by: ['batch_clerk'],
  needs: ['filed_within_a_day', 'nothing_since'],
  input: TakeBackFilingInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    const applicants = applicantsOf(here)
    const unit = responsibleUnit(here)
    const code = here.file?.short_code ?? ''
    return [
      { kind: 'change_facts', part: 'dispute', id: part.id, facts: { taken_back_because: input.because } },
      ...cancelClocks(here),
      ...endOversight(here),
      askPaper(
        next(),
        'D-22b',
        applicants.map((it) => it.facts.name).join('、'),
        notice(here, unit.name, [
          field('编号', code),
          field('收到请求的时间', momentWords(here.file?.received_at ?? '')),
          field('为什么', input.because),
          paragraph(
            '这是我们成批登记时登错了，由登记的人撤回，不是您撤回的。登记和收到的时间都保留。您确实提出过请求的，请打电话告诉我们，从原来的时间办起。',
          ),
          limitationBlock(),
          whomToCall(unit),
          routesBlock(),
        ]),
        applicants.map((it) => it.id),
      ),
      ...applicants
        .filter((it) => it.facts.reach_id !== null)
        .slice(0, TOLD_AT_ONCE)
        .map(
          (it): Consequence =>
            tell(
              next(),
              it,
              `${unit.name}：编号 ${code} 是我们成批登记时登错的，已经由我们撤回，不是您撤回的。您确实提出过请求的，请拨打 ${unit.phone}。`,
            ),
        ),
    ]
  },
  law: ['本县约定：成批登记登错的，24 小时内、没有人办过的可以撤回，可以调整', '人民调解法 第二十六条（告知其他途径）'],
  carries_out: { because: '成批登记选错了表要能改正：记录都留着，不删（domain 2.4 第 24 行；threats I3）' },
  says: '撤回成批登记',
})
