import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { setNow } from '#server/clock.ts'
import { codeAt, cookieOf } from '#test/people.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'
import { hashOfActivation, newActivationCode } from './activation.ts'

const START = '2026-03-02T01:00:00.000Z'
const PASSWORD = '春天的第一句话 2026'

let world: TestWorld
let app: FastifyInstance
let names: string[]
beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  const { rows } = await world.owner.query<{ sign_in_name: string }>(
    'select sign_in_name from people order by sign_in_name',
  )
  names = rows.map((row) => row.sign_in_name)
})
beforeEach(() => setNow(START))
afterEach(() => setNow(null))

/** A slip for the next person of the county. */
async function newSlip(until = '2026-03-31T00:00:00.000Z'): Promise<{ code: string; sign_in_name: string }> {
  const sign_in_name = names.shift() ?? ''
  const code = newActivationCode()
  await world.owner.query('update people set activation_hash = $2, activation_until = $3 where sign_in_name = $1', [
    sign_in_name,
    hashOfActivation(code),
    until,
  ])
  return { code, sign_in_name }
}
const post = (url: string, payload: object) =>
  app.inject({ method: 'POST', url, headers: { 'idempotency-key': randomUUID() }, payload })
const begin = (code: string) => post('/api/activation', { code })
const finish = (code: string, secret: string, more: object = {}) =>
  post('/api/activation/finish', {
    code,
    password: PASSWORD,
    totp_secret: secret,
    totp_code: codeAt(secret, START),
    ...more,
  })

test('a slip opens an account: name, secret, password, and the first session', async () => {
  const { code, sign_in_name } = await newSlip()
  const begun = await begin(code)
  expect(begun.json()).toMatchObject({
    sign_in_name,
    until: '2026-03-31T00:00:00.000Z',
    totp_qr_svg: expect.stringMatching(/^<svg/),
  })
  const { totp_secret } = begun.json()
  expect(totp_secret).toMatch(/^[A-Z2-7]{32}$/)
  const done = await finish(code, totp_secret)
  expect(done.statusCode).toBe(200)
  const me = await app.inject({ url: '/api/session', headers: { cookie: cookieOf(done) } })
  expect(me.json()).toMatchObject({ name: begun.json().name })

  // The code that finished it is used up for signing in, too; the next one works.
  const signIn = (totp_code: string) => post('/api/session', { sign_in_name, password: PASSWORD, totp_code })
  expect((await signIn(codeAt(totp_secret, START))).statusCode).toBe(401)
  setNow('2026-03-02T01:00:30.000Z')
  expect((await signIn(codeAt(totp_secret, START, 1))).statusCode).toBe(200)
})

test('letters of a slip may be typed small, without hyphens, with blanks', async () => {
  const { code } = await newSlip()
  expect(code).toMatch(/^([2-9A-HJ-NP-Z]{4}-){3}[2-9A-HJ-NP-Z]{4}$/)
  for (const typed of [code.toLowerCase(), code.replaceAll('-', ''), ` ${code.replaceAll('-', ' ')} `]) {
    expect((await begin(typed)).statusCode, typed).toBe(200)
  }
})

test('a slip works once, also where two use it in the same moment', async () => {
  const { code } = await newSlip()
  const { totp_secret } = (await begin(code)).json()
  const both = await Promise.all([finish(code, totp_secret), finish(code, totp_secret)])
  expect(both.map((answer) => answer.statusCode).sort()).toEqual([200, 404])
  expect((await begin(code)).json()).toMatchObject({ code: 'activation_wrong' })
  expect((await finish(code, totp_secret)).json()).toMatchObject({ code: 'activation_wrong' })
})

test('a slip that is too old, or was never made, opens nothing', async () => {
  const { code } = await newSlip('2026-03-02T00:59:59.000Z')
  for (const wrong of [code, newActivationCode(), '????-????']) {
    expect((await begin(wrong)).json()).toMatchObject({ code: 'activation_wrong', status: 404 })
    expect((await finish(wrong, 'A'.repeat(32))).json()).toMatchObject({ code: 'activation_wrong', status: 404 })
  }
})

test('wrong six digits, a short password or a broken secret open nothing, and the slip can be tried again', async () => {
  const { code, sign_in_name } = await newSlip()
  const { totp_secret } = (await begin(code)).json()
  const tries: [object, string][] = [
    [{ totp_code: codeAt(totp_secret, START, 5) }, 'totp_code'],
    [{ password: '123456789' }, 'password'],
    [{ totp_secret: '!'.repeat(32) }, 'totp_secret'],
    [{ totp_secret: '0189'.repeat(8) }, 'totp_secret'],
    [{ totp_secret: 'a b c d e f g h i' }, 'totp_secret'],
    [{ totp_secret: '\u0000'.repeat(20) }, 'totp_secret'],
  ]
  for (const [more, path] of tries) {
    const answer = await finish(code, totp_secret, more)
    expect(answer.json(), JSON.stringify(more)).toMatchObject({
      code: 'bad_input',
      faults: [{ path, says: expect.stringMatching(/\p{Script=Han}/u) }],
    })
  }
  const { rows } = await world.owner.query('select password_hash, totp_secret from people where sign_in_name = $1', [
    sign_in_name,
  ])
  expect(rows).toEqual([{ password_hash: null, totp_secret: null }])
  expect((await finish(code, totp_secret)).statusCode).toBe(200)
})

test('activating again ends the sessions of before', async () => {
  const { code, sign_in_name } = await newSlip()
  const first = await finish(code, (await begin(code)).json().totp_secret)
  const cookie = cookieOf(first)
  await world.owner.query('update people set activation_hash = $2, activation_until = $3 where sign_in_name = $1', [
    sign_in_name,
    hashOfActivation('AAAA-BBBB-CCCC-DDDD'),
    '2026-03-31T00:00:00.000Z',
  ])
  expect(
    (await finish('AAAA-BBBB-CCCC-DDDD', (await begin('AAAA-BBBB-CCCC-DDDD')).json().totp_secret)).statusCode,
  ).toBe(200)
  expect((await app.inject({ url: '/api/session', headers: { cookie } })).json()).toMatchObject({
    code: 'rights_changed',
  })
})

test('somebody who left cannot open her account', async () => {
  const { code, sign_in_name } = await newSlip()
  const { totp_secret } = (await begin(code)).json()
  await world.owner.query("update people set left_on = '2026-03-01' where sign_in_name = $1", [sign_in_name])
  expect((await finish(code, totp_secret)).statusCode).not.toBe(200)
  const { rows } = await world.owner.query('select password_hash from people where sign_in_name = $1', [sign_in_name])
  expect(rows).toEqual([{ password_hash: null }])
})

test('codes are made of letters that cannot be mistaken, and never alike', () => {
  const codes = Array.from({ length: 2_000 }, newActivationCode)
  expect(new Set(codes).size).toBe(2_000)
  const letters = new Set(codes.join('').replaceAll('-', ''))
  expect([...letters].sort().join('')).toBe('23456789ABCDEFGHJKMNPQRSTUVWXYZ')
})
