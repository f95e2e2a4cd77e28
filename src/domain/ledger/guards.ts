import { partsOf } from '../disputes/parts.ts'
import { reading } from '../guard-reading.ts'
import type { Guard } from '../guards.ts'
import { isWithin } from '../organisations/places.ts'
import type { Here } from '../step.ts'
import { COLOUR_DUTIES, type Colour, isHigher } from './colours.ts'
import { livePackage, liveSupervisions } from './ending.ts'
import { centreFor, openReport } from './report.ts'
import { type LackingResult, lackingResult } from './result.ts'
import { overdueDuties, passedAround } from './what-owed.ts'

const colourOf = ({ parts }: Here): Colour | null => partsOf(parts, 'dispute')[0]?.facts.colour?.colour ?? null

/** What somebody who looks at the result can clear up. */
const ASKS_A_LOOK: readonly LackingResult[] = ['not_verified', 'not_kept_seen', 'trouble_seen']

/** Whoever handled it: who holds a task of it, held it before or said how it ended, and who mediates it or ever did. */
const handledBy = ({ parts, involvements }: Here, person: string): boolean =>
  partsOf(parts, 'task').some(
    ({ facts }) =>
      facts.held_by?.person_id === person || facts.ended_by === person || facts.held_before?.includes(person),
  ) ||
  partsOf(parts, 'mediation').some((it) => it.facts.mediators.some((one) => one.person_id === person)) ||
  involvements.some((it) => it.as_what === 'mediating' && 'person' in it.who && it.who.person === person)

export const LEDGER_GUARDS = {
  /** 督办的只能是承办单位逾期的职责，或者来回退单；当事人的权利不在其中 (本县约定；INV-1)。 */
  duty_overdue: (here, input) => {
    if (input === undefined) return null
    const { unit_id, clock_id } = reading<{ unit_id: number; clock_id: string | null }>(input)
    if (clock_id === null) return passedAround(here).includes(unit_id) ? null : 'nothing_overdue'
    return overdueDuties(here).some((it) => it.clock.id === clock_id && it.unit_id === unit_id)
      ? null
      : 'nothing_overdue'
  },
  /** 只督办自己辖区里的别的单位。 */
  unit_under_me: ({ actor, named }, input) => {
    if (input === undefined || !named.unit || actor.kind !== 'staff') return null
    if (named.unit.id === actor.unit_id) return 'unit_is_own'
    const { place_code } = named.unit
    return place_code !== undefined && isWithin(place_code, actor.place_code) ? null : 'unit_not_below'
  },
  not_supervised_yet: (here, input) => {
    if (input === undefined) return null
    const { unit_id } = reading<{ unit_id: number }>(input)
    return liveSupervisions(here).some(({ facts }) => facts.unit_id === unit_id) ? 'supervised_already' : null
  },
  no_package_live: (here) => (livePackage(here) ? 'packaged_already' : null),
  milestones_ahead: ({ today }, input) => {
    if (input === undefined) return null
    const { milestones } = reading<{ milestones: { by: string }[] }>(input)
    return milestones.every(({ by }) => by >= today) ? null : 'milestone_day_past'
  },
  milestone_open: (_, input, part) => {
    const id = reading<{ milestone_id: string | null } | undefined>(input)?.milestone_id
    if (!id || part?.part !== 'package') return null
    return part.facts.milestones.some((it) => it.id === id && it.done === null) ? null : 'no_such_milestone'
  },
  /** 包案只凭核实过的结果解除 (S0-22、S0-78)。 */
  result_verified: ({ parts }) => (lackingResult(parts).length === 0 ? null : 'result_not_verified'),
  colour_not_lower_now: (here, input) => {
    const colour = reading<{ colour: Colour } | undefined>(input)?.colour
    return colour !== undefined && isHigher(colourOf(here), colour) ? 'colour_not_higher' : null
  },
  has_colour: (here) => (colourOf(here) === null ? 'no_colour' : null),
  colour_goes_down: (here, input) => {
    if (input === undefined) return null
    const { colour } = reading<{ colour: Colour | null }>(input)
    return isHigher(colourOf(here), colour) ? null : 'colour_not_lower'
  },
  /** 谁定得下来，谁降得下去，各有一级 (domain 7.2，本县约定)。 */
  may_lower_colour: (here) => {
    const colour = colourOf(here)
    const { actor } = here
    return colour === null || (actor.kind === 'staff' && COLOUR_DUTIES[colour].lowered_by.includes(actor.role))
      ? null
      : 'lowered_by_others'
  },
  not_reported_yet: (here) => (openReport(here) ? 'reported_already' : null),
  centre_above: (here, input) =>
    input === undefined || centreFor(here, reading<{ to: 'town' | 'county' }>(input).to) ? null : 'nobody_above',
  /** 自己办的、自己调的，不由自己核实。 */
  another_verifies: (here) =>
    here.actor.kind === 'staff' && handledBy(here, here.actor.person_id) ? 'handled_it_herself' : null,
  result_unverified: ({ parts }) =>
    lackingResult(parts).some((it) => ASKS_A_LOOK.includes(it)) ? null : 'result_verified_already',
} as const satisfies Record<string, Guard>
