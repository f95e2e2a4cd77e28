import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getPriority } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { dayIn } from '#domain/clocks/calendar.ts'
import { now, secondsAfter, setNow } from '#server/clock.ts'
import { inScope, wholeCounty } from '#server/db/scope.ts'
import { cast, enter, request, speaker } from '#test/make.ts'
import { startWorker } from '#test/worker.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'
import { deliverEffect, type Gateway, sweepEffects } from './deliver.ts'

type Received = { key: string | undefined; token: string | undefined; body: { id: string; to: string; text: string } }

let world: TestWorld
let app: FastifyInstance
let people: Awaited<ReturnType<typeof cast>>
let server: Server
let gateway: NonNullable<Gateway>
let received: Received[] = []
/** What the gateway answers, one after the other; the last one for ever. */
let answers: number[] = [200]

async function bodyOf(message: IncomingMessage): Promise<string> {
  let text = ''
  for await (const part of message) text += part
  return text
}

beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  people = await cast(world)
  server = createServer(async (message, reply) => {
    const key = message.headers['idempotency-key']
    received.push({ key: String(key), token: message.headers.authorization, body: JSON.parse(await bodyOf(message)) })
    const status = (answers.length > 1 ? answers.shift() : answers[0]) ?? 200
    // A slow gateway, so that two workers meet at it; slower still where it fails, so that a failure comes last.
    await sleep(status < 400 ? 20 : 60)
    reply.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end('收到')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  gateway = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/send`, token: 'invented' }
})
beforeEach(() => {
  setNow(null)
  received = []
  answers = [200]
})
afterAll(() => {
  setNow(null)
  server.closeAllConnections()
  server.close()
})

/** A file whose applicant is told something: the message's id. */
async function message(reach = '100 1234-5678'): Promise<string> {
  const filed = await speaker(app).post('/api/disputes/steps/register', {
    ...request,
    reach,
    place_code: people.village.place_code,
  })
  const clerk = speaker(app, { cookie: await enter(world, people.village.sign_in_name) })
  const { file_id } = filed.json()
  expect((await clerk.post(`/api/disputes/${file_id}/steps/accept_here`, {})).statusCode).toBe(200)
  const { rows } = await world.owner.query('select id from effects where file_id = $1', [file_id])
  return rows[0].id
}
const rowOf = async (id: string) =>
  (await world.owner.query('select state, attempts, answer, due_at, settled_at from effects where id = $1', [id]))
    .rows[0]

test('a message is delivered once, to the phone’s digits, under its own id as the key', async () => {
  const id = await message()
  await deliverEffect(world, gateway, id)
  await deliverEffect(world, gateway, id)
  expect(received).toEqual([
    { key: id, token: 'Bearer invented', body: { id, to: '10012345678', text: expect.stringContaining('已经受理') } },
  ])
  expect(await rowOf(id)).toMatchObject({
    state: 'sent',
    answer: 'HTTP 200',
    attempts: 0,
    settled_at: expect.any(Date),
  })
})

test('a failing gateway is asked again, each time after a longer wait, and gets it in the end', async () => {
  const id = await message()
  answers = [500, 503, 429, 408, 200]
  const waits: number[] = []
  for (let attempt = 0; attempt < 4; attempt += 1) {
    const at = now()
    setNow(at)
    await deliverEffect(world, gateway, id)
    const row = await rowOf(id)
    expect(row).toMatchObject({ state: 'waiting', attempts: attempt + 1, settled_at: null })
    waits.push((row.due_at.getTime() - Date.parse(at)) / 1000)
    setNow(secondsAfter(at, waits.at(-1) ?? 0))
  }
  expect(waits).toEqual([30, 60, 120, 240])
  await deliverEffect(world, gateway, id)
  expect(await rowOf(id)).toMatchObject({ state: 'sent', attempts: 4 })
  expect(new Set(received.map((each) => each.key))).toEqual(new Set([id]))
})

test('the sweep adds the job of a waiting message when its time has come, not before', async () => {
  const id = await message()
  answers = [500]
  const at = now()
  setNow(at)
  await deliverEffect(world, gateway, id)
  const elsewhere = await sweepEffects(world)
  setNow(secondsAfter(at, 29.999))
  expect(await sweepEffects(world)).toBe(elsewhere)
  setNow(secondsAfter(at, 30))
  expect(await sweepEffects(world)).toBe(elsewhere + 1)
})

test('a job the sweep has added is free for whoever ends it, while the sweep waits for another', async () => {
  await world.owner.query("update effects set state = 'no_channel', settled_at = due_at where state = 'waiting'")
  const [first, second] = [await message(), await message()]
  const job = (id: string) => sql`select jobs.add('deliver_effect', ${JSON.stringify({ id })}, ${`effect ${id}`})`
  const swept = await inScope(world.pool, wholeCounty(dayIn(now())), async (trx) => {
    await job(second).execute(trx)
    const sweeping = sweepEffects(world)
    const waiting =
      'select from pg_locks natural join pg_stat_activity where not granted and datname = current_database()'
    await expect.poll(async () => (await world.owner.query(waiting)).rowCount).toBeGreaterThan(0)
    // Were both added in one transaction, this would wait for the sweep and the sweep for us.
    await sql`set local lock_timeout = '2s'`.execute(trx)
    await job(first).execute(trx)
    return { sweeping }
  })
  expect(await swept.sweeping).toBe(2)
})

test('a gateway that fails ten times is given up, and the clerk is told to phone', async () => {
  const id = await message()
  answers = [500]
  for (let attempt = 0; attempt < 12; attempt += 1) await deliverEffect(world, gateway, id)
  expect(received).toHaveLength(10)
  expect(await rowOf(id)).toMatchObject({ state: 'given_up', answer: 'HTTP 500' })
})

test('what the gateway refuses for good is given up at once', async () => {
  for (const status of [400, 401, 404, 422]) {
    const id = await message()
    answers = [status]
    received = []
    await deliverEffect(world, gateway, id)
    await deliverEffect(world, gateway, id)
    expect(received).toHaveLength(1)
    expect(await rowOf(id)).toMatchObject({ state: 'given_up', answer: `HTTP ${status}` })
  }
})

test('a redirect is not followed, a gateway that is not there is asked again later', async () => {
  const id = await message()
  answers = [302]
  await deliverEffect(world, gateway, id)
  expect(received).toHaveLength(1)
  await deliverEffect(world, { url: 'http://127.0.0.1:1/send', token: null }, id)
  expect(await rowOf(id)).toMatchObject({ state: 'waiting', attempts: 2 })
})

test('without a gateway, or where the way to reach her is words, nothing is sent and the row says so', async () => {
  const [one, other] = [await message(), await message('找村口小卖部的岑婶转告')]
  await deliverEffect(world, null, one)
  await deliverEffect(world, gateway, other)
  expect(received).toEqual([])
  expect(await rowOf(one)).toMatchObject({ state: 'no_channel', answer: 'no gateway' })
  expect(await rowOf(other)).toMatchObject({ state: 'no_channel', answer: 'no phone' })
})

test('two workers at once send under the same key, and record it once', async () => {
  const id = await message()
  await Promise.all([deliverEffect(world, gateway, id), deliverEffect(world, gateway, id)])
  expect(received.length).toBeGreaterThanOrEqual(1)
  expect(new Set(received.map((each) => each.key))).toEqual(new Set([id]))
  expect(await rowOf(id)).toMatchObject({ state: 'sent', attempts: 0 })
})

test('of two workers at once, one that fails does not undo what the other recorded', async () => {
  for (const status of [500, 400]) {
    const id = await message()
    const before = await rowOf(id)
    answers = [200, status]
    await Promise.all([deliverEffect(world, gateway, id), deliverEffect(world, gateway, id)])
    expect(await rowOf(id)).toMatchObject({ state: 'sent', attempts: 0, due_at: before.due_at })
  }
})

test('a message that does not exist is no error', async () => {
  await deliverEffect(world, gateway, randomUUID())
  expect(received).toEqual([])
})

/** A worker of its own process on this database, as `npm start` runs it. */
const worker = (env: Record<string, string>) => startWorker(world, { SMS_URL: gateway.url, ...env })

async function until(truth: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + 20_000; !(await truth()); await sleep(50)) {
    if (performance.now() > end) throw new Error('it did not come about in 20 s')
  }
}

test('a worker killed between sending and recording: sent again under the same key, recorded once', async () => {
  // What the tests above left behind is not of this one.
  await world.owner.query(`update effects set state = 'given_up' where state = 'waiting'`)
  const id = await message()
  const first = worker({ CRASH_AT: 'effect_after_send' })
  const [, signal] = await once(first, 'exit')
  expect(signal).toBe('SIGKILL')
  // Its own job and the sweep's may meet at the gateway: sent twice then, under the one key.
  const sent = received.length
  expect(new Set(received.map((each) => each.key))).toEqual(new Set([id]))
  expect(await rowOf(id)).toMatchObject({ state: 'waiting' })
  const second = worker({})
  try {
    await until(async () => (await rowOf(id)).state !== 'waiting')
    // Messages go out while nobody stands at the window.
    expect(getPriority(second.pid ?? 0)).toBe(10)
  } finally {
    second.kill('SIGTERM')
    await once(second, 'exit')
  }
  expect(await rowOf(id)).toMatchObject({ state: 'sent', attempts: 0 })
  expect(received.length).toBeGreaterThan(sent)
  expect(new Set(received.map((each) => each.key))).toEqual(new Set([id]))
})
