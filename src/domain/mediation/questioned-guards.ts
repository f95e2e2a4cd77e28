import { type Part, partsOf } from '../disputes/parts.ts'
import { reading } from '../guard-reading.ts'
import type { Guard } from '../guards.ts'
import type { Here } from '../step.ts'
import { hasFreeChange, isOfRelation, openRequests, takenOutBy } from './questioned.ts'
import type { KeepReason } from './questioned-inputs.ts'

const mediationOf = ({ parts }: Here, part: Part | null): Part<'mediation'> | undefined =>
  part?.part === 'agreement'
    ? partsOf(parts, 'mediation').find((it) => it.id === part.facts.mediation_id)
    : part?.part === 'mediation'
      ? part
      : undefined
const speakerOf = ({ actor }: Here, input: unknown): string | undefined =>
  actor.kind === 'party' ? actor.party_id : reading<{ said_by?: string } | undefined>(input)?.said_by
/** Whether a request is about whoever acts. */
const isAbout = ({ actor }: Pick<Here, 'actor'>, request: { person_id: string }): boolean =>
  actor.kind === 'staff' && actor.person_id === request.person_id

type Returning = { mediators: string[]; wished_back_by?: string[]; waived_by: string[] }

/** A party asks for another mediator, and whoever answers her (domain 2.4 row 14; INV-5). */
export const QUESTIONED_GUARDS = {
  /** 要换的、要回避的，是正在调解这一件的人。 */
  mediates_here: (_, input, part) =>
    input !== undefined &&
    part?.part === 'mediation' &&
    !part.facts.mediators.some((it) => it.person_id === reading<{ person_id: string }>(input).person_id)
      ? 'not_mediating_here'
      : null,
  /** 同一位当事人对同一位调解员，一次没有答复以前不再要求第二次。 */
  not_requested_yet: (here, input, part) => {
    if (part?.part !== 'mediation') return null
    const speaker = speakerOf(here, input)
    const hers = openRequests(part).filter((it) => it.party_id === speaker)
    const named = reading<{ person_id?: string } | undefined>(input)?.person_id
    const about = named === undefined ? part.facts.mediators.map((it) => it.person_id) : [named]
    return about.length > 0 && about.every((id) => hers.some((it) => it.person_id === id))
      ? 'other_asked_already'
      : null
  },
  request_open: (_, input, part) => {
    if (part?.part !== 'mediation') return null
    const id = reading<{ request_id: string } | undefined>(input)?.request_id
    return openRequests(part).some((it) => id === undefined || it.id === id) ? null : 'no_such_mediator_request'
  },
  /** 谁提的，谁才能收回；被要求换掉的这一位，不能自己登记“不要了” (特邀调解规定 15)。 */
  request_hers: (here, input, part) => {
    if (part?.part !== 'mediation') return null
    const speaker = speakerOf(here, input)
    const id = reading<{ request_id: string } | undefined>(input)?.request_id
    const open = openRequests(part).filter((it) => id === undefined || it.id === id)
    const hers = open.filter((it) => speaker === undefined || it.party_id === speaker)
    if (hers.length === 0) return 'no_such_mediator_request'
    return hers.every((it) => isAbout(here, it)) ? 'questioned_herself' : null
  },
  /** 有人要求换掉她、还没有答复的，她自己不能把人换了 (特邀调解规定 15)：由负责人答复。 */
  not_questioned_herself: (here, _, part) =>
    part?.part === 'mediation' && openRequests(part).some((it) => isAbout(here, it)) ? 'questioned_herself' : null,
  /**
   * 已经同意换掉、回避的人，不再回到这一场；全体当事人书面要求的除外，一次一位，别人登记 (特邀调解规定 15；人民调解法 19、23；INV-5)。
   * 因为有关系回避的，还要全体当事人书面同意她有这层关系仍来调解。
   */
  taken_out_stay_out: ({ actor }, input, part) => {
    if (input === undefined || part?.part !== 'mediation') return null
    const { mediators, wished_back_by = [], waived_by } = reading<Returning>(input)
    const back = takenOutBy(part).filter((it) => mediators.includes(it.person_id))
    if (back.length === 0) return null
    if (back.some((it) => isAbout({ actor }, it))) return 'questioned_herself'
    const all = (ids: readonly string[]): boolean => part.facts.parties.every((id) => ids.includes(id))
    // A wish names one person.
    if (new Set(back.map((it) => it.person_id)).size > 1 || !all(wished_back_by)) return 'was_taken_out'
    return back.some(isOfRelation) && !all(waived_by) ? 'relation_not_waived' : null
  },
  /** 换，就是换成别人。 */
  asked_one_goes: (_, input, part) => {
    if (input === undefined || part?.part !== 'mediation') return null
    const { request_id, mediators } = reading<{ request_id: string; mediators: string[] }>(input)
    const asked = openRequests(part).find((it) => it.id === request_id)
    return asked && mediators.includes(asked.person_id) ? 'same_mediator_again' : null
  },
  /** 调解员要由当事人选择或者接受 (人民调解法 19、23)：每一方第一次要求换人不用说理由，应当换 (本县约定)。 */
  free_change_respected: (_, input, part) => {
    if (input === undefined || part?.part !== 'mediation') return null
    const { request_id, why } = reading<{ request_id: string; why: KeepReason }>(input)
    const asked = openRequests(part).find((it) => it.id === request_id)
    // Whoever has gone cannot stay: who mediates now is chosen.
    if (asked && !part.facts.mediators.some((it) => it.person_id === asked.person_id)) return 'not_mediating_here'
    return asked && why !== 'nobody_else' && hasFreeChange(part, asked) ? 'first_change_is_hers' : null
  },
  /**
   * 换人、回避没有答复以前，不开始调解，调解员不签名，协议不生效 (参照民事诉讼法 48 第二款；本县约定)。要求以前已经做的，照样登记。
   */
  no_request_open: (here, _, part) => {
    const mediation = mediationOf(here, part)
    return mediation && openRequests(mediation).some((it) => it.at <= here.occurred_at) ? 'mediator_questioned' : null
  },
} as const satisfies Record<string, Guard>
