import { type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import type { administeredPlaces, PlaceLine } from '#contract/administration.ts'
import { areaOf, isPlaceCode, officialText, type PlaceKind, type PlaceLevel } from '#domain/organisations/places.ts'
import type { Trx } from '../db/connection.ts'
import { upwards } from './find.ts'

/** Lines on one page of every list of the administration. */
export const PAGE = 50

/** Whether a column holds the words asked for, as plain characters: nobody's pattern is run. */
export const holds = (column: string, words: string) =>
  sql<SqlBool>`strpos(lower(${sql.ref(column)}), lower(${words})) > 0`

/** A list of how many there are beside one page of them. */
export const PAGED = sql<number>`count(*) over ()`.as('total')

type Row = Omit<z.input<typeof PlaceLine>, 'code_says' | 'above' | 'level' | 'kind' | 'former'> & {
  level: string
  kind: string
  above: string[] | null
  former: number[] | null
}

const toLine = ({
  code,
  name,
  level,
  kind,
  above,
  places,
  units,
  receiver,
  former,
  until,
}: Row): z.input<typeof PlaceLine> => ({
  code,
  name,
  code_says: officialText(code),
  level: level as PlaceLevel,
  kind: kind as PlaceKind,
  above: above ?? [],
  places: Number(places),
  units: Number(units),
  receiver,
  former: (former ?? []).map(officialText),
  until,
})

/** Names of the places above a place, largest first, the county left out. */
const ABOVE = sql<string[] | null>`(select array_agg(up.name order by up.code) from places up
  where up.level <> 'county' and up.code < places.code
    and up.code in (places.code - places.code % 1000000, places.code - places.code % 1000))`

const places = (trx: Trx) =>
  trx.selectFrom('places').select([
    'code',
    'name',
    'level',
    'kind',
    'until',
    ABOVE.as('above'),
    sql<number>`(select count(*) from places below where below.parent_code = places.code and below.until is null)`.as(
      'places',
    ),
    sql<number>`(select count(*) from units u where u.place_code = places.code and u.until is null)`.as('units'),
    sql<string | null>`(select u.name from units u
        where u.place_code = places.code and u.takes_requests and u.until is null)`.as('receiver'),
    sql<number[] | null>`(select jsonb_agg(former.code order by former.code) from places former
        where former.became = places.code)`.as('former'),
  ])

type Asked = z.output<(typeof administeredPlaces)['query']>

/** Places directly below one (the county unless told); with words, or ended ones, all below it that fit. */
export async function listPlaces(trx: Trx, { under, words, shown, page }: Asked) {
  const county = await trx.selectFrom('county').select('place_code').executeTakeFirstOrThrow()
  const top = under !== undefined && isPlaceCode(under) ? under : county.place_code
  const { lo, hi } = areaOf(top)
  const everywhere = Boolean(words) || shown === 'ended'
  const [path, rows] = await Promise.all([
    places(trx).where('code', 'in', upwards(top)).orderBy('code').execute(),
    places(trx)
      .select(PAGED)
      .where('until', shown === 'ended' ? 'is not' : 'is', null)
      .$if(!everywhere, (query) => query.where('parent_code', '=', top))
      .$if(everywhere, (query) => query.where(sql<SqlBool>`code between ${lo} and ${hi}`))
      .$if(Boolean(words), (query) =>
        query.where((eb) => eb.or([holds('name', words ?? ''), startsCode(words ?? ''), hadCode(words ?? '')])),
      )
      .orderBy('code')
      .limit(PAGE)
      .offset((page - 1) * PAGE)
      .execute(),
  ])
  return { path: path.map(toLine), lines: rows.map(toLine), total: Number(rows[0]?.total ?? 0) }
}

/** Whether a code begins with the digits typed, with or without the grid's hyphen. */
const startsCode = (words: string) => {
  const digits = words.replace(/[\s-]/g, '')
  return /^\d{2,15}$/.test(digits) ? sql<SqlBool>`starts_with(code::text, ${digits})` : sql<SqlBool>`false`
}

/** Whether it had the code typed before it got the one it has. */
const hadCode = (words: string) => {
  const digits = words.replace(/[\s-]/g, '')
  return /^\d{9,15}$/.test(digits)
    ? sql<SqlBool>`exists (select from places former where former.became = places.code and starts_with(former.code::text, ${digits}))`
    : sql<SqlBool>`false`
}
