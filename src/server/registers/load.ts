import { type SqlBool, sql } from 'kysely'
import { type Day, dayIn } from '#domain/clocks/calendar.ts'
import type { Entry, Item } from '#domain/registers/lines.ts'
import type { Register } from '#domain/registers/words.ts'
import type { Trx } from '../db/connection.ts'

/** Who wrote something down, from which unit. */
type By = { on: Day; by: string; unit_name: string }
export type Kept = { id: string; item: Item; made: By; entries: (Entry & By & { nth: number })[] }

/** More closed items of one register than anybody reads at once; what is open is never cut off. */
export const MOST_CLOSED = 500

async function entriesOf(trx: Trx, ids: readonly string[]): Promise<Map<string, Kept['entries']>> {
  const found = new Map<string, Kept['entries']>()
  if (ids.length === 0) return found
  const rows = await trx
    .selectFrom('register_entries as e')
    .innerJoin('people as p', 'p.id', 'e.by_person')
    .innerJoin('posts as o', 'o.id', 'e.by_post')
    .innerJoin('units as u', 'u.id', 'o.unit_id')
    .select(['e.item_id', 'e.nth', 'e.act', 'e.line', 'e.body', 'e.at', 'e.by_person'])
    .select(['p.name as by', 'u.name as unit_name'])
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

const NOW = (column: 'place_code' | 'laid_by') => sql<number>`place_since(${sql.ref(`i.${column}`)}, i.made_at)`

/** Whether nothing is left to do under it, as `standing` has it: asked of the rows, so that what is closed can be left out unread. */
const CLOSED = sql<SqlBool>`(
  exists (select from register_entries e where e.item_id = i.id and e.act = 'end')
  or i.kind <> 'site' and (i.kind <> 'reception' or exists (select from register_entries e where e.item_id = i.id and e.act = 'hold'))
    and (select count(distinct e.line) from register_entries e where e.item_id = i.id and e.act = 'confirm') >= case i.kind
      when 'measure' then 1 + (select count(*) from jsonb_array_elements_text(i.body -> 'units') u where u <> i.unit_id::text)
      when 'reception' then (
        select sum(jsonb_array_length(e.body -> 'promises')) from register_entries e where e.item_id = i.id and e.act = 'hold')
      else 1 end)`

type Which = { id: string } | { kind: Register; closed: boolean }
/** Items as their rows may be seen, with what was written under them. */
async function items(trx: Trx, of: Which, most: number | null): Promise<Kept[]> {
  const rows = await trx
    .selectFrom('register_items as i')
    .innerJoin('people as p', 'p.id', 'i.by_person')
    .innerJoin('posts as o', 'o.id', 'i.by_post')
    .innerJoin('units as u', 'u.id', 'o.unit_id')
    .select([
      'i.id',
      'i.kind',
      'i.unit_id',
      'i.body',
      'i.made_at',
      'i.by_person',
      'p.name as by',
      'u.name as unit_name',
    ])
    // Where it lies today: a place may have got a new code since.
    .select([NOW('place_code').as('place_code'), NOW('laid_by').as('laid_by')])
    .$if('id' in of, (query) => query.where('i.id', '=', 'id' in of ? of.id : ''))
    .$if('kind' in of, (query) => query.where('i.kind', '=', 'kind' in of ? of.kind : ''))
    .$if('closed' in of, (query) => query.where(sql<SqlBool>`${CLOSED} = ${'closed' in of && of.closed}`))
    .orderBy('i.made_at', 'desc')
    .orderBy('i.id')
    .$if(most !== null, (query) => query.limit(most ?? 0))
    .execute()
  const entries = await entriesOf(
    trx,
    rows.map(({ id }) => id),
  )
  return rows.map(({ id, kind, place_code, laid_by, unit_id, by_person, body, made_at, by, unit_name }) => ({
    id,
    item: { kind, body, unit_id, by_person, place_code: Number(place_code), laid_by: Number(laid_by) } as Item,
    made: { on: dayIn(made_at), by, unit_name },
    entries: entries.get(id) ?? [],
  }))
}

/** All under which something is left to do. */
export const openItems = (trx: Trx, kind: Register): Promise<Kept[]> => items(trx, { kind, closed: false }, null)

/** The latest of those that are done or ended, and one more than are shown where there are more. */
export const closedItems = (trx: Trx, kind: Register): Promise<Kept[]> =>
  items(trx, { kind, closed: true }, MOST_CLOSED + 1)

/** One item, where it may be seen. */
export const itemById = async (trx: Trx, id: string): Promise<Kept | undefined> => (await items(trx, { id }, 1))[0]
