import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { endpoint } from '#contract/endpoint.ts'
import { makeApp } from '#server/app.ts'
import { cast, enter, request, speaker } from '#test/make.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'
import { makePool } from '../db/connection.ts'

let world: TestWorld
let app: FastifyInstance
let people: Awaited<ReturnType<typeof cast>>
let link: string
beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  people = await cast(world)
  const filed = await speaker(app).post('/api/disputes/steps/register', {
    ...request,
    place_code: people.village.place_code,
  })
  link = filed.json().link.split('#')[1]
})

test('every answer carries the headers that keep it from other sites, and what is personal is not stored', async () => {
  const answers = [
    await app.inject('/api/county'),
    await app.inject('/api/nothing'),
    await app.inject('/healthz'),
    await speaker(app, { link }).get('/api/my-dispute'),
    await speaker(app).post('/api/find', { words: 'ab' }),
  ]
  for (const { headers } of answers) {
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    })
    expect(headers['strict-transport-security']).toBeUndefined()
    expect(headers['access-control-allow-origin']).toBeUndefined()
  }
})

test('a secret link is read from its header alone, and whole', async () => {
  const ask = (authorization: string, url = '/api/my-dispute') => app.inject({ url, headers: { authorization } })
  expect((await ask(`Link ${link}`)).statusCode).toBe(200)
  const wrong = [
    `Link ${link.slice(0, -1)}`,
    `Link ${link}2`,
    `Link ${link.toUpperCase()}`,
    `Link  ${link}`,
    'Link ',
    `Link ${'2'.repeat(26)}`,
    `Link ${link}, Link ${link}`,
  ]
  for (const header of wrong) {
    const answer = await ask(header)
    expect([header, answer.statusCode, answer.json().code]).toEqual([header, 401, 'link_not_valid'])
  }
  for (const header of [`Bearer ${link}`, `link ${link}`, link, `Basic ${link}`]) {
    expect([header, (await ask(header)).json().code]).toEqual([header, 'not_signed_in'])
  }
  for (const url of [`/api/my-dispute?link=${link}`, `/api/my-dispute/${link}`]) {
    expect((await app.inject({ url })).statusCode, url).not.toBe(200)
  }
})

test('a link shown wins over a session: who shows one acts as its party', async () => {
  const cookie = await enter(world, people.village.sign_in_name)
  const both = { cookie, authorization: `Link ${link}` }
  expect((await app.inject({ url: '/api/my-dispute', headers: both })).statusCode).toBe(200)
  expect((await app.inject({ url: '/api/desk', headers: both })).json()).toMatchObject({ code: 'not_yours' })
})

test('a link that was withdrawn opens nothing from then on', async () => {
  const filed = (
    await speaker(app).post('/api/disputes/steps/register', { ...request, place_code: people.village.place_code })
  ).json()
  const party = speaker(app, { link: filed.link.split('#')[1] })
  expect((await party.get('/api/my-dispute')).statusCode).toBe(200)
  await world.owner.query('update links set revoked_at = $2 where file_id = $1', [
    filed.file_id,
    '2026-03-02T01:00:00Z',
  ])
  expect((await party.get('/api/my-dispute')).json()).toMatchObject({ code: 'link_over', status: 401 })
  expect((await party.post(`/api/disputes/${filed.file_id}/steps/withdraw`, {})).statusCode).toBe(401)
})

test('where the database cannot be reached the answer is 503 with a time to try again, and says it is safe to', async () => {
  const nowhere = Object.assign(new URL(world.serverUrl), { port: '1' }).toString()
  const pool = makePool(nowhere, 1)
  const cut = await newApp({ ...world, pool })
  for (const answer of [
    await cut.inject('/api/county'),
    await speaker(cut, { link }).get('/api/my-dispute'),
    await cut.inject('/healthz'),
  ]) {
    expect(answer.json()).toMatchObject({ status: 503, code: 'indeterminate', retry_after: 3 })
    expect(answer.headers['retry-after']).toBe('3')
  }
  await pool.end()
})

test('a fault nobody foresaw says nothing of itself', async () => {
  await world.owner.query("alter table disputes add constraint never check (wish <> '坏') not valid")
  const answer = await speaker(app).post('/api/disputes/steps/register', {
    ...request,
    wish: '坏',
    place_code: people.village.place_code,
  })
  await world.owner.query('alter table disputes drop constraint never')
  expect(answer.statusCode).toBe(500)
  expect(Object.keys(answer.json()).sort()).toEqual(['code', 'detail', 'status', 'title', 'type'])
  expect(answer.body).not.toMatch(/constraint|never|disputes|stack|Error|pg/)
})

test('only a named proxy is believed about who asks; anybody else cannot shift the count of tries to another', async () => {
  const addressesTried = async (): Promise<string[]> =>
    (await world.owner.query('select address from sign_in_attempts order by at desc, id desc limit 1')).rows.map(
      (row) => row.address,
    )
  const tryFrom = async (one: FastifyInstance, remoteAddress: string): Promise<string[]> => {
    await one.inject({
      method: 'POST',
      url: '/api/session',
      remoteAddress,
      headers: { 'idempotency-key': randomUUID(), 'x-forwarded-for': '203.0.113.7, 198.51.100.9' },
      payload: { sign_in_name: randomUUID(), password: 'x', totp_code: '000000' },
    })
    return addressesTried()
  }
  expect(await tryFrom(app, '10.0.0.5')).toEqual(['10.0.0.5'])
  const behind = await makeApp(world, {
    trustedProxies: ['10.0.0.0/24'],
    tls: null,
    log: false,
    pressure: () => ({ waiting: 0, lag: 0 }),
  })
  expect(await tryFrom(behind, '10.0.0.5')).toEqual(['198.51.100.9'])
  expect(await tryFrom(behind, '10.0.1.5')).toEqual(['10.0.1.5'])
})

test('an answer that is not of its schema is a fault, not a leak', async () => {
  const { serve } = await import('./serve.ts')
  const { default: Fastify } = await import('fastify')
  const { keepToSchemas } = await import('./schemas.ts')
  const { answerProblems } = await import('./errors.ts')
  const bare = Fastify()
  keepToSchemas(bare)
  answerProblems(bare)
  const asked = endpoint({
    id: 'x',
    method: 'GET',
    path: '/api/x',
    summary: '',
    who: ['anyone'],
    reply: z.object({ shown: z.string() }),
  })
  serve(bare, world, asked, () => ({ shown: '看得见', hidden: '10012345678' }) as { shown: string })
  serve(bare, world, { ...asked, id: 'y', path: '/api/y' }, () => ({ shown: 7 }) as unknown as { shown: string })
  expect((await bare.inject('/api/x')).json()).toEqual({ shown: '看得见' })
  expect((await bare.inject('/api/y')).json()).toMatchObject({ code: 'failed', status: 500 })
  await bare.close()
})
