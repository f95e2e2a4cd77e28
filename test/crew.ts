import { randomUUID } from 'node:crypto'
import type { Role, UnitKind } from '#domain/organisations/words.ts'
import type { Actor } from '#domain/step.ts'
import type { TestWorld } from './world.ts'

/** Everybody a walk meets, as seen from one village: where they work, and as what. */
export const CREW = {
  director: 'village_director',
  second: 'village_mediator',
  peer: 'village_mediator next door, who mediates here together with the director',
  grid: 'grid_worker',
  near: 'village_director next door',
  town: 'town_intake above',
  town_director: 'town_director above',
  far: 'town_intake elsewhere',
  county: 'county_intake',
  dispatcher: 'county_dispatcher',
  justice: 'justice_officer',
  department: 'department_officer',
  police: 'police_officer',
  leader: 'county_leader',
  admin: 'system_administrator',
  auditor: 'security_auditor',
  privacy: 'data_protection_officer',
} as const
export type CrewName = keyof typeof CREW
export type Member = Extract<Actor, { kind: 'staff' }> & { sign_in_name: string }
export type Crew = Record<CrewName, Member>

type Row = Omit<Member, 'kind'>

const POSTS = `select p.id as person_id, p.name, p.sign_in_name, o.id as post_id, o.role, u.id::int as unit_id, u.kind as unit_kind,
    u.name as unit_name, u.place_code::float8 as place_code
  from posts o join people p on p.id = o.person_id join units u on u.id = o.unit_id
  where o.until is null order by u.place_code, o.role, p.sign_in_name, o.id`

/** Somebody of an office of another kind, where the county has nobody there. */
async function employ(
  world: Pick<TestWorld, 'owner'>,
  role: Role,
  kind: UnitKind,
  sign_in_name: string,
  name: string,
): Promise<void> {
  await world.owner.query(
    `with person as (insert into people (id, name, sign_in_name, created_at, is_demo)
       values ($1, $2, $3, '2026-01-05T01:00:00Z', true) returning id)
     insert into posts (id, person_id, unit_id, role, from_on)
       select $4, person.id, (select id from units where kind = $5 order by place_code, id limit 1), $6, '2026-01-05' from person`,
    [randomUUID(), name, sign_in_name, randomUUID(), kind, role],
  )
}

/** The crew of the first village that has a grid worker. */
export async function crewOf(world: Pick<TestWorld, 'owner'>): Promise<Crew> {
  const known = (await world.owner.query<Row>(POSTS)).rows
  if (!known.some((row) => row.role === 'department_officer'))
    await employ(world, 'department_officer', 'department', 'test.department', '尚知远')
  if (!known.some((row) => row.role === 'police_officer'))
    await employ(world, 'police_officer', 'traffic_police', 'test.police', '甘守正')
  const { rows } = await world.owner.query<Row>(POSTS)
  const who = (role: Role, test: (row: Row) => boolean = () => true): Member => {
    const row = rows.find((it) => it.role === role && test(it))
    if (!row) throw new Error(`the demo county has nobody who is ${role} where the tests need her`)
    return { ...row, kind: 'staff' }
  }
  const grid = who('grid_worker')
  const here = grid.place_code
  const town = Math.floor(here / 1e6)
  const inTown = (row: Row) => Math.floor(row.place_code / 1e6) === town
  const atStation = (row: Row) => row.unit_kind === 'village_centre'
  const near = who('village_director', (row) => inTown(row) && atStation(row) && row.place_code !== here)
  return {
    director: who('village_director', (row) => row.place_code === here && atStation(row)),
    second: who('village_mediator', (row) => row.place_code === here && atStation(row)),
    peer: who('village_mediator', (row) => row.place_code === near.place_code),
    grid,
    near,
    town: who('town_intake', inTown),
    town_director: who('town_director', inTown),
    far: who('town_intake', (row) => !inTown(row)),
    county: who('county_intake'),
    dispatcher: who('county_dispatcher'),
    justice: who('justice_officer', inTown),
    department: who('department_officer', (row) => row.unit_kind !== 'justice_bureau'),
    police: who('police_officer'),
    leader: who('county_leader'),
    admin: who('system_administrator'),
    auditor: who('security_auditor'),
    privacy: who('data_protection_officer'),
  }
}
