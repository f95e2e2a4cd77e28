import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { isWithin } from '#domain/organisations/places.ts'
import { AREA_ROLES, GUARDIANS, OWN_FILES_ROLES, type Role } from '#domain/organisations/words.ts'
import type { Scope } from '#server/db/scope.ts'
import { scopeOf } from '#server/http/caller.ts'
import { enter, request, speaker } from './make.ts'
import type { TestWorld } from './world.ts'

export type Filed = {
  id: string
  place: number
  link: string
  /** Units and people in the file, one of the two each time, and their last day where there is one. */
  involved: { unit: number | null; person: string | null; until: string | null }[]
}
export type Post = {
  person_id: string
  post_id: string
  sign_in_name: string
  role: Role
  unit_id: number
  place_code: number
}

/** The same numbers on every run: a county that a failure can be looked at in. */
function dice(seed: number): (sides: number) => number {
  let state = seed
  return (sides) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * sides)
  }
}

/** Every post of the county, in a fixed order. */
export async function postsIn(world: TestWorld): Promise<Post[]> {
  const { rows } = await world.owner.query<
    Omit<Post, 'unit_id' | 'place_code'> & { unit_id: string; place_code: string }
  >(
    `select p.id as person_id, o.id as post_id, p.sign_in_name, o.role, o.unit_id, u.place_code
     from posts o join people p on p.id = o.person_id join units u on u.id = o.unit_id order by p.sign_in_name, o.id`,
  )
  return rows.map((row) => ({ ...row, unit_id: Number(row.unit_id), place_code: Number(row.place_code) }))
}

/**
 * Files in a few villages of a few towns, each walked some way: received, supplemented, accepted by the village or taken over
 * by the town or the county, closed; and here and there a unit involved until some day around `today`.
 */
export async function fileMany(
  world: TestWorld,
  app: FastifyInstance,
  count: number,
  days: { before: string; today: string },
): Promise<Filed[]> {
  const throwDice = dice(20_260_302)
  const posts = await postsIn(world)
  const stations = posts.filter((post) => post.role === 'village_director').filter((_, nth) => nth % 9 === 0)
  const others = posts.filter((post) => post.role === 'justice_officer' || post.role === 'village_mediator')
  const citizen = speaker(app)
  const files: Filed[] = []
  for (let nth = 0; nth < count; nth += 1) {
    const station = stations[throwDice(stations.length)]
    if (!station) throw new Error('no station')
    const filed = await citizen.post('/api/disputes/steps/register', {
      ...request,
      your_name: `申请人${nth}`,
      reach: `1001234${1000 + nth}`,
      place_code: station.place_code,
    })
    const { file_id, link } = filed.json() as { file_id: string; link: string }
    const file: Filed = {
      id: file_id,
      place: station.place_code,
      link: link.split('#')[1] ?? '',
      involved: [{ unit: station.unit_id, person: null, until: null }],
    }
    files.push(file)
    const town = posts.find(
      (post) =>
        post.role === 'town_intake' && Math.floor(post.place_code / 1e6) === Math.floor(station.place_code / 1e6),
    )
    const by = [station, station, town, posts.find((post) => post.role === 'county_intake')][throwDice(4)]
    if (by && throwDice(3) > 0) {
      const clerk = speaker(app, { cookie: await enter(world, by.sign_in_name) })
      const did = await clerk.post(`/api/disputes/${file_id}/steps/accept_here`, {})
      if (did.statusCode !== 200) throw new Error(did.body)
    }
    if (throwDice(2) > 0) {
      const guest = others[throwDice(others.length)]
      const until = [days.before, days.today, null][throwDice(3)] ?? null
      if (guest)
        await world.owner.query(
          `insert into involvements (id, file_id, unit_id, as_what, until, received_at)
           select $1, id, $3, 'handling', $4, received_at from files where id = $2`,
          [randomUUID(), file_id, guest.unit_id, until],
        )
    }
  }
  // Somebody is in files by name, whose role has no area: in one still, in one until yesterday, in one until today.
  const [named] = posts.filter((post) => post.role === 'police_officer')
  for (const [at, until] of [
    [0, null],
    [1, days.before],
    [2, days.today],
  ] as const)
    await world.owner.query(
      `insert into involvements (id, file_id, person_id, as_what, until, received_at)
       select $1, id, $3, 'mediating', $4, received_at from files where id = $2`,
      [randomUUID(), files[at]?.id, named?.person_id, until],
    )
  // What the steps themselves involved is theirs to say; here only who it was is read back.
  const { rows } = await world.owner.query<{
    file_id: string
    unit_id: string | null
    person_id: string | null
    until: string | null
  }>('select file_id, unit_id, person_id, until::text as until from involvements')
  for (const file of files) {
    file.involved = rows
      .filter((row) => row.file_id === file.id)
      .map((row) => ({
        unit: row.unit_id === null ? null : Number(row.unit_id),
        person: row.person_id,
        until: row.until,
      }))
  }
  return files
}

/** Whether a post may see a file, said again in other words than the product's (threats I31). */
export function maySee(post: Post, file: Filed, today: string): boolean {
  if (GUARDIANS.includes(post.role)) return false
  const live = file.involved.filter(({ until }) => until === null || until >= today)
  if (live.some(({ person }) => person === post.person_id)) return true
  if (OWN_FILES_ROLES.includes(post.role)) return false
  if (AREA_ROLES.includes(post.role) && isWithin(file.place, post.place_code)) return true
  return live.some(({ unit }) => unit === post.unit_id)
}

/** The scope the product gives a post on a day. */
export const scopeFor = (post: Post, today: string): Scope =>
  scopeOf(
    {
      token_hash: Buffer.alloc(0),
      began_at: '',
      actor: { ...post, kind: 'staff', name: '', unit_kind: 'town_centre', unit_name: '' },
    },
    today,
  )
