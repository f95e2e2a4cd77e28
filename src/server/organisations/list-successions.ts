import { type Selectable, type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import type { FileNumber, SuccessionLine, succession } from '#contract/successions.ts'
import { type Day, dayIn } from '#domain/clocks/calendar.ts'
import { officialText } from '#domain/organisations/places.ts'
import { SUCCESSION_KINDS, type SuccessionKind } from '#domain/organisations/succession.ts'
import { now } from '../clock.ts'
import type { Trx } from '../db/connection.ts'
import { inScope, wholeCounty } from '../db/scope.ts'
import type { Successions } from '../db/types.ts'
import { Problem } from '../http/problem.ts'
import type { World } from '../world.ts'
import { goingOf, stepsOf } from './files-to-go.ts'
import { leftBehind } from './left-behind.ts'
import { PAGE, PAGED } from './list-places.ts'

/** The longest list of numbers shown or printed. */
const MOST = 2000
type Numbered = z.input<typeof FileNumber>

type Row = Selectable<Successions>
type Line = z.input<typeof SuccessionLine>

/** How many files have gone over: counted from their own events. */
async function doneOf(world: World, row: Row): Promise<number> {
  if (row.finished_at !== null && row.total === 0) return 0
  const going = goingOf(row)
  return inScope(world.pool, wholeCounty(dayIn(now())), async (trx) => {
    const { n } = await trx
      .selectFrom('events')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('recorded_at', '>=', row.at)
      .where('step', 'in', stepsOf(going.kind))
      .where(sql<SqlBool>`input->>'succession' = ${row.id}`)
      .executeTakeFirstOrThrow()
    return Number(n)
  })
}

async function wordsOf(trx: Trx, row: Row): Promise<{ by: string; from_says: string; to_says: string }> {
  const person = (id: string | null) =>
    id === null ? undefined : trx.selectFrom('people').select('name').where('id', '=', id).executeTakeFirst()
  const unit = (id: number | null) =>
    id === null ? undefined : trx.selectFrom('units').select('name').where('id', '=', id).executeTakeFirst()
  const place = (code: number | null) =>
    code === null ? undefined : trx.selectFrom('places').select('name').where('code', '=', code).executeTakeFirst()
  const [by, who, after, from, to, where] = await Promise.all([
    person(row.by_person),
    person(row.person_id),
    person(row.successor_id),
    unit(row.from_unit),
    unit(row.to_unit),
    place(row.from_place),
  ])
  if (row.kind === 'person')
    return {
      by: by?.name ?? '',
      from_says: `${who?.name ?? ''}（${from?.name ?? ''}）`,
      to_says: after?.name ?? `交回${from?.name ?? '单位'}`,
    }
  if (row.kind === 'unit') return { by: by?.name ?? '', from_says: from?.name ?? '', to_says: to?.name ?? '' }
  return {
    by: by?.name ?? '',
    from_says: `${where?.name ?? ''}（${officialText(row.from_place ?? 0)}）`,
    to_says: officialText(row.to_place ?? 0),
  }
}

async function lineOf(world: World, trx: Trx, row: Row): Promise<Line> {
  const kind = row.kind as SuccessionKind
  const [words, done] = await Promise.all([wordsOf(trx, row), doneOf(world, row)])
  const { id, at, reason, finished_at } = row
  // What came in while it went on went over too.
  return {
    id,
    kind,
    kind_says: SUCCESSION_KINDS[kind],
    at,
    reason,
    finished_at,
    ...words,
    done,
    total: Math.max(row.total, done),
  }
}

export async function listSuccessions(world: World, trx: Trx, page: number, today: Day) {
  const rows = await trx
    .selectFrom('successions')
    .selectAll()
    .select(PAGED)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(PAGE)
    .offset((page - 1) * PAGE)
    .execute()
  const lines: Line[] = []
  for (const row of rows) lines.push(await lineOf(world, trx, row))
  const forgotten = await inScope(world.pool, wholeCounty(today), (wide) => leftBehind(wide, today, null))
  return { lines, total: Number(rows[0]?.total ?? 0), forgotten }
}

export async function showSuccession(
  world: World,
  trx: Trx,
  id: string,
): Promise<z.input<(typeof succession)['reply']>> {
  const row = await trx.selectFrom('successions').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new Problem('not_found')
  const going = goingOf(row)
  const files = await inScope(world.pool, wholeCounty(dayIn(now())), async (wide) => {
    const { rows } = await sql<Numbered & { to_choose: boolean; at: string }>`
      select f.short_code, f.code, u.name as unit_name, e.recorded_at as at,
        e.consequences @> '[{"kind": "change_facts", "part": "mediation", "facts": {"mediators": []}}]'
          and exists (select from jsonb_array_elements(e.consequences) c
            where c->>'part' = 'mediation' and c->'facts'->'mediators' = '[]') as to_choose
      from events e join files f on f.id = e.file_id join units u on u.id = f.responsible_unit
      where e.recorded_at >= ${row.at} and e.step = any (${`{${stepsOf(going.kind).join(',')}}`}::text[]) and e.input->>'succession' = ${row.id}
      order by 5 desc, f.code limit ${MOST}`.execute(wide)
    return rows
  })
  return { ...(await lineOf(world, trx, row)), files }
}
