import { partsOf } from '#domain/disputes/parts.ts'
import type { SucceedPerson, SucceedPlace, SucceedUnit } from '#domain/organisations/succession-inputs.ts'
import { HANDLING_ROLES, MEDIATING_ROLES } from '#domain/organisations/words.ts'
import type { PersonCard } from '#domain/step.ts'
import type { Asked } from './walk-answers.ts'
import { MEDIATORS, PLACE, STAFF, STRANGER, UNITS, uuid } from './world-of-rules.ts'

/** Everybody of the small world who works at this unit and may carry its tasks or mediate. */
export const workersAt = (unit: number | undefined): PersonCard[] => [
  ...STAFF.filter(
    (it) => it.unit_id === unit && (HANDLING_ROLES.includes(it.role) || MEDIATING_ROLES.includes(it.role)),
  ).map(({ person_id, name, unit_id, unit_name, role }) => ({ person_id, name, unit_id, unit_name, role })),
  ...MEDIATORS.filter((it) => it.unit_id === unit && !STAFF.some((known) => known.person_id === it.person_id)),
]

const ACT = uuid(88)

/** Whoever holds a task or mediates leaves, and a colleague comes after her, or nobody. */
export function succeedPerson(it: Asked): SucceedPerson {
  const { parts } = it.here
  const busy = [
    ...partsOf(parts, 'task').flatMap(({ facts }) =>
      facts.held_by ? [{ ...facts.held_by, unit_id: facts.unit_id }] : [],
    ),
    ...partsOf(parts, 'mediation').flatMap(({ facts }) =>
      facts.mediators.map(({ person_id, name }) => ({ person_id, name, unit_id: facts.unit_id })),
    ),
  ]
  const { person_id, name, unit_id } = (it.honest && it.pick(busy)) || it.pick(STAFF)
  const there = workersAt(unit_id).filter((one) => one.person_id !== person_id)
  return {
    succession: ACT,
    person_id,
    name,
    unit_id,
    successor: it.honest ? it.pick([null, ...there.map((one) => one.person_id)]) : it.pick([STRANGER, person_id, null]),
    mediates_no_more: it.pick([true, false]),
  }
}

/** One unit that has something here gives way to another. */
export function succeedUnit(it: Asked): SucceedUnit {
  const { file, parts, involvements } = it.here
  const here = [
    ...(file ? [file.responsible_unit] : []),
    ...partsOf(parts, 'task').map(({ facts }) => facts.unit_id),
    ...involvements.flatMap(({ who, until }) => ('unit' in who && until === null ? [who.unit] : [])),
  ]
  const from = it.honest ? it.pick(here) : it.pick([...UNITS.map(({ id }) => id), 9])
  const to = it.pick(UNITS.filter((unit) => !it.honest || unit.id !== from))
  return {
    succession: ACT,
    from_unit: from ?? 9,
    from_name: UNITS.find((unit) => unit.id === from)?.name ?? '原来的单位',
    unit_id: it.honest ? to.id : it.pick([to.id, 99]),
  }
}

/** The village moves to another code of its town and back. */
export function succeedPlace(it: Asked): SucceedPlace {
  const village = (code: number): number => code - (code % 1000)
  const now = village(it.here.file?.place_code ?? PLACE)
  const [one, other] = [village(PLACE), village(PLACE) + 8000]
  return {
    succession: ACT,
    from_place: it.honest ? now : it.pick([village(PLACE) + 3000, now]),
    to_place: it.honest ? (now === one ? other : one) : now,
  }
}
