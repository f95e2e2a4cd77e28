import { type Day, dayIn } from '#domain/clocks/calendar.ts'
import type { Entry, Item } from '#domain/registers/lines.ts'
import type { Register } from '#domain/registers/words.ts'
import type { Trx } from '../db/connection.ts'

/** Who wrote something down, from which unit. */
type By = { on: Day; by: string; unit_name: string }
export type Kept = { id: string; item: Item; made: By; entries: (Entry & By & { nth: number })[] }

/** More items of one register than a county has; where there are more, the list says so. */
export const MOST_ITEMS = 500

async function entriesOf(trx: Trx, ids: readonly string[]): Promise<Map<string, Kept['entries']>> {
  const found = new Map<string, Kept['entries']>()
  if (ids.length === 0) return found
  const rows = await trx
    .selectFrom('register_entries as e')
    .innerJoin('people as p', 'p.id', 'e.by_person')
    .innerJoin('posts as o', 'o.id', 'e.by_post')
    .innerJoin('units as u', 'u.id', 'o.unit_id')
    .select(['e.item_id', 'e.nth', 'e.act', 'e.line', 'e.body', 'e.at', 'p.name as by', 'u.name as unit_name'])
    .where('e.item_id', 'in', [...ids])
    .orderBy('e.nth')
    .execute()
  for (const { item_id, at, ...row } of rows) {
    const list = found.get(item_id) ?? []
    found.set(item_id, list)
    list.push({ ...row, on: dayIn(at) } as Kept['entries'][number])
  }
  return found
}

/** Items as their rows may be seen, with what was written under them. */
async function items(trx: Trx, of: { kind: Register } | { id: string }, most: number): Promise<Kept[]> {
  const rows = await trx
    .selectFrom('register_items as i')
    .innerJoin('people as p', 'p.id', 'i.by_person')
    .innerJoin('posts as o', 'o.id', 'i.by_post')
    .innerJoin('units as u', 'u.id', 'o.unit_id')
    .select(['i.id', 'i.kind', 'i.place_code', 'i.unit_id', 'i.body', 'i.made_at', 'p.name as by'])
    .select('u.name as unit_name')
    .where((eb) => ('id' in of ? eb('i.id', '=', of.id) : eb('i.kind', '=', of.kind)))
    .orderBy('i.made_at', 'desc')
    .orderBy('i.id')
    .limit(most)
    .execute()
  const entries = await entriesOf(
    trx,
    rows.map(({ id }) => id),
  )
  return rows.map(({ id, kind, place_code, unit_id, body, made_at, by, unit_name }) => ({
    id,
    item: { kind, body, unit_id, place_code } as Item,
    made: { on: dayIn(made_at), by, unit_name },
    entries: entries.get(id) ?? [],
  }))
}

export const itemsOf = (trx: Trx, kind: Register): Promise<Kept[]> => items(trx, { kind }, MOST_ITEMS + 1)

/** One item, where it may be seen. */
export const itemById = async (trx: Trx, id: string): Promise<Kept | undefined> => (await items(trx, { id }, 1))[0]
