import type { FastifyInstance } from 'fastify'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { setNow } from '#server/clock.ts'
import { cast, enter, request, speaker } from '#test/make.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'

const START = '2026-03-02T01:00:00.000Z'
const later = (minutes: number, seconds = 0): string =>
  new Date(Date.parse(START) + (minutes * 60 + seconds) * 1000).toISOString()

let world: TestWorld
let app: FastifyInstance
let people: Awaited<ReturnType<typeof cast>>
beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  people = await cast(world)
})
beforeEach(() => setNow(START))
afterEach(() => setNow(null))

const as = async (signInName: string) => speaker(app, { cookie: await enter(world, signInName) })
const codeOf = async (answer: Promise<{ statusCode: number; json: () => unknown }>): Promise<unknown> => {
  const { statusCode, json } = await answer
  return statusCode === 200 ? 200 : (json() as { code: string }).code
}

test('a session nobody used for fifteen minutes is over, and does not come back', async () => {
  const clerk = await as(people.village.sign_in_name)
  expect(await codeOf(clerk.get('/api/session'))).toBe(200)
  setNow(later(15))
  expect(await codeOf(clerk.get('/api/session'))).toBe(200)
  setNow(later(29, 59))
  expect(await codeOf(clerk.get('/api/desk'))).toBe(200)
  setNow(later(45))
  expect(await codeOf(clerk.get('/api/desk'))).toBe('not_signed_in')
  setNow(later(30))
  expect(await codeOf(clerk.post('/api/find', { words: '苗秀禾' }))).toBe(200)
})

test('however busy, a session ends after twelve hours', async () => {
  const clerk = await as(people.village.sign_in_name)
  for (let minute = 10; minute <= 720; minute += 10) {
    setNow(later(minute))
    expect(await codeOf(clerk.get('/api/session')), `${minute} minutes`).toBe(200)
  }
  setNow(later(720, 1))
  expect(await codeOf(clerk.get('/api/session'))).toBe('not_signed_in')
})

test('signing out ends the session for whoever holds its cookie, and takes the cookie away', async () => {
  const cookie = await enter(world, people.village.sign_in_name)
  const clerk = speaker(app, { cookie })
  const out = await clerk.delete('/api/session')
  expect(out.json()).toEqual({ ended: true })
  expect(out.headers['set-cookie']).toBe('__Host-fengqiao=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0')
  expect(await codeOf(clerk.get('/api/session'))).toBe('not_signed_in')
  expect(await codeOf(clerk.delete('/api/session'))).toBe('not_signed_in')
  // Other sessions of the same person go on.
  expect(await codeOf((await as(people.village.sign_in_name)).get('/api/session'))).toBe(200)
})

test('a right that changed works at the next request, on every address of the staff', async () => {
  const clerk = await as(people.village.sign_in_name)
  expect(await codeOf(clerk.get('/api/desk'))).toBe(200)
  await world.owner.query('update people set epoch = epoch + 1 where sign_in_name = $1', [people.village.sign_in_name])
  const id = '018f0000-0000-7000-8000-000000000001'
  for (const url of ['/api/session', '/api/desk', '/api/disputes', `/api/disputes/${id}`]) {
    const answer = await clerk.get(url)
    expect([answer.statusCode, answer.json().code], url).toEqual([401, 'rights_changed'])
  }
  expect(await codeOf(clerk.post('/api/find', { words: '苗秀禾' }))).toBe('rights_changed')
  expect(
    await codeOf(clerk.post(`/api/disputes/${id}/looks`, { party_id: id, what: 'reach', reason: '核对电话' })),
  ).toBe('rights_changed')
  expect(await codeOf(clerk.post(`/api/disputes/${id}/steps/close`, {}))).toBe('rights_changed')
  expect(await codeOf(clerk.post('/api/session/post', { post_id: id }))).toBe('rights_changed')
  expect(await codeOf((await as(people.village.sign_in_name)).get('/api/desk'))).toBe(200)
})

test('a post that ended, that has not begun, or whose person left is over at once', async () => {
  const { sign_in_name } = people.town
  const change = (sql: string) =>
    world.owner.query(`${sql} where person_id = (select id from people where sign_in_name = $1)`, [sign_in_name])
  const clerk = await as(sign_in_name)
  await change("update posts set until = '2026-03-02'")
  expect(await codeOf(clerk.get('/api/desk'))).toBe(200)
  await change("update posts set until = '2026-03-01'")
  expect(await codeOf(clerk.get('/api/desk'))).toBe('rights_changed')
  await expect(enter(world, sign_in_name)).rejects.toMatchObject({ code: 'rights_changed' })
  await change("update posts set until = null, from_on = '2026-03-03'")
  expect(await codeOf(clerk.get('/api/desk'))).toBe('rights_changed')
  await change("update posts set from_on = '2026-01-05'")
  expect(await codeOf(clerk.get('/api/desk'))).toBe(200)
  await world.owner.query("update people set left_on = '2026-03-02' where sign_in_name = $1", [sign_in_name])
  expect(await codeOf(clerk.get('/api/desk'))).toBe(200)
  await world.owner.query("update people set left_on = '2026-03-01' where sign_in_name = $1", [sign_in_name])
  expect(await codeOf(clerk.get('/api/desk'))).toBe('rights_changed')
  await world.owner.query('update people set left_on = null where sign_in_name = $1', [sign_in_name])
})

test('the last day of a post is counted in Asia/Shanghai', async () => {
  const { sign_in_name } = people.stranger
  const clerk = await as(sign_in_name)
  await world.owner.query(
    "update posts set until = '2026-03-02' where person_id = (select id from people where sign_in_name = $1)",
    [sign_in_name],
  )
  setNow('2026-03-02T15:59:59.000Z')
  const evening = await as(sign_in_name)
  expect(await codeOf(evening.get('/api/desk'))).toBe(200)
  setNow('2026-03-02T16:00:00.000Z')
  expect(await codeOf(evening.get('/api/desk'))).toBe('rights_changed')
  expect(await codeOf(clerk.get('/api/desk'))).toBe('not_signed_in')
  await world.owner.query(
    'update posts set until = null where person_id = (select id from people where sign_in_name = $1)',
    [sign_in_name],
  )
})

test('somebody with two posts works under one at a time, and only under her own', async () => {
  const { rows } = await world.owner.query<{ sign_in_name: string; posts: string[] }>(
    `select p.sign_in_name, array_agg(o.id order by o.id) as posts from people p join posts o on o.person_id = p.id
     group by 1 having count(*) > 1 order by 1 limit 1`,
  )
  const [first, second] = rows[0]?.posts ?? []
  const clerk = await as(rows[0]?.sign_in_name ?? '')
  expect((await clerk.get('/api/session')).json()).toMatchObject({
    post: { id: first },
    posts: [{ id: first }, { id: second }],
  })
  expect((await clerk.post('/api/session/post', { post_id: second })).json()).toMatchObject({ post: { id: second } })
  expect((await clerk.get('/api/session')).json()).toMatchObject({ post: { id: second } })
  const foreign = await world.owner.query<{ id: string }>('select id from posts where id <> all ($1) limit 1', [
    rows[0]?.posts,
  ])
  expect(await codeOf(clerk.post('/api/session/post', { post_id: foreign.rows[0]?.id }))).toBe('not_yours')
  await world.owner.query("update posts set until = '2026-03-01' where id = $1", [first])
  expect(await codeOf(clerk.post('/api/session/post', { post_id: first }))).toBe('not_yours')
  expect((await clerk.get('/api/session')).json()).toMatchObject({ post: { id: second }, posts: [{ id: second }] })
})

test('cookies that are no session of ours are nobody’s', async () => {
  for (const cookie of [
    '__Host-fengqiao=',
    '__Host-fengqiao=x',
    `__Host-fengqiao=${'A'.repeat(43)}`,
    'fengqiao=1',
    `a=b; __Host-fengqiao=${'%00'.repeat(9)}; c`,
  ]) {
    expect(await codeOf(speaker(app, { cookie }).get('/api/session')), cookie).toBe('not_signed_in')
  }
})

test('the three guardians see no case: an empty desk, empty lists, nothing found, and no file', async () => {
  const citizen = speaker(app)
  const receipt = (
    await citizen.post('/api/disputes/steps/register', { ...request, place_code: people.village.place_code })
  ).json()
  const clerk = await as(people.village.sign_in_name)
  const party_id = (await clerk.get(`/api/disputes/${receipt.file_id}`)).json().parties[0].id
  const { rows } = await world.owner.query<{ sign_in_name: string }>(
    "select distinct sign_in_name from people p join posts o on o.person_id = p.id where o.role in ('system_administrator', 'security_auditor', 'data_protection_officer')",
  )
  expect(rows).toHaveLength(3)
  // Their own units are in the file, and still they see nothing of it: what counts is their role.
  await world.owner.query(
    `insert into involvements (id, file_id, unit_id, as_what, received_at)
     select gen_random_uuid(), $1, unit_id, 'handling', (select received_at from files where id = $1)
     from (select distinct o.unit_id from posts o join people p on p.id = o.person_id where p.sign_in_name = any ($2)) units`,
    [receipt.file_id, rows.map((row) => row.sign_in_name)],
  )
  const colleague = await as(people.county.sign_in_name)
  expect((await colleague.get('/api/disputes?scope=mine')).json().lines).toHaveLength(1)
  for (const { sign_in_name } of rows) {
    const guardian = await as(sign_in_name)
    expect((await guardian.get('/api/session')).json()).toMatchObject({ sees_cases: false, works_area: false })
    expect((await guardian.get('/api/desk')).json()).toEqual({ lines: [], more: false, booked: [] })
    expect((await guardian.get('/api/disputes')).json()).toEqual({ lines: [], more: false, capped: false })
    expect((await guardian.get('/api/disputes?scope=mine')).json()).toEqual({ lines: [], more: false, capped: false })
    for (const words of [receipt.short_code, receipt.code, request.your_name, request.reach]) {
      expect((await guardian.post('/api/find', { words })).json()).toEqual({ lines: [], more: false, capped: false })
    }
    expect(await codeOf(guardian.get(`/api/disputes/${receipt.file_id}`))).toBe('not_found')
    expect(
      await codeOf(
        guardian.post(`/api/disputes/${receipt.file_id}/looks`, { party_id, what: 'reach', reason: '核对电话号码' }),
      ),
    ).toBe('not_found')
    expect(await codeOf(guardian.post(`/api/disputes/${receipt.file_id}/steps/accept_here`, {}))).toBe('not_found')
  }
})

test('one person cannot be two of the guardians', async () => {
  const give = (role: string) =>
    world.owner.query(
      `insert into posts (id, person_id, unit_id, role, from_on)
       select gen_random_uuid(), o.person_id, o.unit_id, $1, '2026-03-02' from posts o where role = 'system_administrator'`,
      [role],
    )
  await expect(give('security_auditor')).rejects.toMatchObject({
    code: '23P01',
    constraint: 'a_guardian_stands_alone',
  })
  await expect(give('data_protection_officer')).rejects.toMatchObject({
    code: '23P01',
    constraint: 'a_guardian_stands_alone',
  })
})
