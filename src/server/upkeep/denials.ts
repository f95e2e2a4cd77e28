import { sql } from 'kysely'
import { dayIn } from '#domain/clocks/calendar.ts'
import { now } from '../clock.ts'
import type { Trx } from '../db/connection.ts'
import type { World } from '../world.ts'

/** How long a refusal counts for the rate, in seconds. */
const RATE_SECONDS = 300

type Counted = { unsaid: Map<number, number>; recent: number[] }
const counted = new WeakMap<World['pool'], Counted>()
const of = ({ pool }: Pick<World, 'pool'>): Counted => {
  const known = counted.get(pool)
  if (known) return known
  const fresh = { unsaid: new Map<number, number>(), recent: [] }
  counted.set(pool, fresh)
  return fresh
}

/** Somebody of a unit was refused what is not theirs. Kept in memory until the next sweep: a refusal costs no write. */
export function countDenial(world: Pick<World, 'pool'>, unitId: number, uptime = process.uptime()): void {
  const { unsaid, recent } = of(world)
  unsaid.set(unitId, (unsaid.get(unitId) ?? 0) + 1)
  recent.push(uptime)
}

/** Refusals of this process in the last five minutes, by the machine's clock. */
export function denialsNow(world: Pick<World, 'pool'>, uptime = process.uptime()): number {
  const held = of(world)
  held.recent = held.recent.filter((at) => at > uptime - RATE_SECONDS)
  return held.recent.length
}

/** Takes what was counted, and gives the way to put it back where it could not be written. */
export function takeDenials(world: Pick<World, 'pool'>): { counts: [number, number][]; putBack: () => void } {
  const held = of(world)
  const counts = [...held.unsaid]
  held.unsaid = new Map()
  return {
    counts,
    putBack: () => {
      for (const [unit, times] of counts) held.unsaid.set(unit, (held.unsaid.get(unit) ?? 0) + times)
    },
  }
}

/** The one writer of `denials`: adds to the day of this moment. */
export async function writeDenials(trx: Trx, counts: readonly [number, number][]): Promise<void> {
  for (const [unit_id, times] of counts)
    await trx
      .insertInto('denials')
      .values({ day: dayIn(now()), unit_id, times })
      .onConflict((on) => on.columns(['day', 'unit_id']).doUpdateSet({ times: sql`denials.times + excluded.times` }))
      .execute()
}
