import type { z } from 'zod'
import type { MyReferral, ReferralView } from '#contract/referrals.ts'
import { canTake } from '#domain/decide.ts'
import { LIVE_REFERRAL, type Part, partsOf, STATUSES } from '#domain/disputes/parts.ts'
import { namesOf } from '#domain/disputes/people.ts'
import { WHY_ENDED } from '#domain/referrals/inputs.ts'
import { referralKind } from '#domain/referrals/kinds.ts'
import type { Here } from '#domain/step.ts'
import { OFFERED } from '#domain/table.ts'
import { sessionNotesView } from '../sealed/show.ts'

type Referral = Part<'referral'>

const outcomeOf = ({ facts }: Referral) => ({
  taken: facts.taken ?? null,
  decided: facts.decided ?? null,
  came_back: facts.came_back ?? null,
  ended: facts.ended
    ? { on: facts.ended.on, by: facts.ended.by, says: WHY_ENDED[facts.ended.why] ?? '', note: facts.ended.note }
    : null,
})
const clockOf = (here: Here, { id }: Referral) =>
  here.clocks.find((clock) => clock.part_id === id && clock.state === 'running') ?? null

/** Whether a referral that is out came to the unit of this reader. */
export const isTo = ({ actor }: Pick<Here, 'actor'>, { facts, status }: Referral): boolean =>
  actor.kind === 'staff' && facts.to_unit === actor.unit_id && LIVE_REFERRAL.includes(status)

/** Whether a referral is out to a unit that gives way to this reader's (`units`: all whose files she sees): hers to read soon, not yet. */
export const slipComing = (here: Here, units: readonly number[]): boolean =>
  partsOf(here.parts, 'referral').some(
    (it) =>
      it.facts.to_unit !== null &&
      units.includes(it.facts.to_unit) &&
      LIVE_REFERRAL.includes(it.status) &&
      !isTo(here, it),
  )

/**
 * What was sent out, for those who handle the file; the unit somebody was sent to sees its own slips. To anybody else that there
 * is one would say too much (心理疏导): nothing.
 */
export const referralsView = (here: Here, open: boolean): z.input<typeof ReferralView>[] =>
  partsOf(here.parts, 'referral')
    .filter((it) => open || isTo(here, it))
    .map((it) => {
      const { kind, to, to_reach, to_unit, why, for_party, agreed_by, by, on } = it.facts
      return {
        id: it.id,
        status: it.status,
        status_says: STATUSES.referral[it.status],
        version: it.version,
        kind,
        kind_says: referralKind(kind).says,
        to,
        to_reach,
        to_ours: to_unit !== null,
        to_me: isTo(here, it),
        why,
        for_party: namesOf(here, [for_party]),
        agreed: agreed_by.map((id) => namesOf(here, [id])),
        by,
        on,
        decides: referralKind(kind).then?.decides ?? null,
        ...outcomeOf(it),
        clock: clockOf(here, it)?.id ?? null,
        session_notes: sessionNotesView(here, it),
        can: canTake(OFFERED, here, it),
      }
    })

/** Whether a clock, a line or a paper about this part is for this reader's eyes at all. */
export function mayReadReferral(here: Here, partId: string, reader: { open: boolean; me: string | null }): boolean {
  const referral = partsOf(here.parts, 'referral').find((it) => it.id === partId)
  if (!referral) return true
  return reader.me === null ? reader.open || isTo(here, referral) : referral.facts.agreed_by.includes(reader.me)
}

/** Those a party agreed to: nobody else hears of them, on whichever side (design 4). */
export const myReferrals = (here: Here, me: string): z.input<typeof MyReferral>[] =>
  partsOf(here.parts, 'referral')
    .filter((it) => it.facts.agreed_by.includes(me))
    .map((it) => {
      const { kind, to, to_reach, why, for_party, on } = it.facts
      return {
        id: it.id,
        kind_says: referralKind(kind).says,
        expect: referralKind(kind).expect,
        to,
        to_reach,
        why,
        for_party: for_party === me ? null : namesOf(here, [for_party]),
        on,
        status: it.status,
        ...outcomeOf(it),
        due_on: clockOf(here, it)?.due_on ?? null,
        can: canTake(OFFERED, here, it),
      }
    })
