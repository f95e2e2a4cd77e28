import type { Consequence } from '../disputes/consequences.ts'
import type { AgreementFacts, Part, StatusOf } from '../disputes/parts.ts'
import { disputeOf, idAt, partOf } from '../disputes/people.ts'
import { type Here, step } from '../step.ts'
import { RevokeSealInput, SealAgreementInput, SealPaperInput } from './inputs.ts'
import { type NamedPaper, type Seal, sealsIn } from './seal.ts'

type Agreement = Part<'agreement'>
const SEAL_OF_COMMITTEE =
  '人民调解法 第二十九条（调解协议书自各方当事人签名、盖章或者按指印，人民调解员签名并加盖人民调解委员会印章之日起生效）'
const RELIABLE = '电子签名法 第十三条、第十四条（可靠的电子签名与手写签名、盖章同等效力）'
const OWN = '本县约定：印章由单位负责人保管、使用，每次都留记录，可以调整'

/** The seal on a paper, and the copy that bears it: drawn and signed when this is written, and again until it is made. */
const sealOn = (here: Here, seal: Seal): Consequence[] => [
  { kind: 'change_facts', part: 'dispute', id: disputeOf(here).id, facts: { seals: [...sealsIn(here.parts), seal] } },
  { kind: 'send_effect', id: seal.id, effect: 'sealed_copy', wording: `${seal.committee}：${seal.title}盖章件` },
]

/**
 * The copy of an agreement that was sealed here, made when it takes effect: none where a seal of rubber was pressed on paper.
 * @param made what taking effect brings about: its paper is among it
 */
export function sealedCopyOf(
  here: Here,
  id: string,
  { id: agreement_id, facts }: { id: string; facts: AgreementFacts },
  made: readonly Consequence[],
): Consequence[] {
  const by = facts.sealed?.person
  const paper = made.find((it) => it.kind === 'ask_paper' && it.form === 'D-08')
  if (!by || !facts.sealed || paper?.kind !== 'ask_paper') return []
  const { form, content } = paper
  return sealOn(here, {
    ...{ id, paper_id: paper.id, form, title: content.title, committee: facts.sealed.by, unit_id: facts.unit_id },
    ...{ agreement_id, by, at: facts.sealed.at, because: '', revoked: null },
  })
}

export const seal_agreement = step({
  on: 'agreement',
  from: ['signing'],
  to: null,
  by: ['seal_keeper'],
  needs: [
    'everybody_agreed',
    'every_party_signed',
    'mediator_signed',
    'after_last_signature',
    'edition_read',
    'no_request_open',
    'agreement_not_sealed',
  ],
  input: SealAgreementInput,
  then: (here, part: Agreement) => {
    if (here.actor.kind !== 'staff') return []
    const { person_id, name } = here.actor
    const by = partOf(here, 'mediation', part.facts.mediation_id).facts.in_name_of
    const sealed = { by, at: here.occurred_at, person: { person_id, name } }
    return [{ kind: 'change_facts', part: 'agreement', id: part.id, facts: { sealed } }]
  },
  law: [SEAL_OF_COMMITTEE, RELIABLE, OWN],
  carries_out: { rows: [20] },
  says: '盖章',
  told: 'office',
})

/** While it is handled, and when it is over: a paper may be asked for, or turn out wrong, long afterwards. */
const HAS_PAPERS = ['open', 'closed', 'not_accepted'] as const satisfies readonly StatusOf<'dispute'>[]

const newSeal = (here: Here, paper: NamedPaper, because: string): Seal[] => {
  if (here.actor.kind !== 'staff') return []
  const { person_id, name, unit_id, unit_name } = here.actor
  return [
    {
      ...{ id: idAt(here, 0), paper_id: paper.id, form: paper.form, title: paper.title },
      ...{ committee: here.named.committee?.name ?? unit_name, unit_id, agreement_id: paper.agreement_id },
      ...{ by: { person_id, name }, at: here.occurred_at, because, revoked: null },
    },
  ]
}

export const seal_paper = step({
  on: 'dispute',
  from: HAS_PAPERS,
  to: null,
  by: ['seal_keeper'],
  needs: ['paper_bears_seal', 'own_units_paper', 'paper_not_sealed'],
  asks: ['paper', 'committee'],
  input: SealPaperInput,
  then: (here, _, { because }) =>
    here.named.paper ? newSeal(here, here.named.paper, because).flatMap((seal) => sealOn(here, seal)) : [],
  law: [SEAL_OF_COMMITTEE, RELIABLE, OWN],
  carries_out: { because: '文书要盖章的，盖章是单独的一步，谁盖的、为什么盖都留记录（domain 3.1；issue: Signing）' },
  says: '给文书盖章',
  told: 'office',
})

export const revoke_seal = step({
  on: 'dispute',
  from: HAS_PAPERS,
  to: null,
  by: ['seal_keeper'],
  needs: ['seal_stands'],
  input: RevokeSealInput,
  then: (here, part, { seal_id, because }) => {
    if (here.actor.kind !== 'staff') return []
    const revoked = { at: here.occurred_at, by: here.actor.name, because }
    const seals = sealsIn(here.parts).map((it) => (it.id === seal_id ? { ...it, revoked } : it))
    return [{ kind: 'change_facts', part: 'dispute', id: part.id, facts: { seals } }]
  },
  law: ['本县约定：盖错了、协议被法院撤销或者确认无效的，由盖章的单位撤销盖章件，扫码即见，可以调整'],
  carries_out: { because: '盖出去的文书不能收回，只能让人一扫就知道它已经撤销（issue: Proof）' },
  says: '撤销盖章件',
  told: 'everyone',
})
