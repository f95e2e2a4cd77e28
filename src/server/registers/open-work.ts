import { dayIn } from '#domain/clocks/calendar.ts'
import { isHeld, linesOf } from '#domain/registers/lines.ts'
import { REGISTER_NAMES } from '#domain/registers/words.ts'
import { now } from '../clock.ts'
import { inScope, wholeCounty } from '../db/scope.ts'
import type { World } from '../world.ts'
import { unitsOf } from './held-units.ts'
import { type Kept, openItems } from './load.ts'

/** What of an open item lies on these units: lines not confirmed; a site they sponsor, a reception they are still to hold. */
function liesOn({ item, entries }: Kept, units: readonly number[], today: string): number {
  const lines = linesOf(item, entries, today).filter((it) => it.state !== 'confirmed' && units.includes(it.unit_id))
  const itself = item.kind === 'site' || (item.kind === 'reception' && !isHeld(entries))
  return lines.length + Number(itself && units.includes(item.unit_id))
}

/**
 * How much of the registers still lies on a unit and on those merged into it, seen as nobody sees it: a number and nothing else
 * leaves here. While the administrator's change is under way nothing is added (registers/write.ts).
 */
export function openOfUnit(world: World, unit_id: number): Promise<number> {
  const today = dayIn(now())
  return inScope(world.pool, wholeCounty(today), async (trx) => {
    const units = await unitsOf(trx, [unit_id])
    let open = 0
    for (const kind of REGISTER_NAMES) for (const kept of await openItems(trx, kind)) open += liesOn(kept, units, today)
    return open
  })
}
