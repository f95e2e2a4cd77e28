import { CompiledQuery } from 'kysely'
import type { Day } from '#domain/clocks/calendar.ts'
import { LIVE_MEDIATION } from '#domain/disputes/parts.ts'
import { isWithin, type PlaceCode } from '#domain/organisations/places.ts'
import { faultsOfWorkLeft } from '#domain/organisations/succession.ts'
import { MEDIATING_ROLES, type Role } from '#domain/organisations/words.ts'
import type { Trx } from '../db/connection.ts'
import { refuseFaults } from './administer.ts'

/** Unfinished acts that touch one of these units or lie around one of these places. */
export async function isRunning(
  trx: Trx,
  of: { units?: readonly number[]; places?: readonly PlaceCode[] },
): Promise<boolean> {
  const rows = await trx
    .selectFrom('successions')
    .select(['from_unit', 'to_unit', 'from_place', 'to_place'])
    .where('finished_at', 'is', null)
    .execute()
  const touches = (code: PlaceCode | null) =>
    code !== null && (of.places ?? []).some((place) => isWithin(code, place) || isWithin(place, code))
  return rows.some(
    (it) =>
      [it.from_unit, it.to_unit].some((unit) => unit !== null && (of.units ?? []).includes(unit)) ||
      touches(it.from_place) ||
      touches(it.to_place),
  )
}

/** What somebody still has at a unit, in two numbers. */
export async function workLeft(trx: Trx, person: string, unit: number, everywhere: boolean) {
  const { rows } = await trx.executeQuery<{ mediations: number; duties: number }>(
    CompiledQuery.raw('select mediations, duties from open_work_of_person($1, $2, $3, $4)', [
      person,
      unit,
      everywhere,
      `{${LIVE_MEDIATION.join(',')}}`,
    ]),
  )
  return { mediations: Number(rows[0]?.mediations ?? 0), duties: Number(rows[0]?.duties ?? 0) }
}

type Post = { id: string; unit_id: number; role: Role; until: Day | null }
/** Whether a post is held on this day or later. */
export const goesOn = (today: Day) => (post: Pick<Post, 'until'>) => post.until === null || post.until >= today

/** Whether the posts that stay let her mediate still. */
export const mediatesNoMore = (elsewhere: readonly { role: Role }[]): boolean =>
  !elsewhere.some(({ role }) => MEDIATING_ROLES.includes(role))

/** Refuses to end posts behind which something of hers would be left to nobody. @throws Problem may_not_change */
export async function nothingLeftBehind(
  trx: Trx,
  person: string,
  ending: readonly Post[],
  all: readonly Post[],
  today: Day,
) {
  const stays = all.filter(goesOn(today)).filter((post) => !ending.some((it) => it.id === post.id))
  for (const unit of new Set(ending.map((post) => post.unit_id))) {
    const last = !stays.some((post) => post.unit_id === unit)
    if (last) refuseFaults(faultsOfWorkLeft(await workLeft(trx, person, unit, mediatesNoMore(stays))))
  }
}
