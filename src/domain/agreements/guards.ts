import { partsOf } from '../disputes/parts.ts'
import { unfinishedAgreements } from '../disputes/people.ts'
import { MINUTE, mediationOf, reading } from '../guard-reading.ts'
import type { Guard } from '../guards.ts'
import { type Clause, faultsOfClauses, type OutsideFact, type Undertaking } from './clauses.ts'
import { MOST_OBLIGATIONS, obligationsOf } from './due.ts'
import { isPersonal } from './personal.ts'
import { unlawfulInAgreement } from './unlawful.ts'
import { type SaidOfAgreement, writingForced } from './writing.ts'

/** Legal conditions of agreements: what they may say, and who signs what she has read. */
export const AGREEMENT_GUARDS = {
  no_agreement_open: (here, _, part) => (unfinishedAgreements(here, part?.id).length > 0 ? 'agreement_open' : null),
  clauses_sound: (here, input, part) => {
    const mediation = mediationOf(here, part)
    if (input === undefined || !mediation) return null
    const { clauses } = reading<{ clauses: Clause[] }>(input)
    // Who stands surety agrees and signs like everybody else (民法典 685): she is in this mediation or binds herself to nothing.
    const [fault] = faultsOfClauses(clauses, mediation.facts.parties)
    if (fault) return fault.code
    return obligationsOf(clauses, here.today, here.calendar).length > MOST_OBLIGATIONS ? 'obligations_too_many' : null
  },
  /** 放弃诉讼、信访、报案的话不得写进协议 (INV-2; 人民调解法 3): 拒绝时告诉是哪一条。 */
  clauses_lawful: (_, input) => {
    if (input === undefined) return null
    const { clauses, undertakings, outside_facts } = reading<{
      clauses: Clause[]
      undertakings: Undertaking[]
      outside_facts: OutsideFact[]
    }>(input)
    return unlawfulInAgreement(clauses, undertakings, outside_facts)[0]?.code ?? null
  },
  oral_allowed: (_, input) => {
    if (input === undefined) return null
    const said = reading<SaidOfAgreement & { clauses: Clause[] }>(input)
    const why = writingForced(said.clauses, said)
    return why && (`writing_${why}` as const)
  },
  /** 最后一个签字之后才生效 (threats I14)：倒填日子会把 30 日的窗口缩短。 */
  after_last_signature: ({ occurred_at }, _, part) =>
    part?.part === 'agreement' &&
    part.facts.signatures.some((it) => it.at.slice(0, MINUTE) > occurred_at.slice(0, MINUTE))
      ? 'before_signature'
      : null,
  every_party_signed: (_, __, part) =>
    part?.part === 'agreement' &&
    part.facts.parties.every((id) => part.facts.signatures.some((it) => 'party' in it.who && it.who.party === id))
      ? null
      : 'not_everybody_signed',
  /** 签名的要是现在的调解员：换下来的人签的不算 (人民调解法 29)。 */
  mediator_signed: (here, _, part) => {
    const mediators = mediationOf(here, part)?.facts.mediators ?? []
    const signed =
      part?.part === 'agreement' &&
      part.facts.signatures.some(({ who }) => 'person' in who && mediators.some((it) => it.person_id === who.person))
    return signed ? null : 'mediator_not_signed'
  },
  signs_once: ({ actor }, input, part) => {
    if (part?.part !== 'agreement') return null
    const { signatures, parties } = part.facts
    const said = reading<{ party_id?: string } | undefined>(input)?.party_id
    const party = actor.kind === 'party' ? actor.party_id : said
    if (party !== undefined && !parties.includes(party)) return 'signer_not_in_agreement'
    return signatures.some((it) => 'party' in it.who && it.who.party === party) ? 'already_signed' : null
  },
  mediator_signs_once: ({ actor }, _, part) =>
    part?.part === 'agreement' &&
    part.facts.signatures.some(
      (it) => 'person' in it.who && actor.kind === 'staff' && it.who.person === actor.person_id,
    )
      ? 'already_signed'
      : null,
  /** 签的是看过的那一版 (threats I14、I15). */
  edition_read: (_, input, part) =>
    input === undefined ||
    part?.part !== 'agreement' ||
    (reading<{ edition?: number }>(input).edition ?? part.facts.edition) === part.facts.edition
      ? null
      : 'terms_changed',
  /** 验证码只发到不是对方提供的电话 (issue: A dispute walks, 8)。 */
  phone_is_hers: ({ actor, parts }) => {
    const me = actor.kind === 'party' && partsOf(parts, 'party').find((party) => party.id === actor.party_id)
    return me && me.facts.reach_from === 'other_side' ? 'phone_from_other_side' : null
  },
  /** 在屏幕上签字要用一次性验证码，发到不是对方提供的电话 (issue: A dispute walks, 8)。 */
  known_by_code: ({ named }, input) => (input === undefined || named.proved_by_code ? null : 'code_not_proved'),
  /** 身份关系的协议不能只用电子签名 (电子签名法 3；INV-6)。 */
  screen_allowed: ({ parts }, _, part) => (isPersonal(parts, part) ? 'paper_only' : null),
} as const satisfies Record<string, Guard>
