import { type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import type { administeredUnits, UnitLine } from '#contract/administration.ts'
import { areaOf, isPlaceCode } from '#domain/organisations/places.ts'
import { INTAKE_ROLES, ROLES, type Role, UNIT_KINDS, type UnitKind } from '#domain/organisations/words.ts'
import type { Trx } from '../db/connection.ts'
import { holds, PAGE, PAGED } from './list-places.ts'

/** People named on a line; who else works there is one press away. */
const NAMED = 6

/** Posts in force at a unit on a day, as a condition on `o`. */
const inForce = (today: string) => sql`o.from_on <= ${today}::date and (o.until is null or o.until >= ${today}::date)`

const isUnstaffed = (today: string) => sql<SqlBool>`(takes_requests and units.until is null and not exists (
  select from posts o where o.unit_id = units.id and o.role = any (${`{${INTAKE_ROLES.join(',')}}`}::text[])
    and ${inForce(today)}))`

/** How many units receive requests and have nobody to receive them. */
export async function countUnstaffed(trx: Trx, today: string): Promise<number> {
  const { n } = await trx
    .selectFrom('units')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where(isUnstaffed(today))
    .executeTakeFirstOrThrow()
  return Number(n)
}

type Asked = z.output<(typeof administeredUnits)['query']>
type Working = { person_id: string; name: string; role: Role }

/** Units by place, with who works there on a day. */
export async function listUnits(trx: Trx, { words, kind, within, receiving, shown, page }: Asked, today: string) {
  const area = within !== undefined && isPlaceCode(within) ? areaOf(within) : null
  const rows = await trx
    .selectFrom('units')
    .select([
      'id',
      'number',
      'kind',
      'name',
      'place_code',
      'phone',
      'address',
      'hours',
      'takes_requests',
      'short_name',
      'until',
      isUnstaffed(today).as('unstaffed'),
      sql<string[] | null>`(select array_agg(p.name order by p.code) from places p
        where p.code in (units.place_code - units.place_code % 1000000, units.place_code - units.place_code % 1000, units.place_code)
          and (p.level <> 'county' or p.code = units.place_code))`.as('place'),
      sql<number>`(select count(distinct o.person_id) from posts o where o.unit_id = units.id and ${inForce(today)})`.as(
        'people_count',
      ),
      sql<Working[] | null>`(select jsonb_agg(w) from (
        select o.person_id, p.name, o.role from posts o join people p on p.id = o.person_id
        where o.unit_id = units.id and ${inForce(today)} order by o.id limit ${NAMED}) w)`.as('people'),
      sql<
        string[] | null
      >`(select array_agg(r.name order by r.id) from rooms r where r.unit_id = units.id and r.until is null)`.as(
        'rooms',
      ),
      PAGED,
    ])
    .where('until', shown === 'ended' ? 'is not' : 'is', null)
    .$if(kind !== undefined, (query) => query.where('kind', '=', kind as UnitKind))
    .$if(area !== null, (query) => query.where(sql<SqlBool>`place_code between ${area?.lo} and ${area?.hi}`))
    .$if(receiving === 'yes', (query) => query.where('takes_requests', '=', true))
    .$if(receiving === 'unstaffed', (query) => query.where(isUnstaffed(today)))
    .$if(Boolean(words), (query) =>
      query.where((eb) =>
        eb.or([holds('name', words ?? ''), holds('phone', words ?? ''), sql<SqlBool>`number::text = ${words ?? ''}`]),
      ),
    )
    .orderBy('place_code')
    .orderBy('number')
    .limit(PAGE)
    .offset((page - 1) * PAGE)
    .execute()
  const lines = rows.map(
    ({ total: _, ...row }): z.input<typeof UnitLine> => ({
      ...row,
      kind: row.kind as UnitKind,
      kind_says: UNIT_KINDS[row.kind as UnitKind],
      unstaffed: Boolean(row.unstaffed),
      place: row.place ?? [],
      rooms: row.rooms ?? [],
      people_count: Number(row.people_count),
      people: (row.people ?? []).map(({ person_id, name, role }) => ({ person_id, name, role_says: ROLES[role] })),
    }),
  )
  return { lines, total: Number(rows[0]?.total ?? 0) }
}
