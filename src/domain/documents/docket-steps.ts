import { dayIn } from '../clocks/calendar.ts'
import type { Consequence } from '../disputes/consequences.ts'
import type { MediationFacts, Part } from '../disputes/parts.ts'
import { actorName } from '../disputes/people.ts'
import { type Here, step } from '../step.ts'
import { VoidDocketInput } from './docket-inputs.ts'

type Mediation = Part<'mediation'>
const change = (part: Mediation, facts: Partial<MediationFacts>): Consequence => ({
  kind: 'change_facts',
  part: 'mediation',
  id: part.id,
  facts,
})

/** The next number of the committee's book. @throws where the caller did not look it up: none is ever made up here */
function nextOf({ named }: Here) {
  if (!named.docket) throw new Error('a mediation that gets a number without its book')
  return named.docket
}

/**
 * Gives a mediation its docket number, in the step that accepts it; only people's mediation held by a committee has one: what a
 * service centre without one settles stands in no committee's book (人民调解法 7, 8, 34).
 */
export const giveDocket = (here: Here, part: Mediation): Consequence[] =>
  part.facts.kind === 'peoples' && (here.named.docket !== null || part.facts.committee_id)
    ? [change(part, { docket: nextOf(here), accepted_on: dayIn(here.occurred_at) })]
    : []

export const void_docket = step({
  on: 'mediation',
  from: [
    'accepted',
    'assigned',
    'notified',
    'in_session',
    'suspended',
    'self_settled',
    'failed',
    'withdrawn',
    'expired',
  ],
  to: null,
  by: ['organiser'],
  needs: ['docket_given', 'docket_on_no_agreement'],
  asks: ['docket'],
  input: VoidDocketInput,
  then: (here, part, { because }) => {
    const { docket, dockets_voided = [] } = part.facts
    if (!docket) return []
    return [
      change(part, {
        // The register shows the day it was recorded on: `voided_at` is the same instant.
        dockets_voided: [...dockets_voided, { ...docket, because, by: actorName(here), at: here.now }],
        // It was mediated, whatever became of it, and its dossier needs a number: it gets the next; the old one stays used up.
        docket: nextOf(here),
      }),
    ]
  },
  law: ['人民调解法 第二十七条（调解登记、立卷归档）', '本县约定：编错的号作废留底，不重新使用，可以调整'],
  carries_out: { because: '编错的卷号作废要写明理由、留在登记簿上，不能重用（domain 3.3：voids kept）' },
  says: '作废编错的卷号',
})
