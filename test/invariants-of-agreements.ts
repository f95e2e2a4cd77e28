import { isDeepStrictEqual } from 'node:util'
import { cents } from '#domain/agreements/amounts.ts'
import type { Folded } from '#domain/disputes/consequences.ts'
import { type AgreementFacts, type Part, partsOf } from '#domain/disputes/parts.ts'
import type { Invariant, Moment } from './invariants.ts'

const TEXT = ['form', 'parties', 'dispute_facts', 'clauses', 'undertakings', 'outside_facts'] as const
const textOf = (facts: AgreementFacts) => TEXT.map((field) => facts[field])
const agreements = (state: Folded) => partsOf(state.parts, 'agreement')
const earlier = ({ before }: Moment, part: Part<'agreement'>) => agreements(before).find((it) => it.id === part.id)
const mediationOf = (state: Folded, part: Part<'agreement'>) =>
  partsOf(state.parts, 'mediation').find((it) => it.id === part.facts.mediation_id)
const signed = ({ signatures }: AgreementFacts) => signatures.flatMap(({ who }) => ('party' in who ? [who.party] : []))

export const AGREEMENT_INVARIANTS: Readonly<Record<string, Invariant>> = {
  I14_in_effect_means_signed_by_all_and_sealed: (it) => {
    for (const part of agreements(it.after)) {
      const { facts, status } = part
      if (earlier(it, part)?.status === status || status !== 'in_effect') continue
      const mediation = mediationOf(it.after, part)
      const mediators = mediation?.facts.mediators.map((each) => each.person_id) ?? []
      const byMediator = facts.signatures.some(({ who }) => 'person' in who && mediators.includes(who.person))
      const written = isDeepStrictEqual(signed(facts).sort(), [...facts.parties].sort()) && byMediator && facts.sealed
      if (facts.form === 'written' && !written) return 'in effect without every signature, its mediator and the seal'
      if (facts.form === 'oral' && it.name !== 'agree_orally') return 'oral by another step'
      if (mediation?.status !== 'agreed') return 'in effect, and its mediation is not'
      if (!isDeepStrictEqual([...facts.parties].sort(), [...mediation.facts.parties].sort())) return 'not all parties'
      const before = mediationOf(it.before, part)
      if (before?.status === 'suspended') return 'it took effect while the mediation was suspended'
    }
    return null
  },
  I15_a_signature_is_to_one_edition: (it) => {
    for (const part of agreements(it.after)) {
      const then = earlier(it, part)
      if (!then) {
        if (part.facts.edition !== 1 || part.facts.signatures.length > 0) return 'it begins with signatures'
        continue
      }
      const changed = !isDeepStrictEqual(textOf(part.facts), textOf(then.facts))
      const kept = then.facts.signatures.every((one) => part.facts.signatures.some((it) => isDeepStrictEqual(it, one)))
      if (changed && then.status !== 'drafting') return `the text changed in ${then.status}`
      if (changed && part.facts.edition !== then.facts.edition + 1) return 'the text changed and the edition did not'
      if (part.facts.edition !== then.facts.edition && part.facts.signatures.length > 0) return 'an old signature'
      if (part.facts.edition === then.facts.edition && !kept) return 'a signature is gone'
    }
    return null
  },
  I15_everybody_signs_once_and_only_where_it_is_laid_out: ({ after }) => {
    for (const { status, facts } of agreements(after)) {
      const who = facts.signatures.map((it) => JSON.stringify(it.who))
      if (new Set(who).size < who.length) return 'somebody signed twice'
      if (signed(facts).some((id) => !facts.parties.includes(id))) return 'somebody signed who is no party'
      if (status === 'drafting' && who.length > 0) return 'a draft is signed'
    }
    return null
  },
  I16_each_party_gets_her_copy: (it) => {
    if (it.name !== 'put_in_effect' && it.name !== 'agree_orally') return null
    const [part] = agreements(it.after).filter((each) => earlier(it, each)?.status !== each.status)
    const copy = it.consequences.find((each) => each.kind === 'ask_paper' && ['D-08', 'D-09'].includes(each.form))
    return copy?.kind === 'ask_paper' && isDeepStrictEqual(copy.for_parties, part?.facts.parties) ? null : 'no copy'
  },
  I17_identity_relations_are_signed_on_paper: ({ after }) =>
    partsOf(after.parts, 'dispute')[0]?.facts.dispute_type === 'M01' &&
    agreements(after).some(({ facts }) => facts.signatures.some((it) => 'party' in it.who && it.how === 'on_screen'))
      ? 'an identity relation was signed on a screen'
      : null,
  I14_one_agreement_of_a_mediation: ({ after }) =>
    partsOf(after.parts, 'mediation').some(
      (part) => agreements(after).filter((it) => it.facts.mediation_id === part.id && it.status !== 'void').length > 1,
    )
      ? 'two agreements of one mediation'
      : null,
  I25_obligations_are_what_was_agreed: ({ after }) => {
    const owed = partsOf(after.parts, 'obligation')
    for (const part of agreements(after)) {
      const own = owed.filter((it) => it.facts.agreement_id === part.id)
      if (part.status !== 'in_effect') {
        if (own.length > 0) return `obligations of an agreement that is ${part.status}`
        continue
      }
      for (const [at, clause] of part.facts.clauses.entries()) {
        const shares = own.filter((it) => it.facts.clause === at + 1)
        if (clause.nature === 'release' ? shares.length > 0 : shares.length === 0)
          return `clause ${at + 1} owes wrongly`
        if (clause.nature === 'continue' || clause.amount === null || clause.nature === 'release') continue
        const sum = shares.reduce((all, it) => all + cents(it.facts.amount ?? '0'), 0n)
        if (sum !== cents(clause.amount))
          return `clause ${at + 1} is ${clause.amount}, its obligations are ${sum} cents`
      }
    }
    return null
  },
  I25_performed_only_by_the_creditors_word: (it) => {
    for (const part of partsOf(it.after.parts, 'obligation')) {
      const then = partsOf(it.before.parts, 'obligation').find((each) => each.id === part.id)
      if (then?.status === part.status || !['performed', 'waived'].includes(part.status)) continue
      const { actor } = it.here
      const said = (it.input as { said_by?: string }).said_by
      const speaker = actor.kind === 'party' ? actor.party_id : actor.kind === 'staff' ? said : undefined
      if (speaker === undefined || !part.facts.creditors.includes(speaker)) return `${part.status} by another's word`
      const words = Object.keys(part.facts.received_by ?? {})
      if (part.status === 'performed' && !part.facts.creditors.every((id) => words.includes(id)))
        return 'performed, and not all it is owed to have said so'
      if (part.status === 'performed' && part.facts.nature === 'pay' && part.facts.amount === null)
        return 'performed, and nobody knows how much'
    }
    return null
  },
  I25_what_waits_falls_due_only_after_what_it_waits_for: (it) => {
    for (const part of partsOf(it.after.parts, 'obligation')) {
      const then = partsOf(it.before.parts, 'obligation').find((each) => each.id === part.id)
      const first = part.facts.waiting_for?.after_clause
      if (then?.status !== 'waiting' || part.status !== 'due' || first == null) continue
      const before = partsOf(it.after.parts, 'obligation').filter(
        (each) => each.facts.agreement_id === part.facts.agreement_id && each.facts.clause === first,
      )
      if (before.some((each) => each.status !== 'performed' && each.status !== 'waived')) return 'it did not wait'
    }
    return null
  },
}
