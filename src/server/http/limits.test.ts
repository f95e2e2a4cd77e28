import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { cast, enter, request } from '#test/make.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'
import { type Doors, openDoors, sourceOf } from './limits.ts'

let seconds = 0
let doors: Doors
beforeEach(() => {
  seconds = 1000
  doors = openDoors(() => seconds)
})

test('an address may knock two hundred times at once, and then again as time gives it back', () => {
  for (let nth = 1; nth <= 200; nth += 1) expect(doors.knock('filing', 'one')).toBe(0)
  expect(doors.knock('filing', 'one')).toBe(3)
  expect(doors.knock('filing', 'other')).toBe(0)
  seconds += 2.9
  expect(doors.knock('filing', 'one')).toBe(1)
  seconds += 0.2
  expect(doors.knock('filing', 'one')).toBe(0)
  expect(doors.knock('filing', 'one')).toBe(3)
})

test('whoever is turned away and comes back when told is let in', () => {
  for (let nth = 1; nth <= 200; nth += 1) doors.knock('filing', 'one')
  for (let nth = 1; nth <= 50; nth += 1) {
    const wait = doors.knock('filing', 'one')
    expect(wait).toBeGreaterThan(0)
    seconds += wait
    expect(doors.knock('filing', 'one')).toBe(0)
  }
})

test('being turned away costs nothing: a flood does not keep its own address out for longer', () => {
  for (let nth = 1; nth <= 5000; nth += 1) doors.knock('filing', 'one')
  expect(doors.knock('filing', 'one')).toBe(3)
})

test('all addresses together have a limit, and each door one of its own', () => {
  let inside = 0
  for (let nth = 0; nth < 3000; nth += 1) if (doors.knock('filing', `a${nth}`) === 0) inside += 1
  expect(inside).toBe(600)
  expect(doors.knock('filing', 'somebody else')).toBe(1)
  expect(doors.knock('activation', 'somebody else')).toBe(0)
  seconds += 60
  expect(doors.knock('filing', 'somebody else')).toBe(0)
})

test('a whole day of a flood from ever new addresses is let in no faster than the door allows', () => {
  let inside = 0
  for (let nth = 0; nth < 200_000; nth += 1) {
    seconds += 0.05
    if (doors.knock('filing', `a${nth}`) === 0) inside += 1
  }
  // 10,000 seconds at ten a second, and the first rush.
  expect(inside).toBeGreaterThan(99_000)
  expect(inside).toBeLessThanOrEqual(100_601)
})

test('a household is one source, whichever of its addresses it uses', () => {
  expect(sourceOf('10.0.0.5')).toBe('10.0.0.5')
  expect(sourceOf('::ffff:10.0.0.5')).toBe('10.0.0.5')
  expect(sourceOf('2001:db8:1:2:3:4:5:6')).toBe(sourceOf('2001:db8:1:2::9'))
  expect(sourceOf('2001:db8:1:3::9')).not.toBe(sourceOf('2001:db8:1:2::9'))
  expect(sourceOf('2001:db8::9')).toBe('2001:db8:0:0')
  expect(sourceOf('::1')).toBe('0:0:0:0')
})

let world: TestWorld
let people: Awaited<ReturnType<typeof cast>>
beforeAll(async () => {
  world = await newWorld()
  people = await cast(world)
})

const file = (app: FastifyInstance, remoteAddress: string, headers: Record<string, string> = {}) =>
  app.inject({
    method: 'POST',
    url: '/api/disputes/steps/register',
    remoteAddress,
    headers: { host: 'fengqiao.example', 'idempotency-key': randomUUID(), ...headers },
    payload: { ...request, place_code: people.village.place_code },
  })
const spend = (door: 'filing' | 'activation', source: string): void => {
  while (doors.knock(door, source) === 0);
}

test('who files too often from one address is told in Chinese when to come again, and that nothing is lost', async () => {
  const app = await newApp({ ...world, doors })
  expect((await file(app, '10.0.0.5')).statusCode).toBe(201)
  spend('filing', '10.0.0.5')
  const refused = await file(app, '10.0.0.5')
  expect(refused.json()).toMatchObject({ code: 'too_many', status: 429, retry_after: 3 })
  expect(refused.headers['retry-after']).toBe('3')
  expect(refused.json().detail).toMatch(/3 秒.*不会丢失/)
  expect((await file(app, '10.0.0.6')).statusCode).toBe(201)
  seconds += 3
  expect((await file(app, '10.0.0.5')).statusCode).toBe(201)
})

test('what a stranger writes into a header does not make him another address', async () => {
  const app = await newApp({ ...world, doors })
  spend('filing', '10.0.0.5')
  for (const name of ['x-forwarded-for', 'forwarded', 'x-real-ip'])
    expect((await file(app, '10.0.0.5', { [name]: '10.9.9.9' })).statusCode, name).toBe(429)
})

test('a clerk who is signed in is not counted, and neither is whoever sits at this machine itself', async () => {
  const app = await newApp({ ...world, doors })
  spend('filing', '10.0.0.5')
  spend('filing', '127.0.0.1')
  const cookie = await enter(world, people.village.sign_in_name)
  expect((await file(app, '10.0.0.5', { cookie })).statusCode).not.toBe(429)
  expect((await file(app, '127.0.0.1', { host: 'localhost:3000' })).statusCode).toBe(201)
  // Passed on by a proxy on this machine, or open to a network: then it may be anybody.
  expect((await file(app, '127.0.0.1', { host: 'localhost:3000', 'x-forwarded-for': '10.0.0.5' })).statusCode).toBe(429)
  const open = await newApp({ ...world, loopback: false, doors })
  expect((await file(open, '127.0.0.1', { host: 'localhost:3000' })).statusCode).toBe(429)
})

test('activation has its door, begun or finished; what is not anonymous has none', async () => {
  const app = await newApp({ ...world, doors })
  spend('activation', '10.0.0.5')
  const ask = (url: string, payload: object) =>
    app.inject({
      method: 'POST',
      url,
      remoteAddress: '10.0.0.5',
      headers: { host: 'fengqiao.example', 'idempotency-key': randomUUID() },
      payload,
    })
  const code = 'AAAA-AAAA-AAAA-AAAA'
  expect((await ask('/api/activation', { code })).json()).toMatchObject({ code: 'too_many' })
  const slip = { code, password: '一句足够长又好记的话', totp_secret: 'A'.repeat(32), totp_code: '000000' }
  expect((await ask('/api/activation/finish', slip)).json()).toMatchObject({ code: 'too_many' })
  expect((await file(app, '10.0.0.5')).statusCode).toBe(201)
  expect((await app.inject({ url: '/api/county', remoteAddress: '10.0.0.5' })).statusCode).toBe(200)
})

test('where the setting switches it off nobody is counted', async () => {
  const app = await newApp(world)
  for (let nth = 0; nth < 3; nth += 1) expect((await file(app, '10.0.0.5')).statusCode).toBe(201)
  expect(world.doors).toBeUndefined()
})
