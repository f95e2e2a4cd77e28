import { sql } from 'kysely'
import { type Complained, EXAMINING_ROLES } from '#domain/complaints/examiner.ts'
import { ENDED_DISPUTE, partsOf, type StatusOf } from '#domain/disputes/parts.ts'
import type { Trx } from '../db/connection.ts'
import type { Loaded } from '../disputes/load.ts'
import { candidatesOf } from '../organisations/find.ts'

/** Posts held today, with whose they are. */
const postsNow = (trx: Trx) =>
  trx
    .selectFrom('posts')
    .innerJoin('people', 'people.id', 'posts.person_id')
    .select('posts.unit_id')
    .where('people.left_on', 'is', null)
    .where(
      sql<boolean>`posts.from_on <= (select setting('app.today'))::date and (posts.until is null or posts.until >= (select setting('app.today'))::date)`,
    )

/** The units complained of, from those that handle the dispute and where its mediators work, and those that could examine it. */
async function around(trx: Trx, fileId: string, units: readonly number[], mediators: readonly string[]) {
  const [candidates, staffed, theirs] = await Promise.all([
    candidatesOf(trx, fileId),
    postsNow(trx).where('posts.role', 'in', EXAMINING_ROLES).execute(),
    mediators.length > 0 ? postsNow(trx).where('posts.person_id', 'in', mediators).execute() : [],
  ])
  const able = new Set(staffed.map((it) => it.unit_id))
  return {
    unit_ids: [...new Set([...units, ...theirs.map((it) => it.unit_id)])],
    mediators: [...mediators],
    candidates: candidates.filter(({ id }) => able.has(id)),
  }
}

/** The dispute a complaint is about, with the units that could examine it; null where that is no dispute. */
export async function complainedIn(trx: Trx, loaded: Loaded): Promise<Complained | null> {
  const { file, parts, involvements, responsible } = loaded
  const [dispute] = partsOf(parts, 'dispute')
  if (!dispute || file.place_code === null) return null
  const mediations = partsOf(parts, 'mediation')
  // Who was replaced or succeeded stands in no mediation any more: that she mediated here is kept by her involvement.
  const mediated = involvements.flatMap(({ who, as_what }) =>
    as_what === 'mediating' && 'person' in who ? [who.person] : [],
  )
  const mediating = mediations.flatMap((it) => it.facts.mediators.map((one) => one.person_id))
  const mediators = [...new Set([...mediating, ...mediated])]
  const units = [
    responsible.id,
    ...partsOf(parts, 'task').map((it) => it.facts.unit_id),
    ...mediations.map((it) => it.facts.unit_id),
  ]
  return {
    file_id: file.id,
    short_code: file.short_code,
    place_code: file.place_code,
    over: ENDED_DISPUTE.includes(dispute.status),
    unit: { id: responsible.id, name: responsible.name },
    parties: partsOf(parts, 'party').map(({ id, facts }) => ({ id, name: facts.name })),
    ...(await around(trx, file.id, units, mediators)),
  }
}

/**
 * The same of a complaint that stands, by its own file: who handles the dispute now, and who mediated it then or since. Asked
 * of the rows, for the file seen has to stay the complaint's. Nobody speaks here, so nobody is named. Null where it is none.
 */
export async function complainedOf(trx: Trx, complaintFile: string): Promise<Complained | null> {
  const { rows } = await sql<{
    id: string
    short_code: string
    place_code: number
    status: StatusOf<'dispute'>
    unit_id: number
    unit_name: string
    units: number[]
    mediators: string[]
  }>`
    select f.id, f.short_code, f.place_code, d.status, u.id as unit_id, u.name as unit_name,
      (select coalesce(jsonb_agg(it.unit_id), '[]') from (
        select t.unit_id from tasks t where t.file_id = f.id
        union select (m.facts->>'unit_id')::bigint from mediations m where m.file_id = f.id) it) as units,
      (select coalesce(jsonb_agg(it.person), '[]') from (
        select one->>'person_id' as person from mediations m, jsonb_array_elements(m.facts->'mediators') one
          where m.file_id = f.id
        union select jsonb_array_elements_text(c.facts->'mediators')) it) as mediators
    from complaints c join files f on f.id = (c.facts->>'about_file')::uuid
      join disputes d on d.file_id = f.id join units u on u.id = f.responsible_unit
    where c.file_id = ${complaintFile}`.execute(trx)
  const [row] = rows
  if (!row) return null
  return {
    file_id: row.id,
    short_code: row.short_code,
    place_code: row.place_code,
    over: ENDED_DISPUTE.includes(row.status),
    unit: { id: row.unit_id, name: row.unit_name },
    parties: [],
    ...(await around(trx, row.id, [row.unit_id, ...row.units], row.mediators)),
  }
}
