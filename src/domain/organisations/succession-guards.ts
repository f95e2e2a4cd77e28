import { reading } from '../guard-reading.ts'
import type { Guard } from '../guards.ts'
import { isWithin } from './places.ts'
import { hasWorkOfPerson } from './succeed-person.ts'
import { hasWorkOfUnit } from './succeed-unit.ts'
import type { SucceedPerson, SucceedPlace, SucceedUnit } from './succession-inputs.ts'

/** What has to be so before a file goes over: that something here is still to go, and that somebody is there to take it. */
export const SUCCESSION_GUARDS = {
  person_has_work: (here, input) =>
    input === undefined || hasWorkOfPerson(here, reading<SucceedPerson>(input)) ? null : 'nothing_to_hand_over',
  successor_known: ({ named }, input) => {
    if (input === undefined) return null
    const { successor, person_id } = reading<SucceedPerson>(input)
    if (successor === null) return null
    return successor !== person_id && named.handlers.some((it) => it.person_id === successor)
      ? null
      : 'successor_unknown'
  },
  unit_has_work: (here, input) =>
    input === undefined || hasWorkOfUnit(here, reading<SucceedUnit>(input)) ? null : 'nothing_to_hand_over',
  lies_in_place: ({ file }, input) => {
    if (input === undefined || !file) return null
    const { from_place, to_place } = reading<SucceedPlace>(input)
    return file.place_code !== null && isWithin(file.place_code, from_place) && from_place !== to_place
      ? null
      : 'nothing_to_hand_over'
  },
} as const satisfies Record<string, Guard>
