import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { LeftBehind } from '#contract/successions.ts'
import type { Day } from '#domain/clocks/calendar.ts'
import { LIVE_MEDIATION } from '#domain/disputes/parts.ts'
import { DIRECTING_ROLES, MEDIATING_ROLES } from '#domain/organisations/words.ts'
import type { Trx } from '../db/connection.ts'
import { inScope } from '../db/scope.ts'
import type { Asker } from '../http/caller.ts'
import type { World } from '../world.ts'

type Line = z.input<typeof LeftBehind>
const MOST = 200
const list = (words: readonly string[]): string => `{${words.join(',')}}`

type Gone = { person_id: string; unit_id: number; until: Day; last: boolean; mediates: boolean }

/** Whose posts at a unit ran out by their date, and who has none there now. Where nobody gave way to anybody just now. */
async function goneFrom(trx: Trx, today: Day, unit: number | null): Promise<Gone[]> {
  const of: RawBuilder<boolean> = unit === null ? sql`true` : sql`o.unit_id = ${unit}`
  const { rows } = await sql<Gone>`
    select o.person_id, o.unit_id, max(o.until)::text as until,
      not exists (select from posts l where l.person_id = o.person_id and l.until < ${today}::date and l.until > max(o.until)) as last,
      exists (select from posts l where l.person_id = o.person_id and l.role = any (${list(MEDIATING_ROLES)}::text[])
        and (l.until is null or l.until >= ${today}::date)) as mediates
    from posts o
    where o.until < ${today}::date and ${of}
      and not exists (select from posts l where l.person_id = o.person_id and l.unit_id = o.unit_id
        and (l.until is null or l.until >= ${today}::date))
      and not exists (select from successions s where s.finished_at is null and s.person_id = o.person_id and s.from_unit = o.unit_id)
    group by 1, 2`.execute(trx)
  return rows
}

/**
 * People whose posts ran out by their date with something of theirs left (到期未交接): what they owed is their unit's again by itself
 * (docs/decisions/0024), but it stands under no colleague's name, and what they mediate stands still until somebody takes it over.
 * @param unit of this unit alone; null: of the whole county
 */
export async function leftBehind(trx: Trx, today: Day, unit: number | null): Promise<Line[]> {
  const gone = await goneFrom(trx, today, unit)
  if (gone.length === 0) return []
  const { rows } = await sql<Line>`
    with gone as (select * from jsonb_to_recordset(${JSON.stringify(gone)}::jsonb)
      as it (person_id uuid, unit_id bigint, until date, last boolean, mediates boolean)),
    counted as (select g.person_id, g.unit_id, g.until::text,
      (select count(*) from clocks c
        where c.owes_person = g.person_id and c.owes_unit = g.unit_id and c.state in ('running', 'paused'))::int as duties,
      (select count(*) from mediations m where m.status = any (${list(LIVE_MEDIATION)}::text[])
        and m.facts -> 'mediators' @> jsonb_build_array(jsonb_build_object('person_id', g.person_id))
        -- With a post to mediate elsewhere she mediates there still; without any, whatever she mediates is left.
        and case when g.mediates then (m.facts ->> 'unit_id')::bigint = g.unit_id else g.last end)::int as mediations
      from gone g)
    select c.person_id, p.name, c.unit_id, u.name as unit_name, c.until, c.duties, c.mediations
    from counted c join people p on p.id = c.person_id join units u on u.id = c.unit_id
    where c.duties + c.mediations > 0
    order by u.name, p.name limit ${MOST}`.execute(trx)
  return rows.map((row) => ({ ...row, unit_id: Number(row.unit_id) }))
}

/** The same before the head of a unit, of her own unit; nobody else is told. */
export const leftBehindHere = (
  world: World,
  { actor, scope }: Extract<Asker, { kind: 'staff' }>,
): Promise<{ lines: Line[] }> =>
  DIRECTING_ROLES.includes(actor.role)
    ? inScope(world.pool, scope, async (trx) => ({ lines: await leftBehind(trx, scope.today, actor.unit_id) }))
    : Promise.resolve({ lines: [] })
