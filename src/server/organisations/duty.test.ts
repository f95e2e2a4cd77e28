import { randomUUID } from 'node:crypto'
import { afterEach, beforeAll, expect, test } from 'vitest'
import type { DutyWeek } from '#contract/duty.ts'
import { addDays } from '#domain/clocks/calendar.ts'
import { mondayOf } from '#domain/organisations/duty.ts'
import { setNow } from '#server/clock.ts'
import { type Walks, walks } from '#test/walks.ts'
import type { Who } from '#test/ways.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'

let world: TestWorld
let door: Walks
/** A Wednesday, ten in the morning in China. */
const NOON = '2026-03-04T02:00:00Z'
const today = '2026-03-04'
const monday = mondayOf(today)
beforeAll(async () => {
  world = await newWorld()
  door = await walks(world, await newApp(world))
})
afterEach(() => setNow(null))

const unitOf = (who: 'director' | 'town_director' | 'near' | 'far'): number => door.crew[who].unit_id
const week = async (who: Who, unit: number, day = today): Promise<DutyWeek> => {
  setNow(NOON)
  return (await (await door.as(who)).get(`/api/duty-weeks/${unit}?day=${day}`)).json()
}
type Shift = { person_id: string; on: string; half: string }
const keep = async (who: Who, unit: number, shifts: Shift[], more: object = {}, key?: string) => {
  setNow(NOON)
  const base_version = (await week(who, unit)).version
  return (await door.as(who)).post(`/api/duty-weeks/${unit}`, { monday, base_version, shifts, ...more }, key)
}

test('the head of a unit keeps its week; the window reads it, and who is on duty today', async () => {
  const unit = unitOf('director')
  const { director, second } = door.crew
  const shifts = [
    { person_id: director.person_id, on: today, half: 'morning' },
    { person_id: second.person_id, on: addDays(today, 1), half: 'day' },
  ]
  const key = randomUUID()
  const before = (await week('director', unit)).version
  const body = { monday, base_version: before, shifts }
  setNow(NOON)
  const hers = await door.as('director')
  expect((await hers.post(`/api/duty-weeks/${unit}`, body, key)).json()).toEqual({ version: before + 1 })
  // Sent again it changes nothing twice.
  expect((await hers.post(`/api/duty-weeks/${unit}`, body, key)).json()).toEqual({ version: before + 1 })
  const held = await week('town', unit)
  expect(held).toMatchObject({ monday, version: before + 1, may_change: false, made: { by: director.name } })
  expect(held.shifts.map(({ name, on, half }) => [name, on, half])).toEqual([
    [director.name, today, 'morning'],
    [second.name, addDays(today, 1), 'day'],
  ])
  const { units } = (await (await door.as('town')).get('/api/duty-today')).json()
  expect(units.find((it: { unit_id: number }) => it.unit_id === unit).people).toMatchObject([
    { name: director.name, half: 'morning' },
  ])
})

test('a unit’s own head alone keeps it: no colleague, no neighbour, nobody above', async () => {
  const unit = unitOf('director')
  for (const who of ['second', 'near', 'town', 'town_director', 'dispatcher'] as const)
    expect([who, (await keep(who, unit, [])).statusCode]).toEqual([who, 403])
  for (const who of ['admin', 'auditor', 'privacy'] as const) {
    const them = await door.as(who)
    expect((await them.get(`/api/duty-weeks/${unit}`)).statusCode).toBe(403)
    expect((await them.get('/api/duty-today')).statusCode).toBe(403)
  }
})

test('what is wrong with a week is said, and nothing of it is kept', async () => {
  const unit = unitOf('director')
  const version = (await week('director', unit)).version
  const on = (person_id: string, day = today) => [{ person_id, on: day, half: 'day' }]
  const her = door.crew.director.person_id
  for (const [shifts, more, says] of [
    [on(door.crew.far.person_id), {}, '不在这里任职'],
    [on(her, addDays(monday, 7)), {}, '不在这一周里'],
    [[...on(her), ...on(her)], {}, '排了两次'],
    [[], { monday: addDays(monday, -7) }, '过去的一周'],
  ] as const) {
    const answer = await keep('director', unit, [...shifts], more)
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain(says)
  }
  expect((await week('director', unit)).version).toBe(version)
})

test('whoever changes a week that somebody else has changed since, or at the same moment, is told so', async () => {
  const unit = unitOf('director')
  const { version } = await week('director', unit)
  const hers = await door.as('director')
  const on = (base_version: number) => hers.post(`/api/duty-weeks/${unit}`, { monday, base_version, shifts: [] })
  // Neither on one that is gone, nor on one that is not there yet.
  expect((await on(version)).statusCode).toBe(200)
  for (const base of [version, version + 2]) expect((await on(base)).json()).toMatchObject({ code: 'roster_changed' })

  const other = await world.owner.connect()
  try {
    await other.query('begin')
    await other.query(
      `insert into duty_weeks (unit_id, monday, version, shifts, made_at, by_person, by_post)
       select unit_id, monday, version + 1, shifts, made_at, by_person, by_post from duty_weeks
       where unit_id = $1 and monday = $2 and version = $3`,
      [unit, monday, version + 1],
    )
    // Sent now: an injected request goes out only when somebody waits for it.
    const answer = on(version + 1).then((it) => it)
    const { rows } = await other.query('select pg_current_xact_id()::xid::text as mine')
    const waits = 'select 1 from pg_locks where not granted and transactionid::text = $1'
    await expect.poll(async () => (await world.owner.query(waits, [rows[0].mine])).rowCount).toBe(1)
    await other.query('commit')
    expect((await answer).json()).toMatchObject({ status: 409, code: 'roster_changed' })
  } finally {
    other.release()
  }
  expect((await week('director', unit)).version).toBe(version + 2)
})

test('mediators of the committees around take turns at a centre: they can be put on its roster, and at a committee cannot', async () => {
  const centre = unitOf('town_director')
  const { people } = await week('town_director', centre)
  const turning = people.filter(({ unit_name }) => unit_name !== null)
  expect(turning.some(({ role_says }) => role_says === '驻中心调解员（专职）')).toBe(true)
  const [one] = turning
  if (!one) throw new Error('nobody takes turns')
  const answer = await keep('town_director', centre, [{ person_id: one.person_id, on: today, half: 'day' }])
  expect(answer.statusCode).toBe(200)
  // As a committee of the same place; whoever works at its station is then no more of it than anybody else.
  const is = (kind: string) => world.owner.query('update units set kind = $2 where id = $1', [unitOf('director'), kind])
  const near = { person_id: door.crew.near.person_id, on: today, half: 'day' }
  await is('village_committee')
  const there = await week('director', unitOf('director'))
  expect(there.people.length).toBeGreaterThan(0)
  expect(there.people.filter(({ unit_name }) => unit_name !== null)).toEqual([])
  expect((await keep('director', unitOf('director'), [near])).statusCode).toBe(422)
  // Her own mediators, being of a committee below, can take turns at the centre.
  expect((await week('town_director', centre)).people.some(({ name }) => name === door.crew.second.name)).toBe(true)
  await is('village_centre')
  expect((await week('town_director', centre)).people.some(({ name }) => name === door.crew.second.name)).toBe(false)
})

test('whom one could put on it is told to who puts them there, and to nobody else', async () => {
  const unit = unitOf('director')
  const last = addDays(today, -7)
  await world.owner.query(
    `insert into duty_weeks (unit_id, monday, version, shifts, made_at, by_person, by_post)
     select unit_id, $2, 1, $3, now(), person_id, id from posts where person_id = $1 limit 1`,
    [
      ...[door.crew.director.person_id, mondayOf(last)],
      JSON.stringify([{ person_id: door.crew.director.person_id, on: last, half: 'day' }]),
    ],
  )
  expect(await week('director', unit)).toMatchObject({ may_change: true, as_last_week: [{ on: today }] })
  expect((await week('director', unit)).people.length).toBeGreaterThan(0)
  for (const who of ['town', 'second'] as const)
    expect(await week(who, unit)).toMatchObject({ may_change: false, people: [], as_last_week: [] })
})

test('whoever left in mid-week stays on the days that are over, and does not hold up the rest; on a day to come she is named', async () => {
  const unit = unitOf('director')
  const { director, second } = door.crew
  const over = { person_id: second.person_id, on: monday, half: 'morning' }
  const ahead = { person_id: second.person_id, on: addDays(today, 1), half: 'day' }
  expect((await keep('director', unit, [over, ahead])).statusCode).toBe(200)
  await world.owner.query(`update people set left_on = '2026-03-03' where id = $1`, [second.person_id])
  try {
    const hers = { person_id: director.person_id, on: today, half: 'day' }
    const refused = await keep('director', unit, [over, ahead, hers])
    expect(refused.json()).toMatchObject({ status: 422, faults: [{ says: expect.stringContaining(second.name) }] })
    expect((await keep('director', unit, [{ ...over, half: 'day' }, hers])).statusCode).toBe(422)
    expect((await keep('director', unit, [over, hers])).statusCode).toBe(200)
  } finally {
    await world.owner.query('update people set left_on = null where id = $1', [second.person_id])
  }
})

test('whoever changed her post is on duty where she works now, with her newest post, and nowhere else', async () => {
  const unit = unitOf('director')
  const { second, near } = door.crew
  const on = [{ person_id: second.person_id, on: today, half: 'day' }]
  expect((await keep('director', unit, on)).statusCode).toBe(200)
  const there = async () => {
    const { units } = (await (await door.as('director')).get('/api/duty-today')).json()
    return units.find((it: { unit_id: number }) => it.unit_id === unit)?.people
  }
  expect(await there()).toMatchObject([{ name: second.name }])
  const posts = (
    await world.owner.query(
      `update posts set unit_id = $2 where person_id = $1 and until is null returning id, $3::bigint as before`,
      [second.person_id, near.unit_id, unit],
    )
  ).rows
  expect(await there()).toEqual([])
  await world.owner.query('update posts set unit_id = $2 where id = any ($1)', [posts.map(({ id }) => id), unit])
  await world.owner.query(
    `insert into posts (id, person_id, unit_id, role, from_on) values (gen_random_uuid(), $1, $2, 'village_director', '2026-03-03')`,
    [second.person_id, unit],
  )
  expect(await there()).toMatchObject([{ name: second.name, role_says: '村（社区）调委会主任' }])
  await world.owner.query(`delete from posts where person_id = $1 and from_on = '2026-03-03'`, [second.person_id])
})

test('a week that was emptied is none that is kept', async () => {
  const unit = unitOf('director')
  await keep('director', unit, [{ person_id: door.crew.director.person_id, on: today, half: 'day' }])
  const mine = async () =>
    (await (await door.as('director')).get('/api/duty-today')).json().units.filter((it: { mine: boolean }) => it.mine)
  expect(await mine()).toHaveLength(1)
  expect((await keep('director', unit, [])).statusCode).toBe(200)
  expect(await mine()).toEqual([])
})

test('the same change sent twice at once is one change, answered twice', async () => {
  const unit = unitOf('director')
  const { version } = await week('director', unit)
  const hers = await door.as('director')
  const key = randomUUID()
  const other = await world.owner.connect()
  try {
    await other.query('begin; lock table duty_weeks in share row exclusive mode')
    const body = { monday, base_version: version, shifts: [] }
    const both = [1, 2].map(() => hers.post(`/api/duty-weeks/${unit}`, body, key).then((it) => it.json()))
    const waits =
      'select 1 from pg_locks where not granted and database = (select oid from pg_database where datname = current_database())'
    await expect.poll(async () => (await world.owner.query(waits)).rowCount).toBe(2)
    await other.query('commit')
    expect(await Promise.all(both)).toEqual([{ version: version + 1 }, { version: version + 1 }])
  } finally {
    other.release()
  }
})

test('last week is taken over day by day, without whoever left; the old versions stay', async () => {
  const unit = unitOf('director')
  const { director, second } = door.crew
  const shifts = [director, second].map(({ person_id }) => ({ person_id, on: addDays(monday, 2), half: 'afternoon' }))
  await keep('director', unit, shifts)
  const next = () => week('director', unit, addDays(today, 7))
  expect((await next()).as_last_week).toEqual(shifts.map((it) => ({ ...it, on: addDays(monday, 9) })))
  await world.owner.query(`update people set left_on = '2026-03-03' where id = $1`, [second.person_id])
  expect((await next()).as_last_week.map((it) => it.person_id)).toEqual([director.person_id])
  const { units } = (await (await door.as('director')).get('/api/duty-today')).json()
  expect(units[0]).toMatchObject({ mine: true, people: [{ name: director.name }] })
  await world.owner.query('update people set left_on = null where id = $1', [second.person_id])
  const { rows } = await world.owner.query(
    'select count(*)::int as n from duty_weeks where unit_id = $1 and monday = $2',
    [...[unit, monday]],
  )
  expect(rows[0].n).toBe((await week('director', unit)).version)
  await expect(world.pool.query('update duty_weeks set shifts = $1', ['[]'])).rejects.toThrow(/permission denied/)
  await expect(world.pool.query('delete from duty_weeks')).rejects.toThrow(/permission denied/)
})

test('of many units the nearest sixty are told, and how many there are besides', async () => {
  const { rows } = await world.owner.query<{ n: number }>(
    `with made as (
       insert into duty_weeks (unit_id, monday, version, shifts, made_at, by_person, by_post)
       select u.id, $1, 99, $2, now(), p.person_id, p.id from units u, (select id, person_id from posts limit 1) p
       where u.until is null returning 1)
     select count(*)::int as n from made`,
    [monday, JSON.stringify([{ person_id: door.crew.director.person_id, on: today, half: 'day' }])],
  )
  setNow(NOON)
  const { units, more } = (await (await door.as('county')).get('/api/duty-today')).json()
  expect([units.length, more]).toEqual([60, (rows[0]?.n ?? 0) - 60])
  expect(more).toBeGreaterThan(0)
})

test('where more work than a list holds, each is in it once, and also whom it leaves out can be put on', async () => {
  const unit = unitOf('town_director')
  await world.owner.query(
    `with more as (
       insert into people (id, name, sign_in_name, is_demo, created_at)
       select gen_random_uuid(), '艾' || n, 'more' || n, false, now() from generate_series(1, 210) n returning id)
     insert into posts (id, person_id, unit_id, role, from_on)
     select gen_random_uuid(), more.id, $1, role, '2026-01-01' from more, unnest(array['town_intake', 'resident_centre_mediator']) role`,
    [unit],
  )
  const { people } = await week('town_director', unit)
  expect(people).toHaveLength(200)
  expect(new Set(people.map(({ person_id }) => person_id)).size).toBe(200)
  const listed = new Set(people.map(({ person_id }) => person_id))
  const { rows } = await world.owner.query<{ id: string }>(`select id from people where name like '艾%' order by id`)
  const left = rows.find(({ id }) => !listed.has(id))
  if (!left) throw new Error('the list holds them all')
  expect((await keep('town_director', unit, [{ person_id: left.id, on: today, half: 'day' }])).statusCode).toBe(200)
})
