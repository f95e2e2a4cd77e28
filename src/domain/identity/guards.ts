import { partsOf } from '../disputes/parts.ts'
import { liveMediations } from '../disputes/people.ts'
import { herOwnWords, mediationOf, reading } from '../guard-reading.ts'
import type { Guard } from '../guards.ts'

/** Legal conditions of who speaks: nobody puts words into the mouth of another. */
export const IDENTITY_GUARDS = {
  /** 工作人员替当事人登记她的话，必须写明是谁说的：没有人能替别人撤回、同意、退出。 */
  speaker_named: ({ actor, parts }, input, part) => {
    if (actor.kind === 'party') return herOwnWords(actor.party_id, input)
    if (input === undefined || actor.kind !== 'staff') return null
    const { said_by } = reading<{ said_by?: string }>(input)
    if (said_by === undefined) return 'speaker_not_named'
    const among =
      part?.part === 'mediation' || part?.part === 'agreement'
        ? part.facts.parties
        : part?.part === 'referral'
          ? part.facts.agreed_by
          : null
    const speaker = partsOf(parts, 'party').find((party) => party.id === said_by)
    return speaker && (among === null || among.includes(said_by)) ? null : 'speaker_not_in_file'
  },
  /** 撤回是提出的人的事：对方不能替他撤回；几个人提出的，一个人撤不了大家的。 */
  sole_applicant: ({ actor, parts }, input) => {
    const applicants = partsOf(parts, 'party').filter(
      (party) => party.facts.side === 'applicant' && party.status === 'present',
    )
    if (applicants.length > 1) return 'other_applicants'
    const said_by = reading<{ said_by?: string } | undefined>(input)?.said_by
    return actor.kind === 'staff' && said_by !== undefined && !applicants.some((party) => party.id === said_by)
      ? 'speaker_not_applicant'
      : null
  },
  /** 还有别的提出人，这一位才能单独退出；只有一位时是撤回。 */
  another_applicant: ({ parts }, _, part) =>
    part?.part === 'party' &&
    part.facts.side === 'applicant' &&
    !partsOf(parts, 'party').some(
      (party) => party.id !== part.id && party.facts.side === 'applicant' && party.status === 'present',
    )
      ? 'last_applicant'
      : null,
  /** 证件登记在本件的当事人名下；到场的、被回访的、书面同意的，也都是本件的人。 */
  party_in_file: ({ parts }, input) => {
    if (input === undefined) return null
    const it =
      reading<
        Partial<
          Record<'party_id' | 'with' | 'satisfaction_by', string | null> &
            Record<
              'present' | 'visited' | 'waived_by' | 'wished_back_by' | 'endangered' | 'agreed_by' | 'guardians',
              string[]
            >
        >
      >(input)
    const lists = [it.present, it.visited, it.waived_by, it.endangered, it.agreed_by, it.guardians, it.wished_back_by]
    const named = [it.party_id, it.with, it.satisfaction_by, ...lists.flatMap((list) => list ?? [])]
    const known = new Set(partsOf(parts, 'party').map((party) => party.id))
    return named.every((id) => id === null || id === undefined || known.has(id)) ? null : 'party_not_in_file'
  },
  party_in_mediation: (here, input, part) => {
    if (input === undefined) return null
    const { party_id } = reading<{ party_id: string }>(input)
    return mediationOf(here, part)?.facts.parties.includes(party_id) ? null : 'party_not_in_file'
  },
  /** 换链接的是本来就有自己链接、还在本件里的人：还没同意的用邀请，退出了的不再给。 */
  has_own_link: ({ links, parts }, input) => {
    if (input === undefined) return null
    const { party_id } = reading<{ party_id: string }>(input)
    const here = partsOf(parts, 'party').some((party) => party.id === party_id && party.status === 'present')
    return here && links.some((link) => link.party_id === party_id && link.purpose === 'own') ? null : 'no_own_link'
  },
  /** 改了名字也不能让当事人和正在调解的调解员成了同一个人 (I13)。 */
  name_is_no_mediator: (here, input) => {
    if (input === undefined) return null
    const { party_id, name } = reading<{ party_id: string; name?: string | undefined }>(input)
    return liveMediations(here).some(
      (it) => it.facts.parties.includes(party_id) && it.facts.mediators.some((mediator) => mediator.name === name),
    )
      ? 'mediator_is_party'
      : null
  },
  /** 工作人员替本人登记同意的，要写明怎样确认是本人：“自己点的”只有本人能点。 */
  how_known: ({ actor }, input) =>
    input !== undefined && actor.kind === 'staff' && reading<{ how?: string }>(input).how === 'signed_in'
      ? 'how_not_said'
      : null,
  speaker_if_named: ({ actor, parts }, input) => {
    if (actor.kind === 'party') return herOwnWords(actor.party_id, input)
    const said_by = reading<{ said_by?: string } | undefined>(input)?.said_by
    return said_by === undefined || partsOf(parts, 'party').some((it) => it.id === said_by)
      ? null
      : 'speaker_not_in_file'
  },
} as const satisfies Record<string, Guard>
