import type { Consequence } from '../disputes/consequences.ts'
import type { Guidance } from '../disputes/parts.ts'
import { actorName, idAt } from '../disputes/people.ts'
import { type Here, step } from '../step.ts'
import { endAsking, openGuidance } from './asked.ts'
import { AskGuidanceInput, EndGuidanceInput, GiveGuidanceInput } from './guidance-inputs.ts'
import { change, type Mediation } from './steps.ts'

/** While somebody mediates: before there is nobody to ask, afterwards nothing to ask about. */
const WHILE_MEDIATED = ['assigned', 'notified', 'in_session', 'suspended'] as const

const BECAUSE = '难办的可以请本县名单里的专家、特邀调解员出主意，只供参考（S0-64、S1-40；domain 1.3、1.5）'

/**
 * Nobody takes part in the mediation by this, so it rests on no law that invites her: inviting somebody to take part needs the
 * parties' consent (人民调解法 20), and these rows ask for none.
 */
const ANONYMOUS = '本县约定：不说当事人是谁，只问问题，意见只供参考，不给当事人看，可以调整'
const SECRECY = '人民调解法 第十五条第四项（保密）'

/** The question so named is over: whoever was asked sees no more of it. */
const answered = (
  here: Here,
  part: Mediation,
  id: string,
  how: Pick<Guidance, 'answer'> | Pick<Guidance, 'ended'>,
): Consequence[] => [
  change(part, { guidance: (part.facts.guidance ?? []).map((it) => (it.id === id ? { ...it, ...how } : it)) }),
  ...endAsking(
    here,
    openGuidance(part).filter((it) => it.id === id),
  ),
]

export const ask_guidance = step({
  on: 'mediation',
  from: [...WHILE_MEDIATED],
  to: null,
  by: ['mediator'],
  needs: ['adviser_known', 'adviser_apart', 'asked_once'],
  asks: ['adviser'],
  input: AskGuidanceInput,
  secrets: { question: 'guidance' },
  then: (here, part, input) => {
    const adviser = here.named.adviser
    if (!adviser) return []
    const [id, involvement] = [idAt(here, 0), idAt(here, 1)]
    const { person_id, name, unit_name, role } = adviser
    return [
      change(part, {
        guidance: [
          ...(part.facts.guidance ?? []),
          {
            id,
            person_id,
            name,
            unit_name,
            role,
            kind: input.kind,
            question: input.question,
            asked_by: actorName(here),
            at: here.occurred_at,
            involvement,
          },
        ],
      }),
      { kind: 'involve', id: involvement, who: { person: person_id }, as_what: 'consulted', until: null },
    ]
  },
  law: [ANONYMOUS, SECRECY],
  carries_out: { because: BECAUSE },
  says: '请教专家或特邀调解员',
  told: 'office',
})

export const give_guidance = step({
  on: 'mediation',
  from: [...WHILE_MEDIATED],
  to: null,
  by: ['adviser'],
  needs: ['question_hers'],
  input: GiveGuidanceInput,
  secrets: { opinion: 'guidance' },
  then: (here, part, { guidance_id, opinion, disclosed }) =>
    answered(here, part, guidance_id, { answer: { opinion, disclosed, at: here.occurred_at } }),
  law: [ANONYMOUS, SECRECY],
  carries_out: { because: BECAUSE },
  says: '给出指导意见',
  told: 'office',
})

export const end_guidance = step({
  on: 'mediation',
  from: [...WHILE_MEDIATED],
  to: null,
  by: ['mediator', 'adviser'],
  needs: ['question_open'],
  input: EndGuidanceInput,
  then: (here, part, { guidance_id, because }) =>
    answered(here, part, guidance_id, { ended: { because, at: here.occurred_at } }),
  law: [ANONYMOUS, '特邀调解规定 第十五条（有关系的，不提意见）'],
  carries_out: { because: BECAUSE },
  says: '不再请教',
  told: 'office',
})
