import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Day } from '#domain/clocks/calendar.ts'
import { ENDED_COMPLAINT, type File, LIVE_MEDIATION } from '#domain/disputes/parts.ts'
import { areaOf, type PlaceCode } from '#domain/organisations/places.ts'
import type { StepName } from '#domain/table.ts'
import type { Trx } from '../db/connection.ts'
import { type Scope, wholeCounty } from '../db/scope.ts'
import type { Successions } from '../db/types.ts'

/** Who gives way, in one of three ways: what is asked of the rows, and what each file's step is given. */
export type Going =
  | { kind: 'person'; person_id: string; unit_id: number; successor: string | null; mediates_no_more: boolean }
  | { kind: 'unit'; from_unit: number; to_unit: number }
  | { kind: 'place'; from_place: PlaceCode; to_place: PlaceCode }

const STEP_OF = {
  person: 'succeed_person',
  unit: 'succeed_unit',
  place: 'succeed_place',
} as const satisfies Record<Going['kind'], StepName>

/** A complaint has a step of its own: it goes to whoever may examine it, which is not always the successor. */
export const stepOf = (kind: Going['kind'], of: File['kind'] | undefined): StepName =>
  kind === 'unit' && of === 'complaint' ? 'succeed_examiner' : STEP_OF[kind]

/** The steps by which the files of an act go over: what went over is read from their events. */
export const stepsOf = (kind: Going['kind']): StepName[] => [
  ...new Set([stepOf(kind, 'dispute'), stepOf(kind, 'complaint')]),
]

/** What stands in the row of an act. */
export function goingOf(row: Selectable<Successions>): Going {
  if (row.kind === 'unit') return { kind: 'unit', from_unit: row.from_unit ?? 0, to_unit: row.to_unit ?? 0 }
  if (row.kind === 'place') return { kind: 'place', from_place: row.from_place ?? 0, to_place: row.to_place ?? 0 }
  return {
    kind: 'person',
    person_id: row.person_id ?? '',
    unit_id: row.from_unit ?? 0,
    successor: row.successor_id,
    mediates_no_more: row.mediates_no_more ?? false,
  }
}

/** Sees the whole county, and the involvements of whoever gives way, which show themselves to nobody else. */
export const scopeToHandOver = (going: Going, today: Day): Scope => ({
  ...wholeCounty(today),
  ...(going.kind === 'unit' ? { units: [going.from_unit] } : {}),
  ...(going.kind === 'person' ? { person: going.person_id } : {}),
})

const LIVE = sql`state in ('running', 'paused')`

const ofPerson = ({ person_id, unit_id, mediates_no_more }: Extract<Going, { kind: 'person' }>) => sql`
  select file_id from tasks where unit_id = ${unit_id} and facts->'held_by'->>'person_id' = ${person_id}
  union select file_id from clocks where owes_person = ${person_id} and owes_unit = ${unit_id} and ${LIVE}
  union select file_id from mediations where status = any (${`{${LIVE_MEDIATION.join(',')}}`}::text[])
    and facts->'mediators' @> ${JSON.stringify([{ person_id }])}::jsonb
    and (${mediates_no_more} or (facts->>'unit_id')::bigint = ${unit_id})
  union select file_id from involvements where person_id = ${person_id} and as_what = 'mediating' and until is null
    and ${mediates_no_more}`

const ofUnit = (unit: number) => sql`
  select id as file_id from files where responsible_unit = ${unit}
  union select file_id from involvements where unit_id = ${unit} and until is null
  union select file_id from clocks where owes_unit = ${unit} and ${LIVE}
  union select file_id from tasks where unit_id = ${unit} or (facts->>'from_unit')::bigint = ${unit}
    or (facts->'decider'->>'unit_id')::bigint = ${unit}
  union select file_id from mediations where (facts->>'unit_id')::bigint = ${unit}
  union select file_id from agreements where (facts->>'unit_id')::bigint = ${unit}
  union select file_id from obligations where (facts->>'unit_id')::bigint = ${unit}
  union select file_id from visits where (facts->>'unit_id')::bigint = ${unit}
  union select file_id from supervisions where ${unit} in ((facts->>'unit_id')::bigint, (facts->>'by_unit')::bigint)
  union select file_id from packages where ${unit} in ((facts->>'unit_id')::bigint, (facts->>'by_unit')::bigint)
  union select file_id from complaints where (facts->>'unit_id')::bigint = ${unit}`

/**
 * Complaints the successor examines of what the old unit handles, or where a mediator works: it would examine itself. The
 * dispute may have gone over already, so both units are looked for.
 */
const ofExaminer = ({ from_unit, to_unit }: Extract<Going, { kind: 'unit' }>) => sql`
  select c.file_id from complaints c
  where (c.facts->>'unit_id')::bigint = ${to_unit} and not (c.status = any (${`{${ENDED_COMPLAINT.join(',')}}`}::text[]))
    and exists (
      select from files f where f.id = (c.facts->>'about_file')::uuid and f.responsible_unit in (${from_unit}, ${to_unit})
      union all select from tasks t
        where t.file_id = (c.facts->>'about_file')::uuid and t.unit_id in (${from_unit}, ${to_unit})
      union all select from mediations m
        where m.file_id = (c.facts->>'about_file')::uuid and (m.facts->>'unit_id')::bigint in (${from_unit}, ${to_unit})
      union all select from posts o join people p on p.id = o.person_id
        where o.unit_id in (${from_unit}, ${to_unit}) and p.left_on is null and c.facts->'mediators' ? o.person_id::text
          and o.from_on <= (select setting('app.today'))::date
          and (o.until is null or o.until >= (select setting('app.today'))::date))`

/**
 * The files in which something is still whose that is giving way, from the rows alone: nothing is kept of what was done, so
 * that an act cut off at any point is taken up again, and whatever came in meanwhile goes too.
 */
export async function filesToGo(trx: Trx, going: Going): Promise<string[]> {
  if (going.kind === 'place') {
    const { lo, hi } = areaOf(going.from_place)
    const rows = await trx
      .selectFrom('files')
      .select('id')
      .where('place_code', '>=', lo)
      .where('place_code', '<=', hi)
      .orderBy('id')
      .execute()
    return rows.map(({ id }) => id)
  }
  // What people hold is on disputes alone: a complaint is examined by a unit.
  const which =
    going.kind === 'unit'
      ? sql`${ofUnit(going.from_unit)} union ${ofExaminer(going)}`
      : sql`select it.file_id from (${ofPerson(going)}) it join disputes d on d.file_id = it.file_id where d.status = 'open'`
  const { rows } = await sql<{ file_id: string }>`select distinct file_id from (${which}) it order by 1`.execute(trx)
  return rows.map(({ file_id }) => file_id)
}
