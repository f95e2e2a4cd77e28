import { afterEach, beforeAll, expect, test } from 'vitest'
import { dayIn } from '#domain/clocks/calendar.ts'
import { mondayOf } from '#domain/organisations/duty.ts'
import { now, setNow } from '#server/clock.ts'
import { inScope, nobody } from '#server/db/scope.ts'
import { type Walks, walks } from '#test/walks.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'
import { candidatesOf } from '../organisations/find.ts'
import { atHandOf } from './at-hand.ts'

let world: TestWorld
let door: Walks
beforeAll(async () => {
  world = await newWorld()
  door = await walks(world, await newApp(world))
})
afterEach(() => setNow(null))

type Said = { says: string }[]
type View = { matrix_version: number; unit_for: Said; unit_against: Said; unit_also: object[]; preconditions: Said }
const triageOf = async (fileId: string): Promise<View> =>
  (await (await door.as('town')).get(`/api/disputes/${fileId}`)).json().dispute.triage
const said = (list: Said): string => list.map(({ says }) => says).join()
const facts = { dispute_type: 'M02', languages: ['miao', 'hani'] }
const committees = async (): Promise<{ id: number; name: string }[]> =>
  (
    await world.owner.query(
      `select id::int, name from units where kind like '%_committee' and until is null and place_code in ($1, $2)`,
      [door.crew.director.place_code, Math.floor(door.crew.director.place_code / 1e6) * 1e6],
    )
  ).rows

test('what each unit has in hand that day is stored with the answer, and read again it is the same whatever happened since', async () => {
  const on = await door.walkTo('town_triaging')
  const units = await committees()
  const { unit } = (await triageOf(on.file_id)) as unknown as { unit: { id: number } }
  await world.owner.query(
    `update people set languages = array_append(languages, 'miao') where id = (select person_id from posts where unit_id = $1 and until is null limit 1)`,
    [unit.id],
  )
  await world.owner.query(
    `insert into duty_weeks (unit_id, monday, version, shifts, made_at, by_person, by_post)
     select $1, $2, 1, $3, now(), person_id, id from posts limit 1`,
    // Somebody who carries no tasks there, or not any more, is nobody on duty.
    [
      unit.id,
      mondayOf(dayIn(now())),
      JSON.stringify([{ person_id: door.crew.grid.person_id, on: dayIn(now()), half: 'day' }]),
    ],
  )
  expect((await door.take('town', 'triage', on, facts)).status).toBe(200)
  const before = await triageOf(on.file_id)
  expect(before.matrix_version).toBe(4)
  expect(said([...before.unit_for, ...before.unit_against])).toMatch(/手上(有|还有|没有)/)
  expect(said(before.unit_for)).toContain('有人会说苗语，当事人说讲苗语方便。')
  expect(said(before.unit_against)).toContain('没有登记会说哈尼语的人，可以转介口译')
  expect(said(before.unit_against)).toContain('研判当天没有登记值班。')
  expect(said(before.preconditions)).toContain('有人讲苗语方便')
  const { rows } = await world.owner.query(
    `select facts #> '{triage,units}' as units from disputes where file_id = $1`,
    [on.file_id],
  )
  const stored = rows[0].units as { id: number; open: number; on_duty: object | null; languages: string[] }[]
  expect(stored.find((it) => it.id === unit.id)).toMatchObject({
    open: expect.any(Number),
    on_duty: { morning: 0, afternoon: 0 },
    languages: expect.arrayContaining(['miao']),
  })
  expect(units.length).toBeGreaterThan(1)

  await world.owner.query(`update people set languages = '{}'`)
  await world.owner.query(
    `insert into duty_weeks (unit_id, monday, version, shifts, made_at, by_person, by_post)
     select unit_id, monday, 2, '[{"person_id": "${door.crew.second.person_id}", "on": "${dayIn(now())}", "half": "day"}]', made_at, by_person, by_post
     from duty_weeks where unit_id = $1`,
    [unit.id],
  )
  await door.walkTo('town_triaging')
  expect(await triageOf(on.file_id)).toEqual(before)
})

test('a record of the third matrix is read as it was: no word of what is known today', async () => {
  const on = await door.walkTo('town_triaging')
  await world.owner.query(
    `update disputes set facts = jsonb_set(
       jsonb_set(facts #- '{triage,facts,languages}', '{triage,matrix_version}', '3'), '{triage,units}',
       (select jsonb_agg(u - 'open' - 'on_duty' - 'languages') from jsonb_array_elements(facts #> '{triage,units}') u))
     where file_id = $1`,
    [on.file_id],
  )
  const view = await triageOf(on.file_id)
  expect(view.matrix_version).toBe(3)
  expect(view.unit_also).toEqual([])
  expect(said([...view.unit_for, ...view.unit_against])).not.toMatch(/手上|值班|会说/)
})

test('the numbers are right also where the owner of the database is bound by row-level security, and open nothing', async () => {
  const { person_id, unit_id } = door.crew.director
  const asked = async () => {
    const client = await world.pool.connect()
    try {
      await client.query("begin; select set_config('app.lo', '1', true), set_config('app.hi', '0', true)")
      const files = await client.query('select files from open_files_of_units($1, null)', [[unit_id]])
      const mediations = await client.query('select files from open_mediations_of($1)', [[person_id]])
      expect((await client.query('select id from files')).rows).toEqual([])
      return [files.rows[0].files, mediations.rows[0].files]
    } finally {
      await client.query('rollback')
      client.release()
    }
  }
  await door.walkTo('assigned')
  const before = await asked()
  expect(Math.min(...before)).toBeGreaterThan(0)
  const role = `plain_counter_${Date.now().toString(36)}`
  const { rows } = await world.owner.query('select current_user as me')
  const functions = ['open_files_of_units(bigint[], uuid)', 'open_mediations_of(uuid[])']
  await world.owner.query(`create role ${role} nologin; grant ${role} to current_user;
    grant create on schema public to ${role};
    grant select on files, tasks, involvements to ${role};
    -- What the owner of the database has since 0004.
    create policy for_the_count on files for select to ${role} using (true);
    create policy for_the_count on involvements for select to ${role} using (true);
    grant execute on function setting(text), complained_of(uuid, text) to ${role};
    ${functions.map((it) => `alter function ${it} owner to ${role}`).join(';')}`)
  try {
    expect(await asked()).toEqual(before)
  } finally {
    await world.owner.query(`${functions.map((it) => `alter function ${it} owner to ${rows[0].me};`).join('')}
      drop owned by ${role}; drop role ${role}`)
  }
})

test('open files are counted over the whole county, but for the one asked about, and the asker sees no more of them than before', async () => {
  await door.walkTo('town_triaging')
  const on = await door.walkTo('town_triaging')
  const hers = door.crew.town.unit_id
  const { rows } = await world.owner.query<{ n: number }>(
    `select count(*)::int as n from (
       select f.id from files f where f.responsible_unit = $1
       union select t.file_id from tasks t where t.unit_id = $1 and t.status not in ('resolved', 'unresolved', 'diverted', 'returned')) held (id)
     join disputes d on d.file_id = held.id
     where d.status not in ('closed', 'archived', 'merged', 'withdrawn', 'not_accepted', 'false_report') and held.id <> $2`,
    [hers, on.file_id],
  )
  // A week that was emptied says nothing against the unit.
  await world.owner.query(
    `insert into duty_weeks (unit_id, monday, version, shifts, made_at, by_person, by_post)
     select $1, $2, 99, '[]', now(), person_id, id from posts limit 1`,
    [hers, mondayOf(dayIn(now()))],
  )
  // A scope that sees this one file, as its holder does, and nothing else.
  const scope = { ...nobody(dayIn(now())), holder_of: on.file_id }
  const [known, seen] = await inScope(world.pool, scope, async (trx) => [
    await atHandOf(trx, on.file_id, await candidatesOf(trx, on.file_id), dayIn(now())),
    await trx.selectFrom('files').select('id').execute(),
  ])
  expect(rows[0]?.n).toBeGreaterThan(0)
  expect(known.find((it) => it.unit_id === hers)).toMatchObject({ open: rows[0]?.n, on_duty: null })
  expect(seen).toEqual([{ id: on.file_id }])
})
