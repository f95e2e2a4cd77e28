import type { Consequence } from '../disputes/consequences.ts'
import { notDoneAfterAll } from '../disputes/ending.ts'
import { askPaper, cancelClocksOf, startAgreedClock, tell } from '../disputes/make.ts'
import { type ChangeConsent, type ChangeProposal, type ObligationFacts, type Part, partsOf } from '../disputes/parts.ts'
import { idsOf, mediatedBy, namesOf, partiesAmong, responsibleUnit } from '../disputes/people.ts'
import type { PaperBlock } from '../documents/blocks.ts'
import { effectBlock, paragraph, routesBlock, whomToCall } from '../documents/forms.ts'
import { box, byName, cell, partiesSign, sealOf, signing, theEnd } from '../documents/pieces.ts'
import { momentWords } from '../documents/say-time.ts'
import { type Here, step } from '../step.ts'
import { sayYuan, sumOf } from './amounts.ts'
import { awaitedIn, concerned } from './change.ts'
import { changeInWords } from './change-words.ts'
import { change, owed, speaker } from './obligation-steps.ts'
import { paidOf } from './payments.ts'
import {
  AGREED_HOW,
  AgreeChangeInput,
  type AgreedHow,
  ProposeChangeInput,
  RefuseChangeInput,
} from './performance-inputs.ts'

type Obligation = Part<'obligation'>

/** Everybody it touches: both sides, and whoever stands surety (民法典 695). */
const touched = ({ facts }: Obligation): string[] => [...facts.debtors, ...facts.creditors, ...facts.guarantors]
/** So many are told at once; more than that read it on their pages. */
const TOLD = 40
const tellAll = (here: Here, next: () => string, ids: readonly string[], says: string): Consequence[] =>
  partiesAmong(here, ids)
    .slice(0, TOLD)
    .map((party) => tell(next(), party, says))

export const propose_change = step({
  on: 'obligation',
  from: ['waiting', 'due', 'breached'],
  to: null,
  by: ['debtor', 'creditor', 'handler'],
  needs: [
    // What was closed has no days running: a change begins where the matter is taken up again.
    'dispute_open',
    'change_possible',
    'no_change_open',
    'either_side_speaks',
    'change_sound',
    'agent_may_settle',
    'guardian_with_her',
  ],
  input: ProposeChangeInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    const party_id = here.actor.kind === 'party' ? here.actor.party_id : (input.said_by ?? '')
    const { due_on, amount, instalments, why } = input
    const terms = { due_on: instalments.length > 0 ? null : due_on, amount, instalments }
    const by = speaker(here, input)
    const proposal: ChangeProposal = { id: next(), party_id, by, at: here.occurred_at, why, ...terms }
    return [
      change(part, { proposal }),
      ...tellAll(
        here,
        next,
        concerned(part).filter((id) => id !== party_id),
        `${by}想和您商量改约定（${owed(here, part)}）：${changeInWords(terms)}。${concerned(part).length > 2 ? '每一位都同意才改' : '您同意才改'}，不同意就照原来的办，不用说理由。`,
      ),
    ]
  },
  ids: 50,
  law: ['民法典 第五百四十三条（协商一致可以变更）'],
  carries_out: { because: '履行有困难的，一方可以提出改期、分期，对方同意才算（issue: Performance, change by both）' },
  says: '提出改期或分期',
})

/** The terms of the obligation itself, and of those its further instalments become. */
function changed(part: Obligation, { due_on, amount, instalments }: ChangeProposal) {
  const [first, ...further] = instalments
  const paid = paidOf(part.facts)
  const own: Partial<ObligationFacts> = first
    ? { due_on: first.due_on, amount: sumOf([paid, first.amount]) }
    : { due_on: due_on ?? part.facts.due_on, amount: amount ?? part.facts.amount }
  return { own, further }
}

/** D-08c, the sheet that goes with the agreement: what stood before, what stands now, how each side said yes. */
function sheet(here: Here, part: Obligation, proposal: ChangeProposal, agreed: readonly ChangeConsent[]): PaperBlock[] {
  const { facts } = part
  const { in_name_of, mediators } = mediatedBy(here, part)
  const said = (it: ChangeConsent) => AGREED_HOW[it.how as AgreedHow] ?? it.how
  return [
    box([
      cell('查询编号', here.file?.short_code),
      cell('补充的是', `协议第 ${facts.clause} 条`),
      cell('原来的约定', owed(here, part), true),
      cell('现在的约定', changeInWords(proposal), true),
      cell('已经付的', `${sayYuan(paidOf(facts))}，照样算数`, true),
      cell('提出的人', `${proposal.by}（${momentWords(proposal.at)}）`, true),
      ...agreed.map((it) => cell('同意的人', `${it.by}（${momentWords(it.at)}，${said(it)}）`, true)),
      ...(proposal.why ? [cell('提出时说的', proposal.why, true)] : []),
    ]),
    paragraph(
      `${agreed.length > 1 ? '各方' : '双方'}协商一致，自今天起照现在的约定办；协议的其他各条不变（民法典 第五百四十三条）。`,
    ),
    ...(facts.guarantors.length > 0
      ? [
          paragraph(
            `保证人${namesOf(here, facts.guarantors)}没有书面同意的，对加重的部分不承担保证责任，保证期间不受影响（民法典 第六百九十五条）。`,
          ),
        ]
      : []),
    theEnd,
    signing([
      ...partiesSign(here, partiesAmong(here, facts.debtors), '义务人'),
      ...partiesSign(here, partiesAmong(here, facts.creditors), '权利人'),
      byName('调解员', ...mediators),
      byName('记录人', here.actor.kind === 'staff' ? here.actor.name : ''),
    ]),
    sealOf(in_name_of, null),
    whomToCall(responsibleUnit(here)),
    effectBlock(),
    routesBlock(),
  ]
}

export const agree_change = step({
  on: 'obligation',
  from: ['waiting', 'due', 'breached'],
  to: 'due',
  by: ['debtor', 'creditor', 'handler'],
  needs: [
    'dispute_open',
    'change_proposed',
    'other_side_agrees',
    'others_agreed',
    'change_sound',
    'same_proposal',
    'how_known',
    'agent_may_settle',
    'guardian_with_her',
  ],
  input: AgreeChangeInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    const { proposal, waiting_for } = part.facts
    if (!proposal) throw new Error('agreed to a change nobody proposed')
    const how = here.actor.kind === 'party' ? 'signed_in' : input.how
    const by = speaker(here, input)
    const { own, further } = changed(part, proposal)
    const due_on = own.due_on ?? here.today
    const before = { due_on: part.facts.due_on, amount: part.facts.amount, condition: waiting_for?.condition ?? null }
    const agreed: ChangeConsent = { by, at: here.occurred_at, how }
    const agreed_before = Object.values(proposal.agreed ?? {})
    const debtor = { party: part.facts.debtors[0] ?? '' }
    const shares = partsOf(here.parts, 'obligation').filter(
      (it) => it.facts.agreement_id === part.facts.agreement_id && it.facts.clause === part.facts.clause,
    )
    return [
      change(part, {
        ...own,
        waiting_for: null,
        proposal: null,
        denials: 0,
        reminded: [],
        changes: [
          ...(part.facts.changes ?? []),
          {
            ...{ on: here.today, before, proposed: proposal, agreed },
            ...(agreed_before.length > 0 ? { agreed_before } : {}),
          },
        ],
      }),
      ...cancelClocksOf(here, 'T-54', part),
      ...cancelClocksOf(here, 'R-54', part),
      ...notDoneAfterAll(here),
      startAgreedClock(here, next(), part, debtor, 'confirm_performed', due_on),
      ...further.flatMap((instalment, at): Consequence[] => {
        const id = next()
        const { clause, nature, debtors, joint, creditors, what, guarantors, held_by, agreement_id, unit_id } =
          part.facts
        return [
          {
            kind: 'open_part',
            part: 'obligation',
            id,
            status: 'due',
            facts: {
              ...{ clause, nature, debtors, joint, creditors, what, guarantors, held_by, agreement_id, unit_id },
              ...{ amount: instalment.amount, due_on: instalment.due_on, amount_later: null },
              ...{ each_time: false, waiting_for: null, runs: null },
              share: Math.max(...shares.map((it) => it.facts.share)) + 1 + at,
              split_from: part.id,
            },
          },
          startAgreedClock(here, next(), { part: 'obligation', id }, debtor, 'confirm_performed', instalment.due_on),
        ]
      }),
      askPaper(
        next(),
        'D-08c',
        namesOf(here, touched(part)),
        sheet(here, part, proposal, [...agreed_before, agreed]),
        touched(part),
      ),
      ...tellAll(
        here,
        next,
        touched(part),
        `${agreed_before.length > 0 ? '大家都' : '双方'}同意改约定：${changeInWords(proposal)}。补充协议在您的页面上。`,
      ),
    ]
  },
  ids: 100,
  law: ['民法典 第五百四十三条（协商一致可以变更）、第六百九十五条（保证人）'],
  carries_out: { because: '双方都同意了，从这一天起照新的约定办（domain 2.2a：a changed obligation）' },
  says: '同意改期或分期',
})

export const join_change = step({
  on: 'obligation',
  from: ['waiting', 'due', 'breached'],
  to: null,
  by: ['debtor', 'creditor', 'handler'],
  needs: [
    'dispute_open',
    'change_proposed',
    'other_side_agrees',
    'others_to_agree',
    'change_sound',
    'same_proposal',
    'how_known',
    'agent_may_settle',
    'guardian_with_her',
  ],
  input: AgreeChangeInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    const { proposal } = part.facts
    if (!proposal) throw new Error('agreed to a change nobody proposed')
    const party_id = here.actor.kind === 'party' ? here.actor.party_id : (input.said_by ?? '')
    const by = speaker(here, input)
    const consent: ChangeConsent = {
      ...{ by, at: here.occurred_at },
      how: here.actor.kind === 'party' ? 'signed_in' : input.how,
    }
    const agreed = { ...proposal.agreed, [party_id]: consent }
    const awaited = awaitedIn(part).filter((id) => id !== party_id)
    return [
      change(part, { proposal: { ...proposal, agreed } }),
      ...tellAll(
        here,
        next,
        [proposal.party_id],
        `${by}同意改约定，还等${namesOf(here, awaited)}答复；每一位都同意才改。`,
      ),
    ]
  },
  law: ['民法典 第五百四十三条（协商一致可以变更）'],
  carries_out: { because: '牵涉几个人的，每一位都要自己同意，约定才改（issue: Performance, change by both）' },
  says: '同意改，等其他人',
})

export const refuse_change = step({
  on: 'obligation',
  from: ['waiting', 'due', 'breached'],
  to: null,
  by: ['debtor', 'creditor', 'handler'],
  needs: ['change_proposed', 'either_side_speaks', 'agent_may_take_part'],
  input: RefuseChangeInput,
  // Whoever proposed it takes it back by the same step; neither owes a reason.
  then: (here, part, input) => {
    const next = idsOf(here)
    const by = speaker(here, input)
    return [
      change(part, { proposal: null }),
      ...tellAll(here, next, concerned(part), `改约定的事没有说成（${by}）。照原来的约定办：${owed(here, part)}。`),
    ]
  },
  ids: 50,
  law: ['民法典 第五百四十三条（不一致就不变更）', '民法典 第一百三十六条（不得擅自变更）'],
  carries_out: { because: '一方不同意，约定就不变；提出的人也可以收回（issue: Performance, change by both）' },
  says: '不同意改，照原来的办',
})
