import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { beforeAll, expect, test } from 'vitest'
import { addDays, dayIn } from '#domain/clocks/calendar.ts'
import { now } from '#server/clock.ts'
import { newTotpSecret } from '#server/identity/sign-in.ts'
import { administrator, faultsOf, REASON as reason } from '#test/administrator.ts'
import { enter, speaker } from '#test/make.ts'
import { codeAt, cookieOf } from '#test/people.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'

let world: TestWorld
let app: FastifyInstance
let admin: Awaited<ReturnType<typeof administrator>>
let people: (typeof admin)['people']
let { post, get, lineOf, someone } = {} as typeof admin
const today = dayIn(now())

beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  admin = await administrator(world, app)
  ;({ people, post, get, lineOf, someone } = admin)
})

test('a new person gets a one-time code shown once, activates with it and works', async () => {
  const key = randomUUID()
  const body = {
    name: '尚新禾',
    sign_in_name: 'shang.xinhe',
    unit_id: people.village.unit_id,
    role: 'village_mediator',
  }
  const added = await post('/people', body, key)
  expect(added.json()).toMatchObject({
    slip: { name: '尚新禾', sign_in_name: 'shang.xinhe', role_says: '村（社区）调解员' },
  })
  const { slip } = added.json()
  // The answer was lost on the way: the same request shows the same slip, and nobody is added twice.
  expect((await post('/people', body, key)).json()).toEqual(added.json())
  expect(await lineOf('shang.xinhe')).toMatchObject({ state: 'waiting', posts: [{ state: 'held' }] })

  const { totp_secret } = (await speaker(app).post('/api/activation', { code: slip.activation_code })).json() as {
    totp_secret: string
  }
  const finished = await speaker(app).post('/api/activation/finish', {
    code: slip.activation_code,
    password: '一句足够长又好记的话',
    totp_secret,
    totp_code: codeAt(totp_secret, now()),
  })
  expect(finished.statusCode, finished.body).toBe(200)
  expect(await lineOf('shang.xinhe')).toMatchObject({ state: 'active', code_until: null })
  expect((await post('/people', body, key)).json().slip).toBeNull()
  const { rows } = await world.owner.query("select string_agg(t::text, '') as all from answers t")
  expect(rows[0].all).not.toContain(slip.activation_code)
  expect(
    (await world.owner.query("select string_agg(t::text, '') as all from administration_log t")).rows[0].all,
  ).not.toContain(slip.activation_code)
  const desk = await speaker(app, { cookie: cookieOf(finished) }).get('/api/desk')
  expect(desk.statusCode).toBe(200)
})

test('a new code ends the old password and every session at once', async () => {
  const person = await someone()
  const cookie = await enter(world, person.sign_in_name)
  await world.owner.query("update people set password_hash = 'x' where id = $1", [person.id])
  const given = await post(`/people/${person.id}/code`, {})
  expect(given.json().slip.activation_code).toMatch(/^(\w{4}-){3}\w{4}$/)
  expect(given.json().slip.activation_code).not.toBe(person.slip.activation_code)
  expect((await speaker(app, { cookie }).get('/api/desk')).json()).toMatchObject({ code: 'rights_changed' })
  expect(await lineOf(person.sign_in_name)).toMatchObject({ state: 'waiting' })
  expect((await get('/log')).lines[0]).toMatchObject({ change: 'give_code', fields: [], reason })
  expect((await speaker(app).post('/api/activation', { code: person.slip.activation_code })).statusCode).toBe(404)
})

test('ending a post or a person refuses the next request of an old session', async () => {
  const person = await someone()
  const other = await world.owner.query("select id from units where kind = 'village_committee' limit 1")
  const added = await post(`/people/${person.id}/posts`, {
    unit_id: Number(other.rows[0].id),
    role: 'village_mediator',
  })
  expect(added.statusCode, added.body).toBe(200)
  const cookie = await enter(world, person.sign_in_name)
  expect((await speaker(app, { cookie }).get('/api/desk')).statusCode).toBe(200)
  expect((await post(`/posts/${person.post_id}/end`, {})).statusCode).toBe(200)
  expect((await speaker(app, { cookie }).get('/api/desk')).json()).toMatchObject({ code: 'rights_changed' })
  // The other post is left, and only that one can be worked under, from this moment.
  const again = await enter(world, person.sign_in_name)
  expect((await speaker(app, { cookie: again }).get('/api/session')).json().posts).toHaveLength(1)
  const ended = await post(`/people/${person.id}/end`, {})
  expect(ended.statusCode, ended.body).toBe(200)
  expect((await speaker(app, { cookie: again }).get('/api/desk')).json()).toMatchObject({ code: 'rights_changed' })
  await expect(enter(world, person.sign_in_name)).rejects.toThrow()
  expect((await get(`/people?state=left&words=${person.sign_in_name}`)).lines[0]).toMatchObject({
    left_on: today,
    posts: [{ state: 'over' }, { state: 'over' }],
  })
  expect(
    (await post(`/people/${person.id}/posts`, { unit_id: people.village.unit_id, role: 'village_mediator' })).json(),
  ).toMatchObject({ code: 'may_not_change', status: 409 })
})

test('a post may end on a later day and is worked until then; it is not prolonged here', async () => {
  const person = await someone()
  const day = addDays(today, 10)
  expect((await post(`/posts/${person.post_id}/end`, { last_day: day })).statusCode).toBe(200)
  expect((await lineOf(person.sign_in_name)).posts[0]).toMatchObject({ until: day, state: 'held' })
  await enter(world, person.sign_in_name)
  for (const wrong of [addDays(today, -1), addDays(today, 20)]) {
    const answer = await post(`/posts/${person.post_id}/end`, { last_day: wrong })
    expect(answer.statusCode).toBe(422)
    expect(faultsOf(answer)).toMatchObject([{ path: 'last_day' }])
  }
})

test('every change of her rights ends a session, also one that works under another post', async () => {
  const person = await someone()
  const refused = async (change: () => Promise<{ statusCode: number; body: string }>) => {
    const cookie = await enter(world, person.sign_in_name)
    const done = await change()
    expect(done.statusCode, done.body).toBe(200)
    expect((await speaker(app, { cookie }).get('/api/desk')).json()).toMatchObject({ code: 'rights_changed' })
  }
  const other = await world.owner.query("select id from units where kind = 'village_committee' limit 1")
  const unit_id = Number(other.rows[0].id)
  await refused(() => post(`/people/${person.id}/posts`, { unit_id, role: 'village_mediator' }))
  const added = (await lineOf(person.sign_in_name)).posts.find((it: { unit_id: number }) => it.unit_id === unit_id)
  // The session works under the first post; the second one ends, at once or on a later day.
  await refused(() => post(`/posts/${added.id}/end`, { last_day: addDays(today, 3) }))
  await refused(() => post(`/posts/${added.id}/end`, {}))
})

test('who leaves keeps no way in: neither password nor code generator nor a code still out', async () => {
  const person = await someone()
  await world.owner.query("update people set password_hash = 'x', totp_secret = 'y' where id = $1", [person.id])
  const { rows: before } = await world.owner.query('select epoch from people where id = $1', [person.id])
  await post(`/people/${person.id}/end`, {})
  const { rows: after } = await world.owner.query('select * from people where id = $1', [person.id])
  expect(after[0]).toMatchObject({
    epoch: before[0].epoch + 1,
    password_hash: null,
    totp_secret: null,
    activation_hash: null,
    activation_until: null,
  })
  expect((await speaker(app).post('/api/activation', { code: person.slip.activation_code })).statusCode).toBe(404)
})

test('a post of today that is ended today is over, not held till midnight', async () => {
  const person = await someone()
  await post(`/posts/${person.post_id}/end`, {})
  expect((await lineOf(person.sign_in_name)).posts[0]).toMatchObject({ until: addDays(today, -1), state: 'over' })
  await expect(enter(world, person.sign_in_name)).rejects.toThrow()
})

test('a guardian holds no other post on any of her days, by the rules and by the database', async () => {
  const person = await someone()
  const county = people.county.unit_id
  const guardian = await post(`/people/${person.id}/posts`, { unit_id: county, role: 'security_auditor' })
  expect(guardian.statusCode).toBe(422)
  expect(faultsOf(guardian)).toMatchObject([{ path: 'role', says: expect.stringContaining('不能同时任别的岗位') }])
  // The ordinary post ends; the guardian's begins on the day after, not on the last day.
  const lastDay = addDays(today, 5)
  await post(`/posts/${person.post_id}/end`, { last_day: lastDay })
  const on = (from_on: string) =>
    post(`/people/${person.id}/posts`, { unit_id: county, role: 'security_auditor', from_on })
  expect((await on(lastDay)).statusCode).toBe(422)
  expect((await on(addDays(lastDay, 1))).statusCode).toBe(200)

  const auditor = (await admin.holderOf('security_auditor')).id
  const insert = (role: string, from: string, until: string | null) =>
    world.pool.query(
      'insert into posts (id, person_id, unit_id, role, from_on, until) values (gen_random_uuid(), $1, $2, $3, $4, $5)',
      [auditor, county, role, from, until],
    )
  await expect(insert('county_intake', addDays(today, 3), addDays(today, 4))).rejects.toThrow(/no other post/)
  await expect(insert('data_protection_officer', '2020-01-01', today)).rejects.toThrow(/no other post/)
  await insert('county_intake', '2020-01-01', '2020-02-01')
  await expect(
    world.owner.query("update posts set until = null where person_id = $1 and from_on = '2020-01-01'", [auditor]),
  ).rejects.toThrow(/no other post/)
})

test('two posts given at the same moment see each other: one of them is refused', async () => {
  const person = await someone()
  await world.owner
    .query('update posts set until = $2 where person_id = $1', [person.id, addDays(today, -1)])
    .catch(() => {})
  const [one, other] = await Promise.all([world.pool.connect(), world.pool.connect()])
  const insert = (client: typeof one, role: string) =>
    client.query(
      'insert into posts (id, person_id, unit_id, role, from_on) values (gen_random_uuid(), $1, $2, $3, $4)',
      [person.id, people.county.unit_id, role, addDays(today, 1)],
    )
  await one.query('begin')
  await other.query('begin')
  await insert(one, 'security_auditor')
  const waiting = insert(other, 'county_intake').then(
    () => 'written',
    () => 'refused',
  )
  await new Promise((done) => setTimeout(done, 100))
  await one.query('commit')
  expect(await waiting).toBe('refused')
  await other.query('rollback')
  one.release()
  other.release()
})

test('the last system administrator who can act stays, and gives herself nothing', async () => {
  const me = (await lineOf(people.admin.sign_in_name)).id
  const mine = (await lineOf(people.admin.sign_in_name)).posts[0].id
  for (const answer of [
    await post(`/people/${me}/end`, {}),
    await post(`/posts/${mine}/end`, {}),
    await post(`/posts/${mine}/end`, { last_day: addDays(today, 30) }),
    await post(`/people/${me}/code`, {}),
    await post(`/people/${me}/posts`, {
      unit_id: people.county.unit_id,
      role: 'county_intake',
      from_on: addDays(today, 60),
    }),
  ]) {
    expect(answer.json()).toMatchObject({ status: 409, code: 'may_not_change' })
  }
  // Another one who has never activated does not count; once she has, the first may go.
  const second = await someone('system_administrator', people.county.unit_id)
  const hers = speaker(app, { cookie: await enter(world, second.sign_in_name) })
  await world.owner.query('update people set is_demo = false where id = $1', [second.id])
  expect((await post(`/people/${me}/end`, {})).statusCode).toBe(409)
  await world.owner.query("update people set password_hash = 'x' where id = $1", [second.id])
  const [ending, ended] = await Promise.all([
    post(`/people/${second.id}/end`, {}),
    hers.post(`/api/administration/people/${me}/end`, { reason }),
  ])
  // Each ends the other at the same moment: one succeeds, the other no longer has the right when its turn comes.
  expect([ending.statusCode, ended.statusCode].sort()).toEqual([200, 401])
  await world.owner.query('update people set left_on = null, is_demo = true where id = $1', [me])
  await world.owner.query('update posts set until = null where person_id = $1', [me])
  await admin.enterAgain()
})

test('what somebody speaks is kept with her, stays where only the name is changed, and is in the log in words', async () => {
  const person = await someone()
  const line = async () => {
    const { lines } = await get(`/people?words=${encodeURIComponent(person.sign_in_name)}`)
    return lines[0]
  }
  expect((await line()).languages).toEqual([])
  const more = { name: person.slip.name, languages: ['miao', 'sign_language'] }
  expect((await post(`/people/${person.id}/change`, more)).statusCode).toBe(200)
  await post(`/people/${person.id}/change`, { name: '改名不改话' })
  expect((await line()).languages).toEqual(['miao', 'sign_language'])
  const { lines } = await get('/log')
  expect(lines[1].fields).toEqual([{ field: '会说的语言', before: null, after: '苗语、手语' }])
  const wrong = await post(`/people/${person.id}/change`, { name: '改名', languages: ['miao', 'miao'] })
  expect([wrong.statusCode, wrong.body]).toEqual([422, expect.stringContaining('有重复的')])
})

test('every change is in the log with who, what, before, after and why, for the auditor to read; it cannot be changed', async () => {
  const person = await someone()
  await post(`/people/${person.id}/change`, { name: '改了名' })
  const auditor = (await admin.holderOf('security_auditor')).sign_in_name
  const reader = speaker(app, { cookie: await enter(world, auditor) })
  const { lines } = (await reader.get('/api/administration/log')).json()
  expect(lines[0]).toMatchObject({
    change_says: '修改姓名、语言',
    about: `改了名（${person.sign_in_name}）`,
    fields: [{ field: '姓名', before: person.slip.name, after: '改了名' }],
    reason,
  })
  expect(lines[1]).toMatchObject({ change: 'add_person' })
  expect((await reader.post(`/api/administration/people/${person.id}/change`, { reason, name: '乙' })).statusCode).toBe(
    403,
  )
  await expect(world.pool.query("update administration_log set reason = 'x'")).rejects.toThrow(/permission denied/)
  await expect(world.pool.query('delete from administration_log')).rejects.toThrow(/permission denied/)
})

test('what is refused is not in the log, and what fails half-way leaves nothing', async () => {
  const count = async () => (await world.owner.query('select count(*)::int as n from administration_log')).rows[0].n
  const before = await count()
  await post('/people', {
    name: '甲',
    sign_in_name: people.admin.sign_in_name,
    unit_id: people.village.unit_id,
    role: 'village_mediator',
  })
  await post('/people', { name: '甲', sign_in_name: 'x.y', unit_id: people.village.unit_id, role: 'county_leader' })
  await post('/units/999999/end', {})
  expect(await count()).toBe(before)
})

test('in the demo whoever is added is of the demo, until somebody real is', async () => {
  const isOpen = async () => (await speaker(app).get('/api/demo/people')).statusCode
  await world.owner.query('update people set is_demo = true')
  await someone()
  expect(await isOpen()).toBe(200)
  await post('/people', {
    name: '真人',
    sign_in_name: 'zhen.ren',
    unit_id: people.village.unit_id,
    role: 'village_mediator',
    real_person: true,
  })
  expect(await isOpen()).toBe(404)
})

test('the secret of a code generator never leaves: a list holds no hash and no code', async () => {
  await world.owner.query('update people set totp_secret = $1, password_hash = $2', [newTotpSecret(), 'argon'])
  const { lines } = await get('/people')
  expect(Object.keys(lines[0]).sort()).toEqual(
    ['code_until', 'id', 'is_me', 'languages', 'left_on', 'name', 'posts', 'sign_in_name', 'state'].sort(),
  )
})
