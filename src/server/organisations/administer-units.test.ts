import type { FastifyInstance } from 'fastify'
import { beforeAll, expect, test } from 'vitest'
import { dayIn } from '#domain/clocks/calendar.ts'
import { now } from '#server/clock.ts'
import { administrator, faultsOf } from '#test/administrator.ts'
import { enter, request, speaker } from '#test/make.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'

let world: TestWorld
let app: FastifyInstance
let admin: Awaited<ReturnType<typeof administrator>>
let people: (typeof admin)['people']
let { post, get, someone } = {} as typeof admin
const today = dayIn(now())

beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  admin = await administrator(world, app)
  ;({ people, post, get, someone } = admin)
})

test('a unit with open files or running duties is not ended: two numbers are told, and nothing of the content', async () => {
  const filed = await speaker(app).post('/api/disputes/steps/register', {
    ...request,
    place_code: people.village.place_code,
  })
  expect(filed.statusCode).toBe(201)
  const answer = await post(`/units/${people.village.unit_id}/end`, {})
  expect(answer.json()).toMatchObject({ status: 409, code: 'may_not_change' })
  const says = faultsOf(answer).map((fault) => fault.says)
  expect(says[0]).toMatch(/1 件纠纷没有办结、1 项时限在计.*交给“.+”接过去/)
  expect(says[1]).toMatch(/\d+ 个岗位在这里/)
  expect(answer.body).not.toMatch(new RegExp(`${request.your_name}|${filed.json().short_code}`))
  // Counting opens nothing: what the same transaction reads next is as narrow as before.
  const client = await world.pool.connect()
  await client.query('begin')
  await client.query("select set_config('app.lo', '1', true), set_config('app.hi', '0', true)")
  const counted = await client.query('select * from open_work_of_unit($1, $2, $3)', [people.village.unit_id, [], []])
  expect(Object.keys(counted.rows[0])).toEqual(['files', 'duties'])
  expect((await client.query('select id from files')).rows).toEqual([])
  expect((await client.query("select current_setting('app.lo') as lo, current_setting('app.hi') as hi")).rows).toEqual([
    { lo: '1', hi: '0' },
  ])
  await client.query('rollback')
  client.release()
})

test('the numbers are right also where the owner of the database is bound by row-level security', async () => {
  const counted = async () => faultsOf(await post(`/units/${people.village.unit_id}/end`, {}))[0]?.says
  const before = await counted()
  expect(before).toContain('1 件纠纷没有办结')
  const role = `plain_owner_${Date.now().toString(36)}`
  const { rows } = await world.owner.query('select current_user as me')
  await world.owner.query(`create role ${role} nologin; grant ${role} to current_user;
    grant create on schema public to ${role};
    grant select on files, disputes, tasks, clocks, involvements to ${role};
    grant execute on function setting(text), complained_of(uuid, text) to ${role};
    alter function open_work_of_unit(bigint, text[], text[]) owner to ${role}`)
  try {
    expect(await counted()).toBe(before)
  } finally {
    await world.owner.query(`alter function open_work_of_unit(bigint, text[], text[]) owner to ${rows[0].me};
      drop owned by ${role}; drop role ${role}`)
  }
})

test('a unit comes, takes over the requests of its place, is renamed under the same id, and ends when nobody is left', async () => {
  const { rows } = await world.owner.query(
    `select u.id, u.name, u.place_code::float8 as place from units u where u.takes_requests and u.kind = 'village_centre'
     and u.place_code <> $1 order by place_code desc limit 1`,
    [people.village.place_code],
  )
  const old = rows[0]
  const words = {
    kind: 'village_centre',
    name: '新设综治工作站',
    place_code: old.place,
    phone: '0960-5550001',
    address: '',
    hours: '',
  }
  const empty = await post('/units', { ...words, takes_requests: true })
  expect(faultsOf(empty).map((fault) => fault.path)).toEqual(['takes_over', 'takes_requests'])
  const added = await post('/units', { ...words, takes_requests: false })
  expect(added.statusCode, added.body).toBe(200)
  const id = Number(added.json().id)
  const person = await someone('village_director', id)
  const over = await post(`/units/${id}/change`, {
    ...words,
    kind: undefined,
    place_code: undefined,
    name: '新设综治站',
    takes_requests: true,
    takes_over: true,
  })
  expect(over.json()).toMatchObject({ id: String(id), notes: [expect.stringContaining(old.name)] })
  const filed = await speaker(app).post('/api/disputes/steps/register', { ...request, place_code: old.place })
  expect(filed.json().unit.name).toBe('新设综治站')
  const log = (await get(`/log?words=${encodeURIComponent(old.name)}`)).lines
  expect(log[0]).toMatchObject({
    change: 'change_unit',
    fields: [{ field: '受理群众诉求', before: '是', after: '否' }],
  })
  // Nobody left to receive: said, not refused, because a right must be ended at once when it must.
  expect((await post(`/people/${person.id}/end`, {})).json().notes[0]).toContain('没有受理人员')
  expect((await get('/units?receiving=unstaffed')).lines).toMatchObject([{ id, unstaffed: true }])
  expect((await post(`/units/${id}/end`, {})).statusCode).toBe(409)
  const cookie = await enter(world, people.county.sign_in_name)
  await speaker(app, { cookie }).post(`/api/disputes/${filed.json().file_id}/steps/refuse`, {
    ground: 'no_dispute_between_parties',
    explanation: '这是咨询。',
  })
  await world.owner.query("update disputes set status = 'withdrawn' where file_id = $1", [filed.json().file_id])
  await world.owner.query("update clocks set state = 'cancelled', settled_event = 1 where file_id = $1", [
    filed.json().file_id,
  ])
  const ended = await post(`/units/${id}/end`, {})
  expect(ended.statusCode, ended.body).toBe(200)
  expect((await get('/units?shown=ended')).lines).toMatchObject([{ id, name: '新设综治站', until: today }])
  const again = await post('/people', { name: '甲', sign_in_name: 'too.late', unit_id: id, role: 'village_director' })
  expect(faultsOf(again)).toMatchObject([{ path: 'unit_id' }])
})

test('the unit that receives for the whole county is neither ended nor switched off, only taken over', async () => {
  const county = (await get('/units?kind=county_centre')).lines[0]
  const { name, phone, address, hours } = county
  const off = await post(`/units/${county.id}/change`, { name, phone, address, hours, takes_requests: false })
  expect(faultsOf(off)).toMatchObject([{ path: 'takes_requests' }])
  const ended = await post(`/units/${county.id}/end`, {})
  expect(faultsOf(ended).at(-1)?.says).toContain('受理全县的诉求')
})

test('a place is added where its code fits, ends when nothing in it is in use, and comes back under its old code', async () => {
  const village = people.village.place_code
  const town = Math.floor(village / 1e6) * 1e6
  const add = (code: string | number, more: object = {}) =>
    post('/places', { code: String(code), name: '新村', kind: 'village', ...more })
  const wrong: [string | number, object, string][] = [
    ['abc', {}, 'code'],
    ['110101001001', {}, 'code'],
    [village, {}, 'code'],
    [`${town / 1e6 + 77}001`.padEnd(12, '0'), {}, 'code'],
    [`${String(village).slice(0, 12)}-901`, {}, 'kind'],
  ]
  for (const [code, more, path] of wrong) {
    const answer = await add(code, more)
    expect(
      faultsOf(answer).map((fault) => fault.path),
      `${code} ${answer.body}`,
    ).toContain(path)
  }
  const code = `${String(town).slice(0, 9)}998`
  expect((await add(code)).statusCode).toBe(200)
  const twin = await add(`${String(town).slice(0, 9)}997`)
  expect(faultsOf(twin)).toMatchObject([{ path: 'name' }])
  const number = Number(`${code}000`)
  expect((await post(`/places/${number}/change`, { name: '新社区', kind: 'community' })).statusCode).toBe(200)
  expect((await post(`/places/${number}/end`, {})).statusCode).toBe(200)
  expect((await post(`/places/${number}/end`, {})).statusCode).toBe(404)
  expect((await add(code, { name: '复名村' })).json().notes[0]).toContain('新社区')
  expect((await get(`/places?words=${code}`)).lines).toMatchObject([{ name: '复名村', kind: 'village', until: null }])
  expect(faultsOf(await post(`/places/${town}/end`, {}))[0]?.says).toMatch(/\d+ 个下级地方/)
})
