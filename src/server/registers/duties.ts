import type { z } from 'zod'
import type { registerDuties } from '#contract/registers.ts'
import { type Day, dayIn } from '#domain/clocks/calendar.ts'
import { isHeld, linesOf, standing } from '#domain/registers/lines.ts'
import { type Keeper, whyNot } from '#domain/registers/rights.ts'
import { REGISTER_NAMES } from '#domain/registers/words.ts'
import { now } from '../clock.ts'
import { inScope } from '../db/scope.ts'
import type { Staff } from '../disputes/list-line.ts'
import type { World } from '../world.ts'
import { keeperOf } from './held-units.ts'
import { itemsOf, type Kept } from './load.ts'

type Counted = { owed: number; late: number; to_look_at: number }

/** What of an item waits for who asks: her unit's open lines, a reception not written down, what was claimed and is hers to look at. */
function waiting({ item, entries }: Kept, who: Keeper, today: Day): Counted {
  const lines = linesOf(item, entries, today)
  const mine = lines.filter(
    (line) =>
      (line.state === 'open' || line.state === 'sent_back') && whyNot('report', who, item, entries, line) === null,
  )
  const unwritten =
    item.kind === 'reception' &&
    !isHeld(entries) &&
    item.body.on <= today &&
    item.unit_id === who.unit_id &&
    whyNot('hold', who, item, entries, null) === null
  return {
    owed: mine.length + Number(unwritten),
    late: mine.filter(({ late }) => late).length + Number(unwritten && standing(item, entries, today).late),
    to_look_at: lines.filter((line) => whyNot('confirm', who, item, entries, line) === null).length,
  }
}

/** What waits in the registers for who asks, by register; those with nothing are left out. */
export const registerDutiesOf = (world: World, asker: Staff): Promise<z.input<typeof registerDuties.reply>> =>
  inScope(world.pool, asker.scope, async (trx) => {
    const who = await keeperOf(trx, asker)
    const today = dayIn(now())
    const duties = []
    for (const kind of REGISTER_NAMES) {
      const counted = (await itemsOf(trx, kind)).map((kept) => waiting(kept, who, today))
      const sum = (of: keyof Counted): number => counted.reduce((total, it) => total + it[of], 0)
      const [owed, late, to_look_at] = [sum('owed'), sum('late'), sum('to_look_at')]
      if (owed + to_look_at > 0) duties.push({ kind, owed, late, to_look_at })
    }
    return { duties }
  })
