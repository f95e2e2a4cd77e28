import type { z } from 'zod'
import type { registerDuties } from '#contract/registers.ts'
import { type Day, dayIn } from '#domain/clocks/calendar.ts'
import { isWithin, levelOf } from '#domain/organisations/places.ts'
import { type Item, isHeld, type Line, linesOf, standing } from '#domain/registers/lines.ts'
import { type Keeper, whyNot } from '#domain/registers/rights.ts'
import { REGISTER_NAMES, type RegisterAct } from '#domain/registers/words.ts'
import { now } from '../clock.ts'
import type { Trx } from '../db/connection.ts'
import { inScope } from '../db/scope.ts'
import type { Staff } from '../disputes/list-line.ts'
import type { World } from '../world.ts'
import { keeperOf } from './held-units.ts'
import { type Kept, openItems } from './load.ts'

type Counted = { owed: number; late: number; to_look_at: number }
/** Who supervises a town, from which unit: she is nearer to it than the county. */
export type Near = { person_id: string; unit_id: number; place_code: number }

/** Whoever supervises a town on this day. */
export async function townDirectors(trx: Trx, today: Day): Promise<Near[]> {
  return trx
    .selectFrom('posts as o')
    .innerJoin('units as u', 'u.id', 'o.unit_id')
    .select(['o.person_id', 'o.unit_id', 'u.place_code'])
    .where('o.role', '=', 'town_director')
    .where('o.from_on', '<=', today)
    .where((eb) => eb.or([eb('o.until', 'is', null), eb('o.until', '>=', today)]))
    .execute()
}

/** A paper is looked at by the nearest who supervises its unit and did not write it: the county is asked where there is no such. */
const nearerThan = (who: Keeper, { kind, place_code, unit_id, by_person }: Item, near: readonly Near[]): boolean =>
  kind === 'paper' &&
  levelOf(who.place_code) === 'county' &&
  near.some((it) => isWithin(place_code, it.place_code) && it.unit_id !== unit_id && it.person_id !== by_person)

/** What of an item waits for who asks: her unit's open lines, a reception not written down, what was claimed and is hers to look at. */
export function waiting({ item, entries }: Kept, who: Keeper, today: Day, near: readonly Near[]): Counted {
  const lines = linesOf(item, entries, today)
  const may = (act: RegisterAct, line: Line | null) => whyNot(act, who, item, entries, line, lines) === null
  const mine = lines.filter((line) => (line.state === 'open' || line.state === 'sent_back') && may('report', line))
  const unwritten =
    item.kind === 'reception' &&
    !isHeld(entries) &&
    item.body.on <= today &&
    who.units.includes(item.unit_id) &&
    may('hold', null)
  const toLookAt = nearerThan(who, item, near) ? [] : lines.filter((line) => may('confirm', line))
  return {
    owed: mine.length + Number(unwritten),
    late: mine.filter(({ late }) => late).length + Number(unwritten && standing(item, entries, lines, today).late),
    to_look_at: toLookAt.length,
  }
}

/** What waits in the registers for who asks, by register; those with nothing are left out. */
export const registerDutiesOf = (world: World, asker: Staff): Promise<z.input<typeof registerDuties.reply>> =>
  inScope(world.pool, asker.scope, async (trx) => {
    const who = await keeperOf(trx, asker)
    const today = dayIn(now())
    const near = await townDirectors(trx, today)
    const duties = []
    for (const kind of REGISTER_NAMES) {
      const counted = (await openItems(trx, kind)).map((kept) => waiting(kept, who, today, near))
      const sum = (of: keyof Counted): number => counted.reduce((total, it) => total + it[of], 0)
      const [owed, late, to_look_at] = [sum('owed'), sum('late'), sum('to_look_at')]
      if (owed + to_look_at > 0) duties.push({ kind, owed, late, to_look_at })
    }
    return { duties }
  })
