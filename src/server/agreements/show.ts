import type { z } from 'zod'
import type { ObligationView, PartyAgreement, StaffAgreement } from '#contract/agreements.ts'
import { NATURES } from '#domain/agreements/clauses.ts'
import { whatOwed } from '#domain/agreements/what-owed.ts'
import { clauseInWords } from '#domain/agreements/words.ts'
import { daysBetween } from '#domain/clocks/calendar.ts'
import { canTake } from '#domain/decide.ts'
import { ENDED_OBLIGATION, type Part, partsOf, STATUSES } from '#domain/disputes/parts.ts'
import { refusalOf } from '#domain/guards.ts'
import { REFUSALS } from '#domain/refusals.ts'
import { howSigned, KNOWN_BY_SAYS } from '#domain/signing/words.ts'
import type { Here } from '#domain/step.ts'
import { OFFERED } from '#domain/table.ts'
import { SATISFACTIONS } from '#domain/visits/inputs.ts'
import { performanceOf } from './show-performance.ts'

type Agreement = Part<'agreement'>
type Named = (name: string) => string

const SETTLED: Record<string, string> = {
  performed: '已履行',
  waived: '权利人免除',
  sent_to_enforcement: '已告知依法主张',
}

const nameOf = (here: Here, named: Named) => {
  const known = new Map(partsOf(here.parts, 'party').map((party) => [party.id, named(party.facts.name)]))
  return (id: string): string => known.get(id) ?? ''
}

const unsigned = ({ facts }: Agreement): string[] =>
  facts.parties.filter((id) => !facts.signatures.some((it) => 'party' in it.who && it.who.party === id))

function commonOf(here: Here, agreement: Agreement, named: Named) {
  const { facts } = agreement
  const name = nameOf(here, named)
  return {
    id: agreement.id,
    status: agreement.status,
    status_says: STATUSES.agreement[agreement.status],
    form: facts.form,
    edition: facts.edition,
    dispute_facts: facts.dispute_facts,
    clauses_say: facts.clauses.map((clause) => clauseInWords(clause, (ids) => ids.map(name).join('、'))),
    undertakings: facts.undertakings,
    outside_facts: facts.outside_facts,
    signatures: facts.signatures.map((it) => ({
      name: 'party' in it.who ? named(it.name) : it.name,
      as: 'party' in it.who ? ('party' as const) : ('mediator' as const),
      how_says: howSigned({ ...it, ...(it.witness ? { witness: named(it.witness) } : {}) }),
      known_by_says: KNOWN_BY_SAYS[it.known_by],
      at: it.at,
    })),
    sealed: Boolean(facts.sealed),
    seal: facts.sealed ? { of: facts.sealed.by, by: facts.sealed.person?.name ?? null, at: facts.sealed.at } : null,
    rest: facts.rest ?? null,
    effective_on: facts.effective_on ?? null,
    can: canTake(OFFERED, here, agreement),
  }
}

/** An agreement for its office; its content is for those who handle the file (INV-4: confidential by default). */
export function staffAgreement(
  here: Here,
  agreement: Agreement,
  reader: { open: boolean; named: Named },
): z.input<typeof StaffAgreement> {
  const name = nameOf(here, reader.named)
  const common = commonOf(here, agreement, reader.named)
  const shown = reader.open
    ? { clauses: agreement.facts.clauses, warnings: agreement.facts.warnings }
    : {
        clauses: [],
        warnings: [],
        clauses_say: [],
        dispute_facts: '',
        undertakings: [],
        outside_facts: [],
        rest: common.rest && { ...common.rest, what: '' },
      }
  return {
    ...common,
    ...shown,
    version: agreement.version,
    identity_relation: agreement.facts.identity_relation ?? false,
    mediation_id: agreement.facts.mediation_id,
    waiting_for: unsigned(agreement).map((id) => ({ party_id: id, name: name(id) })),
    satisfactions: reader.open
      ? Object.entries(agreement.facts.satisfaction ?? {}).map(([id, said]) => ({
          name: name(id),
          answer_says: SATISFACTIONS[said.answer as keyof typeof SATISFACTIONS],
          words: said.words,
          at: said.at,
        }))
      : [],
  }
}

/** Why she cannot sign on her own screen, in words; null where she can. */
function whyNotOnScreen(here: Here, agreement: Agreement): string | null {
  for (const guard of ['screen_allowed', 'phone_is_hers', 'laid_out_for_screen'] as const) {
    const why = refusalOf(guard, here, undefined, agreement)
    if (why) return `${REFUSALS[why].says}${REFUSALS[why].next}`
  }
  return null
}

export function partyAgreement(here: Here, agreement: Agreement, me: string): z.input<typeof PartyAgreement> {
  const name = nameOf(here, (it) => it)
  const why = whyNotOnScreen(here, agreement)
  const mine = agreement.facts.satisfaction?.[me]
  return {
    ...commonOf(here, agreement, (it) => it),
    i_signed: !unsigned(agreement).includes(me),
    waiting_for: unsigned(agreement).map(name),
    screen: { possible: why === null, why_not: why },
    my_satisfaction: mine ? { ...mine, answer_says: SATISFACTIONS[mine.answer as keyof typeof SATISFACTIONS] } : null,
  }
}

/** What is owed, by whom, until when. `me`: the party who reads it, if one does. */
export function obligationView(
  here: Here,
  obligation: Part<'obligation'>,
  reader: { open: boolean; named: Named; me: string | null },
): z.input<typeof ObligationView> {
  const { facts } = obligation
  const name = nameOf(here, reader.named)
  const people = (ids: readonly string[]) => ids.map((id) => ({ party_id: id, name: name(id), me: id === reader.me }))
  const waiting = facts.waiting_for
  return {
    id: obligation.id,
    agreement_id: facts.agreement_id,
    status: obligation.status,
    status_says: STATUSES.obligation[obligation.status],
    version: obligation.version,
    clause: facts.clause,
    nature: facts.nature,
    nature_says: NATURES[facts.nature],
    debtors: people(facts.debtors),
    creditors: people(facts.creditors),
    confirmed: Object.entries(facts.received_by ?? {}).map(([party_id, at]) => ({ party_id, at })),
    given_up: Object.entries(facts.given_up ?? {}).map(([party_id, at]) => ({ party_id, at })),
    joint: facts.joint,
    what: reader.open ? whatOwed(facts.nature, facts.what) : '',
    amount: reader.open ? facts.amount : null,
    amount_later: reader.open ? facts.amount_later : null,
    due_on: facts.due_on,
    days_left:
      facts.due_on === null || ENDED_OBLIGATION.includes(obligation.status)
        ? null
        : daysBetween(here.today, facts.due_on),
    waiting_says:
      waiting === null || !reader.open
        ? null
        : [waiting.after_clause === null ? '' : `等第 ${waiting.after_clause} 条履行`, waiting.condition]
            .filter(Boolean)
            .join('，'),
    lasting_says:
      facts.runs === null || !reader.open
        ? null
        : [`自 ${facts.runs.from} 起`, facts.runs.until ? `至 ${facts.runs.until}` : '长期', facts.runs.rhythm]
            .filter(Boolean)
            .join('，'),
    guarantors: facts.guarantors.map(name),
    held_by: reader.open ? facts.held_by : null,
    claimed: facts.claimed
      ? { ...facts.claimed, by: reader.named(facts.claimed.by), note: reader.open ? facts.claimed.note : '' }
      : null,
    settled: facts.settled
      ? {
          says: SETTLED[facts.settled.how] ?? facts.settled.how,
          by: reader.named(facts.settled.by),
          at: facts.settled.at,
          note: reader.open ? facts.settled.note : '',
        }
      : null,
    ...performanceOf(here, obligation, reader),
    can: canTake(OFFERED, here, obligation),
  }
}
