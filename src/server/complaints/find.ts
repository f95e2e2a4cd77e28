import { sql } from 'kysely'
import { type Complained, EXAMINING_ROLES } from '#domain/complaints/examiner.ts'
import { ENDED_DISPUTE, partsOf } from '#domain/disputes/parts.ts'
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
  const [candidates, staffed, theirs] = await Promise.all([
    candidatesOf(trx, file.id),
    postsNow(trx).where('posts.role', 'in', EXAMINING_ROLES).execute(),
    mediators.length > 0 ? postsNow(trx).where('posts.person_id', 'in', mediators).execute() : [],
  ])
  const able = new Set(staffed.map((it) => it.unit_id))
  return {
    file_id: file.id,
    short_code: file.short_code,
    place_code: file.place_code,
    over: ENDED_DISPUTE.includes(dispute.status),
    unit: { id: responsible.id, name: responsible.name },
    parties: partsOf(parts, 'party').map(({ id, facts }) => ({ id, name: facts.name })),
    unit_ids: [
      ...new Set([
        responsible.id,
        ...partsOf(parts, 'task').map((it) => it.facts.unit_id),
        ...mediations.map((it) => it.facts.unit_id),
        ...theirs.map((it) => it.unit_id),
      ]),
    ],
    mediators,
    candidates: candidates.filter(({ id }) => able.has(id)),
  }
}
