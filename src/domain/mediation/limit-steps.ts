import { addDays } from '../clocks/calendar.ts'
import type { Consequence } from '../disputes/consequences.ts'
import { askPaper, startAgreedClock } from '../disputes/make.ts'
import type { Extension } from '../disputes/parts.ts'
import { idsOf, namesOf, ownUnit, partiesAmong } from '../disputes/people.ts'
import { field, paragraph } from '../documents/forms.ts'
import { partiesSign, signing } from '../documents/pieces.ts'
import { dayWords } from '../documents/say-time.ts'
import { step } from '../step.ts'
import { ENDING_REASONS, EXTENSION_HOWS, ExpireInput, ExtendInput } from './desk-inputs.ts'
import { over } from './ending-steps.ts'
import { limitOf } from './limits.ts'
import { toldBlocks } from './papers.ts'
import { change, code, tellAll } from './steps.ts'

export const extend_mediation = step({
  on: 'mediation',
  from: ['accepted', 'assigned', 'notified', 'in_session'],
  to: null,
  by: ['mediator', 'handler'],
  needs: ['everybody_agreed', 'everybody_extends', 'limit_near'],
  input: ExtendInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    const limit = limitOf(here, part)
    if (!limit) throw new Error('an extension of no limit')
    const clock_id = next()
    const until = addDays(limit.due_on, input.days)
    const extension: Extension = { clock_id, days: input.days, until, agreed: input.agreed, at: here.occurred_at }
    return [
      change(part, { extensions: [...(part.facts.extensions ?? []), extension] }),
      { kind: 'stop_clock', id: limit.id, as: 'cancelled' } satisfies Consequence,
      startAgreedClock(here, clock_id, part, { unit: part.facts.unit_id }, 'put_in_effect', until, 'T-11e'),
      askPaper(
        next(),
        'D-17',
        namesOf(here, part.facts.parties),
        toldBlocks(
          here,
          part,
          [
            field('原来的期限', dayWords(limit.due_on)),
            field('延长', `${input.days} 日，到${dayWords(until)}`),
            ...(input.because ? [field('为什么延长', input.because)] : []),
            ...input.agreed.flatMap(({ party_id, how }) =>
              partiesAmong(here, [party_id]).map((party) => field(`${party.facts.name}同意`, EXTENSION_HOWS[how])),
            ),
            paragraph('延长要每一位都同意。延长以后，任何一方仍然随时可以退出，不用说理由。'),
          ],
          [signing(partiesSign(here, partiesAmong(here, part.facts.parties)))],
        ),
        part.facts.parties,
      ),
      ...tellAll(
        here,
        next,
        part,
        `${part.facts.in_name_of}：各方都同意，编号 ${code(here)} 的调解延长到 ${until}。您没有同意过的话，请拨打 ${ownUnit(here).phone}。`,
      ),
    ]
  },
  ids: 20,
  law: ['人民调解工作若干规定 第三十三条', '人民调解法 第十七条'],
  carries_out: { rows: [19] },
  says: '延长调解期限',
})

export const expire_mediation = step({
  on: 'mediation',
  from: ['accepted', 'assigned', 'notified', 'in_session'],
  to: 'expired',
  by: ['mediator', 'handler'],
  needs: ['limit_passed'],
  input: ExpireInput,
  then: (here, part, input) =>
    over(
      here,
      idsOf(here),
      part,
      { reason: 'time_is_up', note: input.note, party_id: null },
      { form: 'D-13', because: ENDING_REASONS.time_is_up, note: input.note },
    ),
  ids: 20,
  law: ['人民调解工作若干规定 第三十三条', '人民调解法 第二十六条'],
  carries_out: { because: '期限届满又没有都同意延长，要能如实登记（domain 2.2a：expired；2.4 第 19 行）' },
  says: '期限届满，终止调解',
})
