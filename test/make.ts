import { randomUUID } from 'node:crypto'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { dayIn } from '#domain/clocks/calendar.ts'
import { now } from '#server/clock.ts'
import { inScope, nobody } from '#server/db/scope.ts'
import { beginSession } from '#server/identity/sessions.ts'
import type { World } from '#server/world.ts'

/** Six honest answers; a test changes the one it is about. */
export const request = {
  your_name: '苗秀禾',
  reach: '10012345678',
  other_side: '隔壁邻居，姓邢',
  place_code: 0,
  where_text: '老槐树往东第二家',
  what_happened: '邻居砌墙占了两家中间的水沟，下雨天水都流到我家院子里，说了几次都不听。',
  wish: '把水沟让出来，墙退回去一尺。',
}

/** Signs a person of the demo county in without the ceremony, and returns the cookie. */
export const enter = async (world: World, signInName: string): Promise<string> =>
  inScope(world.pool, nobody(dayIn(now())), async (trx) => {
    const person = await trx
      .selectFrom('people')
      .select(['id', 'epoch'])
      .where('sign_in_name', '=', signInName)
      .executeTakeFirstOrThrow()
    return `__Host-fengqiao=${await beginSession(trx, person.id, person.epoch, '127.0.0.1')}`
  })

/** Speaks to the front door as somebody: a staff cookie, a party's link, or nobody. */
export function speaker(app: FastifyInstance, who: { cookie?: string; link?: string } = {}) {
  const headers = {
    ...(who.cookie ? { cookie: who.cookie } : {}),
    ...(who.link ? { authorization: `Link ${who.link}` } : {}),
  }
  return {
    get: (url: string): Promise<LightMyRequestResponse> => app.inject({ method: 'GET', url, headers }),
    post: (url: string, body: object, key: string = randomUUID()): Promise<LightMyRequestResponse> =>
      app.inject({ method: 'POST', url, headers: { ...headers, 'idempotency-key': key }, payload: body }),
    delete: (url: string): Promise<LightMyRequestResponse> =>
      app.inject({ method: 'DELETE', url, headers: { ...headers, 'idempotency-key': randomUUID() } }),
  }
}

/** The first village that has a station with somebody on it, its clerk, the clerk of its town, and a stranger elsewhere. */
export async function cast(world: World) {
  const { rows } = await world.pool.query<{
    place_code: number
    unit_id: number
    sign_in_name: string
    role: string
    kind: string
  }>(
    `select u.place_code, u.id as unit_id, p.sign_in_name, o.role, u.kind
     from posts o join people p on p.id = o.person_id join units u on u.id = o.unit_id order by u.place_code, p.sign_in_name`,
  )
  const intake = ['village_director', 'village_mediator', 'town_intake', 'county_intake']
  const find = (test: (row: (typeof rows)[number]) => boolean) => {
    const row = rows.find(test)
    if (!row) throw new Error('the demo county lacks somebody the tests need')
    return row
  }
  const village = find((row) => row.kind === 'village_centre' && row.role === 'village_director')
  const town = find(
    (row) =>
      row.kind === 'town_centre' &&
      row.role === 'town_intake' &&
      Math.floor(row.place_code / 1e6) === Math.floor(village.place_code / 1e6),
  )
  const stranger = find(
    (row) =>
      row.kind === 'town_centre' &&
      intake.includes(row.role) &&
      Math.floor(row.place_code / 1e6) !== Math.floor(village.place_code / 1e6),
  )
  const county = find((row) => row.kind === 'county_centre' && row.role === 'county_intake')
  const admin = find((row) => row.role === 'system_administrator')
  return { village, town, stranger, county, admin }
}
