import type { Consequence } from '../disputes/consequences.ts'
import { LIVE_MEDIATION, type MediationFacts, type Part } from '../disputes/parts.ts'
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

/** Gives a mediation its docket number, in the step that accepts it; only a committee's people's mediation has one yet. */
export const giveDocket = (here: Here, part: Mediation): Consequence[] =>
  part.facts.kind === 'peoples' ? [change(part, { docket: nextOf(here) })] : []

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
        dockets_voided: [...dockets_voided, { ...docket, because, by: actorName(here), at: here.occurred_at }],
        // What is mediated still needs a number, and gets the next; the old one stays used up.
        docket: LIVE_MEDIATION.includes(part.status) ? nextOf(here) : null,
      }),
    ]
  },
  law: ['人民调解法 第二十七条（调解登记、立卷归档）', '本县约定：编错的号作废留底，不重新使用，可以调整'],
  carries_out: { because: '编错的卷号作废要写明理由、留在登记簿上，不能重用（domain 3.3：voids kept）' },
  says: '作废编错的卷号',
})
