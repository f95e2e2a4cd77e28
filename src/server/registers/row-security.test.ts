import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { inScope, nobody, type Scope } from '#server/db/scope.ts'
import type { Crew, Member } from '#test/crew.ts'
import { scopeFor } from '#test/small-county.ts'
import { walks } from '#test/walks.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'

const TODAY = '2026-03-02'
const TABLES = ['register_items', 'register_entries', 'register_units', 'reception_files'] as const
/** Those whose rows are seen with their item. */
const WITH_ITEM = ['register_items', 'register_entries'] as const
let world: TestWorld
let crew: Crew
let item: string
/** A file of a village in the town: the town sees it, and nothing of the reception it was looked at in. */
let file: string
beforeAll(async () => {
  world = await newWorld()
  const door = await walks(world, await newApp(world))
  crew = door.crew
  file = (await door.walkTo('registered')).file_id
  const { rows } = await world.owner.query<{ id: string }>(
    `insert into register_items (id, kind, place_code, laid_by, unit_id, body, made_at, by_person, by_post, test_time)
     select gen_random_uuid(), k, place_code, place_code, $1, '{}', '2026-01-05T01:00:00Z', $2, $3, true
     from units, unnest(array['measure', 'reception']) k where units.id = $4 order by k returning id`,
    [crew.department.unit_id, crew.leader.person_id, crew.leader.post_id, crew.leader.unit_id],
  )
  item = rows[0]?.id ?? ''
  await world.owner.query('insert into reception_files (id, item_id, file_id) values (gen_random_uuid(), $1, $2)', [
    ...[rows[1]?.id, file],
  ])
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
  register_items: `insert into register_items (id, kind, place_code, laid_by, unit_id, body, made_at, by_person, by_post, test_time)
    select gen_random_uuid(), 'measure', u.place_code, u.place_code, u.id, '{}', '2026-01-05T01:00:00Z', $1, $2, true from units u where u.id = $3`,
  register_entries: `insert into register_entries (id, item_id, nth, act, body, at, by_person, by_post, test_time)
    values (gen_random_uuid(), $3, 9, 'report', '{}', '2026-01-06T01:00:00Z', $1, $2, true)`,
  register_units: 'insert into register_units (item_id, unit_id) select $1::uuid, id from units where id = $2',
  reception_files: 'insert into reception_files (id, item_id, file_id) values (gen_random_uuid(), $1, $2)',
} as const
const adds = (as: Scope, table: (typeof TABLES)[number]): Promise<string> =>
  inScope(world.pool, as, async (trx) => {
    const { person_id, post_id } = crew.leader
    const parameters = {
      register_items: [person_id, post_id, crew.department.unit_id],
      register_entries: [person_id, post_id, item],
      register_units: [item, crew.town_director.unit_id],
      reception_files: [item, file],
    }[table]
    await trx.executeQuery({ ...sql`select`.compile(trx), sql: ADD[table], parameters })
    throw new Error('added')
  }).catch((error: Error & { code?: string }) => error.code ?? error.message)

test('a query that forgets its predicate reads what concerns one’s unit or area, and nothing else', async () => {
  for (const table of WITH_ITEM) {
    const seen = async (who: Member) => reads(scope(who), table)
    const items = table === 'register_items' ? 2 : 1
    expect([await seen(crew.leader), await seen(crew.county)], table).toEqual([items, items])
    expect([await seen(crew.department), await seen(crew.police)], table).toEqual([items, 1])
    expect([await seen(crew.town_director), await seen(crew.director), await seen(crew.grid)], table).toEqual([0, 0, 0])
    expect([await seen(crew.admin), await reads(nobody(TODAY), table)], table).toEqual([0, 0])
  }
})

test('that a file was looked at in a reception is seen by who sees both, and by nobody who sees the one', async () => {
  const seen = async (who: Member) => reads(scope(who), 'reception_files')
  expect([await seen(crew.leader), await seen(crew.county)]).toEqual([1, 1])
  expect([await seen(crew.town_director), await seen(crew.department), await seen(crew.police)]).toEqual([0, 0, 0])
  expect(await reads(nobody(TODAY), 'reception_files')).toBe(0)
})

test('rows are added where they may be seen, and nowhere else', async () => {
  for (const table of TABLES) {
    expect(await adds(scope(crew.leader), table), table).toBe('added')
    expect(await adds(scope(crew.department), table), table).toBe(table === 'reception_files' ? '42501' : 'added')
    expect(await adds(scope(crew.town_director), table), table).toBe('42501')
    expect(await adds(nobody(TODAY), table), table).toBe('42501')
  }
})

test('each of their policies, opened wide, lets a stranger in; each is forced on the owner too', async () => {
  const { rows: forced } = await world.owner.query(
    'select relname from pg_class where relname = any ($1) and relrowsecurity and relforcerowsecurity',
    [TABLES],
  )
  expect(forced).toHaveLength(4)
  const { rows } = await world.owner.query<{ name: string; table: (typeof TABLES)[number]; cmd: string }>(
    `select policyname as name, tablename as table, cmd from pg_policies
     where tablename = any ($1) and coalesce(qual, '') <> 'true' order by 2, 3`,
    [TABLES],
  )
  expect(rows.map(({ table, cmd }) => `${table} ${cmd}`)).toEqual([
    'reception_files INSERT',
    'reception_files SELECT',
    'register_entries INSERT',
    'register_entries SELECT',
    'register_items INSERT',
    'register_items SELECT',
    'register_units INSERT',
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
    if (cmd === 'SELECT') expect(found, table).toBeGreaterThan(0)
    else expect(found, table).toBe('added')
  }
})
