import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { inScope, nobody, type Scope } from '#server/db/scope.ts'
import { type Crew, crewOf, type Member } from '#test/crew.ts'
import { scopeFor } from '#test/small-county.ts'
import { newWorld, type TestWorld } from '#test/world.ts'

const TODAY = '2026-03-02'
const TABLES = ['register_items', 'register_entries'] as const
let world: TestWorld
let crew: Crew
let item: string
beforeAll(async () => {
  world = await newWorld()
  crew = await crewOf(world)
  const { rows } = await world.owner.query<{ id: string }>(
    `insert into register_items (id, kind, place_code, unit_id, body, made_at, by_person, by_post, test_time)
     select gen_random_uuid(), 'measure', place_code, $1, '{}', '2026-01-05T01:00:00Z', $2, $3, true
     from units where id = $4 returning id`,
    [crew.department.unit_id, crew.leader.person_id, crew.leader.post_id, crew.leader.unit_id],
  )
  item = rows[0]?.id ?? ''
  await world.owner.query('insert into register_units (item_id, unit_id) values ($1, $2)', [item, crew.police.unit_id])
  await world.owner.query(
    `insert into register_entries (id, item_id, nth, act, body, at, by_person, by_post, test_time)
     values (gen_random_uuid(), $1, 1, 'report', '{}', '2026-01-06T01:00:00Z', $2, $3, true)`,
    [item, crew.leader.person_id, crew.leader.post_id],
  )
})

const scope = (who: Member): Scope => scopeFor({ ...who, unit_id: who.unit_id }, TODAY)
/** How many rows a query without any predicate reads. */
const reads = (as: Scope, table: string): Promise<number> =>
  inScope(world.pool, as, async (trx) => (await sql`select * from ${sql.table(table)}`.execute(trx)).rows.length)
const ADD = {
  register_items: `insert into register_items (id, kind, place_code, unit_id, body, made_at, by_person, by_post, test_time)
    select gen_random_uuid(), 'measure', u.place_code, u.id, '{}', '2026-01-05T01:00:00Z', $1, $2, true from units u where u.id = $3`,
  register_entries: `insert into register_entries (id, item_id, nth, act, body, at, by_person, by_post, test_time)
    values (gen_random_uuid(), $3, 9, 'report', '{}', '2026-01-06T01:00:00Z', $1, $2, true)`,
} as const
const adds = (as: Scope, table: (typeof TABLES)[number]): Promise<string> =>
  inScope(world.pool, as, async (trx) => {
    const about = table === 'register_items' ? crew.department.unit_id : item
    const parameters = [crew.leader.person_id, crew.leader.post_id, about]
    await trx.executeQuery({ ...sql`select`.compile(trx), sql: ADD[table], parameters })
    throw new Error('added')
  }).catch((error: Error & { code?: string }) => error.code ?? error.message)

test('a query that forgets its predicate reads what concerns one’s unit or area, and nothing else', async () => {
  for (const table of TABLES) {
    const seen = async (who: Member) => reads(scope(who), table)
    expect([await seen(crew.leader), await seen(crew.county)], table).toEqual([1, 1])
    expect([await seen(crew.department), await seen(crew.police)], table).toEqual([1, 1])
    expect([await seen(crew.town_director), await seen(crew.director), await seen(crew.grid)], table).toEqual([0, 0, 0])
    expect([await seen(crew.admin), await reads(nobody(TODAY), table)], table).toEqual([0, 0])
  }
})

test('rows are added where they may be seen, and nowhere else', async () => {
  for (const table of TABLES) {
    expect(await adds(scope(crew.leader), table), table).toBe('added')
    expect(await adds(scope(crew.department), table), table).toBe('added')
    expect(await adds(scope(crew.town_director), table), table).toBe('42501')
    expect(await adds(nobody(TODAY), table), table).toBe('42501')
  }
})

test('each of their policies, opened wide, lets a stranger in; each is forced on the owner too', async () => {
  const { rows: forced } = await world.owner.query(
    'select relname from pg_class where relname = any ($1) and relrowsecurity and relforcerowsecurity',
    [TABLES],
  )
  expect(forced).toHaveLength(2)
  const { rows } = await world.owner.query<{ name: string; table: (typeof TABLES)[number]; cmd: string }>(
    `select policyname as name, tablename as table, cmd from pg_policies where tablename = any ($1) order by 2, 3`,
    [TABLES],
  )
  expect(rows.map(({ table, cmd }) => `${table} ${cmd}`)).toEqual([
    'register_entries INSERT',
    'register_entries SELECT',
    'register_items INSERT',
    'register_items SELECT',
  ])
  const stranger = scope(crew.town_director)
  for (const { name, table, cmd } of rows) {
    const { rows: before } = await world.owner.query(
      'select qual, with_check from pg_policies where policyname = $1 and tablename = $2',
      [name, table],
    )
    const clause = (using: string, check: string) => (cmd === 'SELECT' ? `using (${using})` : `with check (${check})`)
    await world.owner.query(`alter policy ${name} on ${table} ${clause('true', 'true')}`)
    const found = cmd === 'SELECT' ? await reads(stranger, table) : await adds(stranger, table)
    await world.owner.query(`alter policy ${name} on ${table} ${clause(before[0].qual, before[0].with_check)}`)
    expect(found, `${table} ${cmd}`).toBe(cmd === 'SELECT' ? 1 : 'added')
  }
})
