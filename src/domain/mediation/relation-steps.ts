import { askPaper } from '../disputes/make.ts'
import { actorName, idsOf, namesOf, ownUnit, partiesAmong } from '../disputes/people.ts'
import { field, paragraph } from '../documents/forms.ts'
import { partiesSign, signing } from '../documents/pieces.ts'
import { step } from '../step.ts'
import { DeclareInput, WaiveRelationInput } from './desk-inputs.ts'
import { toldBlocks } from './papers.ts'
import { coversOf, standingsOf, waivable } from './standing.ts'
import { change, code, tellAll } from './steps.ts'

export const declare_relation = step({
  on: 'mediation',
  from: ['assigned', 'notified', 'in_session', 'suspended'],
  to: null,
  by: ['mediator', 'assisting_mediator', 'handler'],
  needs: ['mediator_of_this', 'party_in_mediation'],
  input: DeclareInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    const { person_id, party_id, says } = input
    return [
      change(part, {
        declared: [
          ...(part.facts.declared ?? []),
          { person_id, party_id, says, by: actorName(here), at: here.occurred_at },
        ],
      }),
      ...tellAll(
        here,
        next,
        part,
        `${part.facts.in_name_of}：编号 ${code(here)} 的调解员说明了和一方当事人的关系。您可以要求换人；大家都书面同意才继续。电话 ${ownUnit(here).phone}。`,
      ),
    ]
  },
  ids: 16,
  law: ['特邀调解规定 第十五条（披露、回避）', '在线调解规则 第十三条（参照）'],
  carries_out: { because: '关系什么时候知道就什么时候说明，说明以后重新核对（INV-5；domain 2.4 第 13、14 行）' },
  says: '说明和当事人的关系',
})

export const waive_relation = step({
  on: 'mediation',
  from: ['assigned', 'notified', 'in_session', 'suspended'],
  to: null,
  // Not the mediator herself: whose relation it is does not write down that nobody minds.
  by: ['handler'],
  needs: ['not_her_relation', 'relation_to_waive', 'party_in_file', 'everybody_waives'],
  input: WaiveRelationInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    const before = part.facts.disclosure ?? { says: [], waived_by: [] }
    const found = standingsOf(here, part).filter((it) => it.level === 'red')
    return [
      change(part, {
        disclosure: {
          ...before,
          waived_by: input.waived_by,
          covers: [...coversOf(here, part), ...waivable(here, part)],
        },
      }),
      askPaper(
        next(),
        'F-13w',
        namesOf(here, part.facts.parties),
        toldBlocks(
          here,
          part,
          [
            // Her own words may end in a full stop as well as the sentence they stand in.
            ...found.map((it) => field('已经知道的关系', it.reasons.join('').replace(/。{2,}/g, '。'))),
            field('书面同意', namesOf(here, input.waived_by)),
            paragraph('以后仍然可以要求换调解员，不用说理由。'),
          ],
          [signing(partiesSign(here, partiesAmong(here, part.facts.parties)))],
        ),
        part.facts.parties,
      ),
    ]
  },
  law: ['特邀调解规定 第十五条（披露、回避）'],
  carries_out: { because: '有关系的要全体当事人书面同意才继续（INV-5；domain 2.4 第 13、14 行）' },
  says: '书面同意不回避',
})
