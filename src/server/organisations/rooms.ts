import type { Kysely } from 'kysely'
import type { Day } from '#domain/clocks/calendar.ts'
import type { Trx } from '../db/connection.ts'
import type { DB } from '../db/types.ts'

/** The rooms a unit has in use, by name, as they were added. */
export async function roomsOf(trx: Trx, unitId: number): Promise<string[]> {
  const rows = await trx
    .selectFrom('rooms')
    .select('name')
    .where('unit_id', '=', unitId)
    .where('until', 'is', null)
    .orderBy('id')
    .execute()
  return rows.map(({ name }) => name)
}

/** The one writer of `rooms`: those named are in use from now on, all others of the unit have ended. Nothing is deleted. */
export async function setRooms(trx: Kysely<DB>, unitId: number, names: readonly string[], today: Day): Promise<void> {
  await trx
    .updateTable('rooms')
    .set({ until: today })
    .where('unit_id', '=', unitId)
    .where('until', 'is', null)
    .$if(names.length > 0, (query) => query.where('name', 'not in', names))
    .execute()
  if (names.length === 0) return
  await trx
    .insertInto('rooms')
    .values(names.map((name) => ({ unit_id: unitId, name })))
    .onConflict((on) => on.columns(['unit_id', 'name']).doUpdateSet({ until: null }))
    .execute()
}
