import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { dayIn } from '#domain/clocks/calendar.ts'
import { NO_STANDBY } from '#domain/upkeep/conditions.ts'
import { makeApp } from '#server/app.ts'
import { now, secondsAfter, setNow } from '#server/clock.ts'
import { type Embedded, startEmbedded } from '#server/db/embedded.ts'
import { prepareDatabase } from '#server/db/prepare.ts'
import { inScope, nobody, unscoped, wholeCounty } from '#server/db/scope.ts'
import { Indeterminate } from '#server/db/standby.ts'
import { waitsForStandby } from '#server/db/waits.ts'
import { signPastDays } from '#server/disputes/day-heads.ts'
import { deliverEffect } from '#server/exchange/deliver.ts'
import { sendEffect } from '#server/exchange/write.ts'
import { CODE_MINUTES, newCode } from '#server/identity/one-time-codes.ts'
import { removeBytes } from '#server/storage/let-go.ts'
import { pieceOf } from '#server/storage/pieces.ts'
import { measureDatabase } from '#server/upkeep/measure-database.ts'
import type { World } from '#server/world.ts'
import { cast, enter, request, speaker } from '#test/make.ts'
import { countyWorld } from './county-world.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'fengqiao-standby-'))
let database: Embedded
let owner: pg.Pool
/** Another session of the server's login: such a one sees what the server's sessions wait for, and may cancel it. */
let beside: pg.Pool
let world: World
let serverUrl: string
let app: FastifyInstance
let village: { sign_in_name: string; place_code: number }
let gateway: Server
const sent: string[] = []

beforeAll(async () => {
  // Whether a standby is waited for is a setting of a whole server: this file has one of its own.
  database = await startEmbedded({ dataDir, durable: false })
  serverUrl = (await prepareDatabase({ ownerUrl: database.ownerUrl, dataDir })).serverUrl
  world = await countyWorld({ serverUrl, dataDir, port: 1, connections: 4 })
  owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 })
  beside = new pg.Pool({ connectionString: serverUrl, max: 1 })
  for (const pool of [owner, beside]) pool.on('error', () => {}).on('connect', (client) => client.on('error', () => {}))
  app = await makeApp(world, { trustedProxies: [], tls: null, log: false })
  village = (await cast(world)).village
  gateway = createServer((message, reply) => {
    sent.push(String(message.headers['idempotency-key']))
    reply.end('ok')
  }).listen(0, '127.0.0.1')
  await once(gateway, 'listening')
})
afterAll(async () => {
  gateway?.close()
  await app?.close()
  await Promise.all([world?.pool.end(), owner?.end(), beside?.end()])
  await database?.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

// One that fails half way leaves nobody waiting.
afterEach(async () => {
  setNow(null)
  await waitFor('')
})

/** From now on each commit waits for a standby of this name, which does not exist; '' waits for none. */
async function waitFor(standby: string): Promise<void> {
  // The product's owner is no superuser: the setting is written where the server reads it.
  writeFileSync(join(dataDir, 'postgres/postgresql.auto.conf'), `synchronous_standby_names = '${standby}'\n`)
  process.kill(database.pid, 'SIGHUP')
  const isSet = async () => (await owner.query('show synchronous_standby_names')).rows[0].synchronous_standby_names
  while ((await isSet()) !== standby) await sleep(5)
  // Sessions read the setting before the process that makes them wait does: it holds once a commit was seen to wait.
  for (let waited = standby === ''; !waited; ) {
    let over = false
    const probe = owner.query("select pg_logical_emit_message(true, 'probe', '')").finally(() => {
      over = true
    })
    while (!over) {
      const ended = await owner.query(
        "select pg_cancel_backend(pid) from pg_stat_activity where wait_event = 'SyncRep'",
      )
      waited ||= ended.rowCount === 1
    }
    await probe
  }
}

/** Until somebody waits for a standby. */
async function somebodyWaits(): Promise<void> {
  while ((await beside.query(`select from pg_stat_activity where wait_event = 'SyncRep'`)).rowCount === 0)
    await sleep(10)
}

/** Does work that waits for a standby, and gives the waiting up as an administrator might. */
async function givenUp<T>(work: () => Promise<T>): Promise<T> {
  let over = false
  const done = work().finally(() => {
    over = true
  })
  done.catch(() => {})
  while (!over) {
    await beside.query(`select pg_cancel_backend(pid) from pg_stat_activity where wait_event = 'SyncRep'`)
    await sleep(10)
  }
  return done
}

test('a step whose wait for the standby was given up is not acknowledged, and neither is its repetition until a standby has it', async () => {
  const key = randomUUID()
  const register = () =>
    app.inject({
      method: 'POST',
      url: '/api/disputes/steps/register',
      headers: { 'idempotency-key': key },
      payload: { ...request, place_code: village.place_code },
    })
  const files = async () => (await owner.query('select from files')).rowCount
  await waitFor('nobody')
  const first = await givenUp(register)
  expect([first.statusCode, first.json().code, first.headers['retry-after']]).toEqual([503, 'indeterminate', '3'])
  // It stands there all the same, and whoever asks again would be told so, were it not for the wait.
  expect(await files()).toBe(1)
  expect((await givenUp(register)).statusCode).toBe(503)
  await waitFor('')
  const again = await register()
  expect(again.statusCode).toBe(201)
  expect((await register()).body).toBe(again.body)
  expect(await files()).toBe(1)
})

test('a day is not signed while a write of that day waits for its standby: it would be missing from the signature for ever', async () => {
  const register = () =>
    speaker(app).post('/api/disputes/steps/register', { ...request, place_code: village.place_code })
  setNow('2026-06-10T04:00:00.000Z')
  await register()
  await waitFor('nobody')
  const waiting = register()
  await somebodyWaits()
  expect(await waitsForStandby(serverUrl)).toBe(true)
  const measured = () => inScope(world.pool, wholeCounty('2026-06-10'), measureDatabase)
  expect((await measured()).readings.standby_lag).toBe(NO_STANDBY)
  setNow('2026-06-11T04:00:00.000Z')
  const signing = signPastDays(world)
  await sleep(200)
  await waitFor('')
  expect((await waiting).statusCode).toBe(201)
  await signing
  expect(await waitsForStandby(serverUrl)).toBe(false)
  expect((await measured()).readings.standby_lag).toBe(null)
  const { rows } = await owner.query(`select files from day_heads where day = '2026-06-10'`)
  expect(rows).toEqual([{ files: 2 }])
})

test('bytes are not removed because of a row that no standby has', async () => {
  const { rows } = await owner.query<{ id: string }>('select id from files limit 1')
  const id = randomUUID()
  await owner.query(
    `insert into uploads (id, file_id, by_party, name, size, received, state, made_at, changed_at)
     values ($1, $2, $1, 'a.jpg', 1, 1, 'dropped', $3, $3)`,
    [id, rows[0]?.id, '2026-06-10T04:00:00.000Z'],
  )
  mkdirSync(dirname(pieceOf(world, id)), { recursive: true })
  writeFileSync(pieceOf(world, id), 'x')
  await waitFor('nobody')
  await expect(givenUp(() => removeBytes(world, id))).rejects.toThrow(Indeterminate)
  expect(existsSync(pieceOf(world, id))).toBe(true)
  await waitFor('')
  await removeBytes(world, id)
  expect(existsSync(pieceOf(world, id))).toBe(false)
})

test('a statement outside any transaction of ours is not called done either', async () => {
  await owner.query('create table said (n int); grant insert on said to public')
  const insert = () => unscoped(world.pool, (db) => sql`insert into said values (1)`.execute(db))
  await waitFor('nobody')
  await expect(givenUp(insert)).rejects.toThrow(Indeterminate)
  await waitFor('')
  await insert()
})

const toGateway = () => ({ url: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/`, token: null })

test('a message is not handed over before a standby has what it tells of', async () => {
  const clerk = speaker(app, { cookie: await enter(world, village.sign_in_name) })
  const filed = await speaker(app).post('/api/disputes/steps/register', {
    ...request,
    reach: '100 1234-5678',
    place_code: village.place_code,
  })
  await clerk.post(`/api/disputes/${filed.json().file_id}/steps/accept_here`, {})
  const { rows } = await owner.query<{ id: string }>('select id from effects where file_id = $1', [
    filed.json().file_id,
  ])
  const id = rows[0]?.id ?? ''
  const deliver = () => deliverEffect(world, toGateway(), id)
  await waitFor('nobody')
  await expect(givenUp(deliver)).rejects.toThrow(Indeterminate)
  expect(sent).toEqual([])
  await waitFor('')
  await deliver()
  expect(sent).toEqual([id])
})

test('a code that was over before a standby had its message is not handed over: how long that takes nobody knows', async () => {
  const filed = await speaker(app).post('/api/disputes/steps/register', { ...request, place_code: village.place_code })
  const { file_id } = filed.json()
  const { rows } = await owner.query<{ id: string }>('select id from parties where file_id = $1', [file_id])
  const [id, at] = [randomUUID(), now()]
  const code = { id: randomUUID(), about: randomUUID(), edition: 1 }
  const to_party = rows[0]?.id ?? ''
  await inScope(world.pool, { ...nobody(dayIn(at)), holder_of: file_id }, async (_, last) =>
    last([
      newCode(file_id, at, { ...code, to_party }),
      sendEffect(file_id, 1, at, {
        kind: 'send_effect',
        id,
        effect: 'text_message',
        to_party,
        wording: '{code}',
        code,
      }),
    ]),
  )
  sent.length = 0
  await waitFor('nobody')
  const delivering = deliverEffect(world, toGateway(), id)
  await somebodyWaits()
  setNow(secondsAfter(at, (CODE_MINUTES + 1) * 60))
  await waitFor('')
  await delivering
  expect(sent).toEqual([])
  const settled = await owner.query('select state, answer from effects where id = $1', [id])
  expect(settled.rows).toEqual([{ state: 'given_up', answer: 'code over' }])
})
