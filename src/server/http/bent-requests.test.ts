import { randomUUID } from 'node:crypto'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { ENDPOINTS } from '#contract/all.ts'
import { checkAnswer } from '#test/check-answer.ts'
import { cast, enter, request, speaker } from '#test/make.ts'
import { newApp, newWorld } from '#test/world.ts'

let app: FastifyInstance
let staff: Record<string, string>
let administrator: Record<string, string>
let fileId: string
beforeAll(async () => {
  const world = await newWorld()
  app = await newApp(world)
  const { village, admin } = await cast(world)
  staff = { cookie: await enter(world, village.sign_in_name) }
  administrator = { cookie: await enter(world, admin.sign_in_name) }
  fileId = (
    await speaker(app).post('/api/disputes/steps/register', { ...request, place_code: village.place_code })
  ).json().file_id
})

const send = (payload: string, more: Record<string, string> = {}) =>
  app.inject({
    method: 'POST',
    url: '/api/find',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...staff, ...more },
    payload,
  })

const BODIES: [string, string, number, Record<string, string>?][] = [
  ['no body', '', 400],
  ['half an object', '{"words":', 400],
  ['not JSON at all', '<xml/>', 400],
  ['a poisoned prototype', '{"words":"ab","__proto__":{"admin":true}}', 400],
  ['a poisoned constructor', '{"words":"ab","constructor":{"prototype":{"admin":true}}}', 400],
  ['a byte order mark only', '\uFEFF', 400],
  ['an array', '["ab"]', 422],
  ['null', 'null', 422],
  ['a text', '"ab"', 422],
  ['a number', '1e999', 422],
  ['an array for a text', '{"words":["ab"]}', 422],
  ['an object for a text', '{"words":{"toString":"ab"}}', 422],
  ['a field too many', '{"words":"ab","scope":"all"}', 422],
  ['the field twice, the last of them wrong', '{"words":"ab","words":7}', 422],
  ['fifty thousand brackets', `{"words":${'['.repeat(50_000)}${']'.repeat(50_000)}}`, 422],
  ['a form', 'words=ab', 415, { 'content-type': 'application/x-www-form-urlencoded' }],
  ['xml', '<words>ab</words>', 415, { 'content-type': 'application/xml' }],
  ['a form with a file', '--x\r\n\r\n--x--', 415, { 'content-type': 'multipart/form-data; boundary=x' }],
  ['plain text, as a form of another site can send it', '{"words":"ab"}', 415, { 'content-type': 'text/plain' }],
  ['a type nobody knows', '{"words":"ab"}', 415, { 'content-type': '/;;;=' }],
]

test('bodies that are no right JSON of the right shape are refused in Chinese', async () => {
  for (const [about, body, status, more] of BODIES) {
    const answer = await send(body, more)
    checkAnswer(answer, about)
    expect([about, answer.statusCode]).toEqual([about, status])
  }
  expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false)
  expect((await send('{"words":"ab"}', { 'content-type': 'application/json; charset=utf-8' })).statusCode).toBe(200)
})

test('a change without a key, with a broken key, or from another site’s page is refused', async () => {
  const ask = (more: InjectOptions['headers']) =>
    app.inject({
      method: 'POST',
      url: '/api/find',
      headers: { 'content-type': 'application/json', ...staff, ...more },
      payload: '{"words":"ab"}',
    })
  const key = { 'idempotency-key': randomUUID() }
  const tries: [InjectOptions['headers'], number][] = [
    [{}, 400],
    [{ 'idempotency-key': 'again' }, 400],
    [{ 'idempotency-key': `${randomUUID()}, ${randomUUID()}` }, 400],
    [{ ...key, 'sec-fetch-site': 'cross-site' }, 403],
    [{ ...key, 'sec-fetch-site': 'same-site' }, 403],
    [{ ...key, 'sec-fetch-site': 'same-origin' }, 200],
    [{ ...key, 'sec-fetch-site': 'none' }, 200],
  ]
  for (const [more, status] of tries) {
    const answer = await ask(more)
    checkAnswer(answer, JSON.stringify(more))
    expect([more, answer.statusCode]).toEqual([more, status])
  }
})

test('addresses that name nothing say so in Chinese, however they are bent', async () => {
  const nothing = [
    '/api/disputes/1',
    '/api/disputes/not-a-uuid',
    `/api/disputes/${fileId}%00`,
    `/api/disputes/${fileId}'`,
    `/api/disputes/${fileId.toUpperCase()}x`,
    `/api/disputes/${'9'.repeat(200)}`,
    `/api/disputes/${'%F0%9F%90%8C'.repeat(50)}`,
    `/api/disputes/${randomUUID()}`,
    '/api/disputes/%',
    '/api/%E0%A4%A',
    '/api/nothing',
    '/api/',
    '/api/places?parent=1',
    '/api/places?parent=-5',
    '/api/places?parent=99999999999999',
    `/api/${'x'.repeat(8_000)}`,
    '/assets/nothing.js',
    '/assets/..%2f..%2fpackage.json',
    '/assets/%252e%252e%252fpackage.json',
    '/assets/..%5c..%5cpackage.json',
  ]
  for (const url of nothing) {
    const answer = await app.inject({ url, headers: staff })
    checkAnswer(answer, url.slice(0, 80))
    expect([url.slice(0, 80), answer.statusCode]).toEqual([url.slice(0, 80), 404])
  }
  for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'] as const) {
    const answer = await app.inject({ method: method as 'PUT', url: `/api/disputes/${fileId}`, headers: staff })
    checkAnswer(answer, method)
    expect([method, answer.statusCode]).toEqual([method, 404])
  }
})

test('questions with bent values are refused at that value', async () => {
  const bent = [
    '/api/places?parent=abc',
    '/api/places?parent=1e400',
    '/api/places?parent=999999999999999999',
    '/api/places?parent=1&parent=2',
    '/api/places?parent=1.5',
    '/api/places?more=1',
    '/api/disputes?scope=county',
    '/api/disputes?stage=nothing',
    '/api/disputes?scope[]=area',
    '/api/disputes?before=yesterday',
    '/api/disputes?before=0000-01-01T00:00:00Z',
    '/api/disputes?before=2026-13-01T00:00:00Z',
    '/api/disputes?before=2026-02-30T00:00:00Z',
    '/api/disputes?before=2026-03-02T00:00:00',
    '/api/disputes?before=9999-12-31T23:59:59-15:00',
    '/api/disputes?before=%00',
    '/api/disputes?__proto__=1',
  ]
  for (const url of bent) {
    const answer = await app.inject({ url, headers: staff })
    checkAnswer(answer, url)
    expect([url, answer.statusCode]).toEqual([url, 422])
  }
  for (const url of [
    '/api/disputes?before=2026-03-02T00:00:00%2B20:00',
    '/api/disputes?before=2026-03-02T00:00:00.123456789012Z',
  ]) {
    const answer = await app.inject({ url, headers: staff })
    checkAnswer(answer, url)
    expect([url, answer.statusCode]).toEqual([url, 200])
  }
})

/** Every question with a value of its own in words: its address with these words in each of them in turn. */
const inWords = (words: string): string[] =>
  ENDPOINTS.flatMap(({ method, path, query }) => {
    if (method !== 'GET' || !query) return []
    const fields = Object.entries(
      (z.toJSONSchema(query, { io: 'input', unrepresentable: 'any' }).properties ?? {}) as Schemas,
    )
    const at = path.replaceAll(/:\w+/g, fileId)
    return fields.flatMap(([name, it]) => (it.type === 'string' && !it.enum ? [`${at}?${name}=${words}`] : []))
  })
type Schemas = Record<string, { type?: string; enum?: unknown[] }>

test('characters no database keeps, in the words of any question, are no fault of the program', async () => {
  const asked = [...inWords('%00'), ...inWords('ab%00'), ...inWords('%EF%BF%BF%F3%A0%80%81')]
  expect(asked.length).toBeGreaterThan(40)
  expect(asked).toContain('/api/units?words=ab%00')
  for (const headers of [staff, administrator, {}])
    for (const url of asked) {
      const answer = await app.inject({ url, headers })
      checkAnswer(answer, url)
      expect([url, answer.statusCode < 500]).toEqual([url, true])
    }
})
