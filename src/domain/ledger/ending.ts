import type { ClockRuleId } from '../clocks/rules.ts'
import type { Consequence } from '../disputes/consequences.ts'
import { type Part, partsOf, type StatusOf } from '../disputes/parts.ts'
import { actorName } from '../disputes/people.ts'
import type { Here } from '../step.ts'
import { COLOUR_RULES } from './colours.ts'
import type { ColourBefore } from './facts.ts'

/** A supervision that is not settled; a package its leader has not let go of. */
export const LIVE_SUPERVISION: readonly StatusOf<'supervision'>[] = ['asked', 'answered']
export const liveSupervisions = ({ parts }: Pick<Here, 'parts'>): Part<'supervision'>[] =>
  partsOf(parts, 'supervision').filter((it) => LIVE_SUPERVISION.includes(it.status))
export const livePackage = ({ parts }: Pick<Here, 'parts'>): Part<'package'> | undefined =>
  partsOf(parts, 'package').find((it) => it.status === 'going_on')

/** More than these stand in the events alone. */
export const MOST_KEPT = 20

/** The colours it had, with the one it has now among them. */
export function colourLaidDown(here: Here, dispute: Part<'dispute'>, because: string): ColourBefore[] {
  const { colour, colours_before = [] } = dispute.facts
  if (!colour) return colours_before
  const laid: ColourBefore = { ...colour, until: here.today, changed_by: actorName(here), because }
  return [...colours_before, laid].slice(-MOST_KEPT)
}

/** The lead unit looks at the file for as long as the package goes on. */
export const endLooking = (here: Here, it: Part<'package'>): Consequence[] =>
  here.involvements
    .filter((one) => one.id === it.facts.involvement && one.until === null)
    .map((one): Consequence => ({ kind: 'involve', ...one, until: here.today }))

/**
 * The file is over: nobody asks after it any more, its leader keeps it no longer, and it has no colour. That a package ends so is
 * not its release: nothing was verified. The clocks of all of it fall away with those of the file.
 */
export function endOversight(here: Here): Consequence[] {
  const [dispute] = partsOf(here.parts, 'dispute')
  const ended = { on: here.today, by: actorName(here), note: '这件事不再办了，随件终止' }
  const kept = livePackage(here)
  return [
    ...liveSupervisions(here).flatMap((it): Consequence[] => [
      { kind: 'move_part', part: 'supervision', id: it.id, status: 'lifted' },
      { kind: 'change_facts', part: 'supervision', id: it.id, facts: { ended } },
    ]),
    ...(kept
      ? ([
          { kind: 'move_part', part: 'package', id: kept.id, status: 'ended' },
          { kind: 'change_facts', part: 'package', id: kept.id, facts: { ended } },
          // Where the step ends all consulting itself, this one has its last day already.
          ...endLooking(here, kept),
        ] satisfies Consequence[])
      : []),
    ...(dispute?.facts.colour
      ? ([
          {
            kind: 'change_facts',
            part: 'dispute',
            id: dispute.id,
            facts: { colour: null, colours_before: colourLaidDown(here, dispute, '这件事不再办了') },
          },
        ] satisfies Consequence[])
      : []),
  ]
}

/** Another unit answers for the file: what its colour asks for is owed by that one from now on. No day moves (threats I8, I22). */
export const colourFollows = (here: Here, unit: number): Consequence[] =>
  here.clocks
    .filter((clock) => COLOUR_RULES.includes(clock.rule as ClockRuleId) && clock.state === 'running')
    .map((clock): Consequence => ({ kind: 'owe', id: clock.id, owes: { unit } }))
