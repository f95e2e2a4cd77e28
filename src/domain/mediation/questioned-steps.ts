import { entrustedByCourt } from '../disputes/court-person.ts'
import { askPaper, startClock, tell } from '../disputes/make.ts'
import type { MediatorRequest } from '../disputes/parts.ts'
import { actorName, disputeOf, idsOf, namesOf, ownUnit, partiesAmong } from '../disputes/people.ts'
import { field, paragraph, routesBlock, whomToCall } from '../documents/forms.ts'
import { partiesSign, sealOf, signing } from '../documents/pieces.ts'
import { dayWords } from '../documents/say-time.ts'
import { type Here, step } from '../step.ts'
import { matterBox, numberOn, toldBlocks } from './papers.ts'
import { openRequests, REQUEST_GROUNDS } from './questioned.ts'
import { GrantOtherMediatorInput } from './questioned-desk-inputs.ts'
import {
  AskOtherMediatorInput,
  DropOtherMediatorInput,
  KEEP_REASONS,
  KeepMediatorInput,
  REQUEST_KINDS,
} from './questioned-inputs.ts'
import { answered, replaced } from './replacing.ts'
import { byAgent, change, code, heardHow, type Mediation, speakerOf, tellAll } from './steps.ts'

const MEDIATED = ['assigned', 'notified', 'in_session', 'suspended'] as const

/** Who decides, as the papers say it: where a court entrusted the matter it may be the court (特邀调解规定 15). */
const whoDecides = (here: Here, part: Mediation): string =>
  entrustedByCourt(disputeOf(here).facts)
    ? `${part.facts.in_name_of}的负责人，或者委托（委派）的人民法院`
    : `${part.facts.in_name_of}的负责人（不是这位调解员自己）`

const found = (part: Mediation, id: string): MediatorRequest => {
  const request = openRequests(part).find((it) => it.id === id)
  if (!request) throw new Error('an answer to a request that is not open')
  return request
}

export const ask_other_mediator = step({
  on: 'mediation',
  from: [...MEDIATED],
  to: null,
  by: ['party', 'handler', 'mediator'],
  needs: ['speaker_named', 'mediates_here', 'not_requested_yet', 'agent_may_choose'],
  input: AskOtherMediatorInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    const party_id = speakerOf(here, input)
    const id = next()
    const { kind, person_id, ground, note } = input
    const name = part.facts.mediators.find((it) => it.person_id === person_id)?.name ?? ''
    const clock = startClock(here, id, 'R-14', part, { unit: part.facts.unit_id }, 'grant_other_mediator')
    const due = clock.kind === 'start_clock' ? clock.due_on : ''
    const [party] = partiesAmong(here, [party_id])
    return [
      change(part, {
        other_mediator: [
          ...(part.facts.other_mediator ?? []),
          {
            ...{ id, party_id, ...byAgent(here, input), how: heardHow(here, input.how), kind, person_id, name },
            ...{ ground: kind === 'recusal' ? ground : null, note, at: here.occurred_at, answered: null },
          },
        ],
      }),
      clock,
      askPaper(
        next(),
        'F-14q',
        namesOf(here, [party_id]),
        [
          numberOn(here, part.facts),
          matterBox(here, part.facts),
          field('谁要求', namesOf(here, [party_id])),
          field('要求', `${REQUEST_KINDS[kind]}：${name}`),
          ...(kind === 'recusal' && ground ? [field('原因', REQUEST_GROUNDS[ground].says)] : []),
          ...(note ? [field('说明', note)] : []),
          field('由谁决定', whoDecides(here, part)),
          field('最迟', `${due === '' ? '' : dayWords(due)}（本县约定，可以调整）`),
          paragraph('答复以前，这位调解员不开始调解，也不在协议上签名。您随时可以收回这个要求，也可以退出调解。'),
          whomToCall(here.own_unit ?? here.receiver ?? ownUnit(here)),
          signing(partiesSign(here, partiesAmong(here, [party_id]))),
          sealOf(part.facts.in_name_of, here.today),
        ],
        [party_id],
      ),
      ...(here.actor.kind === 'staff' && party && party.facts.reach_id !== null
        ? [
            tell(
              next(),
              party,
              `${part.facts.in_name_of}：编号 ${code(here)}，登记了您提出${REQUEST_KINDS[kind]}（${name}），最迟 ${due} 答复您。`,
            ),
          ]
        : []),
    ]
  },
  law: ['人民调解法 第十九条、第二十三条第一项', '特邀调解规定 第十五条'],
  carries_out: { rows: [14] },
  says: '要求换调解员或者回避',
})

export const drop_other_mediator = step({
  on: 'mediation',
  from: [...MEDIATED],
  to: null,
  by: ['party', 'handler', 'mediator'],
  needs: ['speaker_named', 'request_hers', 'agent_may_choose'],
  input: DropOtherMediatorInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    const request = found(part, input.request_id)
    const [party] = partiesAmong(here, [request.party_id])
    return [
      ...answered(
        here,
        part,
        new Map([
          [
            request.id,
            { result: 'taken_back', because: input.note, court: '', by: actorName(here), at: here.occurred_at },
          ],
        ]),
      ),
      // What an office wrote down for her she must be able to contradict.
      ...(here.actor.kind === 'staff' && party && party.facts.reach_id !== null
        ? [
            tell(
              next(),
              party,
              `${part.facts.in_name_of}：编号 ${code(here)}，登记为您不再要求换调解员。如果不是您的意思，请马上拨打 ${ownUnit(here).phone}。`,
            ),
          ]
        : []),
    ]
  },
  law: ['人民调解法 第二十三条第一项'],
  carries_out: { because: '提出的人随时可以不要了（domain 2.4 第 14 行；人民调解法 23）' },
  says: '不再要求换调解员',
})

export const grant_other_mediator = step({
  on: 'mediation',
  from: [...MEDIATED],
  to: null,
  by: ['organiser'],
  needs: [
    'request_open',
    'asked_one_goes',
    'taken_out_stay_out',
    'mediators_known',
    'one_leads',
    'party_in_file',
    'mediators_free',
    'agent_may_choose',
  ],
  asks: ['people'],
  input: GrantOtherMediatorInput,
  then: (here, part, input) => replaced(here, part, input),
  ids: 30,
  law: ['人民调解法 第十九条、第二十三条第一项', '特邀调解规定 第十五条（由特邀调解组织或者人民法院决定）'],
  carries_out: { rows: [14] },
  says: '同意换调解员',
})

export const keep_mediator = step({
  on: 'mediation',
  from: [...MEDIATED],
  to: null,
  by: ['organiser'],
  needs: ['request_open', 'free_change_respected'],
  input: KeepMediatorInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    const request = found(part, input.request_id)
    const { because, court } = input
    return [
      ...answered(
        here,
        part,
        new Map([
          [
            request.id,
            {
              ...{ result: 'kept' as const, because: `${KEEP_REASONS[input.why]}。${because}`, court },
              ...{ by: `${ownUnit(here).name} ${actorName(here)}`, at: here.occurred_at },
            },
          ],
        ]),
      ),
      askPaper(
        next(),
        'F-14d',
        namesOf(here, part.facts.parties),
        toldBlocks(
          here,
          part,
          [
            field('要求', `${namesOf(here, [request.party_id])}提出${REQUEST_KINDS[request.kind]}：${request.name}`),
            field('决定', request.kind === 'recusal' ? '不回避，仍由这位调解员调解' : '不换，仍由这位调解员调解'),
            field('理由', `${KEEP_REASONS[input.why]}。${because}`),
            ...(court ? [field('人民法院的意见', court)] : []),
            field('决定的人', `${ownUnit(here).name} ${actorName(here)}`),
            paragraph('不接受这一决定的，可以不同意继续调解，随时退出，不用说理由，也不会有任何不利后果。'),
          ],
          [routesBlock()],
        ),
        part.facts.parties,
      ),
      ...tellAll(
        here,
        next,
        part,
        `${part.facts.in_name_of}：编号 ${code(here)}，${request.name}仍是调解员，理由请打开链接查看。不接受的可以不继续调解。`,
      ),
    ]
  },
  ids: 20,
  law: [
    '特邀调解规定 第十二条（不接受指定的，视为不同意调解）、第十五条',
    '人民调解法 第二十三条',
    '本县约定：第一次要求换人不用说理由，应当换，可以调整',
  ],
  carries_out: { rows: [14] },
  says: '不换调解员',
})
