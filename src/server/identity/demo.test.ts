import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { beforeAll, expect, test } from 'vitest'
import { faces } from '#demo/faces.ts'
import { cookieOf } from '#test/people.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'

let world: TestWorld
let app: FastifyInstance
beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
})

const list = (from: FastifyInstance, remoteAddress = '127.0.0.1') =>
  from.inject({ url: '/api/demo/people', remoteAddress })
const enter = (from: FastifyInstance, sign_in_name: string, remoteAddress = '127.0.0.1') =>
  from.inject({
    method: 'POST',
    url: '/api/demo/enter',
    headers: { 'idempotency-key': randomUUID() },
    payload: { sign_in_name },
    remoteAddress,
  })
const isOffered = async (from: FastifyInstance, remoteAddress = '127.0.0.1'): Promise<boolean> =>
  (await from.inject({ url: '/api/county', remoteAddress })).json().demo

test('on this machine every face of the demo is entered with one click', async () => {
  expect(await isOffered(app)).toBe(true)
  const { people } = (await list(app)).json()
  expect(people.map((one: { sign_in_name: string }) => one.sign_in_name)).toEqual(
    faces.map((face) => face.sign_in_name),
  )
  for (const { sign_in_name, name } of people) {
    const entered = await enter(app, sign_in_name)
    expect(entered.json(), sign_in_name).toMatchObject({ name })
    expect((await app.inject({ url: '/api/session', headers: { cookie: cookieOf(entered) } })).json()).toMatchObject({
      name,
    })
  }
  expect((await enter(app, 'nobody.at.all')).json()).toMatchObject({ code: 'not_in_demo', status: 404 })
  for (const address of ['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1'])
    expect((await list(app, address)).statusCode, address).toBe(200)
})

test('from another machine there is no demo', async () => {
  for (const address of [
    '10.0.0.5',
    '192.168.1.127',
    '::ffff:10.0.0.5',
    '127.0.0.1.example',
    '1127.0.0.1',
    'fe80::1',
  ]) {
    expect((await list(app, address)).json(), address).toMatchObject({ code: 'not_in_demo', status: 404 })
    const entered = await enter(app, faces[0]?.sign_in_name ?? '', address)
    expect(entered.statusCode, address).toBe(404)
    expect(entered.headers['set-cookie']).toBeUndefined()
    expect(await isOffered(app, address)).toBe(false)
  }
  // Nobody is believed who only says that he is near.
  const said = await app.inject({
    url: '/api/demo/people',
    remoteAddress: '10.0.0.5',
    headers: { 'x-forwarded-for': '127.0.0.1', forwarded: 'for=127.0.0.1' },
  })
  expect(said.statusCode).toBe(404)
})

test('through a proxy, a tunnel or another name of this machine there is no demo', async () => {
  const ask = (headers: Record<string, string>) =>
    app.inject({ url: '/api/demo/people', remoteAddress: '127.0.0.1', headers })
  for (const host of ['localhost', 'localhost:3000', '127.0.0.1:3000', '[::1]:3000']) {
    expect([host, (await ask({ host })).statusCode]).toEqual([host, 200])
  }
  const elsewhere: Record<string, string>[] = [
    { host: 'fengxi.example' },
    { host: 'localhost.example:3000' },
    { host: '10.0.0.5:3000' },
    { 'x-forwarded-for': '127.0.0.1' },
    { forwarded: 'for=127.0.0.1' },
    { via: '1.1 proxy' },
    { 'x-real-ip': '127.0.0.1' },
  ]
  for (const headers of elsewhere) expect([headers, (await ask(headers)).statusCode]).toEqual([headers, 404])
})

test('a server that listens on a network has no demo, even to itself', async () => {
  const open = await newApp({ ...world, loopback: false })
  expect((await list(open)).statusCode).toBe(404)
  expect((await enter(open, faces[0]?.sign_in_name ?? '')).statusCode).toBe(404)
  expect(await isOffered(open)).toBe(false)
})

test('a county that is not the demo’s has none', async () => {
  await world.owner.query('update county set is_demo = false')
  expect((await list(app)).statusCode).toBe(404)
  expect((await enter(app, faces[0]?.sign_in_name ?? '')).statusCode).toBe(404)
  await world.owner.query('update county set is_demo = true')
  expect((await list(app)).statusCode).toBe(200)
})

test('with the first person who is not of the demo it is gone for ever', async () => {
  await world.owner.query(
    `insert into people (id, name, sign_in_name, is_demo, created_at) values (gen_random_uuid(), '真实的人', 'real.person', false, '2026-01-05')`,
  )
  expect((await list(app)).statusCode).toBe(404)
  expect((await enter(app, faces[0]?.sign_in_name ?? '')).statusCode).toBe(404)
  expect((await enter(app, 'real.person')).statusCode).toBe(404)
  expect(await isOffered(app)).toBe(false)
  // Also when that person has left again: the server cannot delete her, nor make her one of the demo.
  await world.owner.query("update people set left_on = '2026-01-06' where sign_in_name = 'real.person'")
  expect((await list(app)).statusCode).toBe(404)
  await expect(world.pool.query("delete from people where sign_in_name = 'real.person'")).rejects.toMatchObject({
    code: '42501',
  })
  await expect(world.pool.query('update people set is_demo = true')).rejects.toMatchObject({ code: '42501' })
})
