import { IN_EFFECT_NEEDS, MANY, mediationOf, wholeInEffect } from '../agreements/steps.ts'
import type { Consequence } from '../disputes/consequences.ts'
import { tell } from '../disputes/make.ts'
import type { Part, StatusOf } from '../disputes/parts.ts'
import { applicantsOf, disputeOf, idAt, idsOf, partiesAmong } from '../disputes/people.ts'
import { type Here, step } from '../step.ts'
import { RevokeSealInput, SealAgreementInput, SealPaperInput } from './inputs.ts'
import { type NamedPaper, ownerOf, type Seal, sealsIn } from './seal.ts'

type Agreement = Part<'agreement'>
const SEAL_OF_COMMITTEE =
  '人民调解法 第二十九条（调解协议书自各方当事人签名、盖章或者按指印，人民调解员签名并加盖人民调解委员会印章之日起生效）'
const SIGNED_ELECTRONICALLY =
  '本县约定：人人在屏幕上签的协议，由负责人盖电子印章，是一般的电子签名（电子签名法 第二条、第三条），身份关系的协议除外，可以调整'
const OWN = '本县约定：通知、告知这类文书盖不盖章，由出具的单位定；印章由单位负责人保管、使用，每次都留记录，可以调整'

/** The seal on a paper, and the copy that bears it: drawn and signed when this is written, and again until it is made. */
const sealOn = (here: Here, seal: Seal): Consequence[] => [
  { kind: 'change_facts', part: 'dispute', id: disputeOf(here).id, facts: { seals: [...sealsIn(here.parts), seal] } },
  { kind: 'send_effect', id: seal.id, effect: 'sealed_copy', wording: `${seal.committee}：${seal.title}盖章件` },
]

/** The seal is the last of what an agreement needs (人民调解法 29): with it the agreement is in effect, the same day. */
export const seal_agreement = step({
  on: 'agreement',
  from: ['signing'],
  to: 'in_effect',
  by: ['seal_keeper'],
  needs: [...IN_EFFECT_NEEDS, 'edition_read', 'screen_allowed', 'signed_on_screen', 'sealed_today'],
  input: SealAgreementInput,
  then: (here, part: Agreement) => {
    if (here.actor.kind !== 'staff') return []
    const next = idsOf(here)
    const { person_id, name, unit_id } = here.actor
    const committee = mediationOf(here, part).facts.in_name_of
    const [by, at] = [{ person_id, name }, here.now]
    const made = wholeInEffect(here, next, part, { by: committee, at, person: by })
    const paper = made.find((it) => it.kind === 'ask_paper' && it.form === 'D-08')
    if (paper?.kind !== 'ask_paper') throw new Error('an agreement in effect without its paper')
    const { id: paper_id, form, content, for_parties = null } = paper
    return [
      ...made,
      ...sealOn(here, {
        ...{ id: next(), paper_id, form, title: content.title, committee, unit_id, agreement_id: part.id, for_parties },
        ...{ by, at, because: '', revoked: null },
      }),
    ]
  },
  ids: MANY,
  law: [SEAL_OF_COMMITTEE, '人民调解法 第三十一条、第三十三条', SIGNED_ELECTRONICALLY],
  carries_out: { rows: [20] },
  says: '盖电子印章，协议生效',
})

/** While it is handled, and when it is over: a paper may be asked for, or turn out wrong, long afterwards. */
const HAS_PAPERS = ['open', 'closed', 'not_accepted'] as const satisfies readonly StatusOf<'dispute'>[]

const newSeal = (here: Here, paper: NamedPaper, because: string): Seal[] => {
  if (here.actor.kind !== 'staff') return []
  const { person_id, name, unit_id, unit_name } = here.actor
  const { committee, agreement_id } = ownerOf(here.parts, paper)
  return [
    {
      ...{ id: idAt(here, 0), paper_id: paper.id, form: paper.form, title: paper.title },
      ...{ committee: committee ?? here.named.committee?.name ?? unit_name, unit_id, agreement_id },
      for_parties: paper.for_parties,
      ...{ by: { person_id, name }, at: here.occurred_at, because, revoked: null },
    },
  ]
}

export const seal_paper = step({
  on: 'dispute',
  from: HAS_PAPERS,
  to: null,
  by: ['seal_keeper'],
  needs: ['paper_bears_seal', 'paper_not_personal', 'own_units_paper', 'paper_not_sealed'],
  asks: ['paper', 'committee'],
  input: SealPaperInput,
  then: (here, _, { because }) =>
    here.named.paper ? newSeal(here, here.named.paper, because).flatMap((seal) => sealOn(here, seal)) : [],
  law: [OWN],
  carries_out: { because: '文书要盖章的，盖章是单独的一步，谁盖的、为什么盖都留记录（domain 3.1；issue: Signing）' },
  says: '给文书盖章',
  told: 'office',
})

/** So many are told at once; more than that read it on their pages. */
const TOLD = 10

/** Whoever has the paper learns that the file in her hands counts no more, and that her agreement is another matter. */
function tellOf(here: Here, seal: Seal): Consequence[] {
  const next = idsOf(here)
  const code = here.file?.short_code ?? ''
  const stays = seal.agreement_id === null ? '' : '协议本身有没有效，由法律和法院定，不因为撤销盖章件而改变。'
  const says = `${seal.committee}：编号 ${code} 的${seal.title}的盖章件撤销了，那个文件请不要再用。${stays}请打开链接查看，或者打电话问我们。`
  const ids = seal.for_parties ?? applicantsOf(here).map((it) => it.id)
  return partiesAmong(here, ids)
    .filter((it) => it.facts.reach_id !== null)
    .slice(0, TOLD)
    .map((it) => tell(next(), it, says))
}

export const revoke_seal = step({
  on: 'dispute',
  from: HAS_PAPERS,
  to: null,
  by: ['seal_keeper'],
  needs: ['seal_stands', 'revocation_grounded'],
  input: RevokeSealInput,
  then: (here, part, { seal_id, why, court_paper, because }) => {
    if (here.actor.kind !== 'staff') return []
    const revoked = { at: here.occurred_at, by: here.actor.name, why, court_paper, because }
    const seals = sealsIn(here.parts)
    const known = seals.find((it) => it.id === seal_id)
    return [
      {
        kind: 'change_facts',
        part: 'dispute',
        id: part.id,
        facts: { seals: seals.map((it) => (it.id === seal_id ? { ...it, revoked } : it)) },
      },
      ...(known ? tellOf(here, known) : []),
    ]
  },
  law: [
    '本县约定：盖错了、协议被法院撤销或者确认无效的，由出具的单位撤销盖章件，扫码即见；协议有没有效不由它定，可以调整',
  ],
  carries_out: { because: '盖出去的文书不能收回，只能让人一扫就知道它已经撤销（issue: Proof）' },
  says: '撤销盖章件',
  told: 'everyone',
})
