import { addDays, type Day } from '../clocks/calendar.ts'
import type { Consequence } from '../disputes/consequences.ts'
import { owedOnTask } from '../disputes/held.ts'
import { cancelClocksOn } from '../disputes/make.ts'
import type { Part, ReferralFacts } from '../disputes/parts.ts'
import { actorName, liveReferrals } from '../disputes/people.ts'
import type { Here } from '../step.ts'
import type { ENDED_WITH } from './inputs.ts'
import { referralKind } from './kinds.ts'

/** The receiving unit sees the slip no more from the day after `until`. */
export const seesNoMore = (here: Here, referral: Part<'referral'>, until: Day = here.today): Consequence[] =>
  here.involvements
    .filter((it) => it.id === referral.facts.involvement && it.until === null)
    .map((it): Consequence => ({ kind: 'involve', ...it, until }))

export const endedBy = (here: Here, why: string, note: string): Pick<ReferralFacts, 'ended'> => ({
  ended: { on: here.today, by: actorName(here), why, note },
})

/** Whether a referral stands on this party's consent: it is for her, or of a kind that everybody has to agree to. */
export const restsOn = ({ facts }: Part<'referral'>, party: string): boolean =>
  facts.for_party === party || (referralKind(facts.kind).by_all && facts.agreed_by.includes(party))

/**
 * Referrals that end together with something else: nothing is awaited of them here any more; what the place does for her
 * goes on as she likes. Their clocks fall away unless the caller cancels every clock of the file anyway.
 */
export function endReferrals(
  here: Here,
  referrals: readonly Part<'referral'>[],
  why: keyof typeof ENDED_WITH,
  { clocks = true } = {},
): Consequence[] {
  return [
    ...referrals.flatMap((it): Consequence[] => [
      { kind: 'move_part', part: 'referral', id: it.id, status: 'without_result' },
      { kind: 'change_facts', part: 'referral', id: it.id, facts: endedBy(here, why, '') },
      // Whoever takes her consent back is not read there from this moment on.
      ...seesNoMore(here, it, why === 'file_over' ? here.today : addDays(here.today, -1)),
    ]),
    ...(clocks ? cancelClocksOn(here, ...referrals.map((it) => it.id)) : []),
  ]
}

/** Another unit answers for the file: it asks after what is out from now on (threats I8). No day moves. */
export const referralsFollow = (here: Here, unit: number): Consequence[] =>
  liveReferrals(here).flatMap((it) =>
    here.clocks
      .filter((clock) => clock.part_id === it.id && (clock.state === 'running' || clock.state === 'paused'))
      .filter(({ owes }) => {
        const now = 'unit' in owes ? owes.unit : 'for_unit' in owes ? owes.for_unit : undefined
        return now !== unit && now === here.file?.responsible_unit
      })
      .map((clock): Consequence => ({ kind: 'owe', id: clock.id, owes: owedOnTask(here, it.facts.task_id, unit) })),
  )
