import type { z } from 'zod'
import { dayIn } from '../clocks/calendar.ts'
import type { Consequence } from '../disputes/consequences.ts'
import { askPaper, entitled, tell } from '../disputes/make.ts'
import type { AgreementFacts, Part, Signature, SignedOnGlass } from '../disputes/parts.ts'
import { actingAgentOf, idAt, idsOf, namesOf, partiesAmong, partOf, responsibleUnit } from '../disputes/people.ts'
import { agreementNo } from '../documents/docket.ts'
import { wordingsOfDay } from '../documents/wording-book.ts'
import type { GuardName } from '../guards.ts'
import { capacityOf } from '../identity/capacity.ts'
import { titleOf } from '../mediation/papers.ts'
import { type Mediation, tellAll } from '../mediation/steps.ts'
import { SignInput, SignOnOurDeviceInput } from '../signing/inputs.ts'
import { type Here, step } from '../step.ts'
import type { Clause, OutsideFact, Undertaking } from './clauses.ts'
import { confirmable } from './confirmable.ts'
import {
  LayOutInput,
  OralInput,
  PutInEffectInput,
  RecordSignatureInput,
  ReviseInput,
  SignAsMediatorInput,
  TakeBackInput,
  TermsInput,
} from './desk-inputs.ts'
import { takeEffect } from './effect.ts'
import { AskCodeInput } from './inputs.ts'
import { draftPaper } from './papers.ts'
import { UNCLEAR, unclear } from './unclear.ts'
import { DOUBTFUL, doubtsIn } from './unlawful.ts'

type Agreement = Part<'agreement'>
type Terms = {
  identity_relation?: boolean
  dispute_facts: string
  clauses: Clause[]
  undertakings: Undertaking[]
  outside_facts: OutsideFact[]
}

/** An agreement may make very many obligations, each with its clock. */
export const MANY = 420

export const change = (part: Agreement, facts: Partial<AgreementFacts>): Consequence => ({
  kind: 'change_facts',
  part: 'agreement',
  id: part.id,
  facts,
})
export const mediationOf = (here: Here, part: Agreement): Mediation =>
  partOf(here, 'mediation', part.facts.mediation_id)

/** What is unclear, and what may stand but wants a word to the parties: read to them, never a reason to refuse. */
const warningsOf = (clauses: readonly Clause[]): string[] => [
  ...unclear(clauses).map(({ clause, code }) => `第 ${clause} 条：${UNCLEAR[code].says}${UNCLEAR[code].mend}`),
  ...clauses.flatMap((clause, at) =>
    doubtsIn(clause.what).map(({ code }) => `第 ${at + 1} 条：${DOUBTFUL[code].says}${DOUBTFUL[code].next}`),
  ),
]

const drafted = (mediation: Mediation, form: 'written' | 'oral', terms: Terms): AgreementFacts => ({
  mediation_id: mediation.id,
  task_id: mediation.facts.task_id,
  unit_id: mediation.facts.unit_id,
  form,
  edition: 1,
  parties: mediation.facts.parties,
  dispute_facts: terms.dispute_facts,
  clauses: terms.clauses,
  undertakings: terms.undertakings,
  outside_facts: terms.outside_facts,
  ...(terms.identity_relation ? { identity_relation: true } : {}),
  warnings: warningsOf(terms.clauses),
  signatures: [],
})

export const draft_agreement = step({
  on: 'mediation',
  from: ['in_session'],
  to: null,
  by: ['mediator'],
  needs: ['everybody_agreed', 'no_agreement_open', 'clauses_sound', 'clauses_lawful'],
  input: TermsInput,
  then: (here, part, input) => [
    {
      kind: 'open_part',
      part: 'agreement',
      id: idsOf(here)(),
      status: 'drafting',
      facts: drafted(part, 'written', input),
    },
  ],
  law: ['人民调解法 第二十八条、第二十九条'],
  carries_out: { because: '协议先起草再签（domain 2.2a：agreement drafting；2.4 第 20 行的前提）' },
  says: '起草协议',
  told: 'office',
})

export const revise_agreement = step({
  on: 'agreement',
  from: ['drafting'],
  to: null,
  by: ['mediator'],
  needs: ['everybody_agreed', 'clauses_sound', 'clauses_lawful', 'edition_read'],
  input: ReviseInput,
  then: (_, part, { edition: __, ...input }) => [
    change(part, { ...input, warnings: warningsOf(input.clauses), edition: part.facts.edition + 1 }),
  ],
  law: ['人民调解法 第二十九条'],
  carries_out: { because: '起草中的协议可以改，改了就是新的一版（threats I15）' },
  says: '修改协议',
  told: 'office',
})

export const lay_out_agreement = step({
  on: 'agreement',
  from: ['drafting'],
  to: 'signing',
  by: ['mediator'],
  needs: ['everybody_agreed', 'edition_read', 'no_request_open'],
  input: LayOutInput,
  then: (here, part) => {
    const next = idsOf(here)
    const mediation = mediationOf(here, part)
    const paper_id = next()
    return [
      entitled(
        askPaper(
          paper_id,
          'D-08',
          namesOf(here, part.facts.parties),
          draftPaper(here, part, mediation),
          part.facts.parties,
        ),
        titleOf(mediation.facts, '调解协议书'),
      ),
      ...tellAll(
        here,
        next,
        mediation,
        `${mediation.facts.in_name_of}：编号 ${here.file?.short_code ?? ''} 的协议写好了，请打开链接看清楚，同意再签，不同意可以不签。`,
      ),
      change(part, {
        wordings: wordingsOfDay(here),
        laid_out: {
          paper_id,
          number: agreementNo(here, part.facts, part.id) ?? here.file?.short_code ?? '',
          committee: mediation.facts.in_name_of,
          parties: partiesAmong(here, part.facts.parties).map(({ id, facts }) => ({ id, name: facts.name })),
        },
      }),
    ]
  },
  ids: 20,
  law: ['人民调解法 第二十八条、第二十九条'],
  carries_out: { rows: [20] },
  says: '协议交双方签字',
})

export const take_back_agreement = step({
  on: 'agreement',
  from: ['signing'],
  to: 'drafting',
  by: ['mediator'],
  needs: ['edition_read'],
  input: TakeBackInput,
  // What was signed was the text before: a new edition begins without a signature (threats I15).
  then: (_, part) => [change(part, { edition: part.facts.edition + 1, signatures: [] })],
  law: ['人民调解法 第二十九条'],
  carries_out: { because: '签署中发现要改，收回成新的一版，原来的签字作废（threats I15）' },
  says: '收回重改',
})

const signature = (here: Here, part: Agreement, it: Omit<Signature, 'at'>): Consequence =>
  change(part, { signatures: [...part.facts.signatures, { ...it, at: here.occurred_at }] })

export const ask_code = step({
  on: 'agreement',
  from: ['signing'],
  to: null,
  by: ['party'],
  needs: [
    'signs_once',
    'edition_read',
    'phone_is_hers',
    'screen_allowed',
    'laid_out_for_screen',
    'not_by_agent_where_personal',
    'agent_may_settle',
    'agent_has_phone',
    'guardian_with_her',
  ],
  input: AskCodeInput,
  then: (here, part) => {
    if (here.actor.kind !== 'party') return []
    const next = idsOf(here)
    const agent = actingAgentOf(here)
    return [
      {
        kind: 'send_effect',
        id: next(),
        effect: 'text_message',
        to_party: here.actor.party_id,
        wording: `签字验证码 {code}，10 分钟内有效。不是您本人在签，请不要告诉任何人。`,
        code: {
          id: next(),
          about: part.id,
          edition: part.facts.edition,
          // What reaches his phone proves him, and nobody else.
          ...(agent?.reach_id ? { agent: { id: agent.id, reach_id: agent.reach_id } } : {}),
        },
      },
    ]
  },
  law: ['电子签名法 第十三条'],
  carries_out: { because: '在屏幕上签字先要证明是本人（issue: A dispute walks, 8）' },
  says: '索取签字验证码',
  told: 'office',
})

export const sign_agreement = step({
  on: 'agreement',
  from: ['signing'],
  to: null,
  by: ['party'],
  needs: [
    'signs_once',
    'edition_read',
    'phone_is_hers',
    'screen_allowed',
    'laid_out_for_screen',
    'signed_now',
    'not_by_agent_where_personal',
    'agent_may_settle',
    'known_by_code',
    'guardian_with_her',
    'text_laid_before',
    'own_terms_known',
    'screen_agreed',
    'name_written',
  ],
  asks: ['proved_by_code', 'signing_copy'],
  input: SignInput,
  then: (here, part, input) => {
    if (here.actor.kind !== 'party') return []
    const { party_id, agent_id: by_agent } = here.actor
    return [
      signature(here, part, {
        who: { party: party_id },
        name: signerName(here, { party_id, by_agent }),
        how: 'on_screen',
        known_by: 'one_time_code',
        ...(by_agent ? { by_agent } : {}),
        signed: onGlass(input, 'own'),
      }),
    ]
  },
  law: ['人民调解法 第二十九条', '电子签名法 第三条、第十三条、第十四条'],
  carries_out: { rows: [20] },
  says: '在屏幕上签字',
})

/** What goes into a signature of what was signed and how. The strokes stay in the event: no page ever shows them. */
const onGlass = (
  { terms_hash, pdf_hash, consent, tries }: z.output<typeof SignInput> | z.output<typeof SignOnOurDeviceInput>,
  device: 'own' | 'office',
): SignedOnGlass => ({ terms_hash, pdf_hash, consent, tries, device })

export const sign_on_our_device = step({
  on: 'agreement',
  from: ['signing'],
  to: null,
  by: ['mediator'],
  needs: [
    'signs_once',
    'edition_read',
    'screen_allowed',
    'laid_out_for_screen',
    'signed_now',
    'not_by_agent_where_personal',
    'agent_may_settle',
    'guardian_with_her',
    'text_laid_before',
    'own_terms_known',
    'screen_agreed',
    'name_written',
  ],
  asks: ['signing_copy'],
  input: SignOnOurDeviceInput,
  // Who signs with a guardian signs on paper: two names belong there, each by its own hand.
  then: (here, part, input) => [
    ...toldOf(here, input),
    signature(here, part, {
      who: { party: input.party_id },
      name: signerName(here, input),
      how: 'on_screen',
      known_by: input.known_by,
      ...(input.by_agent ? { by_agent: input.by_agent } : {}),
      signed: onGlass(input, 'office'),
    }),
  ],
  // 13 asks for what she alone controls; before the mediator it is a common electronic signature (2, 3), and her phone hears of it.
  law: [
    '人民调解法 第二十九条',
    '电子签名法 第二条、第三条',
    '本县约定：在调解员的设备上写的签名是一般的电子签名，签了给本人的电话发短信说明，可以调整',
  ],
  carries_out: { rows: [20] },
  says: '当面在屏幕上签字',
})

/** Her own phone hears that her name was written on the office's device: whoever it was not says so. Not where the other side gave it. */
function toldOf(
  here: Here,
  { party_id, by_agent }: { party_id: string; by_agent?: string | undefined },
): Consequence[] {
  const [party] = partiesAmong(here, [party_id])
  if (!party?.facts.reach_id || party.facts.reach_from === 'other_side') return []
  const agent = party.facts.agents?.find((it) => it.id === by_agent)
  const unit = responsibleUnit(here)
  const who = agent ? `您的代理人${agent.name}代您` : '有人用您的名字'
  return [
    tell(
      idAt(here, 0),
      party,
      `${unit.name}：编号 ${here.file?.short_code ?? ''} 的协议，${who}在调解员的设备上签了字。不是您的意思，请马上拨打 ${unit.phone}。`,
    ),
  ]
}

/** Under whose hand the signature stands: her own, her agent's under a special authority, her guardian's for or with her. */
function signerName(
  here: Here,
  input: { party_id: string; by_agent?: string | undefined; with_guardian?: boolean | undefined },
): string {
  const [party] = partiesAmong(here, [input.party_id])
  const { name = '', agents = [], guardian, capacity } = party?.facts ?? {}
  const agent = agents.find((it) => it.id === input.by_agent)
  const without = capacityOf(capacity, here.today) === 'none'
  return [
    name,
    ...(agent ? [`由代理人${agent.name}代签（特别授权）`] : []),
    ...(input.with_guardian && guardian ? [`监护人${guardian.name}${without ? '代签' : '同签'}`] : []),
  ].join('，')
}

export const record_signature = step({
  on: 'agreement',
  from: ['signing'],
  to: null,
  by: ['mediator'],
  needs: [
    'signs_once',
    'edition_read',
    'not_by_agent_where_personal',
    'agent_may_settle',
    'guardian_with_her',
    'finger_witnessed',
  ],
  input: RecordSignatureInput,
  then: (here, part, input) => [
    signature(here, part, {
      who: { party: input.party_id },
      name: signerName(here, input),
      how: 'on_paper',
      known_by: input.known_by,
      ...(input.by_agent ? { by_agent: input.by_agent } : {}),
      ...(input.with_guardian ? { with_guardian: true } : {}),
      ...(input.by_finger ? { witness: input.witness } : {}),
    }),
  ],
  law: ['人民调解法 第二十九条（签名、盖章或者按指印）'],
  carries_out: { rows: [20] },
  says: '登记纸上签字',
})

export const sign_as_mediator = step({
  on: 'agreement',
  from: ['signing'],
  to: null,
  by: ['mediator'],
  needs: ['mediator_signs_once', 'edition_read', 'mediators_clear', 'no_request_open'],
  asks: ['signing_copy'],
  input: SignAsMediatorInput,
  then: (here, part) =>
    here.actor.kind === 'staff'
      ? [
          signature(here, part, {
            who: { person: here.actor.person_id },
            name: here.actor.name,
            how: 'on_screen',
            known_by: 'signed_in',
            // What the parties sign on glass, where any of them does.
            ...(here.named.signing_copy ? { signed: here.named.signing_copy } : {}),
          }),
        ]
      : [],
  law: ['人民调解法 第二十九条'],
  carries_out: { rows: [20] },
  says: '调解员签名',
})

/** What stands before a written agreement takes effect, whether it settles all or a part (人民调解法 29). */
export const IN_EFFECT_NEEDS = [
  'everybody_agreed',
  'mediation_goes_on',
  'every_party_signed',
  'mediator_signed',
  'after_last_signature',
  'mediators_clear',
  'no_request_open',
  'guardians_signed',
] as const satisfies readonly GuardName[]

/**
 * What the last signature or seal brings about where a written agreement settles the whole (人民调解法 29): the same whether the
 * seal is of rubber or put on here. @param sealed by whom and when: never after the step itself
 */
export function wholeInEffect(
  here: Here,
  next: () => string,
  part: Agreement,
  sealed: NonNullable<AgreementFacts['sealed']>,
): Consequence[] {
  const mediation = mediationOf(here, part)
  const facts = { ...part.facts, sealed }
  return [
    change(part, { sealed, effective_on: dayIn(here.occurred_at) }),
    { kind: 'move_part', part: 'mediation', id: mediation.id, status: 'agreed' },
    ...takeEffect(here, next, part.id, facts),
    ...tellAll(
      here,
      next,
      mediation,
      `${mediation.facts.in_name_of}：编号 ${here.file?.short_code ?? ''} 的协议已经生效。${confirmable(mediation, facts) ? '30 日内双方可以一起向法院申请司法确认。' : ''}`,
    ),
  ]
}

export const put_in_effect = step({
  on: 'agreement',
  from: ['signing'],
  to: 'in_effect',
  by: ['mediator', 'handler'],
  needs: IN_EFFECT_NEEDS,
  input: PutInEffectInput,
  then: (here, part) =>
    wholeInEffect(here, idsOf(here), part, {
      by: mediationOf(here, part).facts.in_name_of,
      at: here.occurred_at,
    }),
  ids: MANY,
  law: ['人民调解法 第二十九条、第三十一条、第三十三条'],
  carries_out: { rows: [20] },
  says: '协议生效',
})

export const agree_orally = step({
  on: 'mediation',
  from: ['in_session'],
  to: 'agreed',
  by: ['mediator'],
  needs: [
    'everybody_agreed',
    'no_agreement_open',
    'clauses_sound',
    'clauses_lawful',
    'oral_allowed',
    'mediators_clear',
    'no_request_open',
    'party_in_file',
    'agent_may_settle',
    'guardians_there',
  ],
  input: OralInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    const id = next()
    const facts: AgreementFacts = {
      ...drafted(part, 'oral', input),
      effective_on: dayIn(here.occurred_at),
    }
    return [
      { kind: 'open_part', part: 'agreement', id, status: 'in_effect', facts },
      ...takeEffect(here, next, id, facts),
    ]
  },
  ids: MANY,
  law: ['人民调解法 第二十八条、第三十条'],
  carries_out: { rows: [21] },
  says: '达成口头协议',
})
