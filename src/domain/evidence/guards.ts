import { type Part, partsOf } from '../disputes/parts.ts'
import { reading } from '../guard-reading.ts'
import type { Guard } from '../guards.ts'
import type { Here } from '../step.ts'
import { staffOpensEvidence, standsClear } from './who-sees.ts'
import type { EvidenceForm } from './words.ts'
import { KEPT_FOR_OFFICE, MOST_EVIDENCE, MOST_OF_ONE } from './words.ts'

type Provided = { upload_id?: string; said_by?: string; form: EvidenceForm }
const all = ({ parts }: Pick<Here, 'parts'>): Part<'evidence'>[] => partsOf(parts, 'evidence')
const presentIds = ({ parts }: Pick<Here, 'parts'>): string[] =>
  partsOf(parts, 'party')
    .filter((it) => it.status === 'present')
    .map((it) => it.id)

/** What is on paper or a thing itself has to be given back; a copy or a file has not. */
export const hasOriginal = ({ form, returned }: Part<'evidence'>['facts']): boolean =>
  (form === 'original' || form === 'object') && returned === null

/** Legal conditions of evidence: whose it is, what was really handed in, and who may see it. */
export const EVIDENCE_GUARDS = {
  /** 谁提供的要写明白：本人只能说自己提供的；工作人员写在案的当事人，或者本单位自己收集的。 */
  provider_present: ({ actor, parts }, input) => {
    if (input === undefined) return null
    const { said_by } = reading<Provided>(input)
    if (said_by === undefined) return null
    if (actor.kind === 'party') return said_by === actor.party_id ? null : 'speaker_not_in_file'
    return presentIds({ parts }).includes(said_by) ? null : 'provider_not_present'
  },
  /** 文件没有通过检查之前，谁也不能拿它当证据 (threats I39)；一个文件登记一次。 */
  upload_sound: (here, input) => {
    if (input === undefined) return null
    const { upload_id } = reading<Provided>(input)
    if (upload_id === undefined) return null
    if (all(here).some((it) => it.facts.file?.upload_id === upload_id)) return 'upload_used'
    return here.named.upload?.upload_id === upload_id ? null : 'no_such_upload'
  },
  /** 当事人在自己的页面上交的要有文件；工作人员可以登记当面交来的纸件、原物。 */
  something_handed_in: ({ actor }, input) => {
    if (input === undefined) return null
    const { upload_id, form } = reading<Provided>(input)
    if (upload_id !== undefined) return null
    return actor.kind === 'staff' && form !== 'electronic' ? null : 'nothing_handed_in'
  },
  /** 收回的、作废的不占名额；一位当事人自己交的有上限，也不能把名额占满。 */
  room_for_evidence: ({ actor, parts }) => {
    const count = all({ parts }).filter(({ status }) => status === 'kept' || status === 'shown').length
    if (actor.kind !== 'party') return count >= MOST_EVIDENCE ? 'evidence_full' : null
    const hers = all({ parts }).filter(({ facts }) => facts.by_party && facts.provider === actor.party_id).length
    return hers >= MOST_OF_ONE || count >= MOST_EVIDENCE - KEPT_FOR_OFFICE ? 'evidence_full_by_link' : null
  },
  /** 和当事人有关系的调解员不经手证据；只给调解员看的，只有看得到内容的人能核对、给人看、作废 (INV-5，人民调解法 15(4))。 */
  opens_evidence: (here, _, part) => {
    if (here.actor.kind !== 'staff' || part?.part !== 'evidence') return null
    return staffOpensEvidence(here, part, standsClear(here)) ? null : 'evidence_closed'
  },
  /** 给别的当事人看：在案的，不是提供的人自己。 */
  shown_to_others: (here, input, part) => {
    if (input === undefined || part?.part !== 'evidence') return null
    const { to } = reading<{ to: string[] }>(input)
    const others = presentIds(here).filter((id) => id !== part.facts.provider)
    return to.every((id) => others.includes(id)) ? null : 'shown_to_nobody'
  },
  /** 人民调解法 15(4)：只给调解员看的，提供的人同意才能给别人看。 */
  confidence_kept: (_, input, part) => {
    if (input === undefined || part?.part !== 'evidence') return null
    const { said_by, agreed_how } = reading<{ said_by?: string; agreed_how?: string }>(input)
    const { provider, in_confidence } = part.facts
    if (said_by !== undefined && said_by !== provider) return 'speaker_not_in_file'
    if (!in_confidence) return null
    return (provider === null || said_by === provider) && agreed_how !== undefined ? null : 'given_in_confidence'
  },
  original_here: (_, __, part) => (part?.part === 'evidence' && !hasOriginal(part.facts) ? 'no_original_here' : null),
  /** 证据是谁的，由谁收回：没有人能替别人收回。 */
  provider_withdraws: ({ actor }, input, part) => {
    if (part?.part !== 'evidence') return null
    if (part.facts.provider === null) return 'not_the_provider'
    if (actor.kind !== 'staff' || input === undefined) return null
    return reading<{ said_by?: string }>(input).said_by === part.facts.provider ? null : 'not_the_provider'
  },
  /** 当事人自己交来的，工作人员不能让它不算数 (人民调解法 23)。 */
  entered_by_office: (_, __, part) => (part?.part === 'evidence' && part.facts.by_party ? 'evidence_is_hers' : null),
} as const satisfies Record<string, Guard>
