import { isDeepStrictEqual } from 'node:util'
import { cents, sumOf } from '#domain/agreements/amounts.ts'
import { hasSpoken } from '#domain/agreements/payments.ts'
import type { Folded } from '#domain/disputes/consequences.ts'
import { type AgreementFacts, LIVE_MEDIATION, type Part, partsOf } from '#domain/disputes/parts.ts'
import { inForce } from '#domain/identity/beside.ts'
import { capacityOf } from '#domain/identity/capacity.ts'
import type { Invariant, Moment } from './invariants.ts'

const TEXT = ['form', 'parties', 'dispute_facts', 'clauses', 'undertakings', 'outside_facts'] as const
const textOf = (facts: AgreementFacts) => TEXT.map((field) => facts[field])
const agreements = (state: Folded) => partsOf(state.parts, 'agreement')
/** The agreements, and the obligations, that a step made or changed. */
const movedAgreements = ({ moved }: Moment) => partsOf(moved.parts, 'agreement')
const movedObligations = ({ moved }: Moment) => partsOf(moved.parts, 'obligation')
const earlier = ({ before }: Moment, part: Part<'agreement'>) => agreements(before).find((it) => it.id === part.id)
const mediationOf = (state: Folded, part: Part<'agreement'>) =>
  partsOf(state.parts, 'mediation').find((it) => it.id === part.facts.mediation_id)
const signed = ({ signatures }: AgreementFacts) => signatures.flatMap(({ who }) => ('party' in who ? [who.party] : []))

/** What an obligation came to before anybody changed it; an instalment split off later came to nothing. */
const atFirst = ({ facts }: Part<'obligation'>): string =>
  facts.split_from ? '0' : ((facts.changes?.[0]?.before ?? facts).amount ?? '0')
const owedBefore = (it: Moment, part: Part<'obligation'>) =>
  partsOf(it.before.parts, 'obligation').find((each) => each.id === part.id)
/** What may set an amount or a day that was open; what was agreed only both change. */
const OPENS: readonly string[] = ['fix_amount', 'confirm_performed', 'meet_condition', 'waive', 'confirm_last_payment']

export const AGREEMENT_INVARIANTS: Readonly<Record<string, Invariant>> = {
  I14_in_effect_means_signed_by_all_and_sealed: (it) => {
    for (const part of movedAgreements(it)) {
      const { facts, status } = part
      if (earlier(it, part)?.status === status || status !== 'in_effect') continue
      const mediation = mediationOf(it.after, part)
      const mediators = mediation?.facts.mediators.map((each) => each.person_id) ?? []
      const byMediator = facts.signatures.some(({ who }) => 'person' in who && mediators.includes(who.person))
      const written = isDeepStrictEqual(signed(facts).sort(), [...facts.parties].sort()) && byMediator && facts.sealed
      if (facts.form === 'written' && !written) return 'in effect without every signature, its mediator and the seal'
      if (facts.form === 'oral' && it.name !== 'agree_orally') return 'oral by another step'
      const goesOn = facts.rest?.then === 'goes_on' && LIVE_MEDIATION.includes(mediation?.status ?? 'failed')
      if (mediation?.status !== 'agreed' && !goesOn) return 'in effect, and its mediation is not'
      if (!isDeepStrictEqual([...facts.parties].sort(), [...(mediation?.facts.parties ?? [])].sort()))
        return 'not all parties'
      const before = mediationOf(it.before, part)
      if (before?.status === 'suspended') return 'it took effect while the mediation was suspended'
    }
    return null
  },
  I15_a_signature_is_to_one_edition: (it) => {
    for (const part of movedAgreements(it)) {
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
  I15_everybody_signs_once_and_only_where_it_is_laid_out: (it) => {
    for (const { status, facts } of movedAgreements(it)) {
      const who = facts.signatures.map((it) => JSON.stringify(it.who))
      if (new Set(who).size < who.length) return 'somebody signed twice'
      if (signed(facts).some((id) => !facts.parties.includes(id))) return 'somebody signed who is no party'
      if (status === 'drafting' && who.length > 0) return 'a draft is signed'
    }
    return null
  },
  I16_each_party_gets_her_copy: (it) => {
    if (!['seal_agreement', 'put_in_effect', 'agree_orally', 'settle_in_part'].includes(it.name)) return null
    const [part] = agreements(it.after).filter((each) => earlier(it, each)?.status !== each.status)
    const copy = it.consequences.find((each) => each.kind === 'ask_paper' && ['D-08', 'D-09'].includes(each.form))
    return copy?.kind === 'ask_paper' && isDeepStrictEqual(copy.for_parties, part?.facts.parties) ? null : 'no copy'
  },
  I18_an_agent_signs_under_a_special_authority_and_a_child_with_her_guardian: (it) => {
    for (const part of movedAgreements(it)) {
      const known = earlier(it, part)?.facts.signatures.length ?? 0
      for (const signature of part.facts.signatures.slice(known)) {
        if (!('party' in signature.who)) continue
        const { party: id } = signature.who
        const party = partsOf(it.after.parts, 'party').find((each) => each.id === id)?.facts
        const agent = party?.agents?.find((each) => each.id === signature.by_agent)
        const special = agent?.powers.includes('settle') && agent.powers.includes('take_part')
        const taken = agent?.ended && agent.ended.at <= signature.at
        if (signature.by_agent && (!special || taken)) return 'signed by an agent without a special authority'
        if (capacityOf(party?.capacity, it.here.today) !== 'full' && !(party?.guardian && signature.with_guardian))
          return 'a child signed alone'
      }
    }
    return null
  },
  I13_nobody_stands_on_two_sides: (it) => {
    if (it.name !== 'name_agent' && it.name !== 'name_guardian' && it.name !== 'assign_mediator') return null
    const people = partsOf(it.after.parts, 'party')
    const beside = people.flatMap(({ facts }) =>
      [
        ...(facts.agents ?? []).filter((each) => inForce(each, it.here.occurred_at)),
        ...(facts.guardian ? [facts.guardian] : []),
      ].map(({ name }) => ({ name, side: facts.side })),
    )
    const { name } = it.input as { name?: string }
    if (name === undefined) {
      const [mediation] = partsOf(it.after.parts, 'mediation').filter((each) => each.id === it.part?.id)
      const own = people
        .filter((each) => mediation?.facts.parties.includes(each.id))
        .flatMap(({ facts }) => facts.agents ?? [])
      const taken = own.filter((each) => each.ended === null).map((each) => each.name)
      return mediation?.facts.mediators.some((each) => taken.includes(each.name)) ? 'an agent mediates' : null
    }
    const side = it.part?.part === 'party' ? it.part.facts.side : null
    return people.some(({ facts }) => facts.name === name && facts.side !== side)
      ? 'the other side acts for her'
      : beside.some((each) => each.name === name && each.side !== side)
        ? 'he stands on the other side as well'
        : null
  },
  I17_identity_relations_are_signed_on_paper: ({ after }) =>
    partsOf(after.parts, 'dispute')[0]?.facts.dispute_type === 'M01' &&
    agreements(after).some(({ facts }) => facts.signatures.some((it) => 'party' in it.who && it.how === 'on_screen'))
      ? 'an identity relation was signed on a screen'
      : null,
  I14_one_agreement_of_a_mediation: ({ after }) =>
    partsOf(after.parts, 'mediation').some(
      (part) =>
        agreements(after).filter(
          // A part that was settled stands by itself; what is left may become another agreement.
          (it) => it.facts.mediation_id === part.id && it.status !== 'void' && it.facts.rest?.then !== 'goes_on',
        ).length > 1,
    )
      ? 'two agreements of one mediation'
      : null,
  I25_obligations_are_what_was_agreed: (it) => {
    const { after } = it
    // It speaks of these two kinds of parts alone.
    if (movedAgreements(it).length === 0 && movedObligations(it).length === 0) return null
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
        const sum = shares.reduce((all, it) => all + cents(atFirst(it)), 0n)
        if (sum !== cents(clause.amount))
          return `clause ${at + 1} is ${clause.amount}, its obligations are ${sum} cents`
      }
    }
    return null
  },
  I25_performed_only_by_the_creditors_word: (it) => {
    for (const part of movedObligations(it)) {
      const then = owedBefore(it, part)
      if (then?.status === part.status || !['performed', 'waived'].includes(part.status)) continue
      const { actor } = it.here
      const said = (it.input as { said_by?: string }).said_by
      const speaker = actor.kind === 'party' ? actor.party_id : actor.kind === 'staff' ? said : undefined
      if (speaker === undefined || !part.facts.creditors.includes(speaker)) return `${part.status} by another's word`
      // Each has said of hers that she has it, or wants it no more.
      const words = Object.keys({ ...part.facts.received_by, ...part.facts.given_up })
      if (part.status === 'performed' && !part.facts.creditors.every((id) => words.includes(id)))
        return 'performed, and not all it is owed to have said so'
      if (part.status === 'performed' && part.facts.nature === 'pay' && part.facts.amount === null)
        return 'performed, and nobody knows how much'
    }
    return null
  },
  I25_payments_confirmed_are_never_more_than_owed: (it) => {
    for (const { facts, status } of movedObligations(it)) {
      const confirmed = (facts.payments ?? []).filter(({ state }) => state === 'confirmed')
      if (confirmed.length === 0) continue
      const [sum, owing] = [cents(sumOf(confirmed.map((it) => it.amount))), cents(facts.amount ?? '0')]
      if (sum > owing) return `${sum} cents were paid of ${owing}`
      const all = facts.creditors.every((id) => hasSpoken(facts, id))
      // Of several, each says for herself that she has hers.
      if (sum === owing && status !== 'performed' && (facts.creditors.length === 1 || (all && status !== 'waived')))
        return `all is paid, and it is ${status}`
    }
    return null
  },
  I25_a_payment_counts_only_by_the_creditors_word: (it) => {
    for (const part of movedObligations(it)) {
      const then = owedBefore(it, part)?.facts.payments ?? []
      const now = part.facts.payments ?? []
      if (now.length < then.length) return 'a payment is gone'
      const fresh = now.filter((one) => one.state === 'confirmed' && !then.some((old) => isDeepStrictEqual(old, one)))
      if (fresh.length === 0) continue
      const { actor } = it.here
      const said = (it.input as { said_by?: string }).said_by
      const speaker = actor.kind === 'party' ? actor.party_id : said
      if (speaker === undefined || !part.facts.creditors.includes(speaker)) return "confirmed by another's word"
    }
    return null
  },
  I25_one_side_alone_changes_nothing: (it) => {
    for (const part of movedObligations(it)) {
      const then = owedBefore(it, part)
      const same = then && then.facts.amount === part.facts.amount && then.facts.due_on === part.facts.due_on
      if (!then || same || OPENS.includes(it.name)) continue
      if (it.name !== 'agree_change') return `${it.name} changed what was agreed`
      const { proposal, debtors, creditors } = then.facts
      const { actor } = it.here
      const speaker = actor.kind === 'party' ? actor.party_id : (it.input as { said_by?: string }).said_by
      if (!proposal || speaker === undefined) return 'changed without a proposal or a word'
      const said = [proposal.party_id, speaker, ...Object.keys(proposal.agreed ?? {})]
      if (![...debtors, ...creditors].every((id) => said.includes(id))) return 'changed without everybody it concerns'
      const kept = part.facts.changes?.at(-1)?.before
      if (kept?.amount !== then.facts.amount || kept.due_on !== then.facts.due_on) return 'the old terms are lost'
    }
    return null
  },
  I25_what_waits_falls_due_only_after_what_it_waits_for: (it) => {
    for (const part of movedObligations(it)) {
      const then = owedBefore(it, part)
      const first = part.facts.waiting_for?.after_clause
      if (then?.status !== 'waiting' || part.status !== 'due' || first == null) continue
      // Both agreed to wait no longer.
      if (it.name === 'agree_change' && part.id === it.part?.id) continue
      const before = partsOf(it.after.parts, 'obligation').filter(
        (each) => each.facts.agreement_id === part.facts.agreement_id && each.facts.clause === first,
      )
      if (before.some((each) => each.status !== 'performed' && each.status !== 'waived')) return 'it did not wait'
    }
    return null
  },
}
