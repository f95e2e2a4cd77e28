import type { Consequence } from '../disputes/consequences.ts'
import { tell } from '../disputes/make.ts'
import { type Part, partsOf } from '../disputes/parts.ts'
import { actorName, idAt, namesOf, partiesAmong } from '../disputes/people.ts'
import { type Here, step } from '../step.ts'
import type { EvidenceFacts } from './facts.ts'
import {
  CheckOriginalInput,
  ProvideEvidenceInput,
  ReturnOriginalInput,
  ShowEvidenceInput,
  VoidEvidenceInput,
  WithdrawEvidenceInput,
} from './inputs.ts'

const ARCHIVE = '人民调解法 第二十七条（调解工作档案）'
const TRULY = '人民调解法 第二十四条第一项（如实陈述纠纷事实）'
const SECRET = '人民调解法 第十五条第四项（不得泄露个人隐私、商业秘密）'
const OURS = '本县约定：证据的登记、核对、出示、退还各记一笔，可以调整'

const said = (part: Part<'evidence'>, facts: Partial<EvidenceFacts>): Consequence => ({
  kind: 'change_facts',
  part: 'evidence',
  id: part.id,
  facts,
})
const done = (here: Here) => ({ at: here.occurred_at, by: actorName(here) })
/** Numbers are never given again: also what was withdrawn keeps its own. */
const nextNumber = ({ parts }: Here): number =>
  Math.max(0, ...partsOf(parts, 'evidence').map((it) => it.facts.number)) + 1

export const provide_evidence = step({
  on: 'dispute',
  from: ['registered', 'supplementing', 'checking_duplicates', 'triaging', 'open'],
  to: null,
  by: ['applicant', 'other_party', 'handler', 'mediator', 'clerk'],
  needs: ['provider_present', 'upload_sound', 'something_handed_in', 'room_for_evidence', 'agent_may_give_evidence'],
  asks: ['upload'],
  input: ProvideEvidenceInput,
  then: (here, _, { upload_id: __, said_by, by_agent: ___, ...it }) => {
    const { actor } = here
    const herself = actor.kind === 'party' ? actor.party_id : null
    return [
      {
        kind: 'open_part',
        part: 'evidence',
        id: idAt(here, 0),
        status: 'kept',
        facts: {
          number: nextNumber(here),
          ...it,
          provider: herself ?? said_by ?? null,
          ...done(here),
          by_party: herself !== null,
          by_person: actor.kind === 'staff' ? actor.person_id : null,
          file: here.named.upload,
          checked: null,
          shown: [],
          returned: null,
          ended: null,
        },
      },
    ]
  },
  law: [TRULY, ARCHIVE, '电子签名法 第五条、第六条（数据电文的原件形式和保存）', OURS],
  carries_out: { rows: [17] },
  says: '交证据材料',
  told: 'office',
})

export const check_original = step({
  on: 'evidence',
  from: ['kept', 'shown'],
  to: null,
  by: ['mediator', 'handler', 'clerk'],
  needs: ['dispute_goes_on', 'opens_evidence'],
  input: CheckOriginalInput,
  then: (here, part, input) => [said(part, { checked: { ...done(here), ...input } })],
  law: [ARCHIVE, OURS],
  carries_out: { because: '证据清单要写明原件是谁核对的（D-06：原件核对人）' },
  says: '核对原件',
  told: 'office',
})

export const show_evidence = step({
  on: 'evidence',
  from: ['kept', 'shown'],
  to: 'shown',
  by: ['mediator', 'handler', 'clerk'],
  needs: ['dispute_goes_on', 'opens_evidence', 'shown_to_others', 'confidence_kept', 'agent_may_give_evidence'],
  input: ShowEvidenceInput,
  then: (here, part, { to, how, said_by, agreed_how }) => {
    const { provider, in_confidence, number } = part.facts
    const by = said_by ? namesOf(here, [said_by]) : ''
    const agreed = in_confidence && agreed_how ? { by, how: agreed_how } : null
    const one = { to, how, ...done(here), agreed }
    // Her leave was written down by somebody else: she hears of it, and can say that she gave none. What it is stays off her telephone.
    const word = `您只交给调解员看的第 ${number} 号材料，今天登记为您同意后给别的当事人看了。没有同意的，请马上打电话给受理单位。`
    return [
      said(part, { shown: [...part.facts.shown, one] }),
      ...(in_confidence && provider
        ? partiesAmong(here, [provider]).map((party) => tell(idAt(here, 0), party, word))
        : []),
    ]
  },
  law: [SECRET, OURS],
  carries_out: { because: '什么时候、给谁看过要记下来；只给调解员看的，提供的人同意才给对方看（issue：Evidence）' },
  says: '给对方看证据',
  told: 'office',
})

export const return_original = step({
  on: 'evidence',
  from: ['kept', 'shown', 'withdrawn'],
  to: null,
  by: ['mediator', 'handler', 'clerk'],
  needs: ['original_here'],
  input: ReturnOriginalInput,
  then: (here, part, input) => [said(part, { returned: { ...done(here), ...input } })],
  law: [ARCHIVE, OURS],
  carries_out: { because: '收了原件、原物，退给谁要记下来（D-06：退还）' },
  says: '退还原件原物',
  told: 'office',
})

export const withdraw_evidence = step({
  on: 'evidence',
  from: ['kept'],
  to: 'withdrawn',
  by: ['provider', 'mediator', 'handler', 'clerk'],
  needs: ['dispute_goes_on', 'provider_withdraws', 'agent_may_give_evidence'],
  input: WithdrawEvidenceInput,
  then: (here, part, { because }) => [said(part, { ended: { ...done(here), because } })],
  law: ['人民调解法 第二十三条（当事人在调解中的权利）', OURS],
  carries_out: { because: '还没有给别人看过的，提供的人可以收回；记录留着，谁也不再看（issue：Evidence）' },
  says: '收回证据',
  told: 'office',
})

export const void_evidence = step({
  on: 'evidence',
  from: ['kept', 'shown'],
  to: 'void',
  by: ['mediator', 'handler', 'clerk'],
  needs: ['dispute_goes_on', 'opens_evidence', 'entered_by_office'],
  input: VoidEvidenceInput,
  then: (here, part, { because }) => [said(part, { ended: { ...done(here), because } })],
  law: [ARCHIVE, OURS],
  carries_out: { because: '登记错了的要能作废，编号不再用，理由留着（domain 3.3：voids kept）' },
  says: '作废登记错的证据',
  told: 'office',
})
