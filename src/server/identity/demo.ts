import type { FastifyRequest } from 'fastify'
import type { DemoGroup } from '#contract/identity.ts'
import { faces } from '#demo/faces.ts'
import { GUARDIANS, ROLES, type Role, type UnitKind } from '#domain/organisations/words.ts'
import { isLoopback } from '../config.ts'
import type { Trx } from '../db/connection.ts'
import type { World } from '../world.ts'

const LOOPBACK = /^(127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1|::ffff:127\.\d{1,3}\.\d{1,3}\.\d{1,3})$/

/** What a proxy adds: behind one, everybody seems to come from this machine. */
const FORWARDED = ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip']

/** Whether a request was made on this machine, to this machine by its own name, and not passed on by a proxy. */
export const isFromHere = (request: FastifyRequest): boolean =>
  LOOPBACK.test(request.ip) &&
  isLoopback(request.hostname.replace(/^\[|\]$/g, '')) &&
  FORWARDED.every((name) => request.headers[name] === undefined)

/**
 * Whether the demo's one-click entry is open to this caller: only on this machine (the server listens on loopback and the
 * caller comes from it), only in a demo county, and only while nobody but the demo's people exists (design 10).
 */
export async function demoOpenTo(world: World, trx: Trx, request: FastifyRequest): Promise<boolean> {
  if (!world.loopback || !isFromHere(request)) return false
  const [county, real] = await Promise.all([
    trx.selectFrom('county').select('is_demo').executeTakeFirst(),
    trx.selectFrom('people').select('id').where('is_demo', '=', false).limit(1).executeTakeFirst(),
  ])
  return county?.is_demo === true && real === undefined
}

const GROUPS: Partial<Record<UnitKind, DemoGroup>> = {
  village_centre: 'village',
  village_committee: 'village',
  town_centre: 'town',
  town_committee: 'town',
  town_government: 'town',
  justice_office: 'town',
  police_station: 'town',
  county_centre: 'county',
  political_legal_committee: 'county',
}

/** The people of the demo whom a newcomer should try, in the order of their faces; who is not there any more is left out. */
export async function demoFaces(trx: Trx) {
  const rows = await trx
    .selectFrom('people')
    .innerJoin('posts', 'posts.person_id', 'people.id')
    .innerJoin('units', 'units.id', 'posts.unit_id')
    .select(['people.sign_in_name', 'people.name', 'posts.role', 'units.name as unit_name', 'units.kind'])
    .where(
      'people.sign_in_name',
      'in',
      faces.map((face) => face.sign_in_name),
    )
    .orderBy('posts.id')
    .execute()
  return faces.flatMap(({ sign_in_name, tries }) => {
    const row = rows.find((it) => it.sign_in_name === sign_in_name)
    if (!row) return []
    const role = row.role as Role
    const group: DemoGroup = GUARDIANS.includes(role) ? 'guardian' : (GROUPS[row.kind as UnitKind] ?? 'office')
    return [{ sign_in_name, name: row.name, role_says: ROLES[role], unit_name: row.unit_name, group, try_this: tries }]
  })
}
