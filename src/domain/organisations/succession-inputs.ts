import { z } from 'zod'

/** What the three rows are given: by which act of administration (the event's cause), and who goes where. */

const succession = z.uuid()
const unitId = z.int().min(1)

export const SucceedPersonInput = z.strictObject({
  succession,
  /** Whoever leaves, by the name she had. */
  person_id: z.uuid(),
  name: z.string().min(1),
  /** The unit she leaves. */
  unit_id: unitId,
  /** Whoever of that unit goes on; null gives all back to the unit. */
  successor: z.uuid().nullable(),
  /** She holds no post any more in which one may mediate: she leaves what she mediates for other units too. */
  mediates_no_more: z.boolean(),
})
export type SucceedPerson = z.output<typeof SucceedPersonInput>

export const SucceedUnitInput = z.strictObject({
  succession,
  from_unit: unitId,
  from_name: z.string().min(1),
  unit_id: unitId,
})
export type SucceedUnit = z.output<typeof SucceedUnitInput>

export const SucceedPlaceInput = z.strictObject({ succession, from_place: z.int(), to_place: z.int() })
export type SucceedPlace = z.output<typeof SucceedPlaceInput>
