import type { Part } from '../disputes/parts.ts'
import { ownUnit, responsibleUnit } from '../disputes/people.ts'
import { isWithin, type PlaceCode } from '../organisations/places.ts'
import { CENTRE_KINDS } from '../organisations/words.ts'
import type { Here, Receiver } from '../step.ts'

/** After so many returns neither the sender nor the receiver decides any more (domain 2.4 row 8). */
export const MOST_RETURNS = 2

type Standing = { unit_id: number; place_code: PlaceCode }

/** Who returned a task until now, this time included. */
export const returnedBy = (here: Here, task: Part<'task'>): Standing[] => {
  const { id, place_code = here.file?.place_code ?? 0 } = ownUnit(here)
  return [...(task.facts.returned_by ?? []), { unit_id: id, place_code }]
}

/**
 * The common superior of units that return a matter to each other: the nearest centre whose area holds all of them, the
 * sender too, and that is none of them (信访工作条例 第二十四条). Where the county centre itself is the sender there is nobody
 * above it, and it decides.
 */
export function commonSuperior(here: Here, task: Part<'task'>, returned: readonly Standing[]): Receiver {
  const { from_unit, from_place = here.file?.place_code ?? 0 } = task.facts
  const answers = responsibleUnit(here)
  const places = [...returned.map((it) => it.place_code), from_place, answers.place_code ?? from_place]
  const inConflict = [...returned.map((it) => it.unit_id), from_unit, answers.id]
  const above = here.named.candidates.filter(
    ({ kind, place_code }) =>
      CENTRE_KINDS.includes(kind) && place_code !== undefined && places.every((it) => isWithin(it, place_code)),
  )
  return above.find(({ id }) => !inConflict.includes(id)) ?? above.at(-1) ?? answers
}
